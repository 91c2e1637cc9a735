"""The local Slack knows nothing of the app: it is Slack."""

import ast
from pathlib import Path

import pytest

import bot.playground

ROOT = Path(bot.playground.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
# What may come from outside: the standard library and the web library.
OURS = ("bot", "handlers", "ladder", "migrations", "slack_bolt", "slack_sdk", "sqlalchemy", "apscheduler")


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("path", MODULES, ids=[str(path.relative_to(ROOT)) for path in MODULES])
def test_nothing_of_the_app_is_imported(path: Path) -> None:
    foreign = {name for name in imported(path) if name.split(".")[0] in OURS and not name.startswith("bot.playground")}
    assert foreign == set()


def test_the_walls_are_looked_at() -> None:
    assert len(MODULES) > 40
    assert "bot.playground.world.values" in imported(ROOT / "world" / "workspace.py")
