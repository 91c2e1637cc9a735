"""Two levels side by side, competency by competency."""

from dataclasses import dataclass, replace

from ladder.framework.expected import BESIDE, columns, everywhere, expected, grade_at, text_of
from ladder.framework.model import Competency, Expectation, Grade, Kind, Ladder, Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One competency at both levels; `competency` is None for what is said of the levels as a whole.

    `both` are the statements with the same text on either side, as the right one has them; `only_left` and `only_right`
    the others, so that `only_right` is what is new when one goes from left to right.
    """

    competency: Competency | None
    left: tuple[Expectation, ...]
    right: tuple[Expectation, ...]
    both: tuple[Expectation, ...]
    only_left: tuple[Expectation, ...]
    only_right: tuple[Expectation, ...]
    left_grade: Grade | None = None
    right_grade: Grade | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two levels; `rows` has every competency that either of them speaks of, in the order they are shown.

    What stalls people and what the best do is expected of nobody, so it stands in `stalls` and `signals` alone.
    """

    left: Level
    right: Level
    whole: Row
    rows: tuple[Row, ...]
    stalls: Row
    signals: Row


def compare(ladder: Ladder, left: Level, right: Level) -> Comparison:
    """The two levels competency by competency, in the order given."""
    either = {competency.id: competency for competency in (*columns(ladder, left), *columns(ladder, right))}
    ordered = [competency for competency in columns(ladder) if competency.id in either]
    rows = (_row(ladder, left, right, competency) for competency in ordered)
    return Comparison(
        left=left,
        right=right,
        whole=_row(ladder, left, right, None),
        rows=tuple(row for row in rows if row.left or row.right or row.left_grade or row.right_grade),
        stalls=_beside(ladder, left, right, Kind.ANTI_PATTERN),
        signals=_beside(ladder, left, right, Kind.SIGNAL),
    )


def _row(ladder: Ladder, left: Level, right: Level, competency: Competency | None) -> Row:
    name = competency.id if competency else None
    sides = (expected(ladder, level, name) for level in (left, right))
    here, there = (tuple(line for line in side if line.kind not in BESIDE) for side in sides)
    row = _sides(ladder, here, there, competency)
    if name is None:
        return row
    return replace(row, left_grade=grade_at(ladder, left.id, name), right_grade=grade_at(ladder, right.id, name))


def _beside(ladder: Ladder, left: Level, right: Level, kind: Kind) -> Row:
    here, there = (tuple(line for line in everywhere(ladder, level) if line.kind is kind) for level in (left, right))
    return _sides(ladder, here, there, None)


def _sides(
    ladder: Ladder, here: tuple[Expectation, ...], there: tuple[Expectation, ...], competency: Competency | None
) -> Row:
    texts_here, texts_there = ({text_of(ladder, line) for line in side} for side in (here, there))
    return Row(
        competency=competency,
        left=here,
        right=there,
        both=tuple(line for line in there if text_of(ladder, line) in texts_here),
        only_left=tuple(line for line in here if text_of(ladder, line) not in texts_there),
        only_right=tuple(line for line in there if text_of(ladder, line) not in texts_here),
    )
