"""What the words of a text say for each competency: by the ladder, and by what was confirmed."""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from ladder.suggest.concepts import Hit
from ladder.suggest.confirmed import Confirmed, features_of, weight_of
from ladder.suggest.profile import Profile
from ladder.suggest.reading import Reading
from ladder.words import Token, pieces, stem

# One figure says how much a full match weighs, and so how sure to be: with 4, the chances of several ladders come
# nearest to what is right.
_MATCH = 4.0
_CONCEPT = 0.7  # of what a word itself says: concepts come from our own lexicon, words from the ladder
_ACT = 1.5  # what was done says more than what it was done to
_UNKNOWN_PIECE = 0.5  # of what an unknown word tells: without it, the few pieces met by chance look like a whole match
_ASSOCIATION = 0.4
_NEIGHBOURS = 2.0
# The number of confirmed texts at which half of what they say is believed.
_TEXTS_FOR_ASSOCIATIONS = 50
_TEXTS_FOR_NEIGHBOURS = 10

Votes = Iterable[tuple[int, float]]
Rows = defaultdict[int, list[float]]


class _Word(NamedTuple):
    """What one word says for each competency, as a whole and by its pieces, and how much there was to say (squared)."""

    size: float
    votes: "array[float]"
    pieces_size: float
    pieces_votes: "array[float]"


class Weigher:
    """Weighs texts against a profile. Remembers words it met, which changes its speed and nothing else."""

    def __init__(self, profile: Profile, competencies: int) -> None:
        self._profile = profile
        self._competencies = competencies
        self._least = profile.unknown**2  # one unknown word is added to each text, so that a single word decides little
        self._word = lru_cache(maxsize=2_048)(self._look_up)
        self._concept = lru_cache(maxsize=None)(self._look_up_concept)

    def weigh(self, text: Reading) -> Rows:
        """Token by position → what it says for each competency, in the ladder's order. What a text says in all does not
        grow with its length: each kind of feature is taken relative to all that the text could have said."""
        rows = new_rows(self._competencies)
        self._weigh_words(rows, text.words)
        self._weigh_concepts(rows, text.hits)
        for at in text.acts:
            rows[at] = [_ACT * vote for vote in rows[at]]
        return rows

    def by_own_words(self, text: Reading) -> list[float]:
        """What the ladder's own words in a text say for each competency, without their pieces and our concepts."""
        acts = {text.tokens[at].word for at in text.acts}
        sums = [0.0] * self._competencies
        for word in dict.fromkeys(token.word for _, token in text.words):
            _add(sums, enumerate(self._word(word).votes), _ACT if word in acts else 1.0)
        return sums

    def _weigh_words(self, rows: Rows, words: Sequence[tuple[int, Token]]) -> None:
        times = Counter([token.word for _, token in words])
        first = {token.word: at for at, token in reversed(words)}
        met = [(first[word], 1 + math.log(often), self._word(word)) for word, often in times.items()]
        size = math.sqrt(self._least + sum([often**2 * said.size for _, often, said in met]))
        pieces_size = math.sqrt(sum([often**2 * said.pieces_size for _, often, said in met])) or 1.0
        for at, often, said in met:
            whole, part = _MATCH * often / size, _MATCH * often / pieces_size
            of_both = zip(said.votes, said.pieces_votes, strict=True)
            rows[at] = [whole * vote + part * of_pieces for vote, of_pieces in of_both]

    def _weigh_concepts(self, rows: Rows, hits: Sequence[Hit]) -> None:
        spoken: defaultdict[str, float] = defaultdict(float)
        for hit in hits:
            spoken[hit.concept] += hit.share
        known = {concept: self._concept(concept) for concept in spoken}
        size = math.sqrt(self._least / 4 + sum([(known[concept][0] * share) ** 2 for concept, share in spoken.items()]))
        for first, end, concept, share in hits:
            told, votes = known[concept]
            for place in range(first, end):
                _add(rows[place], votes, _MATCH * _CONCEPT * told * share / size / (end - first))

    def _look_up(self, word: str) -> _Word:
        """What a word says by itself. One that the ladder does not have says nothing, and makes the rest less sure."""
        words, own = self._profile.words, stem(word)
        told = words.idf(own, self._profile.unknown)
        size, of_pieces = self._in_pieces(word)
        whole = [0.0] * self._competencies
        _add(whole, words.votes(own), told)
        return _Word(told**2, array("d", whole), size, array("d", of_pieces))

    def _look_up_concept(self, concept: str) -> tuple[float, list[tuple[int, float]]]:
        """How much a concept tells, and what it says."""
        return self._profile.concepts.idf(concept), list(self._profile.concepts.votes(concept))

    def _in_pieces(self, word: str) -> tuple[float, list[float]]:
        channel, size = self._profile.pieces, 0.0
        row, resembles = [0.0] * self._competencies, self._profile.resembles(word)
        for piece in pieces(word):
            told = channel.idf(piece, _UNKNOWN_PIECE * self._profile.unknown)
            size += told**2
            if resembles:
                _add(row, channel.votes(piece), told)
        return size, row


def learned(rows: Rows, text: Reading, confirmed: Confirmed, competencies: Sequence[str]) -> list[float]:
    """Adds to `rows` what the words of a text say by what was confirmed, and returns what was confirmed more often says
    besides. What is believed grows with the number of texts, so that the first few do not outweigh the ladder."""
    features = features_of(text)
    belief = _ASSOCIATION * confirmed.texts / (confirmed.texts + _TEXTS_FOR_ASSOCIATIONS)
    for feature, told in confirmed.associations(features, competencies):
        _add(rows[features[feature]], enumerate(told), belief * weight_of(feature))
    belief = _NEIGHBOURS * confirmed.texts / (confirmed.texts + _TEXTS_FOR_NEIGHBOURS)
    for feature, competency, part in confirmed.neighbours(features, competencies):
        rows[features[feature]][competency] += belief * part
    return confirmed.log_prior(competencies)


def new_rows(competencies: int) -> Rows:
    """No evidence yet."""
    return defaultdict(lambda: [0.0] * competencies)


def _add(row: list[float], votes: Votes, scale: float) -> None:
    for competency, vote in votes:
        row[competency] += scale * vote
