"""Evidence as people read it: one item, a list by month, what was saved and what it bought."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from handlers import ids, limits
from handlers.blocks import Block, actions, as_typed, button, confirm, context, header, section
from handlers.message import Message, message, weight
from handlers.packing import pack
from handlers.rich import Part, bold, italic, link, paragraph
from handlers.text import counted, day, escape, listed, one_line
from handlers.views.asking_back import quoted
from handlers.views.evidence.quote import Author, of_win, quote_block
from ladder.framework.model import Ladder
from ladder.framework.names import Named
from ladder.store.values import Evidence, NumberSource, Role, Scope, Visibility

_ROLE = {Role.LED: "led", Role.CO_LED: "co-led", Role.CONTRIBUTED: "contributed", Role.SUPPORTED: "supported"}
_SCOPE = {
    Scope.SELF: "own work",
    Scope.TEAM: "team",
    Scope.SEVERAL_TEAMS: "several teams",
    Scope.ORGANISATION: "a department",
    Scope.COMPANY: "the company",
}
_SEEN_BY = {
    Visibility.PRIVATE: "only you",
    Visibility.SHARED: "you and your manager",
    Visibility.SHARED_UP: "you and everyone above you",
}
_ALONE = "only you, until you have a manager in Ladder"
_PER_PAGE = 12


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of evidence: `older` is the number of items before it that are not shown."""

    items: tuple[Evidence, ...]
    older: int


def competency_names(ladder: Ladder, competencies: Sequence[str]) -> list[str]:
    """The names of competencies; one that the ladder no longer has keeps its old name, marked."""
    return [ladder.competency_name(competency) for competency in competencies]


def win(item: Evidence, ladder: Ladder) -> Block:
    """One item, whole, shown as typed."""
    parts: list[Part | str] = [bold(day(item.happened_on)), "  ", item.text]
    if item.outcome:
        parts += ["\n", italic("What changed: "), item.outcome]
    if item.number:
        parts += ["\n", italic("Number: "), number_text(item)]
    if item.competencies:
        parts += ["\n", italic("Shows: "), listed(competency_names(ladder, item.competencies))]
    for url in item.links:
        parts += ["\n", link(one_line(url, 80), url)]
    return paragraph(*parts, *_message_link(item))


def _message_link(item: Evidence) -> list[Part | str]:
    """Where a win was logged from: its link, and whose message it is if its owner did not write it."""
    source = item.source
    if source is None or not source.link:
        return []
    shown = link(one_line(source.link, 80), source.link)
    if source.author in ("", item.owner):
        return ["\n", shown]
    return ["\n", "A message from ", Author(id=source.author, app=source.author_name).part, ": ", shown]


def _quoted(item: Evidence) -> list[Block]:
    """What somebody else wrote about it, for the owner's eyes alone."""
    quote = of_win(item)
    return [quote_block(quote)] if quote else []


def number_text(item: Evidence) -> str:
    """An item's number with its unit, and "(estimate)" where it is one; "" without a number."""
    if item.number is None:
        return ""
    known = " (estimate)" if item.number.source is NumberSource.ESTIMATE else ""
    return f"{item.number.value} {item.number.unit}".strip() + known


def about(item: Evidence, *, managed: bool) -> Block:
    """The small line below an item: role, reach, who saw it, who may see it; `managed`: its owner has a manager."""
    seen_by = _SEEN_BY[item.visibility] if managed or item.visibility is Visibility.PRIVATE else _ALONE
    shown = f"shown to {seen_by}{', and to colleagues as an example' if item.example else ''}"
    return context(" · ".join([*_part_in_it(item), shown]))


def _part_in_it(item: Evidence) -> list[str]:
    """The owner's role, how far it reached, and who saw it, as far as the item says."""
    facts = [
        _ROLE[item.role] if item.role else "",
        _SCOPE[item.scope] if item.scope else "",
        f"seen by {listed([f'<@{witness}>' for witness in item.witnesses])}" if item.witnesses else "",
    ]
    return [fact for fact in facts if fact]


def own_buttons(item: Evidence, *, managed: bool = True) -> Block:
    """What the owner may do with an item; `managed`: there is a manager to share it with."""
    value = pack(e=item.id)
    edit, example = button("Edit", ids.EDIT_WIN, value), _example(item, value)
    return actions(edit, *_show_to(item, value, managed=managed), *example, delete_button(item))


def _show_to(item: Evidence, value: str, *, managed: bool) -> list[Block]:
    if item.visibility is not Visibility.PRIVATE:
        return [button("Make private", ids.HIDE_WIN, value)]
    return [button("Share with my manager", ids.SHARE_WIN, value)] if managed else []


def delete_button(item: Evidence) -> Block:
    """Delete, which Slack asks about before it does anything."""
    consequence = "It's erased with its history, and digests that show it are updated. This can't be undone."
    question = confirm("Delete this win?", consequence, "Delete", "Keep it")
    return button("Delete", ids.DELETE_WIN, pack(e=item.id), style="danger", confirm=question)


