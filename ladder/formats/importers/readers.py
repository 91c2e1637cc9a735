"""Each format's way from text to a finished import."""

import re

from ladder.formats.importers.blocks import Block
from ladder.formats.importers.delimited import read_delimited
from ladder.formats.importers.draft import Collector
from ladder.formats.importers.form import Form
from ladder.formats.importers.keys import holds_levels, shown_name
from ladder.formats.importers.markup import read_markdown
from ladder.formats.importers.native import native_problem, native_rows
from ladder.formats.importers.outline import OutlineReader
from ladder.formats.importers.page import read_page
from ladder.formats.importers.records import RecordReader
from ladder.formats.importers.sheets import read_sheets
from ladder.formats.importers.trees import json_tree, yaml_tree
from ladder.formats.importers.values import Axis, CannotImport, Imported, Place, Understood
from ladder.formats.importers.words import is_level
from ladder.formats.importers.workbook import read_workbook
from ladder.formats.yaml.nodes import MappingNode, Scalar
from ladder.framework.model import Ladder, Status

MAX_DOCUMENT = 2_000_000
"""Characters of Markdown or HTML, which are slow to read: the slowest take some seconds."""


def read_whole(ladder: Ladder) -> Imported:
    """A ladder that was in our own form already."""
    return Imported(ladder, (), Understood("ladder", None, (), *_counts(ladder)))


def read_book(data: bytes, file: str, sheet: str | None, levels_in: Axis | None) -> Imported:
    """An XLSX workbook. Raises `CannotImport`."""
    found = read_workbook(data, file, sheet)
    own = native_rows(found.grids, file)
    if own:
        return read_whole(own)
    draft = Collector(Place(file))
    axis = read_sheets(found.grids, draft, levels_in, frozenset() if sheet else found.hidden)
    for place, formula in found.formulas:
        draft.annex(place, formula, "a formula: never calculated, its saved value was read")
    names = tuple(grid.name for grid in found.grids)
    ladder = _finished(draft)
    return Imported(ladder, draft.skipped(), Understood("table", axis, names, *_counts(ladder)))


def read_csv(data: bytes, file: str, levels_in: Axis | None) -> Imported:
    """A delimited file. Raises `CannotImport`."""
    draft = Collector(Place(file))
    axis = read_sheets((read_delimited(data, file),), draft, levels_in)
    ladder = _finished(draft)
    return Imported(ladder, draft.skipped(), Understood("table", axis, (), *_counts(ladder)))


def read_document(text: str, file: str, form: Form, levels_in: Axis | None) -> Imported:
    """Markdown or HTML. Raises `CannotImport`."""
    if len(text) > MAX_DOCUMENT:
        raise CannotImport("the page has more than 2 MB of text", file, "Import the ladder's part of it alone.")
    draft = Collector(Place(file))
    stem = re.sub(r"[_-]+", " ", file.rsplit(".", 1)[0]).strip()
    level = stem if is_level(stem) and not re.fullmatch(r"[vV]\d+", stem) else ""
    blocks: tuple[Block, ...]
    if form is Form.PAGE:
        page = read_page(text, draft.place)
        blocks, links = page.blocks, page.links
        named = re.split(r"\s[-–—|·]\s", page.title)[0]
        level = named if is_level(named) else level
        draft.title = page.title
    else:
        markdown = read_markdown(text, draft.place)
        blocks, links = markdown.blocks, markdown.links
        _front(markdown.front, draft)
        level = draft.title if is_level(draft.title) else level
    OutlineReader(draft, draft.place, levels_in).read(blocks, level if not draft.statements else "")
    draft.notes.extend(f"Link: {link}" for link in links)
    ladder = _finished(draft)
    return Imported(ladder, draft.skipped(), Understood("document", levels_in, (), *_counts(ladder)))


def _front(front: str, draft: Collector) -> None:
    """Front matter: a ladder of its own, or a title and remarks."""
    if not front.strip():
        return
    tree = yaml_tree(front, draft.place.file, above=1)
    nested = isinstance(tree, MappingNode) and any(
        not isinstance(value, Scalar) and holds_levels(value, set()) for _, value in tree.pairs
    )
    if nested:
        RecordReader(draft, draft.place).read(tree)
        return
    draft.title = shown_name(tree)[0] if isinstance(tree, MappingNode) else ""
    draft.annex(draft.place.at(1), front, "front matter")


def read_records(text: str, file: str, form: Form) -> Imported:
    """YAML or JSON of another shape than ours. Raises `CannotImport`."""
    tree = json_tree(text, file) if form is Form.JSON else yaml_tree(text, file)
    draft = Collector(Place(file))
    RecordReader(draft, draft.place).read(tree)
    try:
        ladder = _finished(draft)
    except CannotImport as error:
        raise native_problem(text, file, tree) or error from error
    return Imported(ladder, draft.skipped(), Understood("records", None, (), *_counts(ladder)))


def _finished(draft: Collector) -> Ladder:
    ladder = draft.ladder()
    if not ladder.expectations and not ladder.requirements:
        why = draft.skipped()[0] if draft.skipped() else None
        seen = f" (the first thing set aside: {why.where}, {why.why})" if why else ""
        raise CannotImport(
            f"no statement of a ladder was found{seen}",
            draft.place.file,
            "It needs names of levels, such as Junior, and what they expect; --levels-in and --sheet help.",
        )
    return ladder


def _counts(ladder: Ladder) -> tuple[int, int, int]:
    """Levels, competencies, statements; an "N/A" is no statement."""
    statements = sum(one.status is Status.EXPECTED for one in ladder.expectations)
    return len(ladder.levels), len(ladder.competencies), statements
