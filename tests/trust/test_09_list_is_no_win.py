"""Line 9: a pasted list is noticed from every way in, kept private, and said; an unticked box is not claimed."""

import json

from handlers import ids
from ladder.store.values import Visibility
from tests.ladder.evidence.test_lists import BRAG, TIDY
from tests.office import ANA, Office, view_text

SAID = "This looks like a list of five, not one win."


def test_log_keeps_a_list_private_and_says_so(office: Office) -> None:
    said = office.slack.command(ANA, f"/ladder log {BRAG}").messages[-1]
    [win] = office.wins_of(ANA)
    assert (win.visibility, win.competencies, win.text) == (Visibility.PRIVATE, (), TIDY)
    assert SAID in said.text
    assert "Only you can see it." in said.text
    assert "One box isn't ticked: it's marked “not done”." in said.text
    assert ids.COUNT_FOR not in json.dumps(said.blocks), "nothing is offered for a list"

    office.slack.click(ANA, ids.SHARE_WIN, message=(said.channel, said.ts))
    assert office.wins_of(ANA)[0].visibility is Visibility.SHARED


def test_the_form_keeps_a_pasted_list_private_and_says_so(office: Office) -> None:
    office.slack.shortcut(ANA, ids.LOG_WIN)
    office.slack.submit(ANA, office.modal(ANA).id, {"text": BRAG})
    assert office.wins_of(ANA)[0].visibility is Visibility.PRIVATE
    assert SAID in view_text(office.modal(ANA))


def test_a_message_that_is_a_list_opens_a_private_form_that_says_so(office: Office) -> None:
    office.slack.shortcut(ANA, ids.LOG_FROM_MESSAGE, office.post(ANA, BRAG))
    assert SAID in view_text(office.modal(ANA))
    office.slack.submit(ANA, office.modal(ANA).id, {})
    [win] = office.wins_of(ANA)
    assert (win.visibility, win.competencies, win.text) == (Visibility.PRIVATE, (), TIDY)


def test_whoever_shares_a_list_on_purpose_has_shared_it(office: Office) -> None:
    office.slack.shortcut(ANA, ids.LOG_FROM_MESSAGE, office.post(ANA, BRAG))
    office.slack.submit(ANA, office.modal(ANA).id, {"visibility": "shared_up"})
    assert office.wins_of(ANA)[0].visibility is Visibility.SHARED_UP


def test_a_list_that_is_put_into_an_old_win_is_private_too(office: Office) -> None:
    said = office.slack.command(ANA, "/ladder log Led the move to the new queue").messages[-1]
    office.slack.click(ANA, ids.ADD_DETAILS, message=(said.channel, said.ts))
    office.slack.submit(ANA, office.modal(ANA).id, {"text": BRAG})
    assert office.wins_of(ANA)[0].visibility is Visibility.PRIVATE


def test_a_box_that_is_not_ticked_is_not_claimed(office: Office) -> None:
    assert "isn't done yet" in office.ask(ANA, "log [ ] Write up the outage")
    [win] = office.wins_of(ANA)
    assert (win.text, win.visibility) == ("☐ Write up the outage (not done)", Visibility.PRIVATE)


def test_a_win_in_several_lines_stays_one_win(office: Office) -> None:
    office.ask(ANA, "log Led the queue move:\n- planned it with Ben\n- moved it at night")
    assert office.wins_of(ANA)[0].visibility is Visibility.SHARED
