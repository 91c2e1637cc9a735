"""The quarterly digest as messages: per report what is new, sustained and thin, and two questions a panel would ask.

A large team's digest continues in further messages of the same thread; each stays within Slack's limits.
"""

from collections.abc import Iterator, Sequence

from handlers import ids, limits
from handlers.blocks import Block, button, context, header, section
from handlers.message import Message, message, weight
from handlers.packing import pack
from handlers.rich import Part, Parts, bold, bullets, italic, paragraph
from handlers.text import clip, counted, day, escape, listed
from ladder.digest import CoverageLine, ManagerDigest, NewLine, ReportDigest
from ladder.framework import Ladder

_ROOM = limits.MESSAGE_BLOCK_TEXT - 1_000  # for the head and the foot of a message
_BLOCKS = limits.MESSAGE_BLOCKS - 5
_FOOT = (
    "Every line rests on what the person shared; *The evidence* shows the items behind it. They can see that you have "
    "looked. These are facts from the record, not a verdict on anybody."
)
_LATE = ":hourglass: This was due on {due} and comes late: Ladder was not running then. Nothing is missing from it."


def digest_messages(digest: ManagerDigest, ladder: Ladder, *, late_since: str = "") -> tuple[Message, ...]:
    """The digest as one message, or more for a large team. `late_since` is the day it was due, if it comes late."""
    pages = list(_pages([_report(one, ladder, digest.quarter.label) for one in digest.reports]))
    heads = [_head(digest, late_since), *([_continued(digest)] for _ in pages[1:])]
    last = len(pages) - 1
    return tuple(
        message(*head, *page, *([_foot()] if number == last else []))
        for number, (head, page) in enumerate(zip(heads, pages, strict=True))
    )


def _pages(reports: Sequence[list[Block]]) -> Iterator[list[Block]]:
    """The reports' blocks in as few messages as hold them; a report is never torn apart."""
    page: list[Block] = []
    for blocks in reports:
        full = len(page) + len(blocks) > _BLOCKS or sum(map(weight, [*page, *blocks])) > _ROOM
        if page and full:
            yield page
            page = []
        page = [*page, *blocks]
    yield page


def _head(digest: ManagerDigest, late_since: str) -> list[Block]:
    quarter = digest.quarter
    span = f"{day(quarter.first_day)} to {day(quarter.last_day)}"
    intro = f"What {counted(len(digest.reports), 'person', 'people')} in your team put on record, {span}."
    late = [context(_LATE.format(due=late_since))] if late_since else []
    order = "Those with the least recent evidence come first: go and look, their work may just not be written down."
    return [header(f"Your team's record, {quarter.label}"), *late, section(f"{intro}\n{order}")]


def _continued(digest: ManagerDigest) -> Block:
    return section(f"*Your team's record, {digest.quarter.label}, continued*")


def _foot() -> Block:
    return context(_FOOT)


def _report(report: ReportDigest, ladder: Ladder, period: str) -> list[Block]:
    evidence = button("The evidence", ids.SHOW_WINS, pack(p=report.person.id))
    evidence["accessibility_label"] = clip(f"The evidence of {report.person.name}", limits.BUTTON_TEXT)
    return [
        section(f"*{escape(report.person.name)}* – {_aims(report)}", accessory=evidence),
        _lines(report, ladder, period),
    ]


def _aims(report: ReportDigest) -> str:
    at = escape(report.level.name) if report.level else "level not on the roster"
    return f"{at}, aims at {escape(report.target.name)}" if report.target else f"{at}, no target yet"


def _lines(report: ReportDigest, ladder: Ladder, period: str) -> Block:
    if report.last_on is None:
        return paragraph(
            f"Nothing shared with you yet. Ask {report.person.name} what they are proud of since last time."
        )
    lines: list[Parts] = [*_new(report, ladder, period)]
    if report.sustained:
        lines.append([bold("Sustained: "), _names(report.sustained, facts=True)])
    if report.begun:
        lines.append([bold("Begun, one quarter so far: "), _names(report.begun, facts=True)])
    if report.thin:
        lines.append([bold("Thin, from one month only: "), _names(report.thin)])
    if report.missing:
        lines.append([bold("Nothing on record yet: "), _names(report.missing)])
    lines += [[bold("A panel would ask: "), question.text] for question in report.questions]
    return bullets(lines)


def _new(report: ReportDigest, ladder: Ladder, period: str) -> list[Parts]:
    if not report.new:
        latest = day(report.last_on) if report.last_on else ""
        return [[bold("New: "), f"nothing from {period}; the latest item is from {latest}."]]
    lines: list[Parts] = [_new_line(one, ladder) for one in report.new]
    if report.more:
        lines.append([bold("New: "), f"and {counted(report.more, 'more item')} from {period}."])
    return lines


def _new_line(line: NewLine, ladder: Ladder) -> Parts:
    names = [ladder.competency_by_id[one].name for one in line.competencies if one in ladder.competency_by_id]
    shows: list[Part | str] = [italic(f" ({day(line.happened_on)}{'; ' + listed(names) if names else ''})")]
    return [bold("New: "), " ".join(line.text.split()), *shows]


def _names(lines: Sequence[CoverageLine], *, facts: bool = False) -> str:
    return "; ".join(_fact(line) if facts else line.name for line in lines) + "."


def _fact(line: CoverageLine) -> str:
    recent = f", {line.coverage.note}" if line.coverage.note else ""
    return f"{line.name} ({line.coverage.state}: {line.coverage.seen}{recent})"
