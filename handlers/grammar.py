"""The `/ladder` table: the parser, `/ladder help` and the README's table all come from it.

People type a command by hand, or paste it: the first word ends at a space of any kind, a line end, a colon or another
punctuation mark, and quotes or invisible signs in front of it don't count.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Word(StrEnum):
    """The first word after `/ladder`. `CARD` is nothing at all, `LEVEL` whatever is not another word."""

    CARD = ""
    LEVEL = "level"
    NEXT = "next"
    COMPARE = "compare"
    PROVE = "prove"
    SEARCH = "search"
    PATHS = "paths"
    FOCUS = "focus"
    GROW = "grow"
    LOG = "log"
    WINS = "wins"
    TEAM = "team"
    LADDER = "ladder"
    PRIVACY = "privacy"
    SETTINGS = "settings"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: what to type after `/ladder`, and what comes back. Nothing belongs after a word that stands `alone`."""

    word: Word
    usage: str
    answer: str
    alone: bool = False


TABLE = (
    Entry(Word.CARD, "", "my card: level, target, what my record shows, and what to show next"),
    Entry(Word.LEVEL, "senior", "what that level expects, what is new there, what stalls people, and what comes next"),
    Entry(
        Word.NEXT,
        "next",
        "my possible next levels against my record; after a fork, the branches side by side",
        alone=True,
    ),
    Entry(Word.COMPARE, "compare mid senior", "the two levels, competency by competency"),
    Entry(
        Word.PROVE,
        "prove risk reduction",
        "how to show a competency, how to get better at it, and what it looks like",
    ),
    Entry(
        Word.SEARCH,
        "search incident",
        "the lines that match, best first: expectations with their levels, advice, rules",
    ),
    Entry(Word.PATHS, "paths", "the whole ladder as a map, with the forks", alone=True),
    Entry(Word.FOCUS, "focus security", "a specialization on top of my level"),
    Entry(Word.GROW, "grow", "the advice for what my record shows least of", alone=True),
    Entry(Word.LOG, "log Led the storage migration", "saves the win at once; without text, opens the form"),
    Entry(
        Word.WINS,
        "wins",
        "my record by month; also `wins Q3`, `wins July`, `wins 2026`, and `wins Lena` for somebody who reports to me",
    ),
    Entry(Word.TEAM, "team", "for managers: my reports, those with the least recent evidence first", alone=True),
    Entry(Word.LADDER, "ladder", "the ladder and what changed last; for admins, `ladder import` brings another"),
    Entry(
        Word.PRIVACY,
        "privacy",
        "who can see my record, who has looked, and what Ladder may do in Slack",
        alone=True,
    ),
    Entry(
        Word.SETTINGS,
        "settings",
        "when digests come and which holidays count; admins change it here",
        alone=True,
    ),
    Entry(Word.HELP, "help", "this list", alone=True),
)

WORDS = {entry.word.value: entry for entry in TABLE if entry.word not in (Word.CARD, Word.LEVEL)}
_MOST_OF_A_NAME = 80  # characters: no level is called by more

_INVISIBLE = (
    "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_EMPTY = _INVISIBLE + "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())
_QUOTES = "\"'`“”„‟‘’‚‹›«»「」"
_FIRST = re.compile(
    rf"(?:[{_EMPTY}*_]|(?P<opening>[{_QUOTES}]))*"
    r"(?P<word>[^\W_]+(?:[-'’][^\W_]+)*)"  # "mid-level" and "team's" are one word each
    rf"(?P<closing>(?(opening)[{_QUOTES}]?))[*_.,;:!?…–—：，、。；！？]*"
    rf"[{_EMPTY}]*(?::(?=[{_EMPTY}]))?"  # the colon of "log : Moved", but not that of ":tada:"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed: the word it begins with, and the whole rest without the empty space around it."""

    word: Word
    rest: str = ""


NamesLevel = Callable[[str, bool], bool]
"""Whether a text names a level: exactly, or also nearly."""


def parse(text: str, names_level: NamesLevel = lambda _text, _nearly: False) -> Asked:
    """What the text after `/ladder` asks for. A whole level name goes before a command word ("team lead"), and what
    begins with no known word is taken for a level's name."""
    typed = _bare(text)
    first = _FIRST.match(text)
    entry = WORDS.get(first["word"].casefold()) if first else None
    if first is None or entry is None:
        return Asked(Word.LEVEL, typed) if typed else Asked(Word.CARD)
    rest = text[first.end() :].strip(_EMPTY)
    if rest and len(typed) <= _MOST_OF_A_NAME and names_level(typed, entry.alone):
        return Asked(Word.LEVEL, typed)
    if entry.word is not Word.LOG:
        return Asked(entry.word, _bare(rest))
    return Asked(Word.LOG, _without_closing_quote(rest) if first["opening"] and not first["closing"] else rest)


def _bare(text: str) -> str:
    """A text without spaces, invisible signs and quotes at its ends."""
    return text.strip(_EMPTY + _QUOTES)


def _without_closing_quote(text: str) -> str:
    """A text whose opening quote stood before the command: "“log Moved the queue”" is "Moved the queue"."""
    return text[:-1].rstrip(_EMPTY) if text and text[-1] in _QUOTES else text


def near_words(text: str) -> tuple[str, ...]:
    """The words of the table that `text` may have been meant to begin with, closest first, at most two."""
    from difflib import get_close_matches  # most people spell what they ask for

    first = _FIRST.match(text)
    return tuple(get_close_matches(first["word"].casefold(), WORDS, n=2, cutoff=0.7)) if first else ()
