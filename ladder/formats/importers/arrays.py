"""Tables that JSON and YAML hold as lists of lists, with or without the names of rows and columns beside them."""

from collections.abc import Iterable

from ladder.formats.importers.grid import Cell, Grid, grid_of
from ladder.formats.importers.keys import roles_of
from ladder.formats.importers.trees import text_of
from ladder.formats.importers.values import Place
from ladder.formats.yaml.nodes import MappingNode, Node, Scalar, SequenceNode


def table_in(node: Node, place: Place) -> Grid | None:
    """The table that a list of lists is, or a mapping of one such list and its headings; None for all else."""
    if isinstance(node, SequenceNode):
        return _grid([_texts(item) for item in node.items], place) if _is_matrix(node) else None
    if not isinstance(node, MappingNode):
        return None
    matrix = next((value for _, value in node.pairs if _is_matrix(value)), None)
    heads = [value for _, value in node.pairs if not isinstance(value, Scalar) and value is not matrix]
    if not isinstance(matrix, SequenceNode) or not 1 <= len(heads) <= 2 or not all(map(_is_flat, heads)):
        return None
    return _headed([_texts(item) for item in matrix.items], [_texts(head) for head in heads], place)


def in_step(root: MappingNode, levels: int) -> int:
    """The number of levels, if every competency of a file lists as many texts, one for each of them; else 0."""
    lists: list[int] = []
    for key, value in root.pairs:
        entries = value.items if "competencies" in roles_of(key.value) and isinstance(value, SequenceNode) else ()
        for entry in entries:
            found = [texts for _, texts in entry.pairs if _is_flat(texts)] if isinstance(entry, MappingNode) else []
            lists.extend([len(found[0].items)] if len(found) == 1 and isinstance(found[0], SequenceNode) else [0])
    return levels if levels > 1 and len(lists) > 1 and set(lists) == {levels} else 0


def _headed(rows: list[list[Scalar]], heads: list[list[Scalar]], place: Place) -> Grid | None:
    """One list of headings stands above the columns; of two, one stands beside the rows."""
    if len(heads) == 1:
        return _grid([heads[0], *rows], place) if len(heads[0]) == len(rows[0]) else None
    beside = next((head for head in heads if len(head) == len(rows)), None)
    above = next((head for head in heads if head is not beside and len(head) == len(rows[0])), None)
    if beside is None or above is None:
        return None
    corner = Scalar(above[0].file, above[0].line, above[0].column, "", plain=True)
    return _grid([[corner, *above], *([name, *row] for name, row in zip(beside, rows, strict=True))], place)


def _is_matrix(node: Node) -> bool:
    """True for a list of at least two lists of as many texts each."""
    if not isinstance(node, SequenceNode) or len(node.items) < 2:
        return False
    widths = {len(item.items) if isinstance(item, SequenceNode) else 0 for item in node.items}
    return len(widths) == 1 and min(widths) > 1 and all(_is_flat(item) for item in node.items)


def _is_flat(node: Node) -> bool:
    return isinstance(node, SequenceNode) and all(isinstance(item, Scalar) for item in node.items)


def _texts(node: Node) -> list[Scalar]:
    return [item for item in node.items if isinstance(item, Scalar)] if isinstance(node, SequenceNode) else []


def _grid(rows: Iterable[list[Scalar]], place: Place) -> Grid | None:
    cells = [
        [Cell(text_of(value), place.at(value.line, column)) for column, value in enumerate(row, 1)] for row in rows
    ]
    return grid_of(cells, place)
