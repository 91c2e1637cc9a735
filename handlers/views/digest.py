"""The quarterly digest as messages: per report what is new, sustained and thin, and two questions a panel would ask.

A large team's digest continues in further messages of the same thread; each stays within Slack's limits.
"""

from collections.abc import Iterator, Sequence

from handlers import ids, limits
from handlers.blocks import Block, button, context, header, section
from handlers.message import Message, Passage, message_of
from handlers.packing import pack
from handlers.rich import Parts, bold, bullets, italic, paragraph
from handlers.text import clip, counted, day, escape, listed
from ladder.digest import CoverageLine, ManagerDigest, NewLine, ReportDigest
from ladder.framework import Ladder

_ROOM = limits.MESSAGE_BLOCK_TEXT - 1_000  # for the head and the foot of a message
_BLOCKS = limits.MESSAGE_BLOCKS - 5
_FOOT = Passage.of(
    context(
        "Every line rests on what the person shared; *The evidence* shows the items behind it. They can see that you "
        "have looked. These are facts from the record, not a verdict on anybody."
    )
)
_NEW, _ASKED = bold("New: "), bold("A panel would ask: ")
_SUSTAINED, _BEGUN = bold("Sustained: "), bold("Begun, one quarter so far: ")
_THIN, _MISSING = bold("Thin, from one month only: "), bold("Nothing on record yet: ")
_LATE = ":hourglass: This was due on {due} and comes late: Ladder was not running then. Nothing is missing from it."


def digest_messages(digest: ManagerDigest, ladder: Ladder, *, late_since: str = "") -> tuple[Message, ...]:
    """The digest as one message, or more for a large team. `late_since` is the day it was due, if it comes late."""
    period = digest.quarter.label
    pages = list(_pages([_report(one, ladder, period) for one in digest.reports]))
    heads = [_head(digest, late_since), *([_continued(digest)] * (len(pages) - 1))]
    feet = [()] * (len(pages) - 1) + [(_FOOT,)]
    return tuple([message_of(head, *page, *foot) for head, page, foot in zip(heads, pages, feet, strict=True)])


def _pages(reports: Sequence[Passage]) -> Iterator[list[Passage]]:
    """The reports in as few messages as hold them; a report is never torn apart."""
    page: list[Passage] = []
    blocks = room = 0
    for report in reports:
        blocks += len(report.blocks)
        room += report.weight
        if page and (blocks > _BLOCKS or room > _ROOM):
            yield page
            page, blocks, room = [], len(report.blocks), report.weight
        page.append(report)
    yield page


def _head(digest: ManagerDigest, late_since: str) -> Passage:
    quarter = digest.quarter
    span = f"{day(quarter.first_day)} to {day(quarter.last_day)}"
    intro = f"What {counted(len(digest.reports), 'person', 'people')} in your team put on record, {span}."
    late = [context(_LATE.format(due=late_since))] if late_since else []
    order = "Those with the least recent evidence come first: go and look, their work may just not be written down."
    return Passage.of(header(f"Your team's record, {quarter.label}"), *late, section(f"{intro}\n{order}"))


def _continued(digest: ManagerDigest) -> Passage:
    return Passage.of(section(f"*Your team's record, {digest.quarter.label}, continued*"))


def _report(report: ReportDigest, ladder: Ladder, period: str) -> Passage:
    evidence = button("The evidence", ids.SHOW_WINS, pack(p=report.person.id))
    evidence["accessibility_label"] = clip(f"The evidence of {report.person.name}", limits.BUTTON_TEXT)
    head = section(f"*{escape(report.person.name)}* – {_aims(report)}", accessory=evidence)
    return Passage.of(head, _lines(report, ladder, period))


def _aims(report: ReportDigest) -> str:
    at = escape(report.level.name) if report.level else "level not on the roster"
    return f"{at}, aims at {escape(report.target.name)}" if report.target else f"{at}, no target yet"


def _lines(report: ReportDigest, ladder: Ladder, period: str) -> Block:
    if report.last_on is None:
        return paragraph(
            f"Nothing shared with you yet. Ask {report.person.name} what they are proud of since last time."
        )
    covered = [
        (_SUSTAINED, [_fact(one) for one in report.sustained]),
        (_BEGUN, [_fact(one) for one in report.begun]),
        (_THIN, [one.name for one in report.thin]),
        (_MISSING, [one.name for one in report.missing]),
    ]
    lines = _new(report, ladder, period)
    lines += [(label, f"{'; '.join(names)}.") for label, names in covered if names]
    lines += [(_ASKED, question.text) for question in report.questions]
    return bullets(lines)


def _new(report: ReportDigest, ladder: Ladder, period: str) -> list[Parts]:
    if not report.new:
        latest = day(report.last_on) if report.last_on else ""
        return [(_NEW, f"nothing from {period}; the latest item is from {latest}.")]
    lines = [_new_line(one, ladder) for one in report.new]
    return [*lines, (_NEW, f"and {counted(report.more, 'more item')} from {period}.")] if report.more else lines


def _new_line(line: NewLine, ladder: Ladder) -> Parts:
    known = ladder.competency_by_id
    names = listed([known[one].name for one in line.competencies if one in known])
    return _NEW, " ".join(line.text.split()), italic(f" ({day(line.happened_on)}{'; ' if names else ''}{names})")


def _fact(line: CoverageLine) -> str:
    seen = line.coverage
    recent = f", {seen.note}" if seen.recent else ""
    return f"{line.name} ({seen.state}: {seen.seen}{recent})"
