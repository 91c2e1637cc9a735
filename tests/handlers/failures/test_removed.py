"""The app is removed from the workspace, and installed again (docs/faults.md, 9, 55)."""

from datetime import UTC, datetime, timedelta

from bot.playground.world.faults import Fault
from ladder.delivery import queue
from ladder.store.models import DeliveryState, WorkspaceRow
from tests.office import ADA, ANA, MAX, OLGA, Office

DUE = datetime(2026, 10, 1, 7, 30, tzinfo=UTC)  # half past nine in Berlin, where Max is
DUE_AT_OLGAS = datetime(2026, 10, 1, 13, 30, tzinfo=UTC)
NEXT_DAY = DUE_AT_OLGAS + timedelta(days=1)


def two_digests(office: Office) -> None:
    """Max will have one, and Olga six hours later."""
    office.win(ANA, "Led the move to the new queue", on=DUE.date() - timedelta(days=40))
    office.win(MAX, "Hired two people", on=DUE.date() - timedelta(days=40))


def install_again(office: Office) -> None:
    """With a working token, the worker is started anew."""
    office.slack.app.token_refusal = ""
    with office.database.write(office.team) as tx:
        queue.resume(tx)


def reason(office: Office) -> str:
    """Why sending has stopped; "" if it has not."""
    [row] = office.rows(WorkspaceRow)
    return str(row["paused_reason"] or "")


def test_removed_between_two_digests_and_installed_the_next_day_each_comes_once(office: Office) -> None:
    two_digests(office)
    office.slack.set_time(DUE)
    office.slack.uninstall()
    assert "removed from this workspace" in reason(office)
    office.slack.set_time(DUE_AT_OLGAS)
    assert [row["state"] for row in office.deliveries() if row["recipient_id"] == OLGA] == [DeliveryState.PENDING]

    install_again(office)
    office.slack.set_time(NEXT_DAY)
    assert (len(office.reads(MAX)), len(office.reads(OLGA))) == (1, 1)
    assert "is late" in office.reads(OLGA)[0].text


def test_a_worker_that_starts_with_a_working_token_takes_up_what_waited(office: Office) -> None:
    two_digests(office)
    office.slack.uninstall()
    office.slack.set_time(DUE)
    office.slack.app.token_refusal = ""
    office.worker.try_again()
    assert (office.worker.drain(NEXT_DAY), office.worker.drain(NEXT_DAY)) == (1, 0)
    assert len(office.reads(MAX)) == 1


def test_nobody_posts_after_the_app_was_removed(office: Office) -> None:
    two_digests(office)
    office.slack.uninstall()
    office.slack.set_time(DUE)
    assert [call for call in office.slack.calls() if call.method == "chat.postMessage"] == []


def test_installed_again_too_late_to_help_it_is_missed_and_said(office: Office) -> None:
    two_digests(office)
    office.slack.uninstall()
    office.slack.set_time(DUE)
    install_again(office)
    office.slack.set_time(DUE + timedelta(days=60))
    assert (office.reads(MAX), office.reads(OLGA)) == ([], [])
    assert {row["error_code"] for row in office.deliveries()} == {"missed"}
    assert "couldn't be sent while it would still have helped" in office.home_text(MAX)


def test_a_persons_own_token_that_is_withdrawn_stops_nothing(office: Office) -> None:
    office.ask(ANA)
    office.slack.transport.send_event({"type": "tokens_revoked", "tokens": {"oauth": [ANA], "bot": []}})
    assert reason(office) == ""


def test_an_app_that_nobody_ever_used_can_be_removed(office: Office) -> None:
    told = office.slack.transport.send_event({"type": "app_uninstalled"})
    assert told is not None
    assert told.status == 200


def test_an_admin_sees_why_nothing_is_sent(office: Office) -> None:
    two_digests(office)
    office.slack.faults.order(Fault(method="chat.postMessage", error="restricted_action"))
    office.slack.set_time(DUE)
    said = office.home_text(ADA)
    assert "Nothing is being sent: A workspace setting keeps the app from posting." in said
    assert "has been delivered" not in said
    assert "Nothing is being sent" not in office.home_text(ANA)
