"""Whatever a ladder says and however it is written down, it comes out whole: each statement once, in order, in its
place."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from ladder.formats.importers import Imported, read
from ladder.framework.model import Status
from tests.ladder.formats.importers.renders import RENDERS, Cells, Matrix, Render
from tests.laws import examples

LEVELS = (
    ("Junior Engineer", "Engineer", "Senior Engineer", "Staff Engineer", "Principal Engineer"),
    ("IC1", "IC2", "IC3", "IC4", "IC5", "IC6"),
    ("Engineer I", "Engineer II", "Senior Engineer", "Engineering Manager", "Director of Engineering"),
    ("Level 1", "Level 2", "Level 3", "Level 4"),
    ("L1 - Associate Developer", "L2 - Developer", "L3 - Senior Developer"),
    ("Júnior", "Pleno", "Sênior", "Especialista"),
)
COMPETENCIES = (
    "Craft", "Delivery", "Code quality", "Communication", "Mentoring others", "Vision & strategy", "C++", "C#",
    "Working across teams", "On-call", "Qualität", "Security (in depth)", "Hiring",
)  # fmt: skip
ACTS = ("Writes", "Reviews", "Plans", "explains", "Designs", "asks about", "Leads", "Améliore", "Owns")
THINGS = (
    "small tasks",
    "a service; its alarms",
    "what others need: time",
    "“hard” talks",
    "code, tests, notes",
    "C++ & C#",
)
TAILS = ("with help", "alone.", "for the team", "in 2 weeks", "e.g. a report", "(and says so)", "– every day")


@some.composite
def matrices(draw: some.DrawFn) -> Matrix:
    family = draw(some.sampled_from(LEVELS))
    levels = family[: draw(some.integers(2, len(family)))]
    competencies = tuple(draw(some.lists(some.sampled_from(COMPETENCIES), min_size=2, max_size=6, unique=True)))
    numbers = iter(range(10_000))
    cells: Cells = {}
    for level in levels:
        for competency in competencies:
            count = draw(some.integers(1 if level == levels[0] or competency == competencies[0] else 0, 3))
            cells[level, competency] = [draw(statements(numbers)) for _ in range(count)]
    return Matrix(levels, competencies, {key: found for key, found in cells.items() if found})


def statements(numbers: Iterator[int]) -> some.SearchStrategy[str]:
    """A statement that no other is like."""
    words = some.tuples(some.sampled_from(ACTS), some.sampled_from(THINGS), some.sampled_from(TAILS))
    return words.map(lambda found: f"{found[0].capitalize()} {found[1]} {next(numbers)} {found[2]}")


def found_in(imported: Imported) -> Cells:
    """The statements by the names of their level and competency."""
    levels = {one.id: one.name for one in imported.ladder.levels}
    competencies = {one.id: one.name for one in imported.ladder.competencies}
    cells: Cells = {}
    for one in imported.ladder.expectations:
        assert one.status is Status.EXPECTED
        cells.setdefault((levels[one.level or ""], competencies[one.competency or ""]), []).append(one.text)
    return cells


@pytest.mark.parametrize("render", RENDERS.values(), ids=RENDERS.keys())
@pytest.mark.slow
@settings(max_examples=examples(12))
@given(matrix=matrices())
def test_any_ladder_comes_out_whole_however_it_is_written(render: Render, matrix: Matrix) -> None:
    source, file = render(matrix)
    imported = read(source if isinstance(source, bytes) else source.encode(), file)
    assert found_in(imported) == matrix.cells
    assert [one.name for one in imported.ladder.levels] == list(matrix.levels)
    assert [one.name for one in imported.ladder.competencies] == list(matrix.competencies)
    assert not imported.ladder.annexes
    assert all(one.origin and one.origin.row for one in imported.ladder.expectations)
