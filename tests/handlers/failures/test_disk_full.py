"""The server's disk is full (docs/faults.md, 31): what is there can be read, nothing new is taken, and everybody is
told why."""

import logging
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from handlers import ids
from ladder.errors import Full
from tests.disk import full
from tests.office import ANA, MAX, Office, answer_text

LONG = "Led the storage migration: deploys went from 40 to 12 minutes. " * 45  # too much for a page that is in use


def test_a_new_win_is_refused_loudly_and_its_words_are_kept(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    office.ask(ANA)
    with full(office.database.engine):
        outcome = office.slack.command(ANA, f"/ladder log {LONG}")
    said = answer_text(outcome)
    assert "The server's disk is full" in said
    assert "tell whoever runs Ladder here" in said
    assert LONG.strip() in said
    assert office.wins_of(ANA) == ()
    [line] = [record for record in caplog.records if record.name == "ladder.errors"]
    assert line.levelno == logging.ERROR
    assert "disk is full" in line.getMessage()
    assert "storage" not in caplog.text


def test_a_form_stays_open_and_can_be_sent_when_there_is_room(office: Office) -> None:
    office.slack.shortcut(ANA, ids.LOG_WIN)
    form = office.modal(ANA).id
    with full(office.database.engine):
        outcome = office.slack.submit(ANA, form, {"text": LONG})
        assert "your text is still here" in outcome.errors[ids.TEXT]
    assert office.modal(ANA).id == form
    office.slack.submit(ANA, form, {"text": LONG})
    assert [one.text for one in office.wins_of(ANA)] == [LONG.strip()]


def test_reading_goes_on(office: Office) -> None:
    office.win(ANA, "Led the move to the new queue")
    with full(office.database.engine):
        assert "Led the move to the new queue" in office.ask(ANA, "wins")
        assert "Senior Software Developer" in office.ask(ANA, "senior")
        assert "Led the move to the new queue" in office.home_text(ANA)


def test_what_is_due_waits_for_room_and_arrives_once(office: Office) -> None:
    office.win(ANA, "Led the move to the new queue")
    due = datetime(2026, 10, 1, 7, 30, tzinfo=UTC)
    with full(office.database.engine), suppress(Full):
        office.move_to(due)
    office.move_to(due)
    assert len(office.reads(MAX)) == 1
