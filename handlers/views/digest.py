"""The quarterly digest as messages: per report what is new, sustained and thin, and two questions a panel would ask.

A large team's digest continues in further messages of the same thread; each stays within Slack's limits. So does a
report that no single message holds: nothing is left out, whatever the names and numbers.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handlers import ids, limits
from handlers.blocks import Block, actions, button, context, fitting, header, modal, section
from handlers.message import BlockGroup, Message, message_of
from handlers.packing import pack
from handlers.rich import Parts, bold, bullets, divided, italic, paragraph
from handlers.text import clip, counted, day, escape, listed
from handlers.views.coverage.words import BEGUN, MISSING, SUSTAINED, THE_EVIDENCE, THIN
from ladder.calendar.periods import quarter_period
from ladder.digest.building import CoverageLine, ManagerDigest, NewLine, ReportDigest
from ladder.framework.model import Ladder

_ROOM = limits.MESSAGE_BLOCK_TEXT - 1_000  # for the head and the foot of a message
_BLOCKS = limits.MESSAGE_BLOCKS - 5
_LINE = 2_000  # a longer line is divided where its report is
_FOOT = BlockGroup.of(
    context(
        "Every line comes from wins the person shared; *The evidence* shows them. They can see that you have looked. "
        "These are facts from the record, not a verdict on anyone."
    )
)
_NEW, _ASKED = bold("New: "), bold("A panel would ask: ")
_SUSTAINED, _BEGUN, _THIN, _MISSING = map(bold, (SUSTAINED, BEGUN, THIN, MISSING))
_LATE = ":hourglass: This was due on {due} and is late, because Ladder wasn't running. Nothing is missing."
_EMPTY = "Nothing in this message is shared with you anymore."
_NO_MORE = "That was all. The digest got shorter in the meantime."
_REST_ON_HOME = "_There is more now than this message can hold. The Home tab has all of it._"

Layout = Mapping[int, frozenset[str]]
"""Whose reports stand in which part of a digest, by the number of the part."""


@dataclass(frozen=True, slots=True)
class DigestPart:
    """One of a digest's messages, and the reports that have lines in it."""

    message: Message
    reports: tuple[ReportDigest, ...]


def digest_messages(digest: ManagerDigest, ladder: Ladder, *, late_since: str = "") -> tuple[Message, ...]:
    """The digest as one message, or more for a large team. `late_since` is the day it was due, if it comes late."""
    return tuple([part.message for part in digest_parts(digest, ladder, late_since=late_since)])


def digest_parts(digest: ManagerDigest, ladder: Ladder, *, late_since: str = "") -> tuple[DigestPart, ...]:
    """The same with the reports of each message."""
    period = quarter_period(digest.quarter).label
    pages = list(_pages([(report, piece) for report in digest.reports for piece in _pieces(report, ladder, period)]))
    heads = [_head(digest, len(digest.reports), late_since), *([_continued(digest)] * (len(pages) - 1))]
    feet = [()] * (len(pages) - 1) + [(_FOOT,)]
    return tuple([_part(head, page, foot) for head, page, foot in zip(heads, pages, feet, strict=True)])


def digest_part(
    digest: ManagerDigest, ladder: Ladder, part: int, layout: Layout, *, late_since: str = ""
) -> DigestPart:
    """One message of a digest of which others are sent already: the reports that belong into it, as they are now.

    So each report stays in its message, whatever has changed since the first was sent.
    """
    period = quarter_period(digest.quarter).label
    reports = [report for report in digest.reports if any(report.person.id in owners for owners in layout.values())]
    page = [
        (report, piece)
        for report in reports
        if report.person.id in layout.get(part, ())
        for piece in _pieces_in(part, _pieces(report, ladder, period), _parts_of(report, layout))
    ]
    head = _head(digest, len(reports), late_since) if part == 1 else _continued(digest)
    feet = (_FOOT,) if part == max(layout) else ()
    return _part(head, *_within_room(page), feet)


def rest_button(start: int) -> Block:
    """The way on from a page that ends before the digest's block number `start`."""
    return actions(button("Show the rest", ids.DIGEST_REST, pack(n=start)))


def rest_of(messages: Sequence[Message], start: int) -> Block:
    """The digest from its block number `start` on, as a modal: as much as one holds, and the way on."""
    blocks = [block for message in messages for block in message.blocks][max(start, 0) :]
    shown = fitting(blocks, limits.VIEW_BLOCKS - 1)
    more = [rest_button(max(start, 0) + len(shown))] if len(shown) < len(blocks) else []
    return modal(ids.NOTICE, "Your team's record", [*shown, *more] or [section(_NO_MORE)])


Page = list[tuple[ReportDigest, BlockGroup]]


def _part(head: BlockGroup, page: Page, *feet: Sequence[BlockGroup]) -> DigestPart:
    message = message_of(head, *[piece for _, piece in page], *[group for foot in feet for group in foot])
    return DigestPart(message, tuple([report for report, _ in page]))


def _within_room(page: Page) -> tuple[Page, tuple[BlockGroup, ...]]:
    """The pieces that one message holds, and what is to be said of the others."""
    if not page:
        return [], (BlockGroup.of(section(_EMPTY)),)
    first = next(_pages(page))
    return first, () if len(first) == len(page) else (BlockGroup.of(section(_REST_ON_HOME)),)


def _parts_of(report: ReportDigest, layout: Layout) -> list[int]:
    return sorted(part for part, owners in layout.items() if report.person.id in owners)


