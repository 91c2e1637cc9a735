"""The files of the inventory, and what they say."""

from collections.abc import Callable
from pathlib import Path

from tests.inventory.player import Player
from tests.inventory.scenes import edges, long, typical
from tests.office import Office

PAGES = {name: Path(__file__).parent / f"{name}.md" for name in ("typical", "long", "edges")}
_PLAYS: dict[str, Callable[[Office], Player]] = {"typical": typical, "long": long, "edges": edges}
_HEAD = "<!-- Made by `python -m tests.inventory`: what people see, [buttons] in brackets, ☐ choices. -->\n"


def page(name: str, database_url: str) -> str:
    """The text of one file, played anew on an empty database."""
    with Office(database_url, rate_limits=False) as office:
        return "\n".join([_HEAD, *_PLAYS[name](office).pages]).rstrip() + "\n"
