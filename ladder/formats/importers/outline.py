"""A document with known roles into the draft of a ladder: every paragraph, item and table, each once."""

from dataclasses import dataclass, replace

from ladder.formats.importers.blocks import Aside, Block, Heading, Item, Paragraph, Table
from ladder.formats.importers.draft import Collector, Spot
from ladder.formats.importers.inline import is_link_only, plain, unbold, unwrapped
from ladder.formats.importers.layout import find_layout
from ladder.formats.importers.level_names import is_years, kind_of_band
from ladder.formats.importers.matrix import Context
from ladder.formats.importers.roles import assign
from ladder.formats.importers.structure import (
    Section,
    build,
    has_text,
    is_headed,
    known_levels,
    label_of,
    level_of_intro,
    levels_in_items,
)
from ladder.formats.importers.tables import is_ladder, is_overview, read_table, set_aside
from ladder.formats.importers.values import Axis, CannotImport, Place
from ladder.formats.importers.words import is_level, is_silent, is_to_do, normal

_MAX_HEADINGS = 3_000


@dataclass(frozen=True, slots=True)
class _Here:
    """Where in the ladder the reader stands: the ids and names that the headings above have set. `about`: in talk
    about the ladder; `inside`: in the ladder itself; `listed`: the statements stand in lists, tables or sections
    below."""

    level: str | None = None
    competency: str = ""
    group: str = ""
    track: str = ""
    band: str = ""
    about: bool = False
    inside: bool = False
    listed: bool = False


