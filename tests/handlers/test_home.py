"""The Home tab: for a newcomer, an engineer, a manager with a digest, and an admin."""

from datetime import UTC, date, datetime

import pytest

from bot.playground.world.faults import Fault
from handlers import ids
from tests.office import ADA, ANA, BEN, MAX, ZOE, Office, view_text

DUE = datetime(2026, 10, 1, 7, 30, tzinfo=UTC)  # 09:30 in Berlin, on the first working day of the fourth quarter


def test_a_newcomer_sees_what_this_is_and_a_button(office: Office) -> None:
    said = office.home_text(ZOE)
    assert "Your career ladder, in chat" in said
    office.slack.click(ZOE, ids.LOG_A_WIN, view="home")
    assert office.modal(ZOE).body["callback_id"] == ids.WIN_MODAL


def test_an_engineer_sees_their_card_and_recent_wins(office: Office) -> None:
    office.win(ANA, "Led the move to the new queue", competencies=("leadership",))
    said = office.home_text(ANA)
    assert "Ana Lima: your card" in said
    assert "*Leadership* – thin" in said
    assert "Led the move to the new queue" in said
    assert "admins can't read your wins" in said


def test_a_button_on_home_answers_in_a_modal(office: Office) -> None:
    office.slack.home(ANA)
    office.slack.click(ANA, ids.SHOW_NEXT, view="home")
    assert "After Mid-Level" in str(office.modal(ANA).body)


def test_a_manager_finds_the_last_digest_there(office: Office) -> None:
    office.win(ANA, "Led the move to the new queue", on=date(2026, 8, 3))
    assert "Your team in Q" not in office.home_text(MAX)
    office.slack.set_time(DUE)
    said = office.home_text(MAX)
    assert "Your team in Q3 2026" in said
    assert "Led the move to the new queue" in said
    assert "Sent to you as a message on Oct 1, 2026" in said


def test_a_doubtful_digest_loses_nothing(office: Office) -> None:
    office.win(ANA, "Led the move to the new queue", on=date(2026, 8, 3))
    office.slack.faults.order(Fault(method="chat.postMessage", status=500, accepted=False))
    office.slack.set_time(DUE)
    said = office.home_text(MAX)
    assert "Led the move to the new queue" in said
    assert "on its way" in said


def test_what_was_closed_since_is_gone_from_the_digest_on_home(office: Office) -> None:
    win = office.win(ANA, "Led the move to the new queue", on=date(2026, 8, 3))
    office.slack.set_time(DUE)
    shown = office.slack.command(ANA, "/ladder wins").messages[-1]
    office.slack.click(ANA, ids.HIDE_WIN, message=(shown.channel, shown.ts))
    assert win.text not in office.home_text(MAX)


@pytest.mark.slow
def test_a_team_of_sixty_fits_on_home(office: Office) -> None:
    for number in range(60):
        office.add_person(f"U1{number:04d}", f"Person {number:02d}", level="mid", manager_id=MAX)
        office.win(f"U1{number:04d}", "Moved the scans", on=date(2026, 8, 3))
    office.slack.set_time(DUE)
    office.slack.home(MAX)
    office.slack.click(MAX, ids.DIGEST_REST, view="home")
    assert "Person 59" in view_text(office.modal(MAX))


def test_an_admin_sees_the_roster_and_what_could_not_be_sent(office: Office) -> None:
    assert "5 people on the roster" in office.home_text(ADA)
    assert "Everything due has been delivered" in office.home_text(ADA)
    office.win(ANA, on=date(2026, 8, 3))
    office.slack.faults.order(Fault(method="chat.postMessage", error="is_archived", times=9))
    office.slack.set_time(DUE)
    assert f"digest to <@{MAX}>" in office.home_text(ADA)
    assert "For admins" not in office.home_text(BEN)


def test_somebody_who_moves_gets_their_digest_at_half_past_nine_there(office: Office) -> None:
    office.win(ANA, on=date(2026, 8, 3))
    office.slack.home(MAX)
    office.slack.change_user(MAX, tz="America/New_York")
    office.slack.set_time(DUE)
    assert office.reads(MAX) == []
    office.slack.set_time(datetime(2026, 10, 1, 13, 30, tzinfo=UTC))
    assert len(office.reads(MAX)) == 1


def test_somebody_who_has_left_gets_no_digest(office: Office) -> None:
    office.win(ANA, on=date(2026, 8, 3))
    office.slack.change_user(MAX, deleted=True)
    office.slack.set_time(DUE)
    assert office.reads(MAX) == []
