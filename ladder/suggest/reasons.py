"""Which words of a text decided."""

from collections.abc import Mapping, Sequence

from ladder.words import Token

_MOST = 3  # words quoted
_LEAST = 0.1  # what the strongest word has to say, in logarithms of odds; below it are chance likenesses
_WORTH = 0.3  # of what the strongest word says
_CLEARLY = 0.2  # what a word says to count as one of several
_JOINTS = frozenset({"", " ", "-", "/"})
_LONGEST = 60  # characters of one quote, for writing without spaces


class Reasons:
    """Finds the words to quote, from what each token says for each competency."""

    def __init__(
        self, text: str, tokens: Sequence[Token], rows: Mapping[int, Sequence[float]], competencies: int
    ) -> None:
        self._text = text
        self._tokens = tokens
        self._competencies = max(2, competencies)  # a lone one has a silent other beside it
        self._rows = [(-at, row, sum(row)) for at, row in rows.items()]

    def quoted(self, competency: int) -> str:
        """The words that speak for a competency (by position) more than for the others, as they stand in the text and
        in its order: "led … initiative". "" if there are none."""
        strongest = sorted((word for word in self._said(competency) if word[0] > 0), reverse=True)[:_MOST]
        if not strongest or strongest[0][0] < _LEAST * self._competencies:
            return ""
        places = sorted(-at for amount, at in strongest if amount >= _WORTH * strongest[0][0])
        return " … ".join(self._text[start:end][:_LONGEST] for start, end in self._parts(places))

    def are_several(self, competency: int) -> bool:
        """Whether more than one word speaks for a competency clearly, so that none decides alone."""
        return sum(amount >= _CLEARLY * self._competencies for amount, _ in self._said(competency)) > 1

    def _said(self, competency: int) -> list[tuple[float, int]]:
        """How much more each word says for a competency than for the others, times their number, and where it stands
        (negative, so that of equals the first is the strongest)."""
        number = self._competencies
        return [(row[competency] * number - total, at) for at, row, total in self._rows if row[competency] > 0]

    def _parts(self, places: Sequence[int]) -> list[tuple[int, int]]:
        """Where the quotes begin and end; words that stand side by side, or overlap, are quoted together."""
        parts: list[tuple[int, int]] = []
        for at in places:
            token = self._tokens[at]
            if parts and self._text[parts[-1][1] : token.start] in _JOINTS:
                parts[-1] = (parts[-1][0], token.end)
            else:
                parts.append((token.start, token.end))
        return parts
