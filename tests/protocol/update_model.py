"""The protocol of what may be repeated, in small: a message to be changed, two workers, a network and Slack.

The record changes up to `changes` times; each change asks for the message to be made anew. When the row is over, Slack
has to show what stands, and nothing older may still arrive. Time and trouble are those of `tests.protocol.model`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import NamedTuple

from tests.protocol.model import CALL, ENOUGH, LEASE, QUIET, Answer


class At(IntEnum):
    """Where the delivery stands."""

    PENDING = 0
    SENDING = 1
    OVER = 2


class Row(NamedTuple):
    """The delivery's row; `asked` is its nonce: the number of the request that was made last."""

    at: At = At.PENDING
    owner: int = 0
    asked: int = 1
    doubt: bool = False
    lease: int = 0
    wait: int = 0


class Step(IntEnum):
    """What a worker has done last."""

    IDLE = 0
    CLAIMED = 1
    MARKED = 2
    CALLING = 3


class Worker(NamedTuple):
    """A worker: the request it `knows`, the content it `made`, its age since the mark, the answer that waits for it."""

    step: Step = Step.IDLE
    knows: int = 0
    made: int = 0
    doubt: bool = False
    age: int = 0
    answer: Answer = Answer.NONE


class State(NamedTuple):
    """Everything. `flying` are calls on their way: (worker that waits for the answer or 0, age, content)."""

    row: Row = Row()
    workers: tuple[Worker, Worker] = (Worker(), Worker())
    flying: tuple[tuple[int, int, int], ...] = ()
    record: int = 1
    slack: int = 0
    crashes: int = 0
    faults: int = 0


class Move(NamedTuple):
    """A step to another state; `fault` marks what no one may rely on never happening."""

    name: str
    state: State
    fault: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """The safeguards, all in force; and how much trouble the world may bring."""

    request_begins_anew: bool = True
    request_tells_who_is_at_it: bool = True
    request_leaves_waits: bool = True
    mark_is_fenced: bool = True
    call_follows_mark_at_once: bool = True
    quiet_after_unknown: bool = True
    outcome_is_fenced: bool = True

    changes: int = 1
    crashes: int = 1
    faults: int = 1


SAFEGUARDS = tuple(name for name in Rules.__dataclass_fields__ if getattr(Rules(), name) is True)


def without(safeguard: str) -> Rules:
    """The rules with one safeguard taken away."""
    return replace(Rules(), **{safeguard: False})


# --- the row: each function is one statement of ladder/delivery/requests.py, _claims.py or _across.py


def request(row: Row, rules: Rules) -> Row:
    if row.at is At.OVER:
        return Row(asked=row.asked + 1) if rules.request_begins_anew else row
    told = row._replace(asked=row.asked + 1) if rules.request_tells_who_is_at_it else row
    return told if rules.request_leaves_waits else Row(asked=told.asked)


def claim(row: Row, worker: int) -> Row:
    return row._replace(at=At.SENDING, owner=worker, lease=LEASE)


def may_mark(row: Row, worker: int, rules: Rules) -> bool:
    mine = row.at is At.SENDING and row.owner == worker
    return (mine or not rules.mark_is_fenced) and row.lease >= ENOUGH


def mark(row: Row) -> Row:
    return row._replace(doubt=True, wait=QUIET)


def finish(row: Row, worker: int, knows: int, rules: Rules) -> Row:
    return _ended(row, worker, Row(At.OVER if row.asked == knows else At.PENDING, asked=row.asked), rules)


def put_back(row: Row, worker: int, doubt: bool, rules: Rules) -> Row:
    return _ended(row, worker, Row(asked=row.asked, doubt=doubt), rules)


def unknown(row: Row, worker: int, rules: Rules) -> Row:
    return _ended(row, worker, Row(asked=row.asked, doubt=True, wait=QUIET if rules.quiet_after_unknown else 0), rules)


def release(row: Row) -> Row:
    return row._replace(at=At.PENDING, owner=0, lease=0)


def _ended(row: Row, worker: int, ended: Row, rules: Rules) -> Row:
    mine = row.at is At.SENDING and row.owner == worker
    return ended if mine or not rules.outcome_is_fenced else row


# --- everything that can happen next


def moves(state: State, rules: Rules) -> Iterator[Move]:
    """Every move from a state; a fault is what no one may rely on never happening."""
    yield from _time(state)
    if state.record <= rules.changes:
        changed = state._replace(record=state.record + 1, row=request(state.row, rules))
        yield Move("change", changed, fault=True)
    if state.row.at is At.SENDING and state.row.lease == 0:
        yield Move("release", state._replace(row=release(state.row)))
    for number in (1, 2):
        yield from _work(state, number, rules)
        if state.workers[number - 1].step and state.crashes < rules.crashes:
            yield Move("crash", _crash(state, number), fault=True)
    for place in range(len(state.flying)):
        yield from _arrive(state, place, rules)


def _time(state: State) -> Iterator[Move]:
    row = state.row
    passed = state._replace(
        row=row._replace(lease=max(row.lease - 1, 0), wait=max(row.wait - 1, 0)),
        workers=(_older(state.workers[0]), _older(state.workers[1])),
        flying=tuple(sorted((poster, age + 1, made) for poster, age, made in state.flying if age < CALL)),
    )
    if passed != state:
        yield Move("tick", passed)


def _older(worker: Worker) -> Worker:
    return worker._replace(age=min(worker.age + 1, CALL)) if worker.step >= Step.MARKED else worker


