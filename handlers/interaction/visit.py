"""Opens the visit of whoever asks: one transaction in their workspace, for somebody whom Slack calls a member."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

from handlers.interaction.ask import Ask
from handlers.interaction.members import Profile
from ladder.errors import NotFound, Unavailable, Unsure
from ladder.evidence.learning import prepare
from ladder.people import people, workspaces
from ladder.people.visit import Visit, confirmed_visit, may_stay, visit_of
from ladder.store.db import Tx


def reading(ask: Ask) -> AbstractContextManager[Visit]:
    """A visit that only reads."""
    return _visit(ask, ask.services.database.read)


def writing(ask: Ask) -> AbstractContextManager[Visit]:
    """A visit that may write; committed when the block ends, before Slack gets its answer."""
    return _visit(ask, ask.services.database.write)


@contextmanager
def saving(ask: Ask) -> Iterator[Visit]:
    """A visit that writes a win. What suggestions are made from is read before it begins, since others wait for a
    write to end."""
    with reading(ask) as visit:
        prepare(visit.tx, visit.ladder)
    with writing(ask) as visit:
        yield visit


@contextmanager
def _visit(ask: Ask, opening: Callable[[str], AbstractContextManager[Tx]]) -> Iterator[Visit]:
    now = ask.services.now()
    with opening(ask.team) as tx:
        visit = confirmed_visit(tx, ask.user, now)
        if visit is not None:
            yield visit
            return
    _ask_slack(ask, now)
    with opening(ask.team) as tx:
        visit = visit_of(tx, ask.user, now)
        if visit is None:
            raise NotFound("person")
        yield visit


def _ask_slack(ask: Ask, now: datetime) -> None:
    """Lets in whom Slack calls a full, living member. Raises `Refused` for anybody else, and `Unsure` where Slack
    doesn't say and hasn't for a week: nobody unknown is taken for a member."""
    try:
        profile = ask.services.profile(ask.user, ask.team)
    except Unsure:
        if _stays(ask, now):
            return
        raise
    if not profile.is_member:
        _shut_out(ask)
    profile.check()
    try:
        _let_in(ask, profile, now)
    except Unavailable:
        if not _is_active(ask):  # else all that is lost is the note that Slack was asked
            raise


def _stays(ask: Ask, now: datetime) -> bool:
    with ask.services.database.read(ask.team) as tx:
        return may_stay(tx, ask.user, now)


def _is_active(ask: Ask) -> bool:
    with ask.services.database.read(ask.team) as tx:
        person = people.find(tx, ask.user)
        return person is not None and person.active


def _let_in(ask: Ask, profile: Profile, now: datetime) -> None:
    """Writes a newcomer down, and their workspace with the first ladder if this is its first visit; and for everybody
    that Slack was asked. An account that was taken for out of use is in use again."""
    with ask.services.database.write(ask.team) as tx:
        workspaces.set_up(tx, ask.services.first_ladder, now)
        people.meet(tx, ask.user, profile.name or ask.name)
        people.set_zone(tx, ask.user, profile.tz)
        people.follow_slack(tx, ask.user, name=profile.name, email=profile.email)
        people.confirm(tx, ask.user, now)


def _shut_out(ask: Ask) -> None:
    with ask.services.database.write(ask.team) as tx:
        if people.find(tx, ask.user) is not None:
            people.set_active(tx, ask.user, active=False)
