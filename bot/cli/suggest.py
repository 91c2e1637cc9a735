"""`ladderbot ladder suggest`: which competencies texts speak to, line by line."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ladder.framework.model import Ladder
    from ladder.suggest import Confirmed, Suggestion


class _BadLine(Exception):
    """A line that can't be used; the message says why and what is expected."""


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `suggest` below `ladder`."""
    suggest = commands.add_parser("suggest", help="the competencies that texts fit, best first, as JSON lines")
    suggest.description = 'Reads lines from standard input: a text each, or {"text": …}.'
    suggest.add_argument(
        "--ladder",
        type=Path,
        metavar="FILE",
        help="any file that can be imported; LADDER_FILE or the built-in ladder, if not given",
    )
    suggest.add_argument(
        "--confirmed",
        type=Path,
        metavar="JSONL",
        help='texts of the same workspace to learn from, each with its "competency", or a list of "competencies", and'
        ' its "owner" (if not given, each is another owner\'s); a word counts once two owners confirmed it',
    )
    suggest.set_defaults(run=suggest_lines)


def suggest_lines(args: argparse.Namespace) -> int:
    """Prints a JSON line for each text: {"text", "suggestions": [{"competency", "score", "because", "offered",
    "ticked"}]}. Lines that
    can't be used are named on standard error; 1 if there is none that can, or a file can't be read. Raises
    `BadSetting`."""
    from ladder.formats.importers import CannotImport
    from ladder.formats.yaml.form import LadderProblems
    from ladder.suggest import Suggester

    try:
        ladder = _ladder(args.ladder)
        confirmed = _confirmed(args.confirmed, ladder) if args.confirmed else None
    except (LadderProblems, CannotImport) as error:
        return _failed(str(error))
    except OSError as error:
        return _failed(f"{error.filename}: {error.strerror}. Check the name.")
    suggester, read = Suggester(ladder), 0
    for text in _texts(sys.stdin.buffer if sys.stdin else ()):  # there is none where it was closed
        read += 1
        print(_as_json(text, suggester.suggest(text, confirmed)), flush=True)
    return 0 if read else _failed('There is no text on standard input. Give a text a line, or {"text": …}.')


def _ladder(file: Path | None) -> "Ladder":
    """The ladder of a file in our own form or any other, of a folder in our own, or the one in use. Raises
    `LadderProblems`, `CannotImport`, `OSError` and `BadSetting`."""
    from bot.config import read as settings
    from ladder.formats.importers import CannotImport, read, refuse_large
    from ladder.formats.yaml.form import builtin, load_path

    file = file or settings().ladder_file
    if file is None:
        return builtin()
    if file.is_dir():
        return load_path(file)
    refuse_large(file.stat().st_size, file.name)
    try:
        return read(file.read_bytes(), file.name).ladder
    except CannotImport:
        if file.suffix not in (".yaml", ".yml"):
            raise
        return load_path(file)  # names what is wrong in our own form, by line


def _confirmed(file: Path, ladder: "Ladder") -> "Confirmed":
    """What the lines of a file teach. Raises `OSError`."""
    from ladder.suggest import Confirmed

    confirmed = Confirmed()
    with file.open("rb") as lines:
        for where, line in _lines(lines, str(file)):
            try:
                row = _object(line)
                confirmed.learn(_text(row), _competencies(row, ladder), _owner(row))
            except _BadLine as problem:
                _failed(f"{where}: {problem}")
    return confirmed


def _texts(lines: Iterable[bytes]) -> Iterator[str]:
    for where, line in _lines(lines, "standard input"):
        try:
            yield _text(_object(line)) if line.startswith("{") else line
        except _BadLine as problem:
            _failed(f"{where}: {problem}")


def _lines(lines: Iterable[bytes], name: str) -> Iterator[tuple[str, str]]:
    """The lines with something on them, each with its place; those that are not UTF-8 are named and left out."""
    for number, line in enumerate(lines, start=1):
        where = f"{name}:{number}"
        try:
            text = line.decode("utf-8-sig").strip()
        except UnicodeDecodeError:
            _failed(f"{where}: This is not UTF-8. Save the file as UTF-8.")
            continue
        if text:
            yield where, text


def _object(line: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        raise _BadLine("This is not JSON.") from None
    if not isinstance(row, dict):
        raise _BadLine('A line holds one object, such as {"text": "Led the migration"}.')
    return row


def _text(row: Mapping[str, Any]) -> str:
    text = row.get("text")
    if not isinstance(text, str):
        raise _BadLine('There is no "text", or it is not a string.')
    return text


def _competencies(row: Mapping[str, Any], ladder: "Ladder") -> list[str]:
    """The competencies of a confirmed text; all of them are the ladder's."""
    named = row.get("competencies", [row["competency"]] if "competency" in row else None)
    if not isinstance(named, list) or not all(isinstance(competency, str) for competency in named):
        raise _BadLine('Give "competency", or "competencies" as a list; each is the id of one.')
    unknown = [competency for competency in named if competency not in ladder.competency_by_id]
    if unknown:
        raise _BadLine(f"The ladder has no competency {unknown[0]!r}. It has: {', '.join(ladder.competency_by_id)}.")
    return named


def _owner(row: Mapping[str, Any]) -> str | None:
    """Who confirmed a text; None where its line does not say."""
    owner = row.get("owner")
    if not isinstance(owner, str | None):
        raise _BadLine('"owner" is not a string.')
    return owner


def _as_json(text: str, suggestions: "Iterable[Suggestion]") -> str:
    rows = [{**asdict(suggestion), "score": round(suggestion.score, 4)} for suggestion in suggestions]
    line = json.dumps({"text": text, "suggestions": rows}, ensure_ascii=False)
    return line.encode("utf-8", "backslashreplace").decode()  # half a surrogate pair becomes its JSON escape again


def _failed(line: str) -> int:
    print(line, file=sys.stderr)
    return 1