def _work(state: State, number: int, rules: Rules) -> Iterator[Move]:
    worker = state.workers[number - 1]
    match worker.step:
        case Step.IDLE if state.row.at is At.PENDING and state.row.wait == 0:
            taken = Worker(Step.CLAIMED, state.row.asked, 0, state.row.doubt)
            yield Move("claim", _with(state, number, taken, claim(state.row, number)))
        case Step.CLAIMED if may_mark(state.row, number, rules):
            marked = worker._replace(step=Step.MARKED, made=state.record)
            yield Move("mark", _with(state, number, marked, mark(state.row)))
        case Step.CLAIMED:
            yield Move("no mark", _with(state, number, Worker(), put_back(state.row, number, worker.doubt, rules)))
        case Step.MARKED if worker.age > 0 and rules.call_follows_mark_at_once:
            yield Move("too late", _with(state, number, Worker(), put_back(state.row, number, worker.doubt, rules)))
        case Step.MARKED:
            flying = tuple(sorted((*state.flying, (number, 0, worker.made))))
            yield Move("call", _with(state, number, worker._replace(step=Step.CALLING))._replace(flying=flying))
        case Step.CALLING:
            yield from _outcome(state, number, worker, rules)


def _outcome(state: State, number: int, worker: Worker, rules: Rules) -> Iterator[Move]:
    if worker.answer is Answer.TAKEN:
        yield Move("taken", _with(state, number, Worker(), finish(state.row, number, worker.knows, rules)))
    elif worker.answer is Answer.REFUSED:
        yield Move("refused", _with(state, number, Worker(), put_back(state.row, number, worker.doubt, rules)))
    elif worker.age >= CALL:
        yield Move("timeout", _gives_up(state, number, rules))
    elif state.faults < rules.faults:
        dropped = _gives_up(state, number, rules)
        yield Move("connection drops", dropped._replace(faults=state.faults + 1), fault=True)


def _gives_up(state: State, number: int, rules: Rules) -> State:
    return _alone(_with(state, number, Worker(), unknown(state.row, number, rules)), number)


def _crash(state: State, number: int) -> State:
    return _alone(_with(state, number, Worker()), number)._replace(crashes=state.crashes + 1)


def _alone(state: State, number: int) -> State:
    """Nobody waits for the answers to this worker's calls any more."""
    flying = tuple(sorted((0 if poster == number else poster, age, made) for poster, age, made in state.flying))
    return state._replace(flying=flying)


def _arrive(state: State, place: int, rules: Rules) -> Iterator[Move]:
    poster, _, made = state.flying[place]
    landed = state._replace(flying=state.flying[:place] + state.flying[place + 1 :])
    yield Move("Slack takes it", _told(landed._replace(slack=made), poster, Answer.TAKEN))
    if state.faults < rules.faults:
        worse = state.faults + 1
        yield Move("Slack refuses it", _told(landed, poster, Answer.REFUSED)._replace(faults=worse), fault=True)
        yield Move("the answer is lost", landed._replace(slack=made, faults=worse), fault=True)


def _told(state: State, poster: int, answer: Answer) -> State:
    return _with(state, poster, state.workers[poster - 1]._replace(answer=answer)) if poster else state


def _with(state: State, number: int, worker: Worker, row: Row | None = None) -> State:
    workers = (worker, state.workers[1]) if number == 1 else (state.workers[0], worker)
    return state._replace(workers=workers, row=row or state.row)


# --- what has to hold


def wrong(state: State) -> str:
    """What is wrong with a state: nobody is at it any more, and Slack shows, or will show, what no longer stands."""
    if state.row.at is not At.OVER:
        return ""
    if state.slack != state.record:
        return "over, and Slack shows what no longer stands"
    stale = any(made != state.record for _, _, made in state.flying)
    return "over, and something older is still on its way" if stale else ""


class Found(NamedTuple):
    """What an exploration saw: how many states, what went wrong first ("" for nothing), the moves there, all rows."""

    states: int
    wrong: str
    path: tuple[str, ...]
    rows: frozenset[Row]


def explore(rules: Rules) -> Found:
    """Visits every state; wrong is also one from which, without more trouble, there is no end."""
    came_from: dict[State, tuple[State, str] | None] = {State(): None}
    calm_into: dict[State, list[State]] = {}
    todo = [State()]
    for state in todo:  # grows while it is read: breadth first, so that the path found is short
        if fault := wrong(state):
            return Found(len(came_from), fault, _path(state, came_from), frozenset())
        for move in moves(state, rules):
            after = _same_for_both(move.state)
            if not move.fault:
                calm_into.setdefault(after, []).append(state)
            if after not in came_from:
                came_from[after] = (state, move.name)
                todo.append(after)
    stuck = _stuck(came_from, calm_into)
    path = _path(stuck, came_from) if stuck else ()
    return Found(len(came_from), "it never ends" if stuck else "", path, frozenset(state.row for state in came_from))


def _same_for_both(state: State) -> State:
    """The workers are alike: of two states that differ in their names only, one stands for both."""
    if state.workers[0] <= state.workers[1]:
        return state
    other = (0, 2, 1)
    return state._replace(
        row=state.row._replace(owner=other[state.row.owner]),
        workers=(state.workers[1], state.workers[0]),
        flying=tuple(sorted((other[poster], age, made) for poster, age, made in state.flying)),
    )


def _stuck(seen: dict[State, tuple[State, str] | None], calm_into: dict[State, list[State]]) -> State | None:
    good = [state for state in seen if state.row.at is At.OVER]
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
