"""What an import made of a source, as lines that a person can check against the source beside them."""

import textwrap

from ladder.formats.importers import Axis, Imported, read
from ladder.framework.model import Competency, Expectation, Kind, Level, Status


def source(text: str) -> str:
    """A source written inside a test: without the indentation and the first line end."""
    return textwrap.dedent(text).lstrip("\n")


def bring(text: str, file: str, *, sheet: str | None = None, levels_in: Axis | None = None) -> Imported:
    """The import of a source written inside a test."""
    return read(source(text).encode(), file, sheet=sheet, levels_in=levels_in)


def told(imported: Imported) -> list[str]:
    """Counts, levels, competencies, statements with where they stand, and everything that was set aside."""
    ladder, found = imported.ladder, imported.understood
    return [
        f"{ladder.name}: {found.levels} levels, {found.competencies} competencies, {found.statements} statements",
        *map(_level, ladder.levels),
        *map(_competency, ladder.competencies),
        *map(_statement, ladder.expectations),
        *(f"asks {one.level} {one.competency} {one.grade}" for one in ladder.requirements),
        *(f"aside {one.where}: {one.text} ({one.why})" for one in ladder.annexes),
        *(f"note {note}" for note in ladder.notes),
    ]


def _level(level: Level) -> str:
    more = (
        f" track {level.track}" if level.track else "",
        f" next {','.join(level.next)}" if level.next else "",
        f" extends {level.extends}" if level.extends else "",
        f" alias {','.join(level.aliases)}" if level.aliases else "",
        f" years {level.years}" if level.years else "",
        f" – {level.summary}" if level.summary else "",
    )
    return f"level {level.id} {level.rank}: {level.name}{''.join(more)}"


def _competency(competency: Competency) -> str:
    group = f" in {competency.group}" if competency.group else ""
    return f"competency {competency.id}: {competency.name}{group}" + (
        f" – {competency.description}" if competency.description else ""
    )


def _statement(one: Expectation) -> str:
    marks = (
        "" if one.kind is Kind.BEHAVIOUR else f" {one.kind}",
        f" [{one.band}]" if one.band else "",
        " new" if one.is_new else "",
        " n/a" if one.status is Status.NOT_APPLICABLE else "",
        f" under {one.parent}" if one.parent else "",
    )
    line = one.origin.row if one.origin else None
    return f"{one.id} @{line}{''.join(marks)}: {one.text}"


def texts(imported: Imported) -> list[str]:
    """The statements' texts in order."""
    return [one.text for one in imported.ladder.expectations]


def said(imported: Imported, level: str, competency: str | None = None) -> list[str]:
    """What the ladder expects at a level, in a competency or in none."""
    return [
        expectation.text
        for expectation in imported.ladder.expectations
        if (expectation.level, expectation.competency) == (level, competency)
    ]


def counts(imported: Imported) -> tuple[int, int, int]:
    """Levels, competencies, statements."""
    found = imported.understood
    return found.levels, found.competencies, found.statements
