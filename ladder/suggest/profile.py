"""What a ladder says of each competency, counted: built once for a version, then only read."""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from ladder.framework.model import Competency, Expectation, Kind, Ladder, Status
from ladder.suggest.reading import Reading, read
from ladder.words import is_dense, pieces

_NAME_WEIGHT = 2.0  # a name or a keyword is chosen with more care than a sentence
_DESCRIPTION_WEIGHT = 1.5
_BEGINNING, _STEM, _ENDING = 4, 6, 7  # letters that words of one meaning have in common
_LEAST_TOLD = 0.1  # a concept spread evenly still says a little

Mass = Sequence[Mapping[str, float]]  # for each competency: feature → weight


class Said(NamedTuple):
    """A text of the ladder about a competency, and its weight."""

    text: str
    weight: float


class Channel:
    """One kind of feature: how much each tells, and for which competencies (by position) it speaks. Held in flat
    arrays, as a large ladder has some hundred thousand of them."""

    def __init__(self, idf: Mapping[str, float], values: Mass) -> None:
        """`idf` says how much each feature tells, `values` how much it speaks for each competency."""
        self._numbers = {feature: number for number, feature in enumerate(idf)}
        self._idf = array("d", idf.values())
        self._ends = self._ends_of(values)
        free = array("L", [0, *self._ends[:-1]])
        self._competencies = array("H", bytes(2 * self._ends[-1]))
        self._values = array("f", bytes(4 * self._ends[-1]))
        for competency, of_features in enumerate(values):
            for feature, value in of_features.items():
                number = self._numbers[feature]
                self._competencies[free[number]] = competency
                self._values[free[number]] = value
                free[number] += 1

    def idf(self, feature: str, unknown: float = 0.0) -> float:
        """How much a feature tells; `unknown` for one that the ladder does not have."""
        number = self._numbers.get(feature)
        return unknown if number is None else self._idf[number]

    def votes(self, feature: str) -> Iterator[tuple[int, float]]:
        """The competencies a feature speaks for, and how much; none for a feature that the ladder does not have."""
        number = self._numbers.get(feature)
        if number is None:
            return iter(())
        where = slice(self._ends[number - 1] if number else 0, self._ends[number])
        return zip(self._competencies[where], self._values[where], strict=True)

    def _ends_of(self, values: Mass) -> "array[int]":
        """Where the votes of each feature end."""
        counts = Counter(chain.from_iterable(values))
        return array("L", accumulate(counts[feature] for feature in self._numbers)) or array("L", [0])


class Profile(NamedTuple):
    """The three kinds of features. `unknown` is how much a word tells that the ladder does not have; `borders` are how
    the ladder's words begin and end."""

    words: Channel
    pieces: Channel
    concepts: Channel
    unknown: float
    borders: frozenset[str]

    def resembles(self, word: str) -> bool:
        """Whether a word is a form or a compound of a word of the ladder. What other words share with it is chance:
        "severance" is neither "several" nor "tolerance"."""
        return is_dense(word) or not self.borders.isdisjoint(borders_of(word))


def borders_of(word: str) -> tuple[str, str]:
    """How a word begins and ends, as far as words of one meaning have it in common."""
    return f"{word[: max(_BEGINNING, min(len(word) - 2, _STEM))]}…", f"…{word[-_ENDING:]}"


def profile_of(ladder: Ladder) -> Profile:
    """Counts the ladder. Rarer words, which fewer of the competencies use, weigh more; long texts weigh no more than
    short ones."""
    of_each = [[(read(said.text), said.weight) for said in texts] for texts in said_of(ladder)]
    rarity = _rarity([dict.fromkeys(token.stem for text, _ in texts for token in text.tokens) for texts in of_each])
    masses = [_masses(texts, rarity) for texts in of_each]
    return Profile(
        _by_rarity([mass.words for mass in masses]),
        _by_rarity([_pieces_of(mass.forms) for mass in masses]),
        _by_share([mass.concepts for mass in masses]),
        math.log(max(1, len(of_each)) + 1),
        frozenset(border for mass in masses for form in mass.forms for border in borders_of(form)),
    )


