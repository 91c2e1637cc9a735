"""Any ladder that the form can hold, for property tests: ids that refer to each other, texts as nasty as can be."""

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

NASTY = (
    "=1+1",
    "+49",
    "-",
    "@here",
    "'",
    "''x",
    "\t",
    "a\tb",
    "a\r\nb",
    "a\rb",
    "\x0b",
    "\x1f",
    "_x0041_",
    "a\n\n\nb",
    " x ",
    "<!-- x -->",
    "- a <!-- {} -->",
    "-->",
    "--",
    "# x",
    "**bold**",
    "N/A",
    "TODO",
    "a|b",
    '"',
    "NULL",
    "1",
    "1.0",
    "true",
    "能力；",
    "역량",
    "＝1",
    "é\u0301",
    "\u2028",
    "\x85",
    "🪜",
    "ladder record",
    "{}",
    "[]",
    "---",
    "a:",
    ": b",
)
"""Texts that one format or another would change if it could."""

texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=40),
).filter(lambda text: bool(text.strip()))
maybe_text = st.one_of(st.just(""), texts)
many_texts = st.lists(texts, max_size=3).map(tuple)
_ORIGINS = st.builds(
    Origin,
    file=maybe_text,
    sheet=maybe_text,
    row=st.one_of(st.none(), st.integers(1, 99_999)),
    column=st.one_of(st.none(), st.integers(1, 300)),
)


def some_of(ids: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """Some of the ids, each at most once."""
    return st.lists(st.sampled_from(ids), unique=True, max_size=3).map(tuple) if ids else st.just(())


def one_of(ids: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    """One of the ids, or none."""
    return st.one_of(st.none(), st.sampled_from(ids)) if ids else st.none()


def _named(prefix: str, most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.integers(0, most).map(lambda count: tuple(f"{prefix}-{number}" for number in range(count)))


@st.composite
def _expectations(
    draw: st.DrawFn, prefix: str, levels: tuple[str, ...], competencies: tuple[str, ...]
) -> tuple[Expectation, ...]:
    ids = draw(_named(prefix, 6))
    return tuple(
        Expectation(
            id=name,
            text=draw(texts),
            competency=draw(one_of(competencies)),
            level=draw(one_of(levels)),
            kind=draw(st.sampled_from(Kind)),
            band=draw(maybe_text),
            status=draw(st.sampled_from(Status)),
            is_new=draw(st.booleans()),
            derived=draw(st.booleans()),
            parent=draw(one_of(ids[:index])),
            order=draw(st.integers(0, 50)),
            origin=draw(st.one_of(st.none(), _ORIGINS)),
        )
        for index, name in enumerate(ids)
    )


@st.composite
def _levels(draw: st.DrawFn, ids: tuple[str, ...], tracks: tuple[str, ...]) -> tuple[Level, ...]:
    return tuple(
        Level(
            id=name,
            name=draw(texts),
            track=draw(one_of(tracks)) or "",
            rank=draw(st.integers(0, 20)),
            aliases=draw(many_texts),
            next=draw(some_of(ids[index + 1 :])),
            extends=draw(one_of(ids[:index])),
            summary=draw(maybe_text),
            years=draw(maybe_text),
            question=draw(maybe_text),
        )
        for index, name in enumerate(ids)
    )


@st.composite
def _competencies(draw: st.DrawFn, ids: tuple[str, ...], scales: tuple[str, ...]) -> tuple[Competency, ...]:
    return tuple(
        Competency(
            id=name,
            name=draw(texts),
            group=draw(maybe_text),
            order=draw(st.integers(0, 9)),
            description=draw(maybe_text),
            scale=draw(one_of(scales)),
            weight=draw(st.one_of(st.none(), st.floats(0, 10))),
            aliases=draw(many_texts),
            keywords=draw(many_texts),
            how_to_show=draw(many_texts),
        )
        for name in ids
    )


@st.composite
def _aside(draw: st.DrawFn, levels: tuple[str, ...], competencies: tuple[str, ...]) -> dict[str, object]:
    """What hangs on a ladder beside its matrix."""
    return {
        "rules": tuple(Rule(id=name, text=draw(texts), kind=draw(maybe_text)) for name in draw(_named("rule", 2))),
        "advice": tuple(
            Advice(id=name, topic=draw(texts), text=draw(texts), competencies=draw(some_of(competencies)))
            for name in draw(_named("advice", 2))
        ),
        "specialisms": tuple(
            Specialism(
                id=name,
                name=draw(texts),
                from_level=draw(one_of(levels)),
                summary=draw(maybe_text),
                expectations=draw(_expectations(f"{name}-e", levels, competencies)),
            )
            for name in draw(_named("special", 1))
        ),
        "annexes": tuple(
            Annex(where=draw(texts), text=draw(texts), why=draw(maybe_text)) for _ in range(draw(st.integers(0, 2)))
        ),
        "notes": draw(many_texts),
        "translations": {"ja": {f"level.{name}.name": draw(texts) for name in levels}} if draw(st.booleans()) else {},
    }


@st.composite
def ladders(draw: st.DrawFn) -> Ladder:
    """A ladder with at least one level, whole in itself."""
    levels = draw(_named("level", 4).filter(bool))
    competencies, tracks, scales = draw(_named("comp", 3)), draw(_named("track", 2)), draw(_named("scale", 1))
    grades = {
        scale: tuple(Grade(id=f"g{number}", name=draw(texts)) for number in range(draw(st.integers(1, 3))))
        for scale in scales
    }
    return Ladder(
        id="some-ladder",
        name=draw(texts),
        version=draw(texts),
        locale=draw(st.sampled_from(("en", "ja"))),
        inherit=draw(st.sampled_from(Inherit)),
        source=draw(
            st.one_of(st.none(), st.builds(Source, url=maybe_text, licence=maybe_text, attribution=maybe_text))
        ),
        tracks=tuple(Track(id=name, name=draw(texts), forks_from=draw(one_of(levels))) for name in tracks),
        levels=draw(_levels(levels, tracks)),
        competencies=draw(_competencies(competencies, scales)),
        expectations=draw(_expectations("e", levels, competencies)),
        requirements=tuple(
            Requirement(level=level, competency=competency, grade="g0")
            for competency in competencies[:1]
            for level in levels
            if scales
        ),
        scales=tuple(Scale(id=name, name=draw(texts), grades=grades[name]) for name in scales),
        coverage=Thresholds(some_months=draw(st.integers(1, 9))),
        **draw(_aside(levels, competencies)),  # type: ignore[arg-type]  # one dictionary of differently typed fields
    )
