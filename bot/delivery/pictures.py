"""Pictures in messages: drawn and uploaded before the message is posted, shown in an image block above its words.

An upload names no channel, so it shows nothing to anybody and may be repeated after any failure. Slack goes on
processing a file for a moment after it has taken it, and until then refuses a block that shows it as `invalid_blocks`,
"invalid slack file" (python-slack-sdk issues 1521 and 1658): `PATIENCE` is for that.
"""

from functools import partial
from http import HTTPStatus
from urllib.parse import urlsplit

from bot.slack.client import NeverSent, NoAnswer, SlackClient
from bot.slack.outcomes import (
    Failure,
    Never,
    Paused,
    SlackAnswer,
    TryLater,
    Unknown,
    look_up,
    retry_after,
    unanswered,
)
from handlers import limits
from handlers.message import Picture

PATIENCE = (1.0, 2.0, 4.0)
"""The seconds to wait before each further try to post a message whose picture Slack does not know yet."""

_WITHOUT = {
    "missing_scope": "the app lacks the permission `files:write`. Whoever runs it can add it by installing it again",
    "file_uploads_disabled": "this workspace does not let apps upload files. An admin can change that in its settings",
    "file_uploads_except_images_disabled": "this workspace restricts uploads. An admin can change that in its settings",
    "storage_limit_reached": "this workspace's file storage is full",
}


def upload(client: SlackClient, picture: Picture) -> str | Failure:
    """Draws and uploads a picture; returns the file's id, or why there is none. Raises what drawing raises."""
    data = picture.draw()
    begun = look_up(
        partial(
            client.files_getUploadURLExternal,
            filename=picture.name,
            length=len(data),
            alt_txt=picture.alternative(limits.FILE_ALT_TEXT),
        )
    )
    if not isinstance(begun, SlackAnswer):
        return begun
    file_id = str(begun.data.get("file_id") or "")
    failure = _send(client, str(begun.data.get("upload_url") or ""), data)
    if failure:
        return failure
    done = look_up(partial(client.files_completeUploadExternal, files=[{"id": file_id, "title": picture.title}]))
    return file_id if isinstance(done, SlackAnswer) else done


def why_in_words(failure: Failure) -> str:
    """Why a message comes without its picture, for its recipient and for the log; "" if a later try may do better."""
    if isinstance(failure, Never):
        return _WITHOUT.get(failure.code, f"Slack refused the picture ({failure.code})")
    if isinstance(failure, Paused) and failure.code in ("missing_scope", "no_permission"):
        return _WITHOUT["missing_scope"]
    return ""


def _send(client: SlackClient, url: str, data: bytes) -> Failure | None:
    """Sends a file's bytes to the address that Slack named, over TLS as to Slack itself; None if Slack has them."""
    if urlsplit(url).scheme not in ("https", urlsplit(client.base_url).scheme):
        return Unknown("no address to upload to")
    try:
        reply = client.fetch("POST", url, {"Content-Type": "application/octet-stream"}, data)
    except (NeverSent, NoAnswer) as error:
        return unanswered(error)
    if reply.status == HTTPStatus.TOO_MANY_REQUESTS:
        return TryLater(retry_after(reply.headers), "Slack asked to wait")
    return None if reply.status == HTTPStatus.OK else Unknown(f"HTTP {reply.status}")
