"""A table with its levels across the top and its competencies down the side."""

from collections.abc import Sequence
from dataclasses import dataclass

from ladder.formats.importers.draft import Collector, Spot
from ladder.formats.importers.grid import Cell, Grid, headed, is_blank, own, words
from ladder.formats.importers.inline import plain
from ladder.formats.importers.layout import Layout, Role, role_of
from ladder.formats.importers.matrix import Context, TableReader, is_graded
from ladder.formats.importers.words import is_code, is_level, is_number, normal
from ladder.framework.model import Kind


@dataclass(frozen=True, slots=True)
class _Key:
    """The columns left of the levels: which name the group, which the competency, which describe it."""

    group: tuple[int, ...]
    competency: int | None
    description: tuple[int, ...]


class AcrossReader(TableReader):
    """Reads rows of competencies."""

    def __init__(self, grid: Grid, layout: Layout, draft: Collector, context: Context) -> None:
        super().__init__(grid, layout, draft, context)
        names, self.body = self._level_names()
        self.levels = {column: draft.level(name, track=track) for column, (name, track) in names.items()}
        for column, level in self.levels.items():
            said = headed(self.header[column])[1]
            draft.describe_level(level, summary="" if self.header[column].copy else said)
        self.key = self._key()
        self.numbered: set[int] = set()
        self.id_at = self._id_column()
        self.bands = self._bands()
        named = context.competency if self.key.competency is not None else ""
        self.group = " / ".join(name for name in (context.group, named) if name)
        self.rows = self.grid.rows[self.body :]
        self.graded = is_graded([row[column] for row in self.rows for column in self.levels])

    def read(self) -> None:
        """Every row of the table."""
        self.above(self.layout.header - (1 if self._tracks(self.layout.levels) else 0))
        self.corner(range(min(self.layout.levels)))
        extras = self._extras()
        competency: str | None = None
        for row in self.rows:
            competency = self._row(row, extras, competency)
        self.close()

    # -- names ---------------------------------------------------------------------------------------------------------
    def _level_names(self) -> tuple[dict[int, tuple[str, str]], int]:
        """Name and track of each level column, and the first row of content. A second row of titles under codes
        joins them."""
        body = self.layout.body
        names = {column: headed(self.header[column])[0] for column in self.layout.levels}
        while body < len(self.grid.rows) - 1 and _is_title_row(self.grid.rows[body], names):
            for column, name in names.items():
                title = plain(self.grid.rows[body][column].text)
                names[column] = f"{title} ({name})" if title and normal(title) != normal(name) else name
            body += 1
        tracks = self._tracks(tuple(names))
        return {column: (name, tracks.get(column, self.context.track)) for column, name in names.items() if name}, body

    def _tracks(self, columns: tuple[int, ...]) -> dict[int, str]:
        """Two or more names in the row above the levels, fewer than the levels, are tracks."""
        if self.layout.header < 1:
            return {}
        spread: dict[int, str] = {}
        last = ""
        for column in columns:
            cell = self.grid.rows[self.layout.header - 1][column]
            last = plain(cell.text) if not cell.empty else last
            spread[column] = last
        names = set(spread.values()) - {""}
        return spread if 1 < len(names) < len(columns) and all(len(name.split()) <= 5 for name in names) else {}

    def _bands(self) -> dict[int, str]:
        """A row just below levels that each span several columns heads those columns: "Expectations", "Examples"."""
        row = self.grid.rows[self.body] if self.body < len(self.grid.rows) - 1 else ()
        texts = {column: plain(row[column].text) for column in self.levels if row and not row[column].empty}
        keyed = row and self.key.competency is not None and not row[self.key.competency].empty
        spanned = len(set(self.levels.values())) < len(self.levels)
        if (
            keyed
            or not spanned
            or len(texts) < len(self.levels)
            or any(len(text.split()) > 3 for text in texts.values())
        ):
            return {}
        self.body += 1
        return texts

    def _key(self) -> _Key:
        """Tell the columns left of the levels apart by heading, then by how long their texts are."""
        left = [column for column in range(min(self.layout.levels)) if self._filled(column)]
        roles = {column: role_of(self.header[column].text) for column in left}
        described = [column for column in left if len(left) > 1 and self._describes(column, roles[column])]
        names = [column for column in left if column not in described and roles[column] not in ("id", "extra")]
        names = names or [column for column in left if column not in described]
        if len(names) == 2 and roles[names[1]] == "group" and roles[names[0]] != "group":
            names.reverse()
        return _Key(tuple(names[:-1]), names[-1] if names else None, tuple(described))

    def _id_column(self) -> int | None:
        """The column that gives each competency an id; mere row numbers are kept beside the ladder."""
        first = min(self.layout.levels)
        ids = [at for at in range(first) if role_of(self.header[at].text) == "id" and at != self.key.competency]
        for column in ids:
            given = [plain(cell.text) for cell in self.grid.column(column)[self.body :] if not cell.empty]
            if all(map(str.isdigit, given)):
                self.numbered.add(column)
                self.draft.annex(self.header[column].place, ", ".join(given), "a column of row numbers")
            elif len(set(given)) == len(given) and not any(" " in one for one in given):
                return column
        return None

    def _filled(self, column: int) -> bool:
        return any(not cell.empty for cell in self.grid.column(column)[self.body :])

    def _describes(self, column: int, role: Role) -> bool:
        cells = [cell for cell in self.grid.column(column)[self.body :] if not cell.empty and not cell.copy]
        return role == "description" or sum(map(words, cells)) / max(len(cells), 1) > 8

    def _extras(self) -> dict[int, str]:
        """Columns that hold neither levels nor names: notes on the competency."""
        key = {*self.key.group, *self.key.description, self.key.competency, self.id_at}
        used = {*self.levels, *key, *self.numbered}
        return {column: plain(cell.text) for column, cell in enumerate(self.header) if column not in used}

    # -- rows ----------------------------------------------------------------------------------------------------------
    def _row(self, row: Sequence[Cell], extras: dict[int, str], last: str | None) -> str | None:
        if is_blank(row) or self.repeats_header(row) or self.is_remark(row):
            return last
        if self._is_section(row):
            self.group = self.opens(own(row)[0])
            return None
        self.opened = None
        if self._is_about_levels(row):
            return last
        competency = self._competency(row, last)
        for column, level in self.levels.items():
            if not row[column].copy and not row[column].empty:
                self._say(row[column], column, level, competency)
        for column, head in extras.items():
            self.note(row[column], head, Spot(competency=competency))
        return competency

    def _is_about_levels(self, row: Sequence[Cell]) -> bool:
        """Take a row that says something of the levels themselves: titles, years, summaries."""
        head = plain(row[self.key.competency].text) if self.key.competency is not None else ""
        if not head or self.graded:
            return False
        cells = [(row[at], level) for at, level in self.levels.items() if not row[at].empty and not row[at].copy]
        taken = [self.about_level(cell, head, level) for cell, level in cells]
        return any(taken) and all(taken)

    def _is_section(self, row: Sequence[Cell]) -> bool:
        """A row with one name and nothing else, or one name over the whole width, heads the rows below it."""
        cells = own(row)
        if len(cells) != 1 or self.key.competency is None or plain(cells[0].text).endswith("."):
            return False
        name, _ = headed(cells[0])
        values = [row[column] for column in self.levels if not row[column].empty]
        over = sum(cell.copy and cell.text == cells[0].text for cell in row)
        return len(name.split()) <= 10 and (not values or (over == len(row) - 1 and len(row) > 2))

    def _competency(self, row: Sequence[Cell], last: str | None) -> str | None:
        groups = [plain(row[column].text) for column in self.key.group if not row[column].empty]
        self.group = " / ".join(groups) or self.group
        name, said = headed(row[self.key.competency]) if self.key.competency is not None else ("", "")
        name = name if self.key.competency is not None else self.context.competency
        group = self.group
        if not name and groups:
            name, group = groups[-1], self.context.group
        if not name:
            return last
        given = plain(row[self.id_at].text) if self.id_at is not None else ""
        found = self.draft.competency(name, group=group, id=given)
        self.draft.describe_competency(found, said)
        for column in self.key.description:
            if not row[column].copy:
                self.draft.describe_competency(found, row[column].text.strip())
        return found

    def _say(self, cell: Cell, column: int, level: str, competency: str | None) -> None:
        """One cell. A cell over several levels speaks to the first; its band names how far it reaches."""
        if competency and self.graded and self.is_grade(cell):
            self.draft.grade(level, competency, cell.text)
            return
        names = list(
            dict.fromkeys(plain(self.header[at].text) for at in self.levels if column <= at < column + cell.wide)
        )
        reach = f"{names[0]} – {names[-1]}" if len(names) > 1 else self.bands.get(column, "")
        kind = Kind.EXAMPLE if "example" in reach.lower() else None
        self.cell(cell, Spot(level, competency, kind, reach))


def _is_title_row(row: Sequence[Cell], names: dict[int, str]) -> bool:
    if not all(is_code(name) or is_number(name) or not name for name in names.values()):
        return False
    titles = [row[column].text for column in names if not row[column].empty]
    return len(titles) > len(names) / 2 and all(is_level(title) for title in titles)
