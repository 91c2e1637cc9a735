"""What each kind of delivery says, made at the moment of sending, from what its recipient may see then."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from bot.letters import Message, Renderer, Withdrawn
from bot.pictures import Picture
from handlers import limits
from handlers.again import PRESS_AGAIN
from handlers.capture import LOG_AGAIN
from handlers.growing import LADDER_MAP
from handlers.text import clip, day
from handlers.views.digest import digest_messages
from handlers.views.ladder_map import beside_picture, map_pages
from handlers.views.saved import press_again as offered_again
from handlers.views.saved import took_too_long
from handlers.views.trouble import cannot_read
from ladder import people, workspaces
from ladder.calendar import quarter_of_key, zone
from ladder.db import Tx
from ladder.deliveries import NOTHING_NEW
from ladder.deliveries_claims import Claimed
from ladder.deliveries_digests import DIGEST
from ladder.digests import digest_for
from ladder.documents.ladder_map import alternative_text, draw
from ladder.trouble import TROUBLE, unreadable_in

NO_REPORTS = "Nobody reports to this person any more."


def digest(tx: Tx, claimed: Claimed, now: datetime) -> Message | Withdrawn:
    """One manager's digest, of what their present reports share at this moment; without news, none is sent."""
    settings = workspaces.get(tx).digest
    found = digest_for(tx, claimed.recipient, quarter_of_key(claimed.period, settings.quarter_start_month))
    if not found.reports:
        return Withdrawn(NO_REPORTS)
    if not found.has_news:
        return Withdrawn(NOTHING_NEW)
    due = day(claimed.due_at.astimezone(zone(found.manager.tz, settings.tz)).date())
    late_since = due if claimed.late(now) else ""
    messages = digest_messages(found, workspaces.current_ladder(tx), late_since=late_since)
    part = messages[min(claimed.part, len(messages)) - 1]
    shows = tuple(one.person.id for one in found.reports if one.last_on)
    return Message(text=part.text, blocks=part.blocks, parts=len(messages), shows=shows)


def log_again(_tx: Tx, claimed: Claimed, _now: datetime) -> Message:
    """The button that opens a form which could not be opened in time."""
    letter = took_too_long(claimed.period)
    return Message(text=letter.text, blocks=letter.blocks)


def press_again(_tx: Tx, claimed: Claimed, _now: datetime) -> Message:
    """The button on Home whose answer could not be opened in time."""
    _, action, value = claimed.period.split("|", 2)
    letter = offered_again(action, value)
    return Message(text=letter.text, blocks=letter.blocks)


def ladder_map(tx: Tx, claimed: Claimed, _now: datetime) -> Message:
    """The map of the ladder as it is now, with the recipient's level: a picture, and all of it in words."""
    ladder, person = workspaces.current_ladder(tx), people.find(tx, claimed.recipient)
    here = person.level if person else None
    pages = map_pages(ladder, here)
    page = pages[min(claimed.part, len(pages)) - 1]
    if claimed.part > 1:
        return Message(text=page.text, blocks=page.blocks, parts=len(pages))
    picture = Picture(
        name="ladder-map.png",
        title=clip(ladder.name, limits.HEADER_TEXT),
        draw=partial(draw, ladder, here),
        alternative=partial(alternative_text, ladder, here),
        instead=page.blocks,
    )
    return Message(text=page.text, blocks=beside_picture(), parts=len(pages), picture=picture)


def trouble(_tx: Tx, claimed: Claimed, _now: datetime) -> Message:
    """For an admin: what can't be read here, and what to do."""
    letter = cannot_read(unreadable_in(claimed.period))
    return Message(text=letter.text, blocks=letter.blocks)


RENDERERS: Mapping[str, Renderer] = {
    DIGEST: digest,
    LOG_AGAIN: log_again,
    PRESS_AGAIN: press_again,
    LADDER_MAP: ladder_map,
    TROUBLE: trouble,
}