def _example(item: Evidence, value: str) -> list[Block]:
    """Offered for what is shared and shows something: below the answer to `/ladder prove`, colleagues find it there."""
    if item.example:
        return [button("No longer an example", ids.HIDE_EXAMPLE, value)]
    if item.visibility is Visibility.PRIVATE or not item.competencies:
        return []
    question = confirm(
        "Show it to colleagues?",
        "Anyone here who asks how to prove what it shows can read it, with your name. You can take it back.",
        "Show it",
        "Not now",
    )
    return [button("Show as an example", ids.SHOW_EXAMPLE, value, confirm=question)]


def own_list(page: Page, ladder: Ladder, period: str, *, beyond: str = "", managed: bool = True) -> Message:
    """The asker's own evidence, oldest month first, each item with what can be done with it; `beyond` are words of the
    question that say neither a period nor a person. `managed`: the asker has a manager to share with."""
    if not page.items:
        return _nothing_yet(period, beyond)
    shown = {
        item: [
            win(item, ladder),
            *_quoted(item),
            about(item, managed=managed),
            own_buttons(item, managed=managed),
        ]
        for item in page.items
    }
    return message(
        header(f"Your wins{f' in {period}' if period else ''}"),
        *_passed_over(beyond),
        *_by_month(page, shown),
        actions(button("Log a win", ids.LOG_A_WIN, style="primary"), button("My card", ids.SHOW_CARD)),
    )


def report_list(name: str, page: Page, ladder: Ladder, period: str, *, beyond: str = "", leads: bool = True) -> Message:
    """What a manager sees of a report: the items shared with them. `leads`: they have a team of their own to go to."""
    when = f" in {period}" if period else ""
    onward = actions(button("My team", ids.SHOW_TEAM) if leads else button("My card", ids.SHOW_CARD))
    if not page.items:
        text = (
            f"{escape(name)} hasn't shared anything with you{when} yet. That says nothing about their work. Ask them."
        )
        return message(section(text), *_passed_over(beyond), onward)
    shown = {item: [win(item, ladder), *_facts(item)] for item in page.items}
    return message(
        header(f"{name}: shared with you{when}"),
        *_passed_over(beyond),
        *_by_month(page, shown),
        context(f"{escape(name)} can see that you have looked at this."),
        onward,
    )


def _facts(item: Evidence) -> list[Block]:
    facts = _part_in_it(item)
    return [context(" · ".join(facts))] if facts else []


def _passed_over(beyond: str) -> list[Block]:
    return [as_typed(f"“{beyond}” isn't a period or a name I know, so I skipped it.")] if beyond else []


def month_or_person(typed: str, month: str, person: Named) -> Message:
    """`/ladder wins May`, where somebody is called May."""
    return message(
        paragraph(f"“{typed}” could be {month} or {person.title}. Which one?"),
        actions(
            button(month, ids.SHOW_WINS, pack(t=month)), button(person.title, f"{ids.SHOW_WINS}:1", pack(p=person.key))
        ),
    )


def not_understood(typed: str, *, leads: bool) -> Message:
    """`/ladder wins` with words that name no period, and nobody whose wins the asker may read."""
    name, below = quoted(typed, "This")
    whose = "the name of somebody in your team, or " if leads else ""
    buttons = [button("All my wins", ids.SHOW_WINS), *([button("My team", ids.SHOW_TEAM)] if leads else [])]
    return message(
        paragraph(f"{name} isn't a period I know, or anyone whose wins you can read."),
        *below,
        section(f"Try {whose}a period: `/ladder wins Q3`, `/ladder wins July`, `/ladder wins 2026`."),
        actions(*buttons),
    )


def _by_month(page: Page, shown: Mapping[Evidence, Sequence[Block]]) -> list[Block]:
    """The latest of the items that fit into one message, oldest month first; how many came before them is said."""
    kept: list[Evidence] = []
    blocks, room = limits.MESSAGE_BLOCKS - 5, limits.MESSAGE_BLOCK_TEXT - 1_000  # for what stands around them
    for item in reversed(page.items):
        blocks -= len(shown[item]) + (not kept or _month(item) != _month(kept[-1]))
        room -= sum(map(weight, shown[item])) + 20
        if kept and (blocks < 0 or room < 0):
            break
        kept.append(item)
    months = groupby(reversed(kept), key=_month)
    listed_blocks = [
        block
        for month, items in months
        for block in (section(f"*{month}*"), *(part for item in items for part in shown[item]))
    ]
    return [*_older(page.older + len(page.items) - len(kept)), *listed_blocks]


def _month(item: Evidence) -> str:
    return item.happened_on.strftime("%B %Y")


def paged(items: Sequence[Evidence], most: int = _PER_PAGE) -> Page:
    """The latest items by the day they happened, oldest first."""
    ordered = sorted(items, key=lambda item: (item.happened_on, item.id))
    return Page(tuple(ordered[-most:]), max(0, len(ordered) - most))


def _older(number: int) -> list[Block]:
    if not number:
        return []
    text = f"{counted(number, 'older win')} not shown here. Ask for a period to see them, such as `/ladder wins Q2`."
    return [context(text)]


def _nothing_yet(period: str, beyond: str) -> Message:
    when = f" in {period}" if period else " yet"
    text = f"Nothing recorded{when}. It takes ten seconds: press *Log a win*, or use *Log as win* in a message's menu."
    return message(section(text), *_passed_over(beyond), actions(button("Log a win", ids.LOG_A_WIN, style="primary")))
