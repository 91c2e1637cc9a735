"""What a win must be before it is stored. The sentences are shown to the person, beside the field they belong to."""

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from ladder.errors import Invalid
from ladder.framework.model import Ladder
from ladder.store.values import NewWin, Number

MOST_TEXT = 3000
MOST_SHORT = 200
MOST_LINKS = 10
MOST_ID = 32


def checked(win: NewWin, ladder: Ladder, today: date, owner: str = "", kept: Iterable[str] = ()) -> NewWin:
    """The win, trimmed. Raises `Invalid` with every field that is wrong.

    `kept` are competencies that the item has already: they stay, even where a later ladder has removed them.
    """
    tidy = _trimmed(win)
    problems = {
        "text": _text_problem(tidy.text) or ("" if _shows(tidy.text) else "Write what you did, in a sentence."),
        "outcome": _text_problem(tidy.outcome),
        "number": _number_problem(tidy.number),
        "happened_on": "This day is in the future. Pick today or earlier." if win.happened_on > today else "",
        "links": _links_problem(tidy.links),
        "competencies": _competencies_problem(tidy, ladder, kept),
        "witnesses": _witnesses_problem(tidy.witnesses, owner),
        "source": _source_problem(tidy),
    }
    wrong = {field: problem for field, problem in problems.items() if problem}
    if wrong:
        raise Invalid(wrong)
    return tidy


def _trimmed(win: NewWin) -> NewWin:
    number = win.number
    tidy = Number(value=number.value.strip(), unit=number.unit.strip(), source=number.source) if number else None
    links = tuple(link.strip() for link in win.links)
    return replace(win, text=win.text.strip(), outcome=win.outcome.strip(), number=tidy, links=links)


def _text_problem(text: str, most: int = MOST_TEXT) -> str:
    if len(text) > most:
        return f"This has {len(text):,} characters; {most:,} fit. Keep what you did and what changed."
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        return "This has a character that can't be stored. Paste it again as plain text."
    return ""


def _shows(text: str) -> bool:
    """True if something of the text is visible: not only spaces, joiners and direction marks."""
    return any(unicodedata.category(character)[0] not in "ZC" for character in text)


def _number_problem(number: Number | None) -> str:
    if number is None:
        return ""
    if not number.value:
        return "Add the number that goes with this unit, or clear the unit."
    return _text_problem(number.value, MOST_SHORT) or _text_problem(number.unit, MOST_SHORT)


def _links_problem(links: tuple[str, ...]) -> str:
    if len(links) > MOST_LINKS:
        return f"These are {len(links)} links; {MOST_LINKS} fit."
    wrong = next((link for link in links if not _is_link(link)), None)
    return "" if wrong is None else f"“{wrong[:60]}” is not a link. Links begin with https://."


def _is_link(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and bool(parts.netloc) and not _text_problem(text)


def _competencies_problem(win: NewWin, ladder: Ladder, kept: Iterable[str]) -> str:
    known = {*ladder.competency_by_id, *kept}
    return "" if known.issuperset(win.competencies) else "The ladder changed in the meantime. Pick again."


def _witnesses_problem(witnesses: tuple[str, ...], owner: str) -> str:
    if owner in witnesses:
        return "A witness is someone else who saw it. Take yourself out of the list."
    return "" if all(_is_id(witness) for witness in witnesses) else "Pick people from the list."


def _source_problem(win: NewWin) -> str:
    source = win.source
    if source is None or (
        _is_id(source.channel)
        and _is_id(source.ts)
        and (not source.author or _is_id(source.author))
        and (not source.link or _is_link(source.link))
        and not _text_problem(source.quote)
        and not _text_problem(source.author_name, MOST_SHORT)
    ):
        return ""
    return "This message can't be linked. Log the win without it."


def _is_id(text: str) -> bool:
    return 0 < len(text) <= MOST_ID and text.isascii() and text.isprintable()
