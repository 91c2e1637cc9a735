"""Everything a person does in the workspace, as methods."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.playground.people import click, command, shaped, view, visit
from bot.playground.people.acting import person
from bot.playground.people.outcome import ActOutcome
from bot.playground.transport.transport import Transport
from bot.playground.world.errors import ActRefused
from bot.playground.world.steps import WorkflowStep
from bot.playground.world.values import Channel, File, Json, User
from bot.playground.world.workspace import Workspace


class Acts:
    """The acts of people in one workspace. They wait for the app's answer; what nobody could do raises ActRefused.

    Every method is safe to call from any thread; while one waits, others go on.
    """

    def __init__(self, workspace: Workspace, transport: Transport) -> None:
        self.workspace, self.transport = workspace, transport

    def command(self, user: str, text: str, channel: str | None = None) -> ActOutcome:
        """Types a slash command: "/ladder senior", or "senior" for the app's first command."""
        return command.command(self.workspace, self.transport, user, text, channel)

    def shortcut(self, user: str, callback_id: str, message: tuple[str, str] | None = None) -> ActOutcome:
        """Runs a global shortcut, or one of a message (channel, ts)."""
        return command.shortcut(self.workspace, self.transport, user, callback_id, message)

    def message(
        self, user: str, channel: str, text: str, thread_ts: str | None = None, files: tuple[str, ...] = ()
    ) -> ActOutcome:
        """Writes a message as it is typed: & < > are escaped, @names and links marked up."""
        return visit.message(self.workspace, self.transport, user, channel, text, thread_ts=thread_ts, files=files)

    def message_from_slack(self, channel: str, given: Json) -> ActOutcome:
        """Puts a message of any shape that Slack sends into a channel: an app's, a forward, one with files …"""
        return shaped.message(self.workspace, self.transport, channel, given)

    def click(
        self,
        user: str,
        action_id: str,
        message: tuple[str, str] | None = None,
        view: str | None = None,
        block_id: str | None = None,
        value: object = None,
    ) -> ActOutcome:
        """Presses a button, or chooses `value` in a menu, of a message or of a view ("home" for the Home tab)."""
        if (message is None) == (view is None):
            raise ActRefused("Give either the message or the view that is clicked in.")
        if message is not None:
            return click.in_message(self.workspace, self.transport, user, message, action_id, block_id, value)
        return click.in_view(self.workspace, self.transport, user, view or "", action_id, block_id, value)

    def type_into(self, user: str, view_id: str, values: Mapping[str, object]) -> ActOutcome:
        """Fills inputs in, by block id or action id, without submitting."""
        return view.type_into(self.workspace, user, view_id, values)

    def submit(self, user: str, view_id: str, values: Mapping[str, object] | None = None) -> ActOutcome:
        """Fills the modal in front in (texts, lists, dates, numbers by block id or action id) and submits it."""
        return view.submit(self.workspace, self.transport, user, view_id, values or {})

    def close(self, user: str, view_id: str, everything: bool = False) -> ActOutcome:
        """Closes the modal in front, or the whole stack."""
        return view.close(self.workspace, self.transport, user, view_id, everything=everything)

    def options(self, user: str, view_id: str, action_id: str, query: str) -> list[Json]:
        """Returns what an external select offers, as option objects."""
        return view.options(self.workspace, self.transport, user, view_id, action_id, query)

    def home(self, user: str) -> ActOutcome:
        """Opens the Home tab."""
        return visit.home(self.workspace, self.transport, user)

    def upload(self, user: str, name: str, data: bytes, mimetype: str | None = None) -> File:
        """Returns a file that the person brought, for a file input or a message."""
        return visit.upload(self.workspace, user, name, data, mimetype)

    def open_dm(self, user: str, other: str) -> Channel:
        """Returns the direct message between a person and another, or the app."""
        if self.workspace.user(other) is None:
            raise ActRefused(f"There is no person {other!r}.")
        return self.workspace.open_dm(person(self.workspace, user).id, other)

    def run_step(self, user: str, callback_id: str, inputs: Json) -> WorkflowStep:
        """Runs the app's custom step in a workflow of this person."""
        return visit.run_step(self.workspace, self.transport, user, callback_id, inputs)

    def change_user(self, user_id: str, **changes: Any) -> User:
        """Changes a user's fields (tz, deleted …); the app hears user_change if it subscribes."""
        user = self.workspace.user(user_id)
        if user is None:
            raise ActRefused(f"There is no person {user_id!r}.")
        changed = self.workspace.put_user(replace(user, **changes))
        visit.tell_user_changed(self.workspace, self.transport, changed)
        return changed
