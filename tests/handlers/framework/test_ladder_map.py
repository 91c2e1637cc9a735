"""The map of the ladder: in words at once, as a picture in a moment, over signed requests and the real worker."""

import struct
from collections.abc import Iterator

import pytest
from sqlalchemy import event

from bot.playground.world.faults import read_fault
from bot.playground.world.values import File, Message
from handlers import ids, limits
from ladder.framework.model import Ladder, Level
from ladder.people import workspaces
from ladder.store.models import DeliveryState
from tests.office import ADA, ANA, Office


@pytest.fixture
def unprivileged(database_url: str) -> Iterator[Office]:
    """The office, where the app was installed without the permission to write files."""
    with Office(database_url, rate_limits=False, declined=("files:write",)) as office:
        yield office


def ask(office: Office, person: str = ANA) -> Message:
    return office.slack.command(person, "/ladder paths").messages[-1]


def press(office: Office, shown: Message, person: str = ANA) -> str:
    place = (shown.channel, shown.ts)
    return office.slack.click(person, ids.PATHS_PICTURE, message=place).messages[-1].text


def work(office: Office) -> None:
    office.worker.drain(office.clock.now())


def picture_of(office: Office, message: Message) -> File:
    file = office.slack.workspace.file(message.blocks[0]["slack_file"]["id"])
    assert file is not None
    return file


def bring(office: Office, count: int, name: str = "Level number {}") -> None:
    """Publishes a ladder of so many levels in one chain, as its next version."""
    levels = tuple(
        Level(id=f"l{n}", name=name.format(n), rank=n, next=(f"l{n + 1}",) if n + 1 < count else ())
        for n in range(count)
    )
    with office.database.write(office.team) as tx:
        workspaces.publish(tx, Ladder(id="big", name="Big", levels=levels), office.clock.now())


def test_the_words_come_at_once_and_the_picture_as_a_message(office: Office) -> None:
    shown = ask(office)
    assert shown.ephemeral_to == ANA
    assert "You are at *Mid-Level Software Developer*" in shown.text
    assert press(office, shown) == "On its way: check your messages from Ladder."
    assert office.reads(ANA) == [], "nothing is sent while Slack waits"
    work(office)
    (message,) = office.reads(ANA)
    assert message.blocks[0]["type"] == "image"
    assert "From Senior Software Developer the path forks: Lead Software Developer (Technical)" in message.text
    assert "You are at Mid-Level Software Developer." in message.text
    assert message.blocks[0]["alt_text"].replace(" ", "") in message.text.replace("•", "").replace("\n", "").replace(
        " ", ""
    )


def test_the_picture_is_a_real_one_and_shared_with_nobody_else(office: Office) -> None:
    press(office, ask(office))
    work(office)
    file = picture_of(office, office.reads(ANA)[0])
    assert file.data is not None
    assert struct.unpack(">II", file.data[16:24]) == (1438, 1940)
    assert (file.name, file.title, file.shared_in) == ("ladder-map.png", "Engineering ladder", ())
    assert len(file.alt_text) <= 1000


def test_the_message_leads_on(office: Office) -> None:
    press(office, ask(office))
    work(office)
    (message,) = office.reads(ANA)
    place = (message.channel, message.ts)
    assert "Senior Software Developer" in office.slack.click(ANA, ids.SHOW_NEXT, message=place).messages[-1].text


def test_a_double_click_brings_one_picture(office: Office) -> None:
    shown = ask(office)
    press(office, shown)
    assert press(office, shown).startswith("You already asked for this picture")
    work(office)
    assert press(office, shown).startswith("You already asked for this picture")
    work(office)
    assert len(office.reads(ANA)) == 1


def test_asking_anew_brings_a_new_one(office: Office) -> None:
    for _ in range(2):
        press(office, ask(office))
        work(office)
    assert len(office.reads(ANA)) == 2


