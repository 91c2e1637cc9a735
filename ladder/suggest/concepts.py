"""Which concepts a text speaks of."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ladder.words import LIMIT, Token, tokens

_FAMILY_SHARE = 0.5  # a family is the wider and weaker hint
_MANY = r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|all|every|each|other|several|multiple|many|both)"
_GROUPS = r"(?:teams?|squads?|departments?|services?|repos?|apps?|offices|countries|regions|orgs?|units|pods)\b"
# What figures speak of: money, reach, and speed.
_FIGURES = (
    (
        re.compile(r"[$€£¥]\s?\d|\d\s?(?:k|m|mio|bn)?\s?(?:[$€£¥]|(?:usd|eur|gbp|euros?|dollars?)\b)"),
        "business/business",
    ),
    (re.compile(rf"{_MANY}\s+(?:\w+\s+){{0,2}}?{_GROUPS}"), "scope/scope_wide"),
    (re.compile(r"\d\s?(?:ms|rps|qps|tps)\b|\bp9\d\b|\b\d+x (?:faster|quicker)"), "technology/performance_scaling"),
)


_Phrases = dict[tuple[str, ...], tuple[tuple[str, float], ...]]


class Hit(NamedTuple):
    """The tokens from `first` to before `end` speak of `concept`, among others: `share` is its part of them."""

    first: int
    end: int
    concept: str
    share: float


def concepts_in(text: str, text_tokens: Sequence[Token]) -> Iterator[Hit]:
    """Each concept that a word, phrase or figure of the text belongs to, and its family."""
    yield from _in_phrases(text_tokens)
    yield from _in_figures(text, text_tokens)


def _in_figures(text: str, text_tokens: Sequence[Token]) -> Iterator[Hit]:
    """What the figures of a text speak of."""
    low, starts = text[:LIMIT].lower(), [token.start for token in text_tokens]
    for figure, concept in _FIGURES:
        for match in figure.finditer(low):
            first = max(0, bisect_left(starts, match.start()))
            end = bisect_left(starts, match.end())
            if first < end:
                yield Hit(first, end, concept, 1.0)


def _in_phrases(text_tokens: Sequence[Token]) -> Iterator[Hit]:
    beginnings = _beginnings()
    stems = [token.stem for token in text_tokens]
    for first, stem in enumerate(stems):
        for length, phrases in beginnings.get(stem, ()):  # none for most words, and one length for most of the others
            end = first + length
            for concept, share in phrases.get(tuple(stems[first + 1 : end]), ()) if end <= len(stems) else ():
                yield Hit(first, end, concept, share)


@cache
def _beginnings() -> dict[str, list[tuple[int, _Phrases]]]:
    """The first stem of each phrase → the lengths of such phrases, each with the stems that follow in them."""
    beginnings: defaultdict[str, defaultdict[int, _Phrases]] = defaultdict(lambda: defaultdict(dict))
    for phrase, concepts in _concepts().items():
        if phrase:
            beginnings[phrase[0]][len(phrase)][phrase[1:]] = concepts
    return {stem: sorted(by_length.items()) for stem, by_length in beginnings.items()}


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
