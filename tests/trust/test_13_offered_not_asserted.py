"""Line 13: what a win may show is offered with its reasons, and counts once its owner has tapped or ticked it."""

import json

from bot.playground.world.values import Json, Message
from handlers import ids
from ladder.store.values import Evidence, NewWin
from tests.office import ANA, Office, view_text
from tests.trust.payloads import again

WORDS = "Mentored two juniors through their first on-call week and led the incident review of the label outage"


def log(office: Office, words: str = WORDS) -> Message:
    return office.slack.command(ANA, f"/ladder log {words}").messages[-1]


def offered(said: Message) -> list[Json]:
    """The buttons that offer a competency."""
    elements = [one for block in said.blocks if block["type"] == "actions" for one in block["elements"]]
    return [one for one in elements if one["action_id"].startswith(ids.COUNT_FOR)]


def tap(office: Office, said: Message, offer: Json) -> Message:
    return office.slack.click(ANA, offer["action_id"], message=(said.channel, said.ts)).messages[-1]


def win(office: Office) -> Evidence:
    [only] = office.wins_of(ANA)
    return only


def test_log_counts_nothing_and_offers_at_most_three_with_their_reasons(office: Office) -> None:
    said = log(office)
    assert win(office).competencies == ()
    assert 1 <= len(offered(said)) <= 3
    assert "Nothing counts until you tap it." in said.text
    assert "you wrote “" in said.text
    assert "It speaks to" not in said.text


def test_one_tap_confirms_and_the_reply_says_what_it_bought(office: Office) -> None:
    said = log(office)
    first, *others = offered(said)
    told = tap(office, said, first)
    assert told.ts == said.ts, "the reply itself changes"
    assert win(office).competencies == (json.loads(first["value"])["c"],)
    assert f"It speaks to {first['text']['text']} at Senior" in told.text
    assert "went from no evidence to" in told.text
    assert [one["action_id"] for one in offered(told)] == [one["action_id"] for one in others]


def test_a_tap_pressed_twice_is_one_tap(office: Office) -> None:
    said = log(office)
    tap(office, said, offered(said)[0])
    assert again(office, "block_actions").status == 200
    assert (len(win(office).competencies), win(office).revision) == (1, 2)


def test_undo_after_a_tap_takes_the_tap_back_and_the_win_stays(office: Office) -> None:
    said = log(office)
    told = tap(office, said, offered(said)[0])
    undone = office.slack.click(ANA, ids.UNDO_WIN, message=(told.channel, told.ts)).messages[-1]
    assert win(office).competencies == ()
    assert len(offered(undone)) == len(offered(said)), "it is offered again"


def test_a_text_that_says_nothing_about_work_gets_no_offer(office: Office) -> None:
    for words in ("test", "The lunch menu is up"):
        said = log(office, words)
        assert offered(said) == []
        assert "tick what it shows in *Details*" in said.text
    assert [one.competencies for one in office.wins_of(ANA)] == [(), ()]


def test_an_unconfirmed_guess_of_an_earlier_version_counts_for_nothing(office: Office) -> None:
    before = office.ask(ANA)
    guess = NewWin(text=WORDS, happened_on=office.clock.now().date(), competencies=("leadership",), confirmed=False)
    office.win(ANA, WORDS, competencies=guess.competencies, confirmed=False)
    assert win(office).competencies == ()
    after = office.ask(ANA)
    assert [line for line in before.splitlines() if "Leadership" in line] == [
        line for line in after.splitlines() if "Leadership" in line
    ]


def competencies(office: Office) -> Json:
    blocks = office.modal(ANA).body["blocks"]
    block: Json = next(one for one in blocks if one.get("block_id") == ids.COMPETENCIES)
    return block


def test_the_form_lists_the_offered_ones_first_and_ticks_at_most_one(office: Office) -> None:
    said = log(office)
    names = [one["text"]["text"] for one in offered(said)]
    office.slack.shortcut(ANA, ids.LOG_FROM_MESSAGE, office.post(ANA, WORDS))
    block = competencies(office)
    assert [one["text"]["text"] for one in block["element"]["options"]][: len(names)] == names
    assert all("because of" in one["description"]["text"] for one in block["element"]["options"][: len(names)])
    assert len(block["element"].get("initial_options", ())) <= 1
    assert "You decide: only what you tick counts." in block["hint"]["text"]


def test_details_of_a_logged_win_ticks_nothing_by_itself(office: Office) -> None:
    said = log(office)
    office.slack.click(ANA, ids.ADD_DETAILS, message=(said.channel, said.ts))
    assert "initial_options" not in competencies(office)["element"]
    office.slack.submit(ANA, office.modal(ANA).id, {"outcome": "Nobody was paged"})
    assert win(office).competencies == ()
    assert "To make it count, tick what it shows" in view_text(office.modal(ANA))
