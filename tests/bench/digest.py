"""The digests of a company, rendered one by one as the worker does, as a ratio to reading the rows with the driver.

The raw read is what one would write by hand for the same facts: plain SELECTs of the columns as they are stored, for
one manager after the other, fetched as tuples and dropped. It reads a text only where the digest may show it.
"""

import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import event

from handlers.views.digest import digest_messages
from ladder.calendar.dates import parse_quarter
from ladder.digest import reading
from ladder.people import workspaces
from ladder.store.db import Database
from ladder.store.engine import open_engine
from tests.bench.company import fill, manager_ids
from tests.bench.line import Line

QUARTER = parse_quarter("2026Q3", 1)
_SIZES = (100, 1_000)
_AT_LEAST = 2_000  # managers in all rounds of one size
_TURN = 50  # managers
_NOISE = 1.1  # of two ratios of one run, on a shared machine

_PEOPLE = "SELECT id, name, level, target, manager_id FROM person WHERE workspace_id = 'T1' AND manager_id = ?"
_ITEMS = """
SELECT p.manager_id, e.owner_id, e.id, c.competency_id, e.happened_on, e.role, e.scope, e.outcome, e.number_value,
       e.links, e.source_link, CASE WHEN e.happened_on >= '2026-07-01' THEN e.text END,
       (SELECT count(*) FROM evidence_witness w
        WHERE w.workspace_id = e.workspace_id AND w.owner_id = e.owner_id AND w.evidence_id = e.id)
FROM person p
CROSS JOIN evidence e ON e.workspace_id = p.workspace_id AND e.owner_id = p.id
LEFT JOIN evidence_competency c
     ON c.workspace_id = e.workspace_id AND c.owner_id = e.owner_id AND c.evidence_id = e.id
WHERE p.workspace_id = 'T1' AND p.manager_id = ? AND p.active
      AND e.state = 'accepted' AND e.visibility IN ('shared', 'shared_up')
ORDER BY p.manager_id, p.id, e.id
"""  # CROSS JOIN, as SQLite takes it: starting from the people


@dataclass(frozen=True, slots=True)
class _Times:
    """Seconds of CPU time and queries for so many managers."""

    managers: int
    ours: float
    raw: float
    queries: int

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
            figures = f"{found.ours:.2f} s to {found.raw:.2f} s, {found.queries / managers:.0f} queries each"
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
    """The mean of some rounds; of the largest company, one."""
    database = Database(open_engine(f"sqlite:///{file}"))
    queries = _noted(database)
    rounds = max(1, _AT_LEAST // managers)
    found = [_both(database, file, manager_ids(managers)) for _ in range(rounds)]
    ours, raw = (sum(times) / rounds for times in zip(*found, strict=True))
    return _Times(managers, ours, raw, len(queries) // rounds)


def _both(database: Database, file: Path, ids: list[str]) -> tuple[float, float]:
    """Seconds of ours and of the raw read, some managers in turns: what else the machine does weighs on both."""
    ours = raw = 0.0
    with closing(sqlite3.connect(file)) as connection:
        for start in range(0, len(ids), _TURN):
            some = ids[start : start + _TURN]
            ours += _cpu(partial(list, _rendered(database, some)))
            raw += _cpu(partial(_raw, connection, some))
    return ours, raw


def _cpu(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def _rendered(database: Database, managers: list[str]) -> Iterator[int]:
    """Renders the digest of each, in a transaction of its own: how many characters it is sent as."""
    for manager in managers:
        with database.read("T1") as tx:
            digest = reading.digest_for(tx, manager, QUARTER)
            yield sum(len(part.as_json) for part in digest_messages(digest, workspaces.current_ladder(tx)))


def _raw(connection: sqlite3.Connection, managers: list[str]) -> None:
    for manager in managers:
        for sql in (_PEOPLE, _ITEMS):
            connection.execute(sql, [manager]).fetchall()


def _noted(database: Database) -> list[str]:
    """The queries that it is asked from now on."""
    queries: list[str] = []

    @event.listens_for(database.engine, "before_cursor_execute")
    def note(*given: object) -> None:
        if str(given[2]).startswith(("SELECT", "WITH")):  # the third of SQLAlchemy's six arguments
            queries.append(str(given[2]))

    return queries


def _memory(file: Path, managers: int) -> Line:
    """Measured in a process of its own: the peak after all digests over the peak after the first ten."""
    done = subprocess.run(
        [sys.executable, "-m", __name__, str(file), str(managers)], capture_output=True, text=True, check=True
    )
    return Line(f"Peak memory of {managers:,} managers over the base", float(done.stdout), 16.0, unit=" MiB")


def _child(file: str, managers: int) -> float:
    database = Database(open_engine(f"sqlite:///{file}"))
    peaks = []
    for some in (10, managers):
        deque(_rendered(database, manager_ids(some)), maxlen=0)
        peaks.append(_peak())
    return peaks[1] - peaks[0]


def _peak() -> float:
    """The most memory of this process so far, in MiB. Not `ru_maxrss`, in which Linux counts the parent's too."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024  # type: ignore[index]


if __name__ == "__main__":
    print(_child(sys.argv[1], int(sys.argv[2])))
