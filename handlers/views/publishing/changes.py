"""What changed in a ladder: the old words and the new ones side by side."""

from collections.abc import Iterable, Sequence

from handlers import limits
from handlers.blocks import Block, plain, section
from handlers.rich import bold, bullets
from handlers.text import clip, escape
from ladder.framework.model import Competency, Expectation, Level, Status
from ladder.publishing.diff import EntryChange, EntryChanges, FieldChange, LadderDiff, StatementChange
from ladder.publishing.news import LevelNews

_LONGEST = 10_000  # characters of a statement: two of them, before and now, fit a view in any script


def side_by_side(title: str, old: str, new: str) -> Block:
    """Two columns, before and now, shown as typed; below each other on a phone, and where a column is too short."""
    words = (f"Before: {old or 'not there'}", f"Now: {new or 'removed'}")
    if max(map(len, words)) > limits.FIELD_TEXT:
        return bullets([[clip(text, _LONGEST)] for text in words], lead=[bold(title)])
    return {**section(f"*{escape(title)}*"), "fields": [plain(text) for text in words]}


def statement_blocks(changes: Sequence[StatementChange], most: int, *, with_level: bool = True) -> list[Block]:
    """One block for each change, at most `most`, and how many more there are."""
    blocks = [
        side_by_side(_where(change, with_level=with_level), _words(change.old), _words(change.new))
        for change in changes[:most]
    ]
    left = len(changes) - len(blocks)
    return [*blocks, section(f"_And {left} more changes._")] if left > 0 else blocks


def _where(change: StatementChange, *, with_level: bool) -> str:
    names = [
        change.level.name if change.level and with_level else "",
        change.competency.name if change.competency else "As a whole",
    ]
    return " · ".join(filter(None, names))


def _words(expectation: Expectation | None) -> str:
    if expectation is None:
        return ""
    return f"Not asked for: {expectation.text}" if expectation.status is Status.NOT_APPLICABLE else expectation.text


def news_blocks(news: Iterable[LevelNews], most: int) -> list[Block]:
    """What changed at somebody's level and target, the old words and the new: `most` blocks of it for each."""
    return [block for level in news for block in _level_blocks(level, most)]


def _level_blocks(news: LevelNews, most: int) -> list[Block]:
    called = f"{news.old.name} → {news.new.name}" if news.old.name != news.new.name else news.new.name
    whose = "Your target" if news.is_target else "Your level"
    fields = [_field(field) for field in news.fields[:most]]
    statements = statement_blocks(news.statements, most - len(fields), with_level=False)
    return [section(f"*{whose}: {escape(called)}*"), *fields, *statements]


def _field(change: FieldChange) -> Block:
    return side_by_side(change.field.replace("_", " ").capitalize(), change.old, change.new)


def entry_lines(changes: LadderDiff) -> list[str]:
    """A line for all that came, went or is called otherwise: levels first, then competencies."""
    return [*_lines("level", changes.levels), *_lines("competency", changes.competencies)]


def _lines(noun: str, changes: EntryChanges) -> list[str]:
    many = "competencies" if noun == "competency" else "levels"
    renamed = [_renaming(change) for change in changes.changed if change.old.name != change.new.name]
    lines = [
        (f"New {many}", [_name(entry) for entry in changes.added]),
        (f"Removed {many}", [_name(entry) for entry in changes.removed]),
        (f"Renamed {many}", renamed),
        (f"Other changes in {many}", [_name(change.new) for change in changes.changed if change.fields]),
    ]
    return [f"*{title}:* {escape(clip(', '.join(names), 600))}" for title, names in lines if names]


def _renaming(change: EntryChange) -> str:
    return f"{change.old.name} → {change.new.name}"


def _name(entry: Level | Competency) -> str:
    return entry.name
