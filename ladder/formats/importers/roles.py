"""What each heading of an outline is: a level, a competency, a group, a track, or talk about the ladder."""

import re

from ladder.formats.importers.blocks import Aside
from ladder.formats.importers.level_names import read_level_name
from ladder.formats.importers.structure import Section, has_levels, has_text, holds_levels, known_levels
from ladder.formats.importers.words import (
    is_about,
    is_all_levels,
    is_kin,
    is_level,
    is_scale,
    is_series,
    is_silent,
    is_track,
    kin,
    normal,
)

_NAMED_TRACK = re.compile(r"\btracks?\b|\bpaths?\b|\bindividual contributors?\b|\bics?\b", re.IGNORECASE)


def assign(root: Section, file_level: str) -> None:
    """Give every section its role. `file_level` is the level that the file's own name names, "" if none."""
    inside_out = root.walk()[::-1]
    for section in inside_out:
        if not is_scale(section.name):
            _assign_levels(section.children)
    if not known_levels(root) and not any(has_levels(block) for section in inside_out for block in section.blocks):
        for section in inside_out:
            _assign_levels(section.children)
    _assign_again(root)
    known = known_levels(root)
    if not known and not any(holds_levels(part, known) for part in root.walk()):
        _single_level(root, file_level)
    for section in root.walk():
        if not section.role and section.heading:
            section.role = _role(section, known)


def _assign_levels(siblings: list[Section]) -> None:
    """Among headings side by side, those that name levels, if most do or at least three stand together."""
    talk = [one for one in siblings if is_about(one.name) or is_silent(one.name) or is_all_levels(one.name)]
    others = [one for one in siblings if one not in talk and not _heads_levels(one)]
    jobs = kin([one.name for one in others if is_level(one.name)])
    likely = [one for one in others if is_level(one.name) or is_kin(one.name, jobs)]
    if not likely and is_series([one.name for one in others]):
        likely = others
    speaking = [one for one in likely if has_text(one)]
    chosen = likely if len(speaking) >= 2 else speaking
    if len(chosen) >= 2 and (len(chosen) >= len(others) - len(likely) or len(chosen) >= 3):
        for one in chosen:
            one.role = "level"
        for one in siblings:
            one.role = "all" if is_all_levels(one.name) else one.role


def _heads_levels(section: Section) -> bool:
    """True if the headings just below are levels, so that this one is what they are levels of."""
    return any(child.role == "level" for child in section.children)


def _assign_again(root: Section) -> None:
    """A heading that has the name of a level found elsewhere in the document is that level."""
    known = known_levels(root)
    for section in root.walk():
        if normal(section.name) in known and not section.role and "level" not in section.above():
            section.role = "level"


def _single_level(root: Section, file_level: str) -> None:
    """A document about one level: its title or its file's name says which."""
    titled = (one for one in root.walk() if one.heading and one.depth <= 2 and is_level(one.name) and has_text(one))
    section = next(titled, root if file_level and has_text(root) else None)
    if section:
        section.role = "level"


def _role(section: Section, known: frozenset[str]) -> str:
    above = section.above()
    if "about" in above:
        return "about"
    if above & {"level", "all"}:
        return _within_level(section)
    if any(part.role == "level" for part in section.walk()):
        return _around_levels(section)
    if holds_levels(section, known):
        return _with_levels(section, known)
    if any(holds_levels(part, known) for part in section.walk()):
        return _over_tables(section, known)
    return "band" if "competency" in above else "about"


def _within_level(section: Section) -> str:
    """Under a level, a heading with texts of its own is a competency; one with only headings below is a group."""
    if section.parent and section.parent.role in ("competency", "band"):
        return "band"
    speaks = any(not isinstance(block, Aside) for block in section.blocks)
    return "competency" if speaks or not section.children else "group"


def _with_levels(section: Section, known: frozenset[str]) -> str:
    if is_silent(section.name) or is_about(section.name):
        return "none"
    return (
        "title"
        if section.depth <= 1 and _is_only(section, known)
        else "track"
        if is_track(section.name)
        else "competency"
    )


def _over_tables(section: Section, known: frozenset[str]) -> str:
    if is_silent(section.name) or is_about(section.name):
        return "none"
    return (
        "title" if section.depth <= 1 and _is_only(section, known) else "track" if is_track(section.name) else "group"
    )


def _is_only(section: Section, known: frozenset[str]) -> bool:
    """True if no other heading of the section's depth has a ladder below it."""
    siblings = section.parent.children if section.parent else []
    return not any(one is not section and any(holds_levels(part, known) for part in one.walk()) for one in siblings)


def _around_levels(section: Section) -> str:
    """A heading with levels under it: the competency they are levels of, or the track or title above a whole ladder."""
    direct = [child for child in section.children if child.role == "level"]
    if is_silent(section.name) or is_about(section.name):
        return "none"
    if section.depth <= 1 and _is_alone(section):
        return "title"
    if _NAMED_TRACK.search(section.name):
        return "track"
    if direct and _with_same_levels(section, direct) and not any(child.children for child in direct):
        return "competency"
    if not direct:
        return "track" if is_track(section.name) else "group"
    if _is_named_again(section):
        return "competency"
    return "track" if is_track(section.name) or _is_one_of_several(section) else "none"


def _is_named_again(section: Section) -> bool:
    """True if another heading of the same name has levels below it: the same competency in another track."""
    others = (
        part for part in _top(section).walk() if part is not section and normal(part.name) == normal(section.name)
    )
    return any(_heads_levels(other) for other in others)


def _is_one_of_several(section: Section) -> bool:
    """True if other headings beside this one have levels of their own too."""
    siblings = section.parent.children if section.parent else []
    return any(one is not section and _heads_levels(one) for one in siblings)


def _top(section: Section) -> Section:
    while section.parent:
        section = section.parent
    return section


def _is_alone(section: Section) -> bool:
    """True if no other heading of the section's depth has levels below it."""
    siblings = section.parent.children if section.parent else []
    return not any(part.role == "level" for one in siblings if one is not section for part in one.walk())


def _with_same_levels(section: Section, direct: list[Section]) -> bool:
    """True if the same levels stand under another heading too, so that this one is a competency among several."""
    root = _top(section)
    names = [frozenset(read_level_name(child.name).keys) for child in direct]
    for part in root.walk():
        others = [frozenset(read_level_name(child.name).keys) for child in part.children if child.role == "level"]
        shared = sum(any(name & other for other in others) for name in names)
        if part is not section and shared and shared >= min(2, len(names), len(others)):
            return True
    return False
