"""`ladderbot ladder …`: check, show, compare, search, paths, diff and the schema, without a workspace."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli import ladder_formats, suggest

if TYPE_CHECKING:
    from ladder.formats.yaml.problems import LadderProblems
    from ladder.framework.model import Ladder, Level


_MODULES = (ladder_formats, suggest)


class _Unclear(Exception):
    """What was asked for can't be had, such as a level that is not there; the message says what there is."""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `ladder` with its commands."""
    ladder = commands.add_parser("ladder", help="read, check, and compare ladders")
    below = ladder.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_commands(below)
    for module in _MODULES:
        module.register(below)


def _add_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    check = commands.add_parser("check", help="every problem of a ladder file, with its line and what to do")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a YAML file, or a folder of them")
    check.set_defaults(run=check_files)

    show = _reading(commands, "show", "what a level expects, or the whole ladder")
    show.add_argument(
        "level", nargs="*", metavar="LEVEL", help="a level by key, title or alias; all of them if left out"
    )
    show.set_defaults(run=show_level)

    compare = _reading(commands, "compare", "two levels, competency by competency")
    compare.add_argument("left", metavar="A", help="a level by key, title or alias")
    compare.add_argument("right", metavar="B", help="a level by key, title or alias")
    compare.set_defaults(run=compare_levels)

    search = _reading(commands, "search", "the expectations that match, best first, with their levels")
    search.add_argument("text", nargs="+", metavar="TEXT", help="one or more words")
    search.set_defaults(run=search_text)

    paths = _reading(commands, "paths", "the whole ladder as a map, in words and as a picture")
    paths.add_argument("-o", dest="out", type=Path, metavar="MAP.png", help="write the picture as well")
    paths.set_defaults(run=show_paths)

    diff = commands.add_parser("diff", help="what changed from one ladder to another")
    diff.add_argument("old", type=Path, metavar="OLD", help="a YAML file, or a folder of them")
    diff.add_argument("new", type=Path, metavar="NEW", help="a YAML file, or a folder of them")
    diff.add_argument("--json", action="store_true", help="as JSON, for a program")
    diff.set_defaults(run=diff_files)

    schema = commands.add_parser("schema", help="the JSON Schema of a ladder file, for editors")
    schema.set_defaults(run=print_schema)


def _reading(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, about: str
) -> argparse.ArgumentParser:
    """A command that reads a ladder and can print JSON."""
    parser = commands.add_parser(name, help=about)
    parser.add_argument("--ladder", type=Path, metavar="FILE", help="LADDER_FILE or the built-in ladder, if not given")
    parser.add_argument("--json", action="store_true", help="as JSON, for a program")
    return parser


def check_files(args: argparse.Namespace) -> int:
    """Checks each file; 0 if all are ladders, else 1 with their problems on standard error."""
    from bot.cli.ladder_text import counts
    from ladder.formats.yaml.form import LadderProblems, load_path

    failed = 0
    for file in args.files:
        try:
            print(f"{file}: {counts(load_path(file))}")
        except LadderProblems as problems:
            _complain(problems)
            failed = 1
    return failed


def show_level(args: argparse.Namespace) -> int:
    """Prints a level, or the ladder as a whole; 1 if the ladder or the level can't be had. Raises `BadSetting`."""
    from bot.cli.ladder_text import level_lines, overview_lines
    from ladder.framework.answers import level_answer
    from ladder.framework.model import to_json

    def show(ladder: "Ladder") -> None:
        if args.level:
            answer = level_answer(ladder, _level(ladder, " ".join(args.level)).id)
            _print(answer, args.json, level_lines(answer))
        elif args.json:
            print(to_json(ladder).decode())
        else:
            _print_lines(overview_lines(ladder))

    return _with_ladder(args, show)


def compare_levels(args: argparse.Namespace) -> int:
    """Prints two levels side by side; 1 if the ladder or a level can't be had. Raises `BadSetting`."""
    from bot.cli.ladder_text import comparison_lines
    from ladder.framework.compare import compare

    def show(ladder: "Ladder") -> None:
        comparison = compare(ladder, _level(ladder, args.left), _level(ladder, args.right))
        _print(comparison, args.json, comparison_lines(comparison))

    return _with_ladder(args, show)


