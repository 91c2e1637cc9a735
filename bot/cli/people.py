"""`ladderbot people import` and `people export`: the roster, in and out."""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ladder.people.roster.file import LineProblem, Roster
    from ladder.people.roster.importing import Applied

_MOST_NAMES = 20


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `people`."""
    people = commands.add_parser("people", help="the roster: who works for whom, at which level")
    actions = people.add_subparsers(title="actions", metavar="ACTION", required=True)
    take = actions.add_parser("import", help="take a CSV or XLSX into the workspace; importing again is harmless")
    take.add_argument("file", metavar="FILE", help="a CSV or XLSX with a column of addresses or Slack ids")
    take.add_argument("--encoding", metavar="E", default="", help="the file's encoding, such as cp1251 or shift_jis")
    take.add_argument(
        "--column",
        metavar="FIELD=HEADING",
        action="append",
        default=[],
        type=_column,
        help="what a field is called in this file, such as manager=Boss; repeat as needed",
    )
    take.add_argument("--workspace", metavar="T", help="the workspace's id, if there are several")
    take.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
    take.set_defaults(run=import_people)
    give = actions.add_parser("export", help="write the roster as CSV")
    give.add_argument("--workspace", metavar="T", help="the workspace's id, if there are several")
    give.set_defaults(run=export_people)


def _column(text: str) -> tuple[str, str]:
    from ladder.people.roster.file import COLUMNS

    field, _, heading = text.partition("=")
    if field not in COLUMNS or not heading.strip():
        raise argparse.ArgumentTypeError(f"Write FIELD=HEADING. The fields are {', '.join(COLUMNS)}.")
    return field, heading


def import_people(args: argparse.Namespace) -> int:
    """Imports a roster; 0, or 1 if nothing of it could be taken. Raises `BadSetting`."""
    from bot.cli.roster import CannotTake, take_roster
    from bot.config import read
    from ladder.people.roster.file import MOST_BYTES, parse

    try:
        with open(args.file, "rb") as file:
            content = file.read(MOST_BYTES + 1)  # one more is refused, whatever comes behind
        roster = parse(content, encoding=args.encoding, named=dict(args.column))
        taken = take_roster(read("people import"), roster, args.workspace, dry_run=args.dry_run, say=_progress)
    except OSError as error:
        return _fail(f"{args.file} can't be read: {error.strerror}.")
    except CannotTake as error:
        return _fail(str(error))
    _tell_problems(args.file, taken.applied.problems)
    if not roster.columns:
        return 1
    if taken.trouble:
        print(f"Slack couldn't be asked about everyone: {taken.trouble}", file=sys.stderr)
    _tell_reading(taken.roster)
    _tell(taken.applied, dry_run=args.dry_run)
    return 0 if taken.applied.added or taken.applied.changed or taken.applied.same else 1


def export_people(args: argparse.Namespace) -> int:
    """Prints the roster; 0, or 1 if there is no such workspace. Raises `BadSetting`."""
    from bot.cli.roster import CannotTake, give_roster
    from bot.config import read

    try:
        print(give_roster(read("people export"), args.workspace), end="")
    except CannotTake as error:
        return _fail(str(error))
    return 0


def _fail(line: str) -> int:
    print(line, file=sys.stderr)
    return 1


def _progress(done: int, of: int) -> None:
    if of and sys.stderr.isatty():
        print(f"\rAsking Slack about people: {done} of {of}", end="" if done < of else "\n", file=sys.stderr)


def _tell_problems(file: str, problems: "Sequence[LineProblem]") -> None:
    for problem in problems:
        print(f"{file}:{problem.line}: {problem.what}", file=sys.stderr)


def _tell_reading(roster: "Roster") -> None:
    """How the file was understood, where that is not plain."""
    if roster.read_as:
        print("Read as: " + ", ".join(f"{field} = {heading}" for field, heading in roster.read_as.items()) + ".")
    if roster.ignored_columns:
        print(f"Not used: {', '.join(roster.ignored_columns)}.")
    example = next((entry for entry in roster.entries if not entry.name.isascii()), None)
    if roster.guessed and example is not None:
        print(
            f"The file is not UTF-8. It was read as Western Windows, and the name in line {example.line} became "
            f"“{example.name}”. If that is wrong, import again with --encoding, such as cp1251, shift_jis or "
            "mac_roman. Names that Slack gives were kept.",
            file=sys.stderr,
        )


def _tell(applied: "Applied", *, dry_run: bool) -> None:
    would = "would be " if dry_run else ""
    print(f"{len(applied.added)} {would}added, {len(applied.changed)} {would}changed, {len(applied.same)} unchanged.")
    if applied.absent:
        more = len(applied.absent) - _MOST_NAMES
        named = ", ".join(applied.absent[:_MOST_NAMES])
        print(f"Not in the file, left unchanged: {named}{f' and {more} more' if more > 0 else ''}.")
