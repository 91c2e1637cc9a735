"""A ladder version, ready to suggest from."""

import math
from collections.abc import Sequence

from ladder.framework import Expectation, Ladder
from ladder.names import competency_names
from ladder.suggest.confirmed import Confirmed
from ladder.suggest.evidence import Weigher, learned
from ladder.suggest.profile import asks, profile_of
from ladder.suggest.reading import read
from ladder.suggest.reasons import Reasons
from ladder.suggest.statements import closest
from ladder.suggest.tags import Tags
from ladder.suggest.values import Suggestion

# What is ticked. The chances are honest (of those near 0.3 about three in ten are right), so these are a matter of
# taste: a wrong tick costs the person as much as a missing one.
_FIRST_LIKELY = 0.3
_LIKELY = 0.25
_LIKELY_AMONG_FEW = 0.5  # in ladders of few competencies, twice the chance of a blind guess, but no more than this
_BESIDE_THE_BEST = 0.4
_MOST_TICKED = 3


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
        chances, reasons = self._weighed(text, confirmed)
        named = self._named(text)
        tagged = {one.competency for one in named}
        likely = () if tagged else _likely(chances)
        others = [
            Suggestion(self._ids[at], chances[at], because := reasons.quoted(at), at in likely and because != "")
            for at in _ranked(chances)
            if self._ids[at] not in tagged
        ]
        return (*named, *others)

    def ticks(self, text: str, confirmed: Confirmed | None = None) -> tuple[Suggestion, ...]:
        """Of what `suggest` says, the ticked ones alone, in half the time."""
        named = self._named(text)
        if named:
            return named
        chances, reasons = self._weighed(text, confirmed)
        quoted = [(at, reasons.quoted(at)) for at in _likely(chances)]
        return tuple(Suggestion(self._ids[at], chances[at], because, True) for at, because in quoted if because)

    def _named(self, text: str) -> tuple[Suggestion, ...]:
        """Those that the text names with #."""
        return tuple(Suggestion(one, 1.0, typed, True) for one, typed in self._tags.named_in(text).items())

    def _weighed(self, text: str, confirmed: Confirmed | None) -> tuple[list[float], Reasons]:
        """The chance of each competency, in the ladder's order, and the reasons."""
        found = read(text)
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


def _likely(chances: Sequence[float]) -> list[int]:
    """The positions of those, at most three, that are likely enough, against the others and against chance."""
    best = _ranked(chances)[:_MOST_TICKED]
    if not best or chances[best[0]] < max(_FIRST_LIKELY, min(2 / len(chances), _LIKELY_AMONG_FEW)):
        return []
    least = max(_LIKELY, _BESIDE_THE_BEST * chances[best[0]])
    return [at for at in best if chances[at] >= least]


def _chances(sums: Sequence[float]) -> list[float]:
    """Sums of evidence as chances that add up to 1 (softmax)."""
    most = max(sums, default=0.0)
    odds = [math.exp(one - most) for one in sums]
    total = math.fsum(odds)
    return [one / total for one in odds]
