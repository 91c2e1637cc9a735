"""What is made private, deleted or undone after a digest was sent is taken out of that message, and off Home; where it
can't be, the person is told what remains where."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.playground.world.faults import Fault
from bot.playground.world.values import Message
from handlers import ids
from handlers.message import as_text
from handlers.packing import pack
from ladder.store.db import table_of
from ladder.store.models import AccessRow, DeliveryRow, DeliveryState, DigestSectionRow, PersonRow
from tests.office import ANA, BEN, MAX, OLGA, Office, view_text

DUE = datetime(2026, 10, 1, 7, 30, tzinfo=UTC)  # 09:30 in Berlin
LATER = DUE + timedelta(hours=3)
Q3 = date(2026, 8, 3)
SECRET = "Found out who had leaked the salaries"
KEPT = "Led the move to the new queue"


@pytest.fixture
def sent(office: Office) -> Office:
    """Max has his digest, with two wins of Ana's and one of Ben's."""
    office.win(ANA, KEPT, on=Q3, competencies=("leadership",))
    office.win(ANA, SECRET, on=Q3, competencies=("risk_reduction",))
    office.win(BEN, "Wrote the guide", on=Q3)
    office.slack.set_time(DUE)
    assert SECRET in letter(office).text
    return office


def letter(office: Office) -> Message:
    [only] = office.reads(MAX)
    return only


def shown(message: Message) -> str:
    return f"{message.text} {as_text(message.blocks)}"


def the_secret(office: Office) -> str:
    return next(win.id for win in office.wins_of(ANA) if win.text == SECRET)


def press(office: Office, action: str, win: str, **more: str | int) -> str:
    """Presses a button of a win in Ana's list; returns what the answer says."""
    listed = office.slack.command(ANA, "/ladder wins").messages[-1]
    blocks = [block for block in listed.blocks if win in str(block)]
    assert blocks, "the list shows the win with its buttons"
    value = pack(e=win, **more)
    place = next(
        block["block_id"]
        for block in blocks
        if any(one.get("value") == value and one["action_id"] == action for one in block.get("elements", ()))
    )
    office.slack.click(ANA, action, message=(listed.channel, listed.ts), block_id=place)
    return office.slack.workspace.visible_to(ANA)[-1].text


def go_on(office: Office, hours: int = 1) -> None:
    office.slack.set_time(office.clock.now() + timedelta(hours=hours))


def test_what_is_made_private_leaves_the_sent_message(sent: Office) -> None:
    before = letter(sent)
    said = press(sent, ids.HIDE_WIN, the_secret(sent))
    assert said == "*Private now.* Max Berg's digest of Oct 1, 2026 is being updated."
    go_on(sent)
    after = letter(sent)
    assert SECRET not in shown(after)
    assert KEPT in shown(after)
    assert "Wrote the guide" in shown(after)
    assert (after.ts, bool(after.edited_ts)) == (before.ts, True)
    assert "Risk reduction" in after.text, "as what isn't on record"
    assert len(sent.reads(MAX)) == 1, "nothing new is sent"


def test_what_is_deleted_leaves_the_sent_message(sent: Office) -> None:
    said = press(sent, ids.DELETE_WIN, the_secret(sent))
    assert "Max Berg's digest of Oct 1, 2026 is being updated." in said
    go_on(sent)
    assert SECRET not in shown(letter(sent))


def test_what_is_undone_leaves_the_sent_message(office: Office) -> None:
    office.win(ANA, KEPT, on=Q3)
    office.slack.home(ANA)
    office.slack.click(ANA, ids.LOG_A_WIN, view="home")
    office.slack.submit(ANA, office.modal(ANA).id, {ids.TEXT: SECRET, ids.VISIBILITY: "shared"})
    office.slack.set_time(DUE)
    assert SECRET in letter(office).text
    office.slack.click(ANA, ids.UNDO_WIN, view=office.modal(ANA).id)
    assert "Max Berg's digest of Oct 1, 2026 is being updated." in view_text(office.modal(ANA))
    go_on(office)
    assert SECRET not in shown(letter(office))
    assert KEPT in shown(letter(office))


def test_home_that_was_opened_before_is_made_anew(sent: Office) -> None:
    assert SECRET in sent.home_text(MAX)
    press(sent, ids.HIDE_WIN, the_secret(sent))
    go_on(sent)
    home = sent.slack.workspace.home(MAX)
    assert home is not None
    said = as_text(home.body["blocks"])
    assert SECRET not in said
    assert KEPT in said


def test_many_changes_give_one_update_of_what_stands_then(sent: Office) -> None:
    win = the_secret(sent)
    for action in (ids.HIDE_WIN, ids.SHARE_WIN, ids.HIDE_WIN, ids.DELETE_WIN):
        press(sent, action, win)
    go_on(sent)
    assert SECRET not in shown(letter(sent))
    assert len([call for call in sent.slack.calls() if call.method == "chat.update"]) == 1


def test_who_is_no_manager_any_more_sees_nothing_newer(sent: Office) -> None:
    sent.win(BEN, "Told Olga alone", on=Q3)
    set_columns(sent, BEN, manager_id=OLGA)
    press(sent, ids.HIDE_WIN, the_secret(sent))
    go_on(sent)
    said = shown(letter(sent))
    assert "Told Olga alone" not in said
    assert "Ben Okafor" not in said
    assert KEPT in said


