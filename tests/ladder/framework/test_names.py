"""What people type, and what it is taken for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder.formats.yaml.form import builtin
from ladder.framework.model import Competency, Ladder, Level, Specialism
from ladder.framework.names import (
    Match,
    Missing,
    Named,
    Several,
    competency_names,
    find,
    level_names,
    specialism_names,
)
from ladder.text import fold
from tests.laws import examples

LADDER = builtin()
LEVELS = level_names(LADDER)
COMPETENCIES = competency_names(LADDER)

PEOPLE = (
    Named("U1", "Anna Berg", ("anna.berg@example.org",)),
    Named("U2", "Anna Lind"),
    Named("U3", "José Álvarez"),
    Named("U4", "Dev Patel"),
    Named("U5", "李小龍"),
)


def keys(found: Match | Several | Missing) -> list[str]:
    if isinstance(found, Match):
        return [found.named.key]
    return [one.key for one in (found.candidates if isinstance(found, Several) else found.closest)]


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        ("senior", "senior"),
        ("Senior", "senior"),
        ("  SENIOR ", "senior"),
        ("Senior Software Developer", "senior"),
        ("senior-software-developer", "senior"),
        ("ｓｅｎｉｏｒ", "senior"),
        ("sénior", "senior"),
        ("snr", "senior"),
        ("sr", "senior"),
        ("sr. dev", "senior"),
        ("senior dev", "senior"),
        ("senior engineer", "senior"),
        ("L5", "senior"),
        ("l 5", "senior"),
        ("L-5", "senior"),
        ("SWE III", "senior"),
        ("swe 3", "senior"),
        ("staff", "lead"),
        ("Staff Engineer", "lead"),
        ("tl", "lead"),
        ("tech lead", "lead"),
        ("TechLead", "lead"),
        ("technical lead", "lead"),
        ("lead", "lead"),
        ("lead developer", "lead"),
        ("senior staff", "principal"),
        ("Senior Staff Engineer", "principal"),
        ("Principal Developer", "principal"),
        ("principal eng", "principal"),
        ("EM", "manager"),
        ("em", "manager"),
        ("line manager", "manager"),
        ("manager", "manager"),
        ("CTO", "executive"),
        ("VP Engineering", "executive"),
        ("vice president engineering", "executive"),
        ("head of engineering", "executive"),
        ("fellow", "distinguished"),
        ("trainee", "intern"),
        ("co op", "intern"),
        ("jr", "junior"),
        ("associate", "junior"),
        ("SWE I", "junior"),
        ("mid level", "mid"),
        ("mid-level dev", "mid"),
        ("intermediate", "mid"),
        ("software architect", "architect"),
        ("enterprise architect", "architect"),
    ],
)
def test_a_level_is_found_by_key_title_alias_or_short_form(typed: str, level: str) -> None:
    found = find(LEVELS, typed)
    assert isinstance(found, Match)
    assert (found.named.key, found.near) == (level, False)


@pytest.mark.parametrize(
    ("typed", "level"),
    [
        ("senoir", "senior"),
        ("seniro", "senior"),
        ("seniour", "senior"),
        ("princpal", "principal"),
        ("principle engineer", "principal"),
        ("archtect", "architect"),
        ("intren", "intern"),
        ("mangaer", "manager"),
        ("distinguised enginer", "distinguished"),
        ("midlevel", "mid"),
        ("exec", "executive"),
        ("dist", "distinguished"),
        ("arch", "architect"),
        ("solution architect", "architect"),
        ("teem lead", "lead"),
        ("head of eng", "executive"),
        ("leed", "lead"),
    ],
)
def test_a_near_miss_is_found_and_said_to_be_one(typed: str, level: str) -> None:
    found = find(LEVELS, typed)
    assert isinstance(found, Match)
    assert (found.named.key, found.near) == (level, True)


@pytest.mark.parametrize(
    ("typed", "levels"),
    [
        ("developer", ["junior", "mid", "senior", "lead", "principal"]),
        ("software", ["junior", "mid", "senior", "lead", "architect"]),
        ("swe", ["junior", "mid", "senior"]),
    ],
)
def test_what_may_be_several_levels_is_asked_back(typed: str, levels: list[str]) -> None:
    found = find(LEVELS, typed)
    assert isinstance(found, Several)
    assert keys(found) == levels


@pytest.mark.parametrize("typed", ["wizard", "ninja", "banana", "x", "L8", "🎉", "", "   ", "?!", "42"])
def test_what_is_far_from_everything_is_never_guessed(typed: str) -> None:
    assert find(LEVELS, typed) == Missing()


@pytest.mark.parametrize(
    ("typed", "closest"), [("read", "lead"), ("engineeer manger", "manager"), ("internal", "intern")]
)
def test_what_looks_like_something_is_answered_with_the_closest(typed: str, closest: str) -> None:
    found = find(LEVELS, typed)
    if isinstance(found, Missing):
        assert closest in keys(found)
        assert len(found.closest) <= 3
    else:
        assert keys(found) == [closest]


def test_a_short_word_with_another_first_letter_is_another_word() -> None:
    assert isinstance(find(LEVELS, "read"), Missing)
    assert isinstance(find(LEVELS, "bead"), Missing)


def test_the_closest_come_first() -> None:
    found = find((Named("a", "Platform"), Named("b", "Plateau"), Named("c", "Flat")), "plaitfrum")
    assert isinstance(found, Missing)
    assert keys(found)[0] == "a"


@pytest.mark.parametrize(
    ("typed", "competency"),
    [
        ("Risk reduction", "risk_reduction"),
        ("risk-reduction", "risk_reduction"),
        ("risk", "risk_reduction"),
        ("mentoring", "leadership"),
        ("technical judgement", "technical_judgment"),
        ("tech judgment", "technical_judgment"),
        ("decisions", "decision_quality"),
        ("comms", "team_influence"),
        ("influence", "team_influence"),
        ("impact", "scope_of_impact"),
        ("autonomy", "independence"),
        ("busines", "business_contribution"),
        ("leadreship", "leadership"),
        ("indepedence", "independence"),
    ],
)
def test_a_competency_is_found_the_same_way(typed: str, competency: str) -> None:
    assert keys(find(COMPETENCIES, typed)) == [competency]


def test_a_specialism_is_found_the_same_way() -> None:
    names = specialism_names(LADDER)
    assert keys(find(names, "k8s")) == []
    assert keys(find(names, "Kubernetes")) == ["cloud"]
    assert keys(find(names, "devsecops")) == ["security"]


@pytest.mark.parametrize(
    ("typed", "people"),
    [
        ("Anna", ["U1", "U2"]),
        ("anna berg", ["U1"]),
        ("berg", ["U1"]),
        ("@anna.lind", ["U2"]),
        ("jose alvarez", ["U3"]),
        ("Álvarez", ["U3"]),
        ("dev", ["U4"]),
        ("U4", ["U4"]),
        ("anna.berg@example.org", ["U1"]),
        ("李小", ["U5"]),
        ("ab", ["U1"]),
        ("Anna Bergg", ["U1"]),
    ],
)
def test_people_are_found_the_same_way(typed: str, people: list[str]) -> None:
    assert keys(find(PEOPLE, typed)) == people


def test_a_key_wins_over_an_alias_and_a_name_over_a_part() -> None:
    names = (Named("staff", "Staff"), Named("lead", "Lead", ("staff",)), Named("x", "Staff of old"))
    assert find(names, "staff") == Match(names[0])
    assert find(names[1:], "staff") == Match(names[1])


def test_a_full_title_wins_over_the_title_without_its_common_words() -> None:
    names = (Named("lead", "Lead"), Named("tl", "Lead Engineer"))
    assert find(names, "lead engineer") == Match(names[1])


def test_two_things_of_one_name_are_asked_back() -> None:
    names = (Named("a", "Engineer"), Named("b", "Engineer"))
    assert find(names, "engineer") == Several(names)


def test_slips_that_fit_two_names_alike_are_asked_back() -> None:
    names = (Named("a", "senior"), Named("b", "señior2"), Named("c", "senier"))
    assert keys(find(names, "seniar")) == ["a", "c"]


def test_nothing_is_found_among_nothing() -> None:
    assert find((), "senior") == Missing()


def test_translations_of_the_ladder_are_names_too() -> None:
    ladder = Ladder(
        id="x",
        name="X",
        levels=(Level(id="senior", name="Senior"), Level(id="lead", name="Lead")),
        competencies=(Competency(id="risk", name="Risk"),),
        specialisms=(Specialism(id="ai", name="AI"),),
        translations={
            "ja": {"level.senior.name": "シニア", "competency.risk.name": "リスク"},
            "de": {"level.lead.name": "Leitende Entwicklerin", "specialism.ai.name": "KI"},
        },
    )
    assert keys(find(level_names(ladder), "シニア")) == ["senior"]
    assert keys(find(level_names(ladder), "leitende")) == ["lead"]
    assert keys(find(competency_names(ladder), "リスク")) == ["risk"]
    assert keys(find(specialism_names(ladder), "ki")) == ["ai"]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Chef–Équipe", "chef equipe"),
        ("Straße", "strasse"),
        ("ＡＢＣ", "abc"),
        ("don't", "dont"),
        ("the team’s", "the teams"),
        ("a_b-c/d", "a b c d"),
        ("が", "が"),
        ("İstanbul", "istanbul"),
        ("", ""),
        ("…", ""),
    ],
)
def test_spelling_is_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@settings(max_examples=examples(60))
@given(st.sampled_from(LEVELS), st.booleans(), st.booleans())
def test_every_name_of_a_level_finds_it_in_any_case_and_spacing(named: Named, upper: bool, apart: bool) -> None:
    for name in (named.key, named.title, *named.aliases):
        typed = name.upper() if upper else name
        found = find(LEVELS, f"  {typed.replace(' ', '  ')} " if apart else typed)
        assert found == Match(named)


@settings(max_examples=examples(60))
@given(st.text(max_size=30))
def test_whatever_is_typed_gets_an_answer(typed: str) -> None:
    found = find(LEVELS, typed)
    assert not isinstance(found, Several) or len(found.candidates) > 1
    assert not isinstance(found, Missing) or len(found.closest) <= 3
