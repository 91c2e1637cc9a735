"""Line 5: different wins are both saved, the same one is asked about with both answers, and no typed word is lost."""

from datetime import timedelta

from bot.playground.world.values import Json, Message
from handlers import ids
from ladder.store.models import HeldWinRow
from ladder.store.values import Visibility
from tests.office import ANA, BEN, MONDAY, Office, view_text
from tests.trust.payloads import again

BILLING = "Led the storage migration of the billing service to the new cluster"
LABEL = "Led the storage migration of the label service to the new cluster"
QUESTION = "Is this the same win?"


def log(office: Office, words: str) -> Message:
    return office.slack.command(ANA, f"/ladder log {words}").messages[-1]


def place(said: Message) -> tuple[str, str]:
    return said.channel, said.ts


def form(office: Office, **values: object) -> str:
    """Ana fills in an empty form and submits it; what stands in front of her then."""
    office.slack.shortcut(ANA, ids.LOG_WIN)
    office.slack.submit(ANA, office.modal(ANA).id, values)
    return view_text(office.modal(ANA))


def field(office: Office, block_id: str) -> Json:
    """What somebody would send from a field of the form in front of Ana."""
    state: Json = office.slack.workspace.stack(ANA)[-1].typed
    element: Json = next(one for one in office.modal(ANA).body["blocks"] if one.get("block_id") == block_id)["element"]
    return {**element, **state.get(block_id, {}).get(block_id, {})}


def texts(office: Office) -> list[str]:
    return [win.text for win in office.wins_of(ANA)]


def test_another_noun_is_another_win_saved_unasked(office: Office) -> None:
    assert "Saved" in log(office, LABEL).text
    assert "Saved" in log(office, BILLING).text
    assert "Saved" in form(office, text=BILLING.replace("billing", "parcel"))
    assert len(office.wins_of(ANA)) == 3


def test_work_that_comes_back_a_month_later_is_saved_unasked(office: Office) -> None:
    log(office, LABEL)
    office.slack.set_time(MONDAY + timedelta(days=30))
    assert "Saved" in log(office, LABEL).text
    assert len(office.wins_of(ANA)) == 2


def test_log_asks_with_both_answers_and_keeps_the_new_words(office: Office) -> None:
    log(office, LABEL)
    asked = log(office, f"{LABEL}!")
    assert QUESTION in asked.text
    assert f"{LABEL}!" in asked.text
    buttons = [one["text"]["text"] for block in asked.blocks if block["type"] == "actions" for one in block["elements"]]
    assert buttons == ["It's the same", "Save as another"]

    said = office.slack.click(ANA, ids.ANOTHER_WIN, message=place(asked)).messages[-1]
    assert "Saved" in said.text
    assert texts(office) == [LABEL, f"{LABEL}!"]
    assert office.rows(HeldWinRow) == []


def test_save_as_another_pressed_twice_saves_one(office: Office) -> None:
    log(office, LABEL)
    office.slack.click(ANA, ids.ANOTHER_WIN, message=place(log(office, LABEL)))
    assert again(office, "block_actions").status == 200
    assert len(office.wins_of(ANA)) == 2


def test_it_is_the_same_saves_nothing_and_shows_what_was_typed(office: Office) -> None:
    log(office, LABEL)
    asked = log(office, f"{LABEL}!")
    said = office.slack.click(ANA, ids.SAME_WIN, message=place(asked)).messages[-1]
    assert "Nothing new was saved" in said.text
    assert f"{LABEL}!" in said.text
    assert texts(office) == [LABEL]
    assert office.rows(HeldWinRow) == []
    assert again(office, "block_actions").status == 200


def test_words_that_nobody_answered_for_are_forgotten_after_a_week(office: Office) -> None:
    log(office, LABEL)
    asked = log(office, LABEL)
    office.slack.set_time(MONDAY + timedelta(days=6))
    assert len(office.rows(HeldWinRow)) == 1
    office.slack.set_time(MONDAY + timedelta(days=8))
    assert office.rows(HeldWinRow) == []
    said = office.slack.click(ANA, ids.ANOTHER_WIN, message=place(asked)).messages[-1]
    assert "nothing more was saved" in said.text
    assert len(office.wins_of(ANA)) == 1


