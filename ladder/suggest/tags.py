"""Competencies that a text names itself: "#risk-reduction"."""

import re
from collections.abc import Iterable, Iterator

from ladder.framework import Competency
from ladder.suggest.words import LIMIT, fold

_TAG = re.compile(r"(?<![\w&#＃])[#＃](\w[\w-]*(?:[ \t]+[\w&-]+){0,4})")
_SHORTEST_BEGINNING = 3


class Tags:
    """The names of a ladder's competencies, as a tag may have them: id, name or alias, in any case and with or without
    spaces and hyphens; or the beginning of one, if no other competency begins so."""

    def __init__(self, competencies: Iterable[Competency]) -> None:
        self._ids: dict[str, str] = {}
        known = list(competencies)
        for names in ([(one.id,) for one in known], [(one.name,) for one in known], [one.aliases for one in known]):
            for competency, spelt in zip(known, names, strict=True):
                for name in spelt:
                    self._ids.setdefault(_plain(name), competency.id)
        self._ids.pop("", None)

    def named_in(self, text: str) -> dict[str, str]:
        """The ids of the competencies that the text tags, in its order, each with the tag as it was typed."""
        found: dict[str, str] = {}
        for match in _TAG.finditer(text[:LIMIT]):
            for typed in _shorter_and_shorter(match.group(1)):
                if (named := self._ids.get(_plain(typed))) is not None:
                    found.setdefault(named, match.group()[0] + typed)
                    break
            else:
                first = match.group(1).split()[0]
                for named in self._beginning_with(_plain(first)):
                    found.setdefault(named, match.group()[0] + first)
        return found

    def _beginning_with(self, begun: str) -> set[str]:
        """The one competency with a name that begins so; none if there are several."""
        ids = {named for name, named in self._ids.items() if name.startswith(begun)}
        return ids if len(ids) == 1 and len(begun) >= _SHORTEST_BEGINNING else set()


def _shorter_and_shorter(words: str) -> Iterator[str]:
    """The words, then without the last, and so on."""
    while words:
        yield words
        words = words.rpartition(" ")[0].rstrip()


def _plain(name: str) -> str:
    return "".join(one for one in fold(name) if one.isalnum())
