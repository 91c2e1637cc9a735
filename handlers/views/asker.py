"""What an answer has to know of its asker to offer only buttons that lead somewhere."""

from dataclasses import dataclass

from handlers import ids
from handlers.blocks import Block, button
from handlers.packing import pack
from ladder.framework.model import Ladder, Level
from ladder.store.values import Person


@dataclass(frozen=True, slots=True)
class Stand:
    """The asker's level and target, as far as the ladder has them."""

    level: str | None = None
    target: str | None = None


def stand_of(person: Person, ladder: Ladder) -> Stand:
    """Where somebody stands; a level that the ladder no longer has counts as none."""
    level, target = (name if name in ladder.level_by_id else None for name in (person.level, person.target))
    return Stand(level, target)


def target_button(level: Level, stand: Stand, text: str = "Set as my target") -> list[Block]:
    """Makes a level the asker's target; not offered where it is."""
    if level.id == stand.target:
        return []
    return [button(text, ids.SET_TARGET, pack(l=level.id), style="primary")]


def compare_button(ladder: Ladder, level: Level, stand: Stand) -> list[Block]:
    """Holds a level against the asker's own, or against the one before it; not offered where there is no other."""
    if stand.level == level.id or (stand.level is None and not ladder.before(level.id)):
        return []
    text = "Compare with my level" if stand.level else "Compare with the level before"
    return [button(text, ids.COMPARE, pack(l=level.id))]


def next_button(ladder: Ladder, stand: Stand) -> list[Block]:
    """Leads to the levels after the asker's own; not offered at the top of a track."""
    here = ladder.level_by_id.get(stand.level or "")
    leads = here is None or any(level in ladder.level_by_id for level in here.next)
    return [button("Possible next levels", ids.SHOW_NEXT)] if leads else []
