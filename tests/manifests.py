"""The app's manifest as an operator may have it."""

import json
from importlib.resources import files
from typing import Any


def with_history() -> dict[str, Any]:
    """With the permission that lets Ladder look whether a doubtful message arrived (docs/operations.md)."""
    manifest: dict[str, Any] = json.loads((files("bot") / "manifest.json").read_text(encoding="utf-8"))
    scopes = manifest["oauth_config"]["scopes"]
    for kind in ("bot", "bot_optional"):
        scopes[kind] = [*scopes[kind], "im:history"]
    return manifest
