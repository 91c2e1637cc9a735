"""Databases at a step, and steps to add to ours."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot import schema
from bot.schema import head, upgrade
from ladder.store.engine import open_engine

LAST = head()  # the last step that this code knows
NEXT = f"{int(LAST) + 1:04}"


@pytest.fixture
def fresh(empty_url: str) -> Iterator[Engine]:
    """A database of the test's own, brought to the last step."""
    upgrade(empty_url)
    engine = open_engine(empty_url)
    yield engine
    engine.dispose()


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Adds a step after the last with this body to the ones we have; `op` and `sa` are there."""
    home = tmp_path / "steps"
    shutil.copytree(schema.HOME, home, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(schema, "HOME", home)

    def add(body: str) -> None:
        lines = ["import sqlalchemy as sa", "from alembic import op"]
        lines += [f"revision = '{NEXT}'", f"down_revision = '{LAST}'"]
        lines += ["", "def upgrade():", *(f"    {line}" for line in body.splitlines())]
        (home / "versions" / f"{NEXT}_later.py").write_text("\n".join(lines))
        head.cache_clear()

    yield add
    head.cache_clear()
