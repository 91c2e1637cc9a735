"""The tables: instants stay instants, values outside an enum stay out, personal columns are marked."""

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import DateTime, Text, make_url, select
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.schema import CreateIndex, CreateTable

from ladder.store.columns import TextList, UTCDateTime
from ladder.store.db import Database, table_of
from ladder.store.models import (
    PERSONAL,
    Base,
    DeliveryRow,
    EvidenceRow,
    EvidenceWitnessRow,
    InboxRow,
    PersonRow,
    WorkspaceRow,
)
from tests.conftest import TODAY, House
from tests.laws import examples

SQLITE = make_url("sqlite://").get_dialect()()
POSTGRESQL = make_url("postgresql+psycopg://").get_dialect()()
instants = st.datetimes(
    min_value=datetime(1, 1, 3),  # noqa: DTZ001 - zones come from the next argument
    max_value=datetime(9999, 12, 29),  # noqa: DTZ001
    timezones=st.timezones() | st.just(UTC),
    allow_imaginary=False,
)
_received_at = select(table_of(InboxRow).c.received_at)


@given(instants)
def test_an_instant_comes_back_as_the_same_instant_in_utc(instant: datetime) -> None:
    column = UTCDateTime()
    for dialect in (SQLITE, POSTGRESQL):
        back = column.process_result_value(column.process_bind_param(instant, dialect), dialect)
        assert back is not None
        assert back == instant.astimezone(UTC)
        assert back.tzinfo is UTC


@given(instants, instants)
def test_stored_instants_sort_as_instants_do(one: datetime, other: datetime) -> None:
    column = UTCDateTime()
    first, second = (column.process_bind_param(instant, SQLITE) for instant in (one, other))
    assert first is not None
    assert second is not None
    assert (first < second) == (one.astimezone(UTC) < other.astimezone(UTC))


@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(instant=instants)
def test_the_database_itself_gives_the_instant_back(house: House, instant: datetime) -> None:
    with house.database.write("T1") as tx:
        tx.connection.execute(table_of(InboxRow).delete())
        tx.insert(InboxRow, {"key": "it", "received_at": instant})
        assert tx.connection.scalar(_received_at) == instant.astimezone(UTC)


def test_half_past_nine_in_tokyo_is_half_past_midnight_in_utc(house: House) -> None:
    tokyo = timezone(timedelta(hours=9))
    with house.database.write("T1") as tx:
        tx.insert(InboxRow, {"key": "it", "received_at": datetime(2026, 10, 1, 9, 30, tzinfo=tokyo)})
        assert tx.connection.scalar(_received_at) == datetime(2026, 10, 1, 0, 30, tzinfo=UTC)


def test_a_time_without_a_zone_is_refused(house: House) -> None:
    naive = datetime(2026, 10, 1, 9, 30)  # noqa: DTZ001 - the point of the test
    with house.database.write("T1") as tx, pytest.raises(StatementError, match="without a zone"):
        tx.insert(InboxRow, {"key": "it", "received_at": naive})


def test_no_time_stays_no_time() -> None:
    for dialect in (SQLITE, POSTGRESQL):
        assert UTCDateTime().process_bind_param(None, dialect) is None
        assert UTCDateTime().process_result_value(None, dialect) is None


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))).map(tuple))
def test_a_list_of_texts_comes_back_as_it_was(texts: tuple[str, ...]) -> None:
    column = TextList()
    stored = column.process_bind_param(texts, SQLITE)
    assert column.process_result_value(stored, SQLITE) == texts
    assert (stored is None) == (texts == ())