def search_text(args: argparse.Namespace) -> int:
    """Prints the lines that match; 1 if there are none or the ladder can't be had. Raises `BadSetting`."""
    from bot.cli.ladder_text import result_lines
    from ladder.framework.search import search

    def show(ladder: "Ladder") -> None:
        results = search(ladder, " ".join(args.text))
        if not (results.total or results.competencies or args.json):
            raise _Unclear(f"Nothing in this ladder mentions {results.asked!r}. Try fewer words, or other ones.")
        _print(results, args.json, result_lines(results))

    return _with_ladder(args, show)


def show_paths(args: argparse.Namespace) -> int:
    """Prints the map in words, and writes its picture where asked for; 1 if the ladder can't be had or the picture
    can't be written. Raises `BadSetting`."""
    from ladder.framework.paths import path_map

    def show(ladder: "Ladder") -> None:
        if args.out:
            _write_picture(ladder, args.out)
        paths = path_map(ladder)
        _print(paths, args.json, [ladder.name, "", *paths.lines])

    return _with_ladder(args, show)


def _write_picture(ladder: "Ladder", out: Path) -> None:
    from ladder.documents.ladder_map import draw

    try:
        out.write_bytes(draw(ladder))
    except OSError as error:
        raise _Unclear(f"{out} can't be written: {error.strerror}.") from error


def diff_files(args: argparse.Namespace) -> int:
    """Prints what changed; 0 whether or not anything did, 1 if a ladder can't be read."""
    from bot.cli.ladder_text import diff_lines
    from ladder.formats.yaml.form import LadderProblems, load_path
    from ladder.publishing.diff import diff

    try:
        changes = diff(load_path(args.old), load_path(args.new))
    except LadderProblems as problems:
        return _complain(problems)
    _print(changes, args.json, diff_lines(changes))
    return 0


def print_schema(_args: argparse.Namespace) -> int:
    """Prints the JSON Schema; 0."""
    import json

    from ladder.formats.yaml.form import file_schema

    print(json.dumps(file_schema(), indent=2, ensure_ascii=False))
    return 0


def _with_ladder(args: argparse.Namespace, show: Any) -> int:
    """Runs `show` with the ladder that is asked for; 1 with a line on standard error if either fails."""
    from bot.config import read
    from ladder.formats.yaml.form import LadderProblems, builtin, load_path

    file = args.ladder or read().ladder_file
    try:
        show(load_path(file) if file else builtin())
    except LadderProblems as problems:
        return _complain(problems)
    except _Unclear as unclear:
        print(unclear, file=sys.stderr)
        return 1
    return 0


def _level(ladder: "Ladder", asked: str) -> "Level":
    """The level that is meant. Raises `_Unclear` with the candidates, the closest names, or all of them."""
    from ladder.framework.names import Match, Several, find, level_names

    answer = find(level_names(ladder), asked)
    if isinstance(answer, Match):
        return ladder.level_by_id[answer.named.key]
    if isinstance(answer, Several):
        raise _Unclear(
            f"{asked!r} may be several levels: {_names(level.key for level in answer.candidates)}. Which one?"
        )
    closest = _names(level.key for level in answer.closest)
    near = f" Closest: {closest}." if closest else ""
    raise _Unclear(f"There is no level {asked!r}.{near} All levels: {_names(level.id for level in ladder.levels)}.")


def _names(keys: Any) -> str:
    return ", ".join(keys)


def _print(value: object, as_json: bool, lines: Sequence[str]) -> None:
    if as_json:
        import msgspec

        print(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())
    else:
        _print_lines(lines)


def _print_lines(lines: Sequence[str]) -> None:
    print("\n".join(lines))


def _complain(problems: "LadderProblems") -> int:
    print(problems, file=sys.stderr)
    if problems.left_out:
        print(f"… and {problems.left_out} more; fix these first.", file=sys.stderr)
    return 1
