"""The `/ladder` table: the parser, `/ladder help` and the README's table all come from it."""

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
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: what to type after `/ladder`, and what comes back."""

    word: Word
    usage: str
    answer: str


TABLE = (
    Entry(Word.CARD, "", "my card: level, target, what the record shows, what is thin, and the next step"),
    Entry(Word.LEVEL, "senior", "what that level expects, what is new there, what stalls people, where it leads"),
    Entry(Word.NEXT, "next", "my possible next levels beside my record; after a fork, the branches side by side"),
    Entry(Word.COMPARE, "compare mid senior", "the two levels, competency by competency"),
    Entry(
        Word.PROVE,
        "prove risk reduction",
        "how to show a competency, how to get better at it, what evidence looks like",
    ),
    Entry(Word.SEARCH, "search incident", "the expectations that match, with their levels"),
    Entry(Word.PATHS, "paths", "the whole ladder as a map, with the forks"),
    Entry(Word.FOCUS, "focus security", "a specialisation laid over my level"),
    Entry(Word.GROW, "grow", "the advice that fits my thinnest competencies"),
    Entry(Word.LOG, "log Led the storage migration", "saves the win at once; without text it opens the form"),
    Entry(Word.WINS, "wins", "my record, oldest month first; `wins 2026Q3` for a quarter, `wins @name` for a report"),
    Entry(Word.TEAM, "team", "for managers: the people who report to me, least recent evidence first"),
    Entry(Word.LADDER, "ladder", "which version it is and what changed; for admins, `ladder import` brings another"),
    Entry(Word.HELP, "help", "this list"),
)

_MOST_ASKED = 300  # characters of a question that are looked at: 100,000 cost a second and a half of looking
_WORDS = {entry.word.value: entry.word for entry in TABLE if entry.word not in (Word.CARD, Word.LEVEL)}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed: the word it begins with and the rest, spaces folded at its ends only."""

    word: Word
    rest: str = ""


def parse(text: str) -> Asked:
    """What the text after `/ladder` asks for. Anything that begins with no known word is taken for a level's name."""
    typed = text.strip()
    if not typed:
        return Asked(Word.CARD)
    first, _, rest = typed.partition(" ")
    word = _WORDS.get(first.casefold())
    if word is Word.LOG:
        return Asked(word, rest.strip())
    return Asked(word, rest.strip()[:_MOST_ASKED]) if word else Asked(Word.LEVEL, typed[:_MOST_ASKED])


def near_words(text: str) -> tuple[str, ...]:
    """The words of the table that `text` may have been meant to begin with, closest first, at most two."""
    from difflib import get_close_matches  # most people spell what they ask for

    first = text.split()[0].casefold() if text.split() else ""
    return tuple(get_close_matches(first, _WORDS, n=2, cutoff=0.7))
