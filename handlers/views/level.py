"""A level: what it expects by competency, what is new against the level before, what stalls people, where it leads."""

from collections.abc import Mapping, Sequence

from handlers import ids
from handlers.blocks import Block, actions, button, context, header, section
from handlers.message import Message, message
from handlers.packing import pack
from handlers.rich import Parts, bold, bullets, italic
from handlers.text import clip, escape, listed
from handlers.views.card import coverage_line
from ladder.coverage import Coverage
from ladder.framework import Competency, Expectation, Kind, Ladder, Level, Status

_DERIVED = "_Lines in italics follow from the levels around: the ladder's source does not state them itself._"


def level_answer(ladder: Ladder, level: Level, coverages: Sequence[Coverage] = (), *, typed: str = "") -> Message:
    """The answer to `/ladder senior`. `coverages` is the asker's own, if this is the level they aim at; `typed` is
    what they wrote, if that is not quite one of the level's names."""
    return message(
        header(level.name),
        *([context(f"The closest to “{escape(clip(typed, 60))}” in this ladder.")] if typed else []),
        *_about(level),
        *_competencies(ladder, level),
        *_others(ladder, level),
        *_stalls(ladder, level),
        *_leads_to(ladder, level),
        *_mine(ladder, coverages),
        _buttons(level),
    )


def _about(level: Level) -> list[Block]:
    facts = [f"also called {escape(listed(level.aliases))}" if level.aliases else "", escape(level.years)]
    line = " · ".join(fact for fact in facts if fact)
    question = f"\n_The question it answers: {escape(level.question)}_" if level.question else ""
    words = f"{escape(level.summary)}{question}"
    return [*([context(line)] if line else []), *([section(words)] if words else [])]


def before_names(ladder: Ladder, level: Level) -> str:
    """The levels that lead here, as words; "" for a first one."""
    return escape(listed([one.name for one in ladder.before(level.id)], last="or"))


def _competencies(ladder: Ladder, level: Level) -> list[Block]:
    before = before_names(ladder, level)
    marked = f"  :small_blue_diamond: is new against {before}" if before and _has_new(ladder, level) else ""
    blocks = [section(f"*What it expects*{marked}")]
    blocks += [
        _cell(one, _ordered(ladder.cell(level.id, one.id)))
        for one in ladder.competencies
        if _is_there(ladder, level, one)
    ]
    derived = any(one.derived for one in ladder.expectations if one.level == level.id)
    return [*blocks, *([context(_DERIVED)] if derived else [])]


def _has_new(ladder: Ladder, level: Level) -> bool:
    return any(one.is_new for one in ladder.expectations if one.level == level.id)


def _is_there(ladder: Ladder, level: Level, competency: Competency) -> bool:
    return any(one.status is Status.EXPECTED for one in ladder.cell(level.id, competency.id))


def _ordered(cell: Sequence[Expectation]) -> list[Expectation]:
    """What is new first; the order of the ladder within."""
    return sorted(cell, key=lambda one: not one.is_new)


def _cell(competency: Competency, statements: Sequence[Expectation]) -> Block:
    return bullets([statement(one) for one in statements], lead=[bold(competency.name)])


def statement(one: Expectation) -> Parts:
    """One expectation: marked if it is new, in italics if it follows from its neighbours."""
    mark = "🔹 " if one.is_new else ""
    return [mark, italic(one.text) if one.derived else one.text]


_OTHER_KINDS: Mapping[Kind, str] = {
    Kind.RESPONSIBILITY: "What it holds",
    Kind.SCOPE: "Its scope",
    Kind.SIGNAL: "What the best ones do",
    Kind.SUMMARY: "In short",
    Kind.NARRATIVE: "In other words",
    Kind.EXAMPLE: "For example",
    Kind.BEHAVIOUR: "Also",
}


def _others(ladder: Ladder, level: Level) -> list[Block]:
    whole = ladder.cell(level.id, None)
    of_kind = {kind: [one for one in whole if one.kind is kind] for kind in _OTHER_KINDS}
    return [
        bullets([statement(one) for one in found], lead=[bold(_OTHER_KINDS[kind])])
        for kind, found in of_kind.items()
        if found
    ]


def _stalls(ladder: Ladder, level: Level) -> list[Block]:
    found = [one for one in ladder.cell(level.id, None) if one.kind is Kind.ANTI_PATTERN]
    return [bullets([[one.text] for one in found], lead=[bold("What stalls people here")])] if found else []


def _leads_to(ladder: Ladder, level: Level) -> list[Block]:
    names = [escape(ladder.level_by_id[one].name) for one in level.next if one in ladder.level_by_id]
    if not names:
        return [section("*Where it leads:* this is the end of its track.")]
    fork = " The path forks here." if len(names) > 1 else ""
    return [section(f"*Where it leads:* it leads to {listed(names, last='or')}.{fork}")]


def _mine(ladder: Ladder, coverages: Sequence[Coverage]) -> list[Block]:
    lines = "\n".join(coverage_line(one, ladder) for one in coverages)
    return [section(f"*This is your target. Your record for it:*\n{lines}")] if lines else []


def _buttons(level: Level) -> Block:
    value = pack(l=level.id)
    return actions(
        button("Set as my target", ids.SET_TARGET, value, style="primary"),
        button("Compare with my level", ids.COMPARE, value),
        button("Log a win", ids.LOG_A_WIN),
        button("Possible next levels", ids.SHOW_NEXT),
    )
