"""What arrives, in which form, and for whom: judged by what the local workspace received."""

from datetime import datetime
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from bot.delivery.rendered import Rendered, Withdrawn
from handlers import limits
from handlers.message import Message
from ladder.delivery.claims import Claimed
from ladder.people import people
from ladder.store.db import Tx, table_of
from ladder.store.models import AccessRow, DeliveryState
from tests.bot.delivery.mail import HOUR, MINUTE, SECOND, Mail
from tests.conftest import NOW

# --- what arrives


def test_a_digest_arrives_once_and_its_place_is_kept(mail: Mail) -> None:
    mail.due("UMAX")
    assert mail.drain() == 1
    assert mail.drain(HOUR) == 0
    (message,) = mail.inbox("UMAX")
    assert message.text == "Digest for UMAX, part 1"
    assert message.blocks[0]["text"]["text"] == message.text
    row = mail.row()
    assert (row.state, row.channel, row.ts) == (DeliveryState.SENT, message.channel, message.ts)
    assert NOW <= row.sent_at < NOW + MINUTE
    assert message.metadata == {"event_type": "ladder_delivery", "event_payload": {"nonce": row.nonce}}


def test_a_late_digest_says_so(mail: Mail) -> None:
    mail.due("UMAX")
    mail.drain(7 * 24 * HOUR)
    assert mail.texts("UMAX") == ["Digest for UMAX, part 1 (late)"]


def test_a_digest_that_can_no_longer_help_is_missed_and_seen(mail: Mail) -> None:
    mail.due("UMAX", not_after=NOW + HOUR)
    assert mail.drain(HOUR + SECOND) == 0
    assert (mail.row().state, mail.row().error_code) == (DeliveryState.DEAD, "missed")
    assert mail.calls() == []


def test_a_large_digest_goes_on_in_its_thread_in_order(mail: Mail) -> None:
    mail.renderers["digest"] = lambda _tx, claimed, _now: Rendered(Message(f"part {claimed.part}"), parts=4)
    mail.due("UMAX")
    assert mail.drain() == 4
    first, *rest = mail.inbox("UMAX")
    assert [message.text for message in (first, *rest)] == ["part 1", "part 2", "part 3", "part 4"]
    assert {message.thread_ts for message in rest} == {first.ts}
    assert {message.channel for message in rest} == {first.channel}


def test_whose_evidence_a_digest_shows_stands_in_the_ledger(mail: Mail) -> None:
    mail.person("UANA", "UBEN")
    mail.renderers["digest"] = lambda *_: Rendered(Message("about Ana"), shows=("UANA",))
    mail.due("UMAX")
    mail.drain()
    ledger = table_of(AccessRow)
    with mail.database.read() as tx:
        (read,) = tx.connection.execute(select(ledger.c.subject_id, ledger.c.reader_id, ledger.c.what))
    assert tuple(read) == ("UANA", "UMAX", "digest")


# --- 15, 16: Slack refuses the form


