"""`/ladder compare mid senior`, and the button that holds a level against one's own."""

from dataclasses import dataclass

from handlers import ids
from handlers.framework.levels import pressed_level
from handlers.interaction.ask import Answer, Ask
from handlers.interaction.response_url import taken
from handlers.interaction.visit import reading
from handlers.message import Message
from handlers.message_words.mrkdwn import readable
from handlers.views.asker import Stand, stand_of
from handlers.views.asking_back import unknown, which
from handlers.views.framework.comparing import compare_how, comparison_table, comparison_text, same_level
from ladder.framework.compare import compare
from ladder.framework.model import Ladder, Level
from ladder.framework.names import Match, Several, find, level_names
from ladder.people.visit import Visit
from ladder.store.cache import Cache

_MOST_WORDS = 20  # two levels are called by fewer


def compare_levels(ask: Ask) -> Answer:
    """Two levels; with one named, it is held against the asker's own."""
    with reading(ask) as visit:
        shown = _compared(visit, _pair(visit, readable(ask.rest)))
    return shown if isinstance(shown, Message) else _shown(ask, shown)


def compare_pressed(ask: Ask) -> Answer:
    """A level against the asker's own. Raises `NotFound`."""
    with reading(ask) as visit:
        shown = _compared(visit, _with_mine(visit, pressed_level(visit, ask)))
    return shown if isinstance(shown, Message) else _shown(ask, shown)


@dataclass(frozen=True, slots=True)
class _Pair:
    left: Level
    right: Level


@dataclass(frozen=True, slots=True)
class _Shown:
    table: Message | None
    text: Message


def _pair(visit: Visit, typed: str) -> _Pair | Message:
    """The two levels that were named: names may have several words, so every way to cut the text in two is tried."""
    words = [word for word in typed.split() if word.casefold() not in ("and", "with", "vs", "vs.", "to")]
    names = level_names(visit.ladder)
    for cut in range(1, min(len(words), _MOST_WORDS)):
        left, right = (find(names, " ".join(part)) for part in (words[:cut], words[cut:]))
        if isinstance(left, Match) and left == right:
            return same_level(left.named.title)
        if isinstance(left, Match) and isinstance(right, Match):
            return _Pair(*(visit.ladder.level_by_id[side.named.key] for side in (left, right)))
    return _single(visit, typed, " ".join(words))


def _single(visit: Visit, typed: str, level: str) -> _Pair | Message:
    names = level_names(visit.ladder)
    named = find(names, level)
    if not typed:
        return compare_how()
    if isinstance(named, Match):
        return _with_mine(visit, visit.ladder.level_by_id[named.named.key])
    if isinstance(named, Several):
        return which(typed, named.candidates, ids.COMPARE, "l")
    return unknown(typed, "pair of levels", named.closest, names, ids.COMPARE, "l")


def _with_mine(visit: Visit, level: Level) -> _Pair | Message:
    own = visit.ladder.level_by_id.get(visit.me.level or "")
    if own is None:
        before = visit.ladder.before(level.id)
        return _Pair(before[0], level) if before else compare_how()
    return same_level(level.name) if own.id == level.id else _Pair(*sorted((own, level), key=lambda side: side.rank))


def _compared(visit: Visit, pair: _Pair | Message) -> _Shown | Message:
    if isinstance(pair, Message):
        return pair
    stand = stand_of(visit.me, visit.ladder)
    key = (pair.left.id, pair.right.id, stand.target)
    return visit.ladder.once(_views).get_or_make("compared", key, lambda: _view(visit, pair, stand))


def _views(_ladder: Ladder) -> Cache:
    return Cache()


def _view(visit: Visit, pair: _Pair, stand: Stand) -> _Shown:
    comparison = compare(visit.ladder, pair.left, pair.right)
    return _Shown(comparison_table(comparison, stand), comparison_text(comparison, stand))


def _shown(ask: Ask, shown: _Shown) -> Answer:
    if (
        shown.table
        and ask.response_url
        and taken(ask.response_url, {**shown.table.privately, "replace_original": False})
    ):
        return None
    return shown.text  # Slack may refuse the newer block: then the plain form is the answer
