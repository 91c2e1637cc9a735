"""`ladderbot people import` and `people export`: the roster, in and out."""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ladder.roster import Problem
    from ladder.roster_import import Applied

_MOST_NAMES = 20


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `people`."""
    people = commands.add_parser("people", help="the roster: who works for whom, at which level")
    actions = people.add_subparsers(title="actions", metavar="ACTION", required=True)
    take = actions.add_parser("import", help="take a CSV into the workspace; importing again is harmless")
    take.add_argument("file", metavar="FILE", help="a CSV with a column email or slack_id")
    take.add_argument("--workspace", metavar="T", help="the workspace's id, if there are several")
    take.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
    take.set_defaults(run=import_people)
    give = actions.add_parser("export", help="write the roster as CSV")
    give.add_argument("--workspace", metavar="T", help="the workspace's id, if there are several")
    give.set_defaults(run=export_people)


def import_people(args: argparse.Namespace) -> int:
    """Imports a roster; 0, or 1 if nothing of it could be taken. Raises `BadSetting`."""
    from bot.config import read
    from bot.people import CannotTake, take_roster
    from ladder.roster import MOST_BYTES

    try:
        with open(args.file, "rb") as file:
            content = file.read(MOST_BYTES + 1)  # one more is refused, whatever comes behind
        taken = take_roster(read("people import"), content, args.workspace, dry_run=args.dry_run, say=_progress)
    except OSError as error:
        return _fail(f"{args.file} cannot be read: {error.strerror}.")
    except CannotTake as error:
        return _fail(str(error))
    _tell_problems(args.file, taken.applied.problems)
    if taken.trouble:
        print(f"Slack could not be asked about everyone: {taken.trouble}", file=sys.stderr)
    if taken.ignored_columns:
        print(f"Columns that are not ours were left out: {', '.join(taken.ignored_columns)}.")
    _tell(taken.applied, dry_run=args.dry_run)
    return 0 if taken.applied.added or taken.applied.changed or taken.applied.same else 1


def export_people(args: argparse.Namespace) -> int:
    """Prints the roster; 0, or 1 if there is no such workspace. Raises `BadSetting`."""
    from bot.config import read
    from bot.people import CannotTake, give_roster

    try:
        print(give_roster(read("people export"), args.workspace), end="")
    except CannotTake as error:
        return _fail(str(error))
    return 0


def _fail(what: str) -> int:
    print(what, file=sys.stderr)
    return 1


def _progress(done: int, of: int) -> None:
    if of and sys.stderr.isatty():
        print(f"\rAsking Slack about people: {done} of {of}", end="" if done < of else "\n", file=sys.stderr)


def _tell_problems(file: str, problems: "Sequence[Problem]") -> None:
    for problem in problems:
        print(f"{file}:{problem.line}: {problem.what}", file=sys.stderr)


def _tell(applied: "Applied", *, dry_run: bool) -> None:
    would = "would be " if dry_run else ""
    print(f"{len(applied.added)} {would}added, {len(applied.changed)} {would}changed, {len(applied.same)} as before.")
    if applied.absent:
        more = len(applied.absent) - _MOST_NAMES
        named = ", ".join(applied.absent[:_MOST_NAMES])
        print(f"Not in the file, and left as they are: {named}{f' and {more} more' if more > 0 else ''}.")
