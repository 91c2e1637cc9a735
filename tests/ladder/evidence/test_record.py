"""Evidence: logged, edited, opened, removed, and what stands in the table afterwards."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from ladder.errors import Changed, Invalid, NotFound
from ladder.evidence import record
from ladder.people import workspaces
from ladder.store.db import table_of
from ladder.store.models import Base, EvidenceRevisionRow
from ladder.store.values import (
    Evidence,
    MessageSource,
    NewWin,
    Number,
    NumberSource,
    Role,
    Scope,
    State,
    Visibility,
)
from tests.conftest import LADDER, NOW, POSTGRES, TODAY, House

FULL = NewWin(
    text="Led the move to the new queue",
    happened_on=date(2026, 8, 3),
    outcome="Nobody was paged since",
    number=Number(value="40", unit="%", source=NumberSource.MEASURED),
    role=Role.LED,
    scope=Scope.SEVERAL_TEAMS,
    competencies=("mentoring", "craft"),
    links=("https://example.com/pull/1", "https://example.com/pull/2"),
    witnesses=("max", "eve"),
    visibility=Visibility.SHARED_UP,
    source=MessageSource(channel="C1", ts="1726300000.000100", author="max", link="https://example.com/archives/C1"),
)


def test_a_win_comes_back_with_all_that_was_said(house: House, ana: str, now: datetime) -> None:
    with house.database.write("T1") as tx:
        item = record.log(tx, ana, FULL, now, TODAY)
    told = {name: getattr(FULL, name) for name in NewWin.__dataclass_fields__ if name in Evidence.__dataclass_fields__}
    assert item == Evidence(id=item.id, owner=ana, logged_at=now, ladder_version=1, revision=1, **told)
    with house.database.read("T1") as tx:
        assert record.own(tx, ana, item.id) == item
        assert record.all_of(tx, ana) == (item,)


def test_a_win_of_one_sentence_is_shared_accepted_and_empty_otherwise(house: House, ana: str) -> None:
    item = house.win(ana, "Fixed it")
    assert (item.text, item.happened_on, item.visibility, item.state) == (
        "Fixed it",
        TODAY,
        Visibility.SHARED,
        State.ACCEPTED,
    )
    assert (item.outcome, item.number, item.role, item.scope, item.source) == ("", None, None, None, None)
    assert (item.competencies, item.links, item.witnesses) == ((), (), ())


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👩‍👧‍👦 shipped 🏳️‍🌈",
        "\u202egnp.exe",
        "שלום, עולם – وصلنا",
        "Zo\u0308e\u0301 \u0323\u0307",
        "設計を主導した",
        "<!channel> <@U1> <https://example.com|link> &lt;!here&gt; *_~`",
        "'; DROP TABLE evidence; --",
        '=HYPERLINK("https://example.com")',
        "x" * 3000,
        "🎉" * 3000,
        "line\r\nbreaks\nand\ttabs",
    ],
)
def test_whatever_was_typed_is_kept_character_by_character(house: House, ana: str, text: str) -> None:
    item = house.win(ana, text, outcome=text, number=Number(value=text[:200].strip()))
    with house.database.read("T1") as tx:
        kept = record.own(tx, ana, item.id)
    assert (kept.text, kept.outcome) == (text, text)
    assert kept.number == Number(value=text[:200].strip())


@pytest.mark.parametrize("text", ["a\0b", "a\ud83db", "", "x" * 3001])
def test_what_cannot_be_kept_is_refused_and_nothing_stored(house: House, ana: str, text: str) -> None:
    with pytest.raises(Invalid):
        house.win(ana, text)
    with house.database.read("T1") as tx:
        assert record.all_of(tx, ana) == ()


def test_wins_are_listed_in_the_order_of_logging(house: House, ana: str) -> None:
    moments = [NOW, NOW + timedelta(milliseconds=1), NOW + timedelta(days=200), NOW + timedelta(days=201)]
    logged = [house.win(ana, f"Win {place}", at=moment) for place, moment in enumerate(moments)]
    with house.database.read("T1") as tx:
        assert record.all_of(tx, ana) == tuple(logged)


def test_keys_sort_by_time_and_do_not_repeat() -> None:
    keys = [record.new_id(NOW + timedelta(milliseconds=place)) for place in range(200)]
    assert keys == sorted(keys)
    assert len({record.new_id(NOW) for _ in range(2000)}) == 2000
    assert {len(key) for key in keys} == {22}


def test_of_one_message_the_win_logged_last_is_found_and_nobody_elses(house: House, ana: str) -> None:
    ben, source = house.person("ben"), MessageSource(channel="C1", ts="1.0")
    first = house.win(ana, source=source)
    with house.database.read("T1") as tx:
        assert record.from_message(tx, ana, "C1", "1.0") == first
    second = house.win(ana, "Another of it", source=source, at=NOW + timedelta(seconds=1))
    theirs = house.win(ben, source=source)
    with house.database.read("T1") as tx:
        assert record.from_message(tx, ana, "C1", "1.0") == second
        assert record.from_message(tx, ben, "C1", "1.0") == theirs
        assert record.from_message(tx, ana, "C1", "2.0") is None
        assert record.all_of(tx, ana) == (first, second)


def test_wins_that_come_from_no_message_do_not_collide(house: House, ana: str) -> None:
    assert house.win(ana, "One").id != house.win(ana, "Another").id


def test_a_win_keeps_the_ladder_version_it_was_judged_on(house: House, ana: str, now: datetime) -> None:
    first = house.win(ana, "Before")
    with house.database.write("T1") as tx:
        workspaces.publish(tx, LADDER, now)
    second = house.win(ana, "After")
    with house.database.write("T1") as tx:
        edited = record.edit(tx, ana, first.id, 1, NewWin(text="Before, better", happened_on=TODAY), now, TODAY)
    assert (first.ladder_version, second.ladder_version, edited.ladder_version) == (1, 2, 1)


def _former(house: House, item: str) -> list[tuple[int, dict[str, Any]]]:
    table = table_of(EvidenceRevisionRow)
    found = select(table.c.revision, table.c.before).where(table.c.evidence_id == item).order_by(table.c.revision)
    with house.database.read("T1") as tx:
        return [(row.revision, msgspec.json.decode(row.before)) for row in tx.connection.execute(found)]


def test_an_edit_replaces_everything_and_keeps_what_stood_there(house: House, ana: str, now: datetime) -> None:
    with house.database.write("T1") as tx:
        item = record.log(tx, ana, FULL, now, TODAY)
    later = now + timedelta(days=1)
    better = NewWin(text="Said better", happened_on=date(2026, 8, 4), competencies=("delivery",), witnesses=("zoe",))
    with house.database.write("T1") as tx:
        edited = record.edit(tx, ana, item.id, 1, better, later, TODAY)
    told = {
        name: getattr(better, name) for name in NewWin.__dataclass_fields__ if name in Evidence.__dataclass_fields__
    } | {"source": FULL.source}
    assert edited == Evidence(id=item.id, owner=ana, logged_at=now, ladder_version=1, revision=2, **told)
    ((revision, before),) = _former(house, item.id)
    assert revision == 1
    assert msgspec.convert(before, Evidence) == item


def test_an_edit_of_something_changed_meanwhile_is_refused_and_changes_nothing(
    house: House, ana: str, now: datetime
) -> None:
    item = house.win(ana, "First")
    second, third = (NewWin(text=text, happened_on=TODAY, competencies=("craft",)) for text in ("Second", "Third"))
    with house.database.write("T1") as tx:
        record.edit(tx, ana, item.id, 1, second, now, TODAY)
    for stale in (1, 3, 0):
        with pytest.raises(Changed), house.database.write("T1") as tx:
            record.edit(tx, ana, item.id, stale, third, now, TODAY)
    with house.database.read("T1") as tx:
        assert (record.own(tx, ana, item.id).text, record.own(tx, ana, item.id).revision) == ("Second", 2)
    assert [revision for revision, _ in _former(house, item.id)] == [1]


def test_an_edit_that_is_wrong_leaves_the_item_as_it_was(house: House, ana: str, now: datetime) -> None:
    item = house.win(ana, "First")
    with pytest.raises(Invalid), house.database.write("T1") as tx:
        record.edit(tx, ana, item.id, 1, NewWin(text="", happened_on=TODAY), now, TODAY)
    with house.database.read("T1") as tx:
        assert record.own(tx, ana, item.id) == item


def test_an_edit_keeps_competencies_that_a_later_ladder_has_removed(house: House, ana: str, now: datetime) -> None:
    item = house.win(ana, "First", competencies=("craft", "mentoring"))
    smaller = msgspec.structs.replace(LADDER, competencies=LADDER.competencies[:2])
    with house.database.write("T1") as tx:
        workspaces.publish(tx, smaller, now)
        kept = NewWin(text="Second", happened_on=TODAY, competencies=item.competencies)
        assert record.edit(tx, ana, item.id, 1, kept, now, TODAY).competencies == ("craft", "mentoring")
        with pytest.raises(Invalid):
            record.log(tx, ana, replace(kept, text="New"), now, TODAY)


def test_opening_and_closing_an_item_is_an_edit_with_a_history(house: House, ana: str, now: datetime) -> None:
    item = house.win(ana, visibility=Visibility.SHARED)
    with house.database.write("T1") as tx:
        assert record.show_to(tx, ana, item.id, Visibility.SHARED, now) == item
        closed = record.show_to(tx, ana, item.id, Visibility.PRIVATE, now)
    assert closed == replace(item, visibility=Visibility.PRIVATE, revision=2)
    assert [before["visibility"] for _, before in _former(house, item.id)] == ["shared"]


def test_only_owners_find_change_and_remove_their_items(house: House, ana: str, now: datetime) -> None:
    house.person("max", admin=True)
    house.set(ana, manager="max")
    item = house.win(ana, visibility=Visibility.SHARED_UP)
    win = NewWin(text="Taken over", happened_on=TODAY)
    with house.database.write("T1") as tx:
        with pytest.raises(NotFound):
            record.own(tx, "max", item.id)
        with pytest.raises(NotFound):
            record.edit(tx, "max", item.id, 1, win, now, TODAY)
        with pytest.raises(NotFound):
            record.show_to(tx, "max", item.id, Visibility.PRIVATE, now)
        with pytest.raises(NotFound):
            record.remove(tx, "max", item.id)
        assert record.own(tx, ana, item.id) == item


def _rows_with(house: House, item: str) -> set[str]:
    with house.database.read("T1") as tx:
        return {
            table.name
            for table in Base.metadata.tables.values()
            for row in tx.connection.execute(select(table))
            if any(item in str(value) for value in row)
        }


def test_removing_is_real(house: House, ana: str, now: datetime) -> None:
    kept = house.win(ana, "Stays")
    with house.database.write("T1") as tx:
        item = record.log(tx, ana, FULL, now, TODAY)
        record.edit(tx, ana, item.id, 1, FULL, now, TODAY)
    assert _rows_with(house, item.id) == {
        "evidence",
        "evidence_competency",
        "evidence_witness",
        "evidence_revision",
    }
    with house.database.write("T1") as tx:
        record.remove(tx, ana, item.id)
    assert _rows_with(house, item.id) == set()
    with house.database.write("T1") as tx:
        assert record.all_of(tx, ana) == (kept,)
        with pytest.raises(NotFound):
            record.remove(tx, ana, item.id)
        assert record.log(tx, ana, FULL, now, TODAY).revision == 1


@pytest.mark.skipif(bool(POSTGRES), reason="about the SQLite file")
def test_a_removed_text_is_not_in_the_file_either(house: House, ana: str, now: datetime) -> None:
    secret = "Talked the board out of the merger"
    item = house.win(ana, secret)
    with house.database.write("T1") as tx:
        record.edit(tx, ana, item.id, 1, NewWin(text="Something else", happened_on=TODAY), now, TODAY)
    assert _in_file(house, secret)
    with house.database.write("T1") as tx:
        record.remove(tx, ana, item.id)
    assert not _in_file(house, secret)


def _in_file(house: House, text: str) -> bool:
    name = house.database.engine.url.database or ""
    with closing(sqlite3.connect(name)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with open(name, "rb") as file:
        return text.encode() in file.read()
