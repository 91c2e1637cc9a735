"""The statement that a text speaks to."""

import math
from collections.abc import Sequence

from ladder.framework.model import Expectation
from ladder.suggest.profile import Profile
from ladder.suggest.reading import read


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
