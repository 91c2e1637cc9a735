"""`ladderbot ladder import` and `ladder export`: a ladder in and out of other formats."""

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ladder.formats.importers import Imported
    from ladder.framework.model import Ladder


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `import` and `export` below `ladder`."""
    bring = commands.add_parser("import", help="a spreadsheet, YAML, JSON, Markdown or HTML page as a ladder file")
    bring.add_argument("file", type=Path, metavar="FILE", help="CSV, XLSX, YAML, JSON, Markdown or HTML; at most 5 MB")
    bring.add_argument("-o", "--output", type=Path, metavar="OUT.yaml", help="the ladder file to write")
    bring.add_argument("--sheet", metavar="NAME", help="one sheet of a workbook; all of them if left out")
    bring.add_argument(
        "--levels-in", choices=("rows", "columns"), help="where a table has its levels, if the guess is wrong"
    )
    bring.add_argument("--json", action="store_true", help="what was understood, as JSON")
    bring.set_defaults(run=import_file)
    give = commands.add_parser("export", help="a ladder as CSV, XLSX, JSON or Markdown; each can be imported again")
    give.add_argument("file", type=Path, metavar="FILE", help="a ladder file, or a folder of them")
    give.add_argument("--to", required=True, choices=("csv", "xlsx", "json", "md"), help="the format")
    give.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="the file to write")
    give.set_defaults(run=export_file)


def import_file(args: argparse.Namespace) -> int:
    """Reads the file and writes the ladder; 1 with one line on standard error if it can't be read or written."""
    from ladder.formats.importers import CannotImport
    from ladder.formats.yaml.form import dump

    try:
        imported = _read(args)
        if args.output:
            _write(args.output, dump(imported.ladder).encode("utf-8"))
    except CannotImport as error:
        return _failed(str(error))
    except OSError as error:
        return _failed(f"{error.filename}: {error.strerror}. Check the name and the folder.")
    _report(imported, args)
    return 0


def _read(args: argparse.Namespace) -> "Imported":
    from ladder.formats.importers import read

    return read(_bytes(args.file), args.file.name, sheet=args.sheet, levels_in=args.levels_in)


def _bytes(file: Path) -> bytes:
    """What is in the file, and no more than may be: a device has no end. Raises `CannotImport`, `OSError`."""
    from ladder.formats.importers import refuse_large
    from ladder.formats.importers.values import MAX_BYTES

    refuse_large(file.stat().st_size, file.name)
    with file.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def _report(imported: "Imported", args: argparse.Namespace) -> None:
    """What was understood and what was set aside, for a program or a person."""
    understood = imported.understood
    skipped = [{"where": annex.where, "why": annex.why} for annex in imported.skipped]
    if args.json:
        counts = {
            "levels": understood.levels,
            "competencies": understood.competencies,
            "statements": understood.statements,
        }
        print(json.dumps({**counts, "skipped": skipped}, ensure_ascii=False))
        return
    print(f"{understood.levels} levels, {understood.competencies} competencies, {understood.statements} statements")
    if skipped:
        print(f"{len(skipped)} things are kept as annexes, beside the ladder:")
    for annex in skipped:
        print(f"  {annex['where']}: {annex['why']}")
    if args.output:
        print(f"Written to {args.output}. See it with: ladderbot ladder show --ladder {args.output}")


def export_file(args: argparse.Namespace) -> int:
    """Writes the ladder in another format; 1 with the problems on standard error if it can't be read or written."""
    from ladder.formats.exporters import export
    from ladder.formats.importers import CannotImport
    from ladder.formats.yaml.form import LadderProblems

    try:
        _write(args.output, export(_ladder(args.file), args.to))
    except (LadderProblems, CannotImport) as error:
        return _failed(str(error))
    except OSError as error:
        return _failed(f"{error.filename}: {error.strerror}. Check the name and the folder.")
    print(f"Written to {args.output}.")
    return 0


def _ladder(file: Path) -> "Ladder":
    """The ladder in our own YAML, or in a file that an export wrote."""
    from ladder.formats.importers import read
    from ladder.formats.yaml.form import load_path

    if file.is_dir() or file.suffix in (".yaml", ".yml"):
        return load_path(file)
    return read(_bytes(file), file.name).ladder


def _write(file: Path, data: bytes) -> None:
    """Writes the whole file or leaves the old one as it was."""
    beside = file.with_name(f".{file.name}.new")
    beside.write_bytes(data)
    beside.replace(file)


def _failed(line: str) -> int:
    print(line, file=sys.stderr)
    return 1
