"""The outline of a document: which of its headings name levels, which competencies, which are talk about the ladder."""

import re
from dataclasses import dataclass, field
from itertools import zip_longest

from ladder.formats.importers.blocks import Block, Heading, Item, Paragraph, Table
from ladder.formats.importers.inline import is_link_only, plain
from ladder.formats.importers.layout import find_layout
from ladder.formats.importers.words import is_level, is_silent, normal  # fmt: skip

_LABEL = re.compile(
    r"^(?:\*\*|__)(?P<bold>[^*_]{1,60}?)\s*(?:[:：]\s*(?:\*\*|__)|(?:\*\*|__)\s*(?:[:：]|[-–—](?=\s)))\s*(?P<text>\S.*)$",
    re.DOTALL,
)
_BARE_LABEL = re.compile(r"^(?P<bare>[^:：*_\n]{1,50})[:：]\s+(?P<text>\S.*)$", re.DOTALL)
_NUMBERED = re.compile(r"^\d{1,2}(?:[.)]|(?:\.\d{1,2})+[.)]?)\s+(?=\S)")
_INTRO = re.compile(
    r"^(?:(?:an?|the|as an?|every|each)\s+)?(?P<name>.{2,60}?)(?:\s+(?:is|are|will|should|can|must|may|has"
    r"|does|you)\b.*)?\s*[:：]$",
    re.IGNORECASE,
)


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
        """The heading's words, without the number it may have in the outline ("2.", "1.2")."""
        return _NUMBERED.sub("", plain(self.heading.text)).strip(" :：") if self.heading else ""

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
    """True if at least two items, labels or introductions directly in the section name a level (or one in `known`)."""
    names = [_named_in(block, follows, known) for block, follows in zip_longest(section.blocks, section.blocks[1:])]
    named = {normal(name) for name in names if name and (is_level(name) or normal(name) in known)}
    return len(named) >= 2


def _named_in(block: Block, follows: Block | None, known: frozenset[str]) -> str:
    """What an outer item or a paragraph begins with that may be the name of a level."""
    if isinstance(block, Item) and block.depth == 0:
        return label_of(block.text, bare=True)[0] or (plain(block.text) if is_headed(block, follows) else "")
    if isinstance(block, Paragraph):
        return label_of(block.text)[0] or level_of_intro(block.text, known)
    return ""


def is_headed(item: Item, follows: Block | None) -> bool:
    """True for an item with items under it."""
    return isinstance(follows, Item) and follows.depth > item.depth


def known_levels(root: Section) -> frozenset[str]:
    """The names of the levels that have headings of their own."""
    return frozenset(normal(section.name) for section in root.walk() if section.role == "level")


def holds_levels(section: Section, known: frozenset[str]) -> bool:
    """True if the levels stand within the section's own blocks, or under a heading below it that names nothing
    ("Levels:")."""
    if section.holds is None:
        own = levels_in_items(section, known) or any(has_levels(block) for block in section.blocks)
        section.holds = own or any(is_silent(child.name) and holds_levels(child, known) for child in section.children)
    return section.holds


def has_levels(block: Block) -> bool:
    if not isinstance(block, Table):
        return False
    layout = find_layout(block.grid)
    return layout is not None and layout.sure
