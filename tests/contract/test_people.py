"""Asking about people and about the app itself: the same answers in both workspaces.

A deactivated account can be had in ours alone: emulate has no way to make one.
"""

from collections.abc import Callable

import pytest

from bot.slack.client import request_client
from bot.slack.directory import Directory
from bot.slack.people_lookup import LookedUp, ask_slack, own_workspace
from handlers.interaction.members import Account, Profile
from ladder.errors import Unsure
from ladder.people.roster.file import parse
from tests.contract.workspaces import TEAM, TOKEN, WRONG_TOKEN, FarEnd

pytestmark = pytest.mark.emulate


def asked(far: FarEnd, *lines: str) -> LookedUp:
    """What an import of these lines learns from Slack."""
    roster = parse("\n".join(lines).encode())
    return ask_slack(far.client(), roster, lambda _place, _of: None, TEAM)


# --- the app itself


def test_a_token_says_whose_it_is(far: FarEnd) -> None:
    assert own_workspace(far.client()) == (TEAM, "")


@pytest.mark.parametrize(
    ("token", "says"), [(WRONG_TOKEN, "does not accept the app's token"), ("", "The app has no token")]
)
def test_a_token_that_is_wrong_or_missing_is_said_to_be(far: FarEnd, token: str, says: str) -> None:
    team, why = own_workspace(far.client(token))
    assert team == ""
    assert says in why


# --- people


def test_a_person_is_found_by_address_and_by_id(far: FarEnd) -> None:
    found = asked(far, "email,slack_id", "ana@example.com,", f",{far.max}")
    assert found.trouble == ""
    assert {(one.id, one.name, one.email, one.active) for one in found.accounts} == {
        (far.people["ana"], "Ana Lima", "ana@example.com", True),
        (far.max, "Max Berg", "max@example.com", True),
    }


def test_whom_slack_does_not_know_loses_their_line_alone(far: FarEnd) -> None:
    found = asked(far, "email,slack_id", "nobody@example.com,", ",U0NOBODY", "ana@example.com,")
    assert [entry.who for entry in found.roster.entries] == ["ana@example.com"]
    assert [problem.line for problem in found.roster.problems] == [2, 3]
    assert all("Slack knows nobody" in problem.what for problem in found.roster.problems)


def test_an_app_is_no_member(far: FarEnd) -> None:
    bot = far.client().auth_test()["user_id"]
    found = asked(far, "slack_id", bot)
    assert ["guest, an app" in problem.what for problem in found.roster.problems] == [True]


def test_without_leave_to_see_addresses_nobody_is_looked_up_by_one(installed: Callable[..., FarEnd]) -> None:
    far = installed("users:read.email")
    by_address = asked(far, "email", "ana@example.com")
    assert by_address.accounts == ()
    assert "lacks the permission `users:read.email`" in by_address.trouble
    (by_id,) = asked(far, "slack_id", far.max).accounts
    assert (by_id.name, by_id.email) == ("Max Berg", "")


# --- at a first visit


def test_who_visits_first_is_met_by_name(far: FarEnd) -> None:
    profile = Directory(request_client(TOKEN, f"{far.url}/api/")).profile(far.max, TEAM)
    assert (profile.name, profile.account) == ("Max Berg", Account.MEMBER)


def test_who_cannot_be_asked_about_is_taken_for_nobody(far: FarEnd) -> None:
    directory = Directory(request_client(TOKEN, f"{far.url}/api/"))
    assert directory.profile("U0NOBODY", "T1") == Profile(name="", tz="", account=Account.ELSEWHERE)
    far.stop()
    with pytest.raises(Unsure, match="try again in a minute"):
        directory.profile(far.max, "T1")
