"""Pictures in messages: uploaded before the post, waited for within reason, never worth a lost or a second message."""

import logging
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.delivery.pictures import PATIENCE, upload
from bot.delivery.rendered import Rendered
from handlers.message import Message, Picture
from ladder.store.db import Database
from ladder.store.models import DeliveryState
from tests.bot.delivery.mail import HOUR, MINUTE, SECOND, Mail, claim

PNG = b"\x89PNG\r\n\x1a\n and so on"
WORDS = {"type": "section", "text": {"type": "mrkdwn", "text": "words"}}
BELOW = {"type": "section", "text": {"type": "mrkdwn", "text": "below"}}
PICTURE = Picture(
    name="map.png",
    title="The map",
    draw=lambda: PNG,
    alternative=lambda most: f"the map in words, at most {most}",
    instead=(WORDS,),
)


def postbox(database: Database, *, declined: tuple[str, ...] = ()) -> Mail:
    mail = Mail(database, declined_scopes=declined)
    mail.person("UMAX")
    mail.renderers["digest"] = lambda *_: Rendered(Message("the map in words", (BELOW,), PICTURE))
    return mail


@pytest.fixture
def mail(database: Database) -> Iterator[Mail]:
    with postbox(database) as mail:
        mail.due("UMAX")
        yield mail


def shown(mail: Mail) -> list[str]:
    """What the one message shows: the texts of its sections, and the kinds of its other blocks."""
    (message,) = mail.inbox("UMAX")
    return [one["text"]["text"] if one["type"] == "section" else one["type"] for one in message.blocks]


def files(mail: Mail) -> list[bytes | None]:
    return [file.data for file in mail.slack.workspace.files()]


def test_a_picture_stands_above_the_blocks_and_the_text_carries_the_words(mail: Mail) -> None:
    assert mail.drain() == 1
    (message,) = mail.inbox("UMAX")
    (file,) = mail.slack.workspace.files()
    assert (file.data, file.name, file.title, file.shared_in) == (PNG, "map.png", "The map", ())
    assert file.alt_text == "the map in words, at most 1000"
    assert message.text == "the map in words"
    image, below = message.blocks
    assert (image["slack_file"], image["alt_text"]) == ({"id": file.id}, "the map in words, at most 2000")
    assert below["text"]["text"] == "below"


def test_where_the_app_may_not_upload_the_words_come_and_say_which_permission_is_missing(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    with postbox(database, declined=("files:write",)) as mail:
        mail.due("UMAX")
        with caplog.at_level(logging.WARNING, "bot.outbox"):
            assert mail.drain() == 1
        (message,) = mail.inbox("UMAX")
        assert shown(mail) == ["words", "below", "context"]
        assert message.text.startswith("the map in words\n_It comes without its picture: the app lacks")
        assert "`files:write`" in str(message.blocks[-1])
        assert "files:write" in caplog.text
        assert mail.workspace().paused_reason is None, "everything else goes on"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ("file_uploads_disabled", "this workspace does not let apps upload files"),
        ("storage_limit_reached", "this workspace's file storage is full"),
        ("file_type_not_allowed", "Slack refused the picture (file_type_not_allowed)"),
    ],
)
def test_a_clear_no_means_words(mail: Mail, error: str, said: str) -> None:
    mail.fault("files.getUploadURLExternal", error=error)
    assert mail.drain() == 1
    assert said in mail.inbox("UMAX")[0].text
    assert shown(mail) == ["words", "below", "context"]


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "_upload", "files.completeUploadExternal"])
@pytest.mark.parametrize(
    "fault",
    [{"status": 500}, {"status": 503, "accepted": True}, {"drop": "before"}, {"drop": "after"}, {"retry_after": "20"}],
    ids=str,
)
def test_an_upload_that_fails_costs_nothing_and_is_made_anew(mail: Mail, method: str, fault: dict[str, object]) -> None:
    mail.fault(method, **fault)
    assert mail.drain() == 0
    row = mail.row()
    assert (row.state, row.first_post_at, row.attempts) == (DeliveryState.PENDING, None, 0)
    assert mail.inbox("UMAX") == []
    assert mail.drain(MINUTE + SECOND) == 1
    assert shown(mail) == ["image", "below"]
    assert mail.row().state is DeliveryState.SENT


