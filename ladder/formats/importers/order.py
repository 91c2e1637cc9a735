"""Which level leads to which: a chain for each track, forks where the source sets levels side by side."""

import re

import msgspec

from ladder.formats.importers.words import normal, without_parentheses
from ladder.framework.model import Level

_MANAGEMENT = re.compile(
    r"\b(?:manager|director|vp|svp|evp|vice president|head of|chief|cto|executive|people manager|gerente"
    r"|diretor|directeur)\b"
    r"|マネージャ|部長|매니저|经理|总监",
    re.IGNORECASE,
)
_NOT_MANAGEMENT = re.compile(
    r"\b(?:product|program|programme|project|release|account) manager\b|プロジェクトマネージャ|프로그램 매니저",
    re.IGNORECASE,
)


def chain(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    """The levels with rank, track and `next` filled in where the source left them open. Nothing that it said is
    changed."""
    tracked = _with_tracks(levels)
    following = {level.id: level.next for level in tracked}
    if not any(following.values()):
        steps = _steps(tracked)
        at = {level.id: index for index, step in enumerate(steps) for level in step}
        following = {level.id: _next(level, at[level.id], steps) for level in tracked}
    ranks: dict[str, int] = {}
    for level in tracked:
        below = [ranks[other.id] for other in tracked if level.id in following[other.id] and other.id in ranks]
        ranks[level.id] = max(below, default=-1) + 1
    return tuple(msgspec.structs.replace(level, rank=ranks[level.id], next=following[level.id]) for level in tracked)


def _with_tracks(levels: tuple[Level, ...]) -> tuple[Level, ...]:
    if any(level.track for level in levels):
        return levels
    families = [_family(level) for level in levels]
    if len(set(families)) < 2:
        return levels
    return tuple(msgspec.structs.replace(level, track=family) for level, family in zip(levels, families, strict=True))


def _family(level: Level) -> str:
    name = level.name
    managing = bool(_MANAGEMENT.search(name)) and not _NOT_MANAGEMENT.search(name)
    return "management" if managing else "technical"


def _base(level: Level) -> str:
    return normal(without_parentheses(level.name))


def _steps(levels: tuple[Level, ...]) -> list[list[Level]]:
    """Levels in the order of the source; neighbours that differ only in brackets stand on one step."""
    steps: list[list[Level]] = []
    for level in levels:
        before = steps[-1][-1] if steps else None
        if before and _base(before) == _base(level) and before.name != level.name:
            steps[-1].append(level)
        else:
            steps.append([level])
    return steps


def _next(level: Level, rank: int, steps: list[list[Level]]) -> tuple[str, ...]:
    """The next level of its track; from the last step that two tracks share, the first of each."""
    following = steps[rank + 1 :]
    same = next((other for step in following for other in step if other.track == level.track), None)
    found = [same.id] if same else []
    for track in dict.fromkeys(other.track for step in following for other in step):
        first = next(other for step in steps for other in step if other.track == track)
        if track != level.track and _forks(level, first, steps) and first.id not in found:
            found.append(first.id)
    return tuple(found)


def _forks(level: Level, first: Level, steps: list[list[Level]]) -> bool:
    """True if the track that begins with `first` begins after `level`."""
    flat = [other for step in steps for other in step]
    beside = next((step for step in steps if first in step and len(step) > 1), None)
    if beside:
        index = steps.index(beside)
        return index > 0 and level in steps[index - 1]
    if flat.index(first) < flat.index(level) or first is flat[0] or _side_by_side(level.track, first.track, flat):
        return False
    earlier = [other for other in flat[: flat.index(first)] if other.track == level.track]
    senior = [
        other for other in earlier if re.search(r"\bsenior|\bsr\b|シニア|시니어|sênior", other.name, re.IGNORECASE)
    ]
    plain_seniors = [other for other in senior if not re.search(r"staff|principal", other.name, re.IGNORECASE)]
    return level is (plain_seniors[-1] if plain_seniors else earlier[-1])


def _side_by_side(track: str, other: str, levels: list[Level]) -> bool:
    """True if two tracks count their levels by the same names, so that each begins at its own first level."""
    names = [{_base(level) for level in levels if level.track == wanted} for wanted in (track, other)]
    return bool(names[0] & names[1])
