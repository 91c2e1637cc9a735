"""A company in a database file: managers with eight reports each, and forty items a report.

No two records are alike: were they all the same, whatever the digest remembers from one report would fit the next, and
the measure would flatter it. The same company each time: everything is drawn from the report's number.
"""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bot.schema import upgrade
from ladder.formats.yaml.form import builtin
from ladder.people import workspaces
from ladder.store.db import Database
from ladder.store.engine import open_engine

REPORTS, ITEMS = 8, 40
_NOW = datetime(2026, 10, 1, tzinfo=UTC)
_UNTIL = date(2026, 9, 30)
_DAYS = 400
_AIMS = (("junior", "mid"), ("mid", "senior"), ("senior", "lead"), ("mid", None), (None, None))
_ROLES = ("led", "co_led", "contributed", "supported", None)
_SCOPES = ("self", "team", "team", "several_teams", "organisation", None)
_TEXT = "moved the old nightly export of payments & <invoices> to a queue which retries, so that support need not"
_WORDS = _TEXT.split()

_PEOPLE = (
    "INSERT INTO person (workspace_id, id, name, email, manager_id, level, target, admin, active, tz,"
    " confirmed_at)"
    " VALUES ('T1', ?, ?, '', ?, ?, ?, 0, 1, 'UTC', CURRENT_TIMESTAMP)"
)
_EVIDENCE = (
    "INSERT INTO evidence (workspace_id, owner_id, id, text, outcome, number_value, number_unit, role, scope,"
    " happened_on, logged_at, visibility, state, source_author, source_link, ladder_version, confirmed, revision)"
    " VALUES ('T1', ?, ?, ?, ?, '', '', ?, ?, ?, '2026-10-01 00:00:00', 'shared', 'accepted', '', ?, 1, 1, 1)"
)
_COMPETENCY = "INSERT INTO evidence_competency VALUES ('T1', ?, ?, ?, ?)"
_WITNESS = "INSERT INTO evidence_witness VALUES ('T1', ?, ?, ?, ?)"

Rows = list[tuple[Any, ...]]


def fill(file: Path, managers: int) -> None:
    """A company of so many managers; every other item names two competencies, every fourth a witness."""
    upgrade(f"sqlite:///{file}")
    with Database(open_engine(f"sqlite:///{file}")).write("T1") as tx:
        workspaces.set_up(tx, builtin, _NOW)
    names = [one.id for one in builtin().competencies]
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN")
    connection.executemany(_PEOPLE, _people(managers))
    for owner in range(managers * REPORTS):
        items, competencies, witnesses = _record(owner, names)
        connection.executemany(_EVIDENCE, items)
        connection.executemany(_COMPETENCY, competencies)
        connection.executemany(_WITNESS, witnesses)
    connection.execute("COMMIT")
    connection.close()


def manager_ids(managers: int) -> list[str]:
    """The ids of the managers of a company of that size."""
    return [f"M{number:05}" for number in range(managers)]


def _people(managers: int) -> Iterator[tuple[str, str, str | None, str | None, str | None]]:
    for number, manager in enumerate(manager_ids(managers)):
        yield manager, f"Manager {number}", None, "manager", None
    for number in range(managers * REPORTS):
        yield f"R{number:06}", f"Report {number}", f"M{number // REPORTS:05}", *_AIMS[number % len(_AIMS)]


def _record(number: int, names: list[str]) -> tuple[Rows, Rows, Rows]:
    """The forty items of one report, with their competencies and witnesses."""
    owner, chance = f"R{number:06}", Random(number)
    favourites = chance.choices(range(1, 9), k=len(names))  # nobody works on everything alike
    items: Rows = []
    competencies: Rows = []
    witnesses: Rows = []
    for place in range(ITEMS):
        item = f"E{place:03}"
        items.append((owner, item, *_facts(chance)))
        named = dict.fromkeys(chance.choices(names, favourites, k=1 + place % 2))
        competencies += [(owner, item, one, at) for at, one in enumerate(named)]
        witnesses += [(owner, item, "M00000", 0)] if place % 4 == 0 else []
    return items, competencies, witnesses


def _facts(chance: Random) -> tuple[str, str, str | None, str | None, str, str]:
    """Text, outcome, role, scope, day and link of one item."""
    text = f"{chance.randrange(1_000)} " + " ".join(chance.choices(_WORDS, k=chance.randint(6, 30)))
    outcome = "Held for a month" if chance.random() < 0.6 else ""
    day = _UNTIL - timedelta(days=chance.randrange(_DAYS))
    link = "https://example.com/1" if chance.random() < 0.6 else ""
    return text, outcome, chance.choice(_ROLES), chance.choice(_SCOPES), day.isoformat(), link
