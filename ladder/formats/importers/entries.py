"""Which level, competency and group a mapping of YAML or JSON is about; the names it says so with are marked as
read."""

from collections import Counter
from dataclasses import dataclass, replace

from ladder.formats.importers.draft import Collector
from ladder.formats.importers.inline import plain
from ladder.formats.importers.keys import (
    Role,
    find,
    has_text,
    holds_entries,
    holds_text,
    level_keys,
    named_by,
    roles_of,
    shown_name,
)
from ladder.formats.importers.level_names import is_years
from ladder.formats.importers.trees import text_of
from ladder.formats.importers.values import Place
from ladder.formats.importers.words import is_all_levels, is_level, normal
from ladder.formats.yaml.nodes import MappingNode, Node, Scalar, SequenceNode
from ladder.framework.model import Kind

_NEXT = frozenset(("next", "nextlevel", "nextlevels", "leadsto", "promotesto", "progressesto"))
_EXTENDS = frozenset(("extends", "inherits", "inheritsfrom", "buildson", "basedon"))


@dataclass(frozen=True, slots=True)
class Here:
    """What the keys above have said: ids of level and competency, the group's name, the statement that parts hang
    on. `defines` is "level" or "competency" while texts describe it, `path` the keys down to here."""

    level: str | None = None
    competency: str | None = None
    group: str = ""
    track: str = ""
    kind: Kind | None = None
    band: str = ""
    parent: str | None = None
    path: str = ""
    defines: str = ""

    def into(self, key: str) -> "Here":
        """The same, one key further down."""
        return replace(self, path=f"{self.path}.{key}" if self.path else key)


