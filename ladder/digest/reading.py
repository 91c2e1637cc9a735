"""A manager's digest, read from the database with their rights."""

from ladder.calendar.dates import Quarter
from ladder.coverage.facts import shared_facts
from ladder.digest.building import ManagerDigest, Team, digest_of
from ladder.people import people, workspaces
from ladder.store.db import Tx


def digest_for(tx: Tx, manager: str, quarter: Quarter) -> ManagerDigest:
    """One manager's digest, of what their reports of today share today. Raises `NotFound`."""
    team = Team(people.get(tx, manager), people.reports(tx, manager))
    facts = shared_facts(tx, [report.id for report in team.reports], quarter.first_day)
    return digest_of(team, facts, workspaces.current_ladder(tx), quarter)
