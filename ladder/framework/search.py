"""Free words → the lines of the ladder that hold them, and the competencies that they are about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from ladder.framework.model import Competency, Ladder
from ladder.framework.passages import Passage, passages
from ladder.framework.synonyms import synonyms
from ladder.text import fold
from ladder.words import FUNCTION_WORDS

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


_MOST_READ = 300  # characters of a question: a statement of the ladder has fewer
_FORM, _PART, _SYNONYM = 1.0, 0.5, 0.25  # how much a word in any form counts, the beginning of one, and a synonym


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """`hits` best first, at most as many as asked for, of `total`; `competencies` whose name or keywords match. `close`
    are the synonyms that all hits rest on, where no line has a word that was asked for."""

    asked: str
    hits: tuple[Passage, ...]
    total: int
    competencies: tuple[Competency, ...]
    close: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Index:
    """The ladder's lines in order, the places of each word and each stem among them, and the folded texts."""

    lines: tuple[Passage, ...]
    texts: tuple[str, ...]
    stemmed: tuple[str, ...]
    words: dict[str, set[int]]
    stems: dict[str, set[int]]
    competencies: tuple[tuple[Competency, tuple[str, ...]], ...]  # with its folded names and keywords


@dataclass(frozen=True, slots=True)
class _Places:
    """Where one term of a question stands: in any form, as the beginning of a word, by a synonym."""

    whole: frozenset[int]
    parts: frozenset[int]
    close: frozenset[int]

    @property
    def every(self) -> frozenset[int]:
        return self.whole | self.parts | self.close

    def closeness(self, at: int) -> float:
        if at in self.whole:
            return _FORM
        return _PART if at in self.parts else _SYNONYM


def search(ladder: Ladder, asked: str, limit: int = 20) -> Results:
    """The lines with these words, in any form and order: first those that have all of them as whole words, then those
    with all of them in parts or by a synonym, then the rarer words.

    Of equals the lower level comes first, and advice and rules after the levels. Case, accents and punctuation do not
    matter; words such as "on" and "the" are passed over where there are others; "on-call" is looked for as it stands.
    """
    index = ladder.once(_index)
    terms = {term: _places(index, term) for term in _terms_of(asked[:_MOST_READ])}
    score: dict[int, float] = {}
    for places in terms.values():
        rarity = log(1 + len(index.lines) / max(1, len(places.every)))
        for at in places.every:
            score[at] = score.get(at, 0.0) + rarity * places.closeness(at)
    whole = _in_all([places.whole for places in terms.values()])
    anyhow = _in_all([places.every for places in terms.values()])
    together = fold(asked[:_MOST_READ]) if len(terms) > 1 or " " in fold(asked) else ""
    literally = {at for at in score if together and f" {together} " in f" {index.texts[at]} "}
    ranked = sorted(score, key=lambda at: (at not in literally, at not in whole, at not in anyhow, -score[at], at))
    literal = any(places.whole or places.parts for places in terms.values())
    return Results(
        asked=asked,
        hits=tuple(index.lines[at] for at in ranked[:limit]),
        total=len(ranked),
        competencies=about(ladder, asked[:_MOST_READ]),
        close=() if literal else _said_instead(index, terms),
    )


def _terms_of(asked: str) -> tuple[str, ...]:
    """The folded words to look for; what is written together ("on-call") is one term of several words."""
    terms = [term for typed in asked.split() if (term := fold(typed))]
    if len(terms) > 1 and synonyms(" ".join(terms)):  # "on call", "tech debt"
        return (" ".join(terms),)
    telling = [term for term in terms if term not in FUNCTION_WORDS]
    return tuple(dict.fromkeys(telling or terms))


def _in_all(sets: Sequence[frozenset[int]]) -> frozenset[int]:
    return frozenset.intersection(*sets) if sets else frozenset()


def _said_instead(index: _Index, terms: Iterable[str]) -> tuple[str, ...]:
    close = {fold(other): other for term in terms for other in synonyms(term) if _whole(index, fold(other))}
    return tuple(close.values())


def about(ladder: Ladder, asked: str) -> tuple[Competency, ...]:
    """The competencies that free words are about by their name, aliases or keywords, the most mentioned first."""
    text = f" {fold(asked)} "
    stems = {stem(word) for word in text.split()}
    counts = [
        (sum(_mentions(text, stems, term) for term in terms), competency)
        for competency, terms in ladder.once(_index).competencies
    ]
    return tuple(competency for count, competency in sorted(counts, key=lambda pair: -pair[0]) if count)


def stem(word: str) -> str:
    """A word without its English ending, roughly: "mentoring", "mentors", "mentored" → "mentor"; short words stay."""
    if not word.isascii() or len(word) <= 4:
        return word
    return next((word[: -len(end)] for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= 4), word)


def _places(index: _Index, term: str) -> _Places:
    whole = _whole(index, term)
    parts = _parts(index, term) - whole
    close = frozenset(at for other in synonyms(term) for at in _whole(index, fold(other))) - whole - parts
    return _Places(whole, parts, close)


def _whole(index: _Index, term: str) -> frozenset[int]:
    """Where a word stands in any form, or several words one after the other."""
    if " " not in term:
        root = stem(term)
        forms = (index.stems.get(root, ()), index.stems.get(term, ()), index.words.get(root, ()))
        return frozenset(at for places in forms for at in places)
    wanted = f" {' '.join(map(stem, term.split()))} "
    return frozenset(at for at, text in enumerate(index.stemmed) if wanted in text)


def _parts(index: _Index, term: str) -> frozenset[int]:
    """Where a word begins another; without spaces between words, also within."""
    if not term.isascii():
        return frozenset(at for at, text in enumerate(index.texts) if term in text)
    if len(term) < 3 or " " in term:
        return frozenset()
    return frozenset(at for word, places in index.words.items() if word.startswith(term) for at in places)


def _mentions(text: str, stems: set[str], term: str) -> bool:
    """A keyword of several words is looked for as it stands, a single word in any form."""
    return f" {term} " in text or (term.isascii() and " " not in term and stem(term) in stems)


def _index(ladder: Ladder) -> _Index:
    lines = passages(ladder)
    texts = tuple(fold(f"{line.topic} {line.text}") for line in lines)
    words: dict[str, set[int]] = {}
    for at, text in enumerate(texts):
        for word in text.split():
            words.setdefault(word, set()).add(at)
    stems: dict[str, set[int]] = {}
    for word, places in words.items():
        stems.setdefault(stem(word), set()).update(places)
    stemmed = tuple(f" {' '.join(map(stem, text.split()))} " for text in texts)
    competencies = tuple((competency, _terms(competency)) for competency in ladder.competencies)
    return _Index(lines, texts, stemmed, words, stems, competencies)


def _terms(competency: Competency) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            folded for term in (competency.name, *competency.aliases, *competency.keywords) if (folded := fold(term))
        )
    )
