"""Publishing a ladder: what a draft would change, for whom, and making it the next version
(docs/product.md, promise 6).

Nothing moves under anybody: whoever stands on a level that goes is named first and taken where the admin says, and a
version that somebody else published meanwhile is shown before another one follows it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update

from ladder.errors import Changed, Invalid
from ladder.framework.model import Competency, Ladder, Level
from ladder.people import people, workspaces
from ladder.people.workspaces import Version
from ladder.publishing import drafts
from ladder.publishing.diff import LadderDiff, diff
from ladder.publishing.stable_ids import settled
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import EvidenceCompetencyRow, LevelMoveRow, PersonRow
from ladder.store.values import Person

MOST_NOTE = 500  # characters of what a version's publisher says of it

_person = table_of(PersonRow)
_tagged = table_of(EvidenceCompetencyRow)
_TAGS = (
    select(_tagged.c.competency_id, func.count().label("wins"))
    .where(walled(_tagged), _tagged.c.competency_id.in_(bindparam("competencies", expanding=True)))
    .group_by(_tagged.c.competency_id)
)
_MOVE: Mapping[str, Any] = {
    column: update(_person)
    .where(walled(_person), _person.c[column] == bindparam("old_level"))
    .values({column: bindparam("new_level")})
    for column in ("level", "target")
}


@dataclass(frozen=True, slots=True)
class LeavingLevel:
    """A level that the draft no longer has, the people on it and those who aim at it."""

    level: Level
    on_it: tuple[Person, ...]
    aiming: tuple[Person, ...]

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody who has to go somewhere, once each."""
        return tuple({person.id: person for person in (*self.on_it, *self.aiming)}.values())


@dataclass(frozen=True, slots=True)
class LeavingCompetency:
    """A competency that the draft no longer has, and how many wins name it."""

    competency: Competency
    wins: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A draft held against the current version. `overtaken` is that version if it was published after the draft was
    last held against one."""

    draft: drafts.Draft
    ladder: Ladder
    current: Version
    changes: LadderDiff
    levels: tuple[LeavingLevel, ...]
    competencies: tuple[LeavingCompetency, ...]
    overtaken: Version | None

    @property
    def is_new(self) -> bool:
        """Whether publishing would change anything."""
        return bool(self.changes)


@dataclass(frozen=True, slots=True)
class Choice:
    """What an admin decides with a draft: `moves` says for each level that goes with people on it where they go, by
    ids; `same` which of the competencies that go is a new one under its old name, by old and new id; `note` is shown to
    people."""

    moves: Mapping[str, str] = field(default_factory=dict)
    same: Mapping[str, str] = field(default_factory=dict)
    note: str = ""


def proposal(tx: Tx, actor: str) -> Proposal:
    """The draft of `actor` against the current version, which is what it is based on from now on.

    Raises `Refused` for anybody but an admin, and `NotFound` without a draft.
    """
    people.require_admin(tx, actor)
    draft = drafts.get(tx, actor)
    current = workspaces.current_version(tx)
    drafts.rebase(tx, actor, current.number)
    before = workspaces.ladder_of(tx, current.number)
    ladder = settled(draft.ladder, before)
    changes = diff(before, ladder)
    return Proposal(
        draft=draft,
        ladder=ladder,
        current=current,
        changes=changes,
        levels=_leaving(tx, [level for level in changes.levels.removed if isinstance(level, Level)]),
        competencies=_unnamed(
            tx, [competency for competency in changes.competencies.removed if isinstance(competency, Competency)]
        ),
        overtaken=current if current.number > draft.based_on else None,
    )


def _leaving(tx: Tx, levels: Sequence[Level]) -> tuple[LeavingLevel, ...]:
    everyone = people.everyone(tx) if levels else ()
    return tuple(
        LeavingLevel(
            level,
            on_it=tuple(person for person in everyone if person.level == level.id),
            aiming=tuple(person for person in everyone if person.target == level.id),
        )
        for level in levels
    )


def _unnamed(tx: Tx, competencies: Sequence[Competency]) -> tuple[LeavingCompetency, ...]:
    if not competencies:
        return ()
    rows = tx.all(_TAGS, competencies=[competency.id for competency in competencies])
    wins: dict[str, int] = {row.competency_id: row.wins for row in rows}
    return tuple(LeavingCompetency(competency, wins.get(competency.id, 0)) for competency in competencies)


def confirmed(tx: Tx, actor: str, based_on: int, made_at: datetime) -> Proposal:
    """The proposal that `actor` was shown: of the draft made at `made_at`, against version `based_on`. The ladder, and
    who is on which of its levels, stays so until the transaction ends.

    Raises `Refused` and `NotFound` as `proposal` does, and `Changed` if the draft or the ladder is another by now.
    """
    workspaces.hold_ladder(tx, to_publish=True)
    now = proposal(tx, actor)
    if (now.current.number, now.draft.made_at) != (based_on, made_at):
        raise Changed("ladder")
    return now


def publish_draft(tx: Tx, actor: str, shown: Proposal, choice: Choice, now: datetime) -> Version:
    """Makes the draft of `actor` the next version, moves the people of levels that go, and drops the draft.

    Raises `Refused` for anybody but an admin, `Changed` if `shown` is no longer against the current version, and
    `Invalid` (by level or competency id, or "note") where the choice does not fit; nothing is published then.
    """
    people.require_admin(tx, actor)
    if workspaces.latest_version(tx) != shown.current.number:
        raise Changed("ladder")
    _check(shown, choice)
    before = workspaces.ladder_of(tx, shown.current.number)
    ladder = settled(shown.ladder, before, {now: old for old, now in choice.same.items()})
    number = workspaces.publish(tx, ladder, now, by=actor, note=choice.note)
    _move_people(tx, shown, choice, number)
    drafts.drop(tx, actor)
    return workspaces.version(tx, number)


def _check(shown: Proposal, choice: Choice) -> None:
    wrong = _wrong_moves(shown, choice.moves) | _wrong_names(shown, choice.same)
    if len(choice.note) > MOST_NOTE:
        wrong["note"] = f"These are {len(choice.note)} characters; {MOST_NOTE} fit."
    if wrong:
        raise Invalid(wrong)


def _wrong_moves(shown: Proposal, moves: Mapping[str, str]) -> dict[str, str]:
    known = shown.ladder.level_by_id
    return {
        leaving.level.id: f"Choose where the people on {leaving.level.name} go."
        for leaving in shown.levels
        if leaving.people and moves.get(leaving.level.id) not in known
    }


def _wrong_names(shown: Proposal, same: Mapping[str, str]) -> dict[str, str]:
    gone = {leaving.competency.id for leaving in shown.competencies}
    new = {competency.id for competency in shown.changes.competencies.added}
    named = list(same.values())
    wrong = {old: "This is not one of those that go." for old in same if old not in gone}
    wrong |= {old: "Pick a competency that is new in this ladder." for old, now in same.items() if now not in new}
    return wrong | {
        old: "Two old ones can't both become this one." for old, now in same.items() if named.count(now) > 1
    }


def _move_people(tx: Tx, shown: Proposal, choice: Choice, number: int) -> None:
    for leaving in shown.levels:
        for column, who in (("level", leaving.on_it), ("target", leaving.aiming)):
            if who:
                move = {"old_level": leaving.level.id, "new_level": choice.moves[leaving.level.id]}
                tx.run(_MOVE[column], **move)
                tx.insert(
                    LevelMoveRow,
                    *({"person_id": person.id, "version": number, "what": column, **move} for person in who),
                )
