"""The workspace's values as the JSON that Slack sends: users, channels, messages, views, files."""

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.playground.world.elements import state_values
from bot.playground.world.values import Channel, ChannelKind, File, Json, Message, User, View
from bot.playground.world.workspace import Workspace


def user_json(user: User, scopes: Collection[str], now: datetime) -> Json:
    """Returns a user as users.info does; the email stands there with users:read.email, the time zone while active."""
    profile: Json = {
        "real_name": user.real_name or user.name,
        "display_name": user.name,
        "title": user.title,
        "team": user.team_id,
    }
    if "users:read.email" in scopes and user.email and not user.is_bot:
        profile["email"] = user.email
    shown: Json = {"id": user.id, "team_id": user.team_id, "name": user.name, "deleted": user.deleted}
    shown |= {"profile": profile, "is_bot": user.is_bot, "is_app_user": False, "updated": 0}
    if user.deleted:
        return shown
    return shown | {"real_name": user.real_name or user.name, **_zone(user.tz, now), **_roles(user)}


def _zone(name: str, now: datetime) -> Json:
    if not name:
        return {}
    local = now.astimezone(ZoneInfo(name))
    offset = local.utcoffset()
    seconds = int(offset.total_seconds()) if offset is not None else 0
    return {"tz": name, "tz_label": local.tzname() or name, "tz_offset": seconds}


def _roles(user: User) -> Json:
    roles: Json = {
        "is_admin": user.is_admin,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": user.is_guest,
        "is_ultra_restricted": False,
        "is_email_confirmed": bool(user.email),
    }
    return roles | {"is_stranger": True} if user.is_stranger else roles


def channel_json(channel: Channel, viewer: str) -> Json:
    """Returns a channel as conversations.info does, seen by `viewer` (a user id)."""
    if channel.kind is ChannelKind.DM:
        other = next(iter(channel.members - {viewer}), viewer)
        return {"id": channel.id, "created": channel.created, "is_im": True, "is_archived": False, "user": other}
    private = channel.kind is ChannelKind.PRIVATE
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": True,
        "is_group": False,
        "is_im": False,
        "is_mpim": False,
        "is_private": private,
        "is_archived": channel.is_archived,
        "is_general": channel.name == "general",
        "is_member": viewer in channel.members,
        "created": channel.created,
        "num_members": len(channel.members),
    }


def channel_name(channel: Channel) -> str:
    """Returns the name that interactions carry: a private place's own name is not told."""
    return {ChannelKind.DM: "directmessage", ChannelKind.PRIVATE: "privategroup"}.get(channel.kind, channel.name)


def message_json(message: Message, workspace: Workspace) -> Json:
    """Returns a message as Slack shows it to apps, metadata left out."""
    shown: Json = {
        "type": "message",
        "user": message.user,
        "ts": message.ts,
        "text": message.text,
        "team": workspace.team.id,
    }
    if message.bot_id:
        shown |= {"bot_id": message.bot_id}
    for name in ("blocks", "attachments"):
        if getattr(message, name):
            shown[name] = list(getattr(message, name))
    if message.thread_ts:
        shown["thread_ts"] = message.thread_ts
    if message.edited_ts:
        shown["edited"] = {"user": message.user, "ts": message.edited_ts}
    files = [workspace.file(file_id) for file_id in message.files]
    if files:
        shown["files"] = [file_json(file, workspace.base_url) for file in files if file]
    if not message.user:
        del shown["user"]
    return shown | message.shape


def file_json(file: File, base_url: str) -> Json:
    """Returns a file as Slack shows it to apps; `base_url` is where its private address begins."""
    kind = file.name.rpartition(".")[2].lower()
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": file.mimetype,
        "filetype": kind,
        "size": file.length,
        "user": file.user,
        "created": file.created,
        "alt_txt": file.alt_text,
        "url_private": f"{base_url}/files/{file.id}/{file.name}",
        "url_private_download": f"{base_url}/files/{file.id}/{file.name}?download=1",
    }


def view_json(view: View, workspace: Workspace) -> Json:
    """Returns a view as interactions and views.* answers carry it."""
    return {
        **view.body,
        "id": view.id,
        "team_id": workspace.team.id,
        "state": {"values": state_values(view.body["blocks"], view.typed)},
        "hash": view.hash,
        "previous_view_id": view.previous_id,
        "root_view_id": view.root_id,
        "app_id": workspace.app.app_id,
        "app_installed_team_id": workspace.team.id,
        "bot_id": workspace.app.bot_id,
    }


def permalink(message: Message, base_url: str) -> str:
    """Returns a message's address; `base_url` is where the workspace's own begins."""
    address = f"{base_url}/archives/{message.channel}/p{message.ts.replace('.', '')}"
    return f"{address}?thread_ts={message.thread_ts}&cid={message.channel}" if message.thread_ts else address
