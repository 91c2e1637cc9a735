"""LocalSlack: a workspace with one app installed, set up, acted in, read and served."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, Final
from wsgiref.types import WSGIApplication

from bot.playground.api import files_http, responses, web_api
from bot.playground.api.rates import RateLimits
from bot.playground.page import routes as page
from bot.playground.people import control, visit
from bot.playground.people.acting import SLACKBOT
from bot.playground.people.acts import Acts
from bot.playground.transport import socket_mode
from bot.playground.transport.events import RETRY_DELAYS
from bot.playground.transport.transport import Transport
from bot.playground.transport.wsgi import LocalServer, create_wsgi
from bot.playground.world.clock import Clock, SystemClock
from bot.playground.world.errors import ActRefused
from bot.playground.world.faults import Faults
from bot.playground.world.installation import Installation
from bot.playground.world.log import Call, Delivery, Log
from bot.playground.world.manifest import read_manifest
from bot.playground.world.shapes import permalink
from bot.playground.world.values import Channel, ChannelKind, Json, Message, Team, User
from bot.playground.world.workspace import Workspace

OTHER_TEAM = "T0OTHER01"
_REMOVED = "account_inactive"


class LocalSlack(Acts):
    """A workspace with one app installed. Every method is safe to call from any thread; for the acts see `Acts`.

    `app` is the installation, `transport` the way to the app, `faults` what the app's next calls meet; `tries` are the
    page's "What to try", as {title, text}, taken as they stand when it is served.
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
        clock: Clock | None = None,
        team: Team | None = None,
        tries: Collection[Json] = (),
    ) -> None:
        self.app: Final = Installation(
            manifest=read_manifest(manifest, declined_scopes),
            bot_token=bot_token,
            signing_secret=signing_secret,
            app_token=app_token,
        )
        workspace = Workspace(team or Team(), clock or SystemClock(), self.app)
        super().__init__(workspace, Transport(workspace, app_url, retry_delays))
        self.tries = tuple(tries)
        self.faults: Final = Faults()
        self._calls = Log[Call]()
        self._rates = RateLimits(workspace.clock.monotonic) if rate_limits else None
        for part in (self.faults, self._calls, self._rates):
            if part is not None:
                workspace.on_reset(part.clear)
        self.add_user(self.bot_user_id, self.app.manifest.bot_name, is_bot=True)
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
            raise ActRefused(f"There is no person {user_id!r} or no channel {channel_id!r}.")
        at = f"{ts.timestamp():.6f}" if isinstance(ts, datetime) else ts or ""
        return visit.store(self.workspace, user, channel, text, ts=at, thread_ts=thread_ts)

    def set_scopes(self, scopes: Collection[str]) -> None:
        """Makes these the app's granted scopes."""
        self.app.manifest = self.app.manifest.with_scopes(scopes)

    def uninstall(self) -> None:
        """Removes the app: its token ends with `account_inactive`, and it hears tokens_revoked and app_uninstalled."""
        self.app.token_refusal = _REMOVED
        self.transport.send_event({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.bot_user_id]}})
        self.transport.send_event({"type": "app_uninstalled"})

    # --- time and going back

    def set_time(self, now: datetime) -> None:
        """Moves the workspace's date (aware) and tells those who asked with `on_time`."""
        if now.tzinfo is None:
            raise ActRefused("Give the date with its offset, such as 2026-07-01T09:30:00+01:00.")
        self.workspace.move_to(now)

    def on_time(self, callback: Callable[[datetime], None]) -> None:
        """Has `callback` called with the new date after each `set_time`."""
        self.workspace.on_time(callback)

    def keep(self) -> None:
        """Makes what the workspace holds now the state that `reset` goes back to."""
        self.workspace.keep()

    def reset(self) -> None:
        """Goes back to what `keep` kept, else forgets messages, views, homes and files; forgets logs and faults."""
        self.workspace.reset()

    def on_reset(self, callback: Callable[[], None]) -> None:
        """Has `callback` called after each `reset`."""
        self.workspace.on_reset(callback)

    # --- records

    def calls(self) -> tuple[Call, ...]:
        """Returns the Web API calls so far, oldest first."""
        return self._calls.all()

    def deliveries(self) -> tuple[Delivery, ...]:
        """Returns the requests sent to the app so far, oldest first."""
        return self.transport.deliveries.all()

    def permalink(self, message: Message) -> str:
        """Returns a message's address."""
        return permalink(message, self.workspace.base_url)

    # --- serving

    def wsgi(self) -> WSGIApplication:
        """Returns all of it as one WSGI app: Web API, response URLs, files, Socket Mode, control and the page."""
        gate = web_api.Gate(workspace=self.workspace, faults=self.faults, calls=self._calls, rates=self._rates)
        desk = control.Desk(self, self.faults, self._calls)
        return create_wsgi(
            (
                *web_api.routes(gate),
                *responses.routes(self.workspace, self._calls),
                *files_http.routes(self.workspace, self.faults),
                *socket_mode.routes(self.workspace, self.transport.sockets),
                *control.routes(desk),
                *page.routes(self, self.tries),
            )
        )

    def start(self, port: int = 0) -> LocalServer:
        """Serves everything on 127.0.0.1 and returns the running server, which is also a context manager."""
        return LocalServer(self.wsgi(), self.workspace, self.transport, port)
