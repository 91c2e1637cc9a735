"""What each kind of delivery says, made at the moment of sending, from what its recipient may see then."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from bot.delivery.digest_update import day_due, quarter_of_period, remains, sections_of
from bot.delivery.rendered import Rendered, Renderer, Withdrawn
from handlers import limits
from handlers.evidence.capture import LOG_AGAIN
from handlers.framework.growing import LADDER_MAP
from handlers.message import Message, Picture
from handlers.reopen import PRESS_AGAIN
from handlers.text import clip
from handlers.views.digest import DigestPart, digest_part, digest_parts
from handlers.views.evidence.saved import press_again as offered_again
from handlers.views.evidence.saved import took_too_long
from handlers.views.framework.ladder_map import beside_picture, map_pages
from handlers.views.trouble import cannot_read
from ladder.delivery import sent_digests
from ladder.delivery.claims import Claimed
from ladder.delivery.queue import DIGEST, NOTHING_NEW
from ladder.delivery.sent_digests import Section
from ladder.digest.building import ManagerDigest
from ladder.digest.reading import basis_of, digest_for
from ladder.documents.ladder_map import alternative_text, draw
from ladder.evidence.digest_updates import DIGEST_REMAINS
from ladder.people import people, workspaces
from ladder.people.trouble import TROUBLE, unreadable_in
from ladder.store.db import Tx

NO_REPORTS = "Nobody reports to this person any more."
SHORTER = "The digest has become shorter: what stood here stands in an earlier part, or nowhere any more."


def digest(tx: Tx, claimed: Claimed, now: datetime) -> Rendered | Withdrawn:
    """One manager's digest, of what their present reports share at this moment; without news, none is sent.

    The first part fixes whom each of them shows; the others keep to that. It is made once: just before the post, only
    what it rests on is read again.
    """
    made = digest_for(tx, claimed.recipient, quarter_of_period(tx, claimed.period))
    if not made.reports:
        return Withdrawn(NO_REPORTS)
    if not made.has_news:
        return Withdrawn(NOTHING_NEW)
    rendered = _part_of(tx, claimed, made, late=claimed.late(now))
    if isinstance(rendered, Withdrawn):
        return rendered
    before = basis_of(tx, claimed.recipient)
    return replace(rendered, holds=lambda tx: basis_of(tx, claimed.recipient) == before)


def _part_of(tx: Tx, claimed: Claimed, digest: ManagerDigest, *, late: bool) -> Rendered | Withdrawn:
    late_since = day_due(tx, digest, claimed.due_at) if late else ""
    ladder = workspaces.current_ladder(tx)
    layout = sent_digests.layout_of(tx, claimed.recipient, claimed.period) if claimed.part > 1 else {}
    if claimed.part in layout:
        part = digest_part(digest, ladder, claimed.part, layout, late_since=late_since)
        return _rendered(claimed, part, len(layout), sections_of(claimed.part, part))
    parts = digest_parts(digest, ladder, late_since=late_since)
    if claimed.part > len(parts):
        return Withdrawn(SHORTER)
    sections = [section for number, part in enumerate(parts, start=1) for section in sections_of(number, part)]
    return _rendered(claimed, parts[claimed.part - 1], len(parts), sections)


def _rendered(claimed: Claimed, part: DigestPart, parts: int, sections: Sequence[Section]) -> Rendered | Withdrawn:
    if not part.reports:
        return Withdrawn(SHORTER)
    write_down = partial(_keep_sections, claimed=claimed, sections=sections)
    shows = tuple(report.person.id for report in part.reports if report.last_on)
    return Rendered(part.message, parts, shows, write_down)


def _keep_sections(tx: Tx, claimed: Claimed, sections: Sequence[Section]) -> None:
    if claimed.part == 1:
        sent_digests.plan(tx, claimed.recipient, claimed.period, sections)
    else:
        sent_digests.keep(tx, claimed.recipient, claimed.period, claimed.part, sections)


def log_again(_tx: Tx, claimed: Claimed, _now: datetime) -> Rendered:
    """The button that opens a form which couldn't be opened in time."""
    return Rendered(took_too_long(claimed.period))


def press_again(_tx: Tx, claimed: Claimed, _now: datetime) -> Rendered:
    """The button on Home whose answer couldn't be opened in time."""
    _, action, value = claimed.period.split("|", 2)
    return Rendered(offered_again(action, value))


def ladder_map(tx: Tx, claimed: Claimed, _now: datetime) -> Rendered:
    """The map of the ladder as it is now, with the recipient's level: a picture, and all of it in words."""
    ladder, person = workspaces.current_ladder(tx), people.find(tx, claimed.recipient)
    here = person.level if person else None
    pages = map_pages(ladder, here)
    page = pages[min(claimed.part, len(pages)) - 1]
    if claimed.part > 1:
        return Rendered(page, len(pages))
    picture = Picture(
        name="ladder-map.png",
        title=clip(ladder.name, limits.HEADER_TEXT),
        draw=partial(draw, ladder, here),
        alternative=partial(alternative_text, ladder, here),
        instead=page.blocks,
    )
    return Rendered(Message(page.text, beside_picture(), picture), len(pages))


def trouble(_tx: Tx, claimed: Claimed, _now: datetime) -> Rendered:
    """For an admin: what can't be read here, and what to do."""
    return Rendered(cannot_read(unreadable_in(claimed.period)))


RENDERERS: Mapping[str, Renderer] = {
    DIGEST: digest,
    LOG_AGAIN: log_again,
    PRESS_AGAIN: press_again,
    LADDER_MAP: ladder_map,
    TROUBLE: trouble,
    DIGEST_REMAINS: remains,
}
