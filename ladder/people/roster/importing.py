"""A roster into a workspace. What is not known is reported, never guessed at; importing again changes nothing.

What a column that the file lacks would say is left as it is, and so is what a cell that can't be read would say. An
empty cell clears level, track, manager, admin and dates, of which the roster is the source; it leaves name, address
and target. Names and addresses follow Slack, unless the roster gave another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from typing import Any

from sqlalchemy import bindparam, update

from ladder.framework.model import Ladder
from ladder.framework.names import Found, Match, Missing, Named, find, level_names
from ladder.people.people import everyone
from ladder.people.roster.file import Entry, LineProblem, Roster
from ladder.people.workspaces import latest_version
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import PersonRow
from ladder.store.values import Person
from ladder.text import fold

_person = table_of(PersonRow)
_OWN = (
    *("name", "email", "level", "target", "track", "manager", "admin", "active", "tz", "start_date", "level_since"),
    *("keeps_name", "keeps_email"),
)
_COLUMN = {"manager": "manager_id"}
_REST = "The rest of the line was taken."
_UPDATE = (
    update(_person)
    .where(walled(_person), _person.c.id == bindparam("person"))
    .values({_COLUMN.get(name, name): bindparam(f"new_{name}") for name in _OWN})
)


@dataclass(frozen=True, slots=True)
class SlackAccount:
    """What Slack says of someone; `tz` is an IANA name."""

    id: str
    name: str = ""
    email: str = ""
    tz: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class Applied:
    """What an import did, or would do: ids added, changed and untouched, active people whom the file does not name,
    and everything that couldn't be taken, by line."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    problems: tuple[LineProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The people whom a roster names as they will be, and what that changes."""

    people: tuple[Person, ...]
    applied: Applied


def plan(
    tx: Tx, roster: Roster, ladder: Ladder, accounts: Sequence[SlackAccount] = (), unasked: frozenset[str] = frozenset()
) -> Plan:
    """What `apply` would do, without doing it: one query."""
    known = {person.id: person for person in everyone(tx)}
    return _Import(roster, ladder, known, {account.id: account for account in accounts}, unasked).plan()


def apply(
    tx: Tx, roster: Roster, ladder: Ladder, accounts: Sequence[SlackAccount] = (), unasked: frozenset[str] = frozenset()
) -> Applied:
    """Takes the good lines into the workspace. `accounts` are the people and managers whom Slack was asked about: they
    say who an address belongs to, and give names and time zones. `unasked` are addresses and ids that Slack could not
    be asked about. Four statements, however many people."""
    planned = plan(tx, roster, ladder, accounts, unasked)
    new, touched = set(planned.applied.added), {*planned.applied.added, *planned.applied.changed}
    # new people first and without a manager, who may stand further down
    seen = latest_version(tx)
    tx.insert(PersonRow, *({"id": person.id, "ladder_seen": seen} for person in planned.people if person.id in new))
    tx.run_many(_UPDATE, [_parameters(person) for person in planned.people if person.id in touched])
    return planned.applied


def _parameters(person: Person) -> dict[str, Any]:
    told = asdict(person)
    return {"person": person.id, **{f"new_{name}": told[name] for name in _OWN}}


