"""Files in our own forms: the YAML people write, and what the exporters wrote."""

import msgspec

from ladder.formats.exporters.csv_file import from_csv
from ladder.formats.exporters.markdown_file import from_markdown, is_ours
from ladder.formats.exporters.rows import MARK, from_rows, is_rows
from ladder.formats.importers.form import Form
from ladder.formats.importers.grid import Grid
from ladder.formats.importers.values import CannotImport
from ladder.formats.yaml.checks import check
from ladder.formats.yaml.form import LadderProblems, load
from ladder.formats.yaml.layout import LadderFile
from ladder.formats.yaml.nodes import MappingNode, Node
from ladder.framework.model import Ladder, from_json

_BROKEN = "Export the ladder again, or change the YAML instead."


def native_text(text: str, file: str, form: Form) -> Ladder | None:
    """The ladder, if the text is in one of our own forms; None if it is someone else's. Raises `CannotImport` if
    ours is broken."""
    try:
        if form is Form.TABLE and MARK in text.partition("\n")[0]:
            return _checked(from_csv(text), file)
        if form is Form.MARKDOWN and is_ours(text):
            return _checked(from_markdown(text), file)
    except ValueError as error:
        raise CannotImport(str(error), file, _BROKEN) from error
    if form is Form.JSON:
        return _json(text, file)
    return _yaml(text, file) if form is Form.YAML else None


def _json(text: str, file: str) -> Ladder | None:
    try:
        ladder = from_json(text)
    except (msgspec.DecodeError, RecursionError):
        return None
    return _checked(ladder, file) if ladder.levels else None


def _checked(ladder: Ladder, file: str) -> Ladder:
    """The ladder, if nothing is wrong across it: a file of ours may have been changed by hand."""
    try:
        check(ladder, file)
    except LadderProblems as problems:
        raise _first(problems) from problems
    return ladder


def _yaml(text: str, file: str) -> Ladder | None:
    try:
        ladder = load(text, file)
    except LadderProblems:
        return None
    return ladder if ladder.levels else None


def native_problem(text: str, file: str, tree: Node) -> CannotImport | None:
    """What keeps a YAML or JSON text from being a ladder in our own form; None if it is not written in it."""
    keys = {key.value for key, _ in tree.pairs} if isinstance(tree, MappingNode) else set()
    if not {"id", "name"} <= keys <= set(LadderFile.__struct_fields__):
        return None
    try:
        load(text, file)
    except LadderProblems as problems:
        return _first(problems)
    return None


def _first(problems: LadderProblems) -> CannotImport:
    first = problems.problems[0]
    where = f"{first.file}:{first.line}:{first.column}" if first.line else first.file
    return CannotImport(first.what.rstrip("."), where, first.fix)


def native_rows(grids: tuple[Grid, ...], file: str) -> Ladder | None:
    """The ladder in the first sheet that the exporter wrote, None if there is none. Raises `CannotImport` if it is
    broken."""
    for grid in grids:
        if is_rows([cell.text.replace("**", "") for cell in grid.rows[0]]):
            header = [cell.text.replace("**", "") for cell in grid.rows[0]]
            try:
                return _checked(from_rows([header, *([cell.text for cell in row] for row in grid.rows[1:])]), file)
            except ValueError as error:
                raise CannotImport(str(error), f"{file} [{grid.name}]", _BROKEN) from error
    return None
