"""By whose clock leases are measured (docs/faults.md, 27)."""

from datetime import UTC, datetime, timedelta

from ladder.delivery.queue import database_time
from ladder.store.db import Database
from tests.conftest import NOW
from tests.ladder.store.test_db import postgres_only, sqlite_only

HOUR = timedelta(hours=1)


@sqlite_only
def test_on_one_machine_its_own_clock_is_good_enough(database: Database) -> None:
    with database.read() as tx:
        assert database_time(tx, NOW) == NOW


@postgres_only
def test_machines_whose_clocks_differ_go_by_the_servers(database: Database) -> None:
    with database.read() as tx:
        fast, slow = database_time(tx, NOW + HOUR), database_time(tx, NOW - HOUR)
    assert timedelta(0) <= slow - fast < timedelta(minutes=1), "it runs on while a transaction lasts"
    assert abs(fast - datetime.now(UTC)) < HOUR
