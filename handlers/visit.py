"""One person's visit: a transaction in their workspace, who they are, and the ladder that answers them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from handlers.request import Who
from ladder import people, workspaces
from ladder.calendar import zone
from ladder.db import Database, Tx
from ladder.errors import NotFound, Refused
from ladder.framework import Ladder
from ladder.records import Person


@dataclass(frozen=True, slots=True)
class Profile:
    """What Slack says of a user. An `outsider` is a guest, a bot, or someone from another company."""

    name: str
    tz: str
    email: str = ""
    outsider: bool = False


@dataclass(frozen=True, slots=True)
class Services:
    """What the listeners work with; the assembly supplies it. `profile` asks Slack, at a first visit only; `download`
    fetches a file that a person uploaded, by its private address, and raises `Unavailable`."""

    database: Database
    now: Callable[[], datetime]
    profile: Callable[[str], Profile]
    first_ladder: Callable[[], Ladder]
    download: Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Visit:
    """An open visit. `now` is aware UTC, `today` the visitor's own date."""

    tx: Tx
    me: Person
    ladder: Ladder
    now: datetime
    version: int
    workspace_tz: str
    start_month: int

    @property
    def today(self) -> date:
        return self.now.astimezone(zone(self.me.tz, self.workspace_tz)).date()


def reading(services: Services, who: Who) -> AbstractContextManager[Visit]:
    """A visit that only reads."""
    return _visit(services, who, services.database.read)


def writing(services: Services, who: Who) -> AbstractContextManager[Visit]:
    """A visit that may write; committed when the block ends, before Slack gets its answer."""
    return _visit(services, who, services.database.write)


@contextmanager
def _visit(services: Services, who: Who, opening: Callable[[str], AbstractContextManager[Tx]]) -> Iterator[Visit]:
    now = services.now()
    with opening(who.team) as tx:
        known = people.asker(tx, who.user)
        if known is not None and known.person.active:
            yield _visit_of(tx, known, now)
            return
    _introduce(services, who, now)
    with opening(who.team) as tx:
        met = people.asker(tx, who.user)
        if met is None:
            raise NotFound("person")
        yield _visit_of(tx, met, now)


def _visit_of(tx: Tx, known: people.Asker, now: datetime) -> Visit:
    ladder = workspaces.ladder_of(tx, known.version)
    return Visit(tx, known.person, ladder, now, known.version, known.workspace_tz, known.start_month)


def _introduce(services: Services, who: Who, now: datetime) -> None:
    """Writes a newcomer down, and their workspace with the first ladder if this is its first visit. Somebody whose
    account was taken for out of use acts, so it is not; unless they have become an outsider."""
    profile = services.profile(who.user)
    if profile.outsider:
        raise Refused("Ladder is for full members of this workspace. Ask whoever runs it here to add you.")
    with services.database.write(who.team) as tx:
        workspaces.set_up(tx, services.first_ladder, now)
        people.meet(tx, who.user, profile.name or who.name)
        people.set_zone(tx, who.user, profile.tz)
        people.set_active(tx, who.user, active=True)
