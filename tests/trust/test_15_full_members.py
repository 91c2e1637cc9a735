"""Only full, living members of the workspace are shown or sent anything, whichever way they come (docs/faults.md, 63,
64, 89, 95)."""

import json
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.demo.connected import SIGNING_SECRET
from bot.playground.local_slack import OTHER_TEAM
from bot.playground.transport.sender import send, signed_headers
from bot.playground.world.faults import Fault
from handlers import ids
from ladder.store.models import AccessRow, PersonRow
from tests.office import ANA, BEN, MAX, ZOE, Office, view_text

SECRET = "Found out who had leaked the salaries"
DUE = datetime(2026, 10, 1, 7, 30, tzinfo=UTC)
FORM = "application/x-www-form-urlencoded"

OUTSIDERS: dict[str, dict[str, Any]] = {
    "guest": {"is_guest": True},
    "stranger": {"is_stranger": True, "team_id": OTHER_TEAM},
    "of another team, in a shared channel": {"team_id": OTHER_TEAM},
    "bot": {"is_bot": True},
    "deactivated": {"deleted": True},
}


def become(office: Office, person: str, **changes: Any) -> None:
    """Changes an account in Slack, and the app hears nothing of it."""
    user = office.slack.workspace.user(person)
    assert user is not None
    office.slack.workspace.put_user(replace(user, **changes))


def post(office: Office, form: dict[str, str]) -> tuple[int | None, str]:
    body = urlencode(form).encode()
    answer = send(office.slack.transport.app_url, body, signed_headers(SIGNING_SECRET, body, FORM, time.time()))
    return answer.status, str(answer.body)


def command(office: Office, person: str, text: str) -> str:
    """What `/ladder …` answers, also to somebody whom the workspace wouldn't let type it."""
    asked = {"command": "/ladder", "text": text, "team_id": office.team, "user_id": person, "trigger_id": "1.2.3"}
    status, said = post(office, {**asked, "user_name": person.lower()})
    assert status == 200
    return said


def interaction(office: Office, person: str, **payload: Any) -> str:
    whole = {"team": {"id": office.team}, "user": {"id": person}, "trigger_id": "1.2.3", **payload}
    return post(office, {"payload": json.dumps(whole)})[1]


def times_asked(office: Office) -> int:
    return sum(call.method == "users.info" for call in office.slack.calls())


def home(office: Office, person: str) -> tuple[int | None, str]:
    """Somebody opens the Home tab: the status of the event, and what stands there."""
    opened = office.slack.transport.send_event(
        {"type": "app_home_opened", "user": person, "channel": "D1", "tab": "home"}
    )
    assert opened is not None
    view = office.slack.workspace.home(person)
    return opened.status, str(view.body["blocks"]) if view else ""


def every_way_in(office: Office, person: str, win: str) -> str:
    """All that somebody gets to see who tries each way in."""
    report = person.replace("MANAGER", "REPORT")
    form = {"id": "V1", "hash": "h", "type": "modal", "callback_id": ids.WIN_MODAL, "private_metadata": ""}
    values = {
        ids.TEXT: {ids.TEXT: {"value": "Mine"}},
        ids.HAPPENED_ON: {ids.HAPPENED_ON: {"selected_date": "2026-09-01"}},
    }
    view = {**form, "state": {"values": values}, "blocks": [{"type": "input", "block_id": ids.TEXT}]}
    seen = [
        *(command(office, person, text) for text in ("", "team", f"wins <@{report}>", "log Mine", "next", "privacy")),
        interaction(office, person, type="block_actions", actions=[{"action_id": ids.SHOW_TEAM, "value": ""}]),
        interaction(office, person, type="block_actions", actions=[{"action_id": ids.EDIT_WIN, "value": win}]),
        interaction(office, person, type="shortcut", callback_id=ids.LOG_WIN),
        interaction(office, person, type="view_submission", view=view),
        home(office, person)[1],
        *(f"{letter.text} {letter.blocks}" for letter in office.reads(person)),
    ]
    return " ".join(seen)


@pytest.fixture
def managers(office: Office) -> dict[str, str]:
    """A manager of each kind that is no full member, by id, and the win of somebody who reports to them. Slack has told
    the app of every other one."""
    wins: dict[str, str] = {}
    for place, changes in enumerate(OUTSIDERS.values()):
        manager, report = f"U1MANAGER{place}", f"U1REPORT{place}"
        office.add_person(manager, f"Manager {place}", tz="Europe/Berlin")
        office.add_person(report, f"Report {place}", tz="Europe/Berlin", manager_id=manager)
        wins[manager] = office.win(report, SECRET, on=date(2026, 8, 3)).id
        become(office, manager, **changes)
        if place % 2:
            office.slack.change_user(manager, **changes)
    return wins


def test_a_manager_on_the_roster_who_is_no_full_member_sees_nothing(office: Office, managers: dict[str, str]) -> None:
    for manager, win in managers.items():
        seen = every_way_in(office, manager, json.dumps({"e": win}))
        assert "full members" in seen
        assert SECRET not in seen
        assert "Report" not in seen
        assert office.wins_of(manager) == ()
    assert office.rows(AccessRow) == []


