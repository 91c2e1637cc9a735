"""What Slack does not open is never met with silence (docs/faults.md, 40), and two presses at once are no fault of
anybody."""

import logging
from datetime import date

import pytest

from bot.playground.world.faults import Fault
from handlers import ids
from tests.office import ANA, Office

LATE = "expired_trigger_id"


def letters(office: Office) -> list[str]:
    """What Ana is sent meanwhile."""
    office.worker.drain(office.clock.now())
    return [letter.text for letter in office.reads(ANA)]


@pytest.mark.parametrize("action", [ids.SHOW_NEXT, ids.SHOW_WINS, ids.SHOW_HELP])
def test_a_button_on_home_that_came_too_late_comes_again_as_a_message(office: Office, action: str) -> None:
    office.win(ANA, "Led the move to the new queue", on=date(2026, 8, 3))
    office.slack.home(ANA)
    for _ in range(2):
        office.slack.faults.order(Fault(method="views.open", error=LATE))
        assert office.slack.click(ANA, action, view="home").status == 200
    assert len(letters(office)) == 2, "each time it was pressed"
    letter = office.reads(ANA)[-1]
    assert "took too long to open" in letter.text
    answer = office.slack.click(ANA, action, message=(letter.channel, letter.ts))
    assert answer.messages or office.modal(ANA)


def test_a_button_below_a_win_that_came_too_late_says_so_there(office: Office) -> None:
    office.win(ANA, "Led the move to the new queue", on=date(2026, 8, 3))
    shown = office.slack.command(ANA, "/ladder wins").messages[-1]
    office.slack.faults.order(Fault(method="views.open", error=LATE))
    outcome = office.slack.click(ANA, ids.EDIT_WIN, message=(shown.channel, shown.ts))
    assert "took too long" in outcome.messages[-1].text
    assert "try again" in outcome.messages[-1].text


@pytest.mark.parametrize("trouble", [{"status": 503}, {"drop": "before"}, {"error": "ratelimited"}])
def test_a_form_that_slack_cannot_open_just_now_comes_as_a_message(office: Office, trouble: dict[str, object]) -> None:
    office.slack.faults.order(Fault(method="views.open", **trouble))  # type: ignore[arg-type]
    office.slack.shortcut(ANA, ids.LOG_WIN)
    assert "took too long to open" in letters(office)[0]


def test_where_nothing_can_be_said_slack_shows_its_own_sign(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    office.slack.home(ANA)
    office.slack.click(ANA, ids.SHOW_NEXT, view="home")
    office.slack.faults.order(Fault(method="views.update", status=503))
    assert office.slack.click(ANA, ids.SHOW_LEVEL, view=office.modal(ANA).id).status == 500
    assert "Slack did not answer" in caplog.text


def test_a_mistake_of_ours_is_not_called_slow(office: Office) -> None:
    office.slack.home(ANA)
    office.slack.faults.order(Fault(method="views.open", error="invalid_arguments"))
    assert office.slack.click(ANA, ids.SHOW_NEXT, view="home").status == 500
    assert letters(office) == []


def test_two_presses_at_once_in_a_modal_are_no_fault(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    office.slack.home(ANA)
    office.slack.click(ANA, ids.SHOW_HELP, view="home")
    office.slack.click(ANA, ids.SHOW_WINS, view="home")
    view = office.modal(ANA)
    office.slack.faults.order(Fault(method="views.update", error="hash_conflict"))
    assert office.slack.click(ANA, ids.LOG_A_WIN, view=view.id).status == 200
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []
