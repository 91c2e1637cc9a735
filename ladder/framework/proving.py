"""`prove`: how to show a competency, how to get better at it, and what it looks like at this level and the next."""

from dataclasses import dataclass

from ladder.framework.answers import Column, competency_of, level_answer, level_of
from ladder.framework.model import Competency, Ladder, Level
from ladder.framework.names import Match, Missing, Several, competency_names, find
from ladder.framework.search import about, search


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a level expects in the competency; `column` is None where the ladder says nothing there."""

    level: Level
    column: Column | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How to prove a competency. `here` is the asker's level, `ahead` their target, or else each next level; without a
    level, `here` is None and `ahead` has every level that says something. `asked` is what was typed if it was no name
    of the competency ("mentoring"), so that the answer can say what it was taken for; `others` fit those words too."""

    competency: Competency
    how_to_show: tuple[str, ...]
    how_to_grow: tuple[str, ...]
    here: Expected | None
    ahead: tuple[Expected, ...]
    asked: str = ""
    others: tuple[Competency, ...] = ()


def prove(ladder: Ladder, asked: str, level: str | None = None, target: str | None = None) -> Proof | Several | Missing:
    """The proof for a competency by name, or for the one that free words are about; `Several` to ask back, `Missing`
    with the closest names where the words say nothing. Raises `NotFound` for a level that the ladder does not have."""
    result = find(competency_names(ladder), asked)
    if isinstance(result, Match):
        return _proof(ladder, competency_of(ladder, result.named.key), level, target, asked if result.near else "", ())
    meant = _meant(ladder, asked)
    if isinstance(result, Several) or not meant:
        return result
    return _proof(ladder, meant[0], level, target, asked, meant[1:3])


def _meant(ladder: Ladder, asked: str) -> tuple[Competency, ...]:
    """The competencies free words are about: by keyword, else by the statements that hold the words."""
    by_keyword = about(ladder, asked)
    if by_keyword:
        return by_keyword
    hits = (hit.competency for hit in search(ladder, asked).hits)
    return tuple({competency.id: competency for competency in hits if competency}.values())


def _proof(
    ladder: Ladder,
    competency: Competency,
    level: str | None,
    target: str | None,
    asked: str,
    others: tuple[Competency, ...],
) -> Proof:
    return Proof(
        competency=competency,
        how_to_show=competency.how_to_show,
        how_to_grow=competency.how_to_grow,
        here=_expected(ladder, level, competency) if level else None,
        ahead=tuple(_expected(ladder, level_id, competency) for level_id in _ahead(ladder, competency, level, target)),
        asked=asked,
        others=others,
    )


def _ahead(ladder: Ladder, competency: Competency, level: str | None, target: str | None) -> tuple[str, ...]:
    if target:
        return (target,) if target != level else ()
    if level:
        return tuple(level_id for level_id in level_of(ladder, level).next if level_id in ladder.level_by_id)
    return tuple(candidate.id for candidate in ladder.levels if ladder.cell(candidate.id, competency.id))


def _expected(ladder: Ladder, level: str, competency: Competency) -> Expected:
    answer = level_answer(ladder, level)
    column = next((candidate for candidate in answer.columns if candidate.competency.id == competency.id), None)
    return Expected(level=answer.level, column=column)
