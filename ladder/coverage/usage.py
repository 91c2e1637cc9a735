"""How the ladder is used, for its owner: expectations that nobody evidences, and competencies that everybody tags.

It counts only what people share with their managers, names nobody, and says nothing about a level where fewer than
`FEWEST` people are left besides those whose evidence its reader knows anyway: admins cannot read evidence, and must not
be able to infer it (docs/product.md, promise 3).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select

from ladder.coverage.rule import asked
from ladder.evidence.rows import item as _item
from ladder.evidence.rows import of_item
from ladder.framework.model import Competency, Expectation, Ladder, Level
from ladder.people import people
from ladder.people.access import Organisation
from ladder.people.visit import Visit
from ladder.store.db import table_of, walled
from ladder.store.models import EvidenceCompetencyRow
from ladder.store.values import Person, State, Visibility

FEWEST = 3

_tag = table_of(EvidenceCompetencyRow)
_TAGS = (
    select(_item.c.owner_id, _tag.c.competency_id)
    .distinct()
    .select_from(_item.join(_tag, of_item(_tag)))
    .where(
        walled(_item),
        _item.c.state == State.ACCEPTED,
        _item.c.visibility.in_((Visibility.SHARED, Visibility.SHARED_UP)),
        _item.c.happened_on >= bindparam("since", type_=_item.c.happened_on.type),
    )
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One competency at one level, what the ladder expects there, and how many people are judged on it."""

    level: Level
    competency: Competency
    expectations: tuple[Expectation, ...]
    people: int


@dataclass(frozen=True, slots=True)
class LadderUse:
    """`silent`: cells that nobody has evidenced since `since`; `everywhere`: those that everybody judged on them has.
    `left_out` are the levels with too few people, besides the reader and those below them, to say anything about. All
    in ladder order."""

    since: date
    silent: tuple[Cell, ...]
    everywhere: tuple[Cell, ...]
    left_out: tuple[Level, ...]


def ladder_use(visit: Visit) -> LadderUse:
    """How the ladder was used in this quarter and the one before, as the visitor may know it. Two queries."""
    ladder, since = visit.ladder, visit.quarter.previous.first_day
    tags: defaultdict[str, set[str]] = defaultdict(set)
    for row in visit.tx.all(_TAGS, since=since):
        tags[row.owner_id].add(row.competency_id)
    everyone = people.everyone(visit.tx)
    judged, known = _judged_on(everyone), _known_to(visit.me.id, everyone)
    groups = [(level, judged[level.id]) for level in ladder.levels if judged.get(level.id)]
    few = {level.id for level, who in groups if len(set(who) - known) < FEWEST}
    cells = [
        counted_cell
        for level, who in groups
        if level.id not in few
        for counted_cell in _cells(ladder, level, who, tags)
    ]
    return LadderUse(
        since,
        silent=tuple(cell for cell, having in cells if having == 0),
        everywhere=tuple(cell for cell, having in cells if having == cell.people),
        left_out=tuple(level for level, _ in groups if level.id in few),
    )


def _known_to(reader: str, everyone: Iterable[Person]) -> frozenset[str]:
    """The reader and all who report to them, at any distance: taken out of a group, they lay the others bare."""
    organisation = Organisation({person.id: person.manager for person in everyone if person.active})
    return frozenset(
        person_id
        for person_id in organisation.manager_of
        if person_id == reader or organisation.is_above(reader, person_id)
    )


def _judged_on(everyone: Iterable[Person]) -> Mapping[str, Sequence[str]]:
    """Level → the active people whose evidence is held against it: their target, else the level they are on."""
    judged: defaultdict[str, list[str]] = defaultdict(list)
    for person in everyone:
        if person.active and (level := person.target or person.level):
            judged[level].append(person.id)
    return judged


def _cells(
    ladder: Ladder, level: Level, who: Sequence[str], tags: Mapping[str, set[str]]
) -> Iterable[tuple[Cell, int]]:
    """Each cell of a level with how many of its people have evidence for it."""
    for competency in asked(ladder, level.id):
        having = sum(competency.id in tags.get(person_id, ()) for person_id in who)
        yield Cell(level, competency, ladder.cell(level.id, competency.id), len(who)), having
