"""The digests of a company, rendered, as a ratio to reading the same rows with the driver alone.

The raw read is what one would write by hand for the same facts: plain SELECTs of the columns as they are stored, in the
digest's order, so that it too could go on manager by manager, in the same batches, fetched as tuples and dropped. It
reads a text only where the digest may show it. Until now it repeated the app's own statements, and so it became slower
and faster with them, and grew with the company as they did.
"""

import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import event

from handlers.views.digest import digest_messages
from ladder import digests, workspaces
from ladder.calendar import parse_quarter
from ladder.db import Database
from ladder.engine import open_engine
from tests.bench.company import fill, manager_ids
from tests.bench.line import Line

QUARTER = parse_quarter("2026Q3", 1)
_SIZES = (100, 1_000)
_NOISE = 1.1  # of two ratios of one run, on a shared machine

_PEOPLE = "SELECT id, name, level, target, manager_id FROM person WHERE workspace_id = 'T1' AND manager_id IN ({these})"
_ITEMS = """
SELECT p.manager_id, e.owner_id, e.id, c.competency_id, e.happened_on, e.role, e.scope, e.outcome, e.number_value,
       e.links, e.source_link, CASE WHEN e.happened_on >= '2026-07-01' THEN e.text END,
       (SELECT count(*) FROM evidence_witness w
        WHERE w.workspace_id = e.workspace_id AND w.owner_id = e.owner_id AND w.evidence_id = e.id)
FROM person p
CROSS JOIN evidence e ON e.workspace_id = p.workspace_id AND e.owner_id = p.id
LEFT JOIN evidence_competency c
     ON c.workspace_id = e.workspace_id AND c.owner_id = e.owner_id AND c.evidence_id = e.id
WHERE p.workspace_id = 'T1' AND p.manager_id IN ({these}) AND p.active
      AND e.state = 'accepted' AND e.visibility IN ('shared', 'shared_up')
ORDER BY p.manager_id, p.id, e.id
"""  # CROSS JOIN, as SQLite takes it: starting from the people


@dataclass(frozen=True, slots=True)
class _Times:
    """Seconds of CPU time for so many managers, each the best of its rounds."""

    managers: int
    ours: float
    raw: float

    @property
    def ratio(self) -> float:
        return self.ours / self.raw

    @property
    def each(self) -> str:
        """What one manager costs."""
        return f"{self.ours / self.managers * 1e3:.2f} to {self.raw / self.managers * 1e3:.2f} ms"


def lines(long: bool) -> Iterator[Line]:
    """Per size: the ratio to the raw read, the queries and the peak memory over the base; and how the cost grows."""
    first: _Times | None = None
    for managers in (*_SIZES, *([10_000] if long else [])):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "ladder.db"
            fill(file, managers)
            found = _times(file, managers)
            figures = f"{found.ours:.2f} s to {found.raw:.2f} s, {_queries(file, managers)} queries"
            yield Line(
                f"Digests of {managers:,} managers, rendered, to the raw read", found.ratio, 2.0, figures=figures
            )
            if first:
                yield _growth(first, found)
            yield _memory(file, managers)
        first = first or found


def _growth(few: _Times, many: _Times) -> Line:
    """How much more a manager costs among many than among few, over the same of the raw read."""
    what = f"Cost per manager among {many.managers:,} to among {few.managers:,}, over the raw read's"
    return Line(what, many.ratio / few.ratio, _NOISE, figures=f"{few.each}, {many.each}")


def _times(file: Path, managers: int) -> _Times:
    """In turns, so that what else the machine does weighs on both."""
    database, connection, ids = Database(open_engine(f"sqlite:///{file}")), sqlite3.connect(file), manager_ids(managers)
    rounds = max(3, 1_000 // managers)
    both = [(_cpu(lambda: _render(database, ids)), _cpu(lambda: _raw(connection, ids))) for _ in range(rounds)]
    ours, raw = map(min, zip(*both, strict=True))
    return _Times(managers, ours, raw)


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _render(database: Database, ids: list[str]) -> int:
    """Renders every digest and counts their characters."""
    with database.read("T1") as tx:
        ladder = workspaces.current_ladder(tx)
        found = digests.all_digests(tx, ids, QUARTER)
        return sum(len(part.as_json) for one in found for part in digest_messages(one, ladder))


def _raw(connection: sqlite3.Connection, ids: list[str]) -> None:
    for start in range(0, len(ids), digests.BATCH):
        batch = ids[start : start + digests.BATCH]
        for sql in (_PEOPLE, _ITEMS):
            cursor = connection.execute(sql.format(these=", ".join("?" * len(batch))), batch)
            while cursor.fetchmany(1000):
                pass


def _queries(file: Path, managers: int) -> int:
    database = Database(open_engine(f"sqlite:///{file}"))
    statements: list[str] = []

    @event.listens_for(database.engine, "before_cursor_execute")
    def note(*given: object) -> None:
        statements.append(str(given[2]))  # the third of SQLAlchemy's six arguments

    _render(database, manager_ids(managers))
    return sum(one.startswith(("SELECT", "WITH")) for one in statements)


def _memory(file: Path, managers: int) -> Line:
    """Measured in a process of its own: the peak after all digests over the peak after the first ten."""
    done = subprocess.run(
        [sys.executable, "-m", __name__, str(file), str(managers)], capture_output=True, text=True, check=True
    )
    return Line(f"Peak memory of {managers:,} managers over the base", float(done.stdout), 16.0, unit=" MiB")


def _child(file: str, managers: int) -> float:
    database = Database(open_engine(f"sqlite:///{file}"))
    _render(database, manager_ids(10))
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _render(database, manager_ids(managers))
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - base) / 1024


if __name__ == "__main__":
    print(_child(sys.argv[1], int(sys.argv[2])))
