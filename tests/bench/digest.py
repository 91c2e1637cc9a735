"""The digests of a company, rendered, as a ratio to reading the same rows with the driver alone."""

import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import event

from bot.schema import upgrade
from handlers.views.digest import digest_messages
from ladder import digests, workspaces
from ladder.calendar import parse_quarter
from ladder.db import Database
from ladder.engine import open_engine
from ladder.yaml_form import builtin
from tests.bench.line import Line

REPORTS, ITEMS = 8, 40
QUARTER = parse_quarter("2026Q3", 1)
_NOW = datetime(2026, 10, 1, tzinfo=UTC)


def lines(long: bool) -> Iterator[Line]:
    """The ratio to the raw read, the queries per 500 managers, and the peak memory over the base."""
    for managers in (100, 1_000, *([10_000] if long else [])):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "ladder.db"
            fill(file, managers)
            yield _time(file, managers)
            yield _memory(file, managers)


def fill(file: Path, managers: int) -> None:
    """A company of so many managers, eight reports each, forty items a report, two competencies for every other."""
    upgrade(f"sqlite:///{file}")
    with Database(open_engine(f"sqlite:///{file}")).write("T1") as tx:
        workspaces.set_up(tx, builtin, _NOW)
    names = [one.id for one in builtin().competencies]
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN")
    people = "INSERT INTO person (workspace_id, id, name, email, manager_id, admin, active, tz, level, target) VALUES "
    connection.executemany(f"{people}('T1', ?, ?, '', ?, 0, 1, 'UTC', 'mid', 'senior')", _people(managers))
    items = (
        "INSERT INTO evidence (workspace_id, owner_id, id, text, outcome, number_value, number_unit, role, scope,"
        " happened_on, logged_at, visibility, state, source_author, source_link, ladder_version, confirmed, revision)"
        " VALUES ('T1', ?, ?, ?, ?, '', '', 'led', 'team', ?, '2026-10-01 00:00:00', 'shared', 'accepted', '', ?,"
        " 1, 1, 1)"
    )
    connection.executemany(items, _items(managers))
    parts = "INSERT INTO evidence_competency VALUES ('T1', ?, ?, ?, ?)"
    connection.executemany(parts, _competencies(managers, names))
    connection.execute("COMMIT")
    connection.close()


def _people(managers: int) -> Iterator[tuple[str, str, str | None]]:
    for number in range(managers):
        yield f"M{number:05}", f"Manager {number}", None
    for number in range(managers * REPORTS):
        yield f"R{number:06}", f"Report {number}", f"M{number // REPORTS:05}"


def _items(managers: int) -> Iterator[tuple[str, str, str, str, str, str]]:
    for owner in range(managers * REPORTS):
        for item in range(ITEMS):
            day = date(2026, 9, 28) - timedelta(days=9 * item)
            outcome, link = ("It held", "https://example.com/1") if item % 3 else ("", "")
            yield (
                f"R{owner:06}",
                f"E{item:03}",
                f"Did thing {item} for the team, as planned",
                outcome,
                day.isoformat(),
                link,
            )


def _competencies(managers: int, names: list[str]) -> Iterator[tuple[str, str, str, int]]:
    for owner in range(managers * REPORTS):
        for item in range(ITEMS):
            yield f"R{owner:06}", f"E{item:03}", names[item % len(names)], 0
            if item % 2:
                yield f"R{owner:06}", f"E{item:03}", names[(item + 3) % len(names)], 1


def _time(file: Path, managers: int) -> Line:
    statements: list[tuple[str, tuple[object, ...]]] = []
    database = Database(open_engine(f"sqlite:///{file}"))

    @event.listens_for(database.engine, "before_cursor_execute")
    def note(*given: object) -> None:
        statements.append((str(given[2]), tuple(given[3])))  # type: ignore[arg-type]  # SQLAlchemy's own order

    ids = [f"M{number:05}" for number in range(managers)]
    began = time.process_time()
    _render(database, ids)
    ours = time.process_time() - began
    queries = [one for one in statements if one[0].startswith(("SELECT", "WITH"))]
    raw = _raw(file, queries)
    figures = f"{ours:.2f} s to {raw:.2f} s, {len(queries)} queries"
    return Line(f"Digests of {managers:,} managers, rendered, to the raw read", ours / raw, 2.0, figures=figures)


def _render(database: Database, ids: list[str]) -> int:
    """Renders every digest and counts their characters."""
    with database.read("T1") as tx:
        ladder = workspaces.current_ladder(tx)
        found = digests.all_digests(tx, ids, QUARTER)
        return sum(len(part.as_json) for one in found for part in digest_messages(one, ladder))


def _raw(file: Path, queries: list[tuple[str, tuple[object, ...]]]) -> float:
    connection = sqlite3.connect(file)
    began = time.process_time()
    for sql, values in queries:
        cursor = connection.execute(sql, values)
        while cursor.fetchmany(1000):
            pass
    return time.process_time() - began


def _memory(file: Path, managers: int) -> Line:
    """Measured in a process of its own: the peak after all digests over the peak after the first ten."""
    done = subprocess.run(
        [sys.executable, "-m", __name__, str(file), str(managers)], capture_output=True, text=True, check=True
    )
    return Line(f"Peak memory of {managers:,} managers over the base", float(done.stdout), 16.0, unit=" MiB")


def _child(file: str, managers: int) -> float:
    database = Database(open_engine(f"sqlite:///{file}"))
    _render(database, [f"M{number:05}" for number in range(10)])
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _render(database, [f"M{number:05}" for number in range(managers)])
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base) / 1024


if __name__ == "__main__":
    print(_child(sys.argv[1], int(sys.argv[2])))