def test_an_upload_that_takes_too_long_is_made_anew(mail: Mail) -> None:
    mail.client.timeout = 1
    mail.fault("_upload", delay=1.5)
    assert mail.drain() == 0
    assert mail.drain(MINUTE + SECOND) == 1
    assert shown(mail) == ["image", "below"]


@pytest.mark.parametrize("truncated", ["files.getUploadURLExternal", "files.completeUploadExternal"])
def test_half_an_answer_is_no_answer(mail: Mail, truncated: str) -> None:
    mail.fault(truncated, truncate=True)
    assert mail.drain() == 0
    assert mail.drain(MINUTE + SECOND) == 1
    assert shown(mail) == ["image", "below"]


def test_a_429_holds_up_this_message_alone(mail: Mail) -> None:
    mail.person("UANA")
    mail.renderers["note"] = lambda *_: Rendered(Message("no picture here"))
    mail.fault("files.getUploadURLExternal", retry_after="200")
    mail.due("UANA", kind="note")
    assert mail.drain() == 1
    assert mail.texts("UANA") == ["no picture here"]
    assert mail.drain(199 * SECOND) == 0
    assert mail.drain(2 * SECOND) == 1


def test_after_some_minutes_the_words_come_without_the_picture(mail: Mail) -> None:
    mail.fault("_upload", status=500, times=100)
    for _ in range(4):
        assert mail.drain(MINUTE) == 0
    assert mail.drain(MINUTE + SECOND) == 1
    assert "_It comes without its picture: Slack did not take it._" in mail.inbox("UMAX")[0].text
    assert shown(mail) == ["words", "below", "context"]


def test_a_token_that_was_withdrawn_stops_the_workspace_as_ever(mail: Mail) -> None:
    mail.fault("files.getUploadURLExternal", error="token_revoked")
    assert mail.drain() == 0
    assert "The app's token was withdrawn" in mail.workspace().paused_reason
    assert mail.drain(2 * HOUR) == 1


def test_a_picture_that_slack_does_not_know_yet_is_waited_for(mail: Mail) -> None:
    waits: list[float] = []
    mail.fault("chat.postMessage", error="invalid_blocks", times=2)
    outbox = replace(mail.worker.outbox, sleep=waits.append)
    assert outbox.deliver(claim(mail))
    assert shown(mail) == ["image", "below"]
    assert waits == [1.0, 2.0]
    assert len(files(mail)) == 1, "uploaded once"


def test_in_the_end_the_words_stand_in_its_place(mail: Mail) -> None:
    waits: list[float] = []
    mail.fault("chat.postMessage", error="invalid_blocks", times=4)
    assert replace(mail.worker.outbox, sleep=waits.append).deliver(claim(mail))
    assert tuple(waits) == PATIENCE
    assert shown(mail) == ["words", "below"]


def test_blocks_that_are_wrong_anyhow_become_plain_text(mail: Mail) -> None:
    mail.fault("chat.postMessage", error="invalid_blocks", times=5)
    assert replace(mail.worker.outbox, sleep=lambda _: None).deliver(claim(mail))
    assert mail.inbox("UMAX")[0].blocks == ()
    assert mail.texts("UMAX") == ["the map in words"]


def test_an_address_that_is_none_is_not_asked(mail: Mail, monkeypatch: pytest.MonkeyPatch) -> None:
    real = mail.client.files_getUploadURLExternal

    def elsewhere(**arguments: str) -> object:
        answer = real(**arguments)  # type: ignore[arg-type]
        answer.data["upload_url"] = "file:///etc/passwd"  # type: ignore[index]
        return answer

    monkeypatch.setattr(mail.client, "files_getUploadURLExternal", elsewhere)
    assert mail.drain() == 0
    assert mail.row().last_error == "no address to upload to"


def test_nothing_is_uploaded_for_a_message_that_will_not_be_sent(mail: Mail) -> None:
    mail.slack.change_user("UMAX", deleted=True)
    assert mail.drain() == 0
    assert files(mail) == []


def test_a_worker_that_ends_between_upload_and_post_leaves_a_message_to_send(mail: Mail) -> None:
    claim(mail)
    assert isinstance(upload(mail.client, PICTURE), str)  # and here it ends
    assert (files(mail), mail.drain()) == ([PNG], 0)
    assert mail.drain(mail.timing.lease + SECOND) == 1
    assert len(mail.inbox("UMAX")) == 1
    assert files(mail) == [PNG, PNG], "an upload shows nothing to anybody, so it may be made again"
