"""`/ladder team`: a manager's reports, those with the least recent evidence first, as "go and look"."""

from collections.abc import Sequence
from datetime import date

from handlers import ids
from handlers.blocks import Block, actions, button, context, header, section
from handlers.message import Message, message
from handlers.packing import pack
from handlers.text import counted, day, escape, listed
from handlers.views.wins import competency_names
from ladder.framework import Ladder
from ladder.team import Report

_WITH_BUTTONS = 20  # reports that get a section of their own; of more, two lines each are shown
_NOBODY = (
    "Nobody reports to you in the roster yet. If that is not so, ask your Ladder admin to name you as manager: "
    "the roster is a file that they import."
)


def team(reports: Sequence[Report], ladder: Ladder, today: date) -> Message:
    """One section per report: target, latest shared win, what is sustained, what is thin."""
    if not reports:
        return message(section(_NOBODY), actions(button("My card", ids.SHOW_CARD)))
    if len(reports) > _WITH_BUTTONS:
        lines = ["\n".join(_lines(report, ladder, today)[:2]) for report in reports]
        blocks = [section("\n".join(lines[start : start + 12])) for start in range(0, len(lines), 12)]
    else:
        blocks = [_report(report, ladder, today) for report in reports]
    return message(
        header("Your team"),
        context(
            "From what each person shares with you; they can see that you have looked. Least recent evidence first."
        ),
        *blocks,
        actions(button("My card", ids.SHOW_CARD)),
    )


def _report(report: Report, ladder: Ladder, today: date) -> Block:
    text = "\n".join(_lines(report, ladder, today))
    return section(text, accessory=button("Their wins", ids.SHOW_WINS, pack(p=report.person.id)))


def _lines(report: Report, ladder: Ladder, today: date) -> list[str]:
    aim = (
        f"aims at {escape(ladder.level_by_id[report.level].name)}"
        if report.level in ladder.level_by_id
        else "no target yet"
    )
    lines = [f"*{escape(report.person.name)}* – {aim}", _latest(report, today)]
    if report.sustained:
        lines.append(f"Sustained: {escape(listed(competency_names(ladder, report.sustained)))}")
    if report.items and report.thin:
        lines.append(f"Thin or nothing yet: {escape(listed(competency_names(ladder, report.thin)))}")
    return lines


def _latest(report: Report, today: date) -> str:
    if report.last_on is None:
        return "Nothing shared with you yet: go and look, or ask."
    ago = (today - report.last_on).days // 7
    when = f", {counted(ago, 'week')} ago" if ago else ""
    return f"{counted(report.items, 'win')}, {report.new} this quarter; the latest is from {day(report.last_on)}{when}"
