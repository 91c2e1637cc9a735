"""Asks Slack about the people of a roster: whose an address is, names, time zones, and whether they are here."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from time import sleep
from typing import Any

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.slack import Answer, Failure, Never, Paused, Refused, look_up
from handlers.members import NOBODY_HERE, profile_of
from handlers.members import Account as Kind
from ladder.roster import Problem, Roster
from ladder.roster_import import Account

_MOST_WAITS = 5

Say = Callable[[int, int], None]  # how many of how many were asked about


@dataclass(frozen=True, slots=True)
class Asked:
    """What Slack said: the accounts it knows, the roster without the lines of people who cannot be on it, why it could
    not be asked about all ("" if it could), and the ids of those who are no full members."""

    accounts: Sequence[Account]
    roster: Roster
    trouble: str = ""
    outsiders: Sequence[str] = ()


def ask_slack(client: WebClient, roster: Roster, say: Say, team: str) -> Asked:
    """Asks about everyone whom the roster of the workspace `team` names, managers included; waits where Slack asks
    to."""
    named = sorted({name for entry in roster.entries for name in (entry.who, entry.manager)} - {""})
    found: dict[str, Account | str] = {}
    outsiders: list[str] = []
    for place, name in enumerate(named):
        say(place, len(named))
        answer = _patient(partial(_question, client, name))
        if isinstance(answer, Answer):
            user = answer.data["user"]
            found[name] = _account(user, team)
            outsiders += [user["id"]] if isinstance(found[name], str) else []
        elif isinstance(answer, Never) and answer.code in NOBODY_HERE:
            found[name] = "Slack knows nobody in this workspace by it, or they have left."
        else:
            return Asked(_accounts(found), _without_strangers(roster, found), _why(answer), outsiders)
    say(len(named), len(named))
    return Asked(_accounts(found), _without_strangers(roster, found), outsiders=outsiders)


def _question(client: WebClient, name: str) -> SlackResponse:
    return client.users_lookupByEmail(email=name) if "@" in name else client.users_info(user=name)


def _patient(call: Callable[[], SlackResponse]) -> Answer | Failure:
    answer = look_up(call)
    for _ in range(_MOST_WAITS):
        if not isinstance(answer, Refused):
            break
        sleep(answer.retry_after)
        answer = look_up(call)
    return answer


def _account(user: Mapping[str, Any], team: str) -> Account | str:
    profile = profile_of(user, team)
    if not (profile.is_member or profile.account is Kind.LEFT):
        return "This is a guest, an app or somebody of another company: Ladder is for full members."
    email = user.get("profile", {}).get("email", "")
    return Account(user["id"], profile.name, email.casefold(), profile.tz, active=profile.is_member)


def _accounts(found: dict[str, Account | str]) -> Sequence[Account]:
    # an address that somebody was found by is theirs, also where Slack does not show addresses
    told = ((name, one) for name, one in found.items() if isinstance(one, Account))
    return [replace(one, email=name) if "@" in name else one for name, one in told]


def _without_strangers(roster: Roster, found: dict[str, Account | str]) -> Roster:
    reasons = [(entry, found.get(entry.who)) for entry in roster.entries]
    problems = [Problem(entry.line, f"{entry.who}: {why}") for entry, why in reasons if isinstance(why, str)]
    entries = tuple(entry for entry, why in reasons if not isinstance(why, str))
    return replace(roster, entries=entries, problems=(*roster.problems, *problems))


def _why(failure: Failure) -> str:
    return failure.reason if isinstance(failure, Never | Paused) else failure.why


def own_workspace(client: WebClient) -> tuple[str, str]:
    """The id of the workspace that the token belongs to, and why Slack did not say it; one of the two is ""."""
    answer = look_up(client.auth_test)
    return (str(answer.data["team_id"]), "") if isinstance(answer, Answer) else ("", _why(answer))
