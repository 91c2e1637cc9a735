"""Arbitrary ladders for property tests: every field in use, every reference known, text of the nasty kind."""

from collections.abc import Sequence
from typing import Any, TypeVar

from hypothesis import strategies as st

from ladder.framework.model import (
    Advice,
    Annex,
    Competency,
    Expectation,
    Grade,
    Inherit,
    Kind,
    Ladder,
    Level,
    Origin,
    Requirement,
    Rule,
    Scale,
    Source,
    Specialism,
    Status,
    Thresholds,
    Track,
)

T = TypeVar("T")

NASTY = (
    "NO",
    "no",
    "5.10",
    "1_000",
    "0x1f",
    "12:30",
    "2024-01-01",
    "~",
    "null",
    "true",
    "",
    " lead",
    "trail ",
    "a: b",
    "a:",
    "a #b",
    "#a",
    "- a",
    "---",
    "...",
    "[a, b]",
    "{a}",
    "*a",
    "&a",
    "!a",
    "| a",
    "> a",
    "@a",
    "`a",
    '"a"',
    "it's",
    "a\nb",
    "a\n\nb",
    "\na",
    "a\n",
    "a\n b",
    "a \nb",
    "\t",
    "a\tb",
    "a\rb",
    "a\r\nb",
    "\x85",
    "a\u2028b",
    "\ufeff",
    "\x07",
    "日本語の文。",
    "שלום",
    "👩‍🚀",
    "e\u0301",
    "word " * 60 + "end",
    "word  " * 60 + "end",
    "x" * 300,
    ("long line " * 20).strip() + "\n" + "y" * 200,
)

# Pieces of YAML that make, put together at random, all that a parser may meet.
PIECES = (
    *("a", "b c", "id", ": ", ":", "- ", "-", "? ", " ", "\n", "\n  ", "\n    ", "[", "]", "{", "}", ", ", "#", " #"),
    *("&x ", "*x", "!t ", "'", '"', "|\n", ">-\n", "%YAML 1.1\n", "---", "...", "\t", "\u2028", "\x85", "\ufeff", "é"),
    *("日本", "<<", "~", "1", "\\U00110000", "\\", "levels"),
)

texts = st.one_of(
    st.sampled_from(NASTY), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
)
said = texts.filter(lambda text: bool(text.strip()))
ids = st.one_of(
    st.sampled_from(("NO", "5.10", "a.b", "#", "-", "<<", "日本", "a:b", "null", "x" * 64)),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=8).filter(
        lambda text: not any(letter.isspace() for letter in text)
    ),
)
several = st.lists(texts, max_size=3).map(tuple)
whole = st.integers(-(10**14), 10**14)


def some(choices: Sequence[T]) -> st.SearchStrategy[tuple[T, ...]]:
    """Any of the choices, each once."""
    return st.lists(st.sampled_from(choices), unique=True, max_size=3).map(tuple) if choices else st.just(())


def one_or_none(choices: Sequence[T]) -> st.SearchStrategy[T | None]:
    return st.one_of(st.none(), st.sampled_from(choices)) if choices else st.none()


