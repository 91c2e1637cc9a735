"""Visiting and talking: the Home tab, messages people write, files they bring, custom steps in their workflows."""

import mimetypes

from bot.playground.people.acting import outcome, person, place_of
from bot.playground.people.composed import composed
from bot.playground.people.outcome import ActOutcome
from bot.playground.transport.transport import Transport
from bot.playground.validate.words import pings
from bot.playground.world.errors import ActRefused
from bot.playground.world.shapes import message_json, user_json, view_json
from bot.playground.world.steps import WorkflowStep
from bot.playground.world.text import on_the_wire
from bot.playground.world.values import Channel, ChannelKind, File, Json, Message, User
from bot.playground.world.workspace import Workspace

_SUBSCRIPTION = {
    ChannelKind.DM: "message.im",
    ChannelKind.PUBLIC: "message.channels",
    ChannelKind.PRIVATE: "message.groups",
}
_CHANNEL_TYPE = {ChannelKind.DM: "im", ChannelKind.PUBLIC: "channel", ChannelKind.PRIVATE: "group"}


def home(workspace: Workspace, transport: Transport, user_id: str) -> ActOutcome:
    """Opens the app's Home tab: the app hears app_home_opened, with the view that was there."""
    user = person(workspace, user_id)
    if not workspace.app.manifest.home_tab:
        raise ActRefused("The app has no Home tab.")
    since = workspace.version
    channel = workspace.open_dm(user.id, workspace.app.bot_user_id)
    event: Json = {"type": "app_home_opened", "user": user.id, "channel": channel.id, "tab": "home"}
    view = workspace.home(user.id)
    if view is not None:
        event["view"] = view_json(view, workspace)
    delivery = transport.send_event(event)
    return outcome(workspace, user, since, delivery, delivery.problem if delivery else "")


def message(
    workspace: Workspace,
    transport: Transport,
    user_id: str,
    channel_id: str,
    text: str,
    *,
    thread_ts: str | None = None,
    files: tuple[str, ...] = (),
) -> ActOutcome:
    """Writes a message as a person types it; the app hears of it only where it subscribes and is a member."""
    user = person(workspace, user_id)
    channel = place_of(workspace, user, channel_id)
    if channel.is_archived:
        raise ActRefused(f"{channel.name} is archived.")
    if channel.kind is ChannelKind.DM and workspace.app.bot_user_id in channel.members and not _can_write(workspace):
        raise ActRefused("Sending messages to this app has been turned off.")
    if not text.strip() and not files:
        raise ActRefused("A message needs a text.")
    since = workspace.version
    written = store(workspace, user, channel, text, thread_ts=thread_ts, files=files)
    delivery = None
    if workspace.app.bot_user_id in channel.members:
        event = message_json(written, workspace) | {
            "channel": channel.id,
            "channel_type": _CHANNEL_TYPE[channel.kind],
        }
        delivery = transport.send_event(event, _SUBSCRIPTION[channel.kind])
    return outcome(workspace, user, since, delivery)


def _can_write(workspace: Workspace) -> bool:
    return workspace.app.manifest.messages_tab and not workspace.app.manifest.messages_read_only


def store(
    workspace: Workspace,
    user: User,
    channel: Channel,
    text: str,
    *,
    ts: str = "",
    thread_ts: str | None = None,
    files: tuple[str, ...] = (),
) -> Message:
    """Stores a person's message, with the text on the wire and the rich_text block that Slack makes of it."""
    wire = on_the_wire(workspace, text)
    block = composed(wire, workspace.new_element_id)
    return workspace.add_message(
        Message(
            channel=channel.id,
            ts=ts,
            user=user.id,
            text=wire,
            blocks=(block,) if wire else (),
            thread_ts=thread_ts,
            files=files,
            pings=pings(wire, ()),
        )
    )


def upload(workspace: Workspace, user_id: str, name: str, data: bytes, mimetype: str | None = None) -> File:
    """Returns a file that a person brought, to be given to a file input or a message."""
    user = person(workspace, user_id)
    if not name or not data:
        raise ActRefused("A file needs a name and content.")
    return workspace.put_file(
        File(
            id=workspace.new_id("F"),
            user=user.id,
            name=name,
            length=len(data),
            data=data,
            mimetype=mimetype or mimetypes.guess_type(name)[0] or "application/octet-stream",
            created=int(workspace.now().timestamp()),
            complete=True,
        )
    )


def run_step(workspace: Workspace, transport: Transport, user_id: str, callback_id: str, inputs: Json) -> WorkflowStep:
    """Runs the app's custom step in a person's workflow: the app hears function_executed and ends the step."""
    user = person(workspace, user_id)
    function = workspace.app.manifest.functions.get(callback_id)
    if function is None:
        raise ActRefused(f"The app has no step {callback_id!r}.")
    step = WorkflowStep(id=workspace.new_id("Fx"), callback_id=callback_id, user=user.id, inputs=inputs)
    workspace.steps.begin(step)
    event = {
        "type": "function_executed",
        "function": {"id": f"Fn{callback_id}", "callback_id": callback_id, "type": "app", **function},
        "inputs": inputs,
        "function_execution_id": step.id,
        "workflow_execution_id": workspace.new_id("Wx"),
        "bot_access_token": workspace.app.bot_token,
    }
    transport.send_event(event)
    return next(run for run in workspace.steps.all() if run.id == step.id)


def tell_user_changed(workspace: Workspace, transport: Transport, user: User) -> None:
    """Lets the app hear user_change."""
    shown = user_json(user, workspace.app.scopes, workspace.now())
    transport.send_event({"type": "user_change", "user": shown, "cache_ts": int(workspace.clock.wall())})
