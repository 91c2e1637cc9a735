"""Text → ranked competencies, with the words that decided; learns from what a workspace confirmed.

A text is compared with what the ladder itself says of each competency, over words, pieces of words (so that other
languages and forms match) and the concepts of `lexicon`. Nothing is confirmed by itself and no level is
ever inferred: the measured figures are too low for either (docs/decisions/suggestions.md).
"""

from ladder.suggest.confirmed import Confirmed
from ladder.suggest.suggester import Suggester
from ladder.suggest.values import Suggestion

__all__ = ["Confirmed", "Suggester", "Suggestion"]
