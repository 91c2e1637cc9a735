"""What a review asks before a ladder is published: where people go, and which competency is an old one renamed."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers import ids, limits
from handlers.blocks import Block, Option, choose_one, context, input_block, section, text_input
from handlers.text import counted, listed, one_line
from ladder.framework.model import Competency, Ladder, Level
from ladder.publishing.publication import MOST_NOTE, LeavingCompetency, LeavingLevel, Proposal
from ladder.store.values import Person

GONE = "gone"
MOST_MOVES = 36  # questions where people go: with all else that stands in the form, its 100 blocks are full
_SAME_ASKED = 20
_PERSON, _NAME = 60, 150  # characters of a person's name, and of a level's or competency's
_IN_THE_FILE = "name the old one among its aliases in the file"


@dataclass(frozen=True, slots=True)
class Room:
    """How much is shown: options of a question, changed statements, and names of people on a level."""

    options: int
    changes: int
    names: int


def may_be_asked(shown: Proposal) -> bool:
    """Whether the form has room to ask about every level that goes with people on it, and levels to offer them."""
    return _asked(shown) <= (MOST_MOVES if shown.ladder.levels else 0)


def _asked(shown: Proposal) -> int:
    return sum(bool(leaving.people) for leaving in shown.levels)


def questions(shown: Proposal, room: Room) -> list[Block]:
    """The questions and a note to publish with; where they have no room, how to go on instead."""
    if not may_be_asked(shown):
        return _too_many(_asked(shown)) if shown.ladder.levels else _nowhere()
    note = text_input(ids.NOTE, multiline=True, most=MOST_NOTE)
    hint = "Everyone whose level or target changes sees this."
    return [
        *[_move(at, leaving, shown.ladder, room) for at, leaving in enumerate(shown.levels) if leaving.people],
        *_same_ones(shown, room),
        input_block(ids.NOTE, "What changed and why", note, optional=True, hint=hint),
    ]


def _nowhere() -> list[Block]:
    return [section(":warning: *This can't be published: it has no levels, and people are on some now.*")]


def _too_many(levels: int) -> list[Block]:
    text = (
        f":warning: *It can't be published like this: {levels} levels with people on them go, and {MOST_MOVES} can be "
        "asked about here.* Where a new level is an old one under another name, name the old one among its aliases in "
        "the file. Or keep some of the old levels, and take them out with a later version."
    )
    return [section(text)]


def _move(at: int, leaving: LeavingLevel, ladder: Ladder, room: Room) -> Block:
    """Asked only for a level that somebody is on, or aims at; they are named."""
    choices = [Option(str(place), level.name) for place, level in nearest(leaving.level, ladder.levels, room.options)]
    cut = len(choices) < len(ladder.levels)
    more = f" These are the {len(choices)} nearest levels; for another, {_IN_THE_FILE}." if cut else ""
    element = choose_one("static_select", ids.MOVE, choices)
    label = f"{one_line(leaving.level.name, _NAME)} is removed. Where do its people go?"
    hint = f"On it or aiming at it: {_named(leaving.people, room.names)}.{more}"
    return input_block(f"{ids.MOVE}:{at}", label, element, hint=hint)


def _named(people: Sequence[Person], most: int) -> str:
    names = [one_line(person.name or person.id, _PERSON) for person in people[:most]]
    left = len(people) - len(names)
    return listed([*names, f"{left} more"] if left else names)


def nearest(level: Level, levels: Sequence[Level], most: int) -> list[tuple[int, Level]]:
    """The places and levels to choose from, in ladder order: where there are more than `most`, the nearest."""
    by_distance = sorted(enumerate(levels), key=lambda placed: abs(placed[1].rank - level.rank))
    return sorted(by_distance[: min(most, limits.SELECT_OPTIONS)], key=lambda placed: placed[0])


def _same_ones(shown: Proposal, room: Room) -> list[Block]:
    """Asked where something new may be the old one; where many go, of those with the most evidence."""
    added = [competency for competency in shown.changes.competencies.added if isinstance(competency, Competency)]
    if not added:
        return []
    by_wins = sorted(enumerate(shown.competencies), key=lambda placed: -placed[1].wins)
    blocks = [
        _same(at, placed, added, room) for at, placed in sorted(by_wins[:_SAME_ASKED], key=lambda placed: placed[0])
    ]
    left = len(shown.competencies) - len(blocks)
    more = (
        f"{counted(left, 'more competency goes', 'more competencies go')}; their evidence keeps the old name, marked."
    )
    return [*blocks, context(f"{more} Where a new one is one of them, {_IN_THE_FILE}.")] if left else blocks


def _same(at: int, leaving: LeavingCompetency, added: Sequence[Competency], room: Room) -> Block:
    """Without an answer it is gone, and its evidence keeps its name."""
    shown = added[: min(room.options, limits.SELECT_OPTIONS) - 1]
    choices = [
        Option(GONE, "No, it's removed"),
        *(Option(str(place), competency.name) for place, competency in enumerate(shown)),
    ]
    more = (
        f" These are the first {len(shown)} new ones; for another, {_IN_THE_FILE}." if len(shown) < len(added) else ""
    )
    element = choose_one("static_select", ids.SAME, choices, GONE)
    label = f"{one_line(leaving.competency.name, _NAME)} is removed. Is it one of the new ones?"
    hint = f"{counted(leaving.wins, 'win')} would keep the old name, marked.{more}"
    return input_block(f"{ids.SAME}:{at}", label, element, hint=hint)
