"""What a suggestion is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suggestion:
    """How well a text fits one competency.

    `score` is between 0 and 1: the chance that this is the competency meant; the scores of all competencies add up to 1
    (a competency named with # in the text has 1 by itself). `because` quotes the words of the text that decided, ""
    where none did. `offered` says whether to show it among the at most three suggestions, `ticked` whether it is so
    likely that its box may be ticked beforehand. Either way it counts for nothing until its owner confirms it.
    """

    competency: str
    score: float
    because: str
    offered: bool = False
    ticked: bool = False
