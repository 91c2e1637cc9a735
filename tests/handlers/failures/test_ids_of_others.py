"""Ids in a payload are claims, not rights: other people's and workspaces' are not found, and noted (docs/faults.md,
45)."""

import json
import time
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.demo.connected import SIGNING_SECRET
from bot.playground.transport.sender import send, signed_headers
from handlers import ids
from ladder.store.db import Database
from ladder.store.models import EvidenceRow
from tests.conftest import House
from tests.office import ANA, BEN, MONDAY, Office

BUTTONS = (
    *(ids.EDIT_WIN, ids.ADD_DETAILS, ids.UNDO_WIN, ids.DELETE_WIN, ids.SHARE_WIN, ids.HIDE_WIN),
    *(ids.SAME_WIN, ids.COUNT_FOR),
)
SECRET = "Found out who had leaked the salaries"
OTHER = "T0OTHER"


@pytest.fixture
def theirs(office: Office, database: Database) -> tuple[str, str]:
    """The ids of two wins that are not Ana's: Ben's, and one of an Ana in another workspace."""
    house = House(database, OTHER)
    house.person(ANA)
    elsewhere = house.win(ANA, SECRET, at=MONDAY)
    return office.win(BEN, SECRET).id, elsewhere.id


def interaction(office: Office, **payload: Any) -> tuple[int | None, str]:
    """A signed interaction of Ana's, whatever it claims; the app's status and answer."""
    whole = {"team": {"id": office.team, "domain": "d"}, "user": {"id": ANA}, "trigger_id": "1.2.3", **payload}
    body = urlencode({"payload": json.dumps(whole)}).encode()
    kind = "application/x-www-form-urlencoded"
    answer = send(office.slack.transport.app_url or "", body, signed_headers(SIGNING_SECRET, body, kind, time.time()))
    return answer.status, str(answer.body)


def press(office: Office, action: str, value: str) -> tuple[int | None, str]:
    return interaction(office, type="block_actions", actions=[{"action_id": action, "value": value}])


def submit(office: Office, metadata: str) -> tuple[int | None, str]:
    values = {
        ids.TEXT: {ids.TEXT: {"value": "Mine now"}},
        ids.HAPPENED_ON: {ids.HAPPENED_ON: {"selected_date": "2026-09-01"}},
    }
    view = {"id": "V1", "hash": "h", "type": "modal", "callback_id": ids.EDIT_MODAL, "private_metadata": metadata}
    blocks = [{"type": "input", "block_id": ids.TEXT}]
    return interaction(office, type="view_submission", view={**view, "state": {"values": values}, "blocks": blocks})


def test_a_button_with_somebody_elses_id_finds_nothing_and_is_noted(
    office: Office, theirs: tuple[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    before = office.rows(EvidenceRow)
    for item in theirs:
        for action in BUTTONS:
            assert SECRET not in press(office, action, json.dumps({"e": item}))[1]
            assert f"{ANA} of {office.team} by {action}" in caplog.messages[-1]
    assert office.rows(EvidenceRow) == before
    assert SECRET not in caplog.text


def test_a_form_with_somebody_elses_id_is_not_saved(office: Office, theirs: tuple[str, str]) -> None:
    before = office.rows(EvidenceRow)
    for item in theirs:
        assert "I can't find that" in submit(office, json.dumps({"e": item, "r": 1}))[1]
    assert office.rows(EvidenceRow) == before


@pytest.mark.parametrize("value", ["no json", "[1]", "5", '{"e": ["x"]}', '{"e": "a\\u0000b"}', '{"e": "\\ud800"}'])
def test_a_value_that_no_button_has_is_not_found_either(
    office: Office, value: str, caplog: pytest.LogCaptureFixture
) -> None:
    office.ask(ANA)
    for action in BUTTONS:
        press(office, action, value)
        assert f"by {action}" in caplog.messages[-1]
    assert "I can't find that" in submit(office, value)[1]
