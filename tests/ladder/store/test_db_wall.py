"""The workspace wall: every statement over a walled table says which workspace, and no row can point across it."""

import importlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    CTE,
    Engine,
    Executable,
    Subquery,
    bindparam,
    delete,
    event,
    exists,
    func,
    or_,
    select,
    text,
    union,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.elements import ClauseElement

import ladder
from ladder.errors import NotFound
from ladder.evidence import record
from ladder.evidence.seen_before import alike
from ladder.people import access, people, workspaces
from ladder.people.visit import visit_of
from ladder.store.db import Database, table_of, walled
from ladder.store.models import (
    AccessRow,
    Base,
    EvidenceCompetencyRow,
    EvidenceRevisionRow,
    EvidenceRow,
    EvidenceWitnessRow,
    PersonRow,
)
from ladder.store.values import MessageSource, NewWin, Visibility
from tests.conftest import LADDER, TODAY, House
from tests.ladder.wall import unwalled

ACROSS = "ladder.delivery.across"  # says in its first line that it has no wall, and why

# A delivery that lost its worker is taken up alone, of all workspaces: whether one is under way is asked of all.
LOOKS_OVER = {"ladder.delivery.claims._NEXT": {"alias of delivery"}}


def modules() -> Iterator[str]:
    """The modules of the domain that speak SQL."""
    home = Path(ladder.__file__).parent
    for file in sorted(home.rglob("*.py")):
        name = ".".join(file.relative_to(home.parent).with_suffix("").parts).removesuffix(".__init__")
        if "sqlalchemy" in file.read_text(encoding="utf-8") and name != ACROSS:
            yield name


def module_statements() -> Iterator[tuple[str, Any]]:
    """Every statement that stands at the level of a module of the domain, also in a tuple, a list or a mapping there,
    with its name."""
    for module in modules():
        for name, value in vars(importlib.import_module(module)).items():
            for place, each in _each(value):
                if isinstance(each, Executable | Subquery | CTE):
                    yield f"{module}.{name}{place}", each


def _each(value: object) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        yield from ((f"[{key}]", one) for key, one in value.items())
    elif isinstance(value, tuple | list):
        yield from ((f"[{place}]", one) for place, one in enumerate(value))
    else:
        yield "", value


STATEMENTS = dict(module_statements())


def test_the_walk_finds_the_statements() -> None:
    assert LOOKS_OVER.keys() <= STATEMENTS.keys()
    assert len(STATEMENTS) > 15
    assert {
        "ladder.people.people._ONE",
        "ladder.people.visit._VISITOR",
        "ladder.people.people._CHANGE[target]",
    } <= STATEMENTS.keys()


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_statement_of_the_domain_stays_inside_its_workspace(name: str) -> None:
    assert unwalled(STATEMENTS[name]) == LOOKS_OVER.get(name, set())


_person = table_of(PersonRow)
_item = table_of(EvidenceRow)
_boss = _person.alias("boss")
_walled_items = select(_item.c.id, _item.c.owner_id).where(walled(_item)).subquery("walled_items")


@pytest.mark.parametrize(
    "leaky",
    [
        select(_person),
        select(_person.c.name).where(_person.c.id == bindparam("person")),
        select(_person).where(_person.c.workspace_id == "T1"),
        select(_person).where(_person.c.workspace_id == bindparam("wherever")),
        select(_person).where(_person.c.workspace_id != bindparam("workspace")),
        select(_person, _item.c.text).where(walled(_person), _item.c.owner_id == _person.c.id),
        select(_person, _boss.c.name).where(walled(_person), _boss.c.id == _person.c.manager_id),
        select(_person.c.id).where(walled(_person), _person.c.id.in_(select(_item.c.owner_id))),
        select(select(_person.c.id).where(_person.c.admin).cte("admins")),
        union(select(_person.c.id).where(walled(_person)), select(_item.c.owner_id)),
        # walled inside, and read once more around it
        select(_item).join(_walled_items, _walled_items.c.id == _item.c.id),
        select(_walled_items, _person.c.name).join(_person, _person.c.id == _walled_items.c.owner_id),
        select(select(_item.c.text).where(walled(_item)).cte("own")).where(
            select(_person.c.id).where(_person.c.admin).exists()
        ),
        # inside, and not walled there
        select(_person.c.id, select(func.count()).select_from(_item).scalar_subquery()).where(walled(_person)),
        select(_person.c.id, select(_item.c.text).limit(1).scalar_subquery()).where(walled(_person)),
        select(_person)
        .where(walled(_person), _item.c.workspace_id == _person.c.workspace_id)
        .where(exists().where(_boss.c.id == _person.c.manager_id)),
        select(select(_item.c.id).limit(9).subquery()),
        # a condition that doesn't always hold
        select(_person).where(or_(walled(_person), _person.c.admin)),
        select(_person).where(~(_person.c.workspace_id == bindparam("workspace"))),
        select(_person).select_from(_person.outerjoin(_item, walled(_person) & walled(_item))),
        select(_person, _item.c.text)
        .select_from(_person.join(_item, _item.c.owner_id == _person.c.id, full=True))
        .where(walled(_person)),
        text("SELECT text FROM evidence"),
        update(_person).values(name=select(_item.c.text).limit(1).scalar_subquery()).where(walled(_person)),
        update(_person).values(name=_item.c.text).where(walled(_person), _item.c.owner_id == _person.c.id),
        update(_person).values(name=""),
        delete(_item).where(_item.c.id == bindparam("evidence")),
    ],
    ids=str,
)
def test_the_check_sees_a_hole(leaky: ClauseElement) -> None:
    assert unwalled(leaky) != set()


