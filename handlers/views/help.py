"""`/ladder help`, from the grammar table."""

from handlers import ids
from handlers.blocks import actions, button, context, header, section
from handlers.grammar import TABLE
from handlers.message import Message, message

PRIVATE = "Answers are only visible to you. Ladder holds only what you hand over: it reads no channel."


def help_text() -> Message:
    """Every row of the table, shorter."""
    rows = "\n".join(f"• `{f'/ladder {entry.usage}'.strip()}` – {entry.answer}" for entry in TABLE)
    more = "In any message's menu: *Log as win*. Levels and competencies are found by name, short form or a near miss."
    return message(
        header("What you can ask"),
        section(rows),
        section(more),
        context(PRIVATE),
        actions(button("My card", ids.SHOW_CARD, style="primary"), button("Log a win", ids.LOG_A_WIN)),
    )
