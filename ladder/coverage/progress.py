"""Where someone stands: what the record shows against the level they aim at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ladder.calendar.dates import quarter_of
from ladder.coverage.facts import own_facts
from ladder.coverage.rule import Coverage, Fact, coverages, next_thin
from ladder.framework.model import Ladder
from ladder.store.db import Tx
from ladder.store.values import Person


@dataclass(frozen=True, slots=True)
class Standing:
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


def own_standing(tx: Tx, person: Person, ladder: Ladder, today: date, start_month: int = 1) -> Standing:
    """Where `person` stands, private items included: for their own eyes. One query."""
    facts = own_facts(tx, person.id, quarter_of(today, start_month).first_day)
    return standing(person, facts, ladder, today, start_month)


def next_standings(tx: Tx, person: Person, ladder: Ladder, today: date, start_month: int = 1) -> tuple[Standing, ...]:
    """Where `person` stands against each level that theirs leads to, private items included. One query.

    Without a level of their own: against the ladder's first levels, those nothing leads to.
    """
    here = ladder.level_by_id.get(person.level or "")
    targets = here.next if here else tuple(level.id for level in ladder.levels if not ladder.before(level.id))
    facts = own_facts(tx, person.id, quarter_of(today, start_month).first_day)
    return tuple(standing(replace(person, target=target), facts, ladder, today, start_month) for target in targets)


def standing(person: Person, facts: Sequence[Fact], ladder: Ladder, today: date, start_month: int) -> Standing:
    """Where `person` stands by these facts about them."""
    level = person.target or person.level
    seen = coverages(facts, ladder, level, today, start_month)
    new = sum(fact.text is not None and fact.happened_on <= today for fact in facts)
    return Standing(person, level, seen, next_thin(seen, ladder), len(facts), new)
