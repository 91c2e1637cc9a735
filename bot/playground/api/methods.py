"""The Web API's methods: what serves each, the scopes it needs, its tier."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from bot.playground.api import chat, conversations, files, users, views
from bot.playground.api.args import Args
from bot.playground.world.values import Json
from bot.playground.world.workspace import Workspace

Serve = Callable[[Workspace, Args], Json]
Needs = Callable[[Workspace, Args], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Method:
    """A Web API method: any one of `scopes` suffices; `needs` works them out from the arguments, where it must."""

    serve: Serve
    tier: int
    scopes: tuple[str, ...] = ()
    needs: Needs | None = None
    posts: bool = False

    def scopes_for(self, workspace: Workspace, args: Args) -> tuple[str, ...]:
        """Returns the scopes that this call needs, all of them."""
        return self.needs(workspace, args) if self.needs else self.scopes


_WRITE = ("chat:write",)
_reading = partial(partial, conversations.scopes_of_channel)

METHODS: Mapping[str, Method] = {
    "api.test": Method(users.api_test, 4),
    "auth.test": Method(users.auth_test, 4),
    "apps.connections.open": Method(users.open_connection, 1),
    "team.info": Method(users.team_info, 3, ("team:read",)),
    "users.info": Method(users.info, 4, ("users:read",)),
    "users.list": Method(users.list_, 2, ("users:read",)),
    "users.lookupByEmail": Method(users.lookup_by_email, 3, ("users:read.email",)),
    "chat.postMessage": Method(chat.post_message, 4, _WRITE, posts=True),
    "chat.postEphemeral": Method(chat.post_ephemeral, 4, _WRITE),
    "chat.update": Method(chat.update, 3, _WRITE),
    "chat.delete": Method(chat.delete, 3, _WRITE),
    "chat.getPermalink": Method(chat.get_permalink, 4),
    "views.open": Method(views.open_, 4),
    "views.push": Method(views.push, 4),
    "views.update": Method(views.update, 4),
    "views.publish": Method(views.publish, 4),
    "conversations.open": Method(conversations.open_, 3, ("im:write",)),
    "conversations.info": Method(conversations.info, 3, needs=_reading("read")),
    "conversations.list": Method(conversations.list_, 2, needs=conversations.scopes_of_types),
    "conversations.members": Method(conversations.members, 4, needs=_reading("read")),
    "conversations.history": Method(conversations.history, 3, needs=_reading("history")),
    "conversations.replies": Method(conversations.replies, 3, needs=_reading("history")),
    "files.getUploadURLExternal": Method(files.get_upload_url, 4, ("files:write",)),
    "files.completeUploadExternal": Method(files.complete_upload, 4, ("files:write",)),
    "canvases.create": Method(files.create_canvas, 2, ("canvases:write",)),
    "functions.completeSuccess": Method(files.complete_step, 3),
    "functions.completeError": Method(files.complete_step, 3),
}
