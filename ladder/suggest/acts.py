"""Which words of a text say what its writer did: "led", "and fixed", "I mentored"."""

import re
from collections.abc import Sequence
from functools import cache

from ladder.words import Token

_PAUSE = re.compile(r"[^\w\s'’#@/]|\n")
_BEFORE_AN_ACT = frozenset(
    ("i", "we", "i've", "we've", "have", "and", "then", "just", "finally", "also", "after", "that", "which", "who")
)
_STATES = frozenset(
    ("is", "are", "am", "be", "being", "it's", "we're", "i'm", "gets", "to", "the", "a", "need", "needs")
)
_SHORTEST = 5  # letters of a regular form: "added", not "need" or "red"


def acts_in(text: str, tokens: Sequence[Token]) -> list[int]:
    """The positions of the verbs in the past that begin a clause, or follow "I", "we", "and" and the like."""
    return [at for at, token in enumerate(tokens) if _is_past(token.word) and begins_a_clause(text, tokens, at)]


def begins_a_clause(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a word stands where the verb of a short report stands, its subject left out."""
    if at == 0:
        return True
    before = tokens[at - 1]
    if before.word in _BEFORE_AN_ACT or before.word.endswith("ly"):
        return True
    return _PAUSE.search(text, before.end, tokens[at].start) is not None


def is_of_work(word: str) -> bool:
    """Whether a verb in the past is said of work and of little else."""
    return word in _of_work()


def tells_of_the_past(tokens: Sequence[Token]) -> bool:
    """Whether a verb in the past stands anywhere, whoever did it. What "is delayed" tells of the present."""
    before = ["", *(token.word for token in tokens)]
    return any(_is_past(token.word) and word not in _STATES for word, token in zip(before, tokens, strict=False))


def _is_past(word: str) -> bool:
    return (len(word) >= _SHORTEST and word.endswith("ed")) or word in _irregular() or word in _of_work()


@cache
def _of_work() -> frozenset[str]:
    from ladder.suggest.lexicon_talk import ACTS_OF_WORK

    return frozenset(ACTS_OF_WORK.split())


@cache
def _irregular() -> frozenset[str]:
    from ladder.suggest.lexicon_talk import IRREGULAR_ACTS

    return frozenset(IRREGULAR_ACTS.split())
