"""Slash commands and shortcuts (docs.slack.dev/interactivity/implementing-slash-commands, …/implementing-shortcuts)."""

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bot.playground.api.errors import ApiError
from bot.playground.api.posting import as_app, checked
from bot.playground.people.acting import FORM, blame, deliver, interact, outcome, person, place_of, seen_message, tell
from bot.playground.people.outcome import Outcome, Refused
from bot.playground.people.payloads import action_ts, common, place_json
from bot.playground.people.typed import escaped, on_the_wire
from bot.playground.world.log import Delivery
from bot.playground.world.manifest import Command, Shortcut
from bot.playground.world.shapes import channel_name, message_json
from bot.playground.world.values import Channel, Json, User

if TYPE_CHECKING:
    from bot.playground.slack import LocalSlack


def command(slack: "LocalSlack", user_id: str, text: str, channel_id: str | None = None) -> Outcome:
    """Sends what a person typed after "/" to the app and shows its answer.

    "/ladder senior" names the command; a text without "/" goes to the app's first one. Raises Refused for a command
    that the manifest does not have.
    """
    user = person(slack, user_id)
    channel = place_of(slack, user, channel_id)
    found, rest = _parsed(slack, text)
    since = slack.workspace.version
    form = _form(slack, user, channel, found, rest)
    delivery = deliver(slack, "command", form, urlencode(form).encode(), FORM)
    problem = delivery.problem or _show(slack, user, channel, delivery)
    if not problem:
        return outcome(slack, user, since, delivery)
    said = f'{found.name} failed with the error "{problem}"'
    tell(slack, user, channel.id, said)
    return outcome(slack, user, since, delivery, said)


def _parsed(slack: "LocalSlack", text: str) -> tuple[Command, str]:
    commands = slack.manifest.commands
    if not text.startswith("/"):
        if not commands:
            raise Refused("The app has no command.")
        return commands[0], text.strip()
    name, _, rest = text.partition(" ")
    found = slack.manifest.command(name)
    if found is None or "commands" not in slack.manifest.scopes:
        raise Refused(f"{name} is not a valid command.")
    return found, rest.strip()


def _form(slack: "LocalSlack", user: User, channel: Channel, found: Command, rest: str) -> dict[str, str]:
    team = slack.workspace.team
    return {
        "token": slack.app.verification,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": user.id,
        "user_name": user.name,
        "command": found.name,
        "text": on_the_wire(slack.workspace, rest, named=True) if found.escape else escaped(rest),
        "api_app_id": slack.app.app_id,
        "is_enterprise_install": "false",
        "response_url": slack.response_url(user.id, channel.id),
        "trigger_id": slack.triggers.make(user.id),
    }


def _show(slack: "LocalSlack", user: User, channel: Channel, delivery: Delivery) -> str:
    body = delivery.body
    if isinstance(body, str):
        body = {"text": body} if body.strip() else {}
    if not isinstance(body, dict):
        return _bad_answer(slack, delivery, "the answer is no message")
    if not (body.get("text") or body.get("blocks") or body.get("attachments")):
        return ""
    try:
        content = checked(slack, body)
    except ApiError as error:
        return _bad_answer(slack, delivery, f"{error.error}: {error.more}")
    public = body.get("response_type") == "in_channel"
    as_app(slack, content, channel.id, ephemeral_to=None if public else user.id)
    return ""


def _bad_answer(slack: "LocalSlack", delivery: Delivery, why: str) -> str:
    blame(slack, delivery, why)
    return "invalid_command_response"


def shortcut(slack: "LocalSlack", user_id: str, callback_id: str, message: tuple[str, str] | None = None) -> Outcome:
    """Runs a shortcut: with a message (channel, ts) one of the message's menu, without it a global one."""
    user = person(slack, user_id)
    found = _offered(slack, callback_id, on_message=message is not None)
    since = slack.workspace.version
    payload = common(slack, "shortcut", user) | {
        "callback_id": callback_id,
        "action_ts": action_ts(),
        "trigger_id": slack.triggers.make(user.id),
    }
    where = ""
    if message is None:
        del payload["user"]["name"]
    else:
        payload, where = payload | _about_message(slack, user, message), message[0]
    delivery = interact(slack, payload)
    if not delivery.problem:
        return outcome(slack, user, since, delivery)
    said = f'"{found.name}" didn\'t work: {slack.manifest.name} did not respond ({delivery.problem}).'
    tell(slack, user, where or slack.workspace.open_dm(user.id, slack.bot_user_id).id, said)
    return outcome(slack, user, since, delivery, said)


def _offered(slack: "LocalSlack", callback_id: str, *, on_message: bool) -> Shortcut:
    found = slack.manifest.shortcut(callback_id)
    if found is None or found.on_message is not on_message or not slack.manifest.interactive:
        kind = "message" if on_message else "global"
        names = ", ".join(s.callback_id for s in slack.manifest.shortcuts if s.on_message is on_message)
        raise Refused(f"There is no {kind} shortcut {callback_id!r}. There are: {names or 'none'}.")
    return found


def _about_message(slack: "LocalSlack", user: User, where: tuple[str, str]) -> Json:
    message = seen_message(slack, user, where)
    if message.ephemeral_to:
        raise Refused("A message that only you can see has no shortcuts.")
    channel = place_of(slack, user, message.channel)
    return {
        "type": "message_action",
        "channel": place_json(channel),
        "message_ts": message.ts,
        "message": message_json(message, slack.workspace),
        "response_url": slack.response_url(user.id, channel.id),
    }
