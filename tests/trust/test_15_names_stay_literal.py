"""A name with markup or a mention stays literal in whatever echoes it, and every answer is said to be private."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import update

from bot.playground.people.outcome import ActOutcome
from handlers import ids
from handlers.errors import on_error
from handlers.grammar import Word
from handlers.message import as_text
from ladder.errors import Changed, Full, Invalid, LadderError, NotFound, Refused, Unavailable
from ladder.store.db import table_of
from ladder.store.models import PersonRow
from tests.handlers.views.payload_laws import is_harmless, shows_as_typed
from tests.handlers.views.some_views import HARMFUL
from tests.office import ADA, ANA, BEN, MAX, OLGA, Office

HOSTILE = {
    ANA: "Ana <!channel> <https://evil.example|good>",
    BEN: "Ben <@U0EVIL> & <#C0EVIL>",
    MAX: "Max <!subteam^S0EVIL> &lt;!here&gt;",
}
ASKED = (
    *("", "senior", "next", "team", "wins", "wins Ana", "wins Ben", "wins <!channel>", "<!channel>", "ladder"),
    *("privacy", "grow", "help", "prove <https://evil.example|good>", "search <!here>", "focus <!here>"),
    *("compare <!here> senior", "compare <!channel>", "log <!channel> led <https://evil.example|good> & more"),
    *("settings", "settings <!channel>", "log " + "<!channel> " * 400),
)


@pytest.fixture
def hostile(office: Office) -> Office:
    """The office with names that would ping and link, on the roster and in Slack, and two who are called the same."""
    person = table_of(PersonRow)
    office.add_person("U0ANB", HOSTILE[ANA], manager_id=MAX)
    with office.database.write(office.team) as tx:
        for who, name in HOSTILE.items():
            tx.connection.execute(update(person).where(person.c.id == who).values(name=name))
    office.win(ANA, "Led <!channel> <https://evil.example|good>", on=date(2026, 9, 1), competencies=("leadership",))
    return office


def blocks_and_texts(outcome: ActOutcome) -> Iterator[tuple[str, list[dict[str, object]]]]:
    for message in outcome.messages:
        yield message.text, list(message.blocks)
    for view in (*outcome.views, *([outcome.home] if outcome.home else [])):
        yield as_text(view.body["blocks"]), view.body["blocks"]


def stays_literal(outcome: ActOutcome, about: str) -> None:
    assert not any(message.pings for message in outcome.messages), about
    for text, blocks in blocks_and_texts(outcome):
        is_harmless(text)
        shows_as_typed(blocks)


@pytest.mark.slow
def test_names_that_would_ping_or_link_are_shown_as_they_are(hostile: Office) -> None:
    for person in (ANA, MAX, OLGA, ADA):
        for typed in ASKED:
            stays_literal(hostile.slack.command(person, f"/ladder {typed}".strip()), typed)
        stays_literal(hostile.slack.home(person), "home")
    hostile.slack.set_time(datetime(2026, 10, 1, 7, 30, tzinfo=UTC))
    [letter] = hostile.reads(MAX)
    is_harmless(letter.text)
    assert not letter.pings
    assert "Ana &lt;!channel&gt;" in letter.text


ERRORS: tuple[type[LadderError], ...] = (Refused, NotFound, Changed, Full, Unavailable)


@pytest.mark.parametrize("words", HARMFUL)
def test_an_error_that_echoes_a_name_is_literal(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def tell(_url: str, answer: dict[str, Any]) -> bool:
        told.append(answer["text"])
        return True

    monkeypatch.setattr("handlers.errors.taken", tell)
    bodies = (
        {"command": "/ladder", "text": words, "response_url": "https://slack.example/r"},
        {"type": "block_actions", "actions": [{"action_id": "x"}], "response_url": "https://slack.example/r"},
        {"type": "view_submission", "view": {"callback_id": "x", "blocks": []}},
    )
    for error in (*(kind(f"{words} is no name") for kind in ERRORS), Invalid({"name": words}), RuntimeError(words)):
        for body in bodies:
            answer = on_error(error, body)
            texts = [str(answer.body), *told]
            for text in texts:
                is_harmless(text)


def test_every_answer_to_a_command_is_said_to_be_private(office: Office) -> None:
    words = [f"{word.value} zzz" for word in Word if word is not Word.LOG] + [word.value for word in Word]
    for typed in (
        *words,
        "zzz",
        "wins zzz",
        "compare mid senior",
        "log \u200b",
        "log Led the move",
        "log " + "x" * 4_000,
        "x" * 4_000,
    ):
        outcome = office.slack.command(ANA, f"/ladder {typed}".strip())
        if outcome.body:
            assert isinstance(outcome.body, dict), typed
            assert outcome.body["response_type"] == "ephemeral", typed
    answers = [call.args for call in office.slack.calls() if call.method == "response_url"]
    assert answers
    assert all(args["response_type"] == "ephemeral" for args in answers)
    shown = office.slack.command(ANA, "/ladder").messages[-1]
    office.slack.click(ANA, ids.SHOW_WINS, message=(shown.channel, shown.ts))
    assert office.slack.calls()[-1].args["response_type"] == "ephemeral"
