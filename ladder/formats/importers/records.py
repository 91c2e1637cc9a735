"""Trees of YAML or JSON into the draft of a ladder: whichever way round levels and competencies are nested, and flat
records."""

from dataclasses import replace

from ladder.formats.importers.arrays import in_step, table_in
from ladder.formats.importers.draft import Collector, Spot
from ladder.formats.importers.entries import Entries, Here
from ladder.formats.importers.grades import collect_grades
from ladder.formats.importers.inline import plain
from ladder.formats.importers.keys import (
    counted_names,
    describes,
    find,
    has_text,
    heads_list,
    holds_levels,
    kind_of,
    level_keys,
    named_by,
    roles_of,
    shown_name,
)  # fmt: skip
from ladder.formats.importers.layout import find_layout
from ladder.formats.importers.matrix import Context
from ladder.formats.importers.tables import read_table
from ladder.formats.importers.trees import as_text, text_of
from ladder.formats.importers.values import Place
from ladder.formats.importers.words import keep_id
from ladder.formats.yaml.nodes import MappingNode, Node, Scalar, SequenceNode
from ladder.formats.yaml.read import is_nothing
from ladder.framework.model import Kind

_UNKNOWN = "a key that the ladder form does not have"


class RecordReader:
    """Reads one tree into a draft; every text once, unknown keys into annexes."""

    def __init__(self, draft: Collector, place: Place) -> None:
        self.draft = draft
        self.entries = Entries(draft, place)
        self._grades: dict[tuple[str, str], str] = {}
        self._in_step = 0

    def read(self, root: Node) -> None:
        """The whole tree: first what defines levels and competencies, then all in order."""
        self.entries.names = counted_names(root)
        if isinstance(root, MappingNode) and not self.entries.is_one_competency(root):
            self._top(root)
            self._define(root)
            self._in_step = in_step(root, len(self.draft.levels))
            self._grades = collect_grades(root, self.entries)
            for (level, competency), grade in self._grades.items():
                self.draft.grade(level, competency, grade)
            if not self._is_table(root, Here()):
                self._members(root, Here())
        else:
            self._node(root, "", Here())

    def _top(self, root: MappingNode) -> None:
        """The ladder's own name and id."""
        found = find(root, "id")
        self.draft.title = shown_name(root)[0] or (found[1].value if found else "")
        for node in named_by(root):
            self.entries.use(node)
        if found:
            self.draft.ladder_id = keep_id(found[1].value)
            self.entries.use(found[1])

    def _define(self, root: MappingNode) -> None:
        """Lists of levels and competencies that are only defined, so that records below can name them by id in any
        order."""
        for key, value in root.pairs:
            for entry in value.items if isinstance(value, SequenceNode) else ():
                if "levels" in roles_of(key.value):
                    self._level_item(entry)
                elif isinstance(entry, MappingNode) and self.entries.is_definition(key.value, entry):
                    self.entries.competency_entry(entry, Here())

    def _level_item(self, entry: Node) -> None:
        if isinstance(entry, MappingNode):
            self.entries.level_entry(entry)
        elif isinstance(entry, Scalar) and text_of(entry):
            self.entries.level(entry)

    # -- walking -------------------------------------------------------------------------------------------------------
    def _node(self, node: Node, key: str, here: Here) -> None:
        if isinstance(node, Scalar):
            self._leaf(node, key, here)
        elif self._is_table(node, here):
            return
        elif isinstance(node, SequenceNode):
            self._list(node, key, here)
        else:
            self._mapping(node, key, here)

    def _is_table(self, node: Node, here: Here) -> bool:
        """Read a node that is a table with levels, with the texts beside it; False if it is none."""
        grid = table_in(node, self.entries.at(node))
        layout = find_layout(grid) if grid else None
        if grid is None or layout is None:
            return False
        name = self.draft.competencies[here.competency].name if here.competency else ""
        read_table(grid, layout, self.draft, Context(here.level, name, here.group))
        for key, value in node.pairs if isinstance(node, MappingNode) else ():
            if isinstance(value, Scalar):
                self._leaf(value, key.value, here.into(key.value))
        return True

    def _list(self, node: SequenceNode, key: str, here: Here) -> None:
        aligned = self._in_step and here.competency and not here.level and len(node.items) == self._in_step
        for number, item in enumerate(node.items, 1):
            there = replace(here, path=f"{here.path}[{number}]")
            if aligned:
                there = replace(there, level=list(self.draft.levels)[number - 1])
            if "milestones" in roles_of(key):
                there = replace(there, level=self.draft.level(str(number), place=self.entries.at(item)))
            self._node(item, key, there)

    def _mapping(self, node: MappingNode, key: str, here: Here) -> None:
        roles = roles_of(key)
        if self.entries.is_record(node, here if "text" in roles else None):
            self._record(node, here)
        elif "levels" in roles and self._is_keyed(node):
            self._by_level(node, [found.value for found, _ in node.pairs], here)
        elif "competencies" in roles and self._is_keyed(node) and not level_keys(node, self.entries.known):
            self._by_competency(node, here)
        elif "levels" in roles and not here.level:
            defines = "" if here.competency else "level"
            self._members(node, replace(here, level=self.entries.level_entry(node, here), defines=defines))
        elif not here.level and not here.competency and self.entries.is_track(node):
            self._members(node, self.entries.track(node, here))
        elif not here.competency and self.entries.is_group(node):
            self._members(node, self.entries.group(node, here))
        elif not here.competency and (
            "competencies" in roles or (shown_name(node)[0] and self.entries.names_levels(node))
        ):
            self._members(
                node, replace(here, competency=self.entries.competency_entry(node, here), defines="competency")
            )
        elif here.level and self.entries.is_titled(node):
            self._titled(node, here)
        else:
            self._members(node, self.entries.around(node, here))

    def _titled(self, node: MappingNode, here: Here) -> None:
        """An entry with a title and a text within a level: a title that comes again elsewhere, or heads a list, names
        a competency; any other is a statement, and the text hangs on it."""
        name = shown_name(node)[0]
        if not here.competency and (self.entries.comes_again(name) or heads_list(node)):
            self._members(node, replace(here, competency=self.entries.competency_entry(node, here)))
            return
        title = named_by(node)[0]
        self.entries.use(title)
        self.draft.whole(name, self.entries.at(title), Spot(here.level, here.competency, here.kind, here.band))
        self._members(node, replace(here, parent=self.draft.last_id()))

    def _is_keyed(self, node: MappingNode) -> bool:
        """True if a mapping lists its entries by key, instead of being one entry with a name."""
        keys = [key.value for key, _ in node.pairs]
        nested = all(not isinstance(value, Scalar) for _, value in node.pairs)
        return level_keys(node, self.entries.known) == keys or (nested and not find(node, "name", "id"))

    def _by_level(self, node: MappingNode, keys: list[str], here: Here) -> None:
        for key, value in node.pairs:
            if key.value not in keys:
                self._member(key, value, here)
                continue
            parts = isinstance(value, MappingNode) and any(not isinstance(part, Scalar) for _, part in value.pairs)
            found = (
                self.entries.level_entry(value, here, key.value)
                if isinstance(value, MappingNode)
                else self.entries.level(key, here)
            )
            self._node(
                value,
                "",
                replace(here.into(key.value), level=found, defines="level" if parts and not here.competency else ""),
            )

    def _by_competency(self, node: MappingNode, here: Here) -> None:
        for key, value in node.pairs:
            found = self._competency(key, value, here)
            self._node(value, "", replace(here.into(key.value), competency=found, defines="competency"))

    def _members(self, node: MappingNode, here: Here) -> None:
        """All members of a mapping: names of levels are read as such; examples hang on the one text beside them."""
        levels = level_keys(node, self.entries.known) if not here.level else []
        if levels:
            self._by_level(node, levels, here)
            return
        main: list[str] = []
        for key, value in node.pairs:
            before = self.draft.statements
            hangs = kind_of(key.value) is Kind.EXAMPLE and len(main) == 1
            self._member(key, value, replace(here, parent=main[0]) if hangs else here)
            if isinstance(value, Scalar) and self.draft.statements == before + 1:
                main.append(self.draft.last_id())

    def _member(self, key: Scalar, value: Node, here: Here) -> None:
        there = here.into(key.value)
        roles = roles_of(key.value)
        if self.entries.is_used(value):
            return
        if isinstance(value, Scalar):
            self._leaf(value, key.value, there)
        elif "levels" in roles or "milestones" in roles or ("competencies" in roles and not here.competency):
            self._node(value, key.value, replace(there, defines=""))
        elif "text" in roles and (here.level or here.competency):
            self._node(value, key.value, replace(there, kind=kind_of(key.value) or here.kind, defines=""))
        else:
            self._unknown(key, value, there)

    def _unknown(self, key: Scalar, value: Node, here: Here) -> None:
        """A list or mapping under a key of its own: the key names a competency, a group, a label, or nothing the
        form has."""
        roles, placed = roles_of(key.value), here.level or here.competency
        if here.level and not here.competency and self.entries.holds_titles(value):
            named = here.group if "wrapper" in roles else plain(key.value)
            self._node(value, "", replace(here, group=named, defines=""))
        elif here.level and not here.competency and has_text(value):
            self._node(value, "", replace(here, competency=self.entries.competency(key, here), defines=""))
        elif not placed and ({"wrapper", "text"} & roles) and holds_levels(value, self.entries.known):
            self._node(value, "", here)
        elif not placed and isinstance(value, MappingNode) and self.entries.is_track(value):
            self._node(value, "", replace(here, track=plain(key.value)))
        elif not here.competency and self.entries.names_levels(value):
            self._node(value, "", replace(here, competency=self._competency(key, value, here), defines="competency"))
        elif not placed and holds_levels(value, self.entries.known):
            self._node(value, "", replace(here, group=plain(key.value)))
        elif placed and has_text(value):
            self._node(value, key.value, replace(here, band=plain(key.value), defines=""))
        else:
            self._annex(key.value, value, here)

    def _competency(self, key: Scalar, value: Node, here: Here) -> str:
        """The competency that stands under a key, with the name it gives itself."""
        if isinstance(value, MappingNode):
            return self.entries.competency_entry(value, here, key.value)
        return self.entries.competency(key, here)

    # -- texts ---------------------------------------------------------------------------------------------------------
    def _record(self, node: MappingNode, here: Here) -> None:
        """One statement with its level, its competency and its id; examples hang on it, other keys are set aside."""
        here = self.entries.around(node, replace(here, level=None) if find(node, "level") else here)
        id_, grade = find(node, "id"), find(node, "grade")
        band = grade[1].value if grade and (here.level, here.competency) not in self._grades else here.band
        texts = [(key, value) for key, value in node.pairs if "text" in roles_of(key.value)]
        main = next(value for _, value in texts if isinstance(value, Scalar) and text_of(value))
        spot = Spot(here.level, here.competency, None, band, here.parent, keep_id(id_[1].value) if id_ else "")
        before = self.draft.statements
        self.draft.whole(text_of(main), self.entries.at(main), spot)
        parent = self.draft.last_id() if self.draft.statements > before else here.parent
        for key, value in texts:
            if value is not main:
                self._node(
                    value, key.value, replace(here.into(key.value), kind=kind_of(key.value), parent=parent, band=band)
                )
        self._rest(node, here)

    def _rest(self, node: MappingNode, here: Here) -> None:
        for key, value in node.pairs:
            known = roles_of(key.value) & {"id", "level", "competency", "group", "text", "grade"}
            if not known and not is_nothing(value) and not self.entries.is_used(value):
                self._annex(key.value, value, here.into(key.value))

    def _leaf(self, node: Scalar, key: str, here: Here) -> None:
        """A text under a key: a statement, a description, or something the form does not have."""
        text = text_of(node).strip()
        place = self.entries.at(node)
        if not text or self.entries.is_used(node):
            return
        if here.defines and describes(key):
            self._describe(text, here)
        elif (here.level or here.competency) and (not key or "text" in roles_of(key)):
            kind = here.kind or (kind_of(key) if here.level else None)
            self.draft.text(text, place, Spot(here.level, here.competency, kind, here.band, here.parent))
        elif here.level and not here.competency and len(text.split()) > 1 and not roles_of(key):
            competency = self.draft.find_competency(key) or self.draft.competency(key, group=here.group)
            self.draft.text(text, place, Spot(here.level, competency))
        elif not here.level and not here.competency and here.path == key and describes(key):
            self.draft.notes.append(text)
        else:
            self._annex(key, node, here)

    def _describe(self, text: str, here: Here) -> None:
        if here.defines == "level" and here.level:
            self.draft.describe_level(here.level, summary=text)
        elif here.competency:
            self.draft.describe_competency(here.competency, text)

    def _annex(self, key: str, node: Node, here: Here) -> None:
        text = as_text(node)
        if text.strip() and text not in ("[]", "{}"):
            self.draft.annex(f"{self.entries.at(node)} ({here.path})", f"{key}: {text}" if key else text, _UNKNOWN)
