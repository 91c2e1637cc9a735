"""What a level expects in a competency, with what it takes over from other levels, and what of it is new there."""

from collections.abc import Iterator

from ladder.framework.model import Competency, Expectation, Grade, Inherit, Kind, Ladder, Level
from ladder.text import fold

# What the best do and what stalls people: said beside the expectations of a level, never counted among them.
BESIDE = frozenset({Kind.SIGNAL, Kind.ANTI_PATTERN})


def columns(ladder: Ladder, level: Level | None = None) -> tuple[Competency, ...]:
    """The competencies in the order they are shown, those of other tracks than the level's left out."""
    ordered = sorted(ladder.competencies, key=lambda one: one.order)
    if level is None:
        return tuple(ordered)
    return tuple(one for one in ordered if not one.tracks or level.track in one.tracks or ladder.cell(level.id, one.id))


def lineage(ladder: Ladder, level: Level) -> tuple[Level, ...]:
    """The levels whose statements hold for `level` as well, nearest first: those it extends ("same as Engineer II, but
    also"), and in a cumulative ladder the one before it, on its own track where there is one, and so on down."""
    found = {level.id: level}
    parent = _parent(ladder, level)
    while parent and parent.id not in found:
        found[parent.id] = parent
        parent = _parent(ladder, parent)
    return tuple(found.values())[1:]


def expected(ladder: Ladder, level: Level, competency: str | None) -> tuple[Expectation, ...]:
    """The statements that hold for a level in a competency (None: for the level as a whole): its own first, then those
    it takes over from others and does not say itself."""
    sources = (level, *lineage(ladder, level))
    if len(sources) == 1:
        return ladder.cell(level.id, competency)
    own = ladder.cell(level.id, competency)
    said = {text_of(ladder, one) for one in own}
    first: dict[str, Expectation] = {}
    for one in (one for source in sources[1:] for one in ladder.cell(source.id, competency)):
        first.setdefault(text_of(ladder, one), one)
    return (*own, *(one for text, one in first.items() if text not in said))


def everywhere(ladder: Ladder, level: Level) -> Iterator[Expectation]:
    """The statements of the whole level, then those of its cells."""
    for competency in (None, *(column.id for column in columns(ladder, level))):
        yield from expected(ladder, level, competency)


def new_at(ladder: Ladder, level: Level, competency: str | None) -> tuple[Expectation, ...]:
    """The statements of a cell that are new against the levels before.

    Where the source marks what is new, its marks decide. Otherwise it is what no level before says; and if a level
    repeats nothing at all from before, no statement of it is singled out.
    """
    own = ladder.cell(level.id, competency)
    if level.id in ladder.once(_marked_levels):
        return tuple(one for one in own if one.is_new)
    return tuple(one for one in own if one.id in ladder.once(_unmarked_new))


def text_of(ladder: Ladder, statement: Expectation) -> str:
    """The words of a statement of this ladder folded for comparison, reckoned once."""
    return ladder.once(_folded_texts)[statement.id]


def grade_at(ladder: Ladder, level: str, competency: str) -> Grade | None:
    """The grade that a level requires in a competency, None if it requires none."""
    return ladder.once(_grades).get((level, competency))


def _parent(ladder: Ladder, level: Level) -> Level | None:
    if level.extends:
        return ladder.level_by_id.get(level.extends)
    if ladder.inherit is not Inherit.CUMULATIVE:
        return None
    before = ladder.before(level.id)
    return next((one for one in before if one.track == level.track), before[0] if before else None)


def _folded_texts(ladder: Ladder) -> dict[str, str]:
    return {one.id: fold(one.text) for one in ladder.expectations}


def _marked_levels(ladder: Ladder) -> frozenset[str]:
    return frozenset(one.level for one in ladder.expectations if one.is_new and one.level)


def _unmarked_new(ladder: Ladder) -> frozenset[str]:
    """The ids of statements that no level before theirs has in the same competency, at levels that repeat something."""
    texts: dict[str, set[tuple[str | None, str]]] = {level.id: set() for level in ladder.levels}
    for one in ladder.expectations:
        texts.setdefault(one.level or "", set()).add((one.competency, text_of(ladder, one)))
    known = {level.id: set().union(*(texts[one.id] for one in ladder.before(level.id))) for level in ladder.levels}
    repeating = {level for level, before in known.items() if texts[level] & before}
    return frozenset(
        one.id
        for one in ladder.expectations
        if one.level in repeating and (one.competency, text_of(ladder, one)) not in known[one.level]
    )


def _grades(ladder: Ladder) -> dict[tuple[str, str], Grade]:
    scales = {scale.id: {grade.id: grade for grade in scale.grades} for scale in ladder.scales}
    every = {grade.id: grade for scale in reversed(ladder.scales) for grade in scale.grades}
    return {
        (one.level, one.competency): _grade(one.grade, scales.get(_scale_of(ladder, one.competency), every))
        for one in ladder.requirements
    }


def _scale_of(ladder: Ladder, competency: str) -> str:
    column = ladder.competency_by_id.get(competency)
    return (column.scale if column else None) or ""


def _grade(name: str, grades: dict[str, Grade]) -> Grade:
    return grades.get(name) or Grade(id=name, name=name)
