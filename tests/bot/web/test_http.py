"""The app's HTTP face: who is let in, what is refused before it is read, and whether the process is ready."""

import http.client
import json
import logging
import re
import time
from urllib.parse import urlencode, urlsplit

import pytest
from sqlalchemy import text

from bot.demo.connected import SIGNING_SECRET
from bot.playground.transport.sender import signature, signed_headers
from ladder.store.models import EvidenceRow
from tests.office import ANA, Office

WORDS = "Led the storage migration: deploys went from 40 to 12 minutes"
FORM = "application/x-www-form-urlencoded"


def command(team: str, words: str = WORDS) -> bytes:
    form = {"command": "/ladder", "text": f"log {words}", "team_id": team, "user_id": ANA, "trigger_id": "1.2.3"}
    return urlencode(form).encode()


def post(office: Office, body: bytes, headers: dict[str, str], path: str = "/slack/events") -> tuple[int, bytes]:
    return ask(office, "POST", path, body, headers)


def ask(
    office: Office, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
) -> tuple[int, bytes]:
    address = urlsplit(office.slack.transport.app_url or "")
    connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=10)
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, content


def test_a_signed_request_is_let_in(office: Office) -> None:
    body = command(office.team)
    status, answer = post(office, body, signed_headers(SIGNING_SECRET, body, FORM, time.time()))
    assert status == 200
    assert "Saved" in json.loads(answer)["text"]


@pytest.mark.parametrize(
    "words", ["Cut the payload of the sync by half", "payload=1&text=none", "50 % + 2 = 1 é 🎉", "%41"]
)
def test_a_win_may_hold_any_word_and_sign_that_a_form_knows(office: Office, words: str) -> None:
    body = command(office.team, words)
    status, _ = post(office, body, signed_headers(SIGNING_SECRET, body, FORM, time.time()))
    assert status == 200
    assert [row["text"] for row in office.rows(EvidenceRow)] == [words]


@pytest.mark.parametrize("late", [-301, 301, -86_400])
def test_a_stale_or_future_request_is_refused(office: Office, late: int) -> None:
    body = command(office.team)
    assert post(office, body, signed_headers(SIGNING_SECRET, body, FORM, time.time() + late))[0] == 401
    assert office.rows(EvidenceRow) == []


def test_a_clock_that_runs_away_is_named_in_the_log(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    body = command(office.team)
    assert post(office, body, signed_headers(SIGNING_SECRET, body, FORM, time.time() - 900))[0] == 401
    [line] = [record.getMessage() for record in caplog.records if record.name == "bot.web.http"]
    assert re.fullmatch(
        r"refused a request, [0-9a-f]{8}: its time is 90\d s from this machine's; is the clock right\?", line
    )


@pytest.mark.parametrize(
    "forged",
    [
        {},
        {"X-Slack-Signature": ""},
        {"X-Slack-Signature": "v0=0123"},
        {"X-Slack-Signature": "v0=\xe9\xe8"},
        {"X-Slack-Request-Timestamp": "soon"},
        {"X-Slack-Request-Timestamp": "²"},
        {"X-Slack-Request-Timestamp": ""},
    ],
)
def test_a_forged_request_is_refused_and_nothing_of_it_is_logged(
    office: Office, forged: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    body = command(office.team)
    headers = signed_headers("another secret", body, FORM, time.time()) | forged
    encoded = {name: value.encode("latin-1", "ignore").decode("latin-1") for name, value in headers.items()}
    assert post(office, body, encoded)[0] == 401
    assert office.rows(EvidenceRow) == []
    assert "storage" not in caplog.text
    assert "migration" not in caplog.text


def test_a_body_that_was_changed_on_the_way_is_refused(office: Office) -> None:
    body = command(office.team)
    headers = signed_headers(SIGNING_SECRET, body, FORM, time.time())
    assert post(office, body + b"&text=more", headers)[0] == 401


ODD = ("[" * 50_000, "[1]", '"words"', "5", "null", '{"team": 5}', '{"event": {"user": 5}}', '{"authorizations": [5]}')


@pytest.mark.parametrize("kind", [FORM, "application/json"])
def test_json_that_is_no_payload_of_slacks_is_a_4xx_without_any_noise(
    office: Office, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    for odd in ODD:
        body = (urlencode({"payload": odd}) if kind == FORM else odd).encode()
        assert post(office, body, {"Content-Type": kind})[0] in (400, 401), odd
        assert post(office, body, signed_headers(SIGNING_SECRET, body, kind, time.time()))[0] == 400, odd
    assert [record for record in caplog.records if record.levelno >= logging.ERROR] == []


@pytest.mark.parametrize("body", [b"{not json", b"\xff\xfe", b"payload=%7Bnot+json"])
def test_what_cannot_be_read_is_a_400_even_if_it_is_signed(office: Office, body: bytes) -> None:
    kind = "application/json" if body.startswith(b"{") else FORM
    assert post(office, body, signed_headers(SIGNING_SECRET, body, kind, time.time()))[0] == 400


def test_ten_megabytes_are_refused_unread(office: Office) -> None:
    assert post(office, b"", {"Content-Length": str(10_000_000)})[0] == 413
    assert post(office, b"", {"Content-Length": "many"})[0] in (400, 413)


def test_slacks_certificate_check_is_answered_unsigned(office: Office) -> None:
    assert post(office, b"ssl_check=1&token=x", {"Content-Type": FORM})[0] == 200


def test_slacks_check_of_the_address_is_answered(office: Office) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc"}).encode()
    status, answer = post(office, body, signed_headers(SIGNING_SECRET, body, "application/json", time.time()))
    assert (status, json.loads(answer)["challenge"]) == (200, "abc")


def test_the_process_lives_and_is_ready(office: Office) -> None:
    assert ask(office, "GET", "/healthz") == (200, b"ok")
    assert ask(office, "GET", "/readyz") == (200, b"ready")


def test_a_schema_of_another_version_is_not_ready(office: Office) -> None:
    with office.database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    assert ask(office, "GET", "/readyz")[0] == 503


def test_there_is_nothing_else(office: Office) -> None:
    assert ask(office, "GET", "/")[0] == 404
    assert ask(office, "GET", "/slack/events")[0] == 404
    assert post(office, b"x", {}, "/elsewhere")[0] == 404


def test_an_unknown_button_is_passed_over(office: Office) -> None:
    payload = {
        "type": "block_actions",
        "team": {"id": office.team},
        "user": {"id": ANA},
        "actions": [{"action_id": "x"}],
    }
    body = urlencode({"payload": json.dumps(payload)}).encode()
    assert post(office, body, signed_headers(SIGNING_SECRET, body, FORM, time.time()))[0] == 200


def test_the_signature_is_slacks(office: Office) -> None:
    # the worked example of docs.slack.dev, Verifying requests from Slack
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
        b"&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com"
        b"%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10"
        b"d2c447fce8b6703c"
    )
    secret = "8f742231b10e8888abcd99yyyzzz85a5"
    assert signature(secret, "1531420618", body) == (
        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    )
