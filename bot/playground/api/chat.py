"""chat.*: posting, changing and deleting the app's messages (docs.slack.dev/reference/methods)."""

from dataclasses import replace

from bot.playground.api.args import Args
from bot.playground.api.posting import MAX_TEXT, Content, as_app, checked, place, thread_of
from bot.playground.world.errors import ApiError
from bot.playground.world.shapes import message_json, permalink
from bot.playground.world.values import Channel, Json, Message
from bot.playground.world.workspace import Workspace

MAX_UPDATED_TEXT = 4_000


def content_of(workspace: Workspace, args: Args) -> Content:
    """Returns the checked content of a call's arguments. Raises ApiError for what Slack refuses."""
    names_are_linked = args.flag("link_names") or args.text("parse") == "full"
    return checked(
        workspace,
        {
            "text": args.given.get("text"),
            "markdown_text": args.given.get("markdown_text"),
            "blocks": args.json("blocks", "invalid_blocks_format"),
            "attachments": args.json("attachments", "invalid_attachments"),
            "metadata": args.json("metadata", "invalid_metadata_format"),
        },
        link_names=names_are_linked,
    )


def post_message(workspace: Workspace, args: Args) -> Json:
    """chat.postMessage: posts to a channel, or to a person's direct message with the app."""
    channel = place(workspace, args.required("channel"))
    content = content_of(workspace, args)
    message = as_app(workspace, content, channel.id, thread_ts=thread_of(workspace, channel, args.text("thread_ts")))
    shown = message_json(message, workspace)
    if message.metadata:
        shown["metadata"] = message.metadata
    return {"channel": channel.id, "ts": message.ts, "message": shown, **_warnings(args)}


def _warnings(args: Args) -> Json:
    if len(args.text("text")) > MAX_TEXT:
        return {"warning": "message_truncated", "response_metadata": {"warnings": ["message_truncated"]}}
    return {}


def post_ephemeral(workspace: Workspace, args: Args) -> Json:
    """chat.postEphemeral: shows a message to one member of a channel."""
    channel = place(workspace, args.required("channel"))
    user = args.required("user")
    if user not in channel.members:
        raise ApiError("user_not_in_channel")
    content = content_of(workspace, args)
    thread_ts = thread_of(workspace, channel, args.text("thread_ts"))
    message = as_app(workspace, content, channel.id, ephemeral_to=user, thread_ts=thread_ts)
    return {"message_ts": message.ts}


def update(workspace: Workspace, args: Args) -> Json:
    """chat.update: replaces the content of one of the app's messages; blocks and attachments not given stay.

    A text over 4,000 characters is refused, of which chat.postMessage takes ten times as many."""
    channel, message = _own_message(workspace, args, "cant_update_message")
    if len(args.text("text")) > MAX_UPDATED_TEXT:
        raise ApiError("msg_too_long")
    content = _with_old(content_of(workspace, args), message, args)
    changed = workspace.change_message(
        replace(
            message,
            text=content.text,
            blocks=content.blocks,
            attachments=content.attachments,
            metadata=content.metadata or message.metadata,
            pings=content.pings,
            edited_ts=workspace.now_ts(),
        )
    )
    shown = message_json(changed, workspace)
    return {"channel": channel.id, "ts": changed.ts, "text": changed.text, "message": shown}


def _with_old(content: Content, message: Message, args: Args) -> Content:
    if args.given.get("markdown_text"):
        return content
    return replace(
        content,
        blocks=content.blocks if "blocks" in args.given else message.blocks,
        attachments=content.attachments if "attachments" in args.given else message.attachments,
    )


def delete(workspace: Workspace, args: Args) -> Json:
    """chat.delete: removes one of the app's messages."""
    channel, message = _own_message(workspace, args, "cant_delete_message")
    workspace.remove_message(channel.id, message.ts)
    return {"channel": channel.id, "ts": message.ts}


def _own_message(workspace: Workspace, args: Args, refusal: str) -> tuple[Channel, Message]:
    channel = workspace.channel(args.required("channel"))
    ts = args.required("ts")
    if channel is None or (workspace.app.bot_user_id not in channel.members and not channel.name):
        raise ApiError("channel_not_found")
    message = workspace.message(channel.id, ts)
    if message is None or message.ephemeral_to:
        raise ApiError("message_not_found")
    if message.user != workspace.app.bot_user_id:
        raise ApiError(refusal)
    return channel, message


def get_permalink(workspace: Workspace, args: Args) -> Json:
    """chat.getPermalink: the address of a message in a place the app is in."""
    channel = workspace.channel(args.required("channel"))
    ts = args.required("message_ts")
    if channel is None:
        raise ApiError("channel_not_found")
    message = workspace.message(channel.id, ts)
    if message is None:
        raise ApiError("message_not_found")
    return {"channel": channel.id, "permalink": permalink(message, workspace.base_url)}
