"""What one workspace confirmed, and what a new text gains from it."""

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ladder.suggest.reading import Reading, read

MOST_NEIGHBOURS = 2_000  # the latest texts that a new one is compared with, which bounds time and memory

_MOSTLY = 0.6
_OWNERS = 2  # that must have confirmed a word before it counts

_CONCEPT_WEIGHT = 0.5
_CAUTION = 3.0  # texts that an association must outweigh before it counts
_LEAST_DOUBT = -0.3  # that a word was never seen with a competency says little against it
_LIKE_ENOUGH = 0.25  # texts less alike than this have nothing to say to each other
_DOUBT = 0.1  # the part of a vote kept back, so that one weak neighbour does not decide


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """What one text taught, by which it can be forgotten. Later ones have higher numbers."""

    number: int
    features: frozenset[str]
    labels: tuple[str, ...]
    owner: str


class _Labels(NamedTuple):
    """What follows from how often each competency was confirmed: their places, how much likelier each is before a word
    is read, and how much a feature speaks against one that it was never seen with."""

    place: dict[str, int]
    log_prior: list[float]
    unseen: list[float]


class Confirmed:
    """The texts that the people of one workspace confirmed, with their competencies. Never put two workspaces into one.

    A word (and a concept) counts once two owners have confirmed it, so that nobody can look up by guesses what a single
    colleague wrote.

    Mutable, and its owner's alone: where threads share it, none suggests while another learns or forgets. It outlives
    ladder versions, as it knows competencies by id; those that a ladder no longer has are passed over.
    """

    def __init__(self, pairs: Iterable[tuple[str, Iterable[str]]] = ()) -> None:
        """Learns each (text, competency ids) of `pairs`, oldest first, each as another owner's."""
        self.texts = 0
        self.labels: Counter[str] = Counter()
        self._seen: Counter[str] = Counter()
        self._owners: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._seen_with: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._lessons = 0
        self._neighbours: dict[int, Lesson] = {}
        self._places: defaultdict[str, list[int]] = defaultdict(list)  # in order
        self._reckoned: dict[tuple[str, ...], _Labels] = {}  # until the next lesson
        for text, competencies in pairs:
            self.learn(text, competencies)

    def learn(self, text: str, competencies: Iterable[str], owner: str | None = None) -> Lesson | None:
        """Takes in a text that `owner` confirmed (None: somebody who confirmed no other) and returns what it taught.
        A text without words or without competencies teaches nothing: None."""
        features = frozenset(features_of(read(text)))
        labels = tuple(dict.fromkeys(competencies))
        if not features or not labels:
            return None
        self._lessons += 1
        lesson = Lesson(self._lessons, features, labels, f"#{self._lessons}" if owner is None else owner)
        for feature in features:
            self._owners[feature][lesson.owner] += 1
            self._seen[feature] += 1
            self._seen_with[feature].update(labels)
        self.labels.update(labels)
        self.texts += 1
        self._reckoned.clear()
        self._remember(lesson)
        return lesson

    def forget(self, lesson: Lesson) -> None:
        """Takes back what one text taught, as though it had never been learnt; each lesson once."""
        for feature in lesson.features:
            _take(self._seen, feature)
            _take(self._owners[feature], lesson.owner)
            for label in lesson.labels:
                _take(self._seen_with[feature], label)
            if feature not in self._seen:
                del self._seen_with[feature], self._owners[feature]
        for label in lesson.labels:
            _take(self.labels, label)
        self.texts -= 1
        self._reckoned.clear()
        if lesson.number in self._neighbours:
            self._leave(lesson)

    def _times(self, feature: str) -> int:
        """How many texts have a feature; 0 while they are all the same owner's."""
        return self._seen[feature] if len(self._owners.get(feature, ())) >= _OWNERS else 0

    def is_telling(self, feature: str) -> bool:
        """Whether two owners confirmed a word or concept, and mostly for the same competency."""
        times = self._times(feature)
        return times > 0 and max(self._seen_with[feature].values()) >= _MOSTLY * times

    def log_prior(self, competencies: Sequence[str]) -> list[float]:
        """How much more often than its even share each competency was confirmed, as a logarithm. Counts that chance
        explains just as well are drawn back to even (James-Stein): without that, even data loses."""
        return self._labels(competencies).log_prior

    def _labels(self, competencies: Sequence[str]) -> "_Labels":
        key = tuple(competencies)
        if key not in self._reckoned:
            # For a competency that a feature was never seen with, its frequency cancels out.
            unseen = [max(_LEAST_DOUBT, math.log(_CAUTION / (self.labels[label] + _CAUTION))) for label in key]
            self._reckoned[key] = _Labels({label: at for at, label in enumerate(key)}, self._log_prior(key), unseen)
        return self._reckoned[key]

    def _log_prior(self, competencies: Sequence[str]) -> list[float]:
        counts = [self.labels[label] for label in competencies]
        total, number = sum(counts), len(competencies)
        if not total:
            return [0.0] * number
        even = total / number
        spread = sum((count - even) ** 2 for count in counts) / even
        trust = max(0.0, 1 - (number - 1) / spread) if spread else 0.0
        return [math.log(trust * number * (count + 1) / (total + number) + 1 - trust) for count in counts]

    def associations(self, features: Iterable[str], competencies: Sequence[str]) -> Iterator[tuple[str, list[float]]]:
        """How much each feature speaks for each competency, as a logarithm; those that two owners
        have not confirmed are left out."""
        place, _, unseen = self._labels(competencies)
        for feature in features:
            if seen := self._times(feature):
                told = unseen.copy()
                for label, times in self._seen_with[feature].items():
                    if label in place:
                        told[place[label]] = self._association(times, label, seen / self.texts)
                yield feature, told

    def _association(self, times: int, competency: str, usual: float) -> float:
        caution = _CAUTION * usual
        return max(_LEAST_DOUBT, math.log((times + caution) / (self.labels[competency] * usual + caution)))

    def neighbours(self, features: Iterable[str], competencies: Sequence[str]) -> Iterator[tuple[str, int, float]]:
        """The votes of the confirmed texts that are like this one: a feature, the position of a competency, and the
        feature's part in the vote for it. Nothing where no text is like enough."""
        if not any(self._times(feature) for feature in features):
            return
        told = self._tells(features)
        for at, vote in enumerate(self._votes(told, competencies)):
            if vote:
                for feature, share in self._shares(told, competencies[at]):
                    yield feature, at, vote * share

    def _votes(self, told: Mapping[str, float], competencies: Sequence[str]) -> list[float]:
        """The share of each competency among the confirmed texts that are like one whose features have `told` so much,
        weighed by likeness; the shares sum to less than 1, and to 0 where no text is like enough."""
        votes: defaultdict[str, float] = defaultdict(float)
        for place, likeness in self._likeness(told).items():
            if likeness >= _LIKE_ENOUGH:
                for label in self._neighbours[place].labels:
                    votes[label] += likeness
        total = sum(votes.values()) + _DOUBT
        return [votes[label] / total for label in competencies]

    def _shares(self, told: Mapping[str, float], competency: str) -> Iterator[tuple[str, float]]:
        """Of the features that have `told` so much those that were seen with a competency, each with its part of what
        these tell together."""
        seen = {
            feature: amount
            for feature, amount in told.items()
            if self._times(feature) and self._seen_with[feature][competency]
        }
        total = sum(seen.values())
        return ((feature, amount / total) for feature, amount in seen.items())

    def _likeness(self, told: Mapping[str, float]) -> dict[int, float]:
        """How much of what a text has told is in each remembered text as well, between 0 and 1. Those in common words
        alone are passed over."""
        shared: defaultdict[int, float] = defaultdict(float)
        common = max(100, len(self._neighbours) // 10)
        for feature, weight in told.items():
            places = self._places[feature] if self._times(feature) else ()
            if len(places) <= common:
                for place in places:
                    shared[place] += weight
        whole = sum(told.values())
        return {place: weight / whole for place, weight in shared.items()}

    def _tells(self, features: Iterable[str]) -> dict[str, float]:
        """How much each feature tells: the more, the fewer texts have it."""
        unseen = math.log(self.texts + 10)
        told: dict[str, float] = {}
        for feature in features:
            seen = self._times(feature)
            rarity = math.log((self.texts + 10) / (seen + 1)) if seen else unseen
            told[feature] = (weight_of(feature) * rarity) ** 2
        return told

    def _remember(self, lesson: Lesson) -> None:
        if len(self._neighbours) >= 2 * MOST_NEIGHBOURS:
            for older in list(self._neighbours.values())[:-MOST_NEIGHBOURS]:
                self._leave(older)
        self._neighbours[lesson.number] = lesson
        for feature in lesson.features:
            self._places[feature].append(lesson.number)

    def _leave(self, lesson: Lesson) -> None:
        """Compares no text with this one any more."""
        del self._neighbours[lesson.number]
        for feature in lesson.features:
            places = self._places[feature]
            del places[bisect_left(places, lesson.number)]
            if not places:
                del self._places[feature]


def _take(counts: Counter[str], name: str) -> None:
    """One less; nothing is left of a name that counts for nothing."""
    counts[name] -= 1
    if not counts[name]:
        del counts[name]


def features_of(text: Reading) -> dict[str, int]:
    """What of a text is remembered (its words and its concepts), each with the position of the
    token where it first stands."""
    features: dict[str, int] = {}
    for at, token in text.words:
        features.setdefault(token.stem, at)
    for hit in text.hits:
        features.setdefault(f"/{hit.concept}", hit.first)
    return features


def weight_of(feature: str) -> float:
    """A concept is a weaker sign than a word."""
    return _CONCEPT_WEIGHT if feature.startswith("/") else 1.0