def test_each_gets_their_own(office: Office) -> None:
    for person in (ANA, ADA):
        press(office, ask(office, person), person)
    work(office)
    assert "You are at" in office.reads(ANA)[0].text
    assert "You are at" not in office.reads(ADA)[0].text
    assert picture_of(office, office.reads(ANA)[0]).data != picture_of(office, office.reads(ADA)[0]).data


def test_without_the_permission_the_words_come_and_say_what_is_missing(unprivileged: Office) -> None:
    press(unprivileged, ask(unprivileged))
    work(unprivileged)
    (message,) = unprivileged.reads(ANA)
    assert [one["type"] for one in message.blocks] == ["rich_text", "actions", "context"]
    assert "From Senior Software Developer the path forks" in message.text
    assert "the app lacks the permission `files:write`" in message.text


@pytest.mark.slow
def test_an_upload_that_fails_is_made_anew(office: Office) -> None:
    office.slack.faults.order(read_fault({"method": "_upload", "retry_after": "1"}))
    press(office, ask(office))
    work(office)
    (message,) = office.reads(ANA)
    assert message.blocks[0]["type"] == "image"


def test_a_picture_that_nobody_could_send_in_a_day_is_given_up(office: Office) -> None:
    press(office, ask(office))
    office.move_to(office.clock.now().replace(day=16))
    assert office.reads(ANA) == []
    assert [one["state"] for one in office.deliveries() if one["kind"] == "ladder_map"] == [DeliveryState.DEAD]


def test_the_picture_shows_the_ladder_as_it_is_when_it_is_sent(office: Office) -> None:
    shown = ask(office)
    bring(office, 3)
    press(office, shown)
    work(office)
    assert "Level number 0 → Level number 1 → Level number 2" in office.reads(ANA)[0].text


@pytest.mark.slow
def test_a_ladder_of_a_thousand_levels_answers_within_one_message(office: Office) -> None:
    bring(office, 1000)
    shown = ask(office)
    assert "more lines. The message with the picture has all of it." in shown.text
    assert len(shown.text) <= limits.MESSAGE_BLOCK_TEXT
    press(office, shown)
    work(office)
    first, *others = office.reads(ANA)
    assert first.blocks[0]["type"] == "image"
    assert len(first.blocks[0]["alt_text"]) <= 2000
    said = "\n".join(one.text for one in (first, *others))
    assert all(f"Level number {number}" in said for number in range(1000))
    assert {one.thread_ts for one in others} == {first.ts}, "the rest is in its thread"
    assert all(len(one.text) <= limits.MESSAGE_BLOCK_TEXT for one in (first, *others))


def test_names_of_endless_length_are_told_whole(office: Office) -> None:
    bring(office, 3, name="x" * 4_990 + "{}")
    press(office, ask(office))
    work(office)
    said = "".join(one.text for one in office.reads(ANA))
    assert said.count("x") >= 3 * 4_990


def test_a_ladder_without_levels_says_so(office: Office) -> None:
    bring(office, 0)
    assert "This ladder has no levels yet." in ask(office).text
    press(office, ask(office))
    work(office)
    assert "Map of Big: 0 levels." in office.reads(ANA)[0].text


def test_names_in_the_map_ping_nobody_and_format_nothing(office: Office) -> None:
    bring(office, 2, name="<!channel> *bold* #panic() {}")
    shown = ask(office)
    press(office, shown)
    work(office)
    (message,) = office.reads(ANA)
    assert (shown.pings, message.pings) == ((), ())
    assert "&lt;!channel&gt; *bold* #panic() 0" in message.text
    assert "<!channel> *bold* #panic() 0" in message.blocks[0]["alt_text"]


def test_asking_costs_one_question_to_the_database_and_the_button_one_more_row(office: Office) -> None:
    shown = ask(office)
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith("BEGIN"):
            asked.append(statement.split()[0])

    event.listen(office.database.engine, "before_cursor_execute", note)
    ask(office)
    assert asked == ["SELECT"]
    press(office, shown)
    assert asked == ["SELECT", "SELECT", "INSERT"]