class OutlineReader:
    """Reads a document's blocks into a draft."""

    def __init__(self, draft: Collector, place: Place, levels_in: Axis | None = None) -> None:
        self.draft, self.place, self.levels_in = draft, place, levels_in
        self.known: frozenset[str] = frozenset()
        self.cells, self.first = False, ""

    def read(self, blocks: tuple[Block, ...], file_level: str = "") -> None:
        """All blocks; `file_level` names the level of a document that is about one alone."""
        if sum(isinstance(block, Heading) for block in blocks) > _MAX_HEADINGS:
            raise CannotImport(
                f"more than {_MAX_HEADINGS:,} headings", self.place.file, "Import the ladder's part of it alone."
            )
        root = build(blocks)
        assign(root, file_level)
        self.known = known_levels(root)
        self.cells = any(section.role == "competency" and "level" not in section.above() for section in root.walk())
        self.first = next(
            (one.name for one in root.walk() if one.role in ("title", "about", "none") and one.depth == 1), ""
        )
        level = self.draft.level(file_level) if root.role == "level" else None
        here = _Here(level=level, inside=level is not None)
        self._blocks(root, here)
        for section in root.children:
            self._section(section, here)
        self.draft.title = self.draft.title or self.first

    def _section(self, section: Section, around: _Here) -> None:
        here = self._enter(section, around)
        self._blocks(section, here)
        for child in section.children:
            self._section(child, here)

    def _enter(self, section: Section, around: _Here) -> _Here:
        name = section.name
        line = self.place.at(section.heading.line if section.heading else None)
        if section.role in ("competency", "group", "track", "band") and not has_text(section):
            self.draft.annex(line, name, "a heading with nothing below it")
        if section.role == "title":
            self._title(name, line)
        elif section.role == "level":
            level = self.draft.level(section.name, track=around.track, place=line)
            return replace(around, level=level, inside=True, band="")
        elif section.role == "competency":
            return replace(around, competency=self._without_level(name, around.level), inside=True, band="")
        elif section.role in ("group", "track", "band"):
            return self._named(around, section.role, self._without_level(name, around.level))
        elif section.role == "about":
            self.draft.annex(line, name, "a heading outside the levels")
            return replace(around, about=True, band=name)
        elif section.role == "none" and not is_silent(name):
            self.draft.annex(line, name, "a heading above the levels")
        return replace(around, level=None, inside=True) if section.role == "all" else around

    def _title(self, name: str, place: Place) -> None:
        if self.draft.title and normal(name) != normal(self.draft.title):
            self.draft.annex(place, name, "a second title")
        self.draft.title = self.draft.title or name

    def _named(self, around: _Here, role: str, name: str) -> _Here:
        if role == "group":
            return replace(around, group=f"{around.group} / {name}" if around.group else name)
        return replace(around, track=name) if role == "track" else replace(around, band=name.strip("[]【】 "))

    def _without_level(self, name: str, level: str | None) -> str:
        """ "Senior Engineer Responsibilities" under Senior Engineer is "Responsibilities"."""
        own = self.draft.level_name(level) if level else ""
        if own and name.casefold().startswith(own.casefold()) and len(name) > len(own) + 2:
            return name[len(own) :].strip(" -–—:,'’")
        return name

    # -- blocks --------------------------------------------------------------------------------------------------------
    def _blocks(self, section: Section, here: _Here) -> None:
        listed = not here.level and not here.competency and levels_in_items(section, self.known)
        more = self.cells or bool(section.children) or any(map(_lists, section.blocks))
        here = around = replace(here, listed=more)
        parents: list[tuple[int, str | None, str]] = []
        for index, block in enumerate(section.blocks):
            following = section.blocks[index + 1] if index + 1 < len(section.blocks) else None
            if isinstance(block, Item):
                self._item(block, following, here, parents, listed=listed)
                continue
            parents.clear()
            if isinstance(block, Paragraph):
                here = self._paragraph(block, here, open_=not around.level and not around.about, listed=listed)
            elif isinstance(block, Table):
                self._table(block, here)
            elif isinstance(block, Aside):
                self.draft.annex(self.place.at(block.line), block.text, block.why)

    def _paragraph(self, block: Paragraph, here: _Here, *, open_: bool, listed: bool) -> _Here:
        """Read one paragraph; an introduction such as "A Senior Engineer is able to:" changes where the items after
        it belong."""
        place, text = self.place.at(block.line), unwrapped(block.text)
        intro = level_of_intro(text, self.known) if open_ else ""
        if intro:
            return replace(
                here,
                level=self.draft.level(intro, track=here.track, place=place),
                inside=True,
                band=plain(text).rstrip(":： "),
            )
        label, rest = label_of(text)
        if open_ and is_level(label) and (here.competency or listed):
            level = self.draft.level(label, track=here.track, place=place)
            self._say(rest, place, replace(here, level=level, inside=True))
        elif here.about or is_link_only(text) or not here.inside:
            self.draft.annex(place, block.text, "links to other pages" if is_link_only(text) else _outside(here))
        elif here.level and not here.competency:
            self._about_level(text, place, here)
        elif not here.level and here.competency:
            self.draft.describe_competency(self._competency(here), text)
        else:
            self._say(text, place, here)
        return here

    def _about_level(self, text: str, place: Place, here: _Here) -> None:
        """A paragraph under a level: its summary, if statements follow; else a statement."""
        label, rest = label_of(text)
        years, span = label_of(unbold(text), bare=True)
        if is_to_do(text):
            self.draft.annex(place, text, "still to be written")
        elif here.level and is_years(years):
            self.draft.describe_level(here.level, years=plain(span))
        elif label:
            self._say(rest, place, replace(here, competency=label))
        elif here.level and here.listed:
            self.draft.describe_level(here.level, summary=text)
        else:
            self._say(text, place, here)

    def _say(self, text: str, place: Place, here: _Here, parent: str | None = None) -> str | None:
        """Add one statement; returns its id, None if it was "to do" or said nothing."""
        competency = self._competency(here) if here.competency else None
        before = self.draft.statements
        spot = Spot(here.level, competency, kind_of_band(here.band or here.competency), here.band, parent)
        self.draft.whole(text, place, spot)
        return self.draft.last_id() if self.draft.statements > before else None

    def _competency(self, here: _Here) -> str:
        return self.draft.competency(here.competency, group=here.group)

    # -- items ---------------------------------------------------------------------------------------------------------
    def _item(
        self,
        item: Item,
        following: Block | None,
        here: _Here,
        parents: list[tuple[int, str | None, str]],
        *,
        listed: bool,
    ) -> None:
        """One list item. `parents` are the items it stands under: depth, the statement's id, and the label if it was
        one."""
        while parents and parents[-1][0] >= item.depth:
            parents.pop()
        place = self.place.at(item.line)
        here = self._under(here, parents, place)
        if is_link_only(item.text):
            self.draft.annex(place, item.text, "links to other pages")
        elif listed and not here.level and not (is_headed(item, following) and is_level(plain(item.text))):
            parents.append((item.depth, self._listed(item, place, here), ""))
        elif here.about or not (here.inside or listed):
            self.draft.annex(place, item.text, _outside(here))
        elif self._is_label(item, following, here):
            parents.append((item.depth, None, plain(item.text).strip(" :：")))
        else:
            parent = next((found for _, found, _ in reversed(parents) if found), None)
            parents.append((item.depth, self._statement(item.text, place, here, parent), ""))

    def _under(self, here: _Here, parents: list[tuple[int, str | None, str]], place: Place) -> _Here:
        """Where an item belongs that stands under items which are labels."""
        for _, _, label in parents:
            if label and is_level(label) and not here.level:
                here = replace(here, level=self.draft.level(label, track=here.track, place=place), inside=True)
            elif label and not here.competency:
                here = replace(here, competency=label)
            elif label:
                here = replace(here, band=label)
        return here

    def _is_label(self, item: Item, following: Block | None, here: _Here) -> bool:
        """A short item with items under it names a competency or a level; in a known cell it is a statement with
        parts."""
        text = plain(item.text)
        if not is_headed(item, following) or len(text.split()) > 6 or text.endswith("."):
            return False
        return not here.competency or (not here.level and is_level(text)) or text.endswith((":", "："))

    def _listed(self, item: Item, place: Place, here: _Here) -> str | None:
        """An item of a list of levels: what it says is the level's summary."""
        label, rest = label_of(item.text, bare=True)
        if label and is_level(label):
            level = self.draft.level(label, track=here.track, place=place)
            self.draft.describe_level(level, summary=rest)
        else:
            self.draft.annex(place, item.text, "text beside a list of levels")
        return None

    def _statement(self, text: str, place: Place, here: _Here, parent: str | None) -> str | None:
        label, rest = label_of(text)
        bare, bare_rest = label_of(text, bare=True)
        if bare and not here.level and is_level(bare):
            level = self.draft.level(bare, track=here.track, place=place)
            return self._say(bare_rest, place, replace(here, level=level), parent)
        if label and here.level and not here.competency and len(label.split()) <= 6:
            return self._say(rest, place, replace(here, competency=label), parent)
        return self._say(text, place, here, parent)

    # -- tables --------------------------------------------------------------------------------------------------------
    def _table(self, block: Table, here: _Here) -> None:
        layout = find_layout(block.grid, self.levels_in, inside_level=here.level is not None)
        if layout and layout.kind == "labels" and here.about:
            layout = None
        if layout is None or not (layout.sure or self.levels_in or here.inside):
            set_aside(block.grid, self.draft, "a table without levels")
        elif here.about and not is_ladder(block.grid, layout):
            set_aside(block.grid, self.draft, "a table about the ladder")
        elif is_overview(block.grid, layout, placed=bool(here.level or here.competency)):
            set_aside(block.grid, self.draft, "an overview of the levels")
        else:
            read_table(block.grid, layout, self.draft, Context(here.level, here.competency, here.group, here.track))


def _lists(block: Block) -> bool:
    """True for a block that holds statements by its form: an item, a table, a labelled paragraph."""
    return isinstance(block, Item | Table) or (isinstance(block, Paragraph) and bool(label_of(block.text)[0]))


def _outside(here: _Here) -> str:
    """Why a text is no statement, with the heading it stands under."""
    return f'text under "{here.band}", outside the levels' if here.about and here.band else "text outside the levels"
