"""A workspace's settings: what they are called, what they take, who may change them, and what a change keeps."""

import re
from calendar import month_name
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from difflib import get_close_matches
from enum import StrEnum
from itertools import islice
from typing import Any
from zoneinfo import available_timezones

from sqlalchemy import bindparam, case, func, select, update

from ladder.calendar.countries import NO_HOLIDAYS, country_code
from ladder.calendar.digest_days import DigestDay, digest_days, last_covered
from ladder.delivery.last_digest import has_digests
from ladder.errors import Invalid
from ladder.people import workspaces
from ladder.people.people import require_admin
from ladder.people.workspaces import Workspace
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import PersonRow, WorkspaceRow

MOST_DAYS = 20
_SHOWN_DAYS = 4
_HOUR = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_EXAMPLES = ("Europe/Berlin", "America/New_York")
_AUTOMATIC = ("", "auto")
_workspace = table_of(WorkspaceRow)
_person = table_of(PersonRow)
_HERE = update(_workspace).where(_workspace.c.id == bindparam("workspace"))
_LOCKED = select(_workspace.c.id).where(_workspace.c.id == bindparam("workspace")).with_for_update()
_WHERE_MOST_ARE = (
    select(_person.c.tz)
    .where(walled(_person), _person.c.active, _person.c.tz != "")
    .group_by(_person.c.tz)
    .order_by(func.count().desc(), func.sum(case((_person.c.admin, 1), else_=0)).desc(), _person.c.tz)
    .limit(1)
)
_PROPOSE = _HERE.where(~_workspace.c.tz_chosen, _workspace.c.tz != bindparam("zone")).values(tz=bindparam("zone"))


class Key(StrEnum):
    """The settings, by the names that the command line gives them."""

    TIMEZONE = "timezone"
    COUNTRY = "country"
    FIRST_MONTH = "first_month"
    DIGEST_DAY = "digest_day"
    DIGEST_HOUR = "digest_hour"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings as they hold, and the digest days they lead to."""

    workspace: Workspace
    days: tuple[DigestDay, ...]


def settings_of(tx: Tx, now: datetime) -> Settings:
    """The workspace's settings and its next four digest days. Raises `NotFound` before the workspace's set-up."""
    workspace = workspaces.look_at(tx)
    days = (day for day in digest_days(now, workspace.digest) if not has_digests(tx, day.quarter.key))
    return Settings(workspace, tuple(islice(days, _SHOWN_DAYS)))


def propose_zone(tx: Tx) -> None:
    """Where nobody chose a time zone, takes the one most people are in; of several the one of the admins."""
    row = tx.first(_WHERE_MOST_ARE)
    if row:
        tx.run(_PROPOSE, zone=row.tz)


def change(tx: Tx, actor: str, values: Mapping[Key, str], now: datetime) -> None:
    """Changes settings as an admin writes them. Raises `Refused` for anybody else, `Invalid` by key."""
    require_admin(tx, actor, "the settings")
    apply(tx, values, now)


def apply(tx: Tx, values: Mapping[Key, str], now: datetime) -> None:
    """Changes settings, whoever asks: for the operator of the server. Raises `Invalid` by key, with what is allowed.

    What has been sent stays sent, and what was still to come still comes: the moment is kept, and how far the digests
    had got by the settings before.
    """
    columns = _columns(values)
    tx.run(_LOCKED)
    before = workspaces.look_at(tx)
    tx.run(_HERE.values(columns))
    if Key.TIMEZONE in values:
        propose_zone(tx)
    if workspaces.look_at(tx) != before:
        tx.run(_HERE.values(settled_at=now, settled_through=last_covered(now, before.digest)))


def _columns(values: Mapping[Key, str]) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for key, text in values.items():
        try:
            columns |= _READERS[key](text.strip())
        except Invalid as error:
            problems[key] = str(error)
    if problems:
        raise Invalid(problems)
    return columns


def _timezone(text: str) -> dict[str, Any]:
    if text.casefold() in _AUTOMATIC:
        return {"tz_chosen": False, "tz": "UTC"}
    folded = text.casefold().replace(" ", "_")
    known = {name.casefold(): name for name in available_timezones()}
    if folded in known:
        return {"tz": known[folded], "tz_chosen": True}
    by_city = {name.rpartition("/")[2]: known[name] for name in sorted(known)}
    if folded in by_city:
        return {"tz": by_city[folded], "tz_chosen": True}
    near = [by_city[city] for city in get_close_matches(folded.rpartition("/")[2], by_city, n=2)]
    raise Invalid(
        {Key.TIMEZONE: f"There is no time zone “{text[:40]}”. Write one like {' or '.join(near or _EXAMPLES)}."}
    )


def _country(text: str) -> dict[str, Any]:
    if text.casefold() in _AUTOMATIC:
        return {"country": ""}
    return {"country": NO_HOLIDAYS if text.casefold() == NO_HOLIDAYS else country_code(text)}


def _first_month(text: str) -> dict[str, Any]:
    names = [month_name[number].casefold() for number in range(1, 13)]
    written = text.casefold()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 3 else 0
    if len(written) > 2:
        number = next((at for at, name in enumerate(names, 1) if name.startswith(written)), 0)
    if not 1 <= number <= 12:
        raise Invalid({Key.FIRST_MONTH: "Write a month as a number from 1 to 12, or by its name."})
    return {"quarter_start_month": number}


def _digest_day(text: str) -> dict[str, Any]:
    if not (text.isascii() and text.isdigit() and len(text) < 3 and 1 <= int(text) <= MOST_DAYS):
        raise Invalid({Key.DIGEST_DAY: f"Write a working day of the quarter, from 1 to {MOST_DAYS}."})
    return {"digest_working_day": int(text)}


def _digest_hour(text: str) -> dict[str, Any]:
    match = _HOUR.fullmatch(text)
    if not match:
        raise Invalid({Key.DIGEST_HOUR: "Write the hour as HH:MM, from 00:00 to 23:59, such as 09:30."})
    return {"digest_at": time(int(match[1]), int(match[2])).isoformat("minutes")}


_READERS: Mapping[Key, Callable[[str], dict[str, Any]]] = {
    Key.TIMEZONE: _timezone,
    Key.COUNTRY: _country,
    Key.FIRST_MONTH: _first_month,
    Key.DIGEST_DAY: _digest_day,
    Key.DIGEST_HOUR: _digest_hour,
}
