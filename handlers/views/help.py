"""`/ladder help`, from the grammar table."""

from handlers import ids
from handlers.blocks import actions, button, context, header, section
from handlers.grammar import TABLE
from handlers.message import Message, message

PRIVATE = "Only you see the answers. Ladder holds only what you hand over. It can't read channels."


def help_text() -> Message:
    """Every row of the table, shorter."""
    rows = "\n".join(f"• `{f'/ladder {entry.usage}'.strip()}` – {entry.answer}" for entry in TABLE)
    more = "In any message's menu: *Log as win*. Names, short forms, and near misses all work."
    return message(
        header("What you can ask"),
        section(rows),
        section(more),
        context(PRIVATE),
        actions(button("My card", ids.SHOW_CARD, style="primary"), button("Log a win", ids.LOG_A_WIN)),
    )
