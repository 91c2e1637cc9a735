"""What stands after `/ladder wins`: a person, a period, both in either order, and words around them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from handlers.message_words.mrkdwn import readable
from ladder.calendar.periods import Period, parse_period

_MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")
_AROUND = ".,;:!?()[]\"'`“”„‘’«»@…"
_SAYS_NOTHING = frozenset(("for", "of", "in", "from", "during", "and", "please", "thanks"))
_MOST_WORDS = 12  # names and periods have fewer; what comes after is not looked at


@dataclass(frozen=True, slots=True)
class WinsAsked:
    """`typed` as a person reads it, the Slack id of who was mentioned ("" for nobody), the period, and the words that
    are left: a name, or what was not understood. `month` is the word that was read as a month, where it stands alone:
    "May" and "April" are names as well."""

    typed: str
    mention: str
    period: Period | None
    words: tuple[str, ...]
    month: str = ""


def read_wins(rest: str, today: date, start_month: int) -> WinsAsked:
    """What the words after `wins` ask for on `today`."""
    mention = _MENTION.search(rest)
    around = readable(_MENTION.sub(" ", rest, count=1) if mention else rest)
    words = tuple(bare for word in around.replace(",", " ").split() if (bare := word.strip(_AROUND)))
    telling = tuple(word for word in words if word.casefold() not in _SAYS_NOTHING)[:_MOST_WORDS]
    period, left = _period(telling, today, start_month)
    month = telling[0] if period and len(telling) == 1 and telling[0].isalpha() and not mention else ""
    return WinsAsked(readable(rest), mention[1] if mention else "", period, left, month)


def _period(words: tuple[str, ...], today: date, start_month: int) -> tuple[Period | None, tuple[str, ...]]:
    """The longest run of words that names a period, and the words around it."""
    for begin, end in _runs(words):
        period = parse_period(" ".join(words[begin:end]), today, start_month)
        if period:
            return period, (*words[:begin], *words[end:])
    return None, words


def _runs(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Every run of up to three words, the longest first: no period has more."""
    for length in range(min(3, len(words)), 0, -1):
        for begin in range(len(words) - length + 1):
            yield begin, begin + length
