"""Line 4: Undo takes back the last thing done, never more; Delete is another button, and asks first."""

from bot.playground.people.outcome import ActOutcome
from handlers import ids
from ladder.store.values import Evidence, Visibility
from tests.office import ANA, Office, view_text
from tests.trust.payloads import again

WORDS = "Led the storage migration of the label service"
BETTER = "Led the storage migration of the label service, with nobody paged"


def logged(office: Office, words: str = WORDS) -> tuple[tuple[str, str], Evidence]:
    """Ana logs a win; the place of the answer, and the win."""
    said = office.slack.command(ANA, f"/ladder log {words}").messages[-1]
    return (said.channel, said.ts), office.wins_of(ANA)[-1]


def edited(office: Office, place: tuple[str, str], **values: object) -> str:
    """Ana changes it in the form; what the form's answer says."""
    office.slack.click(ANA, ids.ADD_DETAILS, message=place)
    office.slack.submit(ANA, office.modal(ANA).id, values)
    return view_text(office.modal(ANA))


def undo(office: Office, place: tuple[str, str]) -> ActOutcome:
    return office.slack.click(ANA, ids.UNDO_WIN, message=place)


def test_undo_after_a_new_win_takes_the_win_back_and_keeps_its_words_on_screen(office: Office) -> None:
    place, _ = logged(office)
    said = undo(office, place).messages[-1]
    assert office.wins_of(ANA) == ()
    assert "Undone." in said.text
    assert WORDS in said.text
    assert said.ts == place[1], "in place of the answer whose button was pressed"


def test_undo_after_an_edit_takes_the_edit_back_and_the_win_stays(office: Office) -> None:
    place, before = logged(office)
    edited(office, place, text=BETTER, outcome="Deploys are quick", competencies=["leadership"], visibility="private")
    assert office.wins_of(ANA)[0].text == BETTER

    office.slack.click(ANA, ids.UNDO_WIN, view=office.modal(ANA).id)
    [now] = office.wins_of(ANA)
    assert (now.text, now.outcome, now.visibility) == (WORDS, "", before.visibility)
    assert now.competencies == before.competencies
    said = view_text(office.modal(ANA))
    assert "the win stays" in said
    assert "Deploys are quick" in said, "what was typed stays on screen"


def test_an_undo_from_before_an_edit_says_so_and_removes_nothing(office: Office) -> None:
    place, _ = logged(office)
    edited(office, place, text=BETTER)
    said = undo(office, place).messages[-1]
    assert "Nothing was undone" in said.text
    assert BETTER in said.text
    assert office.wins_of(ANA)[0].text == BETTER


def test_an_undo_from_before_it_was_made_private_removes_nothing(office: Office) -> None:
    place, _ = logged(office)
    wins = office.slack.command(ANA, "/ladder wins").messages[-1]
    office.slack.click(ANA, ids.HIDE_WIN, message=(wins.channel, wins.ts))
    assert "Nothing was undone" in undo(office, place).messages[-1].text
    assert office.wins_of(ANA)[0].visibility is Visibility.PRIVATE


def test_two_edits_are_not_taken_back_by_the_undo_of_the_first(office: Office) -> None:
    place, _ = logged(office)
    edited(office, place, text=BETTER)
    first = office.modal(ANA).id
    office.slack.close(ANA, first)
    edited(office, place, outcome="Nobody was paged")
    office.slack.click(ANA, ids.UNDO_WIN, view=office.modal(ANA).id)
    [now] = office.wins_of(ANA)
    assert (now.text, now.outcome) == (BETTER, "")


def test_an_undo_pressed_twice_takes_back_one_thing(office: Office) -> None:
    place, _ = logged(office)
    edited(office, place, text=BETTER)
    office.slack.click(ANA, ids.UNDO_WIN, view=office.modal(ANA).id)
    assert again(office, "block_actions").status == 200
    assert office.wins_of(ANA)[0].text == WORDS, "the win is still there"


def test_an_undo_of_a_new_win_pressed_twice_says_that_it_is_gone(office: Office) -> None:
    place, _ = logged(office)
    undo(office, place)
    assert again(office, "block_actions").status == 200
    assert office.wins_of(ANA) == ()


def test_delete_is_a_button_of_its_own_and_asks_first(office: Office) -> None:
    logged(office)
    wins = office.slack.command(ANA, "/ladder wins").messages[-1]
    buttons = [one for block in wins.blocks for one in block.get("elements", ()) if one.get("type") == "button"]
    [delete] = [one for one in buttons if one["action_id"] == ids.DELETE_WIN]
    assert delete["confirm"]["title"]["text"] == "Delete this win?"

    said = office.slack.click(ANA, ids.DELETE_WIN, message=(wins.channel, wins.ts)).messages[-1]
    assert office.wins_of(ANA) == ()
    assert WORDS in said.text
