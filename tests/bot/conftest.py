"""Databases at a step, and steps to add to ours."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot import schema
from bot.schema import head, upgrade
from ladder.engine import open_engine


@pytest.fixture
def fresh(empty_url: str) -> Iterator[Engine]:
    """A database of the test's own, brought to the last step."""
    upgrade(empty_url)
    engine = open_engine(empty_url)
    yield engine
    engine.dispose()


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Adds a step 0002 with this body to the ones we have; `op` and `sa` are there."""
    home = tmp_path / "steps"
    shutil.copytree(schema._HOME, home, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(schema, "_HOME", home)

    def add(body: str) -> None:
        lines = ["import sqlalchemy as sa", "from alembic import op", "revision = '0002'", "down_revision = '0001'"]
        lines += ["", "def upgrade():", *(f"    {line}" for line in body.splitlines())]
        (home / "versions" / "0002_later.py").write_text("\n".join(lines))
        head.cache_clear()

    yield add
    head.cache_clear()
