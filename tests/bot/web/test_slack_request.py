"""What Slack sends, as the app reads it."""

import json
from urllib.parse import parse_qsl, quote, urlencode

from hypothesis import given
from hypothesis import strategies as st

from bot.web.slack_request import SlackRequest, form_of

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(st.dictionaries(WORDS, WORDS, max_size=8))
def test_a_form_is_read_as_it_was_written(fields: dict[str, str]) -> None:
    assert form_of(urlencode(fields)) == fields


@given(
    st.text("abCF=&%+;41é\r\n _.", max_size=60) | st.text(max_size=30).map(lambda words: quote(words, errors="ignore"))
)
def test_a_form_is_read_as_the_standard_library_reads_it(encoded: str) -> None:
    assert form_of(encoded) == dict(parse_qsl(encoded, keep_blank_values=True))


@given(WORDS)
def test_a_command_keeps_its_text_whatever_it_says(text: str) -> None:
    body = urlencode({"command": "/ladder", "text": f"{text} payload", "team_id": "T1", "user_id": "U1"})
    request = SlackRequest(body, {})
    assert request.body["text"] == f"{text} payload"
    assert (request.raw_body, request.mode, request.context.team_id) == (body, "http", "T1")


@given(WORDS)
def test_a_payload_is_read_from_its_field(text: str) -> None:
    payload = {"type": "shortcut", "user": {"id": "U1", "team_id": "T1"}, "words": text}
    request = SlackRequest(urlencode({"payload": json.dumps(payload)}), {})
    assert request.body == payload
    assert request.context.user_id == "U1"


def test_an_event_is_the_body_itself() -> None:
    event = {"type": "event_callback", "team_id": "T1", "event": {"type": "app_home_opened", "user": "U1"}}
    assert SlackRequest(json.dumps(event), {"content-type": "application/json"}).body == event