def said_of(ladder: Ladder) -> list[list[Said]]:
    """For each competency in the ladder's order, what it says of it, each text once. What a level warns of, and what it
    does not ask for, is left out."""
    texts = [dict.fromkeys(_of_competency(competency)) for competency in ladder.competencies]
    place = {competency.id: at for at, competency in enumerate(ladder.competencies)}
    for expectation in _expectations(ladder):
        if expectation.competency in place and asks(expectation):
            texts[place[expectation.competency]][Said(expectation.text, 1.0)] = None
    for key, text in _translations(ladder):
        if key in place:
            texts[place[key]][Said(text, 1.0)] = None
    return [list(said) for said in texts]


def asks(expectation: Expectation) -> bool:
    """Whether a statement asks for something that evidence can show."""
    return expectation.status is Status.EXPECTED and expectation.kind is not Kind.ANTI_PATTERN


def _of_competency(competency: Competency) -> Iterator[Said]:
    yield from (Said(name, _NAME_WEIGHT) for name in (competency.name, *competency.aliases) if name)
    yield from (Said(keyword, 1.0) for keyword in competency.keywords)
    yield from (Said(text, _DESCRIPTION_WEIGHT) for text in (competency.description,) if text)
    yield from (Said(text, 1.0) for text in competency.how_to_show)


def _expectations(ladder: Ladder) -> Iterator[Expectation]:
    yield from ladder.expectations
    for specialism in ladder.specialisms:
        yield from specialism.expectations


def _translations(ladder: Ladder) -> Iterator[tuple[str | None, str]]:
    """Translated texts with the competency that each belongs to."""
    of_expectation = {
        expectation.id: expectation.competency for expectation in ladder.expectations if asks(expectation)
    }
    for texts in ladder.translations.values():
        for key, text in texts.items():
            kind, _, rest = key.partition(".")
            owner = rest.rpartition(".")[0]
            yield (owner if kind == "competency" else of_expectation.get(owner)), text


class _Masses:
    """The weight of each feature in one competency's texts."""

    def __init__(self) -> None:
        self.words: defaultdict[str, float] = defaultdict(float)
        self.forms: defaultdict[str, float] = defaultdict(float)
        self.concepts: defaultdict[str, float] = defaultdict(float)


def _masses(texts: Iterable[tuple[Reading, float]], rarity: Mapping[str, float]) -> _Masses:
    masses = _Masses()
    for text, weight in texts:
        stems = dict.fromkeys(token.stem for _, token in text.words)
        share = weight / (math.hypot(*(rarity[stem] for stem in stems)) or 1.0)
        for _, token in text.words:
            masses.words[token.stem] += share
            masses.forms[token.word] += share
        for hit in text.hits:
            masses.concepts[hit.concept] += share * hit.share
    return masses


def _pieces_of(forms: Mapping[str, float]) -> dict[str, float]:
    mass: defaultdict[str, float] = defaultdict(float)
    for word, weight in forms.items():
        for piece in pieces(word):
            mass[piece] += weight
    return mass


def _rarity(of_each: Sequence[Iterable[str]]) -> dict[str, float]:
    """The logarithm of how few competencies have a feature (inverse document frequency)."""
    counts = Counter(chain.from_iterable(of_each))
    return {feature: math.log((len(of_each) + 1) / number) for feature, number in counts.items()}


def _by_rarity(mass: Mass) -> Channel:
    """TF-IDF against the text of each competency as a whole."""
    rarity = _rarity(mass)
    return Channel(
        rarity, [_scaled({f: math.log1p(2 * m) * rarity[f] for f, m in features.items()}) for features in mass]
    )


def _by_share(mass: Mass) -> Channel:
    """For what all competencies have more or less of: each one's share, weighed by how uneven the shares are."""
    parts = [_divided(features, sum(features.values())) for features in mass]
    totals: defaultdict[str, float] = defaultdict(float)
    for feature, part in chain.from_iterable(features.items() for features in parts):
        totals[feature] += part
    shares = [{feature: part / totals[feature] for feature, part in features.items()} for features in parts]
    idf = dict.fromkeys(totals, math.log(len(mass) or 1) + _LEAST_TOLD)
    for feature, share in chain.from_iterable(features.items() for features in shares):
        idf[feature] += share * math.log(share)
    return Channel(idf, shares)


def _scaled(values: Mapping[str, float]) -> dict[str, float]:
    """The values of a competency's features, long profiles made nearly as long as short ones."""
    return _divided(values, math.hypot(*values.values()) ** 0.8)


def _divided(values: Mapping[str, float], by: float) -> dict[str, float]:
    return {feature: value / by for feature, value in values.items()}
