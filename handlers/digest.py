"""A manager's last digest as it is now: on the Home tab, and page by page where Home ends."""

from dataclasses import dataclass

from handlers.interaction.ask import Answer, Ask
from handlers.interaction.visit import writing
from handlers.message import Message
from handlers.packing import unpack
from handlers.views.digest import digest_messages, rest_of
from ladder.calendar.dates import quarter_of_key
from ladder.delivery.last_digest import LastDigest, last_digest
from ladder.digest.reading import digest_for
from ladder.people.access import LookKind, record_read
from ladder.people.visit import Visit


@dataclass(frozen=True, slots=True)
class DigestNow:
    """A manager's last digest: how its message was delivered, what it says now, and whose evidence that shows."""

    last: LastDigest
    messages: tuple[Message, ...]
    owners: tuple[str, ...]


def digest_now(visit: Visit) -> DigestNow | None:
    """The digest with today's rights: what somebody has closed since, or who has left the team, is not in it. None for
    somebody who was never due one."""
    last = last_digest(visit.tx, visit.me.id)
    if last is None:
        return None
    digest = digest_for(visit.tx, visit.me.id, quarter_of_key(last.period, visit.start_month))
    messages = digest_messages(digest, visit.ladder) if digest.reports else ()
    return DigestNow(last, messages, tuple([report.person.id for report in digest.reports if report.last_on]))


def record_reading(visit: Visit, digest: DigestNow) -> None:
    """Writes the ledger of those whose evidence the digest shows to its manager."""
    record_read(visit.tx, visit.me.id, digest.owners, LookKind.HOME, visit.now)


def rest(ask: Ask) -> Answer:
    """What Home has no room for, from the block on that the button names; then the page after it."""
    start = unpack(ask.rest).get("n", 0)
    with writing(ask) as visit:
        digest = digest_now(visit)
        if digest:
            record_reading(visit, digest)
    ask.open_view(rest_of(digest.messages if digest else (), start if isinstance(start, int) else 0))
    return None
