"""Puts a message into the workspace: its content checked, its place found, its pings counted."""

from dataclasses import dataclass

from bot.playground.validate.normalise import normalised
from bot.playground.validate.payloads import check_message_blocks, check_metadata, refuse
from bot.playground.validate.words import pings
from bot.playground.world.errors import ApiError
from bot.playground.world.text import on_the_wire, unescaped
from bot.playground.world.values import Channel, ChannelKind, Json, Message
from bot.playground.world.workspace import Workspace

MAX_TEXT = 40_000
MAX_MARKDOWN_TEXT = 12_000
MAX_ATTACHMENTS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A checked message: what it says, without a place."""

    text: str = ""
    blocks: tuple[Json, ...] = ()
    attachments: tuple[Json, ...] = ()
    metadata: Json | None = None

    @property
    def pings(self) -> tuple[str, ...]:
        """Whom it would notify."""
        return pings(self.text, [*self.blocks, *self.attachments])


def checked(workspace: Workspace, given: Json, *, limit_total: bool = True, link_names: bool = False) -> Content:
    """Returns the content of `text`, `blocks`, `attachments`, `markdown_text` and `metadata`.

    A text over 40,000 characters is cut there. Raises ApiError for what Slack refuses. `limit_total` is off for
    response URLs; with `link_names` a bare "@channel" in the text is a mention (chat.postMessage, "Formatting").
    """
    blocks = _markdown(given) if given.get("markdown_text") else given.get("blocks") or []
    refuse(check_message_blocks(blocks, workspace.is_image_file, limit_total=limit_total))
    attachments = _attachments(workspace, given.get("attachments") or [])
    text = given.get("text") or ""
    if not isinstance(text, str):
        raise ApiError("invalid_arguments")
    if not (text.strip() or blocks or attachments or given.get("files")):
        raise ApiError("no_text")
    metadata = given.get("metadata")
    if metadata is not None:
        refuse(check_metadata(metadata))
    if link_names:
        text = on_the_wire(workspace, unescaped(text))
    stored = normalised(blocks, workspace.new_element_id)
    return Content(text=text[:MAX_TEXT], blocks=tuple(stored), attachments=attachments, metadata=metadata)


def _markdown(given: Json) -> list[Json]:
    if given.get("text") or given.get("blocks"):
        raise ApiError("markdown_text_conflict")
    if len(given["markdown_text"]) > MAX_MARKDOWN_TEXT:
        raise ApiError("msg_too_long")
    return [{"type": "markdown", "text": given["markdown_text"]}]


def _attachments(workspace: Workspace, attachments: object) -> tuple[Json, ...]:
    if not isinstance(attachments, list) or not all(isinstance(item, dict) for item in attachments):
        raise ApiError("invalid_attachments")
    if len(attachments) > MAX_ATTACHMENTS:
        raise ApiError("too_many_attachments")
    for attachment in attachments:
        refuse(check_message_blocks(attachment.get("blocks") or [], workspace.is_image_file))
    return tuple(attachments)


def place(workspace: Workspace, asked: str) -> Channel:
    """Returns where the app may post: a channel id or #name, or a user id for the app's direct message with them.

    Raises ApiError: channel_not_found, not_in_channel, is_archived, messages_tab_disabled.
    """
    channel = _find(workspace, asked)
    is_member = workspace.app.bot_user_id in channel.members
    if not is_member and channel.kind is not ChannelKind.PUBLIC:
        raise ApiError("channel_not_found")
    if channel.kind is ChannelKind.DM and not workspace.app.manifest.messages_tab:
        raise ApiError("messages_tab_disabled")
    if channel.is_archived:
        raise ApiError("is_archived")
    if not is_member and "chat:write.public" not in workspace.app.scopes:
        raise ApiError("not_in_channel")
    return channel


def _find(workspace: Workspace, asked: str) -> Channel:
    workspace = workspace
    user = workspace.user(asked)
    if user is not None and not user.is_bot:
        return workspace.open_dm(workspace.app.bot_user_id, user.id)
    name = asked.removeprefix("#")
    channel = next((c for c in workspace.channels() if asked == c.id or (c.name and c.name == name)), None)
    if channel is None:
        raise ApiError("channel_not_found")
    return channel


def as_app(
    workspace: Workspace,
    content: Content,
    channel: str,
    *,
    thread_ts: str | None = None,
    ephemeral_to: str | None = None,
    files: tuple[str, ...] = (),
) -> Message:
    """Stores the content as the app's message in a channel (by id) and returns it."""
    return workspace.add_message(
        Message(
            channel=channel,
            ts="",
            user=workspace.app.bot_user_id,
            bot_id=workspace.app.bot_id,
            text=content.text,
            blocks=content.blocks,
            attachments=content.attachments,
            metadata=content.metadata,
            pings=content.pings,
            thread_ts=thread_ts,
            ephemeral_to=ephemeral_to,
            files=files,
        )
    )


def thread_of(workspace: Workspace, channel: Channel, thread_ts: str) -> str | None:
    """Returns the ts of the thread that a reply to `thread_ts` joins, None for "". Raises ApiError if there is none."""
    if not thread_ts:
        return None
    parent = workspace.message(channel.id, thread_ts)
    if parent is None or parent.ephemeral_to:
        raise ApiError("thread_not_found")
    return parent.thread_ts or parent.ts