def _pieces_in(part: int, pieces: list[BlockGroup], parts: list[int]) -> list[BlockGroup]:
    """Of a report that is divided over `parts`, the piece for one of them; the last takes what is left over."""
    place = parts.index(part)
    return pieces[place:] if part == parts[-1] else pieces[place : place + 1]


def _pages(pieces: Page) -> Iterator[Page]:
    """The pieces in as few messages as hold them."""
    page: Page = []
    blocks = room = 0
    for report, piece in pieces:
        blocks += len(piece.blocks)
        room += piece.weight
        if page and (blocks > _BLOCKS or room > _ROOM):
            yield page
            page, blocks, room = [], len(piece.blocks), piece.weight
        page.append((report, piece))
    yield page


def _head(digest: ManagerDigest, people: int, late_since: str) -> BlockGroup:
    quarter = digest.quarter
    span = f"{day(quarter.first_day)} to {day(quarter.last_day)}"
    intro = f"What {counted(people, 'person', 'people')} in your team put on record, {span}."
    late = [context(_LATE.format(due=late_since))] if late_since else []
    order = "Start here: those with the least recent evidence come first. Their work may just not be written down yet."
    return BlockGroup.of(header(f"Your team in {quarter_period(quarter).label}"), *late, section(f"{intro}\n{order}"))


def _continued(digest: ManagerDigest) -> BlockGroup:
    return BlockGroup.of(section(f"*Your team in {quarter_period(digest.quarter).label}, continued*"))


def _pieces(report: ReportDigest, ladder: Ladder, period: str) -> list[BlockGroup]:
    """What is said of one person: one group of blocks, or more if no message holds it."""
    head = _head_of(report)
    if report.last_on is None:
        nothing = f"Nothing shared with you yet. Ask {report.person.name} what they are proud of."
        return [BlockGroup.of(*head, paragraph(nothing))]
    lines = _lines(report, ladder, period)
    whole = BlockGroup.of(*head, bullets(lines))
    return [whole] if whole.weight <= _ROOM else list(_in_pieces(report, head, lines))


def _in_pieces(report: ReportDigest, head: list[Block], lines: Sequence[Parts]) -> Iterator[BlockGroup]:
    taken: list[Parts] = []
    room = _ROOM - BlockGroup.of(*head).weight
    for point in _points(lines):
        length = BlockGroup.of(bullets([point])).weight
        if length > room:
            yield BlockGroup.of(*head, bullets(taken))
            head = [section(f"*{escape(report.person.name)}*, continued", accessory=_evidence(report))]
            taken, room = [], _ROOM - BlockGroup.of(*head).weight
        taken.append(point)
        room -= length
    yield BlockGroup.of(*head, bullets(taken))


def _points(lines: Sequence[Parts]) -> Iterator[Parts]:
    """The lines, of which a very long one goes on in the next bullet."""
    for line in lines:
        first, *others = divided(line, _LINE)
        yield first
        yield from (("… ", *piece) for piece in others)


def _evidence(report: ReportDigest) -> Block:
    label = clip(f"{THE_EVIDENCE} of {report.person.name}", limits.BUTTON_TEXT)
    return {**button(THE_EVIDENCE, ids.SHOW_WINS, pack(p=report.person.id)), "accessibility_label": label}


def _head_of(report: ReportDigest) -> list[Block]:
    evidence = _evidence(report)
    name, aims = f"*{escape(report.person.name)}*", _aims(report)
    whole = f"{name} – {', '.join(aims)}"
    if len(whole) <= limits.SECTION_TEXT:
        return [section(whole, accessory=evidence)]
    return [section(name, accessory=evidence), *map(section, aims)]


def _aims(report: ReportDigest) -> list[str]:
    at = escape(report.level.name) if report.level else "level not on the roster"
    return [at, f"aims at {escape(report.target.name)}" if report.target else "no target yet"]


def _lines(report: ReportDigest, ladder: Ladder, period: str) -> list[Parts]:
    covered = [
        (_SUSTAINED, [_fact(fact) for fact in report.sustained]),
        (_BEGUN, [_fact(fact) for fact in report.begun]),
        (_THIN, [competency.name for competency in report.thin]),
        (_MISSING, [competency.name for competency in report.missing]),
    ]
    lines = _new(report, ladder, period)
    lines += [(label, f"{'; '.join(names)}.") for label, names in covered if names]
    lines += [(_ASKED, question.text) for question in report.questions]
    return lines


def _new(report: ReportDigest, ladder: Ladder, period: str) -> list[Parts]:
    if not report.new:
        latest = day(report.last_on) if report.last_on else ""
        return [(_NEW, f"nothing from {period}; the latest win is from {latest}.")]
    lines = [_new_line(line, ladder) for line in report.new]
    return [*lines, (_NEW, f"and {counted(report.more, 'more win')} from {period}.")] if report.more else lines


def _new_line(line: NewLine, ladder: Ladder) -> Parts:
    known = ladder.competency_by_id
    names = listed([known[competency].name for competency in line.competencies if competency in known])
    return _NEW, " ".join(line.text.split()), italic(f" ({day(line.happened_on)}{'; ' if names else ''}{names})")


def _fact(line: CoverageLine) -> str:
    seen = line.coverage
    recent = f", {seen.note}" if seen.recent else ""
    return f"{line.name} ({seen.state}: {seen.facts}{recent})"