@pytest.mark.parametrize(
    ("column", "value"),
    [("visibility", "public"), ("state", "lost"), ("role", "hero"), ("scope", "galaxy"), ("number_source", "gut")],
)
def test_the_database_itself_refuses_a_value_outside_the_list(
    house: House, now: datetime, column: str, value: str
) -> None:
    house.person("ana")
    row = {"owner_id": "ana", "id": "item", "workspace_id": "T1", "text": "A win", "happened_on": str(TODAY)}
    row |= {"logged_at": str(now), "visibility": "private", "state": "accepted", "revision": "1", "ladder_version": "1"}
    row |= dict.fromkeys(("outcome", "number_value", "number_unit", "source_author", "source_link"), "")
    row["confirmed"] = "1"
    insert = "INSERT INTO evidence ({}) VALUES ({})"
    for wrong in ({}, {column: value}):
        values = {**row, "id": f"item{len(wrong)}", **wrong}
        raw = insert.format(", ".join(values), ", ".join(f"'{one}'" for one in values.values()))
        if not wrong:
            with house.database.write("T1") as tx:
                tx.connection.exec_driver_sql(raw)
            continue
        with pytest.raises(IntegrityError, match=f"ck_evidence_{column.replace('_', '')}"):
            _write(house.database, raw)


def _write(database: Database, raw: str) -> None:
    with database.write("T1") as tx:
        tx.connection.exec_driver_sql(raw)


@pytest.mark.parametrize(
    ("column", "value"), [("quarter_start_month", 0), ("quarter_start_month", 13), ("digest_working_day", 0)]
)
def test_a_workspace_cannot_have_an_impossible_calendar(house: House, now: datetime, column: str, value: int) -> None:
    with pytest.raises(IntegrityError), house.database.write("T2") as tx:
        tx.insert_new(WorkspaceRow, {"id": "T2", "created_at": now, column: value})


def test_no_name_is_too_long_for_postgresql() -> None:
    tables = Base.metadata.tables.values()
    ddl = [CreateTable(table) for table in tables] + [CreateIndex(index) for table in tables for index in table.indexes]
    made = " ".join(str(one.compile(dialect=POSTGRESQL)) for one in ddl)
    names = re.findall(r"(?:CONSTRAINT|INDEX) (\w+)", made)
    assert len(names) > 25
    assert [name for name in names if len(name) > 60] == []
    assert len(set(names)) == len(names)


def test_every_table_says_which_workspace_it_belongs_to() -> None:
    shared = {name for name, table in Base.metadata.tables.items() if "workspace_id" not in table.c}
    assert shared == {"workspace", "heartbeat"}


def test_every_foreign_key_between_walled_tables_goes_through_the_workspace() -> None:
    for table in Base.metadata.tables.values():
        for key in table.foreign_key_constraints:
            if key.referred_table.name != "workspace":
                assert (key.column_keys[0], key.elements[0].column.name) == ("workspace_id", "workspace_id")


def test_nothing_is_deleted_by_way_of_something_else() -> None:
    keys = [key for table in Base.metadata.tables.values() for key in table.foreign_key_constraints]
    assert [key.name for key in keys if key.ondelete is not None] == []


NOT_PERSONAL = {
    PersonRow: {"workspace_id", "id", "admin", "active", "ladder_seen", "confirmed_at", "keeps_name", "keeps_email"},
    EvidenceRow: {"workspace_id", "owner_id", "id", "logged_at", "visibility", "state", "ladder_version", "example"}
    | {"confirmed", "revision"},
    EvidenceWitnessRow: {"workspace_id", "owner_id", "evidence_id", "position"},
}


@pytest.mark.parametrize("model", NOT_PERSONAL, ids=lambda model: model.__tablename__)
def test_what_somebody_wrote_or_is_carries_the_mark_that_export_and_erasure_follow(model: type[Base]) -> None:
    columns: Any = model.__table__.columns
    unmarked = {column.name for column in columns if not (column.info.items() >= PERSONAL.items())}
    assert unmarked == NOT_PERSONAL[model]


def test_a_delivery_holds_ids_and_no_words_but_why_it_failed() -> None:
    texts = {column.name for column in table_of(DeliveryRow).c if isinstance(column.type, Text)}
    assert texts <= {"last_error", "parts"}


def test_all_times_are_stored_through_the_one_column_type() -> None:
    plain = [
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.c
        if isinstance(column.type, DateTime)
    ]
    assert plain == []
