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

from bot.playground.local_slack import LocalSlack
from ladder.evidence import record
from ladder.formats.yaml.form import builtin
from ladder.people import workspaces
from ladder.store.db import Tx
from ladder.store.models import PersonRow
from ladder.store.values import MessageSource, NewWin, Number, NumberSource, Role, Scope, Visibility

TODAY = datetime(2026, 9, 25, 8, 0, tzinfo=UTC)  # the Friday before the week in which the third quarter ends
ENGINEERS = 8
_MORE_NAMES = ("Alex", "Bea", "Chris", "Dana", "Eli", "Fay", "Gus", "Hana", "Ian", "Jo", "Kit", "Liv")
_DAY = re.compile(r"w(\d+)d(\d)")


@dataclass(frozen=True, slots=True)
class Story:
    """The company as it is told: people, channels, messages in the order in which they were written, and wins; and as
    whom the page opens."""

    people: tuple[Mapping[str, Any], ...]
    channels: tuple[Mapping[str, Any], ...]
    messages: tuple[Mapping[str, Any], ...]
    wins: tuple[Mapping[str, Any], ...]
    opens_as: str

    def moment(self, on: str, at: str, channel: str) -> datetime:
        """When something was written in a channel: everyone reads a channel's times in its one zone."""
        zone = next(place["tz"] for place in self.channels if place["id"] == channel)
        return datetime.combine(day_of(on), time.fromisoformat(at), ZoneInfo(zone))


def read_story(engineers: int = ENGINEERS) -> Story:
    """The story with so many engineers: fewer are left out from the end, more take up others' stories."""
    told = tomllib.loads(files("bot.demo").joinpath("story.toml").read_text(encoding="utf-8"))
    leads = [person for person in told["person"] if "manager" not in person]
    team = [person for person in told["person"] if "manager" in person]
    people = [*leads, *team[:engineers], *_more(team, engineers - len(team))]
    known = {person["id"] for person in people}
    wins = [win | {"who": who} for win in told["win"] for who in _tellers(win["who"], people)]
    return Story(
        people=tuple(people),
        channels=tuple(told["channel"]),
        messages=tuple(said for said in told["message"] if said["who"] in known and _has_its_parent(said, told, known)),
        wins=tuple(wins),
        opens_as=told["opens_as"] if told["opens_as"] in known else people[0]["id"],
    )


def _has_its_parent(message: Mapping[str, Any], told: Mapping[str, Any], known: set[str]) -> bool:
    """Whether the message that this one replies to is told as well."""
    parent = message.get("replies_to")
    return parent is None or any(
        f"{said['on']} {said['at']}" == parent and said["who"] in known for said in told["message"]
    )


def _more(team: list[dict[str, Any]], number: int) -> Iterator[dict[str, Any]]:
    for place, like in enumerate(islice(cycle(team), max(0, number))):
        name = f"{_MORE_NAMES[place % len(_MORE_NAMES)]} {chr(ord('A') + place // len(_MORE_NAMES) % 26)}."
        yield like | {"id": f"U0MORE{place:04d}", "name": name, "like": like["id"]}


def _tellers(who: str, people: list[Mapping[str, Any]]) -> list[str]:
    return [person["id"] for person in people if who in (person["id"], person.get("like"))]


def day_of(word: str) -> date:
    """The day that "w3d1" names: the Tuesday of the third week before that of `TODAY`. Raises `ValueError`."""
    match = _DAY.fullmatch(word)
    if match is None:
        raise ValueError(f"{word!r} is not a day of the story")
    monday = TODAY.date() - timedelta(days=TODAY.weekday())
    return monday - timedelta(weeks=int(match[1])) + timedelta(days=int(match[2]))


def tell_slack(story: Story, slack: LocalSlack) -> None:
    """Puts the people, the channels and the messages into the local workspace; whom the page opens as comes first."""
    for told in sorted(story.people, key=lambda person: person["id"] != story.opens_as):
        short, email = told["name"].split()[0].lower(), f"{told['id'].lower()}@fernwood.example"
        profile = {"real_name": told["name"], "tz": told["tz"], "email": email, "title": told.get("title", "")}
        slack.add_user(told["id"], short, is_admin=told.get("admin", False), **profile)
    for place in story.channels:
        slack.add_channel(place["id"], place["name"], place.get("private"), private="private" in place)
    for said in story.messages:
        ts = ts_of(story, said["on"], said["at"], said["channel"])
        slack.post_as(said["who"], said["channel"], said["text"], ts, _thread_of(story, said))


def _thread_of(story: Story, message: Mapping[str, Any]) -> str | None:
    """The `ts` of the message that this one replies to."""
    if "replies_to" not in message:
        return None
    on, at = message["replies_to"].split()
    return ts_of(story, on, at, message["channel"])


def ts_of(story: Story, on: str, at: str, channel: str) -> str:
    """The `ts` of the message that was written then and there."""
    return f"{story.moment(on, at, channel).timestamp():.6f}"


def tell_record(story: Story, tx: Tx) -> bool:
    """Puts the roster and the wins on record; False, and nothing done, if the company is there already."""
    began = datetime.combine(min((day_of(win["on"]) for win in story.wins), default=TODAY.date()), time(8), UTC)
    if not workspaces.set_up(tx, builtin, began, name="Fernwood"):
        return False
    for person in story.people:
        tx.insert(PersonRow, _person(person))
    for win in story.wins:
        at = datetime.combine(day_of(win["on"]), time(15), UTC)
        record.log(tx, win["who"], _win(story, win), at, at.date())
    return True


def _person(told: Mapping[str, Any]) -> dict[str, Any]:
    columns = {name: told.get(name) for name in ("id", "name", "tz", "level", "target")}
    since = day_of(told["level_since"]) if "level_since" in told else None
    email = f"{told['id'].lower()}@fernwood.example"
    manager = {"manager_id": told.get("manager"), "admin": told.get("admin", False)}
    return {**columns, **manager, "email": email, "level_since": since}


def _win(story: Story, told: Mapping[str, Any]) -> NewWin:
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
        links=(told["link"],) if "link" in told else (),
        visibility=Visibility.PRIVATE if told.get("private") else Visibility.SHARED,
        source=_source(story, told),
    )


def _source(story: Story, told: Mapping[str, Any]) -> MessageSource | None:
    """The message of the story that a win was logged from."""
    if "message" not in told:
        return None
    channel, on, at = told["message"].split()
    ts = ts_of(story, on, at, channel)
    link = f"https://fernwood.slack.com/archives/{channel}/p{ts.replace('.', '')}"
    return MessageSource(channel=channel, ts=ts, author=told["who"], link=link)
