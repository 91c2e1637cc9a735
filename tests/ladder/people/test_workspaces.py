"""Workspaces: set up once, timed by their settings, with ladder versions that never change."""

from datetime import datetime, time

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from ladder.calendar.dates import USUAL_HOUR, DigestSettings
from ladder.errors import Changed, NotFound
from ladder.framework.model import Ladder
from ladder.people import workspaces
from ladder.store.db import Database, table_of
from ladder.store.models import LadderVersionRow, WorkspaceRow
from tests.conftest import LADDER, House, Queries
from tests.laws import examples


def test_a_workspace_begins_with_its_ladder_and_the_usual_digest(database: Database, now: datetime) -> None:
    with database.write("T7") as tx:
        assert workspaces.set_up(tx, lambda: LADDER, now, name="Acme")
        found = workspaces.get(tx)
        assert (found.id, found.name, found.digest, found.paused_reason) == ("T7", "Acme", DigestSettings(), None)
        assert workspaces.latest_version(tx) == 1
        assert workspaces.current_ladder(tx) == LADDER


def test_a_new_workspaces_digest_comes_at_the_usual_hour(house: House) -> None:
    with house.database.read("T1") as tx:
        stored = tx.run(select(table_of(WorkspaceRow).c.digest_at)).scalar_one()
        assert stored == USUAL_HOUR.isoformat("minutes")
        assert workspaces.get(tx).digest.at == USUAL_HOUR


def test_setting_up_again_changes_nothing_and_does_not_even_read_a_ladder(house: House, now: datetime) -> None:
    def read() -> Ladder:
        raise AssertionError("the ladder was read again")

    with house.database.write("T1") as tx:
        assert not workspaces.set_up(tx, read, now, name="Another name")
        assert workspaces.get(tx).name == "Workspace T1"
        assert workspaces.latest_version(tx) == 1


def test_the_settings_of_the_digest_are_the_workspaces_own(house: House) -> None:
    change = table_of(WorkspaceRow).update()
    mine = {"quarter_start_month": 4, "digest_working_day": 3, "digest_at": "08:05", "tz": "Asia/Tokyo"}
    with house.database.write("T1") as tx:
        tx.run(change.values(**mine, country="JP", paused_reason="token_revoked"))
        found = workspaces.get(tx)
    assert found.digest == DigestSettings(4, 3, time(8, 5), "Asia/Tokyo", "JP")
    assert found.paused_reason == "token_revoked"


def test_before_the_set_up_there_is_nothing(database: Database) -> None:
    with database.read("T7") as tx:
        for read in (workspaces.get, workspaces.latest_version, workspaces.current_ladder):
            with pytest.raises(NotFound):
                read(tx)


def test_all_workspaces_are_listed_for_the_clock(database: Database) -> None:
    for workspace in ("T2", "T1", "T3"):
        House(database, workspace)
    with database.read() as tx:
        assert workspaces.all_ids(tx) == ["T1", "T2", "T3"]


def test_publishing_makes_the_next_version_and_leaves_the_former_as_they_were(house: House, now: datetime) -> None:
    second = msgspec.structs.replace(LADDER, name="Second")
    with house.database.write("T1") as tx:
        assert workspaces.publish(tx, second, now, by="ana", note="Clearer words") == 2
    with house.database.read("T1") as tx:
        assert workspaces.latest_version(tx) == 2
        assert workspaces.current_ladder(tx) == second
        assert workspaces.ladder_of(tx, 1) == LADDER
        row = tx.first(table_of(LadderVersionRow).select().where(table_of(LadderVersionRow).c.number == 2))
    assert row is not None
    assert (row.published_by, row.note, row.published_at) == ("ana", "Clearer words", now)


def test_of_two_who_publish_the_same_number_the_second_is_told(
    house: House, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    first_of_all = LadderVersionRow.metadata.tables["ladder_version"].c.number.label("number")
    with house.database.write("T1") as tx:
        # what a second admin read before the first one's version was there
        monkeypatch.setattr(workspaces, "LATEST", workspaces.LATEST.with_only_columns(first_of_all - 1))
        with pytest.raises(Changed):
            workspaces.publish(tx, LADDER, now)


def test_a_version_nobody_published_is_not_found(house: House) -> None:
    with house.database.read("T1") as tx, pytest.raises(NotFound):
        workspaces.ladder_of(tx, 2)


def test_a_version_is_read_and_parsed_once(house: House, queries: Queries) -> None:
    with house.database.read("T1") as tx:
        first = workspaces.ladder_of(tx, 1)
        published_at = workspaces.version(tx, 1).published_at
    queries.statements.clear()
    with house.database.read("T1") as tx:
        assert workspaces.ladder_of(tx, 1, published_at) is first
        assert len(queries) == 0
        assert workspaces.ladder_of(tx, 1) is first
    assert not any("document" in statement for statement in queries.statements)


@settings(max_examples=examples(20), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_a_ladder_comes_back_word_for_word(house: House, now: datetime, name: str) -> None:
    ladder = msgspec.structs.replace(LADDER, name=name)
    with house.database.write("T1") as tx:
        number = workspaces.publish(tx, ladder, now)
    with Database(house.database.engine).read("T1") as tx:
        assert workspaces.ladder_of(tx, number) == ladder
