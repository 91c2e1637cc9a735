"""LocalSlack: a workspace with one app installed, and every act of a person as a method."""

import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.playground.api.errors import ApiError
from bot.playground.people import click, command, shaped, view, visit
from bot.playground.people.acting import SLACKBOT, person
from bot.playground.people.outcome import Outcome, Refused
from bot.playground.transport.events import RETRY_DELAYS, Retries, send_event
from bot.playground.transport.sender import ANSWER_SECONDS
from bot.playground.transport.socket_mode import Sockets
from bot.playground.world.clock import Clock, SystemClock
from bot.playground.world.faults import Faults
from bot.playground.world.installation import Installation
from bot.playground.world.log import Call, Delivery, Log
from bot.playground.world.manifest import read_manifest
from bot.playground.world.rates import RateLimits
from bot.playground.world.state import Kept, Team, Workspace
from bot.playground.world.steps import Step, Steps
from bot.playground.world.triggers import ResponseUrls, Triggers
from bot.playground.world.values import Channel, ChannelKind, File, Json, Message, User

if TYPE_CHECKING:
    from bot.playground.transport.wsgi import Server

OTHER_TEAM = "T0OTHER01"
_REMOVED = "account_inactive"


class LocalSlack:
    """A workspace with one app installed. Every method is safe to call from any thread.

    Acts wait for the app's answer and return an Outcome; they raise Refused for what a person could not do.
    """

    def __init__(
        self,
        manifest: Json,
        signing_secret: str,
        bot_token: str,
        app_url: str | None = None,
        *,
        app_token: str = "",
        rate_limits: bool = True,
        declined_scopes: Collection[str] = (),
        retry_delays: tuple[float, ...] = RETRY_DELAYS,
        answer_seconds: float = ANSWER_SECONDS,
        free_plan: bool = False,
        clock: Clock | None = None,
        team: Team | None = None,
    ) -> None:
        self.app = Installation(bot_token=bot_token, signing_secret=signing_secret, app_token=app_token)
        self.manifest = read_manifest(manifest, declined_scopes)
        self.app_url = app_url
        self.clock = clock or SystemClock()
        self.answer_seconds, self.free_plan = answer_seconds, free_plan
        self.workspace = Workspace(team or Team(), self.clock)
        self.triggers = Triggers(self.clock.monotonic)
        self.response_urls = ResponseUrls(lambda: self.workspace.now().timestamp())
        self.rates = RateLimits(self.clock.monotonic) if rate_limits else None
        self.faults, self.steps, self.retries = Faults(), Steps(), Retries(retry_delays)
        self.sockets = Sockets()
        self.token_refusal = ""
        self.tries: tuple[Json, ...] = ()  # the page's "What to try", as {title, text}; `code` in a text is a command
        self._calls, self._deliveries = Log[Call](), Log[Delivery]()
        self._on_time: list[Callable[[datetime], None]] = []
        self._on_reset: list[Callable[[], None]] = []
        self._kept: Kept | None = None
        self.add_user(self.bot_user_id, self.manifest.bot_name, is_bot=True)
        self.add_user(SLACKBOT, "slackbot", real_name="Slackbot", is_bot=True)

    # --- setting up

    @property
    def bot_user_id(self) -> str:
        """The app's own user."""
        return self.app.bot_user_id

    def add_user(self, user_id: str, name: str, **more: Any) -> User:
        """Adds a user; `more` are fields of User, such as tz, email, is_admin, is_guest, is_stranger, deleted."""
        team_id = OTHER_TEAM if more.get("is_stranger") else self.workspace.team.id
        return self.workspace.put_user(User(id=user_id, name=name, team_id=team_id, **more))

    def change_user(self, user_id: str, **changes: Any) -> User:
        """Changes a user's fields (tz, deleted …); the app hears user_change if it subscribes."""
        user = self.workspace.user(user_id)
        if user is None:
            raise Refused(f"There is no person {user_id!r}.")
        changed = self.workspace.put_user(replace(user, **changes))
        visit.tell_user_changed(self, changed)
        return changed

    def add_channel(
        self, channel_id: str, name: str, members: Collection[str] | None = None, *, private: bool = False, **more: Any
    ) -> Channel:
        """Adds a channel; by default with every person of the workspace, and without the app.

        `more` are fields of Channel, such as is_archived.
        """
        people = [u.id for u in self.workspace.users() if not (u.is_bot or u.deleted or u.is_guest or u.is_stranger)]
        kind = ChannelKind.PRIVATE if private else ChannelKind.PUBLIC
        inside = frozenset(people if members is None else members)
        created = int(self.workspace.now().timestamp())
        return self.workspace.put_channel(
            Channel(id=channel_id, name=name, kind=kind, members=inside, created=created, **more)
        )

    def post_as(
        self, user_id: str, channel_id: str, text: str, ts: str | datetime | None = None, thread_ts: str | None = None
    ) -> Message:
        """Stores a message as history: typed by the person, at a time of its own, unheard by the app."""
        user, channel = self.workspace.user(user_id), self.workspace.channel(channel_id)
        if user is None or channel is None:
            raise Refused(f"There is no person {user_id!r} or no channel {channel_id!r}.")
        at = f"{ts.timestamp():.6f}" if isinstance(ts, datetime) else ts or ""
        return visit.store(self, user, channel, text, ts=at, thread_ts=thread_ts)

    # --- acting as a person

    def command(self, user: str, text: str, channel: str | None = None) -> Outcome:
        """Types a slash command: "/ladder senior", or "senior" for the app's first command."""
        return command.command(self, user, text, channel)

    def shortcut(self, user: str, callback_id: str, message: tuple[str, str] | None = None) -> Outcome:
        """Runs a global shortcut, or one of a message (channel, ts)."""
        return command.shortcut(self, user, callback_id, message)

    def message(
        self, user: str, channel: str, text: str, thread_ts: str | None = None, files: tuple[str, ...] = ()
    ) -> Outcome:
        """Writes a message."""
        return visit.message(self, user, channel, text, thread_ts=thread_ts, files=files)

    def message_from_slack(self, channel: str, given: Json) -> Outcome:
        """Puts a message of any shape that Slack sends into a channel: an app's, a forward, one with files …"""
        return shaped.message(self, channel, given)

    def click(
        self,
        user: str,
        action_id: str,
        message: tuple[str, str] | None = None,
        view: str | None = None,
        block_id: str | None = None,
        value: object = None,
    ) -> Outcome:
        """Presses a button, or chooses `value` in a menu, of a message or of a view ("home" for the Home tab)."""
        if (message is None) == (view is None):
            raise Refused("Give either the message or the view that is clicked in.")
        if message is not None:
            return click.in_message(self, user, message, action_id, block_id=block_id, value=value)
        return click.in_view(self, user, view or "", action_id, block_id=block_id, value=value)

    def type_into(self, user: str, view_id: str, values: Mapping[str, object]) -> Outcome:
        """Fills inputs in, by block id or action id, without submitting."""
        return view.type_into(self, user, view_id, values)

    def submit(self, user: str, view_id: str, values: Mapping[str, object] | None = None) -> Outcome:
        """Fills the modal in front in and submits it."""
        return view.submit(self, user, view_id, values or {})

    def close(self, user: str, view_id: str, everything: bool = False) -> Outcome:
        """Closes the modal in front, or the whole stack."""
        return view.close(self, user, view_id, everything=everything)

    def options(self, user: str, view_id: str, action_id: str, query: str) -> list[Json]:
        """Returns what an external select offers."""
        return view.options(self, user, view_id, action_id, query)

    def home(self, user: str) -> Outcome:
        """Opens the Home tab."""
        return visit.home(self, user)

    def upload(self, user: str, name: str, data: bytes, mimetype: str | None = None) -> File:
        """Returns a file that the person brought, for a file input or a message."""
        return visit.upload(self, user, name, data, mimetype)

    def open_dm(self, user: str, other: str) -> Channel:
        """Returns the direct message between a person and another, or the app."""
        if self.workspace.user(other) is None:
            raise Refused(f"There is no person {other!r}.")
        return self.workspace.open_dm(person(self, user).id, other)

    def run_step(self, user: str, callback_id: str, inputs: Json) -> Step:
        """Runs the app's custom step in a workflow of this person."""
        return visit.run_step(self, user, callback_id, inputs)

    # --- time, going back, the app's standing

    def set_time(self, now: datetime) -> None:
        """Moves the workspace's date (aware) and tells those who asked with `on_time`, one after the other."""
        if now.tzinfo is None:
            raise Refused("Give the date with its offset, such as 2026-07-01T09:30:00+01:00.")
        self.workspace.set_now(now)
        for tell in self._on_time:
            tell(now)

    def on_time(self, callback: Callable[[datetime], None]) -> None:
        """Has `callback` called with the new date after each `set_time`."""
        self._on_time.append(callback)

    def keep(self) -> None:
        """Makes what the workspace holds now the state that `reset` goes back to."""
        self._kept = self.workspace.kept()

    def reset(self) -> None:
        """Goes back to what `keep` kept, else forgets messages, views, homes and files; forgets logs and faults."""
        if self._kept is None:
            self.workspace.clear()
        else:
            self.workspace.go_back(self._kept)
        self.faults.clear()
        self._calls.clear()
        self._deliveries.clear()
        if self.rates is not None:
            self.rates.clear()
        for tell in self._on_reset:
            tell()

    def on_reset(self, callback: Callable[[], None]) -> None:
        """Has `callback` called after each `reset`."""
        self._on_reset.append(callback)

    def set_scopes(self, scopes: Collection[str]) -> None:
        """Makes these the app's granted scopes."""
        self.manifest = self.manifest.with_scopes(scopes)

    def uninstall(self) -> None:
        """Removes the app: its token ends with `account_inactive`, and it hears tokens_revoked and app_uninstalled."""
        self.token_refusal = _REMOVED
        send_event(self, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.bot_user_id]}})
        send_event(self, {"type": "app_uninstalled"})

    # --- records

    def calls(self) -> tuple[Call, ...]:
        """Returns the Web API calls so far, oldest first."""
        return self._calls.all()

    def deliveries(self) -> tuple[Delivery, ...]:
        """Returns the requests sent to the app so far, oldest first."""
        return self._deliveries.all()

    def log_call(self, call: Call) -> Call:
        """Stores a call, or replaces it if it has a number; returns it numbered."""
        return self._calls.put(call) if call.number else self._calls.add(call)

    def log_delivery(self, delivery: Delivery) -> Delivery:
        """Stores a request, or replaces it if it has a number; returns it numbered."""
        return self._deliveries.put(delivery) if delivery.number else self._deliveries.add(delivery)

    # --- for the Web API

    def check_token(self, token: str, *, for_socket: bool = False) -> None:
        """Raises ApiError unless this is the app's bot token, or its app token for Socket Mode, and still good."""
        asked, other = self.app.bot_token, self.app.app_token
        if for_socket:
            asked, other = other, asked
        if other and secrets.compare_digest(token.encode(), other.encode()):
            raise ApiError("not_allowed_token_type")
        if not asked or not secrets.compare_digest(token.encode(), asked.encode()):
            raise ApiError("invalid_auth")
        if self.token_refusal:
            raise ApiError(self.token_refusal)

    def missing_scope(self, needed: tuple[str, ...]) -> ApiError:
        """Returns Slack's refusal of a call whose scopes were not granted."""
        return ApiError("missing_scope", needed=",".join(needed), provided=",".join(sorted(self.manifest.scopes)))

    def is_image_file(self, file_id: str) -> bool:
        """Whether this is a finished file with a picture in it."""
        file = self.workspace.file(file_id)
        return file is not None and file.complete and file.mimetype in ("image/png", "image/jpeg", "image/gif")

    def new_element_id(self) -> str:
        """Returns an id for a block or element that came without one."""
        return self.workspace.new_id("b")

    def new_hash(self) -> str:
        """Returns a fresh hash for a view."""
        return f"{int(self.workspace.now().timestamp())}.{secrets.token_hex(4)}"

    def now_ts(self) -> str:
        """Returns the workspace's present as Slack writes times."""
        return f"{self.workspace.now().timestamp():.6f}"

    def response_url(self, user: str, channel: str, ts: str | None = None) -> str:
        """Returns a fresh response URL for an interaction."""
        return f"{self.workspace.base_url}/_response/{self.response_urls.make(user, channel, ts)}"

    def permalink(self, message: Message) -> str:
        """Returns a message's address."""
        address = f"{self.workspace.base_url}/archives/{message.channel}/p{message.ts.replace('.', '')}"
        return f"{address}?thread_ts={message.thread_ts}&cid={message.channel}" if message.thread_ts else address

    def start(self, port: int = 0) -> "Server":
        """Serves everything on 127.0.0.1 and returns the running server, which is also a context manager."""
        from bot.playground.transport.wsgi import Server

        return Server(self, port)
