"""What was understood of a ladder, what it would change, and the question whether to publish it."""

from collections.abc import Sequence

from handlers import ids, limits
from handlers.blocks import (
    Block,
    Option,
    actions,
    button,
    choose_one,
    context,
    header,
    input_block,
    modal,
    section,
    text_input,
)
from handlers.message import Message, message
from handlers.packing import pack
from handlers.rich import Parts, bold, bullets, paragraph
from handlers.text import clip, counted, day, escape, listed
from handlers.views.attribution import attribution
from handlers.views.changes import entry_lines, statement_blocks
from ladder.framework import Competency, Ladder, Level, Status
from ladder.publishing import MOST_NOTE, LeavingCompetency, LeavingLevel, Proposal
from ladder.workspaces import Version

GONE = "gone"
_LEVELS_SHOWN, _SKIPPED_SHOWN, _CHANGES_SHOWN, _ASKED = 30, 15, 25, 20


def review(shown: Proposal) -> Block:
    """The modal: counts, what was set aside, the differences, where people go, and a note to publish it with."""
    blocks = [
        *_overtaken(shown.overtaken),
        *_understood(shown.ladder, shown.draft.origin),
        *_skipped(shown.ladder),
        *(_differences(shown) if shown.is_new else [section("*It is the same as the current ladder.*")]),
        *(_questions(shown) if shown.is_new else []),
        _other_ways(),
    ]
    # ids only: which version and which draft was shown
    metadata = pack(v=shown.current.number, d=shown.draft.made_at.isoformat())
    submit = "Publish" if shown.is_new else ""
    return modal(ids.REVIEW_MODAL, "Review the ladder", blocks, submit=submit, close="Not now", metadata=metadata)


def _overtaken(version: Version | None) -> list[Block]:
    if version is None:
        return []
    said = f" with the note “{escape(version.note)}”" if version.note else ""
    text = (
        f":warning: *<@{version.published_by}> published version {version.number} meanwhile*{said}. "
        "Nothing of yours was published. Below, your ladder is held against theirs: look again."
    )
    return [section(text)]


def _understood(ladder: Ladder, origin: str) -> list[Block]:
    counts = (
        f"{counted(len(ladder.levels), 'level')} × {counted(len(ladder.competencies), 'competency', 'competencies')}, "
        f"{counted(sum(one.status is Status.EXPECTED for one in ladder.expectations), 'statement')}"
    )
    return [
        header(ladder.name),
        section(f"*Understood:* {counts}, from {escape(origin)}."),
        bullets([_per_level(ladder, one) for one in ladder.levels[:_LEVELS_SHOWN]]),
        *_more(len(ladder.levels) - _LEVELS_SHOWN, "level"),
        *attribution(ladder),
    ]


def _per_level(ladder: Ladder, level: Level) -> Parts:
    cells = [(one, len(ladder.cell(level.id, one.id))) for one in ladder.competencies]
    said = [f"{one.name} {number}" for one, number in cells if number]
    whole = len(ladder.cell(level.id, None))
    said += [f"the level as a whole {whole}"] if whole else []
    return [bold(level.name), clip(f": {', '.join(said) or 'nothing'}", 400)]


def _more(number: int, what: str) -> list[Block]:
    return [context(f"And {counted(number, what)} more.")] if number > 0 else []


def _skipped(ladder: Ladder) -> list[Block]:
    if not ladder.annexes:
        return []
    lines = [[f"{one.where}: {one.why or 'not understood'}"] for one in ladder.annexes[:_SKIPPED_SHOWN]]
    lead = f"{counted(len(ladder.annexes), 'thing')} set aside, kept word for word beside the ladder:"
    return [bullets(lines, lead=[lead]), *_more(len(ladder.annexes) - _SKIPPED_SHOWN, "thing")]


