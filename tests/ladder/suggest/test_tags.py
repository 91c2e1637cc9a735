"""A competency that a text names with # is meant, whatever the rest says."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.framework.model import Competency, Ladder
from ladder.framework.names import Named, competency_names
from ladder.suggest import Confirmed, Suggester
from ladder.suggest.tags import Tags

COMPETENCIES = (
    Competency(id="risk_reduction", name="Risk reduction", aliases=("safety",)),
    Competency(id="team_influence", name="Team influence", aliases=("team", "Q&A")),
    Competency(id="teamwork", name="Working together", aliases=("safety",)),
    Competency(id="c4", name="技術力", aliases=("Größe",)),
)
LADDER = Ladder(
    id="own",
    name="Own",
    competencies=COMPETENCIES,
    translations={"de": {"competency.team_influence.name": "Wirkung im Team"}},
)
TAGS = Tags(competency_names(LADDER))
SUGGESTER = Suggester(LADDER)


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
        ("#Wirkung im Team", {"team_influence": "#Wirkung im Team"}),
        ("#risk-redution done", {"risk_reduction": "#risk-redution"}),  # a slip of the fingers
        ("#teamwrok", {"teamwork": "#teamwrok"}),
        ("#reduction", {"risk_reduction": "#reduction"}),
        ("see https://example.com/#teamwork", {}),
        ("see <https://example.com/#teamwork|the notes>", {}),
        ("in <#C4|general>", {}),
        ("in <#C9|risk> and #teamwork", {"teamwork": "#teamwork"}),
        ("*#teamwork*/#risk, `#technical`", {"teamwork": "#teamwork", "risk_reduction": "#risk"}),
        ("#backend #incident #general", {}),
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

    assert (first.competency, first.score, first.because, first.ticked) == ("teamwork", 1.0, "#teamwork", True)
    assert rest[0].competency == "risk_reduction"
    assert not any(one.ticked for one in rest)


def test_several_tags_come_first_in_their_order_and_all_competencies_once() -> None:
    found = SUGGESTER.suggest("#teamwork #risk")

    assert [one.competency for one in found[:2]] == ["teamwork", "risk_reduction"]
    assert all(one.ticked for one in found[:2])
    assert sorted(one.competency for one in found) == sorted(one.id for one in COMPETENCIES)


def test_a_tag_wins_over_what_was_confirmed() -> None:
    known = Confirmed((f"Groomed the walrus {at}", ["risk_reduction"]) for at in range(100))

    assert SUGGESTER.suggest("Groomed the walrus #teamwork", known)[0].competency == "teamwork"


def test_names_without_a_letter_tag_nothing() -> None:
    assert Tags([Named("-", "…", ("!",))]).named_in("#- #… #!") == {}


def test_of_a_text_full_of_tags_only_the_first_are_guessed_at_but_all_that_are_spelt_out_are_found() -> None:
    names = [Named(f"area-{chr(97 + at % 26)}{at}", f"Area of work number {at}") for at in range(400)]
    text = " ".join(f"#wrok{at}" for at in range(400)) + " #area-b1 #wrok"
    begun = process_time()

    assert Tags(names).named_in(text) == {"area-b1": "#area-b1"}
    assert process_time() - begun < 1.0  # some tens of milliseconds


@given(st.sampled_from(COMPETENCIES), st.text(alphabet="abc ,.\n", max_size=40), st.booleans())
def test_the_id_of_any_competency_after_any_text_tags_it(one: Competency, before: str, shout: bool) -> None:
    tag = one.id.upper() if shout else one.id

    assert TAGS.named_in(f"{before} #{tag}") == {one.id: f"#{tag}"}


@given(st.text(max_size=200))
def test_no_text_tags_what_it_has_no_sign_for(text: str) -> None:
    named = TAGS.named_in(text)

    assert all(typed in text for typed in named.values())
    assert not named or "#" in text or "＃" in text


@pytest.mark.parametrize(
    "text",
    [
        "Put the photos of the summer party into <#C0LEAD|teamwork>",
        "Ordered the new chairs, see <#C0RISK|risk-reduction>",
        "Thanks, <!subteam^S0TEAM|#teamwork>",
        "See <https://example.com/#teamwork>",
    ],
)
def test_a_mention_is_no_tag(text: str) -> None:
    assert TAGS.named_in(text) == {}
    assert not any("risk" in one.because or "teamwork" in one.because for one in SUGGESTER.suggest(text))


def test_what_was_typed_beside_a_mention_is_a_tag() -> None:
    assert TAGS.named_in("Moved <#C0LEAD|leads> to the archive #teamwork") == {"teamwork": "#teamwork"}


def test_of_many_tags_the_first_three_are_offered() -> None:
    text = "Wrote it down #risk_reduction #team_influence #teamwork #技術力"
    assert [one.because for one in SUGGESTER.offers(text)] == ["#risk_reduction", "#team_influence", "#teamwork"]
