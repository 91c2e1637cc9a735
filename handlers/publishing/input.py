"""The submitted forms of bringing a ladder, read into values; and the names of their fields, for errors in place."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Any

from msgspec.structs import astuple

from handlers import ids
from handlers.interaction.forms import Values, chosen, element, typed
from handlers.text import clip, one_line
from handlers.views.publishing.review_questions import GONE
from ladder.errors import Invalid, LadderError
from ladder.formats.importers import Axis
from ladder.framework.model import Competency, Ladder
from ladder.publishing.publication import Choice, Proposal
from ladder.publishing.templates import TEMPLATE_BY_KEY

MOST_BYTES = 1_000_000  # fetched and read while Slack waits; the largest public ladder has 60 kB
MOST_WORDS = 3_000  # characters of one statement, or of any other text that is shown: what one section holds
_LONGEST_ERROR = 150
_ONE_OF = "Pick a template, choose a file, or paste text: one of the three."


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """Where the ladder comes from: the key of a template, a file's private address at Slack, or pasted text. `block`
    is the field it was given in."""

    block: str
    name: str
    template: str = ""
    url: str = ""
    pasted: str = ""
    levels_in: Axis | None = None
    sheet: str = ""


def brought_in(values: Values) -> Brought:
    """What the first form says. Raises `Invalid`, by block, unless it is exactly one of the three ways."""
    given = [brought for brought in (_template(values), _file(values), _pasted(values)) if brought]
    if len(given) != 1:
        raise Invalid({given[1].block if given else ids.TEMPLATE: _ONE_OF})
    return given[0]


def _template(values: Values) -> Brought | None:
    key = chosen(values, ids.TEMPLATE)
    return Brought(block=ids.TEMPLATE, name=key, template=key) if key in TEMPLATE_BY_KEY else None


def _file(values: Values) -> Brought | None:
    files = element(values, ids.FILE).get("files") or ()
    if not files:
        return None
    file = files[0]
    if file.get("size", 0) > MOST_BYTES:
        size = f"{file['size'] / 1_000_000:.1f} MB"
        raise Invalid(
            {ids.FILE: f"This file is {size}; the limit is 1 MB. Take out pictures and sheets that aren't the ladder."}
        )
    url = str(file.get("url_private_download") or "")
    if not url:
        raise Invalid({ids.FILE: "Slack doesn't hold this file itself. Download it, and upload it from your disk."})
    name = "".join(filter(str.isprintable, str(file.get("name") or ""))) or "a file without a name"
    return Brought(block=ids.FILE, name=name, url=url, **_guesses(values))


def _pasted(values: Values) -> Brought | None:
    text = _typed(values, ids.PASTED)
    return Brought(block=ids.PASTED, name="pasted text", pasted=text, **_guesses(values)) if text else None


def _guesses(values: Values) -> dict[str, Any]:
    return {"levels_in": chosen(values, ids.LEVELS_IN) or None, "sheet": _typed(values, ids.SHEET)}


def choice_of(values: Values, shown: Proposal) -> Choice:
    """What the review form decides; its options are places in what was shown."""
    added = [competency for competency in shown.changes.competencies.added if isinstance(competency, Competency)]
    moves = {
        leaving.level.id: shown.ladder.levels[int(place)].id
        for at, leaving in enumerate(shown.levels)
        if (place := chosen(values, f"{ids.MOVE}:{at}"))
    }
    same = {
        leaving.competency.id: added[int(place)].id
        for at, leaving in enumerate(shown.competencies)
        if (place := chosen(values, f"{ids.SAME}:{at}")) not in ("", GONE)
    }
    return Choice(moves=moves, same=same, note=_typed(values, ids.NOTE))


@contextmanager
def fields_as_blocks(shown: Proposal) -> Iterator[None]:
    """Turns the fields of an `Invalid`, ids of levels and competencies, into the blocks of the review form."""
    blocks = {leaving.level.id: f"{ids.MOVE}:{at}" for at, leaving in enumerate(shown.levels)}
    blocks |= {leaving.competency.id: f"{ids.SAME}:{at}" for at, leaving in enumerate(shown.competencies)}
    try:
        yield
    except Invalid as error:
        raise Invalid({blocks.get(field, field): problem for field, problem in error.fields.items()}) from None


def refuse_long(ladder: Ladder, block: str) -> None:
    """Raises `Invalid` for a ladder with a text that no answer has room for; what was set aside is not shown."""
    laid_over = chain.from_iterable(specialism.expectations for specialism in ladder.specialisms)
    said = chain(ladder.levels, ladder.competencies, ladder.expectations, ladder.specialisms, ladder.advice, laid_over)
    for text in chain.from_iterable(map(astuple, said)):
        if isinstance(text, str) and len(text) > MOST_WORDS:
            begin = one_line(text, 40)
            raise Invalid({block: f"“{begin}” has {len(text):,} characters; {MOST_WORDS:,} fit. Make it several."})


def short(error: LadderError) -> str:
    """What is wrong with a ladder, in the few words that fit below a field."""
    return clip(str(error).splitlines()[0], _LONGEST_ERROR)


def _typed(values: Values, block: str) -> str:
    """What was typed. Raises `Invalid` for what no text may hold: a zero byte, or half of a character."""
    text = typed(values, block)
    if "\x00" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise Invalid({block: "This has a character that can't be stored. Remove it, or type it again."})
    return text
