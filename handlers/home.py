"""The Home tab: made anew each time it is opened, so that it always shows what the record says now."""

from datetime import datetime

from slack_sdk.errors import SlackApiError

from handlers.blocks import Block
from handlers.digest import DigestNow, digest_now, record_reading
from handlers.errors import log, not_opened
from handlers.interaction.ask import Ask
from handlers.interaction.visit import writing
from handlers.privacy import looks_on_home
from handlers.publishing.about import about_of
from handlers.text import day
from handlers.views.home import Home, closed, home
from handlers.views.trouble import not_readable
from ladder.coverage.progress import own_progress
from ladder.delivery import queue
from ladder.delivery.last_digest import LastDigest
from ladder.errors import Refused, Unreadable
from ladder.evidence import record
from ladder.people import people, workspaces
from ladder.people.settings import settings_of
from ladder.people.visit import Visit
from ladder.publishing.news import LadderNews, mark_seen, news_for
from ladder.store.models import DeliveryState

_RECENT = 3


def publish_home(ask: Ask) -> None:
    """Publishes somebody's Home tab; publishing replaces, so it may be repeated. Who isn't let in reads why, and so
    does everybody where the ladder can't be read."""
    try:
        _publish(ask)
    except Refused as refusal:
        _publish_closed(ask, closed(str(refusal)))
    except Unreadable as error:
        log.error("no Home in workspace %s: its %s can't be read", ask.team, error)
        _publish_closed(ask, closed(not_readable(str(error)), "Something here needs mending"))


def _publish_closed(ask: Ask, view: Block) -> None:
    try:
        ask.client.views_publish(user_id=ask.user, view=view)
    except SlackApiError as error:
        if not_opened(error):  # Slack sends the event again; not for an account that it shows nothing at all
            raise


def _publish(ask: Ask) -> None:
    with writing(ask) as visit:
        news = news_for(visit.tx, visit.me, visit.version)
        digest = digest_now(visit)
        if digest:
            record_reading(visit, digest)
        view = home(_shown(visit, digest, news), visit.ladder)
    ask.client.views_publish(user_id=ask.user, view=view)
    if news:  # only now: what nobody could see is told again
        with writing(ask) as visit:
            mark_seen(visit.tx, visit.me.id, news.versions[-1].number)


def home_of(visit: Visit) -> Block:
    """Somebody's Home tab as it would be if they opened it now. Nobody has looked at it yet, so nothing is recorded."""
    return home(_shown(visit, digest_now(visit), news_for(visit.tx, visit.me, visit.version)), visit.ladder)


def _shown(visit: Visit, digest: DigestNow | None, news: LadderNews | None) -> Home:
    me = visit.me
    own = sorted(record.all_of(visit.tx, me.id), key=lambda item: (item.happened_on, item.id), reverse=True)
    return Home(
        progress=own_progress(visit),
        recent=own[:_RECENT],
        digest=digest.messages if digest else (),
        delivered=_delivered(visit, digest.last) if digest else "",
        failures=queue.failures(visit.tx) if me.admin else (),
        stopped=(workspaces.look_at(visit.tx).paused_reason or "") if me.admin else "",
        settings=settings_of(visit.tx, visit.now) if me.admin else None,
        about=about_of(visit) if me.admin else None,
        news=news if news and news.levels else None,
        people=len(people.everyone(visit.tx)) if me.admin else 0,
        looked=looks_on_home(visit),
        managed=bool(visit.find_manager()),
    )


def _delivered(visit: Visit, last: LastDigest) -> str:
    match last.state:
        case DeliveryState.SENT if last.sent_at:
            return f"Sent to you as a message on {_day(visit, last.sent_at)}."
        case DeliveryState.PENDING | DeliveryState.SENDING:
            return "The message with this digest is on its way."
        case DeliveryState.UNCERTAIN:
            return "It may not have reached you as a message: Slack's answer got lost. This is all of it."
        case _:
            return f"It was not sent as a message. {last.reason}"


def _day(visit: Visit, instant: datetime) -> str:
    return day(visit.day_of(instant))
