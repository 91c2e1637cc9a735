"""`ladderbot digest`: what would be sent to a manager, without sending it."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `digest`."""
    digest = commands.add_parser("digest", help="what a manager's digest would say; sends nothing")
    digest.add_argument("--manager", required=True, metavar="U", help="the manager's Slack user id")
    digest.add_argument("--workspace", metavar="T", help="the workspace's id, if there are several")
    digest.add_argument("--quarter", help="such as 2026Q3; the last one that ended, if not given")
    digest.add_argument("--format", choices=("text", "slack"), default="text", help="text, or Slack's JSON")
    digest.add_argument("-o", "--output", metavar="FILE", help="write it here instead of the screen")
    digest.set_defaults(run=show_digest)


def show_digest(args: argparse.Namespace) -> int:
    """Prints or writes the digest; 1 if there is no such manager or workspace. Raises `BadSetting`."""
    from bot.cli.digest_text import CannotShow, digest_as
    from bot.config import read

    try:
        text = digest_as(args.format, read(), args.manager, args.workspace, args.quarter, datetime.now(UTC))
    except CannotShow as error:
        print(error, file=sys.stderr)
        return 1
    if not args.output:
        print(text)
        return 0
    try:
        Path(args.output).write_text(text, encoding="utf-8")
    except OSError as error:
        print(f"{args.output} can't be written: {error.strerror}.", file=sys.stderr)
        return 1
    return 0
