"""The questions that a panel would ask, from rules over the coverage alone.

Each is worded so that the engineer, the manager and a panel can all read it: about the record, never about the person.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

import msgspec

from ladder.coverage.rule import Coverage, CoverageState, many
from ladder.framework.model import Competency


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


class _Wording(NamedTuple):
    text: str
    remedy: Remedy


_NOTHING = _Wording("Nothing on record for {0} yet. What would show it?", Remedy.LOG_WIN)
_WORDINGS = {
    Rule.THIN: _Wording("{1} for {0}, {2} so far. When else did it show?", Remedy.LOG_WIN),
    Rule.ONLY_RECENT: _Wording("{3}, for {0}. What came before?", Remedy.LOG_EARLIER),
    Rule.NO_OUTCOME: _Wording(
        "{1} for {0}, none with an outcome. What changed because of this work?", Remedy.ADD_OUTCOME
    ),
    Rule.NO_CASE_ABOVE_SELF: _Wording(
        "{1} for {0}, none beyond their own work. Who else did it help?", Remedy.ADD_SCOPE
    ),
    Rule.SINGLE_WITNESS: _Wording(
        "{1} for {0}, and one colleague named who saw it. Who else could confirm it?", Remedy.NAME_WITNESS
    ),
    Rule.NO_LINK: _Wording("{1} for {0}, none with a link. Where can a reader find it?", Remedy.ADD_LINK),
}


_NONE_OR_THIN = (CoverageState.NONE, CoverageState.THIN)
_RAISED_BY: Mapping[Rule, Callable[[Coverage], object]] = {
    Rule.THIN: lambda coverage: coverage.state in _NONE_OR_THIN,
    # of a thin one, "from 1 month only" says "only recent" already
    Rule.ONLY_RECENT: lambda coverage: coverage.recent and coverage.state not in _NONE_OR_THIN,
    Rule.NO_OUTCOME: lambda coverage: coverage.items and not coverage.with_outcome,
    Rule.NO_CASE_ABOVE_SELF: lambda coverage: coverage.items and not coverage.above_self,
    Rule.SINGLE_WITNESS: lambda coverage: coverage.witnesses == 1,
    Rule.NO_LINK: lambda coverage: coverage.items and not coverage.linked,
}


class Raised(NamedTuple):
    """A question before it is worded: its rule, its competency's id, and what the record shows for it."""

    rule: Rule
    competency: str
    coverage: Coverage


def raised(coverages: Sequence[Coverage]) -> Iterator[Raised]:
    """All that the coverage raises: the most pressing rule first, within it in the order of `coverages`."""
    for rule, raises in _RAISED_BY.items():
        for coverage in coverages:
            if raises(coverage):
                yield Raised(rule, coverage.competency, coverage)


def worded(question: Raised, names: Mapping[str, Competency]) -> Question:
    """The question in words. `names` is the ladder's `competency_by_id`; one that it lacks is called by its id."""
    rule, competency, seen = question
    wording = _WORDINGS[rule] if seen.items else _NOTHING
    name = names[competency].name if competency in names else competency
    items, months = many(seen.items, "win"), many(seen.months, "month")
    return Question(rule, competency, wording.text.format(name, items, months, seen.note), wording.remedy)


def top(questions: Iterable[Raised], number: int = 2) -> tuple[Raised, ...]:
    """The first `number` of what is raised, preferring those that differ from each other in both rule and competency.

    No more is taken from `questions` than is needed."""
    picked: list[Raised] = []
    spare: list[Raised] = []
    for question in questions:
        alike = [other for other in picked if question.rule is other.rule or question.competency == other.competency]
        (spare if alike else picked).append(question)
        if len(picked) == number:
            break
    return tuple((picked + spare)[:number])
