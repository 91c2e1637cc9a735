"""`ladderbot settings`: what a workspace's settings are, and changing them."""

import argparse
import sys


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `settings`."""
    settings = commands.add_parser("settings", help="a workspace's settings, and the next four digest dates")
    settings.add_argument(
        "key", nargs="?", metavar="KEY", help="timezone, country, first_month, digest_day or digest_hour"
    )
    settings.add_argument("value", nargs="?", metavar="VALUE", help="what to set it to; auto: as if nobody had chosen")
    settings.add_argument("--workspace", metavar="T", help="the workspace's id, if there are several")
    settings.set_defaults(run=show_or_set)


def show_or_set(args: argparse.Namespace) -> int:
    """Shows all settings, shows one, or sets one; 2 for a wrong key or value, 1 if there is no such workspace.
    Raises `BadSetting`."""
    from bot.cli.digest_text import CannotShow
    from bot.cli.workspace_settings import settings_text
    from bot.config import read
    from ladder.errors import Invalid

    try:
        print(settings_text(read(), args.workspace, args.key, args.value))
    except Invalid as error:
        print(error, file=sys.stderr)
        return 2
    except CannotShow as error:
        print(error, file=sys.stderr)
        return 1
    return 0
