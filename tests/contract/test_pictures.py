"""A picture, uploaded and shown in a message: the same in both workspaces."""

from collections.abc import Callable
from functools import partial

import pytest

from bot.delivery.pictures import upload, why_in_words
from bot.delivery.rendered import post_arguments
from bot.slack.outcomes import Accepted, Paused, SlackAnswer, look_up, post
from handlers.message import Message, Picture
from tests.contract.test_sending import delivery
from tests.contract.workspaces import FarEnd

pytestmark = pytest.mark.emulate

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40
PICTURE = Picture(name="map.png", title="The ladder", draw=lambda: PNG, alternative=lambda most: "A map"[:most])


def test_a_picture_is_uploaded_once_and_its_place_is_closed(far: FarEnd) -> None:
    file = upload(far.client(), PICTURE)
    assert isinstance(file, str)
    assert file.startswith("F")
    again = look_up(partial(far.client().files_completeUploadExternal, files=[{"id": file, "title": "x"}]))
    assert not isinstance(again, SlackAnswer)
    assert getattr(again, "code", "") == "file_not_found"


def test_each_upload_is_a_file_of_its_own_and_shows_nothing_to_anybody(far: FarEnd) -> None:
    first, second = upload(far.client(), PICTURE), upload(far.client(), PICTURE)
    assert first != second
    assert far.inbox(far.max) == []


def test_a_message_shows_its_picture(far: FarEnd) -> None:
    file = upload(far.client(), PICTURE)
    assert isinstance(file, str)
    message = Message(text="The ladder: A map", picture=PICTURE).with_file(file)
    arguments = post_arguments(delivery(far.max), message)
    assert isinstance(post(partial(far.client().chat_postMessage, **arguments), lambda: True), Accepted)
    (shown,) = far.inbox(far.max)[0]["blocks"]
    assert (shown["type"], shown["alt_text"], shown["slack_file"]["id"]) == ("image", "A map", file)


def test_without_leave_to_upload_the_reader_is_told_why(installed: Callable[..., FarEnd]) -> None:
    refused = upload(installed("files:write").client(), PICTURE)
    assert isinstance(refused, Paused)
    assert "files:write" in why_in_words(refused)
