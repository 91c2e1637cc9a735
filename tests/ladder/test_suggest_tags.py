"""A competency that a text names with # is meant, whatever the rest says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.framework import Competency, Ladder
from ladder.suggest import Confirmed, Suggester
from ladder.suggest.tags import Tags

COMPETENCIES = (
    Competency(id="risk_reduction", name="Risk reduction", aliases=("safety",)),
    Competency(id="team_influence", name="Team influence", aliases=("team", "Q&A")),
    Competency(id="teamwork", name="Working together", aliases=("safety",)),
    Competency(id="c4", name="技術力", aliases=("Größe",)),
)
TAGS = Tags(COMPETENCIES)
SUGGESTER = Suggester(Ladder(id="own", name="Own", competencies=COMPETENCIES))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Wrote the runbook #risk_reduction", {"risk_reduction": "#risk_reduction"}),
        ("#Risk-Reduction: wrote the runbook", {"risk_reduction": "#Risk-Reduction"}),
        ("Wrote #RISKREDUCTION today", {"risk_reduction": "#RISKREDUCTION"}),
        ("Wrote #risk reduction and more", {"risk_reduction": "#risk reduction"}),
        ("#risk", {"risk_reduction": "#risk"}),  # no other begins so
        ("#team", {"team_influence": "#team"}),  # the whole of an alias, and the beginning of others
        ("#team influence", {"team_influence": "#team influence"}),
        ("#safety first", {"risk_reduction": "#safety"}),  # two have the alias: the first in the ladder
        ("(#teamwork)", {"teamwork": "#teamwork"}),
        ("＃技術力", {"c4": "＃技術力"}),
        ("#GRÖSSE", {"c4": "#GRÖSSE"}),
        ("#qa session", {"team_influence": "#qa"}),
        ("#teamwork #risk", {"teamwork": "#teamwork", "risk_reduction": "#risk"}),
        ("#risk #risk-reduction", {"risk_reduction": "#risk"}),
        ("#tea", {}),  # several begin so
        ("#ri", {}),  # too short to be sure
        ("#nonsense", {}),
        ("C# and F#", {}),
        ("a#risk", {}),
        ("&#risk", {}),
        ("##risk", {}),
        ("# risk", {}),
        ("ticket #123", {}),
        ("#", {}),
        ("", {}),
    ],
)
def test_what_a_text_tags(text: str, named: dict[str, str]) -> None:
    assert TAGS.named_in(text) == named


def test_the_order_is_the_texts() -> None:
    assert list(TAGS.named_in("#teamwork then #risk")) == ["teamwork", "risk_reduction"]


def test_a_tagged_competency_comes_first_is_ticked_and_says_why() -> None:
    first, *rest = SUGGESTER.suggest("Risk, risk, risk reduction #teamwork")

    assert (first.competency, first.score, first.because, first.tick) == ("teamwork", 1.0, "#teamwork", True)
    assert rest[0].competency == "risk_reduction"
    assert not any(one.tick for one in rest)


def test_several_tags_come_first_in_their_order_and_all_competencies_once() -> None:
    found = SUGGESTER.suggest("#teamwork #risk")

    assert [one.competency for one in found[:2]] == ["teamwork", "risk_reduction"]
    assert all(one.tick for one in found[:2])
    assert sorted(one.competency for one in found) == sorted(one.id for one in COMPETENCIES)


def test_a_tag_wins_over_what_was_confirmed() -> None:
    known = Confirmed((f"Groomed the walrus {at}", ["risk_reduction"]) for at in range(100))

    assert SUGGESTER.suggest("Groomed the walrus #teamwork", known)[0].competency == "teamwork"


def test_names_without_a_letter_tag_nothing() -> None:
    assert Tags([Competency(id="-", name="…", aliases=("!",))]).named_in("#- #… #!") == {}


@given(st.sampled_from(COMPETENCIES), st.text(alphabet="abc ,.\n", max_size=40), st.booleans())
def test_the_id_of_any_competency_after_any_text_tags_it(one: Competency, before: str, shout: bool) -> None:
    tag = one.id.upper() if shout else one.id

    assert TAGS.named_in(f"{before} #{tag}") == {one.id: f"#{tag}"}


@given(st.text(max_size=200))
def test_no_text_tags_what_it_has_no_sign_for(text: str) -> None:
    named = TAGS.named_in(text)

    assert all(typed in text for typed in named.values())
    assert not named or "#" in text or "＃" in text
