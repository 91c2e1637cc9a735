"""Two levels side by side: as a table, and as plain text where Slack refuses the table."""

from collections.abc import Sequence

from handlers import ids, limits
from handlers.blocks import Block, actions, button, context, header, section
from handlers.message import Message, message
from handlers.packing import pack
from handlers.rich import Parts, bold, bullets
from handlers.text import clip, escape
from handlers.views.asker import Stand, target_button
from ladder.framework.compare import Comparison, Row
from ladder.framework.model import Expectation

_LEGEND = "🔹 only at this level. Shared expectations are hidden."
_NOWHERE = Stand()
_CELL = 400  # characters of a table cell: a table holds 10,000 in all


def comparison_table(comparison: Comparison, stand: Stand = _NOWHERE) -> Message | None:
    """The comparison with Slack's table block; None where it does not fit into one."""
    rows = [_heads(comparison), *(_cells(name, row) for name, row in _rows(comparison))]
    if len(rows) > limits.TABLE_ROWS or sum(len(cell["text"]) for row in rows for cell in row) > limits.TABLE_TEXT:
        return None
    table: Block = {"type": "table", "rows": rows, "column_settings": [{"is_wrapped": True}] * 3}
    return message(_title(comparison), table, context(_LEGEND), _buttons(comparison, stand))


def _rows(comparison: Comparison) -> Sequence[tuple[str, Row]]:
    """What is compared, by name: the level as a whole, each competency, what the best do, what stalls people."""
    competencies = [(row.competency.name if row.competency else "", row) for row in comparison.rows]
    beside = (("What the best do", comparison.signals), ("What stalls people", comparison.stalls))
    around = [(name, row) for name, row in beside if row.left or row.right]
    whole = comparison.whole
    return [*([("The level as a whole", whole)] if whole.left or whole.right else []), *competencies, *around]


def _heads(comparison: Comparison) -> list[Block]:
    return [_cell(text) for text in ("Competency", comparison.left.name, comparison.right.name)]


def _cells(name: str, row: Row) -> list[Block]:
    left = _words(row.only_left, row.left, row.left_grade.name if row.left_grade else "")
    right = _words(row.only_right, row.right, row.right_grade.name if row.right_grade else "")
    return [_cell(name), _cell(left), _cell(right)]


def _words(only: Sequence[Expectation], every: Sequence[Expectation], grade: str) -> str:
    lines = [f"🔹 {line.text}" for line in only] or [line.text for line in every]
    return "\n".join([*([grade] if grade else []), *lines]) or "–"


def _cell(text: str) -> Block:
    return {"type": "raw_text", "text": clip(text, _CELL) if text.strip() else "–"}


def comparison_text(comparison: Comparison, stand: Stand = _NOWHERE) -> Message:
    """The same without a table: per competency what is only at either level."""
    blocks = [bullets(_lines(comparison, row), lead=[bold(name)]) for name, row in _rows(comparison)]
    return message(_title(comparison), context(_LEGEND), *blocks, _buttons(comparison, stand))


def _lines(comparison: Comparison, row: Row) -> list[Parts]:
    sides = ((comparison.left.name, row.only_left, row.left), (comparison.right.name, row.only_right, row.right))
    lines: list[Parts] = []
    for name, only, every in sides:
        mark = "🔹 " if only else ""
        lines += [[bold(f"{name}: "), mark, line.text] for line in only or every]
    return lines


def _title(comparison: Comparison) -> Block:
    return header(f"{comparison.left.name} and {comparison.right.name}")


def _buttons(comparison: Comparison, stand: Stand) -> Block:
    value = pack(l=comparison.right.id)
    return actions(
        *target_button(comparison.right, stand, f"Set {comparison.right.name} as my target"),
        button("All it expects", ids.SHOW_LEVEL, value),
        button("Log a win", ids.LOG_A_WIN),
    )


def compare_how() -> Message:
    """What to type after `compare`, for who typed too little."""
    text = "Name two levels, such as `/ladder compare mid senior`. With one, it is held against your own."
    return message(section(text), actions(button("Possible next levels", ids.SHOW_NEXT)))


def same_level(name: str) -> Message:
    """A level compared with itself."""
    text = (
        f"Both are *{escape(name)}*: there is nothing to compare. Name another level, as in `/ladder compare senior`."
    )
    return message(section(text), actions(button("Possible next levels", ids.SHOW_NEXT)))
