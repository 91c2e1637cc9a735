"""The Home tab: my card, for a manager also the team's last digest, for an admin also what couldn't be sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers import ids, limits
from handlers.blocks import Block, actions, button, context, divider, first_that_fits, header, section, sections
from handlers.message import Message
from handlers.text import counted, escape
from handlers.views.asker import next_button, stand_of
from handlers.views.coverage.card import card_blocks
from handlers.views.digest import rest_button
from handlers.views.evidence.wins import about, win
from handlers.views.publishing.about_ladder import About, about_blocks
from handlers.views.publishing.changes import news_blocks
from handlers.views.publishing.review import version_blocks
from handlers.views.settings import settings_blocks
from ladder.coverage.progress import Progress
from ladder.delivery.queue import FailedDelivery
from ladder.framework.model import Ladder
from ladder.people.settings import Settings
from ladder.publishing.news import LadderNews
from ladder.store.values import Evidence

_VERSIONS_SHOWN, _FAILURES_SHOWN = 3, 10
_ROOMS = ((8, 100), (8, 30), (4, 15), (1, 4), (1, 1))  # changes at each of somebody's levels, and blocks of a digest
_AROUND_DIGEST = 3  # a divider, how it was delivered, and that there is more


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What somebody's Home tab shows. `news` is what a new version of the ladder changed for them, `digest` a manager's
    last one with how it was delivered; `about` (the ladder), `failures`, why all sending has `stopped`, `people` and
    `settings` are for an admin alone; `looked` is the section on who has looked at the reader's record."""

    progress: Progress
    recent: Sequence[Evidence]
    digest: Sequence[Message] = ()
    delivered: str = ""
    failures: Sequence[FailedDelivery] = ()
    stopped: str = ""
    about: About | None = None
    people: int = 0
    settings: Settings | None = None
    news: LadderNews | None = None
    looked: Sequence[Block] = ()
    managed: bool = True


def home(shown: Home, ladder: Ladder) -> Block:
    """The view for `views.publish`; of very long news and digests as much as it holds."""
    return first_that_fits(_home(shown, ladder, *room) for room in _ROOMS)


def closed(why: str, title: str = "Ladder isn't open to you") -> Block:
    """The view for somebody to whom nothing can be shown, and the reason."""
    return {"type": "home", "blocks": [header(title), section(escape(why))]}


def _home(shown: Home, ladder: Ladder, changes: int, digest: int) -> Block:
    first = [
        *_news(shown.news, changes),
        *(_welcome() if _is_new(shown) else card_blocks(shown.progress, ladder)),
        _buttons(shown.progress, ladder),
    ]
    last = [
        *_admin(shown, ladder),
        *_recent(shown, ladder),
        *(() if _is_new(shown) else shown.looked),
        divider(),
        context("Ladder holds only what you hand over. It can't read channels, and admins can't read your wins."),
    ]
    room = limits.VIEW_BLOCKS - len(first) - len(last) - _AROUND_DIGEST
    return {"type": "home", "blocks": [*first, *_digest(shown, min(room, digest)), *last]}


def _is_new(shown: Home) -> bool:
    return shown.progress.items == 0 and shown.progress.level is None and not shown.digest


def _welcome() -> list[Block]:
    return [
        header("Your career ladder, in chat"),
        section(
            "*Ask* what a level expects: `/ladder senior`.\n"
            "*Log* what you did in ten seconds, from any message's menu: *Log as win*.\n"
            "*Show* it when it counts: once a quarter, your manager gets what you chose to share, "
            "held against the level you aim at."
        ),
    ]


def _buttons(progress: Progress, ladder: Ladder) -> Block:
    return actions(
        button("Log a win", ids.LOG_A_WIN, style="primary"),
        button("My wins", ids.SHOW_WINS),
        *next_button(ladder, stand_of(progress.person, ladder)),
        button("What can I ask?", ids.SHOW_HELP),
    )


def _news(news: LadderNews | None, changes: int) -> list[Block]:
    """What changed for the reader, the old and the new words; shown once, and found again behind the button."""
    if news is None:
        return []
    return [
        header("The ladder has changed"),
        *version_blocks(news.versions[-_VERSIONS_SHOWN:]),
        section("Here is what changes for you. Your record keeps counting."),
        *news_blocks(news.levels, changes),
        actions(button("What changed last", ids.LADDER_CHANGES), button("My card", ids.SHOW_CARD)),
        divider(),
    ]


def _digest(shown: Home, most: int) -> list[Block]:
    blocks = [block for part in shown.digest for block in part.blocks]
    if len(blocks) > most:
        blocks = [*blocks[:most], rest_button(most)]
    delivered = [context(escape(shown.delivered))] if shown.delivered else []
    return [divider(), *blocks, *delivered] if blocks else []


def _admin(shown: Home, ladder: Ladder) -> list[Block]:
    if shown.about is None:
        return []
    lines = [f"{counted(shown.people, 'person', 'people')} on the roster."]
    if shown.people < 2:
        lines.append("Next: import the roster with `ladderbot people import FILE`.")
    lines += [
        f":warning: {escape(failure.kind)} to <@{failure.recipient}>: {escape(failure.reason)}"
        for failure in shown.failures[:_FAILURES_SHOWN]
    ]
    if len(shown.failures) > _FAILURES_SHOWN:
        lines.append(f"And {len(shown.failures) - _FAILURES_SHOWN} more.")
    if shown.stopped:
        lines.append(f":warning: Nothing is being sent: {escape(shown.stopped)}")
    elif not shown.failures:
        lines.append("Everything due has been delivered.")
    settings = settings_blocks(shown.settings) if shown.settings else []
    return [divider(), header("For admins"), *sections(lines), *settings, *about_blocks(ladder, shown.about)]


def _recent(shown: Home, ladder: Ladder) -> list[Block]:
    if not shown.recent:
        return []
    items = [block for item in shown.recent for block in (win(item, ladder), about(item, managed=shown.managed))]
    return [divider(), header("Recent wins"), *items]
