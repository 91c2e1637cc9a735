"""What the rule asks of a win, told from the win itself: the app's query says the same of what is stored."""

from collections.abc import Iterable
from datetime import date

from ladder.coverage import rule
from ladder.coverage.rule import Coverage, Fact
from ladder.framework.model import Ladder
from ladder.store.values import Evidence, Role, Scope, State


def fact(item: Evidence) -> Fact:
    """The fact of one win, without a text."""
    return Fact(
        owner=item.owner,
        item=item.id,
        competencies=tuple(sorted(set(item.competencies))),
        happened_on=item.happened_on,
        led=item.role in (Role.LED, Role.CO_LED),
        outcome=bool(item.outcome.strip() or item.number),
        linked=bool(item.links or (item.source and item.source.link)),
        wide=item.scope not in (None, Scope.SELF),
        witnesses=len(item.witnesses),
    )


def coverages(
    evidence: Iterable[Evidence], ladder: Ladder, level: str | None, until: date, start_month: int = 1
) -> tuple[Coverage, ...]:
    """The coverage of one person's accepted wins."""
    facts = [fact(item) for item in evidence if item.state is State.ACCEPTED]
    return rule.coverages(facts, ladder, level, until, start_month)
