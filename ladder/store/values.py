"""What a person handed over, as frozen values: people, wins, their sources. No table, no query, no Slack."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Visibility(StrEnum):
    """Who may see an item: only its owner; also their current manager; also the chain above."""

    PRIVATE = "private"
    SHARED = "shared"
    SHARED_UP = "shared_up"


class State(StrEnum):
    """Only `ACCEPTED` counts for anything."""

    DRAFT = "draft"
    OFFERED = "offered"
    DECLINED = "declined"
    ACCEPTED = "accepted"


class Role(StrEnum):
    LED = "led"
    CO_LED = "co_led"
    CONTRIBUTED = "contributed"
    SUPPORTED = "supported"


class Scope(StrEnum):
    SELF = "self"
    TEAM = "team"
    SEVERAL_TEAMS = "several_teams"
    ORGANISATION = "organisation"
    COMPANY = "company"


class NumberSource(StrEnum):
    """How a number is known; a packet prints "(estimate)" beside the last."""

    MEASURED = "measured"
    TOLD_BY = "told_by"
    ESTIMATE = "estimate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number that goes with an outcome: `value` as typed ("40", "1.5k"), its unit, and how it is known."""

    value: str
    unit: str = ""
    source: NumberSource = NumberSource.ESTIMATE


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSource:
    """The message a win was logged from: its place, its author, and its link ("" if the owner left it out).

    `author_name` is an app's name, which no id stands for. `quote` is what somebody else wrote, for the owner's eyes
    alone: it is read only where the owner asks.
    """

    channel: str
    ts: str
    author: str = ""
    link: str = ""
    author_name: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person of one workspace. `id` is the Slack user id; `tz` an IANA name, or "" for the workspace's zone.

    `keeps_name` and `keeps_email`: the roster gave another than Slack's, which Slack's changes don't replace.
    """

    id: str
    name: str
    email: str = ""
    level: str | None = None
    target: str | None = None
    track: str | None = None
    manager: str | None = None
    admin: bool = False
    active: bool = True
    tz: str = ""
    start_date: date | None = None
    level_since: date | None = None
    keeps_name: bool = False
    keeps_email: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWin:
    """A win as it comes from a form, before it is stored. Only `text` and `happened_on` are required.

    `confirmed` says that a person looked at its competencies: suggestions learn from no others.
    """

    text: str
    happened_on: date
    outcome: str = ""
    number: Number | None = None
    role: Role | None = None
    scope: Scope | None = None
    competencies: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    visibility: Visibility = Visibility.SHARED
    state: State = State.ACCEPTED
    source: MessageSource | None = None
    confirmed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One recorded win. `happened_on` is the day of the act, `logged_at` (aware, UTC) when it was written down;
    `revision` counts edits from 1; `ladder_version` is the version it was judged on; an `example` is shown to all
    colleagues."""

    id: str
    owner: str
    text: str
    happened_on: date
    logged_at: datetime
    outcome: str = ""
    number: Number | None = None
    role: Role | None = None
    scope: Scope | None = None
    competencies: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    visibility: Visibility = Visibility.SHARED
    state: State = State.ACCEPTED
    source: MessageSource | None = None
    ladder_version: int = 1
    revision: int = 1
    example: bool = False
