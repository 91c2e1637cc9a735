"""Everything a ladder says, line by line, each with what kind of line it is and where it stands: what is searched."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ladder.framework.model import Competency, Expectation, Kind, Ladder, Level, Status


class Sort(StrEnum):
    """What a line of the ladder is, as people call it; only the first one is asked of anybody."""

    EXPECTATION = "expectation"
    NOT_EXPECTED = "not expected here"
    SIGNAL = "what the best do"
    BLOCKER = "what stalls people"
    ADVICE = "advice"
    HOW_TO_SHOW = "how to show it"
    HOW_TO_GROW = "how to get better at it"
    RULE = "how promotion is decided"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One line with its level and competency (None: of every level, of no single competency). `expectation` is given
    where the line is one of the ladder's statements."""

    text: str
    sort: Sort = Sort.EXPECTATION
    level: Level | None = None
    competency: Competency | None = None
    specialism: str | None = None
    topic: str = ""
    expectation: Expectation | None = None


_BESIDE = {Kind.SIGNAL: Sort.SIGNAL, Kind.ANTI_PATTERN: Sort.BLOCKER}


def passages(ladder: Ladder) -> tuple[Passage, ...]:
    """All of them: the statements by level, then what is said of no level, advice and rules last."""
    order = {level.id: number for number, level in enumerate(ladder.levels)}
    statements = sorted(_statements(ladder), key=lambda line: order[line.level.id] if line.level else len(order))
    return (*statements, *_tips(ladder), *_advice(ladder), *_rules(ladder))


def _statements(ladder: Ladder) -> Iterator[Passage]:
    for statement in ladder.expectations:
        yield _of(ladder, statement, None)
    for specialism in ladder.specialisms:
        for statement in specialism.expectations:
            yield _of(ladder, statement, specialism.name)


def _of(ladder: Ladder, statement: Expectation, specialism: str | None) -> Passage:
    return Passage(
        text=statement.text,
        sort=_sort(statement),
        level=ladder.level_by_id.get(statement.level or ""),
        competency=ladder.competency_by_id.get(statement.competency or ""),
        specialism=specialism,
        expectation=statement,
    )


def _sort(statement: Expectation) -> Sort:
    if statement.status is Status.NOT_APPLICABLE:
        return Sort.NOT_EXPECTED
    return _BESIDE.get(statement.kind, Sort.EXPECTATION)


def _tips(ladder: Ladder) -> Iterator[Passage]:
    for competency in ladder.competencies:
        for text in competency.how_to_show:
            yield Passage(text=text, sort=Sort.HOW_TO_SHOW, competency=competency)
        for text in competency.how_to_grow:
            yield Passage(text=text, sort=Sort.HOW_TO_GROW, competency=competency)


def _advice(ladder: Ladder) -> Iterator[Passage]:
    for piece in ladder.advice:
        only = ladder.competency_by_id.get(piece.competencies[0]) if len(piece.competencies) == 1 else None
        yield Passage(text=piece.text, sort=Sort.ADVICE, competency=only, topic=piece.topic)


def _rules(ladder: Ladder) -> Iterator[Passage]:
    for text in (*(rule.text for rule in ladder.rules), *ladder.notes):
        yield Passage(text=text, sort=Sort.RULE)
