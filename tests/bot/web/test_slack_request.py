"""What Slack sends, as Bolt takes it."""

import json
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.web.slack_request import request_of

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(WORDS)
def test_a_command_keeps_its_text_whatever_it_says(text: str) -> None:
    body = urlencode({"command": "/ladder", "text": f"{text} payload", "team_id": "T1", "user_id": "U1"})
    request = request_of(body, {})
    assert request.body["text"] == f"{text} payload"
    assert (request.raw_body, request.mode, request.context.team_id) == (body, "http", "T1")


@pytest.mark.parametrize("text", ["payload", "payload={}", 'a&payload={"type":"shortcut"}', "", "{payload}"])
def test_a_command_stays_one_when_it_looks_like_an_interaction(text: str) -> None:
    fields = {"command": "/ladder", "text": text, "channel_name": "payload", "team_id": "T1"}
    assert request_of(urlencode(fields), {}).body == fields


@given(WORDS)
def test_a_payload_is_read_from_its_field(text: str) -> None:
    payload = {"type": "shortcut", "user": {"id": "U1", "team_id": "T1"}, "words": text}
    request = request_of(urlencode({"payload": json.dumps(payload)}), {})
    assert request.body == payload
    assert request.context.user_id == "U1"


def test_an_event_is_the_body_itself() -> None:
    event = {"type": "event_callback", "team_id": "T1", "event": {"type": "app_home_opened", "user": "U1"}}
    assert request_of(json.dumps(event), {"content-type": "application/json"}).body == event
