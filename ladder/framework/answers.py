"""The answers to what people ask of a ladder, as plain values that Slack and the terminal both show.

Functions take ids and raise `NotFound` for one that the ladder does not have; names are resolved before (`names`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ladder.errors import NotFound
from ladder.framework.expected import BESIDE, columns, everywhere, expected, grade_at, new_at
from ladder.framework.model import Advice, Competency, Expectation, Grade, Kind, Ladder, Level, Specialism, Track


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What a level expects in one competency: `new` is new there, `known` was expected before or is not marked.

    What the best do and what stalls people is not among them; it stands in the answer's `signals` and `stalls`.
    """

    competency: Competency
    new: tuple[Expectation, ...]
    known: tuple[Expectation, ...]
    grade: Grade | None = None

    @property
    def statements(self) -> tuple[Expectation, ...]:
        """All of them, what is new first."""
        return (*self.new, *self.known)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A level one can move to. `fork`: there are others beside it; `track` is given where it is another track."""

    level: Level
    fork: bool
    track: Track | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelAnswer:
    """Everything the ladder says of one level; `about` are statements on the whole of it that fit no other field.

    `stalls` keep people at this level, `stalls_before` at the levels that lead to it: on the way to this one.
    """

    level: Level
    track: Track | None
    columns: tuple[Column, ...]
    about: tuple[Expectation, ...]
    responsibilities: tuple[Expectation, ...]
    signals: tuple[Expectation, ...]
    stalls: tuple[Expectation, ...]
    stalls_before: tuple[Expectation, ...]
    before: tuple[Level, ...]
    leads_to: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FocusAnswer:
    """A specialism laid over a level, the asker's. `applies` is False below the level that it starts from."""

    specialism: Specialism
    level: Level | None
    starts_from: Level | None
    applies: bool
    statements: tuple[tuple[Competency | None, Expectation], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowPart:
    """How to get better at one competency, and the advice that helps with it."""

    competency: Competency
    how_to_grow: tuple[str, ...]
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GrowAnswer:
    """Advice by competency in the order asked for, each piece once; `general` helps with all of them."""

    parts: tuple[GrowPart, ...]
    general: tuple[Advice, ...]


def promotion_rules(ladder: Ladder) -> tuple[str, ...]:
    """How the ladder's source says promotion is decided: its rules, then its notes, word for word."""
    return (*(rule.text for rule in ladder.rules), *ladder.notes)


def level_of(ladder: Ladder, level: str) -> Level:
    """The level with this id. Raises `NotFound`."""
    known = ladder.level_by_id.get(level)
    if known is None:
        raise NotFound(f"There is no level {level!r} in this ladder.")
    return known


def competency_of(ladder: Ladder, competency: str) -> Competency:
    """The competency with this id. Raises `NotFound`."""
    known = ladder.competency_by_id.get(competency)
    if known is None:
        raise NotFound(f"There is no competency {competency!r} in this ladder.")
    return known


def level_answer(ladder: Ladder, level: str) -> LevelAnswer:
    """What a level expects. Reckoned once per ladder and level, since it is what is asked most."""
    kept = ladder.once(_kept_answers)
    if level not in kept:
        kept[level] = _level_answer(ladder, level_of(ladder, level))
    return kept[level]


def steps(ladder: Ladder, level: Level) -> tuple[Step, ...]:
    """The levels that follow directly, in the ladder's order of preference."""
    tracks = {track.id: track for track in ladder.tracks}
    following = [ladder.level_by_id[level_id] for level_id in level.next if level_id in ladder.level_by_id]
    return tuple(
        Step(
            level=next_level,
            fork=len(following) > 1,
            track=tracks.get(next_level.track) if next_level.track != level.track else None,
        )
        for next_level in following
    )


def focus_answer(ladder: Ladder, specialism: str, level: str | None) -> FocusAnswer:
    """A specialism with what it adds at a level (None: at any)."""
    focus = next((candidate for candidate in ladder.specialisms if candidate.id == specialism), None)
    if focus is None:
        raise NotFound(f"There is no specialism {specialism!r} in this ladder.")
    here = level_of(ladder, level) if level else None
    start = ladder.level_by_id.get(focus.from_level or "")
    return FocusAnswer(
        specialism=focus,
        level=here,
        starts_from=start,
        applies=here is None or start is None or here.rank >= start.rank,
        statements=tuple(
            (ladder.competency_by_id.get(statement.competency or ""), statement)
            for statement in focus.expectations
            if statement.level is None or level is None or statement.level == level
        ),
    )


def grow_answer(ladder: Ladder, thinnest: Sequence[str], level: str | None = None, most: int = 3) -> GrowAnswer:
    """The advice for the first `most` of these competencies that the ladder has some for, for a person at `level`; with
    none given, all advice and nothing else.

    A piece that helps with several of them stands with the first.
    """
    fitting = [piece for piece in ladder.advice if not piece.levels or level is None or level in piece.levels]
    taken: set[str] = set()
    parts: list[GrowPart] = []
    for competency in (competency_of(ladder, competency_id) for competency_id in thinnest):
        advice = tuple(piece for piece in fitting if competency.id in piece.competencies and piece.id not in taken)
        if len(parts) < most and (advice or competency.how_to_grow):
            taken |= {piece.id for piece in advice}
            parts.append(GrowPart(competency=competency, how_to_grow=competency.how_to_grow, advice=advice))
    general = tuple(piece for piece in fitting if not piece.competencies or not thinnest)
    return GrowAnswer(parts=tuple(parts), general=general)


def _kept_answers(_ladder: Ladder) -> dict[str, LevelAnswer]:
    return {}


def _level_answer(ladder: Ladder, level: Level) -> LevelAnswer:
    whole = expected(ladder, level, None)
    beside = [statement for statement in everywhere(ladder, level) if statement.kind in BESIDE]
    before = ladder.before(level.id)
    track = next((candidate for candidate in ladder.tracks if candidate.id == level.track), None)
    return LevelAnswer(
        level=level,
        track=track,
        columns=tuple(_columns(ladder, level)),
        about=tuple(statement for statement in whole if statement.kind not in {*BESIDE, Kind.RESPONSIBILITY}),
        responsibilities=_of_kind(whole, Kind.RESPONSIBILITY),
        signals=_of_kind(beside, Kind.SIGNAL),
        stalls=_of_kind(beside, Kind.ANTI_PATTERN),
        stalls_before=tuple(dict.fromkeys(stall for lower in before for stall in _stalls(ladder, lower))),
        before=before,
        leads_to=steps(ladder, level),
    )


def _columns(ladder: Ladder, level: Level) -> Iterable[Column]:
    for competency in columns(ladder, level):
        statements = [statement for statement in expected(ladder, level, competency.id) if statement.kind not in BESIDE]
        new = tuple(statement for statement in new_at(ladder, level, competency.id) if statement.kind not in BESIDE)
        names = {statement.id for statement in new}
        known = tuple(statement for statement in statements if statement.id not in names)
        grade = grade_at(ladder, level.id, competency.id)
        if statements or grade:
            yield Column(competency=competency, new=new, known=known, grade=grade)


def _stalls(ladder: Ladder, level: Level) -> tuple[Expectation, ...]:
    return _of_kind(everywhere(ladder, level), Kind.ANTI_PATTERN)


def _of_kind(statements: Iterable[Expectation], kind: Kind) -> tuple[Expectation, ...]:
    return tuple(statement for statement in statements if statement.kind is kind)
