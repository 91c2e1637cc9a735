"""How often offers are right on our own sets, and above all on their halves that only judge."""

import pytest

from ladder.suggest import Confirmed
from tests.bench.suggestions import HELD_OUT_HALF, SEEN, offered_in, small_talk_in, wins_in


@pytest.mark.parametrize("half", [HELD_OUT_HALF, SEEN])
def test_small_talk_gets_no_offer_and_wins_get_the_right_one(half: int) -> None:
    offered = offered_in(half)

    assert offered.small_talk <= 3 / 60
    assert offered.among_offered >= 0.65
    assert offered.right_ticks >= 0.25
    assert offered.precision >= 0.75


def test_small_talk_gets_no_offer_after_a_workspace_has_confirmed_wins_either() -> None:
    offered = offered_in(HELD_OUT_HALF, Confirmed((text, right[:1]) for text, right in wins_in(SEEN)))

    assert offered.small_talk <= 3 / 60
    assert offered.among_offered >= 0.65
    assert offered.precision >= 0.75


def test_the_sets_have_the_size_that_is_told_of_them_and_share_no_line() -> None:
    talk, wins = ([*of(SEEN), *of(HELD_OUT_HALF)] for of in (small_talk_in, wins_in))

    assert (len(talk), len(wins)) == (246, 159)
    assert len(set(talk)) == len(talk)
    assert len({text for text, _ in wins}) == len(wins)
