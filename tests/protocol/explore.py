"""Visits every state of the model, and says what goes wrong first and by which moves."""

from dataclasses import replace
from typing import Any, NamedTuple

from tests.protocol.model import At, Row, Rules, State, moves


class Found(NamedTuple):
    """What an exploration saw: every state, what went wrong first ("" for nothing), and the moves that lead there."""

    states: int
    wrong: str
    path: tuple[str, ...]
    rows: frozenset[Row]


def explore(rules: Rules) -> Found:
    """Visits every state. Wrong is: a second copy; "sent" without a copy; with promptness, "uncertain" for nothing; and
    a state from which, even with no more trouble, the delivery cannot come to its end."""
    start = State()
    came_from: dict[State, tuple[State, str] | None] = {start: None}
    calm_into: dict[State, list[State]] = {}
    todo = [start]
    for state in todo:  # grows while it is read: breadth first, so that the path found is short
        wrong = _wrong(state, rules)
        if wrong:
            return _found(came_from, wrong, state)
        for move in moves(state, rules):
            after = _same_for_both(move.state)
            if not move.fault:
                calm_into.setdefault(after, []).append(state)
            if after not in came_from:
                came_from[after] = (state, move.name)
                todo.append(after)
    stuck = _stuck(came_from, calm_into)
    return _found(came_from, "it never ends" if stuck else "", stuck)


def _found(came_from: dict[State, tuple[State, str] | None], wrong: str, where: State | None) -> Found:
    path = _path(where, came_from) if where else ()
    return Found(len(came_from), wrong, path, frozenset(state.row for state in came_from))


def _same_for_both(state: State) -> State:
    """The workers are alike: of two states that differ in their names only, one stands for both."""
    if state.workers[0] <= state.workers[1]:
        return state
    other = (0, 2, 1)
    return state._replace(
        row=state.row._replace(owner=other[state.row.owner]),
        workers=(state.workers[1], state.workers[0]),
        flying=tuple(sorted((other[poster], age) for poster, age in state.flying)),
    )


def _wrong(state: State, rules: Rules) -> str:
    if state.copies > 1:
        return "two copies"
    if state.row.at is At.SENT and state.copies == 0:
        return "sent without a copy"
    if rules.prompt_after_mark and state.row.at is At.UNCERTAIN:
        return "given up for nothing"
    return ""


def _over(state: State) -> bool:
    return state.row.at in (At.SENT, At.UNCERTAIN) and not any(worker.step for worker in state.workers)


def _stuck(seen: dict[State, tuple[State, str] | None], calm_into: dict[State, list[State]]) -> State | None:
    good = [state for state in seen if _over(state)]
    ends = set(good)
    for state in good:
        for before in calm_into.get(state, ()):
            if before not in ends:
                ends.add(before)
                good.append(before)
    return next((state for state in seen if state not in ends), None)


def _path(state: State, came_from: dict[State, tuple[State, str] | None]) -> tuple[str, ...]:
    names: list[str] = []
    step = came_from[state]
    while step:
        names.append(step[1])
        step = came_from[step[0]]
    return tuple(reversed(names))


def without(safeguard: str, rules: Rules | None = None) -> Rules:
    """The rules with one safeguard taken away."""
    changed: dict[str, Any] = {safeguard: False}
    return replace(rules or Rules(), **changed)
