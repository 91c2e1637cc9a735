"""What people typed, and what they are called, is shown as typed and pings nobody, wherever it is (docs/faults.md,
48, 49)."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import update

from bot.playground.world.values import Message
from handlers import ids
from ladder.store.db import table_of
from ladder.store.models import PersonRow
from tests.office import ADA, ANA, BEN, MAX, Office

TYPED = "<!channel> <@U0BEN> <https://evil.example|good> &lt;!here&gt; *b* _s_ ~g~ `c` 👩‍👩‍👧‍👦 \u202eabc"
ALIVE = ("<!", "<@U0BEN", "<https://evil")
DUE = datetime(2026, 10, 1, 7, 30, tzinfo=UTC)
_person = table_of(PersonRow)


@pytest.fixture
def office(office: Office) -> Office:
    """Ana and Max are called what they are called, and Ana has recorded the worst she could think of."""
    with office.database.write(office.team) as tx:
        tx.connection.execute(update(_person).where(_person.c.id.in_((ANA, MAX))).values(name=TYPED))
    office.win(ANA, TYPED, outcome=TYPED, on=date(2026, 8, 3))
    return office


def pieces(blocks: Any, kind: str) -> Iterator[str]:
    """The texts of one kind in blocks, however deep."""
    if isinstance(blocks, dict):
        if blocks.get("type") == kind and isinstance(blocks.get("text"), str):
            yield blocks["text"]
        blocks = list(blocks.values())
    if isinstance(blocks, list | tuple):
        for block in blocks:
            yield from pieces(block, kind)


def dead(words: Iterable[str]) -> None:
    """None of these would ping or link anything if Slack read it as mrkdwn."""
    own = re.compile(r"<!date\^\d+\^\{date_short\}\|[^<>]*>")  # a day that Slack shows in the reader's zone
    found = [(mark, text[:200]) for text in words for mark in ALIVE if mark in own.sub("", text)]
    assert found == []


def harmless(*messages: Message) -> None:
    assert messages
    for message in messages:
        dead([message.text, *pieces(message.blocks, "mrkdwn")])
        assert not message.pings


COMMANDS = ["", "wins", "next", "senior", "team", "grow", f"wins {TYPED}", TYPED]
COMMANDS += [f"{word} {TYPED}" for word in ("prove", "search", "compare", "focus", "log")]


def test_no_answer_pings_anybody(office: Office) -> None:
    for words in COMMANDS:
        harmless(*office.slack.command(ANA, f"/ladder {words}").messages)


def test_nothing_that_a_manager_is_shown_pings_anybody(office: Office) -> None:
    for words in ("team", f"wins <@{ANA}>", f"wins <@{ANA}> 2026Q3", f"wins <@{ANA}> 2020Q1"):
        harmless(*office.slack.command(MAX, f"/ladder {words}").messages)
    office.slack.set_time(DUE)
    [digest] = office.reads(MAX)
    harmless(digest)
    assert TYPED in pieces(digest.blocks, "text")


def test_no_home_and_no_form_holds_a_mention(office: Office) -> None:
    office.slack.set_time(DUE)
    for person in (ANA, MAX, ADA, BEN):
        home = office.slack.home(person).home
        assert home is not None
        dead(pieces(home.body, "mrkdwn"))
    office.slack.shortcut(ANA, ids.LOG_FROM_MESSAGE, office.post(ANA, f"Now {TYPED}"))
    dead(pieces(office.modal(ANA).body, "mrkdwn"))
    office.slack.submit(
        ANA, office.modal(ANA).id, {"text": f"Now {TYPED}", "outcome": TYPED, "number_value": "<!here>"}
    )
    dead(pieces(office.modal(ANA).body, "mrkdwn"))


def test_an_item_is_shown_as_typed_after_every_button(office: Office) -> None:
    for action in (ids.HIDE_WIN, ids.SHARE_WIN, ids.DELETE_WIN):
        shown = office.slack.command(ANA, "/ladder wins").messages[-1]
        assert TYPED in pieces(shown.blocks, "text")
        harmless(*office.slack.click(ANA, action, message=(shown.channel, shown.ts)).messages)
