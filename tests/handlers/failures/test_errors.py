"""When something goes wrong: a sentence with what to do, nothing lost, and nothing of it in the log but an id."""

import json
import logging
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from urllib.parse import urlencode

import pytest

from bot.demo.connected import SIGNING_SECRET
from bot.playground.transport.sender import send, signed_headers
from bot.playground.world.faults import Fault
from bot.playground.world.log import Delivery
from handlers import ids, routes
from handlers.grammar import Word
from handlers.interaction.ask import Answer, Ask
from ladder.store.models import EvidenceRow
from tests.office import ANA, Office, answer_text

WORDS = "Led the storage migration: deploys went from 40 to 12 minutes"


@contextmanager
def locked(office: Office) -> Iterator[None]:
    """Somebody else holds the database's write lock for longer than anybody waits."""
    file = office.config.database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_a_locked_database_keeps_the_typed_text_in_the_answer(office: Office) -> None:
    office.ask(ANA)
    with locked(office):
        outcome = office.slack.command(ANA, f"/ladder log {WORDS}")
    said = answer_text(outcome)
    assert "can't reach its records right now" in said
    assert "nothing is lost" in said
    assert WORDS in said
    assert outcome.ms < 3000
    assert office.wins_of(ANA) == ()


def test_a_locked_database_keeps_the_form_open_with_all_that_was_typed(office: Office) -> None:
    office.slack.shortcut(ANA, ids.LOG_WIN)
    form = office.modal(ANA)
    with locked(office):
        outcome = office.slack.submit(ANA, form.id, {"text": WORDS, "outcome": "It is quick"})
    assert "can't reach its records right now" in outcome.errors[ids.TEXT]
    assert office.modal(ANA).id == form.id
    assert WORDS in str(office.modal(ANA).typed)

    office.slack.submit(ANA, form.id, {"text": WORDS})
    assert len(office.wins_of(ANA)) == 1


def test_reading_goes_on_while_the_database_is_locked(office: Office) -> None:
    office.ask(ANA)
    with locked(office):
        assert "Senior Software Developer" in office.ask(ANA, "senior")


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> str:
    """A fault of ours behind `/ladder help`, with somebody's words in its message."""

    def fail(_ask: Ask) -> Answer:
        raise RuntimeError(f"cannot handle {WORDS}")

    monkeypatch.setattr(routes, "COMMANDS", {**routes.COMMANDS})
    monkeypatch.setitem(routes.COMMANDS, Word.HELP, fail)
    monkeypatch.setattr("handlers.COMMANDS", routes.COMMANDS)
    return WORDS


def test_a_fault_of_ours_gives_a_reference_that_stands_in_the_log_and_no_word_of_what_was_typed(
    office: Office, broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    said = office.ask(ANA, "help me with my secret")
    found = re.search(r"`([0-9a-f]{8})`", said)
    assert found is not None
    assert "Something went wrong on our side" in said
    assert "help me with my secret" in said
    assert found[1] in caplog.text
    assert "RuntimeError" in caplog.text
    assert broken not in caplog.text
    assert "my secret" not in caplog.text


def test_a_fault_in_a_form_keeps_it_open(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.slack.shortcut(ANA, ids.LOG_WIN)
    form = office.modal(ANA).id

    def fail(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("handlers.evidence.capture.record.log", fail)
        outcome = office.slack.submit(ANA, form, {"text": WORDS})
    assert "Something went wrong on our side" in outcome.errors[ids.TEXT]
    assert office.modal(ANA).id == form


def test_a_failing_event_is_sent_again_by_slack(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("handlers.events.publish_home", fail)
        assert office.slack.home(ANA).status == 500


def test_a_form_sent_three_times_makes_one_win(office: Office) -> None:
    office.slack.shortcut(ANA, ids.LOG_WIN)
    form = office.modal(ANA)
    payload = office.slack.submit(ANA, form.id, {"text": WORDS})
    assert payload.status == 200
    sent = [one for one in office.slack.deliveries() if one.kind == "view_submission"][-1]
    for _ in range(2):
        assert resend(office, sent) == 200
    assert len(office.rows(EvidenceRow)) == 1


def test_a_command_repeated_by_an_attacker_within_five_minutes_makes_one_win(office: Office) -> None:
    office.ask(ANA, f"log {WORDS}")
    sent = [one for one in office.slack.deliveries() if one.kind == "command"][-1]
    assert resend(office, sent) == 200
    assert len(office.rows(EvidenceRow)) == 1


def test_a_repeated_command_brings_nothing_back_that_was_undone(office: Office) -> None:
    said = office.slack.command(ANA, f"/ladder log {WORDS}").messages[-1]
    office.slack.click(ANA, ids.UNDO_WIN, message=(said.channel, said.ts))
    assert resend(office, [one for one in office.slack.deliveries() if one.kind == "command"][-1]) == 200
    assert office.rows(EvidenceRow) == []


def test_an_expired_trigger_gets_a_message_with_a_button_instead_of_silence(office: Office) -> None:
    place = office.post(ANA, WORDS)
    office.slack.faults.order(Fault(method="views.open", error="expired_trigger_id"))
    office.slack.shortcut(ANA, ids.LOG_FROM_MESSAGE, place)
    office.worker.drain(office.clock.now())

    [letter] = office.reads(ANA)
    assert "took too long to open" in letter.text
    office.slack.click(ANA, ids.TRY_AGAIN, message=(letter.channel, letter.ts))
    assert office.modal(ANA).body["callback_id"] == ids.WIN_MODAL
    assert place[1].replace(".", "") in str(office.modal(ANA).body["private_metadata"]).replace(".", "")


def resend(office: Office, sent: Delivery) -> int | None:
    """The same request once more, signed; returns the app's status."""
    form = sent.payload if "command" in sent.payload else {"payload": json.dumps(sent.payload)}
    body = urlencode(form).encode()
    headers = signed_headers(SIGNING_SECRET, body, "application/x-www-form-urlencoded", time.time())
    return send(office.slack.transport.app_url, body, headers).status