class Entries:
    """Finds or makes the levels and competencies that a tree names, and remembers which nodes that took."""

    def __init__(self, draft: Collector, place: Place) -> None:
        self.draft, self.place = draft, place
        self.known: set[str] = set()
        self.names: Counter[str] = Counter()
        self._used: set[int] = set()

    def use(self, node: Node) -> None:
        """Mark a node as read."""
        self._used.add(id(node))

    def is_used(self, node: Node) -> bool:
        """True if the node has been read as a name."""
        return id(node) in self._used

    def at(self, node: Node) -> Place:
        """The line of a node."""
        return self.place.at(node.line)

    def _take(self, entry: MappingNode, *roles: Role) -> str:
        """The text of the first member with such a role, which counts as read; "" if there is none."""
        found = find(entry, *roles)
        if found is None:
            return ""
        self.use(found[1])
        return found[1].value

    def _name(self, entry: MappingNode) -> tuple[str, str]:
        for node in named_by(entry):
            self.use(node)
        return shown_name(entry)

    def is_record(self, entry: MappingNode, here: Here | None = None) -> bool:
        """A mapping that names its level and holds one text is one statement; with an id, so is one within a level."""
        texts = [
            value
            for key, value in entry.pairs
            if "text" in roles_of(key.value) and isinstance(value, Scalar) and text_of(value)
        ]
        within = here is not None and here.level is not None and find(entry, "id") is not None
        if any(holds_entries(value) for key, value in entry.pairs if not {"text", "level"} & roles_of(key.value)):
            return False
        return bool(texts) and (find(entry, "level") is not None or within)

    def is_definition(self, key: str, entry: MappingNode) -> bool:
        """True for an entry of a list of competencies that is one: no statement, no track and no group of them."""
        other = self.is_record(entry) or self.is_track(entry) or self.is_group(entry)
        return "competencies" in roles_of(key) and not other

    def names_levels(self, node: Node) -> bool:
        """True if the node itself, not what is further down in it, is parted by levels."""
        if isinstance(node, Scalar):
            return False
        if isinstance(node, SequenceNode):
            return any(isinstance(item, MappingNode) and find(item, "level") is not None for item in node.items)
        listed = any(
            {"levels", "milestones"} & roles_of(key.value) and not isinstance(value, Scalar)
            for key, value in node.pairs
        )
        nested = any("text" in roles_of(key.value) and self.names_levels(value) for key, value in node.pairs)
        return listed or nested or bool(level_keys(node, self.known))

    # -- levels --------------------------------------------------------------------------------------------------------
    def level_entry(self, entry: MappingNode, here: "Here | None" = None, key: str = "") -> str:
        """The level that a mapping is about; under a key, the key is another name of it."""
        here = here or Here()
        name, plainer = self._name(entry)
        given = self._take(entry, "id") or plainer
        said = self._take(entry, "level")
        shown = name or said or key or given
        track = next((value for found, value in entry.pairs if normal(found.value) == "track" and text_of(value)), None)
        if track is not None:
            self.use(track)
        level = self.draft.level(
            shown or "?", id=given or key, track=text_of(track) if track else here.track, place=self.at(entry)
        )
        for other in (key, said):
            self.draft.describe_level(level, alias=other if normal(other) != normal(shown) else "")
        self.known |= {normal(text) for text in (shown, key, given, said) if text}
        self._years(entry, level)
        self._related(entry, level)
        return level

    def _related(self, entry: MappingNode, level: str) -> None:
        """Which level it builds on, and where it leads; names and ids are looked up when all levels are known."""
        for key, value in entry.pairs:
            found = [value] if isinstance(value, Scalar) else value.items if isinstance(value, SequenceNode) else ()
            names = [text_of(one) for one in found if text_of(one)]
            if normal(key.value) in _EXTENDS and isinstance(value, Scalar) and names:
                self.draft.levels[level].extends = names[0]
            elif normal(key.value) in _NEXT and names and len(names) == len(found):
                self.draft.levels[level].next = names
            else:
                continue
            self.use(value)

    def _years(self, entry: MappingNode, level: str) -> None:
        for key, value in entry.pairs:
            if is_years(key.value) and len(text_of(value).split()) in range(1, 7):
                self.draft.describe_level(level, years=text_of(value))
                self.use(value)

    def level(self, node: Scalar, here: "Here | None" = None) -> str:
        """The level that a text names."""
        self.known.add(normal(node.value))
        self.use(node)
        return self.draft.level(node.value, track=here.track if here else "", place=self.at(node))

    # -- titles --------------------------------------------------------------------------------------------------------
    def is_titled(self, node: Node) -> bool:
        """True for a mapping that has a name nobody has read yet, and a text."""
        if not isinstance(node, MappingNode) or not holds_text(node):
            return False
        return bool(shown_name(node)[0]) and not any(map(self.is_used, named_by(node)))

    def holds_titles(self, node: Node) -> bool:
        """True for a list of titled entries whose titles come again elsewhere: it is a group of competencies."""
        entries = [item for item in node.items if self.is_titled(item)] if isinstance(node, SequenceNode) else []
        return any(isinstance(one, MappingNode) and self.comes_again(shown_name(one)[0]) for one in entries)

    def comes_again(self, name: str) -> bool:
        """True if several mappings of the tree have that name."""
        return self.names[normal(name)] > 1

    def is_one_competency(self, root: MappingNode) -> bool:
        """True for a file about a single competency, which says the group it belongs to."""
        return bool(shown_name(root)[0] and find(root, "group") and self.names_levels(root))

    # -- tracks and groups ---------------------------------------------------------------------------------------------
    def is_track(self, node: MappingNode) -> bool:
        """True if a mapping lists levels that are themselves parted by competencies."""
        if not shown_name(node)[0] and not level_keys(node, self.known):
            return False
        keys = level_keys(node, self.known)
        levels: list[Node] = [value for key, value in node.pairs if key.value in keys]
        for key, value in node.pairs:
            if "levels" in roles_of(key.value) and not isinstance(value, Scalar):
                levels += value.items if isinstance(value, SequenceNode) else [child for _, child in value.pairs]
        return any(isinstance(level, MappingNode) and self._is_parted(level) for level in levels)

    def _is_parted(self, level: MappingNode) -> bool:
        """True if a level's texts stand under the names of competencies."""
        for key, value in level.pairs:
            roles = roles_of(key.value)
            listed = "competencies" in roles or not roles
            if ("text" in roles and isinstance(value, MappingNode)) or (listed and _is_list_of_texts(value)):
                return True
        return False

    def track(self, node: MappingNode, here: Here) -> Here:
        """Where the members of a track belong."""
        return replace(here, track=plain(self._name(node)[0]) or here.track)

    def is_group(self, node: MappingNode) -> bool:
        """True if a mapping with a name lists competencies below it."""
        below = any("competencies" in roles_of(key.value) and holds_entries(value) for key, value in node.pairs)
        return below and bool(shown_name(node)[0])

    def group(self, node: MappingNode, here: Here) -> Here:
        """Where the members of a group belong."""
        return replace(here, group=plain(self._name(node)[0]))

    # -- competencies --------------------------------------------------------------------------------------------------
    def competency_entry(self, entry: MappingNode, here: Here, key: str = "") -> str:
        """The competency that a mapping is about, in the group that it or the keys above name."""
        name, plainer = self._name(entry)
        given = self._take(entry, "id") or plainer or (key if name or key.islower() or key.isupper() else "")
        shown = name or self._take(entry, "competency") or key or given
        group = self._take(entry, "group") or (self._take(entry, "competency") if name else "")
        return self.draft.competency(shown or "?", id=given, group=plain(group) or here.group)

    def competency(self, node: Scalar, here: Here) -> str:
        """The competency that a text names, by id or by name."""
        self.use(node)
        return self.draft.find_competency(node.value) or self.draft.competency(node.value, group=here.group)

    def around(self, node: MappingNode, here: Here) -> Here:
        """Members that say where the rest of a mapping belongs: its level, its competency, its group."""
        level, competency, group = find(node, "level"), find(node, "competency"), find(node, "group")
        if level and not here.level:
            here = self._at_level(node, level[1], here)
        if group and not here.competency and (competency or not here.group):
            self.use(group[1])
            here = replace(here, group=plain(group[1].value))
        if competency and not here.competency:
            return replace(here, competency=self.competency(competency[1], here))
        if group and here.level and not here.competency and not competency:
            return replace(here, competency=self.competency(group[1], replace(here, group="")), group="")
        return here

    def _at_level(self, node: MappingNode, level: Scalar, here: Here) -> Here:
        """A mapping with a "level" and a title that names one ("level: 2, title: Engineer II") is about that level."""
        self.use(level)
        if is_all_levels(level.value):
            return here
        if is_level(shown_name(node)[0]):
            return replace(here, level=self.level_entry(node, here))
        return replace(here, level=self.level(level, here))


def _is_list_of_texts(node: Node) -> bool:
    return not isinstance(node, Scalar) and has_text(node)
