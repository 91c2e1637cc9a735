"""The demo's story was out of order, threads were named and not there, and no record in it was empty or private."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.demo.connected import Connected
from bot.demo.seed import seed
from bot.demo.serve import company
from bot.demo.story import TODAY, read_story
from bot.playground.page.shown import Seen, page_state
from bot.playground.world.values import Message
from ladder.evidence import record
from ladder.store.values import Evidence, Visibility

LENA, PRIYA, TOMAS, NORA, MAYA, GRACE = "U0LENA", "U0PRIYA", "U0TOMAS", "U0NORA", "U0MAYA", "U0GRACE"


@pytest.fixture(scope="module")
def fernwood() -> Iterator[Connected]:
    """The demo as it starts."""
    with company(0, 8) as office:
        office.slack.transport.answer_seconds = 20.0  # what is shown is asked here, not how busy the machine is
        yield office


def wins(office: Connected, person: str) -> tuple[Evidence, ...]:
    with office.database.read(office.team) as tx:
        return record.all_of(tx, person)


def said(office: Connected, channel: str) -> tuple[Message, ...]:
    return office.slack.workspace.messages(channel)


def test_the_page_opens_as_lena_where_nobody_is_named(fernwood: Connected) -> None:
    state = page_state(fernwood.slack.workspace, Seen(), (), None, None)
    assert state["me"] == LENA


def test_conversations_are_in_the_order_in_which_they_happened(fernwood: Connected) -> None:
    for place in read_story().channels:
        texts = [message.text.replace("<", "").replace(">", "") for message in said(fernwood, place["id"])]
        told = [message["text"] for message in read_story().messages if message["channel"] == place["id"]]
        assert texts == told


def test_what_is_said_to_be_in_the_thread_is_there(fernwood: Connected) -> None:
    for place in read_story().channels:
        messages = said(fernwood, place["id"])
        replied_to = {message.thread_ts for message in messages if message.thread_ts not in (None, message.ts)}
        for message in messages:
            assert "in the thread" not in message.text or message.ts in replied_to


def test_some_wins_have_links_and_some_were_logged_from_messages(fernwood: Connected) -> None:
    record = wins(fernwood, LENA)
    assert any(win.links for win in record)
    from_messages = [win.source for win in record if win.source]
    assert from_messages
    for source in from_messages:
        assert any(message.ts == source.ts for message in said(fernwood, source.channel))


def test_one_record_is_empty_one_all_recent_and_one_private(fernwood: Connected) -> None:
    assert wins(fernwood, PRIYA) == ()
    assert all((TODAY.date() - win.happened_on).days <= 35 for win in wins(fernwood, TOMAS))
    assert wins(fernwood, TOMAS)
    assert {win.visibility for win in wins(fernwood, NORA)} == {Visibility.PRIVATE}


def test_two_managers_in_different_zones_get_a_digest_each_at_their_own_half_past_nine(fernwood: Connected) -> None:
    people = {person["id"]: person for person in read_story().people}
    assert people[MAYA]["tz"] != people[GRACE]["tz"]
    assert "level_since" in people[GRACE]


@pytest.mark.slow
def test_every_command_of_the_readme_works_on_the_seeded_file(tmp_path: Path) -> None:
    file = tmp_path / "seeded.db"
    assert seed(file, 8) == 0
    for command in (
        "people export",
        "settings",
        "digest --manager U0MAYA --quarter 2026Q3",
        "clock --once",
        "migrate",
        "ladder show senior",
    ):
        done = subprocess.run(
            [sys.executable, "-m", "bot", *command.split()],
            env={"DATABASE_URL": f"sqlite:///{file}", "PATH": "", "LADDER_FILE": "", "SLACK_BOT_TOKEN": ""},
            cwd=Path(__file__).parent.parent.parent,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (command, done.stderr)
        assert done.stdout.strip()


def test_seeding_never_writes_over_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "kept.db"
    file.write_text("mine")
    assert seed(file, 8) == 1
    assert re.search(r"is there already\. Name a new file\.", capsys.readouterr().err)
    assert file.read_text() == "mine"
