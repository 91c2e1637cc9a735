"""Free words, and the expectations they find."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder.formats.yaml.form import builtin
from ladder.framework.model import Competency, Expectation, Ladder, Level, Specialism
from ladder.framework.search import about, search, stem
from tests.laws import examples

LADDER = builtin()

SMALL = Ladder(
    id="x",
    name="X",
    levels=(Level(id="a", name="A"), Level(id="b", name="B")),
    competencies=(Competency(id="craft", name="Craft", aliases=("skill",), keywords=("unit test", "refactor")),),
    expectations=(
        Expectation(id="4", text="You mentor.", level="b", competency="craft"),
        Expectation(id="0", text="You write tests for each deployment.", level="a", competency="craft"),
        Expectation(id="1", text="Deployments are yours, and tests too; you café.", level="b"),
        Expectation(id="2", text="You deploy.", competency="craft"),
        Expectation(id="3", text="テストを書くことができる。", level="a"),
    ),
    specialisms=(
        Specialism(
            id="ai", name="AI", expectations=(Expectation(id="ai.1", text="You train models.", competency="craft"),)
        ),
    ),
)


def ids(asked: str, ladder: Ladder = SMALL) -> list[str]:
    return [hit.expectation.id for hit in search(ladder, asked).hits if hit.expectation]


@pytest.mark.parametrize("asked", ["mentor", "Mentoring", "MENTORS", "mentored", "mento", "  mentor? "])
def test_a_word_is_found_in_any_form_and_case(asked: str) -> None:
    assert ids(asked) == ["4"]


@pytest.mark.parametrize("asked", ["cafe", "café", "CAFÉ"])
def test_accents_do_not_matter(asked: str) -> None:
    assert ids(asked) == ["1"]


def test_statements_with_all_words_come_first_and_the_lower_level_before_the_higher() -> None:
    assert ids("tests deployment") == ["0", "1", "2"]
    assert ids("tests write deploy") == ["0", "1", "2"]


def test_of_some_words_the_rarer_one_counts_more() -> None:
    assert ids("mentor tests deploy") == ["0", "1", "4", "2"]
    assert ids("train deployment")[0] == "ai.1"


def test_a_hit_says_where_it_stands() -> None:
    first, second, *_ = search(SMALL, "deployment").hits
    assert (first.level, first.competency, first.specialism) == (SMALL.levels[0], SMALL.competencies[0], None)
    assert (second.level, second.competency) == (SMALL.levels[1], None)
    assert search(SMALL, "deploy").hits[-1].level is None
    assert search(SMALL, "models").hits[0].specialism == "AI"


def test_words_within_a_script_without_spaces_are_found() -> None:
    assert ids("テスト") == ["3"]
    assert ids("書く") == ["3"]


def test_only_as_many_as_wanted_are_given_and_all_are_counted() -> None:
    found = search(SMALL, "you", limit=2)
    assert len(found.hits) == 2
    assert found.total == 5


@pytest.mark.parametrize("asked", ["", "  ", "?!", "zebra", "yo", "🎉"])
def test_what_is_not_there_is_not_found(asked: str) -> None:
    found = search(SMALL, asked)
    assert (found.hits, found.total) == ((), 0)


@pytest.mark.parametrize(
    ("asked", "competencies"),
    [
        ("craft", ["craft"]),
        ("my skills", ["craft"]),
        ("wrote a unit test", ["craft"]),
        ("refactoring", ["craft"]),
        ("unit", []),
        ("cooking", []),
        ("", []),
    ],
)
def test_words_are_about_a_competency_by_its_names_and_keywords(asked: str, competencies: list[str]) -> None:
    assert [one.id for one in about(SMALL, asked)] == competencies
    assert [one.id for one in search(SMALL, asked).competencies] == competencies


@pytest.mark.parametrize(
    ("asked", "competency"),
    [
        ("mentored two interns and ran onboarding", "leadership"),
        ("fixed the outage and wrote the postmortem", "risk_reduction"),
        ("cut costs for customers", "business_contribution"),
        ("wrote documentation and a style guide", "team_influence"),
        ("weighed the trade-offs in an ADR", "decision_quality"),
        ("designed the data model and the cache", "technical_judgment"),
    ],
)
def test_the_built_in_keywords_know_what_engineers_write(asked: str, competency: str) -> None:
    assert about(LADDER, asked)[0].id == competency


def test_the_competency_that_more_words_speak_of_comes_first() -> None:
    assert [one.id for one in about(LADDER, "incident outage postmortem, documentation")][:2] == [
        "risk_reduction",
        "team_influence",
    ]


@pytest.mark.parametrize(
    ("word", "its_stem"),
    [
        ("mentoring", "mentor"),
        ("mentors", "mentor"),
        ("mentor", "mentor"),
        ("decisions", "decision"),
        ("tests", "test"),
        ("test", "test"),
        ("bugs", "bugs"),
        ("テスト", "テスト"),
        ("deployments", "deploy"),
        ("deployment", "deploy"),
        ("deploying", "deploy"),
    ],
)
def test_endings_are_taken_off(word: str, its_stem: str) -> None:
    assert stem(word) == its_stem


@settings(max_examples=examples(60))
@given(st.sampled_from([one for one in LADDER.expectations if one.level]))
def test_every_statement_is_found_by_its_own_words(one: Expectation) -> None:
    found = search(LADDER, one.text, limit=3)
    assert one in [hit.expectation for hit in found.hits]


@settings(max_examples=examples(60))
@given(st.text(max_size=30), st.integers(0, 5))
def test_whatever_is_asked_the_hits_are_some_of_the_total(asked: str, limit: int) -> None:
    found = search(LADDER, asked, limit)
    assert len(found.hits) == min(limit, found.total)
