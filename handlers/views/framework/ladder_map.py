"""The map of the ladder: in words at once, and what goes with its picture."""

from collections.abc import Sequence

from handlers import ids
from handlers.blocks import Block, actions, button, context, header, section
from handlers.message import Message, as_text, message
from handlers.packing import pack
from handlers.rich import Parts, bold, bullets, paragraph
from handlers.text import counted, escape
from ladder.framework.model import Ladder
from ladder.framework.paths import PathMap

_MOST_WORDS = 8_000  # characters of the map in one message: the rest of a message's room is for what stands around it


def ladder_map(paths: PathMap, ladder: Ladder, here: str | None, asked: str) -> Message:
    """The answer to `/ladder paths`: the ways through the ladder, in words. `asked` names this answer: however often
    its button is pressed, the picture comes once."""
    you = ladder.level_by_id.get(here or "")
    (shown, *rest) = _pages(paths.lines)
    left_out = sum(map(len, rest))
    return message(
        header(f"{ladder.name}: the map"),
        bullets([[line] for line in shown or ["This ladder has no levels yet."]]),
        *(
            [context(f"… and {counted(left_out, 'more line')}. The message with the picture has all of it.")]
            if rest
            else []
        ),
        *([context(f"You are at *{escape(you.name)}*.")] if you else []),
        *([bullets([[note] for note in ladder.notes], lead=[bold("Good to know")])] if ladder.notes else []),
        actions(
            button("As a picture", ids.PATHS_PICTURE, pack(m=asked)),
            button("My possible next levels", ids.SHOW_NEXT, style="primary"),
            button("My card", ids.SHOW_CARD),
        ),
    )


def on_its_way(*, first: bool) -> Message:
    """The answer to "As a picture"; `first` if this press asked for it, and no earlier one."""
    comes = "On its way: check your messages from Ladder."
    known = "You already asked for this picture. It's on its way, or in your messages from Ladder."
    return message(section(comes if first else known))


def map_pages(ladder: Ladder, here: str | None) -> tuple[Message, ...]:
    """What goes with the picture, the whole map in words: in one message, for a very large ladder in several. The first
    one's blocks are the words themselves, for where there is no picture."""
    from ladder.documents.ladder_map import in_words  # the drawing of maps comes with it

    title, *lines = in_words(ladder, here)
    first, *others = _pages(lines)
    return (_page(first, [bold(title)]), *(_page(page, ["The map, continued:"]) for page in others))


def beside_picture() -> tuple[Block, ...]:
    """The blocks below the picture, or below the words instead of it."""
    return (
        actions(
            button("My possible next levels", ids.SHOW_NEXT, style="primary"),
            button("My card", ids.SHOW_CARD),
        ),
    )


def _page(lines: Sequence[str], lead: Parts) -> Message:
    blocks = (bullets([[line] for line in lines], lead=lead) if lines else paragraph(*lead),)
    return Message(text=as_text(blocks), blocks=blocks)


def _pages(lines: Sequence[str]) -> list[list[str]]:
    """The lines in as many pages as they need; there is at least one, and no line is longer than a page."""
    pages: list[list[str]] = [[]]
    room = _MOST_WORDS
    for line in (part for whole in lines for part in _parts(whole)):
        if len(line) > room and pages[-1]:
            pages.append([])
            room = _MOST_WORDS
        pages[-1].append(line)
        room -= len(line)
    return pages


def _parts(line: str) -> list[str]:
    return [line[begin : begin + _MOST_WORDS] for begin in range(0, len(line), _MOST_WORDS)]
