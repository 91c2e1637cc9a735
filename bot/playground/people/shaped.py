"""Messages of every shape that Slack sends to a shortcut: of apps, forwards, e-mails, files, edited ones.

They are kept as they were given and handed on whole. Nothing is checked but what a place in the list needs, because
other apps post what they like, and the app under test has to read it.
"""

from dataclasses import replace

from bot.playground.people.acting import SLACKBOT, outcome, person
from bot.playground.people.outcome import ActOutcome
from bot.playground.transport.transport import Transport
from bot.playground.validate.words import pings
from bot.playground.world.errors import ActRefused
from bot.playground.world.shapes import message_json
from bot.playground.world.values import ChannelKind, Json, Message, User
from bot.playground.world.workspace import Workspace

# Fields of a message beside user, channel, text, thread_ts and files (docs.slack.dev, message events); with one of
# them the text is taken as Slack stores it, not as somebody types it.
SHAPE = (
    *("type", "ts", "subtype", "blocks", "attachments", "edited", "bot_id", "app_id", "bot_profile", "username"),
    *("user_profile", "icons", "client_msg_id", "team", "parent_user_id", "reply_count", "reactions", "metadata"),
    *("upload", "display_as_bot", "root", "permalink", "x_files"),
)
_OWN = ("user", "channel", "text", "ts", "thread_ts", "blocks", "attachments", "bot_id")  # fields of a Message


def is_shaped(given: Json) -> bool:
    """Whether this is a message as Slack sends it: more than a person's words and the files they brought."""
    files = given.get("files") or []
    return any(name in given for name in SHAPE) or any(isinstance(file, dict) for file in files)


def message(workspace: Workspace, transport: Transport, channel_id: str, given: Json) -> ActOutcome:
    """Stores the message. Raises ActRefused for an unknown place or author, or a field of a wrong kind."""
    channel = workspace.channel(channel_id)
    if channel is None:
        raise ActRefused(f"There is no channel {channel_id!r}.")
    author = _author(workspace, given)
    since = workspace.version
    stored = workspace.add_message(_stored(given, author, channel.id))
    delivery = None
    if workspace.app.bot_user_id in channel.members:
        kind = {ChannelKind.DM: "im", ChannelKind.PRIVATE: "group"}.get(channel.kind, "channel")
        event = message_json(stored, workspace) | {"channel": channel.id, "channel_type": kind}
        delivery = transport.send_event(event, f"message.{kind}{'' if kind == 'im' else 's'}")
    onlooker = next(user for user in workspace.users() if user.id in (given.get("user"), SLACKBOT))
    seen = outcome(workspace, author or onlooker, since, delivery)
    return seen if stored in seen.messages else replace(seen, messages=(*seen.messages, stored))


def _author(workspace: Workspace, given: Json) -> User | None:
    """Who wrote it; None for an app that posts under a name of its own."""
    by_app = given.get("subtype") == "bot_message" or ("bot_id" in given and "username" in given)
    user = given.get("user")
    if by_app or (user is None and "bot_id" in given):
        return None
    if not isinstance(user, str):
        raise ActRefused('Give "user" as a text, or "bot_id".')
    known = workspace.user(user)
    return known if known and known.is_bot else person(workspace, user)


def _stored(given: Json, author: User | None, channel: str) -> Message:
    files = given.get("files") or []
    texts = {name: given.get(name) or "" for name in ("text", "ts", "thread_ts")}
    if not all(isinstance(value, str) for value in texts.values()):
        raise ActRefused('Give "text", "ts" and "thread_ts" as texts.')
    shape = {name: value for name, value in given.items() if name not in (*_OWN, "files")}
    shape |= {"files": files} if any(isinstance(file, dict) for file in files) else {}
    edited = given.get("edited")
    return Message(
        channel=channel,
        ts=texts["ts"],
        user=author.id if author else "",
        text=texts["text"],
        bot_id=given.get("bot_id"),
        blocks=_objects(given, "blocks"),
        attachments=_objects(given, "attachments"),
        thread_ts=texts["thread_ts"] or None,
        edited_ts=edited.get("ts") if isinstance(edited, dict) else None,
        files=() if "files" in shape else tuple(files),
        pings=pings(texts["text"], ()),
        shape=shape,
    )


def _objects(given: Json, name: str) -> tuple[Json, ...]:
    value = given.get(name) or []
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise ActRefused(f'Give "{name}" as a list of objects.')
    return tuple(value)
