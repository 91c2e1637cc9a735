"""The demo's sample company: read from `story.toml`, told into the local workspace and onto the record."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from itertools import cycle, islice
from typing import Any
from zoneinfo import ZoneInfo

from bot.playground.slack import LocalSlack
from ladder import evidence, workspaces
from ladder.db import Tx
from ladder.models import PersonRow
from ladder.records import NewWin, Number, NumberSource, Role, Scope
from ladder.yaml_form import builtin

TODAY = datetime(2026, 9, 25, 8, 0, tzinfo=UTC)  # the Friday before the week in which the third quarter ends
ENGINEERS = 8
_MORE_NAMES = ("Alex", "Bea", "Chris", "Dana", "Eli", "Fay", "Gus", "Hana", "Ian", "Jo", "Kit", "Liv")
_DAY = re.compile(r"w(\d+)d(\d)")


@dataclass(frozen=True, slots=True)
class Story:
    """The company as it is told: people, channels, messages and wins, as in the file."""

    people: tuple[Mapping[str, Any], ...]
    channels: tuple[Mapping[str, Any], ...]
    messages: tuple[Mapping[str, Any], ...]
    wins: tuple[Mapping[str, Any], ...]


def read_story(engineers: int = ENGINEERS) -> Story:
    """The story with so many engineers: fewer are left out from the end, more take up others' stories."""
    told = tomllib.loads(files("bot.demo").joinpath("story.toml").read_text(encoding="utf-8"))
    leads = [one for one in told["person"] if "manager" not in one]
    team = [one for one in told["person"] if "manager" in one]
    people = [*leads, *team[:engineers], *_more(team, engineers - len(team))]
    known = {one["id"] for one in people}
    wins = [one | {"who": who} for one in told["win"] for who in _tellers(one["who"], people)]
    return Story(
        people=tuple(people),
        channels=tuple(told["channel"]),
        messages=tuple(one for one in told["message"] if one["who"] in known),
        wins=tuple(wins),
    )


def _more(team: list[dict[str, Any]], number: int) -> Iterator[dict[str, Any]]:
    for place, like in enumerate(islice(cycle(team), max(0, number))):
        name = f"{_MORE_NAMES[place % len(_MORE_NAMES)]} {chr(ord('A') + place // len(_MORE_NAMES) % 26)}."
        yield like | {"id": f"U0MORE{place:04d}", "name": name, "like": like["id"]}


def _tellers(who: str, people: list[Mapping[str, Any]]) -> list[str]:
    return [one["id"] for one in people if who in (one["id"], one.get("like"))]


def day_of(word: str) -> date:
    """The day that "w3d1" names: the Tuesday of the third week before that of `TODAY`. Raises `ValueError`."""
    match = _DAY.fullmatch(word)
    if match is None:
        raise ValueError(f"{word!r} is not a day of the story")
    monday = TODAY.date() - timedelta(days=TODAY.weekday())
    return monday - timedelta(weeks=int(match[1])) + timedelta(days=int(match[2]))


def tell_slack(story: Story, slack: LocalSlack) -> None:
    """Puts the people, the channels and the messages into the local workspace."""
    for one in story.people:
        short = one["name"].split()[0].lower()
        email = f"{one['id'].lower()}@fernwood.example"
        profile = {"real_name": one["name"], "tz": one["tz"], "email": email, "title": one.get("title", "")}
        slack.add_user(one["id"], short, is_admin=one.get("admin", False), **profile)
    for one in story.channels:
        slack.add_channel(one["id"], one["name"], one.get("private"), private="private" in one)
    zones = {one["id"]: ZoneInfo(one["tz"]) for one in story.people}
    for one in story.messages:
        at = datetime.combine(day_of(one["on"]), time.fromisoformat(one["at"]), zones[one["who"]])
        slack.post_as(one["who"], one["channel"], one["text"], at)


def tell_record(story: Story, tx: Tx) -> bool:
    """Puts the roster and the wins on record; False, and nothing done, if the company is there already."""
    began = datetime.combine(min(day_of(one["on"]) for one in story.wins), time(8), UTC)
    if not workspaces.set_up(tx, builtin, began, name="Fernwood"):
        return False
    for one in story.people:
        tx.insert(PersonRow, _person(one))
    for one in story.wins:
        at = datetime.combine(day_of(one["on"]), time(15), UTC)
        evidence.log(tx, one["who"], _win(one), at, at.date())
    return True


def _person(told: Mapping[str, Any]) -> dict[str, Any]:
    columns = {name: told.get(name) for name in ("id", "name", "tz", "level", "target")}
    return {**columns, "manager_id": told.get("manager"), "admin": told.get("admin", False)}


def _win(told: Mapping[str, Any]) -> NewWin:
    number = told.get("number")
    return NewWin(
        text=told["text"],
        happened_on=day_of(told["on"]),
        outcome=told.get("outcome", ""),
        number=Number(value=number[0], unit=number[1], source=NumberSource(number[2])) if number else None,
        role=Role(told["role"]),
        scope=Scope(told["scope"]),
        competencies=tuple(told["shows"]),
        witnesses=tuple(told.get("seen", ())),
    )
