"""users.*, team.info, auth.test, api.test, apps.connections.open (docs.slack.dev/reference/methods)."""

from bot.playground.api.args import Args
from bot.playground.api.paging import page
from bot.playground.world.errors import ApiError
from bot.playground.world.shapes import user_json
from bot.playground.world.values import Json, User
from bot.playground.world.workspace import Workspace


def auth_test(workspace: Workspace, _: Args) -> Json:
    """auth.test: who the token belongs to."""
    team = workspace.team
    return {
        "url": f"{workspace.base_url}/",
        "team": team.name,
        "team_id": team.id,
        "user": workspace.app.manifest.bot_name,
        "user_id": workspace.app.bot_user_id,
        "bot_id": workspace.app.bot_id,
        "is_enterprise_install": False,
    }


def api_test(_: Workspace, args: Args) -> Json:
    """api.test: echoes its arguments; fails with the `error` it is given."""
    if args.text("error"):
        raise ApiError(args.text("error"), args=args.given)
    return {"args": args.given}


def info(workspace: Workspace, args: Args) -> Json:
    """users.info: one user, deleted or not."""
    user = workspace.user(args.required("user"))
    if user is None:
        raise ApiError("user_not_found")
    return {"user": _shown(workspace, args, user)}


def list_(workspace: Workspace, args: Args) -> Json:
    """users.list: all users, in pages."""
    members, more = page(workspace.users(), args, "users")
    return {"members": [_shown(workspace, args, user) for user in members], **more}


def lookup_by_email(workspace: Workspace, args: Args) -> Json:
    """users.lookupByEmail: the active user with this address."""
    email = args.required("email").lower()
    for user in workspace.users():
        if user.email.lower() == email and not user.deleted and not user.is_bot:
            return {"user": _shown(workspace, args, user)}
    raise ApiError("users_not_found")


def _shown(workspace: Workspace, args: Args, user: User) -> Json:
    shown = user_json(user, workspace.app.scopes, workspace.now())
    return shown | {"locale": user.locale} if args.flag("include_locale") else shown


def team_info(workspace: Workspace, _: Args) -> Json:
    """team.info: the workspace."""
    team = workspace.team
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}}


def open_connection(workspace: Workspace, _: Args) -> Json:
    """apps.connections.open: an address where one WebSocket can be opened."""
    address = workspace.base_url.replace("http", "ws", 1)
    return {"url": f"{address}/_socket?ticket={workspace.tickets.make()}"}
