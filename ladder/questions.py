"""The questions that a panel would ask, from rules over the coverage alone (PRODUCT, The packet).

Each is worded so that the engineer, the manager and a panel can all read it: about the record, never about the person.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

import msgspec

from ladder.coverage import Coverage, CoverageState, many
from ladder.framework import Competency


class Rule(StrEnum):
    """What raises a question, the most pressing first. `THIN` includes a competency with no evidence at all."""

    THIN = "thin"
    ONLY_RECENT = "only_recent"
    NO_OUTCOME = "no_outcome"
    NO_CASE_ABOVE_SELF = "no_case_above_self"
    SINGLE_WITNESS = "single_witness"
    NO_LINK = "no_link"


class Remedy(StrEnum):
    """What would answer a question; each has its button."""

    LOG_WIN = "log_win"
    LOG_EARLIER = "log_earlier"
    ADD_OUTCOME = "add_outcome"
    ADD_SCOPE = "add_scope"
    NAME_WITNESS = "name_witness"
    ADD_LINK = "add_link"


class Question(msgspec.Struct, frozen=True):
    """One question about one competency (its id), in words, and what would answer it."""

    rule: Rule
    competency: str
    text: str
    remedy: Remedy


class _Check(NamedTuple):
    rule: Rule
    raised_by: Callable[[Coverage], bool]
    text: str
    remedy: Remedy


_CHECKS = (
    _Check(
        Rule.THIN,
        lambda one: one.state is CoverageState.NONE,
        "There is nothing on record for {name} yet. What would show it?",
        Remedy.LOG_WIN,
    ),
    _Check(
        Rule.THIN,
        lambda one: one.state is CoverageState.THIN,
        "{items} for {name}, from {months} only. When else did it show?",
        Remedy.LOG_WIN,
    ),
    _Check(
        Rule.ONLY_RECENT,
        lambda one: one.recent and one.state is not CoverageState.THIN,  # "from 1 month only" says it already
        "{note}, for {name}. What came before?",
        Remedy.LOG_EARLIER,
    ),
    _Check(
        Rule.NO_OUTCOME,
        lambda one: bool(one.items) and not one.with_outcome,
        "{items} for {name}, none with an outcome. What changed because of this work?",
        Remedy.ADD_OUTCOME,
    ),
    _Check(
        Rule.NO_CASE_ABOVE_SELF,
        lambda one: bool(one.items) and not one.above_self,
        "{items} for {name}, none with a scope beyond one's own work. Who else did it help?",
        Remedy.ADD_SCOPE,
    ),
    _Check(
        Rule.SINGLE_WITNESS,
        lambda one: one.witnesses == 1,
        "{items} for {name}, and one colleague named who saw it. Who else could confirm it?",
        Remedy.NAME_WITNESS,
    ),
    _Check(
        Rule.NO_LINK,
        lambda one: bool(one.items) and not one.linked,
        "{items} for {name}, none with a link. Where can one read about it?",
        Remedy.ADD_LINK,
    ),
)


def questions(found: Iterable[Coverage], names: Mapping[str, Competency]) -> Iterator[Question]:
    """All questions that the coverage raises: the most pressing rule first, within it in the order of `found`.

    `names` is the ladder's `competency_by_id`; a competency that it lacks is called by its id. The questions are made
    one by one as they are asked for.
    """
    seen = tuple(found)
    for check in _CHECKS:
        for one in seen:
            if check.raised_by(one):
                yield Question(check.rule, one.competency, _worded(check.text, one, names), check.remedy)


def _worded(text: str, one: Coverage, names: Mapping[str, Competency]) -> str:
    name = names[one.competency].name if one.competency in names else one.competency
    return text.format(name=name, items=many(one.items, "item"), months=many(one.months, "month"), note=one.note)


def top(found: Iterable[Question], number: int = 2) -> tuple[Question, ...]:
    """The first `number` questions, preferring those that differ from each other in both rule and competency."""
    picked: list[Question] = []
    spare: list[Question] = []
    for question in found:
        alike = any(question.rule is one.rule or question.competency == one.competency for one in picked)
        (spare if alike else picked).append(question)
        if len(picked) == number:
            break
    return tuple((picked + spare)[:number])
