"""A manager's digest, read from the database with their rights."""

from sqlalchemy import bindparam, select

from ladder.calendar.dates import Quarter
from ladder.coverage.facts import shared_facts
from ladder.digest.building import ManagerDigest, Team, digest_of
from ladder.evidence.rows import SHARED, item
from ladder.people import people, workspaces
from ladder.store.db import Tx, walled

_REVISIONS = (
    select(item.c.owner_id, item.c.id, item.c.revision)
    .where(walled(item), SHARED, item.c.owner_id.in_(bindparam("owners", expanding=True)))
    .order_by(item.c.owner_id, item.c.id)
)


def digest_for(tx: Tx, manager: str, quarter: Quarter) -> ManagerDigest:
    """One manager's digest, of what their reports of today share today. Raises `NotFound`."""
    team = Team(people.get(tx, manager), people.reports(tx, manager))
    facts = shared_facts(tx, [report.id for report in team.reports], quarter.first_day)
    return digest_of(team, facts, workspaces.current_ladder(tx), quarter)


def basis_of(tx: Tx, manager: str) -> tuple[object, ...]:
    """What a manager's digests rest on: the ladder's version, their reports, and each shared win with its revision.
    While this is the same, a digest says the same."""
    reports = people.reports(tx, manager)
    wins = tx.all(_REVISIONS, owners=[report.id for report in reports])
    return workspaces.current_version(tx), reports, [tuple(win) for win in wins]