@dataclass(frozen=True)
class _Import:
    """One import under way. `known` are the people of the workspace, by id; `accounts` those Slack knows, by id."""

    roster: Roster
    ladder: Ladder
    known: Mapping[str, Person]
    accounts: Mapping[str, SlackAccount]
    unasked: frozenset[str] = frozenset()
    problems: list[LineProblem] = field(default_factory=list)
    _names: dict[str, list[str]] = field(default_factory=dict)

    def plan(self) -> Plan:
        entries = self._identified()
        managers = self._sound(self._managers(entries), entries)
        people = {person: self._person(person, entry, managers) for person, entry in entries.items()}
        for manager in managers.values():  # whom only Slack and the column manager name
            if manager is not None and manager not in people and manager not in self.known:
                people[manager] = self._from_slack(Person(id=manager, name=""))
        return Plan(tuple(people.values()), self._applied(people))

    def _applied(self, people: Mapping[str, Person]) -> Applied:
        before = {person: self.known.get(person) for person in people}
        return Applied(
            added=tuple(person for person in people if before[person] is None),
            changed=tuple(person for person, now in people.items() if before[person] not in (None, now)),
            same=tuple(person for person, now in people.items() if before[person] == now),
            absent=tuple(person.id for person in self.known.values() if person.active and person.id not in people),
            problems=tuple(sorted((*self.roster.problems, *self.problems), key=lambda problem: problem.line)),
        )

    def _report(self, entry: Entry, problem: str) -> None:
        self.problems.append(LineProblem(entry.line, problem))

    @cached_property
    def _by_address(self) -> Mapping[str, str]:
        told: tuple[Person | SlackAccount, ...] = (
            *self.known.values(),
            *self.accounts.values(),
        )  # the last word counts
        return {holder.email.casefold(): holder.id for holder in told if holder.email}

    def _id_of(self, who: str) -> str | None:
        return self._by_address.get(who) if "@" in who else who

    def _identified(self) -> Mapping[str, Entry]:
        """The entries by the id of their person."""
        entries: dict[str, Entry] = {}
        for entry in self.roster.entries:
            person = self._id_of(entry.who)
            if person is None:
                self._report(entry, self._no_such_address(entry.who))
            elif person in entries:
                self._report(entry, f"{entry.who} is the person of line {entries[person].line}. That line counts.")
            else:
                entries[person] = entry
        return entries

    def _no_such_address(self, address: str) -> str:
        if address in self.unasked:
            return f"Slack couldn't be asked whose address {address} is. The line was left out."
        return f"Nobody in this workspace has the address {address}."

    def _managers(self, entries: Mapping[str, Entry]) -> dict[str, str | None]:
        """The new manager of each person whose line says one that can be told, or says that there is none."""
        if "manager" not in self.roster.columns:
            return {}
        managers: dict[str, str | None] = {}
        for person, entry in entries.items():
            if "manager" in entry.unread:
                continue
            named = self._bearers(entry.manager, entries) if entry.manager else []
            manager = named[0] if len(named) == 1 else None
            problem = self._manager_problem(person, named, entries) if entry.manager else ""
            if problem:
                self._report(entry, problem)
            else:
                managers[person] = manager
                self._report_if_left(entry, manager)
        return managers

    def _bearers(self, manager: str, entries: Mapping[str, Entry]) -> Sequence[str]:
        """The ids of the people whom an address, an id or a name may mean."""
        person = self._id_of(manager)
        if person is not None and (person in self.known or person in self.accounts or person in entries):
            return [person]
        return [] if "@" in manager else self._by_name(entries).get(_spelled(manager), [])

    def _by_name(self, entries: Mapping[str, Entry]) -> Mapping[str, Sequence[str]]:
        if not self._names:
            told = [(person, entry.name) for person, entry in entries.items()]
            told += [(person.id, person.name) for person in self.known.values()]
            told += [(account.id, account.name) for account in self.accounts.values()]
            for person, name in dict.fromkeys(told):
                bearers = self._names.setdefault(_spelled(name), [])
                bearers += [person] if name and person not in bearers else []
        return self._names

    def _manager_problem(self, person: str, named: Sequence[str], entries: Mapping[str, Entry]) -> str:
        manager = entries[person].manager
        if len(named) > 1:
            return f"There are {len(named)} people called {manager}. Give the manager's address. {_REST}"
        if not named and manager in self.unasked:
            return f"Slack couldn't be asked about the manager {manager}. {_REST}"
        if not named:
            return f"The manager {manager} is not in this workspace or file. {_REST}"
        return f"Nobody is their own manager. {_REST}" if named[0] == person else ""

    def _report_if_left(self, entry: Entry, manager: str | None) -> None:
        told = self.accounts.get(manager or "") or self.known.get(manager or "")
        if told is not None and not told.active:
            self._report(entry, f"The manager {entry.manager} has left: nobody gets this person's digest.")

    def _sound(self, managers: dict[str, str | None], entries: Mapping[str, Entry]) -> Mapping[str, str | None]:
        """The new managers without those that would make a circle, which are reported."""
        sound = dict(managers)
        while circles := {person: circle for person in sound if (circle := self._circle(person, sound))}:
            for person, circle in circles.items():
                way = " → ".join((*circle, person))
                self._report(entries[person], f"{way} is a circle. The manager was left as it was.")
                del sound[person]
        return sound

    def _circle(self, person: str, managers: Mapping[str, str | None]) -> tuple[str, ...]:
        """The people from `person` up to whoever reports to them again; empty if the way up ends elsewhere."""
        path = [person]
        while (manager := self._manager(path[-1], managers)) is not None and manager not in path:
            path.append(manager)
        return tuple(path) if manager == person else ()

    def _manager(self, person: str, managers: Mapping[str, str | None]) -> str | None:
        before = self.known.get(person)
        return managers.get(person, before.manager if before else None)

    def _person(self, person: str, entry: Entry, managers: Mapping[str, str | None]) -> Person:
        before = self._from_slack(self.known.get(person) or Person(id=person, name=""), entry)
        said: dict[str, Any] = {
            "level": self._level(entry, entry.level, before.level),
            "track": self._track(entry, before.track),
            "admin": entry.admin,
            "start_date": entry.start_date,
            "level_since": entry.level_since,
        }
        given = self._given(self.known.get(person), entry, before)
        return replace(
            before,
            **{name: value for name, value in said.items() if name in self.roster.columns and name not in entry.unread},
            **given,
            target=self._level(entry, entry.target, before.target) if entry.target else before.target,
            manager=self._manager(person, managers),
        )

    def _given(self, known: Person | None, entry: Entry, before: Person) -> dict[str, Any]:
        """The name and address that the roster gives, and whether they are others than Slack's."""
        account = self.accounts.get(before.id)
        given: dict[str, Any] = {}
        for name, slack in (("name", account and account.name), ("email", account and account.email)):
            value = getattr(entry, name)
            if not value or (slack and name == "name" and self.roster.guessed and not value.isascii()):
                continue
            is_as_before = known is not None and getattr(known, name) == value
            kept = getattr(before, f"keeps_{name}") if is_as_before and not slack else value != slack
            given |= {name: value, f"keeps_{name}": kept}
        return given

    def _from_slack(self, before: Person, entry: Entry | None = None) -> Person:
        account = self.accounts.get(before.id)
        if account is None:
            return before
        if entry and not account.active:
            self._report(entry, f"{entry.who} has left the workspace in Slack, and counts as inactive.")
        return replace(
            before,
            name=before.name if before.keeps_name else account.name or before.name,
            email=before.email if before.keeps_email else account.email or before.email,
            tz=account.tz or before.tz,
            active=account.active,
        )

    def _level(self, entry: Entry, asked: str, before: str | None) -> str | None:
        if not asked:
            return None
        result = find(level_names(self.ladder), asked)
        if isinstance(result, Match) and not result.near:
            return result.named.key
        meant = " or ".join(level.key for level in _possible(result))
        hint = f" Was it meant to be {meant}?" if meant else ""
        self._report(entry, f"This ladder has no level “{asked}”.{hint} The rest of the line was taken.")
        return before

    def _track(self, entry: Entry, before: str | None) -> str | None:
        if not entry.track:
            return None
        track = next(
            (
                ladder_track.id
                for ladder_track in self.ladder.tracks
                if fold(entry.track) in (fold(ladder_track.id), fold(ladder_track.name))
            ),
            None,
        )
        if track is None:
            named = ", ".join(ladder_track.id for ladder_track in self.ladder.tracks) or "none"
            self._report(entry, f"This ladder has no track “{entry.track}”; it has {named}. The rest was taken.")
        return track or before


def _spelled(name: str) -> str:
    """A name for comparing: without case and accents, and "Fischer, Lena" as "Lena Fischer"."""
    last, comma, first = name.partition(",")
    return " ".join(fold(f"{first} {last}" if comma else name).split())


def _possible(result: Found) -> Sequence[Named]:
    if isinstance(result, Match):
        return (result.named,)
    return result.closest if isinstance(result, Missing) else result.candidates
