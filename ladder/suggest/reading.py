"""A text, read once for all that looks at it: its words, its pairs of words and the concepts it speaks of."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ladder.suggest.concepts import Hit, concepts_in
from ladder.suggest.words import FUNCTION_WORDS, Token, tokens


class Pair(NamedTuple):
    """Two neighbouring words: their positions, and their stems together."""

    first: int
    second: int
    stems: str


class Reading(NamedTuple):
    """The tokens of a text; of them the words that carry meaning (neither function words nor bare numbers), with their
    positions; each two of these that follow each other; and the concepts."""

    tokens: Sequence[Token]
    words: Sequence[tuple[int, Token]]
    pairs: Sequence[Pair]
    hits: Sequence[Hit]


def read(text: str) -> Reading:
    """The reading of a text."""
    found = tokens(text)
    words = [(at, one) for at, one in enumerate(found) if one.word not in FUNCTION_WORDS and not one.word.isdigit()]
    return Reading(found, words, list(_pairs(words)), list(concepts_in(found)))


def _pairs(words: Sequence[tuple[int, Token]]) -> Iterator[Pair]:
    for (at, one), (following, other) in pairwise(words):
        yield Pair(at, following, f"{one.stem} {other.stem}")