def test_nor_is_a_digest_sent_to_them_and_the_reason_is_kept(office: Office, managers: dict[str, str]) -> None:
    before = len(office.slack.calls())
    office.slack.set_time(DUE)
    posted = [call for call in office.slack.calls()[before:] if call.method == "chat.postMessage"]
    assert posted == []
    assert office.rows(AccessRow) == []
    rows = [row for row in office.deliveries() if row["recipient_id"] in managers]
    assert {row["state"] for row in rows} == {"cancelled"}
    assert all(str(row["last_error"]).startswith("The recipient") for row in rows)


def test_home_is_a_polite_page_and_no_storm_of_events(office: Office, managers: dict[str, str]) -> None:
    for manager, changes in zip(managers, OUTSIDERS.values(), strict=True):
        status, said = home(office, manager)
        assert status == 200
        assert "Ladder is for full members" in said or "is_bot" in changes, "Slack publishes nothing for an app"
        assert "button" not in said


def test_whoever_was_a_member_an_hour_ago_is_asked_about_again(office: Office) -> None:
    office.win(ANA, SECRET)
    assert "Ana Lima" in office.ask(MAX, "team")
    asked = times_asked(office)
    office.ask(MAX, "team")
    assert times_asked(office) == asked, "a member of a moment ago is not asked about"
    become(office, MAX, is_guest=True)
    office.clock.set(office.clock.now() + timedelta(hours=1, minutes=1))
    assert "full members" in office.ask(MAX, "team")


def test_nobody_unknown_is_taken_for_a_member_when_slack_does_not_answer(office: Office) -> None:
    become(office, ZOE, is_guest=True)
    for fault in (
        Fault(method="users.info", status=500),
        Fault(method="users.info", drop="before"),
        Fault(method="users.info", limited=True),
    ):
        office.slack.faults.order(fault)
        said = office.ask(ZOE, "log Led the move to the new queue")
        assert "try again in a minute" in said
        assert "Led the move to the new queue" in said, "the text is kept"
    assert "full members" in office.ask(ZOE, "log Led the move to the new queue")
    assert ZOE not in {row["id"] for row in office.rows(PersonRow)}


def test_a_newcomer_gets_in_at_the_second_try(office: Office) -> None:
    office.slack.faults.order(Fault(method="users.info", status=500))
    assert "try again in a minute" in office.ask(ZOE)
    assert "Zoe Adler: your card" in office.ask(ZOE)


def test_a_known_member_goes_on_while_slack_does_not_say_but_not_for_ever(office: Office) -> None:
    assert "Ben Okafor: your card" in office.ask(BEN)
    office.slack.faults.order(Fault(method="users.info", status=500, times=9))
    office.clock.set(office.clock.now() + timedelta(days=6))
    assert "Ben Okafor: your card" in office.ask(BEN)
    office.clock.set(office.clock.now() + timedelta(days=2))
    assert "try again in a minute" in office.ask(BEN)


def test_a_form_keeps_its_text_when_slack_does_not_say_who_it_is(office: Office) -> None:
    office.slack.shortcut(ZOE, ids.LOG_WIN)
    office.clock.set(office.clock.now() + timedelta(days=8))
    office.slack.faults.order(Fault(method="users.info", status=500))
    form = office.modal(ZOE)
    outcome = office.slack.submit(ZOE, form.id, {ids.TEXT: "Led the move to the new queue"})
    assert "try again in a minute" in str(outcome.errors)
    assert office.modal(ZOE).id == form.id
    assert office.wins_of(ZOE) == ()


def test_whoever_became_a_guest_reads_why_a_button_on_home_and_a_shortcut_do_nothing(office: Office) -> None:
    office.slack.home(BEN)
    office.slack.change_user(BEN, is_guest=True)
    assert office.slack.click(BEN, ids.SHOW_WINS, view="home").status == 200
    assert "full members" in view_text(office.modal(BEN))
    office.slack.close(BEN, office.modal(BEN).id)
    assert office.slack.shortcut(BEN, ids.LOG_WIN).status == 200
    assert "full members" in view_text(office.modal(BEN))


def test_a_missing_permission_is_named_with_what_it_costs(office: Office) -> None:
    office.slack.set_scopes(office.slack.app.scopes - {"users:read"})
    said = office.ask(ZOE, "log Led the move")
    assert "lacks the permission `users:read`" in said
    assert "nobody is let in" in said
    assert "Led the move" in said


def test_without_leave_to_write_the_admin_reads_which_permission_is_missing(office: Office) -> None:
    office.win(ANA, SECRET, on=date(2026, 8, 3))
    office.slack.set_scopes(office.slack.app.scopes - {"chat:write"})
    office.slack.set_time(DUE)
    assert "`chat:write`" in office.home_text("U0ADA")
