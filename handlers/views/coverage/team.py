"""`/ladder team`: a manager's reports, those with the least recent evidence first, as "go and look"."""

from collections.abc import Sequence
from datetime import date

from handlers import ids, limits
from handlers.blocks import Block, actions, button, context, header, section, sections
from handlers.message import Message, message
from handlers.packing import pack
from handlers.rich import Parts, bold, bullets
from handlers.text import clip, counted, day, escape, listed
from handlers.views.coverage.words import BEGUN, MISSING, SUSTAINED, THE_EVIDENCE, THIN
from handlers.views.evidence.wins import competency_names
from ladder.coverage.team import Report
from ladder.framework.model import Ladder

_WITH_BUTTONS = 20  # reports that get a section of their own; of more, two lines each are shown
_NOBODY = "Nobody reports to you on the roster. Not right? Ask your Ladder admin to name you as a manager."


def team(reports: Sequence[Report], ladder: Ladder, today: date) -> Message:
    """One section per report: target, latest shared win, what is sustained, what is thin."""
    if not reports:
        return message(section(_NOBODY), actions(button("My card", ids.SHOW_CARD)))
    if len(reports) > _WITH_BUTTONS:
        blocks = sections([_head(report, ladder, today) for report in reports])
    else:
        blocks = [block for report in reports for block in _report(report, ladder, today)]
    return message(
        header("Your team"),
        context(
            "From what each person shares with you. They can see that you have looked. Least recent evidence first."
        ),
        *blocks,
        actions(button("My card", ids.SHOW_CARD)),
    )


def _report(report: Report, ladder: Ladder, today: date) -> list[Block]:
    head = _head(report, ladder, today)
    if not report.items:
        return [section(head)]
    evidence = button(THE_EVIDENCE, ids.SHOW_WINS, pack(p=report.person.id))
    evidence["accessibility_label"] = clip(f"{THE_EVIDENCE} of {report.person.name}", limits.BUTTON_TEXT)
    covered = (
        (SUSTAINED, report.sustained),
        (BEGUN, report.begun),
        (THIN, report.thin),
        (MISSING, report.missing),
    )
    lines: list[Parts] = [[bold(label), listed(competency_names(ladder, those))] for label, those in covered if those]
    return [section(head, accessory=evidence), *([bullets(lines)] if lines else [])]


def _head(report: Report, ladder: Ladder, today: date) -> str:
    aim = (
        f"aims at {escape(ladder.level_by_id[report.level].name)}"
        if report.level in ladder.level_by_id
        else "no target yet"
    )
    return f"*{escape(report.person.name)}* – {aim}\n{_latest(report, today)}"


def _latest(report: Report, today: date) -> str:
    if report.last_on is None:
        return "Nothing shared with you yet. Ask what they are working on."
    ago = max(0, (today - report.last_on).days) // 7  # where they are, it may be tomorrow
    when = f", {counted(ago, 'week')} ago" if ago else ""
    return f"{counted(report.items, 'win')}, {report.new} this quarter; the latest is from {day(report.last_on)}{when}"