def test_who_is_a_guest_by_now_keeps_nothing(sent: Office) -> None:
    sent.slack.change_user(MAX, is_guest=True)
    press(sent, ids.HIDE_WIN, the_secret(sent))
    go_on(sent)
    assert KEPT not in shown(letter(sent))
    assert SECRET not in shown(letter(sent))
    home = sent.slack.workspace.home(MAX)
    assert home is not None
    assert KEPT not in as_text(home.body["blocks"])


def set_columns(office: Office, person: str, **columns: str) -> None:
    table = table_of(PersonRow)
    with office.database.write(office.team) as tx:
        tx.connection.execute(table.update().where(table.c.id == person).values(**columns))


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("edit_window_closed", "Slack doesn't let Ladder change that message any more."),
        pytest.param("cant_update_message", "Slack doesn't let Ladder change that message.", marks=pytest.mark.slow),
        pytest.param("channel_not_found", "Slack says that conversation is closed to Ladder.", marks=pytest.mark.slow),
        pytest.param("something_new", "Slack refused the change (something_new).", marks=pytest.mark.slow),
    ],
)
def test_where_it_cannot_be_the_person_is_told_what_remains_where(sent: Office, code: str, why: str) -> None:
    sent.slack.faults.order(Fault(method="chat.update", error=code, times=9))
    press(sent, ids.HIDE_WIN, the_secret(sent))
    go_on(sent)
    [told] = sent.reads(ANA)
    assert told.text == (
        "*A copy remains in Slack.* Max Berg's digest of Oct 1, 2026 still shows what you took back. "
        f"{why} The copy is in Max Berg's direct messages from Ladder, and nowhere else. "
        "Ladder's own screens no longer show it."
    )
    assert sent.reads(BEN) == [], "who took nothing back hears nothing"


def test_a_message_that_is_gone_holds_nothing(sent: Office) -> None:
    message = letter(sent)
    sent.slack.workspace.remove_message(message.channel, message.ts)
    press(sent, ids.HIDE_WIN, the_secret(sent))
    go_on(sent)
    [told] = sent.reads(ANA)
    assert told.text.startswith("*Nothing remains in Slack.* Max Berg's digest of Oct 1, 2026 is no longer there")


def test_a_later_try_that_works_takes_it_out_after_all(sent: Office) -> None:
    sent.slack.faults.order(Fault(method="chat.update", error="cant_update_message", times=1))
    win = the_secret(sent)
    press(sent, ids.HIDE_WIN, win)
    go_on(sent)
    assert SECRET in shown(letter(sent))
    press(sent, ids.DELETE_WIN, win)
    go_on(sent)
    assert SECRET not in shown(letter(sent))
    assert len(sent.reads(ANA)) == 1


def test_a_digest_of_which_nobody_knows_is_said_to_be_doubtful(sent: Office) -> None:
    table = table_of(DeliveryRow)
    with sent.database.write(sent.team) as tx:  # its answer got lost, and the app may not look
        tx.connection.execute(table.update().values(state=DeliveryState.UNCERTAIN, channel=None, ts=None, sent_at=None))
    said = press(sent, ids.HIDE_WIN, the_secret(sent))
    doubt = "Max Berg's digest of Oct 1, 2026 may still show it: Slack never said whether that message arrived."
    assert said == f"*Private now.* {doubt}"
    go_on(sent)
    [told] = sent.reads(ANA)
    assert "may still show what you took back. Slack never said whether that message arrived" in told.text


@pytest.mark.slow
@pytest.mark.parametrize("fault", [{"status": 503, "accepted": True}, {"drop": "after"}, {"retry_after": "1"}])
def test_a_lost_answer_or_a_wait_ends_with_what_stands_now(sent: Office, fault: dict[str, Any]) -> None:
    sent.slack.faults.order(Fault(method="chat.update", times=1, **fault))
    press(sent, ids.HIDE_WIN, the_secret(sent))
    go_on(sent)
    update = next(row for row in sent.deliveries() if row["kind"] == "digest_update")
    assert update["state"] in ("sent", "pending")
    if update["state"] == "sent" or fault.get("accepted") or fault.get("drop"):
        assert SECRET not in shown(letter(sent))


def test_what_the_digest_rests_on_is_kept_by_id_and_no_words(sent: Office) -> None:
    rows = {row["owner_id"]: row["wins"] for row in sent.rows(DigestSectionRow)}
    assert rows.keys() == {ANA, BEN}
    assert set(rows[ANA]) == {win.id for win in sent.wins_of(ANA)}
    press(sent, ids.DELETE_WIN, the_secret(sent))
    go_on(sent)
    rows = {row["owner_id"]: row["wins"] for row in sent.rows(DigestSectionRow)}
    assert set(rows[ANA]) == {win.id for win in sent.wins_of(ANA)}


def test_what_it_shows_anew_stands_in_the_ledger(sent: Office) -> None:
    sent.slack.set_time(LATER + timedelta(days=3))
    sent.win(BEN, "Wrote another guide", on=Q3)
    before = {(row["subject_id"], row["day"]) for row in sent.rows(AccessRow)}
    press(sent, ids.HIDE_WIN, the_secret(sent))
    go_on(sent)
    assert "Wrote another guide" in shown(letter(sent))
    after = {(row["subject_id"], row["day"]) for row in sent.rows(AccessRow)}
    assert {subject for subject, _ in after - before} == {BEN}


def test_a_private_win_that_no_digest_showed_says_nothing_of_one(sent: Office) -> None:
    win = sent.win(ANA, "Wrote the runbook", on=date(2026, 10, 1))
    assert press(sent, ids.HIDE_WIN, win.id) == "*Private now.* Only you see it."
