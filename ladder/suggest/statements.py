"""The statements of a ladder apart from each other: whose are most like a text, and which one it speaks to."""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence

from ladder.framework.model import Expectation
from ladder.suggest.profile import Profile
from ladder.suggest.reading import Reading, read

_ACT = 1.5  # what was done says more than what it was done to
_CONCEPT = 0.3  # a second opinion relies on the ladder's own words
_NEXT = 0.5  # of what a statement adds, the next best of its competency adds so much
_MOST = 3  # statements of a competency that count
_EVEN = 4.0  # added to the size of a statement, so that a short one is not the likest by a single word


class Statements:
    """What a ladder says of its competencies, each text apart: a second opinion beside the profile, in which they are
    one."""

    def __init__(self, of_each: Sequence[Sequence[Reading]]) -> None:
        """`of_each` are the texts about each competency, in the ladder's order."""
        texts = [(competency, _features(text)) for competency, texts in enumerate(of_each) for text in texts]
        counts = Counter(feature for _, features in texts for feature in features)
        self._idf = {feature: math.log((len(texts) + 1) / (number + 0.5)) for feature, number in counts.items()}
        self._competencies = array("H", [competency for competency, _ in texts])
        self._sizes = array("f", [math.sqrt(self._square(features) + _EVEN) for _, features in texts])
        self._places: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for place, (_, features) in enumerate(texts):
            for feature in features:
                self._places[feature].append(place)

    def nearest(self, text: Reading) -> int | None:
        """The competency (by position) whose statements are most like a text; None if no word of it is in them."""
        likeness = defaultdict[int, list[float]](list)
        for place, shared in self._shared(text).items():
            likeness[self._competencies[place]].append(shared / self._sizes[place])
        return max(likeness, key=lambda competency: _together(likeness[competency]), default=None)

    def _shared(self, text: Reading) -> dict[int, float]:
        """What a text has in common with each statement."""
        acts = {text.tokens[at].stem for at in text.acts}
        shared = defaultdict[int, float](float)
        for feature, weight in _features(text).items():
            told = weight**2 * self._idf.get(feature, 0.0) ** 2 * (_ACT if feature in acts else 1.0)
            for place in self._places.get(feature, ()):
                shared[place] += told
        return shared

    def _square(self, features: dict[str, float]) -> float:
        return sum((weight * self._idf[feature]) ** 2 for feature, weight in features.items())


def _features(text: Reading) -> dict[str, float]:
    """The words and concepts of a text, each with its weight."""
    concepts = dict.fromkeys((f"/{hit.concept}" for hit in text.hits), _CONCEPT)
    return concepts | dict.fromkeys((token.stem for _, token in text.words), 1.0)


def _together(likeness: Sequence[float]) -> float:
    strongest = sorted(likeness, reverse=True)[:_MOST]
    return sum(amount * _NEXT**rank for rank, amount in enumerate(strongest))


def closest(text: str, statements: Sequence[Expectation], profile: Profile) -> Expectation | None:
    """The statement most like the text, over words and concepts; of equals what is new at its level, then the first."""
    asked = _weights(text, profile)
    return max(
        statements,
        key=lambda statement: (_likeness(asked, _weights(statement.text, profile)), statement.is_new),
        default=None,
    )


def _weights(text: str, profile: Profile) -> dict[str, float]:
    """The features of a text, each with how much it tells."""
    reading = read(text)
    weights = {token.stem: profile.words.idf(token.stem, profile.unknown) for _, token in reading.words}
    for hit in reading.hits:
        told = profile.concepts.idf(hit.concept) * hit.share
        weights[f"/{hit.concept}"] = weights.get(f"/{hit.concept}", 0.0) + told
    return weights


def _likeness(first: dict[str, float], second: dict[str, float]) -> float:
    """The cosine between two weighted texts."""
    shared = sum(weight * second[feature] for feature, weight in first.items() if feature in second)
    return shared / (math.hypot(*first.values()) * math.hypot(*second.values())) if shared else 0.0
