"""conversations.* (docs.slack.dev/reference/methods): which places there are, who is in them, what was said."""

from collections.abc import Sequence

from bot.playground.api.args import Args
from bot.playground.api.paging import page
from bot.playground.world.errors import ApiError, with_messages
from bot.playground.world.shapes import channel_json, message_json
from bot.playground.world.values import Channel, ChannelKind, Json, Message
from bot.playground.world.workspace import Workspace

_TYPES = {"public_channel": ChannelKind.PUBLIC, "private_channel": ChannelKind.PRIVATE, "im": ChannelKind.DM}
_PREFIX = {ChannelKind.PUBLIC: "channels", ChannelKind.PRIVATE: "groups", ChannelKind.DM: "im"}
MAX_OPENED_WITH = 8


def scopes_of_channel(suffix: str, workspace: Workspace, args: Args) -> tuple[str, ...]:
    """Returns the scope that reading this channel needs, such as "im:history"."""
    channel = workspace.channel(args.text("channel"))
    return (f"{_PREFIX[channel.kind if channel else ChannelKind.PUBLIC]}:{suffix}",)


def scopes_of_types(_: Workspace, args: Args) -> tuple[str, ...]:
    """Returns the scopes that listing these types of conversations needs."""
    kinds = args.listed("types") or ["public_channel"]
    return tuple(f"{_PREFIX[_TYPES[kind]]}:read" for kind in kinds if kind in _TYPES)


def open_(workspace: Workspace, args: Args) -> Json:
    """conversations.open: the direct message with one person, opened if need be."""
    if args.text("channel"):
        channel = _reachable(workspace, args.text("channel"))
        return {"channel": channel_json(channel, workspace.app.bot_user_id)}
    users = args.listed("users")
    if not users:
        raise ApiError("users_list_not_supplied")
    user = _one_person(workspace, users)
    was_open = workspace.dm(workspace.app.bot_user_id, user) is not None
    channel = workspace.open_dm(workspace.app.bot_user_id, user)
    shown = channel_json(channel, workspace.app.bot_user_id) if args.flag("return_im") else {"id": channel.id}
    return {"channel": shown, **({"no_op": True, "already_open": True} if was_open else {})}


def _one_person(workspace: Workspace, users: list[str]) -> str:
    if len(users) > MAX_OPENED_WITH:
        raise ApiError("too_many_users")
    if len(users) > 1:
        raise workspace.app.missing_scope(("mpim:write",))
    user = workspace.user(users[0])
    if user is None:
        raise ApiError("user_not_found")
    if user.deleted:
        raise ApiError("user_disabled")
    if user.is_bot:
        raise ApiError("cannot_dm_bot")
    return user.id


def info(workspace: Workspace, args: Args) -> Json:
    """conversations.info: one place."""
    return {"channel": channel_json(_reachable(workspace, args.required("channel")), workspace.app.bot_user_id)}


def list_(workspace: Workspace, args: Args) -> Json:
    """conversations.list: the public places, and the private ones and direct messages the app is in."""
    asked = args.listed("types") or ["public_channel"]
    if not set(asked) <= {*_TYPES, "mpim"}:
        raise ApiError("invalid_types")
    kinds = [_TYPES[kind] for kind in asked if kind in _TYPES]
    channels = [c for c in workspace.channels() if c.kind in kinds and _is_reachable(workspace, c)]
    if args.flag("exclude_archived"):
        channels = [channel for channel in channels if not channel.is_archived]
    shown, more = page(channels, args, "channels", default=100)
    return {"channels": [channel_json(channel, workspace.app.bot_user_id) for channel in shown], **more}


def members(workspace: Workspace, args: Args) -> Json:
    """conversations.members: who is in a place."""
    channel = _reachable(workspace, args.required("channel"))
    shown, more = page(sorted(channel.members), args, "members", default=100)
    return {"members": list(shown), **more}


def history(workspace: Workspace, args: Args) -> Json:
    """conversations.history: what was said, newest first, replies and ephemeral messages left out."""
    channel = _inside(workspace, args.required("channel"))
    said = [m for m in _between(workspace, channel, args) if m.thread_ts in (None, m.ts)]
    shown, more = page(said, args, "history", default=100)
    return _messages(workspace, args, shown, more)


def replies(workspace: Workspace, args: Args) -> Json:
    """conversations.replies: a message and its replies, oldest first."""
    channel, ts = _inside(workspace, args.required("channel")), args.required("ts")
    parent = workspace.message(channel.id, ts)
    if parent is None or parent.ephemeral_to:
        raise ApiError("thread_not_found")
    said = [m for m in reversed(_between(workspace, channel, args)) if ts in (m.ts, m.thread_ts)]
    shown, more = page(said, args, "replies")
    return _messages(workspace, args, shown, more)


def _messages(workspace: Workspace, args: Args, shown: Sequence[Message], more: Json) -> Json:
    with_metadata = args.flag("include_all_metadata")
    messages = []
    for message in shown:
        as_json = message_json(message, workspace)
        if with_metadata and message.metadata:
            as_json["metadata"] = message.metadata
        messages.append(as_json)
    return {"messages": messages, "has_more": bool(more["response_metadata"]["next_cursor"]), **more}


def _between(workspace: Workspace, channel: Channel, args: Args) -> list[Message]:
    oldest, latest, inclusive = args.text("oldest"), args.text("latest"), args.flag("inclusive")
    for name, value in (("oldest", oldest), ("latest", latest)):
        if value and not value.replace(".", "", 1).isdigit():
            raise with_messages(f"invalid_ts_{name}", [])

    def within(ts: str) -> bool:
        if inclusive and ts in (oldest, latest):
            return True
        return (not oldest or float(ts) > float(oldest)) and (not latest or float(ts) < float(latest))

    said = workspace.messages(channel.id)
    return [m for m in reversed(said) if not m.ephemeral_to and not m.system and within(m.ts)]


def _is_reachable(workspace: Workspace, channel: Channel) -> bool:
    return channel.kind is ChannelKind.PUBLIC or workspace.app.bot_user_id in channel.members


def _reachable(workspace: Workspace, channel_id: str) -> Channel:
    channel = workspace.channel(channel_id)
    if channel is None or not _is_reachable(workspace, channel):
        raise ApiError("channel_not_found")
    return channel


def _inside(workspace: Workspace, channel_id: str) -> Channel:
    channel = _reachable(workspace, channel_id)
    if workspace.app.bot_user_id not in channel.members:
        raise ApiError("not_in_channel")
    return channel
