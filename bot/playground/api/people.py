"""users.*, team.info, auth.test, api.test (docs.slack.dev/reference/methods)."""

from typing import TYPE_CHECKING

from bot.playground.api.args import Args
from bot.playground.api.errors import ApiError
from bot.playground.api.paging import page
from bot.playground.world.shapes import user_json
from bot.playground.world.values import Json, User

if TYPE_CHECKING:
    from bot.playground.slack import LocalSlack


def auth_test(slack: "LocalSlack", _: Args) -> Json:
    """auth.test: who the token belongs to."""
    team = slack.workspace.team
    return {
        "url": f"{slack.workspace.base_url}/",
        "team": team.name,
        "team_id": team.id,
        "user": slack.manifest.bot_name,
        "user_id": slack.bot_user_id,
        "bot_id": slack.app.bot_id,
        "is_enterprise_install": False,
    }


def api_test(_: "LocalSlack", args: Args) -> Json:
    """api.test: echoes its arguments; fails with the `error` it is given."""
    if args.text("error"):
        raise ApiError(args.text("error"), args=args.given)
    return {"args": args.given}


def info(slack: "LocalSlack", args: Args) -> Json:
    """users.info: one user, deleted or not."""
    user = slack.workspace.user(args.required("user"))
    if user is None:
        raise ApiError("user_not_found")
    return {"user": _shown(slack, args, user)}


def list_(slack: "LocalSlack", args: Args) -> Json:
    """users.list: all users, in pages."""
    members, more = page(slack.workspace.users(), args, "users")
    return {"members": [_shown(slack, args, user) for user in members], **more}


def lookup_by_email(slack: "LocalSlack", args: Args) -> Json:
    """users.lookupByEmail: the active user with this address."""
    email = args.required("email").lower()
    for user in slack.workspace.users():
        if user.email.lower() == email and not user.deleted and not user.is_bot:
            return {"user": _shown(slack, args, user)}
    raise ApiError("users_not_found")


def _shown(slack: "LocalSlack", args: Args, user: User) -> Json:
    shown = user_json(user, slack.manifest.scopes, slack.workspace.now())
    return shown | {"locale": user.locale} if args.flag("include_locale") else shown


def team_info(slack: "LocalSlack", _: Args) -> Json:
    """team.info: the workspace."""
    team = slack.workspace.team
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}}
