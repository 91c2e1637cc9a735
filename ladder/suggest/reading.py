"""A text, read once for all that looks at it: its words, what was done, and the concepts it speaks of."""

from collections.abc import Sequence
from typing import NamedTuple

from ladder.suggest.acts import acts_in
from ladder.suggest.concepts import Hit, concepts_in
from ladder.words import FUNCTION_WORDS, Token, tokens


class Reading(NamedTuple):
    """The tokens of a text; of them the words that carry meaning (neither function words nor bare numbers), with their
    positions; the positions of those that say what was done; and the concepts."""

    tokens: Sequence[Token]
    words: Sequence[tuple[int, Token]]
    acts: Sequence[int]
    hits: Sequence[Hit]


def read(text: str) -> Reading:
    """The reading of a text."""
    everything = tokens(text)
    words = [
        (at, token)
        for at, token in enumerate(everything)
        if token.word not in FUNCTION_WORDS and not token.word.isdigit()
    ]
    return Reading(everything, words, acts_in(text, everything), list(concepts_in(text, everything)))
