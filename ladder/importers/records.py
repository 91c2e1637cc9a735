"""Trees of YAML or JSON into the draft of a ladder: whichever way round levels and competencies are nested, and flat
records."""

from dataclasses import replace

from ladder.framework import Kind
from ladder.importers.draft import Draft, Spot
from ladder.importers.entries import Entries, Here
from ladder.importers.inline import plain
from ladder.importers.keys import describes, find, holds_levels, kind_of, level_keys, named_by, roles_of, shown_name
from ladder.importers.trees import as_text, text_of
from ladder.importers.values import Place
from ladder.importers.words import keep_id
from ladder.yaml_nodes import Mapping, Node, Scalar, Sequence
from ladder.yaml_read import is_nothing

_UNKNOWN = "a key that the ladder form does not have"


class RecordReader:
    """Reads one tree into a draft; every text once, unknown keys into annexes."""

    def __init__(self, draft: Draft, place: Place) -> None:
        self.draft = draft
        self.entries = Entries(draft, place)
        self._grades: dict[tuple[str, str], set[str]] = {}

    def read(self, root: Node) -> None:
        """The whole tree: first what defines levels and competencies, then all in order."""
        if isinstance(root, Mapping):
            self._top(root)
            self._define(root)
            self._collect_grades(root)
            self._members(root, Here())
        else:
            self._node(root, "", Here())

    def _top(self, root: Mapping) -> None:
        """The ladder's own name and id."""
        found = find(root, "id")
        self.draft.title = shown_name(root)[0] or (found[1].value if found else "")
        for node in named_by(root):
            self.entries.use(node)
        if found:
            self.draft.ladder_id = keep_id(found[1].value)
            self.entries.use(found[1])

    def _define(self, root: Mapping) -> None:
        """Lists of levels and competencies that are only defined, so that records below can name them by id in any
        order."""
        for key, value in root.pairs:
            for entry in value.items if isinstance(value, Sequence) else ():
                if "levels" in roles_of(key.value):
                    self._level_item(entry)
                elif (
                    isinstance(entry, Mapping)
                    and "competencies" in roles_of(key.value)
                    and not self.entries.is_record(entry)
                ):
                    self.entries.competency_entry(entry, Here())

    def _level_item(self, entry: Node) -> None:
        if isinstance(entry, Mapping):
            self.entries.level_entry(entry)
        elif isinstance(entry, Scalar) and text_of(entry):
            self.entries.level(entry)

    # -- walking -------------------------------------------------------------------------------------------------------
    def _node(self, node: Node, key: str, here: Here) -> None:
        if isinstance(node, Scalar):
            self._leaf(node, key, here)
        elif isinstance(node, Sequence):
            self._list(node, key, here)
        else:
            self._mapping(node, key, here)

    def _list(self, node: Sequence, key: str, here: Here) -> None:
        for number, item in enumerate(node.items, 1):
            there = replace(here, path=f"{here.path}[{number}]")
            if "milestones" in roles_of(key):
                there = replace(there, level=self.draft.level(str(number), place=self.entries.at(item)))
            self._node(item, key, there)

    def _mapping(self, node: Mapping, key: str, here: Here) -> None:
        roles = roles_of(key)
        if self.entries.is_record(node, here if "text" in roles else None):
            self._record(node, here)
        elif "levels" in roles and self._is_keyed(node):
            self._by_level(node, [found.value for found, _ in node.pairs], here)
        elif "competencies" in roles and self._is_keyed(node) and not level_keys(node, self.entries.known):
            self._by_competency(node, here)
        elif "levels" in roles and not here.level:
            self._members(node, replace(here, level=self.entries.level_entry(node), defines="level"))
        elif not here.competency and (
            "competencies" in roles or (shown_name(node)[0] and self.entries.names_levels(node))
        ):
            self._members(
                node, replace(here, competency=self.entries.competency_entry(node, here), defines="competency")
            )
        else:
            self._members(node, self.entries.around(node, here))

    def _is_keyed(self, node: Mapping) -> bool:
        """True if a mapping lists its entries by key, instead of being one entry with a name."""
        keys = [key.value for key, _ in node.pairs]
        nested = all(not isinstance(value, Scalar) for _, value in node.pairs)
        return level_keys(node, self.entries.known) == keys or (nested and not find(node, "name", "id"))

    def _by_level(self, node: Mapping, keys: list[str], here: Here) -> None:
        for key, value in node.pairs:
            if key.value not in keys:
                self._member(key, value, here)
                continue
            parts = isinstance(value, Mapping) and any(not isinstance(part, Scalar) for _, part in value.pairs)
            found = (
                self.entries.level_entry(value, key.value) if isinstance(value, Mapping) else self.entries.level(key)
            )
            self._node(
                value,
                "",
                replace(here.into(key.value), level=found, defines="level" if parts and not here.competency else ""),
            )

    def _by_competency(self, node: Mapping, here: Here) -> None:
        for key, value in node.pairs:
            if isinstance(value, Mapping):
                found = self.entries.competency_entry(value, here, key.value)
            else:
                found = self.entries.competency(key, here)
            self._node(value, "", replace(here.into(key.value), competency=found, defines="competency"))

    def _members(self, node: Mapping, here: Here) -> None:
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
        if here.level and not here.competency and _has_text(value):
            self._node(value, "", replace(here, competency=self.entries.competency(key, here), defines=""))
        elif not placed and ({"wrapper", "text"} & roles) and holds_levels(value, self.entries.known):
            self._node(value, "", here)
        elif not here.competency and self.entries.names_levels(value):
            self._node(value, "", replace(here, competency=self.entries.competency(key, here), defines="competency"))
        elif not placed and holds_levels(value, self.entries.known):
            self._node(value, "", replace(here, group=plain(key.value)))
        elif placed and _has_text(value):
            self._node(value, key.value, replace(here, band=plain(key.value), defines=""))
        else:
            self._annex(key.value, value, here)

    # -- texts ---------------------------------------------------------------------------------------------------------
    def _record(self, node: Mapping, here: Here) -> None:
        """One statement with its level, its competency and its id; examples hang on it, other keys are set aside."""
        here = self.entries.around(node, replace(here, level=None) if find(node, "level") else here)
        id_, grade = find(node, "id"), find(node, "grade")
        band = grade[1].value if grade and not self._is_graded(here) else here.band
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

    def _rest(self, node: Mapping, here: Here) -> None:
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

    # -- grades --------------------------------------------------------------------------------------------------------
    def _collect_grades(self, root: Mapping) -> None:
        """Where all records of each cell carry the same proficiency, it is the grade that the level asks for."""
        entries = (entry for _, value in root.pairs for entry in (value.items if isinstance(value, Sequence) else ()))
        for entry in entries:
            if isinstance(entry, Mapping) and self.entries.is_record(entry) and (grade := find(entry, "grade")):
                here = self.entries.around(entry, Here())
                if here.level and here.competency:
                    self._grades.setdefault((here.level, here.competency), set()).add(grade[1].value)
        if all(len(found) == 1 for found in self._grades.values()):
            for (level, competency), found in self._grades.items():
                self.draft.grade(level, competency, next(iter(found)))
        else:
            self._grades.clear()

    def _is_graded(self, here: Here) -> bool:
        return (here.level or "", here.competency or "") in self._grades


def _has_text(node: Node) -> bool:
    """True if a node holds a text of at least two words, or a list of them."""
    if isinstance(node, Scalar):
        return len(text_of(node).split()) > 1
    if isinstance(node, Sequence):
        return any(_has_text(item) or (isinstance(item, Scalar) and len(text_of(item)) > 3) for item in node.items)
    return any(_has_text(value) for key, value in node.pairs if key.value not in ("url", "href", "link"))
