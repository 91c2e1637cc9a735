"""Asks Slack about the people of a roster: whose an address is, names, time zones, and whether they are here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from time import sleep

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse

from bot.slack import Answer, Failure, Never, Paused, Refused, look_up
from handlers.events import profile_of
from ladder.roster import Problem, Roster
from ladder.roster_import import Account

_NOBODY = frozenset({"users_not_found", "user_not_found", "user_not_visible"})
_MOST_WAITS = 5

Say = Callable[[int, int], None]  # how many of how many were asked about


@dataclass(frozen=True, slots=True)
class Asked:
    """What Slack said: the accounts it knows, the roster without the lines of people who cannot be on it, and why it
    could not be asked about all ("" if it could)."""

    accounts: Sequence[Account]
    roster: Roster
    trouble: str = ""


def ask_slack(client: WebClient, roster: Roster, say: Say) -> Asked:
    """Asks about everyone whom the roster names, managers included; waits where Slack asks to."""
    named = sorted({name for entry in roster.entries for name in (entry.who, entry.manager)} - {""})
    found: dict[str, Account | str] = {}
    for place, name in enumerate(named):
        say(place, len(named))
        answer = _patient(partial(_question, client, name))
        if isinstance(answer, Answer):
            found[name] = _account(answer)
        elif isinstance(answer, Never) and answer.code in _NOBODY:
            found[name] = "Slack knows nobody in this workspace by it, or they have left."
        else:
            return Asked(_accounts(found), _without_strangers(roster, found), _why(answer))
    say(len(named), len(named))
    return Asked(_accounts(found), _without_strangers(roster, found))


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


def _account(answer: Answer) -> Account | str:
    user = answer.data["user"]
    profile = profile_of(user)
    if profile.outsider:
        return "This is a guest, an app or somebody of another company: Ladder is for full members."
    email = user.get("profile", {}).get("email", "")
    return Account(user["id"], profile.name, email.casefold(), profile.tz, active=not user.get("deleted", False))


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
