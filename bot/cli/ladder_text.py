"""The ladder's answers as lines for a terminal: the same values as in Slack, plain text."""

import shutil
from collections.abc import Iterable, Iterator
from textwrap import wrap

from handlers.text import counted
from ladder.framework.answers import Column, LevelAnswer, Step
from ladder.framework.compare import Comparison, Row
from ladder.framework.model import Expectation, Grade, Ladder, Level, Status
from ladder.framework.passages import Passage, Sort
from ladder.framework.paths import path_map
from ladder.framework.search import Results
from ladder.publishing.diff import EntryChanges, LadderDiff, StatementChange


def counts(ladder: Ladder) -> str:
    """ "10 levels, 8 competencies, 201 statements", and what was not understood."""
    told = [
        counted(len(ladder.levels), "level"),
        counted(len(ladder.competencies), "competency", "competencies"),
        counted(len(ladder.expectations), "statement"),
    ]
    if ladder.annexes:
        told.append(f"{len(ladder.annexes)} not understood")
    return ", ".join(told)


def overview_lines(ladder: Ladder) -> list[str]:
    """The whole ladder: its map, levels and competencies, where it comes from."""
    lines = [f"{ladder.name} ({counts(ladder)})", "", *path_map(ladder).lines, "", "Levels"]
    lines += [f"  {level.id}: {level.name}{_also(level)}" for level in ladder.levels]
    lines += ["", "Competencies"]
    for competency in ladder.competencies:
        lines += _wrapped(
            f"{competency.name}: {competency.description}" if competency.description else competency.name, "  "
        )
    if ladder.source:
        lines += [
            "",
            *_wrapped(" · ".join(filter(None, (ladder.source.attribution, ladder.source.licence, ladder.source.url)))),
        ]
    return lines


def level_lines(answer: LevelAnswer) -> list[str]:
    """A level as Slack shows it: what it expects, new lines first, what stalls people, what comes next."""
    level = answer.level
    lines = [f"{level.name}{_also(level)}"]
    lines += _wrapped(" · ".join(filter(None, (answer.track.name if answer.track else "", level.years))))
    lines += [line for text in (level.summary, level.question) if text for line in ("", *_wrapped(text))]
    for column in answer.columns:
        lines += ["", *_column_lines(column)]
    for title, statements in (
        ("About this level", answer.about),
        ("Responsibilities", answer.responsibilities),
        ("What the best do", answer.signals),
        (f"What stalls people on the way to {level.name}", answer.stalls_before),
        ("What stalls people at this level", answer.stalls),
    ):
        lines += ["", title, *_statements(statements)] if statements else []
    if answer.leads_to:
        lines += ["", "Next", *(f"  {_step(step)}" for step in answer.leads_to)]
    return lines


def comparison_lines(comparison: Comparison) -> list[str]:
    """Two levels, competency by competency: what is said at either, and what at both."""
    lines = [f"{comparison.left.name} and {comparison.right.name}"]
    rows = [(row.competency.name if row.competency else "As a whole", row) for row in comparison.rows]
    beside = (("What the best do", comparison.signals), ("What stalls people", comparison.stalls))
    for name, row in (*rows, *((name, row) for name, row in beside if row.left or row.right)):
        lines += ["", name, *_row_lines(row, comparison)]
    return lines


def result_lines(results: Results) -> list[str]:
    """The lines that match, with their levels, and what they are where they are no expectations."""
    lines = [f"Nothing says {results.asked!r}; close to it: {', '.join(results.close)}."] if results.close else []
    lines += [line for hit in results.hits for line in _hit_lines(hit)]
    more = results.total - len(results.hits)
    if more:
        lines += [f"… and {more} more."]
    if results.competencies:
        lines += [f"About: {', '.join(competency.name for competency in results.competencies)}"]
    return lines


def diff_lines(changes: LadderDiff) -> list[str]:
    """What changed, the old words with a minus, the new ones with a plus."""
    lines = [*_entry_lines("level", changes.levels), *_entry_lines("competency", changes.competencies)]
    for change in changes.statements:
        lines += ["", *_change_lines(change)]
    return lines or ["Nothing changed."]


def _column_lines(column: Column) -> list[str]:
    head = f"{column.competency.name}{_grade(column.grade)}"
    return [head, *_statements(column.new, mark="new"), *_statements(column.known)]


def _statements(statements: Iterable[Expectation], mark: str = "") -> Iterator[str]:
    for statement in statements:
        notes = [
            mark,
            "not expected" if statement.status is Status.NOT_APPLICABLE else "",
            "inferred" if statement.derived else "",
        ]
        noted = ", ".join(filter(None, notes))
        yield from _bullet(f"{statement.text} ({noted})" if noted else statement.text)


def _row_lines(row: Row, comparison: Comparison) -> Iterator[str]:
    sides = (
        (comparison.left.name, row.left_grade, row.only_left),
        (comparison.right.name, row.right_grade, row.only_right),
    )
    for name, grade, statements in sides:
        yield f"  {name}{_grade(grade)}" + ("" if statements or row.both or grade else ": nothing")
        yield from (f"  {line}" for line in _statements(statements))
    if row.both:
        yield "  Both"
        yield from (f"  {line}" for line in _statements(row.both))


def _hit_lines(hit: Passage) -> list[str]:
    sort = "" if hit.sort is Sort.EXPECTATION else hit.sort.value
    where = hit.level.name if hit.level else hit.specialism or ("Every level" if not sort else "")
    about = hit.competency.name if hit.competency else ""
    return [", ".join(filter(None, (where, about, hit.topic, sort))), *_bullet(hit.text)]


def _entry_lines(noun: str, changes: EntryChanges) -> Iterator[str]:
    yield from (f"+ {noun} {entry.name} ({entry.id})" for entry in changes.added)
    yield from (f"- {noun} {entry.name} ({entry.id})" for entry in changes.removed)
    for change in changes.changed:
        was = f", was {change.old.name} ({change.old.id})" if change.renamed else ""
        yield f"~ {noun} {change.new.name} ({change.new.id}){was}"
        for field in change.fields:
            yield from _before_after(field.old, field.new, f"    {field.field}: ")


def _change_lines(change: StatementChange) -> Iterator[str]:
    where = (change.level.name if change.level else "Every level", change.competency.name if change.competency else "")
    yield ", ".join(filter(None, where))
    yield from _before_after(change.old.text if change.old else "", change.new.text if change.new else "", "  ")


def _before_after(old: str, new: str, lead: str) -> Iterator[str]:
    for sign, text in (("-", old), ("+", new)):
        if text:
            yield from _wrapped(text, f"{lead}{sign} ")


def _step(step: Step) -> str:
    return f"{step.level.name}{f' ({step.track.name} track)' if step.track else ''}"


def _also(level: Level) -> str:
    return f" (also {', '.join(level.aliases)})" if level.aliases else ""


def _grade(grade: Grade | None) -> str:
    return f" ({grade.name})" if grade else ""


def _bullet(text: str) -> list[str]:
    return _wrapped(text, "  - ")


def _wrapped(text: str, first: str = "") -> list[str]:
    """Lines no wider than the terminal; the ones after the first are indented as far as it."""
    width = max(40, min(110, shutil.get_terminal_size().columns))
    rest = " " * len(first)
    lines = [
        line for part in text.splitlines() for line in wrap(part, width, initial_indent=rest, subsequent_indent=rest)
    ]
    return [first + lines[0][len(first) :], *lines[1:]] if lines else []
