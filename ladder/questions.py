"""The questions that a panel would ask, from rules over the coverage alone (PRODUCT, The packet).

Each is worded so that the engineer, the manager and a panel can all read it: about the record, never about the person.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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


class Question(msgspec.Struct, frozen=True, gc=False):
    """One question about one competency (its id), in words, and what would answer it."""

    rule: Rule
    competency: str
    text: str
    remedy: Remedy


class _Wording(NamedTuple):
    text: str
    remedy: Remedy


_THIN_ALONE = (Rule.THIN,)
_NOTHING = _Wording("There is nothing on record for {name} yet. What would show it?", Remedy.LOG_WIN)
_WORDINGS = {
    Rule.THIN: _Wording("{items} for {name}, from {months} only. When else did it show?", Remedy.LOG_WIN),
    Rule.ONLY_RECENT: _Wording("{note}, for {name}. What came before?", Remedy.LOG_EARLIER),
    Rule.NO_OUTCOME: _Wording(
        "{items} for {name}, none with an outcome. What changed because of this work?", Remedy.ADD_OUTCOME
    ),
    Rule.NO_CASE_ABOVE_SELF: _Wording(
        "{items} for {name}, none with a scope beyond one's own work. Who else did it help?", Remedy.ADD_SCOPE
    ),
    Rule.SINGLE_WITNESS: _Wording(
        "{items} for {name}, and one colleague named who saw it. Who else could confirm it?", Remedy.NAME_WITNESS
    ),
    Rule.NO_LINK: _Wording("{items} for {name}, none with a link. Where can one read about it?", Remedy.ADD_LINK),
}


def questions(found: Iterable[Coverage], names: Mapping[str, Competency]) -> Iterator[Question]:
    """All questions that the coverage raises: the most pressing rule first, within it in the order of `found`.

    `names` is the ladder's `competency_by_id`; a competency that it lacks is called by its id. The questions are made
    one by one as they are asked for.
    """
    raised = [(one, _raised_by(one)) for one in found]
    for rule, wording in _WORDINGS.items():
        for one, rules in raised:
            if rule in rules:
                yield _question(rule, one, wording if one.items else _NOTHING, names)


def _raised_by(one: Coverage) -> Sequence[Rule]:
    if not one.items:
        return _THIN_ALONE
    rules = []
    if one.state is CoverageState.THIN:
        rules.append(Rule.THIN)  # "from 1 month only" says "only recent" already
    elif one.recent:
        rules.append(Rule.ONLY_RECENT)
    if not one.with_outcome:
        rules.append(Rule.NO_OUTCOME)
    if not one.above_self:
        rules.append(Rule.NO_CASE_ABOVE_SELF)
    if one.witnesses == 1:
        rules.append(Rule.SINGLE_WITNESS)
    if not one.linked:
        rules.append(Rule.NO_LINK)
    return rules


def _question(rule: Rule, one: Coverage, wording: _Wording, names: Mapping[str, Competency]) -> Question:
    name = names[one.competency].name if one.competency in names else one.competency
    items, months = many(one.items, "item"), many(one.months, "month")
    text = wording.text.format(name=name, items=items, months=months, note=one.note)
    return Question(rule, one.competency, text, wording.remedy)


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
