"""The outline of a document: which of its headings name levels, which competencies, which are talk about the ladder."""

import re
from dataclasses import dataclass, field

from ladder.importers.blocks import Aside, Block, Heading, Item, Paragraph, Table
from ladder.importers.inline import is_link_only, plain
from ladder.importers.layout import find_layout
from ladder.importers.words import (
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
)  # fmt: skip

_LABEL = re.compile(
    r"^(?:\*\*|__)(?P<bold>[^*_]{1,60}?)\s*(?:[:：]\s*(?:\*\*|__)|(?:\*\*|__)\s*(?:[:：]|[-–—](?=\s)))\s*(?P<text>\S.*)$",
    re.DOTALL,
)
_BARE_LABEL = re.compile(r"^(?P<bare>[^:：*_\n]{1,50})[:：]\s+(?P<text>\S.*)$", re.DOTALL)
_INTRO = re.compile(
    r"^(?:(?:an?|the|as an?|every|each)\s+)?(?P<name>.{2,60}?)(?:\s+(?:is|are|will|should|can|must|may|has"
    r"|does|you)\b.*)?\s*[:：]$",
    re.IGNORECASE,
)
_NAMED_TRACK = re.compile(r"\btracks?\b|\bpaths?\b|\bindividual contributors?\b|\bics?\b", re.IGNORECASE)


@dataclass
class Section:
    """A heading with what stands under it, up to the next heading of its depth or higher. `role` is filled in by
    `assign`: title, level, all (every level), competency, group, track, band, about, or none."""

    heading: Heading | None
    depth: int
    parent: "Section | None" = None
    blocks: list[Block] = field(default_factory=list)
    children: list["Section"] = field(default_factory=list)
    role: str = ""
    holds: bool | None = None

    @property
    def name(self) -> str:
        return plain(self.heading.text).strip(" :：") if self.heading else ""

    def walk(self) -> "list[Section]":
        """This section and all below it, in the order of the source."""
        return [self, *(found for child in self.children for found in child.walk())]

    def above(self) -> set[str]:
        """The roles of the sections around this one."""
        found, parent = set(), self.parent
        while parent:
            found.add(parent.role)
            parent = parent.parent
        return found


def build(blocks: tuple[Block, ...]) -> Section:
    """The tree of sections; its root has no heading."""
    root = Section(None, 0)
    current = root
    for block in blocks:
        if isinstance(block, Heading):
            depth = _depth(block, current)
            while current.parent and current.depth >= depth:
                current = current.parent
            child = Section(block, depth, current)
            current.children.append(child)
            current = child
        else:
            current.blocks.append(block)
    return root


def _depth(heading: Heading, current: Section) -> int:
    """A bold line stands one below the real heading it follows, a slanted one below that."""
    if heading.depth < 7:
        return heading.depth
    higher = current
    while higher.parent and higher.heading and higher.heading.depth >= heading.depth:
        higher = higher.parent
    return higher.depth + 1


def has_text(section: Section) -> bool:
    """True if anything but links, pictures and code stands in the section or below it."""
    return any(_speaks(block) for part in section.walk() for block in part.blocks)


def _speaks(block: Block) -> bool:
    return not is_link_only(block.text) if isinstance(block, Paragraph | Item) else isinstance(block, Table)


def label_of(text: str, *, bare: bool = False) -> tuple[str, str]:
    """The label before a text and the text ("**Adopts**: learns…" → "Adopts", "learns…"); two empty strings if it
    has none. `bare`: a label need not be bold."""
    found = _LABEL.match(text.strip())
    if found:
        return plain(found["bold"]), found["text"]
    loose = _BARE_LABEL.match(text.strip()) if bare else None
    return (plain(loose["bare"]), loose["text"]) if loose else ("", "")


def level_of_intro(text: str, known: frozenset[str] = frozenset()) -> str:
    """The level that a line opens a list for ("A **Junior Developer** is capable of:"), or ""."""
    found = _INTRO.match(plain(text)) if len(text) <= 300 else None
    return found["name"].strip() if found and (is_level(found["name"]) or normal(found["name"]) in known) else ""


def levels_in_items(section: Section, known: frozenset[str] = frozenset()) -> bool:
    """True if at least two items or introductions directly in the section begin with the name of a level (or one in
    `known`)."""
    names = [
        label_of(block.text, bare=True)[0] for block in section.blocks if isinstance(block, Item) and block.depth == 0
    ]
    named = {normal(name) for name in names if name and (is_level(name) or normal(name) in known)}
    intros = {normal(level_of_intro(block.text, known)) for block in section.blocks if isinstance(block, Paragraph)} - {
        ""
    }
    return len(named | intros) >= 2


def known_levels(root: Section) -> frozenset[str]:
    """The names of the levels that have headings of their own."""
    return frozenset(normal(section.name) for section in root.walk() if section.role == "level")


def _holds_levels(section: Section, known: frozenset[str]) -> bool:
    """True if the levels stand within the section's own blocks, or under a heading below it that names nothing
    ("Levels:")."""
    if section.holds is None:
        own = levels_in_items(section, known) or any(_has_levels(block) for block in section.blocks)
        section.holds = own or any(is_silent(child.name) and _holds_levels(child, known) for child in section.children)
    return section.holds


def _has_levels(block: Block) -> bool:
    if not isinstance(block, Table):
        return False
    layout = find_layout(block.grid)
    return layout is not None and layout.sure


def assign(root: Section, file_level: str) -> None:
    """Give every section its role. `file_level` is the level that the file's own name names, "" if none."""
    inside_out = root.walk()[::-1]
    for section in inside_out:
        if not is_scale(section.name):
            _assign_levels(section.children)
    if not known_levels(root) and not any(_has_levels(block) for section in inside_out for block in section.blocks):
        for section in inside_out:
            _assign_levels(section.children)
    _assign_again(root)
    known = known_levels(root)
    if not known and not any(_holds_levels(part, known) for part in root.walk()):
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
    if _holds_levels(section, known):
        return _with_levels(section, known)
    if any(_holds_levels(part, known) for part in section.walk()):
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
    return not any(one is not section and any(_holds_levels(part, known) for part in one.walk()) for one in siblings)


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
    return "track" if is_track(section.name) else "group" if not direct else "none"


def _is_alone(section: Section) -> bool:
    """True if no other heading of the section's depth has levels below it."""
    siblings = section.parent.children if section.parent else []
    return not any(part.role == "level" for one in siblings if one is not section for part in one.walk())


def _with_same_levels(section: Section, direct: list[Section]) -> bool:
    """True if the same levels stand under another heading too, so that this one is a competency among several."""
    root = section
    while root.parent:
        root = root.parent
    names = {normal(child.name) for child in direct}
    if not names:
        return False
    others = [part for part in root.walk() if part is not section]
    return any(
        len(names & {normal(child.name) for child in part.children if child.role == "level"}) >= min(2, len(names))
        for part in others
        if part.children
    )
