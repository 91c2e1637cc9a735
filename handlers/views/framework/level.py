"""A level: what it expects by competency, what is new there, what stalls people on the way to it, what comes next."""

from collections.abc import Sequence

from handlers import ids, limits
from handlers.blocks import Block, actions, as_typed, button, context, header, section
from handlers.message import Message, message, weight
from handlers.packing import pack
from handlers.rich import Parts, bold, bullets, italic, paragraph
from handlers.text import clip, counted, escape, listed
from handlers.views.asker import Stand, compare_button, next_button, target_button
from handlers.views.coverage.card import coverage_blocks
from handlers.views.framework.attribution import attribution
from handlers.views.framework.rules import rules_button
from ladder.coverage.rule import Coverage
from ladder.framework.answers import Column, LevelAnswer
from ladder.framework.model import Expectation, Ladder, Level, Status

_DERIVED = "_Lines in italics are inferred from the neighboring levels._"
_NOWHERE = Stand()
_MOST_COLUMNS = limits.VIEW_BLOCKS - 20
_ROOM = 8_000  # characters for what is expected; the rest of the message needs the others


def level_view(
    ladder: Ladder,
    answer: LevelAnswer,
    coverages: Sequence[Coverage] = (),
    *,
    typed: str = "",
    whole: bool = False,
    stand: Stand = _NOWHERE,
) -> Message:
    """The answer to `/ladder senior`. `coverages` is the asker's own, if this is the level they aim at; `typed` is
    what they wrote, if that is not quite one of the level's names. What is new comes first; where all of it would not
    fit, the rest is folded behind a button, and `whole` shows it."""
    folded = not whole and _is_long(answer)
    blocks = [
        header(answer.level.name),
        *([as_typed(f"The closest match for “{clip(typed, 60)}”.")] if typed else []),
        *_about(answer.level),
        *_expects(answer, folded=folded),
        *_list("Also", answer.about),
        *_list("Responsibilities", answer.responsibilities),
        *_list("What the best do", answer.signals),
        *_list(f"What stalls people on the way to {answer.level.name}", answer.stalls_before),
        *_list("What stalls people at this level", answer.stalls),
        _leads_to(answer),
        *_mine(ladder, coverages),
        *attribution(ladder),
        _buttons(ladder, answer.level, stand, folded=folded),
    ]
    return Message.unfitted(blocks) if whole else message(*blocks)


def _about(level: Level) -> list[Block]:
    facts = [f"Also called {listed(level.aliases)}" if level.aliases else "", level.years]
    line = " · ".join(fact for fact in facts if fact)
    question = [italic(f"The question here: {level.question}")] if level.question else []
    return [
        *([as_typed(line)] if line else []),
        *([paragraph(level.summary)] if level.summary else []),
        *([paragraph(*question)] if question else []),
    ]


def _is_long(answer: LevelAnswer) -> bool:
    blocks = [_column(column, column.statements) for column in answer.columns]
    return len(blocks) > limits.MESSAGE_BLOCKS - 15 or sum(map(weight, blocks)) > _ROOM


def _expects(answer: LevelAnswer, *, folded: bool) -> list[Block]:
    new = any(column.new for column in answer.columns)
    marked = "  🔹 new at this level" if new and answer.before else ""
    shown = [(column, _shown(column, folded=folded)) for column in answer.columns]
    blocks = [_column(column, statements) for column, statements in shown]
    blocks = _as_many_as_fit(blocks) if folded else _gathered(blocks)
    derived = any(expectation.derived for _, statements in shown for expectation in statements)
    return [section(f"*What it expects*{marked}"), *blocks, *([context(_DERIVED)] if derived else [])]


def _shown(column: Column, *, folded: bool) -> Sequence[Expectation]:
    """All of a column; folded, what is new in it, or its first statement if nothing is."""
    return (column.new[:2] or column.known[:1]) if folded else column.statements


def _gathered(blocks: Sequence[Block]) -> list[Block]:
    """All of them; where a view has no room for that many blocks, several competencies to a block."""
    each = -(-len(blocks) // _MOST_COLUMNS)
    if each <= 1:
        return list(blocks)
    parts = [blocks[begin : begin + each] for begin in range(0, len(blocks), each)]
    return [
        {"type": "rich_text", "elements": [element for block in part for element in block["elements"]]}
        for part in parts
    ]


def _as_many_as_fit(blocks: Sequence[Block]) -> list[Block]:
    kept, room = [], _ROOM
    for block in blocks[: limits.MESSAGE_BLOCKS - 16]:
        room -= weight(block)
        if room < 0:
            break
        kept.append(block)
    left = len(blocks) - len(kept)
    more = f" and {counted(left, 'more competency', 'more competencies')}" if left else ""
    return [*kept, context(f"Only what is new is shown. The rest{more}: press *Show everything*.")]


def _column(column: Column, statements: Sequence[Expectation]) -> Block:
    new = {expectation.id for expectation in column.new}
    grade: Parts = [f"  ({column.grade.name})"] if column.grade else []
    lead = [bold(column.competency.name), *grade]
    return bullets([statement(expectation, new=expectation.id in new) for expectation in statements], lead=lead)


def statement(expectation: Expectation, *, new: bool = False) -> Parts:
    """One expectation: marked if it is new, in italics if it was inferred from the neighboring levels."""
    if expectation.status is Status.NOT_APPLICABLE:
        return [italic(f"Not expected here: {expectation.text}")]
    return ["🔹 " if new else "", italic(expectation.text) if expectation.derived else expectation.text]


def _list(title: str, statements: Sequence[Expectation]) -> list[Block]:
    return [bullets([statement(expectation) for expectation in statements], lead=[bold(title)])] if statements else []


def _leads_to(answer: LevelAnswer) -> Block:
    names = [escape(step.level.name) for step in answer.leads_to]
    if not names:
        return section("*Next:* this is the top of its track.")
    fork = " The path forks here." if len(names) > 1 else ""
    return section(f"*Next:* {listed(names, last='or')}.{fork}")


def _mine(ladder: Ladder, coverages: Sequence[Coverage]) -> list[Block]:
    blocks = coverage_blocks(coverages, ladder)
    return [section("*This is your target. Your record against it:*"), *blocks] if blocks else []


def _buttons(ladder: Ladder, level: Level, stand: Stand, *, folded: bool) -> Block:
    value = pack(l=level.id)
    return actions(
        *([button("Show everything", ids.SHOW_WHOLE_LEVEL, value)] if folded else []),
        *target_button(level, stand),
        *compare_button(ladder, level, stand),
        button("Log a win", ids.LOG_A_WIN),
        *next_button(ladder, stand),
        *rules_button(ladder),
    )
