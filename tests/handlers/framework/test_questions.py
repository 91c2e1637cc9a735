"""Compare, prove, search, paths, focus and grow: the answers, and where they lead on to."""

from http.client import IncompleteRead
from urllib.error import URLError

import pytest

from bot.playground.world.errors import ApiError
from bot.playground.world.faults import Fault
from bot.playground.world.values import Message
from handlers import ids
from ladder.formats.yaml.form import builtin
from tests.office import ADA, ANA, BEN, Office, answer


def press(office: Office, person: str, shown: Message, action: str) -> Message:
    return office.slack.click(person, action, message=(shown.channel, shown.ts)).messages[-1]


def test_compare_shows_two_levels_competency_by_competency_in_a_table(office: Office) -> None:
    shown = answer(office, BEN, "compare mid senior")
    assert [one["type"] for one in shown.blocks].count("table") == 1
    for competency in builtin().competencies:
        assert competency.name in shown.text
    assert "🔹 You reduce engineering risk before it becomes an incident." in shown.text
    assert shown.ephemeral_to == BEN


@pytest.mark.parametrize(
    "words", ["mid senior", "mid and senior", "Mid-Level Software Developer vs snr", "mid with L5"]
)
def test_compare_understands_how_people_name_two_levels(office: Office, words: str) -> None:
    assert "Mid-Level Software Developer and Senior Software Developer" in answer(office, BEN, f"compare {words}").text


def test_compare_with_one_level_holds_it_against_mine(office: Office) -> None:
    assert "Junior Software Developer and Senior Software Developer" in answer(office, BEN, "compare senior").text
    assert "nothing to compare" in answer(office, BEN, "compare junior").text


def test_compare_without_a_level_of_mine_takes_the_one_before(office: Office) -> None:
    assert "Mid-Level Software Developer and Senior Software Developer" in answer(office, ADA, "compare senior").text
    assert "Name two levels" in answer(office, ADA, "compare intern").text


def test_compare_says_what_to_type(office: Office) -> None:
    assert "Name two levels" in office.ask(BEN, "compare")
    assert "I don't know a pair of levels called" in office.ask(BEN, "compare wombat")


def test_where_slack_refuses_the_table_the_comparison_comes_as_text(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise ApiError("invalid_blocks")

    monkeypatch.setattr("bot.playground.api.responses.apply", refuse)
    shown = answer(office, BEN, "compare mid senior")
    assert "table" not in [one["type"] for one in shown.blocks]
    assert "You reduce engineering risk before it becomes an incident." in shown.text


@pytest.mark.parametrize("broken", [URLError("refused"), TimeoutError(), IncompleteRead(b"")])
def test_where_slack_cannot_be_reached_the_comparison_comes_as_text(
    office: Office, monkeypatch: pytest.MonkeyPatch, broken: Exception
) -> None:
    def break_off(*_: object, **__: object) -> None:
        raise broken

    monkeypatch.setattr("handlers.interaction.response_url.WebhookClient.send_dict", break_off)
    shown = answer(office, BEN, "compare mid senior")
    assert "table" not in [one["type"] for one in shown.blocks]
    assert "You reduce engineering risk before it becomes an incident." in shown.text


def test_the_button_compares_a_level_with_mine(office: Office) -> None:
    shown = press(office, BEN, answer(office, BEN, "senior"), ids.COMPARE)
    assert "Junior Software Developer and Senior Software Developer" in shown.text


def test_prove_says_how_to_show_it_how_to_get_better_and_what_it_looks_like(office: Office) -> None:
    office.win(ANA, competencies=("risk_reduction",))
    said = office.ask(ANA, "prove risk reduction")
    assert said.startswith("Risk reduction")
    assert "How to show it" in said
    assert "How to get better at it" in said
    assert "What it looks like at your level: Mid-Level Software Developer" in said
    assert "What it looks like: Senior Software Developer" in said
    assert "*Risk reduction* – thin" in said


def test_prove_takes_free_words(office: Office) -> None:
    assert office.ask(ANA, "prove mentoring").startswith("Leadership")
    said = office.ask(ANA, "prove what breaks at night")
    assert "“what breaks at night” is closest to this." in said


def test_prove_without_words_and_with_unknown_ones_says_what_there_is(office: Office) -> None:
    assert "Name a competency" in office.ask(ANA, "prove")
    assert "I don't know a competency called “zzzz”" in office.ask(ANA, "prove zzzz")


def test_from_a_proof_to_a_win_for_it(office: Office) -> None:
    shown = answer(office, ANA, "prove risk reduction")
    office.slack.click(ANA, ids.LOG_FOR, message=(shown.channel, shown.ts))
    ticked = next(one for one in office.modal(ANA).body["blocks"] if one.get("block_id") == ids.COMPETENCIES)
    assert [one["value"] for one in ticked["element"]["initial_options"]] == ["risk_reduction"]


def test_the_cards_thin_line_leads_to_its_proof(office: Office) -> None:
    shown = press(office, ANA, answer(office, ANA, ""), ids.PROVE)
    assert shown.text.startswith("Scope of impact")


def test_search_finds_expectations_with_their_levels(office: Office) -> None:
    said = office.ask(BEN, "search incident")
    assert (
        "You reduce engineering risk before it becomes an incident.  (Senior Software Developer, Risk reduction)"
        in said
    )
    assert "Nothing in this ladder mentions “zebra”" in office.ask(BEN, "search zebra")
    assert "Say what to look for" in office.ask(BEN, "search")


def test_paths_is_the_whole_ladder_with_its_forks(office: Office) -> None:
    said = office.ask(ANA, "paths")
    for level in builtin().levels:
        assert level.name in said
    assert "From Senior Software Developer the path forks" in said
    assert "You are at *Mid-Level Software Developer*" in said


def test_focus_lays_a_specialisation_over_my_level(office: Office) -> None:
    said = office.ask(ANA, "focus security")
    assert said.startswith("Mid-Level Software Developer + Security")
    assert "It starts at Mid-Level Software Developer" in office.ask(BEN, "focus security")
    assert "There are:" in office.ask(ANA, "focus")
    assert "I don't know a specialization called" in office.ask(ANA, "focus gardening")


def test_grow_gives_the_advice_for_my_thinnest_competencies(office: Office) -> None:
    office.win(ANA, competencies=("scope_of_impact", "independence"))
    said = office.ask(ANA, "grow")
    for name in ("Leadership", "Technical judgment", "Decision quality"):
        assert f"{name}  (nothing on record yet)\n" in said
    assert "Risk reduction" not in said


def test_a_question_still_answers_when_slack_fails_elsewhere(office: Office) -> None:
    office.slack.faults.order(Fault(method="views.open", error="internal_error"))
    assert "Senior Software Developer" in office.ask(BEN, "senior")
