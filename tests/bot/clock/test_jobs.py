"""What a tick does: the digests that have become due, for all workspaces, once, however often it ticks."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.clock import jobs
from bot.clock.jobs import tick
from ladder.delivery import queue
from ladder.digest import due as digests
from ladder.store import inbox
from ladder.store.db import Database, table_of
from ladder.store.models import DeliveryRow, DeliveryState, InboxRow, WorkspaceRow
from ladder.store.values import Visibility
from tests.conftest import NOW, House, Queries

DUE = datetime(2026, 10, 1, 9, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def rows(database: Database) -> list[Any]:
    table = table_of(DeliveryRow)
    with database.read() as tx:
        return list(tx.connection.execute(select(table).order_by(table.c.workspace_id, table.c.recipient_id)))


def receivers(database: Database) -> list[str]:
    return [row.recipient_id for row in rows(database)]


def team(house: House, manager: str, **columns: Any) -> None:
    house.person(manager, **columns)
    house.person(f"{manager}-report", manager=manager)
    house.win(f"{manager}-report")


def test_each_digest_is_written_when_its_moment_comes_and_once(house: House) -> None:
    team(house, "anna", tz="Asia/Tokyo")
    team(house, "ben", tz="UTC")
    written = {
        hour: tick(house.database, DUE + hour * HOUR)["digests"] for hour in (-24, -10, -9, -8, -1, 0, 1, 24, 24 * 60)
    }
    assert {hour: count for hour, count in written.items() if count} == {-9: 1, 0: 1}
    assert [(row.recipient_id, row.due_at) for row in rows(house.database)] == [
        ("anna", DUE - 9 * HOUR),
        ("ben", DUE),
    ]


def test_a_team_without_news_is_decided_once_and_not_written_to(house: House) -> None:
    house.person("max")
    house.person("quiet", manager="max")
    house.win("quiet", visibility=Visibility.PRIVATE)
    house.win("quiet", on=date(2026, 5, 4))
    assert [tick(house.database, DUE + hour * HOUR)["digests"] for hour in (0, 1)] == [0, 0]
    [row] = rows(house.database)
    assert (row.state, row.last_error) == (DeliveryState.CANCELLED, queue.NOTHING_NEW)


def test_a_second_clock_writes_nothing_more(house: House) -> None:
    team(house, "max")
    assert [jobs.write_digests(house.database, DUE) for _ in range(3)] == [1, 0, 0]


def test_every_workspace_has_its_own(database: Database, house: House) -> None:
    for one in (house, House(database, "T2")):
        team(one, "max")
    assert tick(database, DUE)["digests"] == 2
    assert {(row.workspace_id, row.period) for row in rows(database)} == {("T1", "2026Q3"), ("T2", "2026Q3")}


def test_a_workspace_with_unreadable_settings_harms_no_other(
    database: Database, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    other = House(database, "T0")
    team(other, "max")
    team(house, "ana")
    table = table_of(WorkspaceRow)
    with database.write() as tx:
        tx.connection.execute(table.update().where(table.c.id == "T0").values(digest_at="teatime"[:5]))
    assert tick(database, DUE)["digests"] == 1
    assert receivers(database) == ["ana"]
    assert "T0" in caplog.text


def test_after_a_week_of_downtime_the_digest_is_written_late_and_once(house: House) -> None:
    team(house, "max")
    tick(house.database, DUE - HOUR)
    assert tick(house.database, DUE + 7 * DAY)["digests"] == 1
    (row,) = rows(house.database)
    assert (row.state, row.due_at) == (DeliveryState.PENDING, DUE)
    assert tick(house.database, DUE + 8 * DAY)["digests"] == 0


def test_after_two_months_of_downtime_it_is_written_down_as_missed(house: House) -> None:
    team(house, "max")
    tick(house.database, DUE - HOUR)
    assert tick(house.database, DUE + 60 * DAY)["digests"] == 1
    (row,) = rows(house.database)
    assert (row.state, row.error_code) == (DeliveryState.DEAD, "missed")
    assert tick(house.database, DUE + 61 * DAY)["digests"] == 0


def test_a_manager_who_came_after_the_clock_had_run_has_missed_nothing(house: House) -> None:
    tick(house.database, DUE + HOUR)
    team(house, "max")
    assert tick(house.database, DUE + 60 * DAY)["digests"] == 0


def test_more_managers_than_a_batch_holds_all_get_theirs(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "BATCH", 2)
    names = [f"m{number}" for number in range(5)]
    for name in names:
        team(house, name)
    assert tick(house.database, DUE)["digests"] == 5
    assert receivers(house.database) == names


@pytest.mark.parametrize("managers", [2, 10])
def test_a_tick_takes_as_many_queries_for_few_managers_as_for_many(
    house: House, queries: Queries, managers: int
) -> None:
    for number in range(managers):
        team(house, f"m{number:02}")
    tick(house.database, DUE - HOUR)
    queries.statements.clear()
    tick(house.database, DUE)
    assert len(rows(house.database)) == managers
    assert len(queries) <= 22


def test_a_tick_when_nothing_is_due_reads_no_roster(house: House, queries: Queries) -> None:
    team(house, "max")
    tick(house.database, NOW - HOUR)  # the first one of a day looks where most people are
    queries.statements.clear()
    tick(house.database, NOW)
    assert not any("FROM person" in statement for statement in queries.statements)


def test_requests_of_more_than_a_week_ago_are_forgotten(house: House) -> None:
    for key, age in (("old", 7 * DAY + HOUR), ("recent", 7 * DAY - HOUR)):
        with house.database.write("T1") as tx:
            inbox.first_time(tx, key, DUE - age)
    assert tick(house.database, DUE)["inbox"] == 1
    with house.database.read() as tx:
        assert [row.key for row in tx.connection.execute(select(table_of(InboxRow)))] == ["recent"]


def test_someone_elses_zone_means_another_moment_for_the_digest(house: House) -> None:
    with house.database.read("T1") as tx:
        assert jobs.RESCHEDULES["digest"](tx, "2026Q3", "Asia/Tokyo") == DUE - 9 * HOUR
