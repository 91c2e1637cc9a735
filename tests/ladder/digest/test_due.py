"""Whose digest is due: by the manager's own zone, once per quarter, also late, never for the time before the set-up."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.calendar.dates import LATE_BY_AT_MOST, DigestSettings, Quarter
from ladder.digest import due as digests
from ladder.digest.due import Manager, Plan, Round
from ladder.people.access import Organisation
from ladder.store.db import table_of
from ladder.store.models import WorkspaceRow
from tests.conftest import NOW, House, Queries
from tests.ladder.delivery.test_queue import do, enqueue, new

Q3 = Quarter(2026, 3)
DUE_UTC = datetime(2026, 10, 1, 9, 30, tzinfo=UTC)  # a Thursday
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def a_round(now: datetime, ran_at: datetime | None = None, quarter: Quarter = Q3) -> Round:
    return Round(quarter, DigestSettings(), NOW, ran_at, now)


def plan(house: House, of: Round) -> Plan:
    with house.database.read(house.id) as tx:
        return digests.plan(tx, of, digests.managers_without(tx, of.quarter))


def team(house: House, manager: str, reports: int = 1, **columns: str) -> None:
    house.person(manager, **columns)
    for number in range(reports):
        house.person(f"{manager}-{number}", manager=manager)


def receivers(plan: Plan) -> list[str]:
    return [one.recipient for one in plan.to_send]


def test_each_manager_gets_one_at_half_past_nine_of_their_own_day(house: House) -> None:
    team(house, "anna", tz="Asia/Tokyo")
    team(house, "ben", tz="America/New_York")
    team(house, "carl")
    assert receivers(plan(house, a_round(DUE_UTC - 9 * HOUR - HOUR / 60))) == []
    assert receivers(plan(house, a_round(DUE_UTC - 9 * HOUR))) == ["anna"]
    assert receivers(plan(house, a_round(DUE_UTC))) == ["anna", "carl"]
    assert receivers(plan(house, a_round(DUE_UTC + 4 * HOUR))) == ["anna", "ben", "carl"]
    tokyo = plan(house, a_round(DUE_UTC)).to_send[0]
    assert (tokyo.kind, tokyo.period, tokyo.part) == ("digest", "2026Q3", 1)
    assert tokyo.due_at == DUE_UTC - 9 * HOUR
    assert tokyo.not_after == tokyo.due_at + LATE_BY_AT_MOST


def test_only_active_people_with_an_active_report_are_managers(house: House) -> None:
    team(house, "max")
    house.person("alone")
    team(house, "gone")
    house.set("gone", active=False)
    team(house, "left-alone")
    house.set("left-alone-0", active=False)
    assert receivers(plan(house, a_round(DUE_UTC))) == ["max"]


def test_someone_who_has_a_row_is_not_asked_about_again(house: House) -> None:
    team(house, "max")
    enqueue(house, new("max", period="2026Q3"))
    assert plan(house, a_round(DUE_UTC)) == Plan((), ())


def test_a_row_for_another_quarter_or_of_another_kind_does_not_count(house: House) -> None:
    team(house, "max")
    enqueue(house, new("max", period="2026Q2"), new("max", kind="nudge", period="2026Q3"))
    assert receivers(plan(house, a_round(DUE_UTC))) == ["max"]


def test_a_reporting_loop_brings_nobody_a_digest(house: House) -> None:
    for person in ("a", "b", "c", "self"):
        house.person(person)
    for person, manager in (("a", "b"), ("b", "c"), ("c", "a"), ("self", "self")):
        house.set(person, manager=manager)
    assert receivers(plan(house, a_round(DUE_UTC))) == []


def test_a_manager_in_a_loop_gets_one_for_the_reports_outside_it(house: House) -> None:
    house.person("boss")
    house.set("boss", manager="boss")
    house.person("ana", manager="boss")
    house.person("below", manager="ana")
    assert receivers(plan(house, a_round(DUE_UTC))) == ["ana", "boss"]


@given(st.dictionaries(st.sampled_from("abcdefg"), st.sampled_from([*"abcdefg", None])))
def test_being_in_a_circle_is_meeting_oneself_on_the_way_up(managers: dict[str, str | None]) -> None:
    def way_up(person: str) -> Iterator[str]:
        above = managers.get(person)
        for _ in range(len(managers)):
            if above is None:
                return
            yield above
            above = managers.get(above)

    organisation = Organisation(managers)
    for person in managers:
        assert digests.in_circle(person, organisation) == (person in way_up(person))


# --- late, and too late


def test_a_digest_that_was_due_while_everything_was_down_is_sent_late(house: House) -> None:
    team(house, "max")
    late = a_round(DUE_UTC + 7 * DAY, ran_at=DUE_UTC - HOUR)
    assert plan(house, late) == plan(house, a_round(DUE_UTC))


def test_one_that_comes_too_late_to_help_is_missed(house: House) -> None:
    team(house, "max")
    too_late = DUE_UTC + LATE_BY_AT_MOST + HOUR
    for ran_at in (None, DUE_UTC - HOUR):
        found = plan(house, a_round(too_late, ran_at))
        assert (receivers(found), [one.recipient for one in found.missed]) == ([], ["max"])


def test_a_manager_who_came_later_has_missed_nothing(house: House) -> None:
    team(house, "max")
    too_late = DUE_UTC + LATE_BY_AT_MOST + HOUR
    assert plan(house, a_round(too_late, ran_at=too_late - HOUR)) == Plan((), ())


def test_nothing_was_due_before_the_workspace_was_set_up(house: House) -> None:
    team(house, "max")
    before = Round(Q3, DigestSettings(), DUE_UTC + HOUR, None, DUE_UTC + 2 * HOUR)
    assert plan(house, before) == Plan((), ())


# --- which quarters


def rounds(house: House, now: datetime, ran_at: datetime | None = None) -> list[str]:
    with house.database.read(house.id) as tx:
        return [one.quarter.label for one in digests.open_rounds(tx, now, ran_at)]


def test_a_quarter_is_open_from_the_first_zone_to_the_last_and_while_late_ones_help(house: House) -> None:
    first, last = DUE_UTC - 14 * HOUR, DUE_UTC + 12 * HOUR
    assert rounds(house, first - HOUR, ran_at=NOW) == []
    assert rounds(house, first, ran_at=NOW) == ["2026Q3"]
    assert rounds(house, last + LATE_BY_AT_MOST, ran_at=last) == ["2026Q3"]
    assert rounds(house, last + LATE_BY_AT_MOST + HOUR, ran_at=last) == []


def test_after_a_long_sleep_the_quarter_before_is_looked_at_too(house: House) -> None:
    after_new_year = datetime(2027, 1, 4, 12, tzinfo=UTC)
    assert rounds(house, after_new_year, ran_at=after_new_year - HOUR) == ["2026Q4"]
    assert rounds(house, after_new_year, ran_at=NOW) == ["2026Q3", "2026Q4"]
    assert rounds(house, after_new_year) == ["2026Q3", "2026Q4"]


def test_a_new_workspace_looks_at_nothing(house: House) -> None:
    assert rounds(house, NOW + HOUR) == []


def test_the_workspace_says_when_its_quarters_begin_and_when_digests_come(house: House) -> None:
    table = table_of(WorkspaceRow)
    with house.database.write() as tx:
        tx.connection.execute(
            table.update().values(quarter_start_month=2, digest_working_day=3, digest_at="08:00", tz="Europe/Berlin")
        )
    team(house, "max")
    third_working_day = datetime(2026, 11, 4, 7, 0, tzinfo=UTC)  # Sunday 1 November, so the 2nd, 3rd, 4th
    with house.database.read(house.id) as tx:
        (found,) = digests.open_rounds(tx, third_working_day, NOW)
        planned = digests.plan(tx, found, digests.managers_without(tx, found.quarter))
    assert found.settings.at == time(8)
    assert [(one.due_at, one.period) for one in planned.to_send] == [(third_working_day, "2026-08")]


@pytest.mark.parametrize(
    ("period", "tz", "due"),
    [
        ("2026Q3", "Asia/Tokyo", DUE_UTC - 9 * HOUR),
        ("2026Q3", "", DUE_UTC),
        ("2026Q4", "../../etc/passwd", datetime(2027, 1, 1, 9, 30, tzinfo=UTC)),
    ],
)
def test_another_zone_means_another_moment(house: House, period: str, tz: str, due: datetime) -> None:
    assert do(house, digests.due_in_zone, period, tz) == due


# --- many


def test_managers_come_in_batches_in_the_order_of_their_ids(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digests, "BATCH", 3)
    for number in range(7):
        team(house, f"m{number}")
    seen: list[Manager] = []
    with house.database.read(house.id) as tx:
        while page := digests.managers_without(tx, Q3, seen[-1].id if seen else ""):
            assert len(page) <= 3
            seen.extend(page)
    assert [one.id for one in seen] == [f"m{number}" for number in range(7)]
    assert all(first.id < second.id for first, second in pairwise(seen))


@pytest.mark.parametrize("managers", [1, 12])
def test_a_batch_takes_two_queries_however_many_managers_it_has(house: House, queries: Queries, managers: int) -> None:
    for number in range(managers):
        team(house, f"m{number:02}")
    queries.statements.clear()
    assert len(plan(house, a_round(DUE_UTC)).to_send) == managers
    assert len(queries) == 2
