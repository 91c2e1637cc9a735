"""A digest's messages by the plainest way there: from the wins themselves, page by page, nothing remembered."""

from collections.abc import Sequence
from datetime import date

from handlers import limits
from handlers.blocks import Block, context, header, section
from handlers.message import Message, message, weight
from handlers.rich import Parts, bold, bullets, italic, paragraph
from handlers.text import counted, escape, listed
from ladder.calendar.dates import Quarter
from ladder.calendar.periods import quarter_period
from ladder.coverage.questions import raised, top, worded
from ladder.coverage.rule import Coverage, CoverageState
from ladder.framework.model import Ladder
from ladder.store.values import Evidence, Person, State, Visibility
from tests.ladder.facts import coverages

Record = tuple[Person, Sequence[Evidence]]

_FOOT = (
    "Every line comes from wins the person shared; *The evidence* shows them. They can see that you have looked. "
    "These are facts from the record, not a verdict on anyone."
)

_ORDER = "Start here: those with the least recent evidence come first. Their work may just not be written down yet."


def plain_messages(records: Sequence[Record], ladder: Ladder, quarter: Quarter) -> tuple[Message, ...]:
    """The digest about `quarter` of one manager, whose active reports have these records."""
    shared = [(person, [one for one in record if _counts(one, quarter)]) for person, record in records]
    shared.sort(key=lambda one: (_last(one[1]) or date.min, one[0].name, one[0].id))
    pages = _pages([_report(person, record, ladder, quarter) for person, record in shared])
    span = f"{_day(quarter.first_day)} to {_day(quarter.last_day)}"
    intro = f"What {counted(len(records), 'person', 'people')} in your team put on record, {span}.\n{_ORDER}"
    title = f"Your team in {quarter_period(quarter).label}"
    first, later = [header(title), section(intro)], [section(f"*{title}, continued*")]
    whole = [[*(later if number else first), *page] for number, page in enumerate(pages)]
    whole[-1].append(context(_FOOT))
    return tuple(message(*blocks) for blocks in whole)


def _counts(item: Evidence, quarter: Quarter) -> bool:
    shared = item.visibility is not Visibility.PRIVATE and item.state is State.ACCEPTED
    return shared and item.happened_on <= quarter.last_day


def _last(record: Sequence[Evidence]) -> date | None:
    return max((one.happened_on for one in record), default=None)


def _day(on: date) -> str:
    return f"{on:%b} {on.day}, {on.year}"


def _pages(reports: Sequence[list[Block]]) -> list[list[Block]]:
    pages: list[list[Block]] = [[]]
    for blocks in reports:
        longer = [*pages[-1], *blocks]
        fits = len(longer) <= limits.MESSAGE_BLOCKS - 5
        if pages[-1] and not (fits and sum(map(weight, longer)) <= limits.MESSAGE_BLOCK_TEXT - 1_000):
            pages.append([])
        pages[-1] += blocks
    return pages


def _report(person: Person, record: Sequence[Evidence], ladder: Ladder, quarter: Quarter) -> list[Block]:
    names = [
        ladder.level_by_id[one].name if one in ladder.level_by_id else one for one in (person.level, person.target)
    ]
    at = escape(names[0]) if names[0] else "level not on the roster"
    aims = f"{at}, aims at {escape(names[1])}" if names[1] else f"{at}, no target yet"
    evidence: Block = {
        "type": "button",
        "action_id": "show_wins",
        "text": {"type": "plain_text", "text": "The evidence", "emoji": True},
        "value": f'{{"p":"{person.id}"}}',
        "accessibility_label": f"The evidence of {person.name}",
    }
    head = section(f"*{escape(person.name)}* – {aims}", accessory=evidence)
    if not record:
        ask = f"Ask {person.name} what they are proud of."
        return [head, paragraph(f"Nothing shared with you yet. {ask}")]
    aim = person.target or person.level
    found = coverages(record, ladder, aim, quarter.last_day, quarter.start_month)
    asked = [worded(one, ladder.competency_by_id) for one in top(list(raised(found)))]
    asks: list[Parts] = [[bold("A panel would ask: "), one.text] for one in asked]
    return [head, bullets([*_new(record, ladder, quarter), *_covered(found, ladder), *asks])]


def _new(record: Sequence[Evidence], ladder: Ladder, quarter: Quarter) -> list[Parts]:
    new = [one for one in record if one.happened_on >= quarter.first_day]
    if not new:
        latest = _last(record)
        assert latest
        return [
            [bold("New: "), f"nothing from {quarter_period(quarter).label}; the latest win is from {_day(latest)}."]
        ]
    new.sort(key=lambda one: (one.happened_on, one.id), reverse=True)
    lines = [_new_line(one, ladder) for one in new[:3]]
    rest = f"and {counted(len(new) - 3, 'more win')} from {quarter_period(quarter).label}."
    return [*lines, [bold("New: "), rest]] if len(new) > 3 else lines


def _new_line(item: Evidence, ladder: Ladder) -> Parts:
    names = listed([ladder.competency_by_id[one].name for one in sorted(item.competencies)])
    text = " ".join(item.text[:300].split())
    return [bold("New: "), text, italic(f" ({_day(item.happened_on)}{f'; {names}' if names else ''})")]


def _covered(found: Sequence[Coverage], ladder: Ladder) -> list[Parts]:
    groups: dict[str, list[str]] = {
        "Sustained: ": [],
        "One quarter so far: ": [],
        "Thin, one month so far: ": [],
        "Nothing on record yet: ": [],
    }
    sustained, begun, thin, missing = groups.values()
    for one in found:
        name = ladder.competency_by_id[one.competency].name
        if one.state is CoverageState.NONE:
            missing.append(name)
        elif one.state is CoverageState.THIN:
            thin.append(name)
        else:
            note = f", {one.note}" if one.note else ""
            (sustained if one.quarters > 1 else begun).append(f"{name} ({one.state}: {one.facts}{note})")
    return [[bold(label), f"{'; '.join(lines)}."] for label, lines in groups.items() if lines]
