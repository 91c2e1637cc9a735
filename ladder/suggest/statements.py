"""The statement that a text speaks to."""

import math
from collections.abc import Sequence

from ladder.framework.model import Expectation
from ladder.suggest.profile import Profile
from ladder.suggest.reading import read


def closest(text: str, statements: Sequence[Expectation], profile: Profile) -> Expectation | None:
    """The statement most like the text, over words and concepts; of equals what is new at its level, then the first."""
    asked = _weights(text, profile)
    return max(statements, key=lambda one: (_likeness(asked, _weights(one.text, profile)), one.is_new), default=None)


def _weights(text: str, profile: Profile) -> dict[str, float]:
    """The features of a text, each with how much it tells."""
    found = read(text)
    weights = {one.stem: profile.words.tells(one.stem, profile.unknown) for _, one in found.words}
    for hit in found.hits:
        told = profile.concepts.tells(hit.concept) * hit.share
        weights[f"/{hit.concept}"] = weights.get(f"/{hit.concept}", 0.0) + told
    return weights


def _likeness(one: dict[str, float], other: dict[str, float]) -> float:
    """The cosine between two weighted texts."""
    shared = sum(weight * other[feature] for feature, weight in one.items() if feature in other)
    return shared / (math.hypot(*one.values()) * math.hypot(*other.values())) if shared else 0.0