def test_refused_blocks_go_out_as_plain_text_once_and_the_fault_is_logged(
    mail: Mail, caplog: pytest.LogCaptureFixture
) -> None:
    bad = {"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}
    mail.renderers["digest"] = lambda *_: Rendered(Message("the whole content", (bad,)))
    mail.due("UMAX")
    assert mail.drain() == 1
    (message,) = mail.inbox("UMAX")
    assert (message.text, message.blocks) == ("the whole content", ())
    assert [record.levelname for record in caplog.records if "layout" in record.message] == ["ERROR"]
    assert "whole content" not in caplog.text


def test_plain_text_that_is_refused_as_well_is_dead_and_not_tried_for_ever(mail: Mail) -> None:
    mail.due("UMAX")
    mail.fault("chat.postMessage", error="invalid_blocks", times=9)
    mail.drain()
    assert len(mail.calls()) == 2
    assert (mail.row().state, mail.row().error_code) == (DeliveryState.DEAD, "invalid_blocks")


def test_a_message_too_long_is_cut_at_a_line_and_says_where_the_rest_is(mail: Mail) -> None:
    lines = "\n".join(f"line {number}" for number in range(2000))
    mail.renderers["digest"] = lambda *_: Rendered(Message(lines))
    mail.due("UMAX")
    mail.fault("chat.postMessage", error="msg_too_long")
    assert mail.drain() == 1
    *kept, last = mail.texts("UMAX")[0].split("\n")
    assert kept == lines.split("\n")[: len(kept)]
    assert "Home" in last


def test_a_short_message_that_is_too_long_for_slack_loses_its_blocks_then_is_dead(mail: Mail) -> None:
    mail.due("UMAX")
    mail.fault("chat.postMessage", error="msg_too_long", times=9)
    mail.drain()
    assert ["blocks" in call.args for call in mail.calls()] == [True, False]
    assert mail.row().state is DeliveryState.DEAD


def test_a_text_that_slack_would_cut_without_a_word_is_cut_with_one(mail: Mail) -> None:
    mail.renderers["digest"] = lambda *_: Rendered(Message("word " * 8001))
    mail.due("UMAX")
    mail.drain()
    (text,) = mail.texts("UMAX")
    assert len(text) < limits.MESSAGE_TEXT
    assert text.endswith("Home tab.")


@pytest.mark.parametrize("text", ["x" * 9000, "word " * 2000, "line\n" * 2000, "é" * 5000])
def test_a_shortened_text_begins_as_the_whole_and_is_short(text: str) -> None:
    short = Message(text).shortened().text
    *kept, last = short.split("\n")
    assert text.startswith("\n".join(kept))
    assert "Home" in last
    assert len(short) < 4000


# --- 17, 18: for whom


def test_nobody_writes_to_an_account_that_is_deactivated(mail: Mail) -> None:
    mail.slack.change_user("UMAX", deleted=True)
    mail.due("UMAX")
    mail.drain()
    assert mail.row().state is DeliveryState.CANCELLED
    assert mail.calls() == []
    with mail.database.read("T1") as tx:
        assert not people.get(tx, "UMAX").active


def test_someone_who_is_not_on_the_roster_may_be_deactivated_too(mail: Mail) -> None:
    mail.slack.add_user("UZOE", "zoe", deleted=True)
    mail.due("UZOE")
    mail.drain()
    assert mail.row().state is DeliveryState.CANCELLED


def test_who_lost_the_right_meanwhile_gets_nothing(mail: Mail) -> None:
    mail.renderers["digest"] = lambda *_: Withdrawn("no longer a manager")
    mail.due("UMAX")
    assert mail.drain() == 0
    assert (mail.row().state, mail.row().last_error) == (DeliveryState.CANCELLED, "no longer a manager")
    assert mail.calls() == []


# --- 20: someone moves


def half_past_nine_in(_tx: Tx, _period: str, tz: str) -> datetime:
    return NOW + 3 * HOUR if tz == "America/New_York" else NOW - 3 * HOUR


def test_someone_who_moved_west_gets_one_message_at_their_own_hour(mail: Mail) -> None:
    mail.reschedules["digest"] = half_past_nine_in
    mail.slack.change_user("UMAX", tz="America/New_York")
    mail.due("UMAX")
    assert mail.drain() == 0
    assert mail.row().due_at == NOW + 3 * HOUR
    with mail.database.read("T1") as tx:
        assert people.get(tx, "UMAX").tz == "America/New_York"
    assert mail.drain(3 * HOUR) == 1
    assert mail.texts("UMAX") == ["Digest for UMAX, part 1"], "it is not late by their clock"


def test_a_move_that_slack_told_of_meanwhile_counts_as_well(mail: Mail) -> None:
    mail.reschedules["digest"] = half_past_nine_in
    mail.due("UMAX")  # by the clock of where they were
    mail.slack.change_user("UMAX", tz="America/New_York")
    with mail.database.write("T1") as tx:
        people.set_zone(tx, "UMAX", "America/New_York")
    assert mail.drain() == 0
    assert mail.row().due_at == NOW + 3 * HOUR
    assert mail.drain(3 * HOUR) == 1
    assert mail.texts("UMAX") == ["Digest for UMAX, part 1"]


def test_someone_who_moved_east_gets_it_now(mail: Mail) -> None:
    mail.reschedules["digest"] = half_past_nine_in
    mail.slack.change_user("UMAX", tz="Asia/Tokyo")
    mail.due("UMAX")
    assert mail.drain() == 1
    with mail.database.read("T1") as tx:
        assert people.get(tx, "UMAX").tz == "Asia/Tokyo"


@pytest.mark.parametrize("tz", ["", "America", "../../etc/passwd", "Mars/Olympus_Mons"])
def test_a_zone_nobody_knows_changes_nothing(mail: Mail, tz: str, monkeypatch: pytest.MonkeyPatch) -> None:
    mail.reschedules["digest"] = half_past_nine_in
    answer = SimpleNamespace(data={"ok": True, "user": {"id": "UMAX", "tz": tz}})
    monkeypatch.setattr(mail.client, "users_info", lambda **_: answer)
    mail.due("UMAX")
    mail.drain()
    with mail.database.read("T1") as tx:
        assert people.get(tx, "UMAX").tz == "Europe/London"


def test_a_later_part_does_not_wait_for_another_morning(mail: Mail) -> None:
    def move_after_the_first(_tx: Tx, claimed: Claimed, _now: datetime) -> Rendered:
        mail.slack.change_user("UMAX", tz="America/New_York")
        return Rendered(Message(f"part {claimed.part}"), parts=2)

    mail.reschedules["digest"] = half_past_nine_in
    mail.renderers["digest"] = move_after_the_first
    mail.due("UMAX")
    assert mail.drain() == 2
