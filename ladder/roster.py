"""The roster: who works for whom, at which level, from a CSV. A wrong line names itself; the rest still works."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import bindparam, update

from ladder.access import organisation_of
from ladder.db import Tx, table_of, walled
from ladder.framework import Ladder
from ladder.models import PersonRow
from ladder.people import everyone

COLUMNS = ("email", "slack_id", "name", "level", "target", "track", "manager", "admin", "start_date", "level_since")
_YES = {"yes", "y", "true", "1", "x", "admin"}
_NO = {"", "no", "n", "false", "0"}

FindLevel = Callable[[str], str | None]  # a level's id for what someone typed, None if there is no such level


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing about a line of the file; `line` counts from 1, the heading included."""

    line: int
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One good line. `who` and `manager` are a Slack user id or an e-mail address, as the file has them."""

    line: int
    who: str
    manager: str = ""
    name: str = ""
    email: str = ""
    level: str | None = None
    target: str | None = None
    track: str | None = None
    admin: bool = False
    start_date: date | None = None
    level_since: date | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """What a file was understood as."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    ignored_columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Applied:
    """What an import did: ids added, changed and untouched, and everything that could not be taken."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
