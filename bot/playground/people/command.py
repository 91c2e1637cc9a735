"""Slash commands and shortcuts (docs.slack.dev/interactivity/implementing-slash-commands, …/implementing-shortcuts)."""

from bot.playground.api.posting import as_app, checked
from bot.playground.people.acting import outcome, person, place_of, seen_message, tell
from bot.playground.people.outcome import ActOutcome
from bot.playground.people.payloads import action_ts, common, place_json, response_url
from bot.playground.transport.transport import Transport
from bot.playground.world.errors import ActRefused, ApiError
from bot.playground.world.log import Delivery
from bot.playground.world.manifest import Command, Shortcut
from bot.playground.world.shapes import channel_name, message_json
from bot.playground.world.text import escaped, on_the_wire
from bot.playground.world.values import Channel, Json, User
from bot.playground.world.workspace import Workspace


def command(
    workspace: Workspace, transport: Transport, user_id: str, text: str, channel_id: str | None = None
) -> ActOutcome:
    """Sends what a person typed after "/" to the app and shows its answer.

    "/ladder senior" names the command; a text without "/" goes to the app's first one. Raises ActRefused for a command
    that the manifest does not have.
    """
    user = person(workspace, user_id)
    channel = place_of(workspace, user, channel_id)
    slash, rest = _parsed(workspace, text)
    since = workspace.version
    form = _form(workspace, user, channel, slash, rest)
    delivery = transport.send_form("command", form)
    problem = delivery.problem or _show(workspace, transport, user, channel, delivery)
    if not problem:
        return outcome(workspace, user, since, delivery)
    said = f'{slash.name} failed with the error "{problem}"'
    tell(workspace, user, channel.id, said)
    return outcome(workspace, user, since, delivery, said)


def _parsed(workspace: Workspace, text: str) -> tuple[Command, str]:
    commands = workspace.app.manifest.commands
    if not text.startswith("/"):
        if not commands:
            raise ActRefused("The app has no command.")
        return commands[0], text.strip()
    name, _, rest = text.partition(" ")
    slash = workspace.app.manifest.command(name)
    if slash is None or "commands" not in workspace.app.scopes:
        raise ActRefused(f"{name} is not a valid command.")
    return slash, rest.strip()


def _form(workspace: Workspace, user: User, channel: Channel, slash: Command, rest: str) -> dict[str, str]:
    team = workspace.team
    return {
        "token": workspace.app.verification,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": user.id,
        "user_name": user.name,
        "command": slash.name,
        "text": on_the_wire(workspace, rest, named=True) if slash.escape else escaped(rest),
        "api_app_id": workspace.app.app_id,
        "is_enterprise_install": "false",
        "response_url": response_url(workspace, user, channel.id),
        "trigger_id": workspace.triggers.make(user.id),
    }


def _show(workspace: Workspace, transport: Transport, user: User, channel: Channel, delivery: Delivery) -> str:
    body = delivery.body
    if isinstance(body, str):
        body = {"text": body} if body.strip() else {}
    if not isinstance(body, dict):
        return _bad_answer(transport, delivery, "the answer is no message")
    if not (body.get("text") or body.get("blocks") or body.get("attachments")):
        return ""
    try:
        content = checked(workspace, body)
    except ApiError as error:
        return _bad_answer(transport, delivery, f"{error.error}: {error.more}")
    public = body.get("response_type") == "in_channel"
    as_app(workspace, content, channel.id, ephemeral_to=None if public else user.id)
    return ""


def _bad_answer(transport: Transport, delivery: Delivery, why: str) -> str:
    transport.blame(delivery, why)
    return "invalid_command_response"


def shortcut(
    workspace: Workspace,
    transport: Transport,
    user_id: str,
    callback_id: str,
    message: tuple[str, str] | None = None,
) -> ActOutcome:
    """Runs a shortcut: with a message (channel, ts) one of the message's menu, without it a global one."""
    user = person(workspace, user_id)
    offered = _offered(workspace, callback_id, on_message=message is not None)
    since = workspace.version
    payload = common(workspace, "shortcut", user) | {
        "callback_id": callback_id,
        "action_ts": action_ts(),
        "trigger_id": workspace.triggers.make(user.id),
    }
    where = ""
    if message is None:
        del payload["user"]["name"]
    else:
        payload, where = payload | _about_message(workspace, user, message), message[0]
    delivery = transport.interact(payload)
    if not delivery.problem:
        return outcome(workspace, user, since, delivery)
    said = f'"{offered.name}" didn\'t work: {workspace.app.manifest.name} did not respond ({delivery.problem}).'
    tell(workspace, user, where or workspace.open_dm(user.id, workspace.app.bot_user_id).id, said)
    return outcome(workspace, user, since, delivery, said)


def _offered(workspace: Workspace, callback_id: str, *, on_message: bool) -> Shortcut:
    offered = workspace.app.manifest.shortcut(callback_id)
    if offered is None or offered.on_message is not on_message or not workspace.app.manifest.interactive:
        kind = "message" if on_message else "global"
        names = ", ".join(s.callback_id for s in workspace.app.manifest.shortcuts if s.on_message is on_message)
        raise ActRefused(f"There is no {kind} shortcut {callback_id!r}. There are: {names or 'none'}.")
    return offered


def _about_message(workspace: Workspace, user: User, where: tuple[str, str]) -> Json:
    message = seen_message(workspace, user, where)
    if message.ephemeral_to:
        raise ActRefused("A message that only you can see has no shortcuts.")
    channel = place_of(workspace, user, message.channel)
    return {
        "type": "message_action",
        "channel": place_json(channel),
        "message_ts": message.ts,
        "message": message_json(message, workspace),
        "response_url": response_url(workspace, user, channel.id),
    }
