"""Which concepts a text speaks of."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ladder.suggest.words import Token, tokens

_LONGEST = 5  # words of a phrase, or overlapping pairs of Chinese characters
_FAMILY_SHARE = 0.5  # a family is the wider and weaker hint


class Hit(NamedTuple):
    """The tokens from `first` to before `end` speak of `concept`, among others: `share` is its part of them."""

    first: int
    end: int
    concept: str
    share: float


def concepts_in(found: Sequence[Token]) -> Iterator[Hit]:
    """Each concept that a word or phrase of the text belongs to, and its family."""
    known, beginnings = _concepts(), _beginnings()
    stems = [token.stem for token in found]
    for first, stem in enumerate(stems):
        if stem not in beginnings:  # most words: told at once, which makes a suggestion a tenth faster
            continue
        for end in range(first + 1, min(first + _LONGEST, len(stems)) + 1):
            for concept, share in known.get(tuple(stems[first:end]), ()):
                yield Hit(first, end, concept, share)


@cache
def _beginnings() -> frozenset[str]:
    """The first stems of all phrases."""
    return frozenset(phrase[0] for phrase in _concepts() if phrase)


@cache
def _concepts() -> dict[tuple[str, ...], tuple[tuple[str, float], ...]]:
    """The stems of each phrase → its concepts with their shares; a word of many concepts says less of each."""
    from ladder.suggest.lexicon import CONCEPTS
    from ladder.suggest.lexicon_languages import CONCEPTS_ABROAD

    named: dict[tuple[str, ...], dict[str, None]] = {}
    concept = ""
    for word in (CONCEPTS + CONCEPTS_ABROAD).split():
        if word.endswith(":"):
            concept = word.removesuffix(":")
        else:
            named.setdefault(tuple(token.stem for token in tokens(word)), {})[concept] = None
    return {phrase: _shares(list(concepts)) for phrase, concepts in named.items()}


def _shares(concepts: list[str]) -> tuple[tuple[str, float], ...]:
    families = dict.fromkeys(concept.split("/")[0] for concept in concepts)
    own = [(concept, 1 / len(concepts)) for concept in concepts]
    return (*own, *((family, _FAMILY_SHARE / len(families)) for family in families))
