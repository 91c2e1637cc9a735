"""Asks Slack about the people of a roster: whose an address is, names, time zones, and whether they are here."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from time import sleep
from typing import Any

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.slack.outcomes import Failure, Never, Paused, SlackAnswer, TryLater, look_up
from handlers.interaction.members import NOBODY_HERE, Account, profile_of
from ladder.people.roster.file import LineProblem, Roster
from ladder.people.roster.importing import SlackAccount

_MOST_WAITS = 5
_PAGE = 200  # docs.slack.dev, users.list: no more than 200 a page
_ID = re.compile(r"[UW][A-Z0-9]+")
_NOBODY = "Slack knows nobody in this workspace by it, or they have left."
_OUTSIDER = "This is a guest, an app, or somebody from another company. Ladder is for full members."

Say = Callable[[int, int], None]  # how many of how many were asked about


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What Slack said: the accounts it knows, the roster without the lines of people who can't be on it, why it could
    not be asked about all ("" if it could), the ids of those who are no full members, and who couldn't be asked
    about."""

    accounts: Sequence[SlackAccount]
    roster: Roster
    trouble: str = ""
    outsiders: Sequence[str] = ()
    unasked: frozenset[str] = frozenset()


def ask_slack(client: WebClient, roster: Roster, say: Say, team: str) -> LookedUp:
    """Asks about everyone whom the roster of the workspace `team` names, managers included; waits where Slack asks
    to. Where a permission is missing, the rest is asked all the same."""
    return _Asking(client, team).ask(roster, say)


@dataclass
class _Asking:
    """One round of questions. `troubles` are the reasons, by what couldn't be asked."""

    client: WebClient
    team: str
    accounts: dict[str, SlackAccount] = field(default_factory=dict)
    strangers: dict[str, str] = field(default_factory=dict)
    outsiders: list[str] = field(default_factory=list)
    troubles: dict[str, str] = field(default_factory=dict)

    def ask(self, roster: Roster, say: Say) -> LookedUp:
        told = sorted(_told(roster))
        for place, name in enumerate(told):
            say(place, len(told))
            self._ask_about(name)
        say(len(told), len(told))
        listed = self._listed() if _names_of_managers(roster) else ()
        trouble = " ".join(dict.fromkeys(self.troubles.values()))
        unasked = frozenset(told) - self.accounts.keys() - self.strangers.keys()
        accounts = (*map(self._with_address, self.accounts), *listed)
        return LookedUp(accounts, self._without_strangers(roster), trouble, self.outsiders, unasked)

    def _ask_about(self, name: str) -> None:
        method = "users.lookupByEmail" if "@" in name else "users.info"
        if method in self.troubles or "" in self.troubles:
            return
        answer = _patient(partial(_question, self.client, name))
        if isinstance(answer, SlackAnswer):
            self._keep(name, answer.data["user"])
        elif isinstance(answer, Never) and answer.code in NOBODY_HERE:
            self.strangers[name] = _NOBODY
        else:
            self._note(method, answer)

    def _note(self, method: str, failure: Failure) -> None:
        lacks = isinstance(failure, Paused) and failure.code == "missing_scope"  # concerns this method alone
        self.troubles[method if lacks else ""] = _why(failure)

    def _keep(self, name: str, user: Mapping[str, Any]) -> None:
        account = _account(user, self.team)
        if account is None:
            self.strangers[name] = _OUTSIDER
            self.outsiders.append(user["id"])
        else:
            self.accounts[name] = account

    def _with_address(self, name: str) -> SlackAccount:
        # an address that somebody was found by is theirs, also where Slack does not show addresses
        return replace(self.accounts[name], email=name) if "@" in name else self.accounts[name]

    def _listed(self) -> Sequence[SlackAccount]:
        """Everybody in the workspace, to find managers whom the file calls by name alone."""
        return tuple(account for user in self._users() if (account := _account(user, self.team)) and account.active)

    def _users(self) -> Iterator[Mapping[str, Any]]:
        cursor = ""
        while True:
            answer = _patient(partial(self.client.users_list, limit=_PAGE, cursor=cursor))
            if not isinstance(answer, SlackAnswer):
                self._note("users.list", answer)
                return
            yield from answer.data["members"]
            cursor = (answer.data.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    def _without_strangers(self, roster: Roster) -> Roster:
        reasons = [(entry, self.strangers.get(entry.who)) for entry in roster.entries]
        problems = [LineProblem(entry.line, f"{entry.who}: {why}") for entry, why in reasons if why]
        entries = tuple(entry for entry, why in reasons if not why)
        return replace(roster, entries=entries, problems=(*roster.problems, *problems))


def _told(roster: Roster) -> frozenset[str]:
    """The addresses and ids of people and managers."""
    managers = {entry.manager for entry in roster.entries if "@" in entry.manager or _ID.fullmatch(entry.manager)}
    return frozenset({entry.who for entry in roster.entries} | managers)


def _names_of_managers(roster: Roster) -> bool:
    """Whether a manager is called by name alone."""
    return any(
        entry.manager and "@" not in entry.manager and not _ID.fullmatch(entry.manager) for entry in roster.entries
    )


def _question(client: WebClient, name: str) -> SlackResponse:
    return client.users_lookupByEmail(email=name) if "@" in name else client.users_info(user=name)


def _patient(call: Callable[[], SlackResponse]) -> SlackAnswer | Failure:
    answer = look_up(call)
    for _ in range(_MOST_WAITS):
        if not isinstance(answer, TryLater):
            break
        sleep(answer.retry_after)
        answer = look_up(call)
    return answer


def _account(user: Mapping[str, Any], team: str) -> SlackAccount | None:
    """The account of a full member, deactivated ones included; None for anybody else."""
    profile = profile_of(user, team)
    if not (profile.is_member or profile.account is Account.LEFT):
        return None
    return SlackAccount(user["id"], profile.name, profile.email.casefold(), profile.tz, active=profile.is_member)


def _why(failure: Failure) -> str:
    return failure.reason if isinstance(failure, Never | Paused) else failure.why


def own_workspace(client: WebClient) -> tuple[str, str]:
    """The id of the workspace that the token belongs to, and why Slack did not say it; one of the two is ""."""
    answer = look_up(client.auth_test)
    return (str(answer.data["team_id"]), "") if isinstance(answer, SlackAnswer) else ("", _why(answer))
