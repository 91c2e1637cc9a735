"""The tables of the README and docs/install.md, made from the code. `python -m tests.tables` writes them; a test holds
them to it."""

import json
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bot.config import env_example, settings_table
from handlers.grammar import TABLE
from handlers.scopes import SCOPES

README = Path(__file__).parent.parent / "README.md"
INSTALL = README.parent / "docs" / "install.md"
_NEW_APP = "https://api.slack.com/apps?new_app=1&manifest_json="
EXAMPLE = README.parent / ".env.example"


def commands() -> str:
    """What can be asked."""
    return _table(("you type", "you get"), [(f"`{f'/ladder {one.usage}'.strip()}`", one.answer) for one in TABLE])


def settings() -> str:
    """What can be set."""
    return settings_table() + "\n"


def scopes() -> str:
    """What the app may do, and why."""
    rows = [(f"`{scope.name}`", scope.purpose, scope.asked.value, scope.without) for scope in SCOPES]
    return _table(("scope", "what it is for", "asked for", "without it"), rows)


def click() -> str:
    """Links that open Slack's page for a new app with the manifest filled in."""
    manifest = json.loads((files("bot") / "manifest.json").read_text(encoding="utf-8"))
    settings = {**manifest["settings"], "socket_mode_enabled": True}
    ways = {
        "Create it for Socket Mode": {**manifest, "settings": settings},
        "Create it for HTTP": manifest,
    }
    return "".join(f"[{text}]({_NEW_APP}{_packed(one)})\n\n" for text, one in ways.items())


def _packed(manifest: Mapping[str, Any]) -> str:
    return quote(json.dumps(manifest, separators=(",", ":"), ensure_ascii=False), safe="")


Table = Callable[[], str]
TABLES: Mapping[Path, Mapping[str, Table]] = {
    README: {"commands": commands},
    INSTALL: {"click": click, "scopes": scopes, "settings": settings},
}


def filled(text: str, tables: Mapping[str, Table]) -> str:
    """A document with each of its marked tables as the code has it."""
    for name, table in tables.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
        before, _, rest = text.partition(begin)
        text = f"{before}{begin}{table()}{end}{rest.partition(end)[2]}"
    return text


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


if __name__ == "__main__":
    EXAMPLE.write_text(env_example(), encoding="utf-8")
    for document, tables in TABLES.items():
        document.write_text(filled(document.read_text(encoding="utf-8"), tables), encoding="utf-8")
