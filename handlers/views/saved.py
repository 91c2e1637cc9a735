"""What a saved win bought: the expectation it speaks to, and the next thin one (PRODUCT, Promises 1)."""

from dataclasses import dataclass

from handlers import ids
from handlers.blocks import Block, actions, button, context, header, section
from handlers.message import Message, message
from handlers.packing import pack
from handlers.rich import Part, bold, italic, paragraph
from handlers.text import day, escape
from handlers.views.wins import about, win
from ladder.coverage import Coverage, CoverageState
from ladder.framework import Competency, Expectation, Ladder, Level
from ladder.records import Evidence

STATE_WORDS = {
    CoverageState.NONE: "nothing yet",
    CoverageState.THIN: "thin",
    CoverageState.SOME: "some",
    CoverageState.STRONG: "strong",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """What an item speaks to at `level` (its competency and statement), and what to go for next."""

    level: Level | None = None
    competency: Competency | None = None
    statement: Expectation | None = None
    coverage: Coverage | None = None
    thin: Competency | None = None
    thin_coverage: Coverage | None = None


def saved(item: Evidence, bought: Bought, ladder: Ladder) -> Message:
    """The reply to a win that was just saved, with Add details, Change and Undo."""
    value = pack(e=item.id)
    return message(
        header("Saved"),
        win(item, ladder),
        about(item),
        *what_it_bought(bought),
        actions(
            button("Add details", ids.ADD_DETAILS, value),
            button("Change", ids.EDIT_WIN, value),
            undo_button(item),
        ),
    )


def undo_button(item: Evidence) -> Block:
    """Undo for the last thing done to an item, and for nothing that is done to it later."""
    return button("Undo", ids.UNDO_WIN, pack(e=item.id, r=item.revision))


def what_it_bought(bought: Bought) -> list[Block]:
    """The expectation the win speaks to, word for word, then the next thin competency and what would count."""
    return [*_speaks_to(bought), *_next_thin(bought)]


def _speaks_to(bought: Bought) -> list[Block]:
    if bought.competency is None:
        return [section("It is on record. Tick what it shows, and it counts towards your next level: *Change*.")]
    at = f" at {bought.level.name}" if bought.level else ""
    parts: list[Part | str] = [bold(f"It speaks to {bought.competency.name}{at}.")]
    if bought.statement:
        parts += [" ", italic(f"“{bought.statement.text}”")]
    blocks = [paragraph(*parts)]
    if bought.coverage:
        state = STATE_WORDS[bought.coverage.state]
        blocks.append(context(f"{escape(bought.competency.name)} is now *{state}*: {escape(bought.coverage.because)}"))
    return blocks


def _next_thin(bought: Bought) -> list[Block]:
    if bought.thin is None or bought.thin_coverage is None:
        return []
    state = STATE_WORDS[bought.thin_coverage.state]
    return [section(f"*Next thin one:* {escape(bought.thin.name)} ({state}). {escape(bought.thin_coverage.because)}")]


def already_there(item: Evidence, ladder: Ladder) -> Message:
    """A message or a text that was logged before: the record that exists, and what can be done with it."""
    value = pack(e=item.id)
    return message(
        section(
            f"*You have this one already*, logged on {day(item.logged_at.date())}. Nothing was saved a second time."
        ),
        win(item, ladder),
        about(item),
        actions(button("Edit it", ids.EDIT_WIN, value), button("See my wins", ids.SHOW_WINS)),
    )


def took_too_long(about: str) -> Message:
    """Instead of a form that Slack no longer opened: a button that opens it now; `about` is the message's place."""
    return message(
        section("*That took too long to open.* Nothing is lost: press here, and the form opens."),
        actions(button("Log a win", ids.TRY_AGAIN, pack(p=about), style="primary")),
    )


def press_again(action: str, value: str) -> Message:
    """Instead of what a button on Home should have opened: the same button, in a message."""
    return message(
        section("*That took too long to open.* Nothing is lost: press here, and it opens."),
        actions(button("Open it", action, value, style="primary")),
    )
