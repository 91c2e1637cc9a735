"""`/ladder next`: the levels one can go to from here, each held against the record; after a fork, side by side."""

from collections.abc import Sequence

from handlers import ids
from handlers.blocks import Block, actions, button, context, divider, header, section
from handlers.message import Message, message
from handlers.packing import pack
from handlers.rich import Parts, bold, bullets, italic, paragraph
from handlers.text import counted, escape, listed
from handlers.views.asker import Stand, compare_button, target_button
from handlers.views.coverage.card import RULES
from handlers.views.framework.rules import rules_button
from ladder.coverage.progress import Progress
from ladder.coverage.rule import CoverageState
from ladder.framework.answers import promotion_rules
from ladder.framework.model import Ladder, Level

_HELD = (CoverageState.SOME, CoverageState.STRONG)
_FORK = "The path forks here."

_NOWHERE = Stand()


def next_levels(choices: Sequence[Progress], ladder: Ladder, stand: Stand = _NOWHERE) -> Message:
    """One stretch per possible level; `choices` are the asker's, one for each, and `stand` where they are."""
    if not choices:
        return _end_of_the_track()
    forks = [context(_FORK)] if len(choices) > 1 and _kinds(choices, ladder) > 1 else []
    blocks = [block for progress in choices for block in _branch(progress, ladder, stand)]
    onward = actions(button("My card", ids.SHOW_CARD), button("The whole map", ids.PATHS), *rules_button(ladder))
    question = [paragraph(italic(rule)) for rule in promotion_rules(ladder)[:1]]
    return message(header(_title(choices, ladder)), *question, *forks, *blocks, context(RULES), onward)


def _kinds(choices: Sequence[Progress], ladder: Ladder) -> int:
    return len({ladder.level_by_id[progress.level or ""].track for progress in choices})


def _title(choices: Sequence[Progress], ladder: Ladder) -> str:
    here = ladder.level_by_id.get(choices[0].person.level or "")
    return f"After {here.name}" if here else "Where the ladder starts"


def _branch(progress: Progress, ladder: Ladder, stand: Stand) -> list[Block]:
    level = ladder.level_by_id[progress.level or ""]
    value = pack(l=level.id)
    return [
        divider(),
        section(f"*{escape(level.name)}*{' – your target' if level.id == stand.target else ''}"),
        *([paragraph(level.summary)] if level.summary else []),
        _record(progress, ladder),
        actions(
            button("What it expects", ids.SHOW_LEVEL, value),
            *target_button(level, stand),
            *compare_button(ladder, level, stand),
        )
        | {"block_id": f"next_{level.id}"[:255]},
    ]


def _record(progress: Progress, ladder: Ladder) -> Block:
    held = [
        ladder.competency_by_id[coverage.competency].name for coverage in progress.coverages if coverage.state in _HELD
    ]
    thin = [
        ladder.competency_by_id[coverage.competency].name
        for coverage in progress.coverages
        if coverage.state is CoverageState.THIN
    ]
    none = [
        ladder.competency_by_id[coverage.competency].name
        for coverage in progress.coverages
        if coverage.state is CoverageState.NONE
    ]
    said = (("Your record shows: ", held), ("Thin: ", thin), ("No evidence: ", none))
    lines: list[Parts] = [[bold(label), listed(names)] for label, names in said if names]
    return bullets(lines) if lines else section(f"{counted(progress.items, 'win')} on record.")


def _end_of_the_track() -> Message:
    text = "Your level is the top of its track. `/ladder paths` shows the whole ladder and the other tracks."
    return message(section(text), actions(button("My card", ids.SHOW_CARD)))


def target_set(level: Level) -> Message:
    """The reply to a new target."""
    return message(
        section(f"*Your target is now {escape(level.name)}.* From now on Ladder holds your record against it."),
        actions(
            button("My card", ids.SHOW_CARD, style="primary"),
            button("What it expects", ids.SHOW_LEVEL, pack(l=level.id)),
        ),
    )
