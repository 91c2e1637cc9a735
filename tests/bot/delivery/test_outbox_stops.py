"""What stops a delivery or a whole workspace, for a while or for good, and workers stopped midway."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, pairwise, repeat

import pytest

from bot.slack.pacing import Pace, Rate
from ladder.delivery import queue
from ladder.store.db import Database
from ladder.store.models import DeliveryState
from tests.bot.delivery.mail import HOUR, MINUTE, SECOND, UNHURRIED, Mail, claim
from tests.conftest import NOW

# --- 1, 2: Slack asks to wait


def test_after_a_429_the_workspace_waits_as_long_as_asked_and_each_gets_one(mail: Mail) -> None:
    mail.person("UANA", "UBEN")
    mail.due("UANA", "UBEN", "UMAX")
    mail.fault("chat.postMessage", retry_after="600")
    sent = mail.drain()
    assert sent < 3
    tried = len(mail.calls())
    assert mail.drain(599 * SECOND - MINUTE) == 0
    assert len(mail.calls()) == tried, "nobody asks while Slack wants quiet"
    assert sent + mail.drain(2 * MINUTE) == 3
    for person in ("UANA", "UBEN", "UMAX"):
        assert len(mail.inbox(person)) == 1


def test_a_429_is_no_doubt(mail: Mail) -> None:
    mail.due("UMAX")
    mail.fault("chat.postMessage", retry_after="600")
    mail.drain()
    row = mail.row()
    assert (row.state, row.first_post_at, row.attempts) == (DeliveryState.PENDING, None, 0)
    assert row.wait_until == NOW + 600 * SECOND


@pytest.mark.parametrize(("header", "seconds"), [(None, 30), ("soon", 30), ("999999", 3600)])
def test_a_429_that_says_nothing_sensible_means_a_wait_within_bounds(
    mail: Mail, header: str | None, seconds: int
) -> None:
    mail.due("UMAX")
    mail.fault("users.info", retry_after=header)
    mail.worker.outbox.deliver(claim(mail))
    assert mail.workspace().paused_until == NOW + seconds * SECOND
    assert mail.workspace().paused_reason is None


# --- 9, 11, 14: nothing can be sent in this workspace


@pytest.mark.parametrize("method", ["users.info", "chat.postMessage"])
@pytest.mark.parametrize(
    "code",
    ["account_inactive", "token_revoked", "invalid_auth", "missing_scope", "restricted_action", "ekm_access_denied"],
)
def test_a_workspace_that_refuses_all_is_paused_with_the_reason_and_loses_nothing(
    mail: Mail, method: str, code: str
) -> None:
    mail.due("UMAX")
    mail.fault(method, error=code)
    assert mail.drain() == 0
    assert mail.workspace().paused_reason
    assert mail.drain(58 * MINUTE) == 0
    assert mail.calls("users.info")[-1].at < NOW + MINUTE, "it is not asked again and again"
    assert mail.drain(3 * MINUTE) == 1
    assert mail.workspace().paused_reason is None
    assert len(mail.inbox("UMAX")) == 1


def test_a_messages_tab_that_is_off_is_said_and_the_digest_waits(database: Database) -> None:
    with Mail(database) as mail:
        mail.person("UMAX")
        mail.slack.app.manifest = replace(mail.slack.app.manifest, messages_tab=False)
        mail.due("UMAX")
        mail.drain()
        assert "App Home" in mail.workspace().paused_reason
        mail.slack.app.manifest = replace(mail.slack.app.manifest, messages_tab=True)
        assert mail.drain(HOUR + SECOND) == 1


def test_after_a_new_installation_it_goes_on_at_once(mail: Mail) -> None:
    mail.due("UMAX")
    mail.slack.app.token_refusal = "account_inactive"
    mail.drain()
    mail.slack.app.token_refusal = ""
    with mail.database.write("T1") as tx:
        queue.resume(tx)
    assert mail.drain() == 1


# --- 12, 13: this one can't be sent


def test_a_person_slack_cannot_find_by_id_is_written_to_in_their_conversation(mail: Mail) -> None:
    mail.due("UMAX")
    mail.fault("chat.postMessage", error="channel_not_found")
    assert mail.drain() == 1
    assert [call.args["channel"][0] for call in mail.calls()] == ["U", "D"]
    assert len(mail.inbox("UMAX")) == 1


def test_a_conversation_that_cannot_be_opened_either_is_dead_with_the_remedy(mail: Mail) -> None:
    mail.due("UMAX")
    mail.fault("chat.postMessage", error="channel_not_found", times=9)
    assert mail.drain() == 0
    assert len(mail.calls()) == 2
    assert (mail.row().state, mail.row().error_code) == (DeliveryState.DEAD, "channel_not_found")
    assert "roster" in mail.row().last_error


def test_a_conversation_that_slack_does_not_open_is_dead_after_one_try(mail: Mail) -> None:
    mail.due("UMAX")
    mail.fault("chat.postMessage", error="channel_not_found")
    mail.fault("conversations.open", error="user_not_found")
    mail.drain()
    assert len(mail.calls()) == 1
    assert mail.row().error_code == "channel_not_found"


@pytest.mark.parametrize("code", ["not_in_channel", "is_archived", "a_code_of_next_year"])
def test_a_clear_no_is_the_end_and_no_other_place_is_tried(mail: Mail, code: str) -> None:
    mail.due("UMAX")
    mail.fault("chat.postMessage", error=code)
    mail.drain()
    assert mail.drain(HOUR) == 0
    assert len(mail.calls()) == 1
    assert (mail.row().state, mail.row().error_code) == (DeliveryState.DEAD, code)
    assert mail.row().last_error


def test_a_person_slack_does_not_know_is_dead_without_a_post(mail: Mail) -> None:
    mail.due("UNOBODY")
    mail.drain()
    assert (mail.row().state, mail.row().error_code, mail.calls()) == (DeliveryState.DEAD, "user_not_found", [])


# --- 26, 27: stopped in the middle


def test_a_worker_that_was_stopped_between_the_mark_and_the_post_does_not_post(mail: Mail) -> None:
    mail.due("UMAX")
    outbox = mail.worker.outbox
    steps = iter([0.0, 0.31])
    taken = claim(mail)
    assert not replace(outbox, monotonic=lambda: next(steps)).deliver(taken)
    assert mail.calls() == []
    assert (mail.row().state, mail.row().first_post_at) == (DeliveryState.PENDING, None)
    assert mail.drain(SECOND) == 1


def test_a_worker_that_was_stopped_while_it_connected_does_not_post(mail: Mail) -> None:
    mail.due("UMAX")
    outbox = mail.worker.outbox
    steps = iter([0.0, 0.1, 15.1])
    assert not replace(outbox, monotonic=lambda: next(steps)).deliver(claim(mail))
    assert mail.calls() == []
    assert (mail.row().state, mail.row().first_post_at) == (DeliveryState.PENDING, None)
    assert mail.drain(SECOND) == 1


def test_a_machine_that_was_suspended_is_noticed_by_the_wall_clock(mail: Mail) -> None:
    mail.due("UMAX")
    taken = claim(mail)
    times = iter([NOW, NOW + 10 * MINUTE, NOW + 10 * MINUTE])
    assert not replace(mail.worker.outbox, machine=lambda: next(times)).deliver(taken)
    assert mail.calls() == []


def test_a_wall_clock_that_is_set_back_stops_nothing(mail: Mail) -> None:
    mail.due("UMAX")
    taken = claim(mail)
    times = chain([NOW], repeat(NOW - HOUR))
    assert replace(mail.worker.outbox, machine=lambda: next(times)).deliver(taken)


def test_a_worker_whose_lease_ran_out_while_it_rendered_posts_nothing(mail: Mail) -> None:
    mail.due("UMAX")
    taken = claim(mail)
    mail.machine += 50 * SECOND
    assert not mail.worker.outbox.deliver(taken)
    assert mail.calls() == []
    assert mail.drain(SECOND) == 1


def test_posts_to_one_person_keep_their_distance(mail: Mail) -> None:
    waited: list[float] = []
    mail.due("UMAX")
    outbox = mail.worker.outbox
    time = iter(range(100))
    pace = Pace({**UNHURRIED, "one channel": Rate(per_minute=60, burst=1)}, monotonic=lambda: next(time) / 4)
    slow = replace(outbox, pace=pace, sleep=waited.append)
    pace.take(("one channel", "T1", "UMAX"))
    assert slow.deliver(claim(mail))
    assert waited
    assert all(earlier > later for earlier, later in pairwise(waited))


def test_an_outage_before_the_post_puts_off_without_doubt_and_not_all_to_one_moment(mail: Mail) -> None:
    others = [f"U{number}" for number in range(6)]
    mail.person(*others)
    mail.due(*others)
    mail.fault("users.info", status=503, times=6)
    mail.drain()
    rows = mail.rows()
    assert {(row.state, row.first_post_at) for row in rows} == {(DeliveryState.PENDING, None)}
    waits = {row.wait_until - NOW for row in rows}
    assert len(waits) > 1
    assert all(30 * SECOND <= wait <= 60 * SECOND for wait in waits)


def test_digests_due_in_different_years_are_told_apart(mail: Mail) -> None:
    mail.due("UMAX", period="2025Q3", due_at=datetime(2025, 10, 1, 9, 30, tzinfo=UTC))
    mail.due("UMAX")
    assert mail.drain() == 2
    assert len(mail.inbox("UMAX")) == 2
