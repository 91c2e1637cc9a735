"""A ladder version, ready to suggest from."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from ladder.framework.model import Expectation, Ladder
from ladder.framework.names import competency_names
from ladder.suggest.confirmed import Confirmed
from ladder.suggest.profile import asks, profile_of
from ladder.suggest.reading import Reading, read
from ladder.suggest.reasons import Reasons
from ladder.suggest.statements import closest
from ladder.suggest.tags import Tags
from ladder.suggest.values import Suggestion
from ladder.suggest.weigher import Rows, Weigher, learned
from ladder.suggest.work import at_work

MOST_OFFERED = 3

# A best of this chance, with a second opinion, is right about twice as often: the chances are careful.
_LIKELY = 0.4


class _Weighed(NamedTuple):
    """The chance of each competency, in the ladder's order, what the words of a text say for each by what was
    confirmed, and the reasons."""

    chances: list[float]
    gained: list[float]
    reasons: Reasons


class Suggester:
    """Suggests competencies of one ladder version. Does not change once built, so threads may share it."""

    def __init__(self, ladder: Ladder) -> None:
        self.ladder = ladder
        self._ids = tuple(competency.id for competency in ladder.competencies)
        self._tags = Tags(competency_names(ladder))
        self._profile = profile_of(ladder)
        self._weigher = Weigher(self._profile, len(self._ids))

    def suggest(self, text: str, confirmed: Confirmed | None = None) -> tuple[Suggestion, ...]:
        """All competencies of the ladder, best first, ties in the ladder's order; those named with # come before all.
        `confirmed` is what the text's own workspace confirmed, and no other's."""
        reading, named = read(text), self._named(text)
        weighed = self._weighed(text, reading, confirmed)
        tagged = {suggestion.competency for suggestion in named}
        ranked = [at for at in _ranked(weighed.chances) if self._ids[at] not in tagged]
        because = {at: weighed.reasons.quoted(at) for at in ranked}
        offers = not named and at_work(text, reading, confirmed)
        offered = [at for at in ranked if offers and because[at]][:MOST_OFFERED]
        ticked = [at for at in offered[:1] if self._is_very_likely(at, weighed, reading)]
        others = [
            Suggestion(self._ids[at], weighed.chances[at], because[at], at in offered, at in ticked) for at in ranked
        ]
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

    def _weighed(self, text: str, reading: Reading, confirmed: Confirmed | None) -> _Weighed:
        rows = self._weigher.weigh(reading)
        before = self._sums(rows)
        prior = [0.0] * len(self._ids) if confirmed is None else learned(rows, reading, confirmed, self._ids)
        after = self._sums(rows)
        gained = [amount - less for amount, less in zip(after, before, strict=True)]
        chances = _chances([amount + lead for amount, lead in zip(after, prior, strict=True)])
        return _Weighed(chances, gained, Reasons(text, reading.tokens, rows, len(self._ids)))

    def _sums(self, rows: Rows) -> list[float]:
        """What all words say together for each competency."""
        return [sum(column) for column in zip([0.0] * len(self._ids), *rows.values(), strict=True)]

    def _is_very_likely(self, best: int, weighed: _Weighed, reading: Reading) -> bool:
        """Whether the best leads by more than one word, and a second opinion is the same: that of the ladder's own
        words alone, or of what was confirmed."""
        if weighed.chances[best] < _LIKELY or not weighed.reasons.are_several(best):
            return False
        opinions = (self._weigher.by_own_words(reading), weighed.gained)
        return any(0 < opinion[best] == max(opinion) for opinion in opinions)

    def statement(self, text: str, competency: str, level: str) -> Expectation | None:
        """The statement at a level and competency that a text speaks to most; where it speaks to none, the first that
        is new at this level, or the first. None if the ladder asks for nothing there."""
        return closest(
            text,
            [expectation for expectation in self.ladder.cell(level, competency) if asks(expectation)],
            self._profile,
        )


def _ranked(chances: Sequence[float]) -> list[int]:
    return sorted(range(len(chances)), key=lambda at: -chances[at])


def _chances(sums: Sequence[float]) -> list[float]:
    """Sums of evidence as chances that add up to 1 (softmax)."""
    most = max(sums, default=0.0)
    odds = [math.exp(amount - most) for amount in sums]
    total = math.fsum(odds)
    return [odd / total for odd in odds]
