"""What a win must be before it is stored. The sentences are shown to the person, beside the field they belong to."""

from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from ladder.errors import Invalid
from ladder.framework import Ladder
from ladder.records import NewWin

MOST_TEXT = 3000
MOST_SHORT = 200
MOST_LINKS = 10


def checked(win: NewWin, ladder: Ladder, today: date) -> NewWin:
    """The win, trimmed. Raises `Invalid` with every field that is wrong."""
    tidy = replace(win, text=win.text.strip(), outcome=win.outcome.strip())
    problems = {
        "text": _text_problem(tidy.text) or ("" if tidy.text else "Write what you did, in a sentence."),
        "outcome": _text_problem(tidy.outcome),
        "number": _number_problem(tidy),
        "happened_on": "This day is still to come. Pick today or earlier." if win.happened_on > today else "",
        "links": _links_problem(tidy.links),
        "competencies": _competencies_problem(tidy, ladder),
    }
    found = {field: problem for field, problem in problems.items() if problem}
    if found:
        raise Invalid(found)
    return tidy


def _text_problem(text: str, most: int = MOST_TEXT) -> str:
    if len(text) > most:
        return f"This has {len(text):,} characters; {most:,} fit. Keep the act and the outcome."
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        return "This holds a character that cannot be stored. Paste it again as plain text."
    return ""


def _number_problem(win: NewWin) -> str:
    if win.number is None:
        return ""
    if not win.number.value.strip():
        return "Add the number that goes with this unit, or clear the unit."
    return _text_problem(win.number.value, MOST_SHORT) or _text_problem(win.number.unit, MOST_SHORT)


def _links_problem(links: tuple[str, ...]) -> str:
    if len(links) > MOST_LINKS:
        return f"These are {len(links)} links; {MOST_LINKS} fit."
    wrong = next((link for link in links if not _is_link(link)), None)
    return f"“{wrong[:60]}” is not a link. Links begin with https://." if wrong else ""


def _is_link(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and bool(parts.netloc) and not _text_problem(text)


def _competencies_problem(win: NewWin, ladder: Ladder) -> str:
    known = ladder.competency_by_id
    return "" if all(one in known for one in win.competencies) else "The ladder has changed meanwhile. Pick again."
