"""Text on its way to Slack: escaped in one function, cut in one function."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

_PART_OF_ESCAPE = re.compile(r"&[a-z]*$")


def escape(text: str) -> str:
    """Text for mrkdwn with the three characters Slack asks to be escaped: no mention and no link comes of it.

    The marks `* _ ~` have no escape (docs.slack.dev, Formatting message text), so what people typed is shown in
    rich text (`handlers.rich`), where nothing is read as formatting; this is for its `text` alternative and for names.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def clip(text: str, most: int) -> str:
    """The text, cut at a word to at most `most` characters, with an ellipsis where something was left out."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > most // 2 else cut).rstrip() + "…"


def clip_escaped(text: str, most: int) -> str:
    """Escaped text, cut as `clip` cuts; no `&lt;` is cut in two."""
    return text if len(text) <= most else f"{_PART_OF_ESCAPE.sub('', clip(text, most)[:-1])}…"


def one_line(text: str, most: int) -> str:
    """User text as one line of at most `most` characters, for lists; not escaped."""
    return clip(" ".join(text.split()), most)


@lru_cache(maxsize=1_024)  # a digest of a company says the same days again and again
def day(on: date) -> str:
    """A day as people write it: "Nov 3, 2026"."""
    return f"{on:%b} {on.day}, {on.year}"


def day_where_read(instant: datetime) -> str:
    """The day of an instant (aware) in mrkdwn: Slack shows it in the zone of whoever reads it (docs.slack.dev, Date
    formatting), and where it can't, in UTC."""
    return f"<!date^{int(instant.timestamp())}^{{date_short}}|{day(instant.date())}>"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words as a list in a sentence: "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 win", "3 wins"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def spelled(number: int) -> str:
    """A number in a sentence: in letters up to ten, then in digits."""
    letters = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return letters[number] if number < len(letters) else f"{number:,}"
