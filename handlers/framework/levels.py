"""Questions about levels: one of them, the next ones, and which one to aim at."""

from handlers import ids
from handlers.grammar import near_words
from handlers.interaction.ask import Answer, Ask, as_modal
from handlers.interaction.visit import reading, writing
from handlers.message_words.mrkdwn import readable
from handlers.packing import unpack
from handlers.views.asker import stand_of
from handlers.views.asking_back import unknown, which
from handlers.views.framework.level import level_view
from handlers.views.framework.next import next_levels as next_view
from handlers.views.framework.next import target_set
from handlers.views.framework.rules import rules_view
from ladder.coverage.progress import next_progress, own_progress
from ladder.errors import NotFound
from ladder.framework.answers import level_answer
from ladder.framework.model import Ladder, Level
from ladder.framework.names import Match, Several, find, level_names
from ladder.people import people
from ladder.people.visit import Visit
from ladder.store.cache import Cache


def level(ask: Ask) -> Answer:
    """`/ladder senior`: that level; with the asker's own coverage beside it if it is their target."""
    with reading(ask) as visit:
        by_key = visit.ladder.level_by_id.get(ask.rest)  # most people type the key: nothing has to be looked for
        if by_key is not None:
            return _answer(visit, by_key)
        typed, names = readable(ask.rest), level_names(visit.ladder)
        named = find(names, typed)
        if isinstance(named, Match):
            return _answer(visit, visit.ladder.level_by_id[named.named.key], typed if named.near else "")
        if isinstance(named, Several):
            return which(typed, named.candidates, ids.SHOW_LEVEL, "l")
        return unknown(typed, "level", named.closest, names, ids.SHOW_LEVEL, "l", near_words(typed))


def names_level(ask: Ask, text: str, nearly: bool) -> bool:
    """Whether a text is the name of a level in the asker's ladder; `nearly`: also a part or a near miss of one."""
    with reading(ask) as visit:
        named = find(level_names(visit.ladder), readable(text))
    return isinstance(named, Match) and (nearly or not named.near)


def show_level(ask: Ask) -> Answer:
    """The same from a button. Raises `NotFound`."""
    with reading(ask) as visit:
        return _answer(visit, pressed_level(visit, ask))


def pressed_level(visit: Visit, ask: Ask) -> Level:
    """The level that a button's value names. Raises `NotFound` for one the ladder no longer has."""
    level = visit.ladder.level_by_id.get(unpack(ask.rest).get("l", ""))
    if level is None:
        raise NotFound("level")
    return level


def _answer(visit: Visit, level: Level, typed: str = "") -> Answer:
    answer, stand = level_answer(visit.ladder, level.id), stand_of(visit.me, visit.ladder)
    if visit.me.target == level.id:
        return level_view(visit.ladder, answer, own_progress(visit).coverages, typed=typed, stand=stand)
    if typed:
        return level_view(visit.ladder, answer, typed=typed, stand=stand)
    made = visit.ladder.once(_views)  # once for all who stand there
    return made.get_or_make("level", (level.id, stand), lambda: level_view(visit.ladder, answer, stand=stand))


def _views(_ladder: Ladder) -> Cache:
    return Cache()


def show_whole_level(ask: Ask) -> Answer:
    """All that a long ladder says of a level, in a modal, which holds more than a message. Raises `NotFound`."""
    with reading(ask) as visit:
        level = pressed_level(visit, ask)
        stand = stand_of(visit.me, visit.ladder)
        answer = level_view(visit.ladder, level_answer(visit.ladder, level.id), whole=True, stand=stand)
        view = as_modal(answer, level.name)
    ask.open_view(view)
    return None


def show_rules(ask: Ask) -> Answer:
    """How promotion is decided, as the ladder says it."""
    with reading(ask) as visit:
        return rules_view(visit.ladder)


def next_levels(ask: Ask) -> Answer:
    """`/ladder next`: where the asker can go, held against their record."""
    with reading(ask) as visit:
        return next_view(
            next_progress(visit),
            visit.ladder,
            stand_of(visit.me, visit.ladder),
        )


def set_target(ask: Ask) -> Answer:
    """Makes a level the one the asker aims at."""
    with writing(ask) as visit:
        level = pressed_level(visit, ask)
        people.set_target(visit.tx, visit.me.id, level.id)
        return target_set(level)
