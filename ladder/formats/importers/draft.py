"""The ladder while it is being read: levels and competencies found once each, statements in order, the rest kept
aside."""

from collections import Counter
from dataclasses import dataclass

from ladder.formats.importers.cells import split
from ladder.formats.importers.finish import CompetencyEntry, LevelEntry, finish
from ladder.formats.importers.inline import is_bold, plain, unbold
from ladder.formats.importers.level_names import kind_of_band, read_level_name, referred_level
from ladder.formats.importers.values import MAX_COMPETENCIES, MAX_LEVELS, MAX_STATEMENTS, CannotImport, Place, Skipped
from ladder.formats.importers.words import is_code, is_not_applicable, is_number, is_to_do, keep_id, normal, slug
from ladder.framework.model import Annex, Expectation, Kind, Ladder, Source, Status


@dataclass(frozen=True, slots=True)
class Spot:
    """Where in the ladder a text belongs, and what is known of it; ids of the draft, None for "all"."""

    level: str | None = None
    competency: str | None = None
    kind: Kind | None = None
    band: str = ""
    parent: str | None = None
    id: str = ""


class Collector:
    """Collects what an importer finds. Raises `CannotImport` past 200 levels or 20,000 statements."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.title = ""
        self.ladder_id = ""
        self.source: Source | None = None
        self.notes: list[str] = []
        self.levels: dict[str, LevelEntry] = {}
        self._level_keys: dict[tuple[str, str], str] = {}
        self.competencies: dict[str, CompetencyEntry] = {}
        self.expectations: list[Expectation] = []
        self._ids: set[str] = set()
        self._numbers: Counter[str] = Counter()
        self.statements = 0
        """How many statements there are so far, "N/A" not counted."""
        self.grades: dict[tuple[str, str], str] = {}
        self.annexes: list[Annex] = []
        self._skipped: list[Skipped] = []
        self.tracks: dict[str, str] = {}

    # -- levels and competencies -----------------------------------------------------------------------------------
    def level(self, name: str, *, id: str = "", track: str = "", place: Place | None = None) -> str:
        """The id of the level of that name, which is made if it is new."""
        known = self.find_level(name, track)
        if known is not None:
            return self._named_better(known, name)
        if len(self.levels) >= MAX_LEVELS:
            raise CannotImport(
                f"more than {MAX_LEVELS} levels",
                str(place or self.place),
                "Check that the levels are where you say they are.",
            )
        parsed = read_level_name(name)
        new = self._new_id("level", keep_id(id) or slug(parsed.short), len(self.levels), self.levels)
        self.levels[new] = LevelEntry(new, parsed, self._track(track))
        for key in parsed.keys:
            self._level_keys.setdefault((track, key), new)
        if id:
            self._level_keys.setdefault((track, normal(id)), new)
        return new

    def _named_better(self, level: str, name: str) -> str:
        """A level met as "L1" that is later called "L1: Software Engineer I" takes the fuller name."""
        entry, parsed = self.levels[level], read_level_name(name)
        if is_code(entry.name.full) and len(parsed.full) > len(entry.name.full):
            entry.name = parsed
            for key in parsed.keys:
                self._level_keys.setdefault((entry.track, key), level)
        elif normal(parsed.full) not in {normal(one) for one in (entry.id, entry.name.full, *entry.name.aliases)}:
            self.describe_level(level, alias=parsed.full)
        return level

    def find_level(self, name: str, track: str = "") -> str | None:
        """The id of the level of that name, code or alias, or None. Two tracks may each have a level of the same
        name."""
        keys = read_level_name(name).keys
        exact = next((self._level_keys[track, key] for key in keys if (track, key) in self._level_keys), None)
        if exact is not None:
            return exact
        open_ = [level for (other, key), level in self._level_keys.items() if key in keys and not (track and other)]
        return open_[0] if open_ else None

    def describe_level(self, level: str, *, summary: str = "", years: str = "", alias: str = "") -> None:
        """Add what is said of a level beside its statements."""
        entry = self.levels[level]
        if referred := referred_level(summary):
            entry.extends = referred
        entry.summary.extend([summary] if summary else [])
        entry.summary.extend([years] if years and entry.years not in ("", years) else [])
        entry.years = entry.years or years
        if not alias or alias in entry.aliases or normal(alias) == normal(entry.name.full):
            return
        if is_number(entry.name.full):
            entry.name = read_level_name(f"{alias} ({entry.name.full})")
        else:
            entry.aliases.append(alias)
        self._level_keys.setdefault((entry.track, normal(alias)), level)

    def competency(self, name: str, *, group: str = "", id: str = "", aliases: tuple[str, ...] = ()) -> str:
        """The id of the competency of that name (and group, where both are known), which is made if it is new."""
        key, group = normal(name), plain(group)
        for entry in self.competencies.values():
            if normal(entry.name) == key and (not group or not entry.group or normal(group) == normal(entry.group)):
                entry.group = entry.group or group
                return entry.id
        if len(self.competencies) >= MAX_COMPETENCIES:
            raise CannotImport(
                f"more than {MAX_COMPETENCIES} competencies", self.place.file, "Check --levels-in and --sheet."
            )
        new = self._new_id("competency", keep_id(id) or slug(name), len(self.competencies), self.competencies)
        self.competencies[new] = CompetencyEntry(new, plain(name), group, aliases=aliases)
        return new

    def find_competency(self, reference: str) -> str | None:
        """The id of the competency with that id or name, or None."""
        wanted = normal(reference)
        return next(
            (one.id for one in self.competencies.values() if wanted in (normal(one.id), normal(one.name))), None
        )

    def describe_competency(self, competency: str, text: str) -> None:
        """Add to the description of a competency."""
        if text:
            self.competencies[competency].description[text] = None

    def _new_id(
        self, kind: str, wanted: str, count: int, taken: dict[str, LevelEntry] | dict[str, CompetencyEntry]
    ) -> str:
        base = wanted or f"{kind}-{count + 1}"
        new, number = base, 2
        while new in taken:
            new, number = f"{base}-{number}", number + 1
        return new

    def _track(self, name: str) -> str:
        if name:
            self.tracks.setdefault(slug(name) or name, plain(name))
        return slug(name) or name

    # -- statements ------------------------------------------------------------------------------------------------
    def text(self, text: str, place: Place, spot: Spot, *, loose: bool = True) -> None:
        """All statements of a cell or a paragraph; "N/A" becomes an answer, "TODO" an annex."""
        if not plain(text):
            return
        if is_to_do(text):
            self.annex(place, text, "still to be written")
        elif is_not_applicable(text):
            self.add(text.strip(), place, spot, status=Status.NOT_APPLICABLE)
        else:
            self._split(text, place, spot, loose=loose)

    def whole(self, text: str, place: Place, spot: Spot) -> None:
        """A text that is one statement however many lines it has; "N/A" and "TODO" as in `text`."""
        if is_to_do(text) or is_not_applicable(text):
            self.text(text, place, spot)
        elif plain(text):
            new = is_bold(text)
            self.add(unbold(text.strip()) if new else text.strip(), place, spot, is_new=new)

    def _split(self, text: str, place: Place, spot: Spot, *, loose: bool) -> None:
        ids: list[str] = []
        for part in split(text, loose=loose):
            if is_to_do(part.text):
                self.annex(place, part.text, "still to be written")
                ids.append("")
                continue
            band = part.band or part.heading or spot.band
            parent = ids[part.parent] or None if part.parent is not None else spot.parent
            kind = Kind.EXAMPLE if part.example else spot.kind or kind_of_band(band)
            found = Spot(spot.level, spot.competency, kind, band, parent)
            ids.append(self.add(part.text, place, found, is_new=part.is_new))

    def add(
        self, text: str, place: Place, spot: Spot, *, is_new: bool = False, status: Status = Status.EXPECTED
    ) -> str:
        """Add one statement word for word; returns its id."""
        if len(self.expectations) >= MAX_STATEMENTS:
            raise CannotImport(
                f"more than {MAX_STATEMENTS:,} statements", str(place), "Import one discipline at a time."
            )
        new = self._statement_id(spot)
        self.statements += status is Status.EXPECTED
        self.expectations.append(
            Expectation(
                id=new, text=text, competency=spot.competency, level=spot.level, kind=spot.kind or Kind.BEHAVIOUR,
                band=spot.band, status=status, is_new=is_new, parent=spot.parent, origin=place.origin(),
            )
        )  # fmt: skip
        return new

    def _statement_id(self, spot: Spot) -> str:
        """The source's own id, or the place with a number ("senior.leadership.2"); unique either way."""
        base = spot.id or ".".join(part for part in (spot.level, spot.competency) if part) or "all"
        new = base if spot.id else ""
        while not new or new in self._ids:
            self._numbers[base] += 1
            new = f"{base}.{self._numbers[base]}"
        self._ids.add(new)
        return new

    def grade(self, level: str, competency: str, grade: str) -> None:
        """Note the grade that a level asks for in a competency."""
        self.grades[level, competency] = plain(grade)

    # -- the rest --------------------------------------------------------------------------------------------------
    def annex(self, place: Place | str, text: str, why: str) -> None:
        """Keep a text word for word that did not become part of the ladder, and list it as skipped."""
        if text.strip():
            self.annexes.append(Annex(where=str(place), text=text.strip(), why=why))
            self._skipped.append(Skipped(str(place), why))

    def remark(self, place: Place | str, why: str) -> None:
        """List something about the source that cost no text."""
        self._skipped.append(Skipped(str(place), why))

    def last_id(self) -> str:
        """The id of the statement added last."""
        return self.expectations[-1].id

    def level_name(self, level: str) -> str:
        """The full name of a level."""
        return self.levels[level].name.full

    def track_name(self, level: str) -> str:
        """The name of a level's track, "" if it has none."""
        return self.tracks.get(self.levels[level].track, "")

    def skipped(self) -> tuple[Skipped, ...]:
        """What was set aside, in the order of the source."""
        return tuple(self._skipped)

    def ladder(self) -> Ladder:
        """The finished ladder."""
        self._part_groups()
        self._unresolved()
        return finish(self)

    def _unresolved(self) -> None:
        """References to levels that the source does not have."""
        for entry in self.levels.values():
            said = " ".join(entry.summary)
            for name in [*entry.next, *([entry.extends] if entry.extends not in ("previous", "") else [])]:
                if name not in said and self.find_level(name, entry.track) is None:
                    self.annex(self.place.file, f"{entry.name.full}: {name}", "the name of a level that is not here")

    def _part_groups(self) -> None:
        """What looked like a competency while its description was read, and is only the group of others."""
        used = {one.competency for one in self.expectations} | {competency for _, competency in self.grades}
        groups = {normal(name) for entry in self.competencies.values() for name in entry.group.split(" / ")}
        for entry in [one for one in self.competencies.values() if one.id not in used and normal(one.name) in groups]:
            del self.competencies[entry.id]
            for text in entry.description:
                self.annex(self.place.file, text, f"said of the group {entry.name}")
