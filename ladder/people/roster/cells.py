"""One cell of a roster: cleaned, and read as an address, a date, a yes or no. A cell that can't be read says why."""

import re
import unicodedata
from datetime import date, datetime

_LONGEST = {"email": 320, "name": 200, "slack_id": 32}
_LONGEST_OTHER = 320
_JOINERS = "\u200c\u200d"  # part of the spelling of some names
_NOTHING = {"n/a", "na", "#n/a", "none", "null", "nil", "-", "–", "—", "not set", "unassigned", "unknown", "tbd", "?"}
_YES = {"yes", "y", "true", "1", "x", "admin"}
_NO = {"", "no", "n", "false", "0"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs a cell that begins with one of these
_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+")
_NAMED_EMAIL = re.compile(r"[^<>]*<\s*([^\s@<>]+@[^\s@<>]+)\s*>")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_MONTH_NAMED = ("%d %b %Y", "%d %B %Y", "%b %d %Y", "%B %d %Y")


class UnreadableCell(Exception):
    """The cell can't be read; the message says why."""


def clean(column: str, cell: str) -> str:
    """The cell as it is meant: invisible signs and needless spaces gone, "N/A" and its kind empty. Raises
    `UnreadableCell`."""
    text = " ".join("".join(character for character in cell if _is_kept(character)).split()).strip(_JOINERS)
    literal = text.startswith("'") and _is_risky(text.lstrip("'"))
    text = text[1:] if literal else text
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in text):
        raise UnreadableCell(f"The {column} holds a character that can't be stored.")
    if len(text) > _LONGEST.get(column, _LONGEST_OTHER):
        raise UnreadableCell(f"The {column} is too long ({len(text)} characters).")
    return "" if text.casefold() in _NOTHING and not literal else text


def _is_risky(text: str) -> bool:
    """Whether a spreadsheet would run the text, or a roster take it for nothing."""
    return text.startswith(_FORMULA) or text.casefold() in _NOTHING


def _is_kept(character: str) -> bool:
    return character in _JOINERS or unicodedata.category(character) != "Cf"


def inert(cell: str) -> str:
    """The cell for a file: with an apostrophe before what a spreadsheet would run or a roster take for nothing."""
    return f"'{cell}" if _is_risky(cell.lstrip("'")) else cell


def address(text: str) -> str:
    """The e-mail address in small letters, also of "Maya <maya@example.com>"; "" if it is none."""
    named = _NAMED_EMAIL.fullmatch(text)
    email = named[1] if named else text
    return email.casefold() if _EMAIL.fullmatch(email) else ""


def yes_or_no(text: str) -> bool:
    """Whether an admin's cell says yes. Raises `UnreadableCell`."""
    if text.casefold() not in _YES | _NO:
        raise UnreadableCell(f"“{text}” is neither yes nor no (column admin).")
    return text.casefold() in _YES


def day(column: str, text: str, *, day_first: bool | None) -> date | None:
    """The date. `day_first` says how the file writes dates such as 3/4/2026; None: that is not clear. Raises
    `UnreadableCell`."""
    if not text:
        return None
    read_date = _year_first(text) or _year_last(column, text, day_first=day_first) or _month_named(text)
    if read_date is None:
        raise UnreadableCell(f"“{text}” isn't a date (column {column}). Write it like 2026-03-31.")
    return read_date


def _year_first(text: str) -> date | None:
    match = _YEAR_FIRST.fullmatch(text)
    return _date(match[1], match[2], match[3]) if match else None


def _year_last(column: str, text: str, *, day_first: bool | None) -> date | None:
    match = _YEAR_LAST.fullmatch(text)
    if match is None:
        return None
    if match[2] == ".":  # no country writes the month first between dots
        return _date(match[4], match[3], match[1])
    readings = {_date(match[4], match[3], match[1]), _date(match[4], match[1], match[3])} - {None}
    if day_first is None and len(readings) > 1:
        raise UnreadableCell(f"“{text}” can be read two ways (column {column}). Write it like 2026-03-31.")
    if day_first is None:
        return next(iter(readings), None)
    return _date(match[4], match[3], match[1]) if day_first else _date(match[4], match[1], match[3])


def _month_named(text: str) -> date | None:
    plain = re.sub(r"[-,./]+", " ", text)
    for form in _MONTH_NAMED:
        try:
            return datetime.strptime(" ".join(plain.split()), form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    return None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def is_day_first(texts: list[str]) -> bool | None:
    """Whether a column writes 31/3/2026 or 3/31/2026, by the dates that can only be read one way; None if none is
    such, or if they contradict each other."""
    told = {int(match[1]) > 12 for text in texts if (match := _YEAR_LAST.fullmatch(text)) and _is_plain(match)}
    return next(iter(told)) if len(told) == 1 else None


def _is_plain(match: re.Match[str]) -> bool:
    """Whether only one of its two first numbers can be a month, and the date is not between dots."""
    return match[2] != "." and (int(match[1]) > 12) != (int(match[3]) > 12)