def _differences(shown: Proposal) -> list[Block]:
    reworded, every = shown.changes.rewordings, shown.changes.statements
    said = counted(len(reworded), "statement") if reworded or not every else "levels and competencies alone"
    apart = len(every) - len(reworded)
    with_them = [f"{counted(apart, 'statement')} came or went with them."] if apart else []
    title = f"*What differs from version {shown.current.number}, the current one:* {said}"
    lines = [title, *entry_lines(shown.changes), *with_them]
    return [section("\n".join(lines)), *statement_blocks(reworded, _CHANGES_SHOWN)]


def _questions(shown: Proposal) -> list[Block]:
    added = [one for one in shown.changes.competencies.added if isinstance(one, Competency)]
    note = text_input(ids.NOTE, multiline=True, most=MOST_NOTE)
    return [
        *[block for at, one in enumerate(shown.levels) for block in _move(at, one, shown.ladder)],
        *[block for at, one in enumerate(shown.competencies[:_ASKED]) for block in _same(at, one, added)],
        input_block(
            ids.NOTE,
            "What changed, and why",
            note,
            optional=True,
            hint="Everyone whose level or target changes reads it.",
        ),
    ]


def _move(at: int, leaving: LeavingLevel, ladder: Ladder) -> list[Block]:
    """Asked only for a level that somebody is on, or aims at; they are named."""
    if not leaving.people:
        return []
    who = clip(listed([one.name or one.id for one in leaving.people]), 1_500)
    choices = [Option(str(place), one.name) for place, one in nearest(leaving.level, ladder.levels)]
    element = choose_one("static_select", ids.MOVE, choices)
    label = clip(f"{leaving.level.name} goes. Where do its people go?", limits.LABEL)
    return [input_block(f"{ids.MOVE}:{at}", label, element, hint=f"On it, or aiming at it: {who}.")]


def nearest(level: Level, levels: Sequence[Level]) -> list[tuple[int, Level]]:
    """The places and levels to choose from, in ladder order: where there are more than a select holds, the nearest."""
    by_distance = sorted(enumerate(levels), key=lambda one: abs(one[1].rank - level.rank))
    return sorted(by_distance[: limits.SELECT_OPTIONS], key=lambda one: one[0])


def _same(at: int, leaving: LeavingCompetency, added: Sequence[Competency]) -> list[Block]:
    """Asked where something new may be the old one; without an answer it is gone, and its evidence keeps its name."""
    if not added:
        return []
    stays = Option(GONE, "No, it is gone")
    choices = [stays, *(Option(str(place), one.name) for place, one in enumerate(added[: limits.SELECT_OPTIONS - 1]))]
    element = choose_one("static_select", ids.SAME, choices, GONE)
    label = clip(f"{leaving.competency.name} goes. Is it one of the new ones?", limits.LABEL)
    hint = f"{counted(leaving.wins, 'win')} of it would keep the old name, marked."
    return [input_block(f"{ids.SAME}:{at}", label, element, hint=hint)]


def _other_ways() -> Block:
    return actions(button("Read it another way", ids.BRING_LADDER), button("Throw this draft away", ids.DROP_DRAFT))


def published(version: Version, ladder: Ladder) -> Message:
    """The answer to publishing."""
    said = (
        f"*{escape(ladder.name)} is the ladder now: version {version.number}.*\n"
        "Everyone whose level or target changed sees the old and the new words on their Home tab, once."
    )
    return message(
        section(said), actions(button("The whole map", ids.PATHS), button("About the ladder", ids.ABOUT_LADDER))
    )


def version_line(version: Version) -> str:
    """ "Version 3, published on 14 Sep 2026 by @ada: “Clearer words”", as mrkdwn."""
    by = f" by <@{version.published_by}>" if version.published_by else ""
    said = f": “{escape(version.note)}”" if version.note else ""
    return f"Version {version.number}, published on {day(version.published_at.date())}{by}{said}"


def dropped() -> Message:
    """The answer to throwing a draft away."""
    return message(
        paragraph("The draft is gone. The ladder is as it was."), actions(button("Bring a ladder", ids.BRING_LADDER))
    )
