"""One person's visit: a transaction in their workspace, who they are, and the ladder that answers them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from handlers.interaction.members import Profile
from handlers.interaction.request import Who
from ladder.calendar.dates import zone
from ladder.errors import NotFound, Unavailable, Unsure
from ladder.evidence.learning import prepare
from ladder.framework.model import Ladder
from ladder.people import people, workspaces
from ladder.store.db import Database, Tx
from ladder.store.values import Person


@dataclass(frozen=True, slots=True)
class Services:
    """What the listeners work with; the assembly supplies it. `profile` asks Slack about (user, workspace), at a first
    visit and once an hour, and raises `Unsure` where Slack doesn't say; `scopes` asks which permissions the app holds,
    None where Slack doesn't say; `download` fetches a file that a person uploaded, by its private address, and raises
    `Unavailable`."""

    database: Database
    now: Callable[[], datetime]
    profile: Callable[[str, str], Profile]
    scopes: Callable[[], frozenset[str] | None]
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
    def managed(self) -> bool:
        """Whether the visitor has a manager who can read what they share; asked of the database, within the visit."""
        return people.manager_of(self.tx, self.me) is not None

    @property
    def today(self) -> date:
        return self.day_of(self.now)

    def day_of(self, instant: datetime) -> date:
        """The visitor's own date at an instant (aware): a day is the day where the person is."""
        return instant.astimezone(zone(self.me.tz, self.workspace_tz)).date()


def reading(services: Services, who: Who) -> AbstractContextManager[Visit]:
    """A visit that only reads."""
    return _visit(services, who, services.database.read)


def writing(services: Services, who: Who) -> AbstractContextManager[Visit]:
    """A visit that may write; committed when the block ends, before Slack gets its answer."""
    return _visit(services, who, services.database.write)


@contextmanager
def saving(services: Services, who: Who) -> Iterator[Visit]:
    """A visit that writes a win. What suggestions are made from is read before it begins, since others wait for a
    write to end."""
    with reading(services, who) as visit:
        prepare(visit.tx, visit.version)
    with writing(services, who) as visit:
        yield visit


@contextmanager
def _visit(services: Services, who: Who, opening: Callable[[str], AbstractContextManager[Tx]]) -> Iterator[Visit]:
    now = services.now()
    with opening(who.team) as tx:
        known = people.asker(tx, who.user)
        if known is not None and known.is_confirmed(now):
            yield visit_of(tx, known, now)
            return
    _ask_slack(services, who, known, now)
    with opening(who.team) as tx:
        met = people.asker(tx, who.user)
        if met is None or not met.person.active:
            raise NotFound("person")
        yield visit_of(tx, met, now)


def visit_of(tx: Tx, known: people.Asker, now: datetime) -> Visit:
    """The visit of somebody the workspace knows, inside a transaction that is open already."""
    ladder = workspaces.ladder_of(tx, known.version)
    return Visit(tx, known.person, ladder, now, known.version, known.workspace_tz, known.start_month)


def _ask_slack(services: Services, who: Who, known: people.Asker | None, now: datetime) -> None:
    """Lets in whom Slack calls a full, living member. Raises `Refused` for anybody else, and `Unsure` where Slack
    doesn't say and hasn't for a week: nobody unknown is taken for a member."""
    try:
        profile = services.profile(who.user, who.team)
    except Unsure:
        if known is not None and known.may_stay(now):
            return
        raise
    if not profile.is_member:
        _shut_out(services, who)
    profile.check()
    try:
        _let_in(services, who, profile, now)
    except Unavailable:
        if known is None or not known.person.active:  # else all that is lost is the note that Slack was asked
            raise


def _let_in(services: Services, who: Who, profile: Profile, now: datetime) -> None:
    """Writes a newcomer down, and their workspace with the first ladder if this is its first visit; and for everybody
    that Slack was asked. An account that was taken for out of use is in use again."""
    with services.database.write(who.team) as tx:
        workspaces.set_up(tx, services.first_ladder, now)
        people.meet(tx, who.user, profile.name or who.name)
        people.set_zone(tx, who.user, profile.tz)
        people.follow_slack(tx, who.user, name=profile.name, email=profile.email)
        people.confirm(tx, who.user, now)


def _shut_out(services: Services, who: Who) -> None:
    with services.database.write(who.team) as tx:
        if people.find(tx, who.user) is not None:
            people.set_active(tx, who.user, active=False)
