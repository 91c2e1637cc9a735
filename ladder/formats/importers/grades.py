"""Grades that records carry: "proficiency: expert" beside each statement of a cell."""

from ladder.formats.importers.entries import Entries, Here
from ladder.formats.importers.keys import find
from ladder.formats.yaml.nodes import MappingNode, SequenceNode


def collect_grades(root: MappingNode, entries: Entries) -> dict[tuple[str, str], str]:
    """The grade that each level asks for in a competency (by their ids), if all records of each cell carry the same
    one; else nothing."""
    found: dict[tuple[str, str], set[str]] = {}
    items = (entry for _, value in root.pairs for entry in (value.items if isinstance(value, SequenceNode) else ()))
    for entry in items:
        if isinstance(entry, MappingNode) and entries.is_record(entry) and (grade := find(entry, "grade")):
            here = entries.around(entry, Here())
            if here.level and here.competency:
                found.setdefault((here.level, here.competency), set()).add(grade[1].value)
    if any(len(grades) > 1 for grades in found.values()):
        return {}
    return {cell: next(iter(grades)) for cell, grades in found.items()}
