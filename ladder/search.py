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
class _Index:
    """Hits in the order of the levels, the places of each word and each stem among them, and the folded texts."""

    hits: tuple[Hit, ...]
    texts: tuple[str, ...]
    words: dict[str, set[int]]
    stems: dict[str, set[int]]
    competencies: tuple[tuple[Competency, tuple[str, ...]], ...]  # with its folded names and keywords


def search(ladder: Ladder, asked: str, limit: int = 20) -> Results:
    """The expectations with these words, in any form and order; those with all of them first, then the rarer words.

    Of equals the lower level comes first. Case, accents and punctuation do not matter.
    """
    index = ladder.once(_index)
    places = [_places(index, word) for word in dict.fromkeys(fold(asked).split())]
    score: dict[int, float] = {}
    for found in places:
        for at in found:
            score[at] = score.get(at, 0.0) + log(1 + len(index.hits) / len(found))
    all_words = set.intersection(*places) if places else set()
    ranked = sorted(score, key=lambda at: (at not in all_words, -score[at], at))
    hits = tuple(index.hits[at] for at in ranked[:limit])
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


def _places(index: _Index, word: str) -> set[int]:
    """Where a word stands, in any form or as the beginning of another; without spaces between words, also within."""
    found = set(index.stems.get(stem(word), ()))
    if not word.isascii():
        return found.union(at for at, text in enumerate(index.texts) if word in text)
    if len(word) >= 3:
        return found.union(*(places for known, places in index.words.items() if known.startswith(word)))
    return found


def _mentions(text: str, stems: set[str], term: str) -> bool:
    """A keyword of several words is looked for as it stands, a single word in any form."""
    return f" {term} " in text or (term.isascii() and " " not in term and stem(term) in stems)


def _index(ladder: Ladder) -> _Index:
    order = {level.id: number for number, level in enumerate(ladder.levels)}
    hits = tuple(sorted(_all(ladder), key=lambda hit: order[hit.level.id] if hit.level else len(order)))
    texts = tuple(fold(hit.expectation.text) for hit in hits)
    words: dict[str, set[int]] = {}
    for at, text in enumerate(texts):
        for word in text.split():
            words.setdefault(word, set()).add(at)
    stems: dict[str, set[int]] = {}
    for word, places in words.items():
        stems.setdefault(stem(word), set()).update(places)
    return _Index(hits, texts, words, stems, tuple((one, _terms(one)) for one in ladder.competencies))


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