def names(most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(ids, unique=True, max_size=most)


origins = st.builds(
    Origin,
    file=texts,
    sheet=texts,
    row=st.none() | st.integers(1, 10**9),
    column=st.none() | st.integers(1, 10**9),
)


@st.composite
def statements(draw: st.DrawFn, levels: list[str], columns: list[str], given: list[str]) -> tuple[Expectation, ...]:
    """Statements with these ids, now and then called after their place; parents come before their children."""
    found: list[Expectation] = []
    for name in given:
        level, competency = draw(one_or_none(levels)), draw(one_or_none(columns))
        found.append(
            Expectation(
                id=name,
                text=draw(said),
                level=level,
                competency=competency,
                kind=draw(st.sampled_from(Kind)),
                band=draw(texts),
                status=draw(st.sampled_from(Status)),
                is_new=draw(st.booleans()),
                derived=draw(st.booleans()),
                parent=draw(one_or_none([one.id for one in found])),
                order=draw(whole),
                origin=draw(st.none() | origins),
            )
        )
    return tuple(found)


def sorted_or_not(draw: st.DrawFn, found: tuple[Expectation, ...]) -> tuple[Expectation, ...]:
    """The statements as they came, by level, or by competency: the three layouts of a file."""
    by = draw(st.sampled_from(("", "level", "competency")))
    return tuple(sorted(found, key=lambda one: getattr(one, by) or "￿")) if by else found


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    """A ladder that `load` accepts."""
    tracks, levels, columns = draw(names(2)), draw(names(4)), draw(names(3))
    scales = {name: draw(names(3)) for name in draw(names(2))}
    given = draw(names(9))
    cut = draw(st.integers(0, len(given)))
    specialisms = draw(names(2))
    extra = draw(statements(levels, columns, given[cut:]))
    halves = (extra[: len(extra) // 2], extra[len(extra) // 2 :])
    competencies = tuple(_competency(draw, name, tracks, list(scales)) for name in columns)
    return Ladder(
        id=draw(ids),
        name=draw(texts),
        schema=draw(whole),
        version=draw(texts),
        locale=draw(texts),
        inherit=draw(st.sampled_from(Inherit)),
        source=draw(st.none() | st.builds(Source, url=texts, licence=texts, attribution=texts)),
        tracks=tuple(
            Track(id=name, name=draw(texts), kind=draw(texts), forks_from=draw(one_or_none(levels))) for name in tracks
        ),
        levels=tuple(_level(draw, name, levels[:at], levels[at + 1 :], tracks) for at, name in enumerate(levels)),
        competencies=competencies,
        expectations=sorted_or_not(draw, draw(statements(levels, columns, given[:cut]))),
        requirements=_requirements(draw, levels, competencies, scales),
        scales=tuple(
            Scale(id=name, name=draw(texts), grades=tuple(Grade(id=one, name=draw(texts)) for one in grades))
            for name, grades in scales.items()
        ),
        rules=tuple(Rule(id=name, text=draw(texts), kind=draw(texts)) for name in draw(names(2))),
        specialisms=tuple(
            Specialism(
                id=name,
                name=draw(texts),
                aliases=draw(several),
                from_level=draw(one_or_none(levels)),
                summary=draw(texts),
                expectations=half,
            )
            for name, half in zip(specialisms, halves, strict=False)
        ),
        advice=tuple(
            Advice(
                id=name,
                topic=draw(texts),
                text=draw(texts),
                competencies=draw(some(columns)),
                levels=draw(some(levels)),
            )
            for name in draw(names(2))
        ),
        coverage=Thresholds(some_months=draw(st.integers(1, 40)), strong_quarters=draw(st.integers(1, 40))),
        translations=_translations(draw, levels),
        annexes=tuple(Annex(where=draw(texts), text=draw(texts), why=draw(texts)) for _ in draw(names(2))),
        notes=draw(several),
    )


def _level(draw: st.DrawFn, name: str, before: list[str], after: list[str], tracks: list[str]) -> Level:
    return Level(
        id=name,
        name=draw(texts),
        track=draw(one_or_none(tracks)) or "",
        rank=draw(whole),
        aliases=draw(several),
        equivalent_to=draw(some(before)),
        next=draw(some(after)),
        extends=draw(one_or_none(before)),
        summary=draw(texts),
        years=draw(texts),
        question=draw(texts),
    )


def _competency(draw: st.DrawFn, name: str, tracks: list[str], scales: list[str]) -> Competency:
    return Competency(
        id=name,
        name=draw(texts),
        group=draw(texts),
        order=draw(whole),
        description=draw(texts),
        scale=None if not scales else draw(one_or_none(scales)),
        weight=draw(st.none() | st.floats(allow_nan=False, allow_infinity=False)),
        tracks=draw(some(tracks)),
        aliases=draw(several),
        keywords=draw(several),
        how_to_show=draw(several),
        how_to_grow=draw(several),
    )


def _requirements(
    draw: st.DrawFn, levels: list[str], columns: tuple[Competency, ...], scales: dict[str, list[str]]
) -> tuple[Requirement, ...]:
    """Grades out of the competency's scale, or out of any where it has none."""
    every = [grade for grades in scales.values() for grade in grades]
    found = []
    for column in columns if levels else ():
        grades = scales[column.scale] if column.scale else every
        if grades:
            found.append(
                Requirement(
                    level=draw(st.sampled_from(levels)), competency=column.id, grade=draw(st.sampled_from(grades))
                )
            )
    return tuple(found)


def _translations(draw: st.DrawFn, levels: list[str]) -> dict[str, dict[str, str]]:
    keys = [f"level.{name}.name" for name in levels]
    inner: st.SearchStrategy[Any] = st.dictionaries(st.sampled_from(keys), texts, max_size=2) if keys else st.just({})
    return draw(st.dictionaries(ids, inner, max_size=2))
