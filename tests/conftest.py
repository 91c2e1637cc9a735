"""What every test may use: a real database with the schema of the migrations, a fixed now, a house of people."""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from sqlalchemy import Engine, create_engine, event, text

from bot.schema import head, upgrade
from ladder.delivery import across, claims, queue
from ladder.evidence import record
from ladder.framework.model import Competency, Expectation, Ladder, Level
from ladder.people import workspaces
from ladder.people.visit import Visit, visit_of
from ladder.store.db import Database, Tx
from ladder.store.engine import normal_url, open_engine
from ladder.store.models import Base, PersonRow
from ladder.store.values import Evidence, NewWin
from tests.laws import FEW, PROFILE
from tests.office import Office

# how long an example takes says more about the machine than about the code
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.register_profile("quick", deadline=None, max_examples=FEW)  # for `make test`
hypothesis.settings.load_profile(PROFILE)

NOW = datetime(2026, 9, 14, 10, 0, tzinfo=UTC)  # a Monday, late in the third quarter
TODAY = NOW.date()
POSTGRES = os.environ.get("LADDER_TEST_DATABASE_URL", "")

_LEVELS = ("junior", "mid", "senior", "staff")
_COMPETENCIES = ("Craft", "Delivery", "Mentoring")
LADDER = Ladder(
    id="small",
    name="A small ladder",
    levels=tuple(
        Level(id=name, name=name.title(), rank=rank, next=_LEVELS[rank + 1 : rank + 2])
        for rank, name in enumerate(_LEVELS)
    ),
    competencies=tuple(Competency(id=name.lower(), name=name, order=place) for place, name in enumerate(_COMPETENCIES)),
    expectations=tuple(
        Expectation(
            id=f"{level}-{name.lower()}", level=level, competency=name.lower(), text=f"{name} as a {level} does it"
        )
        for level in _LEVELS
        for name in _COMPETENCIES
    ),
)


@pytest.fixture
def now() -> datetime:
    """The moment at which tests happen: Monday 14 September 2026, 10:00 UTC."""
    return NOW


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a database fresh from the migrations, made once."""
    if POSTGRES:
        with _postgres_database() as url:
            upgrade(url)
            yield url
        return
    url = f"sqlite:///{tmp_path_factory.mktemp('template') / 'ladder.db'}"
    upgrade(url)
    yield url


@contextmanager
def _postgres_database() -> Iterator[str]:
    name = f"ladder_{uuid.uuid4().hex}"
    server = create_engine(normal_url(POSTGRES), isolation_level="AUTOCOMMIT", pool_pre_ping=True)
    try:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        yield normal_url(POSTGRES).set(database=name).render_as_string(hide_password=False)
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    finally:
        server.dispose()


@pytest.fixture
def database_url(template: str, tmp_path: Path) -> str:
    """The URL of a database of the test's own, with the schema in it: a copy, or on PostgreSQL the emptied one."""
    if POSTGRES:
        _empty(template)
        return template
    shutil.copyfile(template.removeprefix("sqlite:///"), tmp_path / "ladder.db")
    return f"sqlite:///{tmp_path / 'ladder.db'}"


def _empty(url: str) -> None:
    engine = open_engine(url)
    with engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(table.delete())
        # a test may have said that the schema is at another step
        connection.execute(text("UPDATE alembic_version SET version_num = :step"), {"step": head()})
    engine.dispose()


@pytest.fixture
def empty_url(tmp_path: Path) -> Iterator[str]:
    """The URL of a database with nothing in it."""
    if POSTGRES:
        with _postgres_database() as url:
            yield url
        return
    yield f"sqlite:///{tmp_path / 'empty.db'}"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine with the house's settings on the test's own database."""
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def database(engine: Engine) -> Database:
    """The test's own database, with the schema and nothing else."""
    return Database(engine)


@pytest.fixture(scope="session")
def settled(template: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file in which the office's people are settled, made once: settling them takes half of opening it."""
    file = tmp_path_factory.mktemp("settled") / "ladder.db"
    shutil.copyfile(template.removeprefix("sqlite:///"), file)
    with Office(f"sqlite:///{file}"):
        return file


@pytest.fixture
def office(database_url: str, request: pytest.FixtureRequest) -> Iterator[Office]:
    """A small company with the app connected, and nothing on record yet."""
    if not POSTGRES:
        shutil.copyfile(request.getfixturevalue("settled"), database_url.removeprefix("sqlite:///"))
    with Office(database_url, rate_limits=False) as office:
        yield office


@pytest.fixture
def the_tests_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leases and waits go by the time that a test gives, on PostgreSQL too, whose own clock nobody moves."""
    for module in (queue, claims, across):
        monkeypatch.setattr(module, "database_time", lambda _tx, at: at)


class House:
    """A workspace with its people and their wins, in few words.

    `ladder` is its first version; ids are what tests call people by: `house.person("ana", manager="max")`.
    """

    def __init__(self, database: Database, workspace: str = "T1", ladder: Ladder = LADDER) -> None:
        self.database = database
        self.id = workspace
        with database.write(workspace) as tx:
            workspaces.set_up(tx, lambda: ladder, NOW, name=f"Workspace {workspace}")

    def person(self, person: str, **columns: Any) -> str:
        """Adds someone and returns their id; columns as in `PersonRow`, `manager` short for `manager_id`."""
        if "manager" in columns:
            columns["manager_id"] = columns.pop("manager")
        with self.database.write(self.id) as tx:
            tx.insert(PersonRow, {"id": person, "name": person.title(), **columns})
        return person

    def set(self, person: str, **columns: Any) -> None:
        """Changes columns of someone, whatever the services allow."""
        if "manager" in columns:
            columns["manager_id"] = columns.pop("manager")
        table = PersonRow.metadata.tables["person"]
        change = table.update().where(table.c.workspace_id == self.id, table.c.id == person).values(columns)
        with self.database.write(self.id) as tx:
            tx.connection.execute(change)

    def win(self, owner: str, text: str = "Led the move to the new queue", **fields: Any) -> Evidence:
        """Logs a win; fields as in `NewWin`, with `at` for the moment of logging and `on` for the day of the act."""
        at: datetime = fields.pop("at", NOW)
        day: date = fields.pop("on", at.date())
        with self.database.write(self.id) as tx:
            return record.log(tx, owner, NewWin(text=text, happened_on=day, **fields), at, at.date())


def visit_to(tx: Tx, person: str, today: date) -> Visit:
    """The visit of somebody whom the workspace knows, at noon of a day."""
    visit = visit_of(tx, person, datetime.combine(today, time(12), UTC))
    assert visit is not None
    return visit


@pytest.fixture
def house(database: Database) -> House:
    """The workspace T1 with a small ladder (junior to staff; craft, delivery, mentoring) and nobody in it."""
    return House(database)


class Queries:
    """The statements that went to the database since it began to watch, in order."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def note(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            self.statements.append(statement)

    def __len__(self) -> int:
        return len(self.statements)


@pytest.fixture
def queries(engine: Engine) -> Iterator[Queries]:
    """What is asked of the test's database: `len(queries)`, and `queries.statements.clear()` to begin anew."""
    watch = Queries()
    event.listen(engine, "before_cursor_execute", watch.note)
    yield watch
    event.remove(engine, "before_cursor_execute", watch.note)
