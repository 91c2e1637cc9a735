"""Competencies that a text names itself: "#risk-reduction"."""

import re
from collections.abc import Iterator, Sequence

from ladder.framework.names import Match, Named, find
from ladder.words import fold, without_markup

_TAG = re.compile(r"(?<![\w&#＃])[#＃](\w[\w-]*(?:[ \t]+[\w&-]+){0,4})")
_SIGNS = re.compile("[#＃]")
_MOST_GUESSED = 10  # tags of a text that are looked up by what they resemble, which takes longer


class Tags:
    """The names of a ladder's competencies, as a tag may have them: key, title or alias, in any case, with or
    without spaces and hyphens; or so nearly that no other can be meant."""

    def __init__(self, names: Sequence[Named]) -> None:
        self._names = names
        self._ids: dict[str, str] = {}
        for spelt in (
            [(competency.key,) for competency in names],
            [(competency.title,) for competency in names],
            [competency.aliases for competency in names],
        ):
            for competency, known in zip(names, spelt, strict=True):
                for name in known:
                    self._ids.setdefault(_plain(name), competency.key)
        self._ids.pop("", None)

    def named_in(self, text: str) -> dict[str, str]:
        """The ids of the competencies that the text tags, in its order, each with the tag as it was typed."""
        tagged: dict[str, str] = {}
        if not _SIGNS.search(text):  # nearly all texts
            return tagged
        guessed: dict[str, str | None] = {}
        for match in _TAG.finditer(without_markup(text)):
            named, typed = self._exactly(match.group(1))
            if named is None:
                if typed not in guessed and len(guessed) < _MOST_GUESSED:
                    guessed[typed] = self._nearly(typed)
                named = guessed.get(typed)
            if named is not None:
                tagged.setdefault(named, match.group()[0] + typed)
        return tagged

    def _exactly(self, words: str) -> tuple[str | None, str]:
        """The competency with the longest name that the words begin with, and that name; else none and the first
        word."""
        for typed in _shorter_and_shorter(words):
            if (named := self._ids.get(_plain(typed))) is not None:
                return named, typed
        return None, words.split()[0]

    def _nearly(self, word: str) -> str | None:
        """The one competency that a word may stand for, by a part of its name or with a slip of the fingers."""
        answer = None if word.isdigit() else find(self._names, word)
        return answer.named.key if isinstance(answer, Match) else None


def _shorter_and_shorter(words: str) -> Iterator[str]:
    """The words, then without the last, and so on."""
    while words:
        yield words
        words = words.rpartition(" ")[0].rstrip()


def _plain(name: str) -> str:
    return "".join(character for character in fold(name) if character.isalnum())
