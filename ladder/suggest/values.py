"""What a suggestion is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suggestion:
    """How well a text fits one competency.

    `score` is between 0 and 1: the chance that this is the competency meant, the sum over all competencies being 1
    (a competency named with # in the text has 1 by itself). `because` quotes the words of the text that decided, ""
    where none did. `tick` says whether to tick it for the person, who decides.
    """

    competency: str
    score: float
    because: str
    tick: bool