def test_the_form_asks_in_place_and_keeps_every_field(office: Office) -> None:
    log(office, LABEL)
    said = form(office, text=f"{LABEL}.", outcome="Nobody was paged", role="led", links="https://example.com/pr/1")
    assert QUESTION in said
    assert field(office, ids.TEXT)["value"] == f"{LABEL}."
    assert field(office, ids.TEXT)["initial_value"] == f"{LABEL}.", "the view itself has the words too"
    assert office.modal(ANA).body["submit"]["text"] == "Save as another"

    office.slack.submit(ANA, office.modal(ANA).id, {})
    assert "Saved" in view_text(office.modal(ANA))
    other = office.wins_of(ANA)[-1]
    assert (other.text, other.outcome, other.role) == (f"{LABEL}.", "Nobody was paged", "led")
    assert other.links == ("https://example.com/pr/1",)


def test_the_buttons_in_the_form_do_what_they_say(office: Office) -> None:
    log(office, LABEL)
    form(office, text=LABEL, outcome="Nobody was paged")
    asked = office.modal(ANA).id
    office.slack.type_into(ANA, asked, {"happened_on": "2026-09-20"})
    office.slack.click(ANA, ids.ANOTHER_WIN, view=asked)
    assert "This day is in the future" in view_text(office.modal(ANA))
    office.slack.type_into(ANA, asked, {"happened_on": "2026-09-13"})
    office.slack.click(ANA, ids.ANOTHER_WIN, view=asked)
    assert "Saved" in view_text(office.modal(ANA))
    assert again(office, "block_actions").status == 200
    assert [win.outcome for win in office.wins_of(ANA)] == ["", "Nobody was paged"]

    form(office, text=LABEL, outcome="Once more")
    office.slack.click(ANA, ids.SAME_WIN, view=office.modal(ANA).id)
    said = view_text(office.modal(ANA))
    assert "Nothing new was saved" in said
    assert "Once more" in said
    assert len(office.wins_of(ANA)) == 2


def test_a_message_logged_again_opens_the_form_with_both_answers(office: Office) -> None:
    where = office.post(ANA, LABEL)
    for _ in range(2):
        office.slack.shortcut(ANA, ids.LOG_FROM_MESSAGE, where)
        shown = office.modal(ANA)
        office.slack.submit(ANA, shown.id, {})
    first, second = office.wins_of(ANA)
    assert "You logged this message before" in view_text(shown)
    assert first.source == second.source
    assert second.text == LABEL


def test_two_forms_on_one_message_are_asked_about(office: Office) -> None:
    where = office.post(BEN, "Ana saved the release")
    office.slack.shortcut(ANA, ids.LOG_FROM_MESSAGE, where)
    waiting = office.modal(ANA)
    office.win(ANA, "Saved the release", source=None)
    office.slack.submit(ANA, waiting.id, {"text": "Saved the release"})
    assert QUESTION in view_text(office.modal(ANA))
    assert len(office.wins_of(ANA)) == 1


def test_a_form_sent_twice_is_answered_twice_and_saved_once(office: Office) -> None:
    form(office, text=LABEL, visibility="private")
    twice = again(office, "view_submission")
    assert "Saved" in str(twice.body)
    [win] = office.wins_of(ANA)
    assert win.visibility is Visibility.PRIVATE


def test_a_form_whose_win_was_removed_keeps_its_words_and_saves_them_again(office: Office) -> None:
    form(office, text=LABEL, outcome="Nobody was paged")
    office.slack.click(ANA, ids.UNDO_WIN, view=office.modal(ANA).id)
    sent = again_from(office)
    assert "removed since" in str(sent)
    values = {block["block_id"]: block for block in sent["view"]["blocks"]}
    assert values[ids.TEXT]["element"]["initial_value"] == LABEL
    assert values[ids.OUTCOME]["element"]["initial_value"] == "Nobody was paged"


def again_from(office: Office) -> Json:
    body = again(office, "view_submission").body
    assert isinstance(body, dict)
    return body


def test_a_command_sent_once_more_after_its_undo_shows_the_words(office: Office) -> None:
    office.slack.click(ANA, ids.UNDO_WIN, message=place(log(office, LABEL)))
    assert LABEL in str(again(office, "command").body)
    assert office.wins_of(ANA) == ()


def test_an_edit_sent_twice_is_one_edit(office: Office) -> None:
    said = log(office, LABEL)
    office.slack.click(ANA, ids.ADD_DETAILS, message=place(said))
    office.slack.submit(ANA, office.modal(ANA).id, {"outcome": "Nobody was paged"})
    assert "Saved" in str(again(office, "view_submission").body)
    [win] = office.wins_of(ANA)
    assert (win.revision, win.outcome) == (2, "Nobody was paged")
