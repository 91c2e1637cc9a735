"""A list that was handed over as one win is noticed, and its marks are read; one win in several lines is none."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.evidence.lists import points_of

BRAG = """# March 2026

- Cut the nightly label job from 40 to 12 minutes
   - TICKET-118
- Ran a session on queue design for the new joiners

# August 2026

* [ ] Write up the outage
* [x] Moved the depot scanners to the new API
1. Reviewed **six** design notes
"""
TIDY = """March 2026
• Cut the nightly label job from 40 to 12 minutes
   • TICKET-118
• Ran a session on queue design for the new joiners
August 2026
☐ Write up the outage (not done)
• Moved the depot scanners to the new API
1. Reviewed six design notes"""


def test_a_page_of_a_brag_document_is_a_list_of_five_one_of_them_not_done() -> None:
    points = points_of(BRAG)
    assert points is not None
    assert (points.count, points.undone, points.text) == (5, 1, TIDY)


@pytest.mark.parametrize(
    ("text", "count", "undone"),
    [
        ("- Led the queue move\n- Fixed the rota", 2, 0),
        ("*Q3*\n• Led the queue move\n• Fixed the rota", 2, 0),
        ("This quarter I:\n1. led the queue move\n2. fixed the rota\n3. wrote the guide", 3, 0),
        ("[ ] Write up the outage", 1, 1),
        ("☑ Led the queue move\n☐ Write up the outage\n⬜ Train support", 3, 2),
        ("• Led the queue move • Fixed the rota • Wrote the guide", 3, 0),
        ("Led the queue move\nFixed the on-call rota\nWrote the new guide", 3, 0),
        ("    - Led the queue move\n        - with Ben\n    - Fixed the rota", 2, 0),
        ("– Die Queue umgezogen\n– Den Dienstplan geordnet", 2, 0),
        (":white_check_mark: Led the queue move\n:white_large_square: Train support", 2, 1),
    ],
)
def test_a_list_is_noticed(text: str, count: int, undone: int) -> None:
    points = points_of(text)
    assert points is not None
    assert (points.count, points.undone) == (count, undone)
    assert points_of(points.text) == points, "read once more it is the same list"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "test",
        "Led the queue move: deploys went from 40 to 12 minutes",
        "Led the queue move:\n- planned it with Ben\n- moved it at night",
        "Led the queue move.\nNobody was paged.\nBen helped.",
        "- Led the queue move",
        "Rewrote `a * b * c` as **one** pass\nand measured it - twice",
        "Thanks\nto\nBen",
    ],
)
def test_one_win_is_no_list(text: str) -> None:
    assert points_of(text) is None


@given(st.text(alphabet=st.sampled_from("-*•[] x#\n1. ab☐_`:"), max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    points = points_of(text)
    if points:
        assert points.count >= 1
        assert points.undone >= 0


@pytest.mark.parametrize("piece", ["**a ", "__a ", "*a ", "- a\n", "# ", " •", "[ ] a\n", "1. "])
def test_a_text_of_any_length_is_read_at_once(piece: str) -> None:
    began = time.monotonic()
    points_of(piece * 20_000)
    points_of(f"# a{piece[-1] * 40_000}b")
    assert time.monotonic() - began < 5, "it took 40 s once; what is left is the noise of a busy machine"


def test_a_list_too_long_for_a_win_keeps_its_text_as_typed() -> None:
    text = "- Led the queue move to the new cluster\n" * 400
    points = points_of(text)
    assert points is not None
    assert points.text == text
