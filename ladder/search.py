"""Free words → the expectations that hold them, and the competencies that they are about."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import log

from ladder.folding import fold
from ladder.framework import Competency, Expectation, Ladder, Level

_ENDINGS = (
    "ations",
    "ation",
    "ments",
    "ment",
    "ings",
    "ing",
    "ies",
    "ion",
    "ers",
    "ed",
    "es",
    "er",
    "ly",
    "s",
    "e",
    "y",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An expectation with its level and competency (None: of the whole level, or of a specialism)."""

    expectation: Expectation
    level: Level | None
    competency: Competency | None
    specialism: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """`hits` best first, at most as many as asked for, of `total`; `competencies` whose name or keywords match."""

    asked: str
    hits: tuple[Hit, ...]
    total: int
    competencies: tuple[Competency, ...]


@dataclass(frozen=True, slots=True)
class _Indexed:
    hit: Hit
    text: str
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Index:
    statements: tuple[_Indexed, ...]
    competencies: tuple[tuple[Competency, tuple[str, ...]], ...]  # with its folded names and keywords


def search(ladder: Ladder, asked: str, limit: int = 20) -> Results:
    """The expectations with these words, in any form and order; those with all of them first, then the rarer words.

    Of equals the lower level comes first. Case, accents and punctuation do not matter.
    """
    index = ladder.once(_index)
    words = [(word, stem(word)) for word in dict.fromkeys(fold(asked).split())]
    found = [[_has(one, *word) for word in words] for one in index.statements]
    counts = [sum(column) for column in zip(*found, strict=True)]
    weights = [log(1 + len(found) / count) if count else 0.0 for count in counts]
    ranked = sorted(
        ((_score(has, weights), at) for at, has in enumerate(found) if any(has)), key=lambda one: (-one[0], one[1])
    )
    hits = tuple(index.statements[at].hit for _, at in ranked[:limit])
    return Results(asked=asked, hits=hits, total=len(ranked), competencies=about(ladder, asked))


def about(ladder: Ladder, asked: str) -> tuple[Competency, ...]:
    """The competencies that free words are about by their name, aliases or keywords, the most mentioned first."""
    text = f" {fold(asked)} "
    stems = {stem(word) for word in text.split()}
    counts = [
        (sum(_mentions(text, stems, term) for term in terms), one) for one, terms in ladder.once(_index).competencies
    ]
    return tuple(one for count, one in sorted(counts, key=lambda pair: -pair[0]) if count)


def stem(word: str) -> str:
    """A word without its English ending, roughly: "mentoring", "mentors", "mentored" → "mentor"; short words stay."""
    if not word.isascii() or len(word) <= 4:
        return word
    return next((word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= 4), word)


def _score(has: list[bool], weights: list[float]) -> float:
    """All words beat any some of them; of some, the rarer ones count more."""
    return sum(weight for found, weight in zip(has, weights, strict=True) if found) + (1000.0 if all(has) else 0.0)


def _has(one: _Indexed, word: str, its_stem: str) -> bool:
    """Whether a statement has the word, a form of it, or a word that begins with it; without spaces, also within."""
    if its_stem in one.stems:
        return True
    return word in one.text if not word.isascii() else len(word) >= 3 and f" {word}" in one.text


def _mentions(text: str, stems: set[str], term: str) -> bool:
    """A keyword of several words is looked for as it stands, a single word in any form."""
    return f" {term} " in text or (term.isascii() and " " not in term and stem(term) in stems)


def _index(ladder: Ladder) -> _Index:
    order = {level.id: number for number, level in enumerate(ladder.levels)}
    hits = sorted(_all(ladder), key=lambda hit: order[hit.level.id] if hit.level else len(order))
    return _Index(
        tuple(_indexed(hit) for hit in hits),
        tuple((one, _terms(one)) for one in ladder.competencies),
    )


def _all(ladder: Ladder) -> Iterator[Hit]:
    for one in ladder.expectations:
        yield _hit(ladder, one, None)
    for specialism in ladder.specialisms:
        for one in specialism.expectations:
            yield _hit(ladder, one, specialism.name)


def _hit(ladder: Ladder, one: Expectation, specialism: str | None) -> Hit:
    level = ladder.level_by_id.get(one.level or "")
    competency = ladder.competency_by_id.get(one.competency or "")
    return Hit(expectation=one, level=level, competency=competency, specialism=specialism)


def _terms(one: Competency) -> tuple[str, ...]:
    return tuple(dict.fromkeys(folded for term in (one.name, *one.aliases, *one.keywords) if (folded := fold(term))))


def _indexed(hit: Hit) -> _Indexed:
    text = f" {fold(hit.expectation.text)} "
    return _Indexed(hit, text, frozenset(stem(word) for word in text.split()))
