"""The ladder itself: which version it is and what its last change was; for its owner, how it is used."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers import ids
from handlers.blocks import Block, actions, button, context, first_that_fits, header, section
from handlers.message import Message, message
from handlers.rich import Parts, bold, bullets, paragraph
from handlers.text import clip, counted, day, escape, listed
from handlers.views.framework.attribution import attribution
from handlers.views.publishing.changes import news_blocks
from handlers.views.publishing.review import version_blocks
from ladder.coverage.usage import FEWEST, Cell, LadderUse
from ladder.framework.model import Ladder
from ladder.people.workspaces import Version
from ladder.publishing.news import LadderNews

_CELLS_SHOWN, _VERSIONS_SHOWN = 20, 5
_CHANGES_SHOWN = (40, 20, 10, 5, 1)  # at each of somebody's levels: few of them are so long that not all 40 fit


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The current version; for an admin, also the name of the ladder in their draft ("" without one)."""

    version: Version
    is_admin: bool = False
    draft: str = ""


def about_ladder(ladder: Ladder, about: About) -> Message:
    """The answer to `/ladder ladder`."""
    return message(header(ladder.name), *about_blocks(ladder, about))


def about_blocks(ladder: Ladder, about: About) -> list[Block]:
    """The ladder's facts and what can be done with it: the Home tab of an admin shows them too."""
    size = (
        f"{counted(len(ladder.levels), 'level')}, {counted(len(ladder.competencies), 'competency', 'competencies')}, "
        f"{counted(len(ladder.expectations), 'expectation')}."
    )
    waiting = f"\n:pencil: *{escape(about.draft)}* is waiting for you to publish it." if about.draft else ""
    return [
        section(f"*{escape(ladder.name)}*: {size}{waiting}"),
        *version_blocks([about.version]),
        *attribution(ladder),
        _buttons(about),
    ]


def _buttons(about: About) -> Block:
    whoever = [button("The whole map", ids.PATHS)]
    if about.version.number > 1:
        whoever.append(button("What changed last", ids.LADDER_CHANGES))
    if not about.is_admin:
        return actions(*whoever)
    review = [button("Review the draft", ids.REVIEW_LADDER, style="primary")] if about.draft else []
    return actions(
        *review, button("Bring a ladder", ids.BRING_LADDER), button("How it is used", ids.LADDER_USE), *whoever
    )


def last_changes(news: LadderNews | None) -> list[Block]:
    """For a modal: what the last version changed for the asker, the old words and the new."""
    if news is None:
        return [section("This ladder hasn't changed yet.")]
    versions = version_blocks(news.versions[-_VERSIONS_SHOWN:])
    if not news.levels:
        return [*versions, section("Nothing changed at your level or your target.")]
    return first_that_fits([*versions, *news_blocks(news.levels, most)] for most in _CHANGES_SHOWN)


def use_report(use: LadderUse) -> Message:
    """For the ladder's owner. Facts about words, never about people."""
    return message(
        header("How the ladder is used"),
        section(f"From what people have shared with their managers since {day(use.since)}. No names, no texts."),
        *_cells(
            "Nobody has evidence for these yet",
            use.silent,
            "Are they too vague, or has nobody had a chance to show them?",
        ),
        *_cells("Everyone has evidence for these", use.everywhere, "Do they still set one level apart from the next?"),
        *_left_out(use),
        actions(button("About the ladder", ids.ABOUT_LADDER), button("The whole map", ids.PATHS)),
    )


def _cells(title: str, cells: Sequence[Cell], question: str) -> list[Block]:
    if not cells:
        return [section(f"*{title}:* none.")]
    lines: list[Parts] = [
        [bold(f"{cell.level.name}, {cell.competency.name}"), _words(cell)] for cell in cells[:_CELLS_SHOWN]
    ]
    left = len(cells) - len(lines)
    more = [context(f"And {left} more.")] if left > 0 else []
    return [bullets(lines, lead=[bold(title)]), *more, context(question)]


def _words(cell: Cell) -> str:
    first = cell.expectations[0].text if cell.expectations else "the ladder says nothing here"
    more = f" (and {len(cell.expectations) - 1} more)" if len(cell.expectations) > 1 else ""
    return f": {clip(first, 200)}{more}"


def _left_out(use: LadderUse) -> list[Block]:
    if not use.left_out:
        return []
    names = listed([level.name for level in use.left_out])
    it = "it" if len(use.left_out) == 1 else "each of them"
    why = f"fewer than {FEWEST} people are judged on {it}, you and your reports aside"
    return [paragraph(f"{names} left out: {why}.")]
