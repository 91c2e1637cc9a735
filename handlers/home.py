"""The Home tab: made anew each time it is opened, so that it always shows what the record says now."""

from datetime import datetime

from slack_sdk import WebClient

from handlers.about import about_of
from handlers.message import Message
from handlers.request import Who
from handlers.text import day
from handlers.views.digest import digest_messages
from handlers.views.home import Home, home
from handlers.visit import Services, Visit, writing
from ladder import deliveries, evidence, people, workspaces
from ladder.access import record_read
from ladder.calendar import parse_quarter, zone
from ladder.digests import digest_for
from ladder.ladder_news import LadderNews, mark_seen, news_for
from ladder.last_digest import LastDigest, last_digest
from ladder.models import DeliveryState
from ladder.standing import own_standing

_RECENT = 3


def publish_home(services: Services, who: Who, client: WebClient) -> None:
    """Publishes somebody's Home tab; publishing replaces, so it may be repeated."""
    with writing(services, who) as visit:
        news = news_for(visit.tx, visit.me, visit.version)
        view = home(_shown(visit, news), visit.ladder)
    client.views_publish(user_id=who.user, view=view)
    if news:  # only now: what nobody could see is told again
        with writing(services, who) as visit:
            mark_seen(visit.tx, visit.me.id, news.versions[-1].number)


def _shown(visit: Visit, news: LadderNews | None) -> Home:
    me = visit.me
    last = last_digest(visit.tx, me.id)
    own = sorted(evidence.all_of(visit.tx, me.id), key=lambda item: (item.happened_on, item.id), reverse=True)
    return Home(
        standing=own_standing(visit.tx, me, visit.ladder, visit.version, visit.today, visit.start_month),
        recent=own[:_RECENT],
        digest=_digest(visit, last) if last else (),
        delivered=_delivered(visit, last) if last else "",
        failures=deliveries.failures(visit.tx) if me.admin else (),
        stopped=(workspaces.get(visit.tx).paused_reason or "") if me.admin else "",
        about=about_of(visit) if me.admin else None,
        news=news if news and news.levels else None,
        people=len(people.everyone(visit.tx)) if me.admin else 0,
    )


def _digest(visit: Visit, last: LastDigest) -> tuple[Message, ...]:
    """The digest with today's rights: what somebody has closed since, or who has left the team, is not in it."""
    found = digest_for(visit.tx, visit.me.id, parse_quarter(last.period, visit.start_month))
    if not found.reports:
        return ()
    record_read(visit.tx, visit.me.id, [one.person.id for one in found.reports if one.last_on], "digest", visit.now)
    return digest_messages(found, visit.ladder)


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
    return day(instant.astimezone(zone(visit.me.tz, visit.workspace_tz)).date())
