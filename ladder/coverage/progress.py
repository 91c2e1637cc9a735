"""Where someone stands: what the record shows against the level they aim at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ladder.coverage.facts import own_facts
from ladder.coverage.rule import Coverage, Fact, coverages, next_thin
from ladder.framework.model import Ladder
from ladder.people.visit import Visit
from ladder.store.values import Person


@dataclass(frozen=True, slots=True)
class Progress:
    """The coverage of each competency of `level`, in ladder order; `thin` is the one to go for next.

    `level` is the target, else the person's own level, else None: then all competencies of the ladder are judged.
    `items` counts what was accepted, `new` what happened in the current quarter.
    """

    person: Person
    level: str | None
    coverages: tuple[Coverage, ...]
    thin: Coverage | None
    items: int
    new: int


def own_progress(visit: Visit) -> Progress:
    """Where the visitor stands, private items included: for their own eyes. One query."""
    facts = own_facts(visit.tx, visit.me.id, visit.quarter.first_day)
    return progress_of(visit.me, facts, visit.ladder, visit.today, visit.start_month)


def next_progress(visit: Visit) -> tuple[Progress, ...]:
    """Where the visitor stands against each level that theirs leads to, private items included. One query.

    Without a level of their own: against the ladder's first levels, those nothing leads to.
    """
    me, ladder = visit.me, visit.ladder
    here = ladder.level_by_id.get(me.level or "")
    targets = here.next if here else tuple(level.id for level in ladder.levels if not ladder.before(level.id))
    facts = own_facts(visit.tx, me.id, visit.quarter.first_day)
    aims = [replace(me, target=target) for target in targets]
    return tuple(progress_of(aim, facts, ladder, visit.today, visit.start_month) for aim in aims)


def progress_of(person: Person, facts: Sequence[Fact], ladder: Ladder, today: date, start_month: int) -> Progress:
    """Where `person` stands by these facts about them."""
    level = person.target or person.level
    seen = coverages(facts, ladder, level, today, start_month)
    new = sum(fact.text is not None and fact.happened_on <= today for fact in facts)
    return Progress(person, level, seen, next_thin(seen, ladder), len(facts), new)
