"""What a level expects in a competency, with what it takes over from other levels, and what of it is new there."""

from collections.abc import Iterator

from ladder.framework.model import Competency, Expectation, Grade, Inherit, Kind, Ladder, Level
from ladder.text import fold

# What the best do and what stalls people: said beside the expectations of a level, never counted among them.
BESIDE = frozenset({Kind.SIGNAL, Kind.ANTI_PATTERN})


def columns(ladder: Ladder, level: Level | None = None) -> tuple[Competency, ...]:
    """The competencies in the order they are shown, those of other tracks than the level's left out."""
    ordered = sorted(ladder.competencies, key=lambda competency: competency.order)
    if level is None:
        return tuple(ordered)
    return tuple(
        competency
        for competency in ordered
        if not competency.tracks or level.track in competency.tracks or ladder.cell(level.id, competency.id)
    )


def lineage(ladder: Ladder, level: Level) -> tuple[Level, ...]:
    """The levels whose statements hold for `level` as well, nearest first: those it extends ("same as Engineer II, but
    also"), and in a cumulative ladder the one before it, on its own track where there is one, and so on down."""
    chain = {level.id: level}
    parent = _parent(ladder, level)
    while parent and parent.id not in chain:
        chain[parent.id] = parent
        parent = _parent(ladder, parent)
    return tuple(chain.values())[1:]


def expected(ladder: Ladder, level: Level, competency: str | None) -> tuple[Expectation, ...]:
    """The statements that hold for a level in a competency (None: for the level as a whole): its own first, then those
    it takes over from others and does not say itself."""
    sources = (level, *lineage(ladder, level))
    if len(sources) == 1:
        return ladder.cell(level.id, competency)
    own = ladder.cell(level.id, competency)
    said = {text_of(ladder, statement) for statement in own}
    first: dict[str, Expectation] = {}
    for inherited in (statement for source in sources[1:] for statement in ladder.cell(source.id, competency)):
        first.setdefault(text_of(ladder, inherited), inherited)
    return (*own, *(statement for text, statement in first.items() if text not in said))


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
        return tuple(statement for statement in own if statement.is_new)
    return tuple(statement for statement in own if statement.id in ladder.once(_unmarked_new))


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
    return next((lower for lower in before if lower.track == level.track), before[0] if before else None)


def _folded_texts(ladder: Ladder) -> dict[str, str]:
    return {statement.id: fold(statement.text) for statement in ladder.expectations}


def _marked_levels(ladder: Ladder) -> frozenset[str]:
    return frozenset(statement.level for statement in ladder.expectations if statement.is_new and statement.level)


def _unmarked_new(ladder: Ladder) -> frozenset[str]:
    """The ids of statements that no level before theirs has in the same competency, at levels that repeat something."""
    texts: dict[str, set[tuple[str | None, str]]] = {level.id: set() for level in ladder.levels}
    for expectation in ladder.expectations:
        texts.setdefault(expectation.level or "", set()).add((expectation.competency, text_of(ladder, expectation)))
    known = {level.id: set().union(*(texts[lower.id] for lower in ladder.before(level.id))) for level in ladder.levels}
    repeating = {level for level, before in known.items() if texts[level] & before}
    return frozenset(
        statement.id
        for statement in ladder.expectations
        if statement.level in repeating
        and (statement.competency, text_of(ladder, statement)) not in known[statement.level]
    )


def _grades(ladder: Ladder) -> dict[tuple[str, str], Grade]:
    scales = {scale.id: {grade.id: grade for grade in scale.grades} for scale in ladder.scales}
    every = {grade.id: grade for scale in reversed(ladder.scales) for grade in scale.grades}
    return {
        (requirement.level, requirement.competency): _grade(
            requirement.grade, scales.get(_scale_of(ladder, requirement.competency), every)
        )
        for requirement in ladder.requirements
    }


def _scale_of(ladder: Ladder, competency: str) -> str:
    column = ladder.competency_by_id.get(competency)
    return (column.scale if column else None) or ""


def _grade(name: str, grades: dict[str, Grade]) -> Grade:
    return grades.get(name) or Grade(id=name, name=name)
