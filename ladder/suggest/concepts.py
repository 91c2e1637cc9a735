"""Which concepts a text speaks of."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ladder.words import Token, tokens

_FAMILY_SHARE = 0.5  # a family is the wider and weaker hint


_Phrases = dict[tuple[str, ...], tuple[tuple[str, float], ...]]


class Hit(NamedTuple):
    """The tokens from `first` to before `end` speak of `concept`, among others: `share` is its part of them."""

    first: int
    end: int
    concept: str
    share: float


def concepts_in(found: Sequence[Token]) -> Iterator[Hit]:
    """Each concept that a word or phrase of the text belongs to, and its family."""
    beginnings = _beginnings()
    stems = [token.stem for token in found]
    for first, stem in enumerate(stems):
        for length, phrases in beginnings.get(stem, ()):  # none for most words, and one length for most of the others
            end = first + length
            for concept, share in phrases.get(tuple(stems[first + 1 : end]), ()) if end <= len(stems) else ():
                yield Hit(first, end, concept, share)


@cache
def _beginnings() -> dict[str, list[tuple[int, _Phrases]]]:
    """The first stem of each phrase → the lengths of such phrases, each with the stems that follow in them."""
    found: defaultdict[str, defaultdict[int, _Phrases]] = defaultdict(lambda: defaultdict(dict))
    for phrase, concepts in _concepts().items():
        if phrase:
            found[phrase[0]][len(phrase)][phrase[1:]] = concepts
    return {stem: sorted(by_length.items()) for stem, by_length in found.items()}


@cache
def _concepts() -> _Phrases:
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
