"""A ladder version, ready to suggest from."""

import math
from collections.abc import Sequence

from ladder.framework.model import Expectation, Ladder
from ladder.framework.names import competency_names
from ladder.suggest.confirmed import Confirmed
from ladder.suggest.evidence import Weigher, learned
from ladder.suggest.profile import asks, profile_of
from ladder.suggest.reading import Reading, read
from ladder.suggest.reasons import Reasons
from ladder.suggest.statements import closest
from ladder.suggest.tags import Tags
from ladder.suggest.values import Suggestion
from ladder.suggest.work import at_work

MOST_OFFERED = 3

# The best is ticked from this chance on where there are few competencies; where there are many, from a chance that
# falls with the square root of their number. Either way it leads the second by so much.
_LIKELY = 0.6
_LIKELY_OF_MANY = 1.1
_LEAD = 1.5


class Suggester:
    """Suggests competencies of one ladder version. Does not change once built, so threads may share it."""

    def __init__(self, ladder: Ladder) -> None:
        self.ladder = ladder
        self._ids = tuple(one.id for one in ladder.competencies)
        self._tags = Tags(competency_names(ladder))
        self._profile = profile_of(ladder)
        self._weigher = Weigher(self._profile, len(self._ids))

    def suggest(self, text: str, confirmed: Confirmed | None = None) -> tuple[Suggestion, ...]:
        """All competencies of the ladder, best first, ties in the ladder's order; those named with # come before all.
        `confirmed` is what the text's own workspace confirmed, and no other's."""
        reading, named = read(text), self._named(text)
        chances, reasons = self._weighed(text, reading, confirmed)
        tagged = {suggestion.competency for suggestion in named}
        ranked = [at for at in _ranked(chances) if self._ids[at] not in tagged]
        because = {at: reasons.quoted(at) for at in ranked}
        offered = (
            [at for at in ranked if because[at]][:MOST_OFFERED]
            if not named and at_work(text, reading, confirmed)
            else []
        )
        ticked = offered[:1] if offered and _very_likely(chances, offered[0]) else []
        others = [Suggestion(self._ids[at], chances[at], because[at], at in offered, at in ticked) for at in ranked]
        return (*named, *others)

    def offers(self, text: str, confirmed: Confirmed | None = None) -> tuple[Suggestion, ...]:
        """Of what `suggest` says, what is offered: at most three, best first, at most one of them ticked. What a text
        names with # is offered alone, and ticked. None where the text says nothing of work."""
        return tuple(suggestion for suggestion in self.suggest(text, confirmed) if suggestion.offered)

    def _named(self, text: str) -> tuple[Suggestion, ...]:
        """Those that the text names with #."""
        named = self._tags.named_in(text).items()
        return tuple(
            Suggestion(key, 1.0, typed, at < MOST_OFFERED, at < MOST_OFFERED) for at, (key, typed) in enumerate(named)
        )

    def _weighed(self, text: str, found: Reading, confirmed: Confirmed | None) -> tuple[list[float], Reasons]:
        """The chance of each competency, in the ladder's order, and the reasons."""
        rows = self._weigher.weigh(found)
        sums = [0.0] * len(self._ids) if confirmed is None else learned(rows, found, confirmed, self._ids)
        sums = [sum(column) for column in zip(sums, *rows.values(), strict=True)]
        return _chances(sums), Reasons(text, found.tokens, rows, len(self._ids))

    def statement(self, text: str, competency: str, level: str) -> Expectation | None:
        """The statement at a level and competency that a text speaks to most; where it speaks to none, the first that
        is new at this level, or the first. None if the ladder asks for nothing there."""
        return closest(text, [one for one in self.ladder.cell(level, competency) if asks(one)], self._profile)


def _ranked(chances: Sequence[float]) -> list[int]:
    return sorted(range(len(chances)), key=lambda at: -chances[at])


def _very_likely(chances: Sequence[float], best: int) -> bool:
    """Whether one is far likelier than a blind guess, and than each other."""
    others = max((chance for at, chance in enumerate(chances) if at != best), default=0.0)
    return chances[best] >= max(min(_LIKELY_OF_MANY / math.sqrt(len(chances)), _LIKELY), _LEAD * others)


def _chances(sums: Sequence[float]) -> list[float]:
    """Sums of evidence as chances that add up to 1 (softmax)."""
    most = max(sums, default=0.0)
    odds = [math.exp(one - most) for one in sums]
    total = math.fsum(odds)
    return [one / total for one in odds]
