"""What was understood of a ladder, what it would change, and the question whether to publish it."""

from collections.abc import Sequence

from handlers import ids
from handlers.blocks import Block, actions, button, context, first_that_fits, header, modal, section, sections
from handlers.message import Message, message
from handlers.packing import pack
from handlers.rich import Parts, bold, bullets, paragraph
from handlers.text import clip, counted, day_where_read, escape
from handlers.views.framework.attribution import attribution
from handlers.views.publishing.changes import entry_lines, statement_blocks
from handlers.views.publishing.review_questions import Room, may_be_asked, questions
from ladder.framework.model import Ladder, Level, Status
from ladder.people.workspaces import Version
from ladder.publishing.publication import Proposal

_LEVELS_SHOWN, _SKIPPED_SHOWN = 30, 15
_REASON = 200  # characters of why something was set aside

# A view may have 250 kB: few ladders need more than the first, and the last fits with the longest words of any.
_ROOMS = (Room(100, 25, 25), Room(50, 12, 12), Room(25, 6, 6), Room(12, 3, 3), Room(4, 0, 2))


def review(shown: Proposal, *, is_stale: bool = False) -> Block:
    """The modal: counts, what was set aside, the differences, where people go, and a note to publish it with.

    `is_stale`: it stands in place of another review, which was confirmed when it no longer held.
    """
    views = (_review(shown, room, is_stale=is_stale) for room in _ROOMS)
    return first_that_fits(views)


def _review(shown: Proposal, room: Room, *, is_stale: bool) -> Block:
    blocks = [
        *(_overtaken(shown.overtaken) or _stale(is_stale=is_stale)),
        *_understood(shown.ladder, shown.draft.origin),
        *_skipped(shown.ladder),
        *(_differences(shown, room) if shown.is_new else [section("*It's the same as the current ladder.*")]),
        *(questions(shown, room) if shown.is_new else []),
        _other_ways(),
    ]
    # ids only: which version and which draft was shown
    metadata = pack(v=shown.current.number, d=shown.draft.made_at.isoformat())
    submit = "Publish" if shown.is_new and may_be_asked(shown) else ""
    return modal(ids.REVIEW_MODAL, "Review the ladder", blocks, submit=submit, close="Not now", metadata=metadata)


def _stale(*, is_stale: bool) -> list[Block]:
    text = (
        ":warning: *This changed since you looked at it.* Your draft is a different one, or someone joined a removed "
        "level. Nothing was published. Please look again."
    )
    return [section(text)] if is_stale else []


def _overtaken(version: Version | None) -> list[Block]:
    if version is None:
        return []
    text = (
        f":warning: *<@{version.published_by}> published version {version.number} in the meantime.* "
        "Yours was not published. Below is your ladder against theirs. Please look again."
    )
    return [section(text), *_note(version)]


def _understood(ladder: Ladder, origin: str) -> list[Block]:
    counts = (
        f"{counted(len(ladder.levels), 'level')} × {counted(len(ladder.competencies), 'competency', 'competencies')}, "
        f"{counted(sum(expectation.status is Status.EXPECTED for expectation in ladder.expectations), 'expectation')}"
    )
    return [
        header(ladder.name),
        section(f"*Understood:* {counts}, from {escape(origin)}."),
        bullets([_per_level(ladder, level) for level in ladder.levels[:_LEVELS_SHOWN]]),
        *_more(len(ladder.levels) - _LEVELS_SHOWN, "level"),
        *attribution(ladder),
    ]


def _per_level(ladder: Ladder, level: Level) -> Parts:
    cells = [(competency, len(ladder.cell(level.id, competency.id))) for competency in ladder.competencies]
    said = [f"{competency.name} {number}" for competency, number in cells if number]
    whole = len(ladder.cell(level.id, None))
    said += [f"the level as a whole {whole}"] if whole else []
    return [bold(level.name), clip(f": {', '.join(said) or 'nothing'}", 400)]


def _more(number: int, noun: str) -> list[Block]:
    return [context(f"And {counted(number, noun)} more.")] if number > 0 else []


def _skipped(ladder: Ladder) -> list[Block]:
    if not ladder.annexes:
        return []
    lines = [
        [clip(f"{annex.where}: {annex.why or 'not understood'}", _REASON)] for annex in ladder.annexes[:_SKIPPED_SHOWN]
    ]
    lead = f"{counted(len(ladder.annexes), 'thing')} set aside, kept word for word with the ladder:"
    return [bullets(lines, lead=[lead]), *_more(len(ladder.annexes) - _SKIPPED_SHOWN, "thing")]


def _differences(shown: Proposal, room: Room) -> list[Block]:
    reworded, every = shown.changes.rewordings, shown.changes.statements
    said = counted(len(reworded), "expectation") if reworded or not every else "only levels and competencies"
    apart = len(every) - len(reworded)
    with_them = [f"{counted(apart, 'expectation')} changed with them."] if apart else []
    title = f"*What changes from the current version {shown.current.number}:* {said}"
    lines = [title, *entry_lines(shown.changes), *with_them]
    return [*sections(lines), *statement_blocks(reworded, room.changes)]


def _other_ways() -> Block:
    return actions(button("Read it differently", ids.BRING_LADDER), button("Discard this draft", ids.DROP_DRAFT))


def published(version: Version, ladder: Ladder) -> Message:
    """The answer to publishing."""
    said = (
        f"*{escape(ladder.name)} is the ladder now, version {version.number}.*\n"
        "Everyone whose level or target changed sees the old and new words on Home, once."
    )
    return message(
        section(said), actions(button("The whole map", ids.PATHS), button("About the ladder", ids.ABOUT_LADDER))
    )


def version_blocks(versions: Sequence[Version]) -> list[Block]:
    """ "Version 3, published on 14 Sep 2026 by @ada" for each, and below it what its publisher said of it."""
    return [block for version in versions for block in (section(_published(version)), *_note(version))]


def _published(version: Version) -> str:
    by = f" by <@{version.published_by}>" if version.published_by else ""
    return f"Version {version.number}, published on {day_where_read(version.published_at)}{by}"


def _note(version: Version) -> list[Block]:
    return [paragraph(f"“{version.note}”")] if version.note else []


def dropped() -> Message:
    """The answer to throwing a draft away."""
    return message(
        paragraph("The draft is gone. The ladder hasn't changed."), actions(button("Bring a ladder", ids.BRING_LADDER))
    )
