"""The digests of managers, read from the database with their rights: one of them, or a whole company in batches."""

from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from operator import attrgetter
from typing import cast

from sqlalchemy import and_, bindparam, func, select

from ladder.calendar.dates import Quarter
from ladder.coverage.facts import COLUMNS, shared_facts
from ladder.coverage.rule import Row
from ladder.digest.building import ManagerDigest, Team, digest_of, digests
from ladder.evidence.rows import SHARED, item
from ladder.people import people, workspaces
from ladder.people.access import organisation_of
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import PersonRow

BATCH = 500

_person = table_of(PersonRow)
_of_managers = (walled(_person), _person.c.manager_id.in_(bindparam("managers", expanding=True)), _person.c.active)
_REPORTS = select(*people.COLUMNS).where(*_of_managers).order_by(_person.c.manager_id, _person.c.id)
_MANAGERS = (
    select(*people.COLUMNS)
    .where(walled(_person), _person.c.id.in_(bindparam("managers", expanding=True)))
    .order_by(_person.c.id)
)
_of_person = and_(_person.c.workspace_id == item.c.workspace_id, _person.c.id == item.c.owner_id)
# An outer join, so that SQLite starts from the people: else it reads the whole workspace's items for each batch. And
# `coalesce`, because a planner that sees nulls left out makes a plain join of it.
_FACTS = (
    select(_person.c.id, *COLUMNS)
    .select_from(_person.outerjoin(item, and_(_of_person, walled(item), SHARED)))
    .where(*_of_managers, func.coalesce(item.c.id, "") != "")  # who shares nothing has no row
    .order_by(_person.c.manager_id, _person.c.id, item.c.id)
)


def digest_for(tx: Tx, manager: str, quarter: Quarter) -> ManagerDigest:
    """One manager's digest, of what their reports of today share today. Raises `NotFound`."""
    team = Team(people.get(tx, manager), people.reports(tx, manager))
    rows = shared_facts(tx, sorted(one.id for one in team.reports), quarter.first_day)
    return digest_of(team, rows, workspaces.current_ladder(tx), quarter)


def all_digests(tx: Tx, managers: Sequence[str], quarter: Quarter) -> Iterator[ManagerDigest]:
    """The digests of many managers, by id: four queries per 500, read as a stream, one digest in memory at a time."""
    ladder = workspaces.current_ladder(tx)
    ordered = sorted(managers)
    for start in range(0, len(ordered), BATCH):
        batch = ordered[start : start + BATCH]
        yield from digests(_teams(tx, batch), _stream(tx, batch, quarter), ladder, quarter)


def _teams(tx: Tx, managers: Sequence[str]) -> list[Team]:
    reports = [people.person_from(row) for row in tx.all(_REPORTS, managers=managers)]
    organisation = organisation_of(tx, [*managers, *(one.id for one in reports)])
    of = {manager: list(theirs) for manager, theirs in groupby(reports, key=attrgetter("manager"))}
    leads = [people.person_from(row) for row in tx.all(_MANAGERS, managers=managers)]
    return [
        Team(lead, tuple([one for one in of.get(lead.id, ()) if organisation.is_above(lead.id, one.id)]))
        for lead in leads
    ]


def _stream(tx: Tx, managers: Sequence[str], quarter: Quarter) -> Iterator[Row]:
    parts = tx.stream(_FACTS, managers=managers, new_from=quarter.first_day)
    return chain.from_iterable(cast("Iterator[Sequence[Row]]", parts))