@pytest.mark.parametrize(
    "tight",
    [
        select(_person).where(walled(_person)),
        select(_person, _item.c.text).where(
            walled(_person), _item.c.workspace_id == _person.c.workspace_id, _item.c.owner_id == _person.c.id
        ),
        select(_person, _boss.c.name).where(walled(_person), walled(_boss)),
        select(_person, _item.c.text)
        .select_from(_person.outerjoin(_item, _item.c.workspace_id == _person.c.workspace_id))
        .where(walled(_person)),
        select(_walled_items),
        select(_item).join(_walled_items, _walled_items.c.id == _item.c.id).where(walled(_item)),
        select(_person).where(
            walled(_person),
            exists().where(_item.c.workspace_id == _person.c.workspace_id, _item.c.owner_id == _person.c.id),
        ),
        update(_person).values(name="").where(walled(_person) & (_person.c.id == bindparam("person"))),
    ],
    ids=str,
)
def test_the_check_is_content_with_a_wall(tight: ClauseElement) -> None:
    assert unwalled(tight) == set()


@pytest.fixture
def watched(engine: Engine) -> Iterator[list[str]]:
    """The names of walled tables that were read or written without the wall while the test ran."""
    holes: list[str] = []

    def look(_connection: Any, statement: Any, *_rest: Any) -> None:
        if isinstance(statement, ClauseElement) and not getattr(statement, "is_insert", False):
            holes.extend(unwalled(statement))

    event.listen(engine, "before_execute", look)
    yield holes
    event.remove(engine, "before_execute", look)


def test_statements_made_on_the_way_stay_inside_their_workspace_too(
    house: House, watched: list[str], now: datetime
) -> None:
    house.person("max")
    house.person("ana", manager="max")
    item = house.win("ana", competencies=("craft",), witnesses=("max",)).id
    with house.database.write("T1") as tx:
        record.edit(tx, "ana", item, 1, NewWin(text="Better said", happened_on=TODAY), now, TODAY)
        record.show_to(tx, "ana", item, Visibility.SHARED_UP, now)
        record.seen_by(tx, "max", ["ana"], "wins", now)
        alike(tx, "ana", "Better said", TODAY)
        record.from_message(tx, "ana", "C1", "1.0")
        people.set_target(tx, "ana", "senior")
        people.reports(tx, "max")
        access.reads_of(tx, "ana", 99)
        workspaces.publish(tx, LADDER, now)
        record.remove(tx, "ana", item)
    assert watched == []


def test_the_ids_of_another_workspace_are_never_found(house: House, database: Database, now: datetime) -> None:
    house.person("max")
    house.person("ana", manager="max")
    item = house.win("ana", source=MessageSource(channel="C1", ts="1.0")).id
    stranger = House(database, "T2")
    stranger.person("max", admin=True)
    win = NewWin(text="Mine now", happened_on=TODAY)
    with database.write("T2") as tx:
        assert people.find(tx, "ana") is None
        assert visit_of(tx, "ana", now) is None
        assert people.reports(tx, "max") == ()
        assert record.all_of(tx, "ana") == ()
        assert record.from_message(tx, "ana", "C1", "1.0") is None
        assert record.seen_by(tx, "max", ["ana"], "wins", now) == {"ana": ()}
        assert access.reads_of(tx, "ana", 99) == ()
        for attempt in (
            lambda: people.get(tx, "ana"),
            lambda: people.set_target(tx, "ana", "senior"),
            lambda: people.set_active(tx, "ana", active=False),
            lambda: record.own(tx, "ana", item),
            lambda: record.edit(tx, "ana", item, 1, win, now, TODAY),
            lambda: record.show_to(tx, "ana", item, Visibility.SHARED_UP, now),
            lambda: record.remove(tx, "ana", item),
        ):
            with pytest.raises(NotFound):
                attempt()
    with database.read("T1") as tx:
        assert record.own(tx, "ana", item).text == "Led the move to the new queue"


def test_a_ladder_version_of_another_workspace_is_never_found(house: House, database: Database, now: datetime) -> None:
    House(database, "T2")
    with database.write("T1") as tx:
        second = workspaces.publish(tx, LADDER, now)
        assert workspaces.ladder_of(tx, second) == LADDER
    with database.read("T2") as tx, pytest.raises(NotFound):
        workspaces.ladder_of(tx, second)


ITEM = {"text": "A win", "happened_on": TODAY, "visibility": "private", "state": "accepted", "ladder_version": 1}
PART = {"owner_id": "ana", "evidence_id": "item"}


@pytest.mark.parametrize(
    ("model", "row"),
    [
        (PersonRow, {"id": "ben", "manager_id": "ana"}),
        (EvidenceRow, {**ITEM, "owner_id": "ana", "id": "another"}),
        (EvidenceCompetencyRow, {**PART, "competency_id": "craft", "position": 0}),
        (EvidenceWitnessRow, {**PART, "witness_id": "ben", "position": 0}),
        (EvidenceRevisionRow, {**PART, "revision": 1, "before": "{}"}),
        (AccessRow, {"subject_id": "ana", "day": TODAY, "reader_id": "ben", "what": "wins"}),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_a_row_cannot_point_across_the_wall(
    house: House, database: Database, now: datetime, model: type[Base], row: dict[str, Any]
) -> None:
    house.person("ana")
    with database.write("T1") as tx:
        tx.insert(EvidenceRow, {**ITEM, "owner_id": "ana", "id": "item", "logged_at": now})
    House(database, "T2")
    times = {name: now for name in ("logged_at", "changed_at", "first_at") if name in model.__table__.c}
    with database.write("T1") as tx:
        tx.insert(model, {**row, **times})
    with pytest.raises(IntegrityError), database.write("T2") as tx:
        tx.insert(model, {**row, **times})
