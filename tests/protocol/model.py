"""The delivery protocol in small: one delivery, two workers, a network and Slack, with all that can go wrong.

Everything that can happen next is a successor of a state; exploring them all is a proof for these bounds. Time is in
ticks and passes whenever nobody prevents it, so a worker may stop anywhere for any time. `Rules` are the protocol's
safeguards; taking one away must lead to two copies, a lost message, or a message given up for nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

CALL = 1  # a post reaches Slack at most so many ticks after the mark, or never
VISIBLE = 2  # what Slack has taken can be read so many ticks later
QUIET = 3  # a doubtful post is left alone for so long: no less than CALL + VISIBLE
LEASE = 3
ENOUGH = CALL + 1  # what must be left of a lease to begin a post


class At(IntEnum):
    """Where the delivery stands."""

    PENDING = 0
    SENDING = 1
    UNCERTAIN = 2
    SENT = 3


class Row(NamedTuple):
    """The delivery's row. `owner` is the worker whose token it carries (0: none); `lease` and `wait` count down."""

    at: At = At.PENDING
    owner: int = 0
    doubt: bool = False
    lease: int = 0
    wait: int = 0


class Step(IntEnum):
    """What a worker has done last."""

    IDLE = 0
    SELECTED = 1
    CLAIMED = 2
    READY = 3
    MARKED = 4
    POSTING = 5


class Answer(IntEnum):
    NONE = 0
    TAKEN = 1
    REFUSED = 2


class Worker(NamedTuple):
    """A worker: `doubt` as the row had it at the claim, `age` since its mark, the answer that waits for it."""

    step: Step = Step.IDLE
    doubt: bool = False
    age: int = 0
    answer: Answer = Answer.NONE


class State(NamedTuple):
    """Everything. `flying` are posts on their way: (worker that waits for the answer or 0, age)."""

    row: Row = Row()
    workers: tuple[Worker, Worker] = (Worker(), Worker())
    flying: tuple[tuple[int, int], ...] = ()
    copies: int = 0
    invisible: int = 0
    crashes: int = 0
    faults: int = 0
    sdk_retried: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """The safeguards, all in force; and which kinds of trouble the world may bring."""

    claim_is_atomic: bool = True
    mark_before_post: bool = True
    mark_is_fenced: bool = True
    lease_outlasts_call: bool = True
    post_follows_mark_at_once: bool = True
    look_before_posting_again: bool = True
    quiet_after_mark: bool = True
    quiet_after_unknown: bool = True
    unknown_is_not_refused: bool = True
    put_back_keeps_doubt: bool = True
    outcome_is_fenced: bool = True
    no_sdk_retries: bool = True

    may_look: bool = True
    crashes: int = 2
    faults: int = 2
    only_refusals: bool = False
    prompt_after_mark: bool = False


SAFEGUARDS = tuple(name for name in Rules.__dataclass_fields__ if getattr(Rules(), name) is True and name != "may_look")


class Move(NamedTuple):
    """A step to another state; `fault` marks what no one may rely on never happening."""

    name: str
    state: State
    fault: bool = False


def moves(state: State, rules: Rules) -> Iterator[Move]:
    """Everything that can happen next."""
    yield from _time(state, rules)
    if state.row.at is At.SENDING and state.row.lease == 0:
        yield Move("release", state._replace(row=release(state.row)))
    for number in (1, 2):
        yield from _work(state, number, rules)
        if state.workers[number - 1].step and state.crashes < rules.crashes:
            yield Move("crash", _crash(state, number), fault=True)
    for place in range(len(state.flying)):
        yield from _arrive(state, place, rules)


# --- the row: each function is one statement of ladder/delivery/claims.py or _across.py


def claim(row: Row, worker: int) -> Row:
    return row._replace(at=At.SENDING, owner=worker, lease=LEASE)


def may_mark(row: Row, worker: int, rules: Rules) -> bool:
    mine = row.at is At.SENDING and row.owner == worker
    return (mine or not rules.mark_is_fenced) and (row.lease >= ENOUGH or not rules.lease_outlasts_call)


def mark(row: Row, rules: Rules) -> Row:
    marked = row._replace(doubt=True) if rules.mark_before_post else row
    return marked._replace(wait=QUIET) if rules.quiet_after_mark else marked


def put_back(row: Row, worker: int, doubt: bool, rules: Rules) -> Row:
    back = Row(At.PENDING, 0, doubt and rules.put_back_keeps_doubt, 0, 0)
    return _ended(row, worker, back, rules)


def unknown(row: Row, worker: int, rules: Rules) -> Row:
    back = Row(At.PENDING, 0, True, 0, QUIET if rules.quiet_after_unknown else 0)
    return _ended(row, worker, back, rules)


def leave_uncertain(row: Row, worker: int, rules: Rules) -> Row:
    return _ended(row, worker, Row(At.UNCERTAIN, 0, row.doubt, 0, row.wait), rules)


def sent() -> Row:
    return Row(At.SENT)


def release(row: Row) -> Row:
    return row._replace(at=At.PENDING, owner=0, lease=0)


def _ended(row: Row, worker: int, ended: Row, rules: Rules) -> Row:
    mine = row.at is At.SENDING and row.owner == worker
    return ended if mine or not rules.outcome_is_fenced else row


# --- time


def _time(state: State, rules: Rules) -> Iterator[Move]:
    if rules.prompt_after_mark and any(
        worker.step is Step.MARKED or (worker.step is Step.POSTING and worker.age == CALL) for worker in state.workers
    ):
        return
    row, workers = state.row, state.workers
    passed = state._replace(
        row=row._replace(lease=max(row.lease - 1, 0), wait=max(row.wait - 1, 0)),
        workers=(_older(workers[0]), _older(workers[1])),
        flying=tuple(sorted((poster, age + 1) for poster, age in state.flying if age < CALL)),
        invisible=max(state.invisible - 1, 0),
    )
    if passed != state:
        yield Move("tick", passed)


def _older(worker: Worker) -> Worker:
    marked = worker.step in (Step.MARKED, Step.POSTING)
    return worker._replace(age=min(worker.age + 1, CALL)) if marked else worker


# --- workers


def _work(state: State, number: int, rules: Rules) -> Iterator[Move]:
    worker = state.workers[number - 1]
    match worker.step:
        case Step.IDLE if state.row.at is At.PENDING and state.row.wait == 0:
            selected = Worker(Step.SELECTED, state.row.doubt)
            yield (
                Move("select", _with(state, number, selected)) if not rules.claim_is_atomic else _claimed(state, number)
            )
        case Step.SELECTED:  # a claim of two statements, with nothing that keeps another worker out between them
            taken = claim(state.row, number)
            yield Move("claim", _with(state, number, worker._replace(step=Step.CLAIMED), taken))
        case Step.CLAIMED:
            yield from _look(state, number, worker, rules)
        case Step.READY:
            yield _mark(state, number, worker, rules)
        case Step.MARKED:
            yield _post(state, number, worker, rules)
        case Step.POSTING:
            yield from _outcome(state, number, worker, rules)


def _claimed(state: State, number: int) -> Move:
    taken = Worker(Step.CLAIMED, state.row.doubt)
    return Move("claim", _with(state, number, taken, claim(state.row, number)))


def _look(state: State, number: int, worker: Worker, rules: Rules) -> Iterator[Move]:
    ready = _with(state, number, worker._replace(step=Step.READY))
    if not worker.doubt or not rules.look_before_posting_again:
        yield Move("nothing to look for", ready)
    elif not rules.may_look:
        yield Move("may not look", _with(state, number, Worker(), leave_uncertain(state.row, number, rules)))
    else:
        there = state.copies > 0 and state.invisible == 0
        yield Move("look", _with(state, number, Worker(), sent()) if there else ready)
        if state.faults < rules.faults and not rules.only_refusals:
            back = _with(state, number, Worker(), put_back(state.row, number, worker.doubt, rules))
            yield Move("look fails", back._replace(faults=state.faults + 1), fault=True)


def _mark(state: State, number: int, worker: Worker, rules: Rules) -> Move:
    if not may_mark(state.row, number, rules):
        return Move("no mark", _with(state, number, Worker(), put_back(state.row, number, worker.doubt, rules)))
    marked = Worker(Step.MARKED, worker.doubt)
    return Move("mark", _with(state, number, marked, mark(state.row, rules)))


def _post(state: State, number: int, worker: Worker, rules: Rules) -> Move:
    if worker.age > 0 and rules.post_follows_mark_at_once:
        return Move("too late", _with(state, number, Worker(), put_back(state.row, number, worker.doubt, rules)))
    posting = Worker(Step.POSTING, worker.doubt)
    return Move("post", _with(state, number, posting)._replace(flying=tuple(sorted((*state.flying, (number, 0))))))


def _outcome(state: State, number: int, worker: Worker, rules: Rules) -> Iterator[Move]:
    if worker.answer is Answer.TAKEN:
        yield Move("taken", _with(state, number, Worker(), sent()))
    elif worker.answer is Answer.REFUSED:
        yield Move("refused", _with(state, number, Worker(), put_back(state.row, number, worker.doubt, rules)))
    elif worker.age >= CALL and not rules.prompt_after_mark:
        yield Move("timeout", _gives_up(state, number, worker, rules))
    elif state.faults < rules.faults and not rules.only_refusals:
        dropped = _gives_up(state, number, worker, rules)
        yield Move("connection drops", dropped._replace(faults=state.faults + 1), fault=True)


def _gives_up(state: State, number: int, worker: Worker, rules: Rules) -> State:
    flying = tuple(sorted((0 if poster == number else poster, age) for poster, age in state.flying))
    if not rules.no_sdk_retries and not state.sdk_retried:
        again = Worker(Step.POSTING, worker.doubt)
        return _with(state, number, again)._replace(flying=tuple(sorted((*flying, (number, 0)))), sdk_retried=True)
    back = unknown if rules.unknown_is_not_refused else lambda row, who, how: put_back(row, who, worker.doubt, how)
    return _with(state, number, Worker(), back(state.row, number, rules))._replace(flying=flying)


def _crash(state: State, number: int) -> State:
    flying = tuple(sorted((0 if poster == number else poster, age) for poster, age in state.flying))
    return _with(state, number, Worker())._replace(flying=flying, crashes=state.crashes + 1)


# --- Slack


def _arrive(state: State, place: int, rules: Rules) -> Iterator[Move]:
    poster, _ = state.flying[place]
    landed = state._replace(flying=state.flying[:place] + state.flying[place + 1 :])
    taken = landed._replace(copies=state.copies + 1, invisible=VISIBLE if state.copies == 0 else state.invisible)
    yield Move("Slack takes it", _told(taken, poster, Answer.TAKEN))
    if state.faults < rules.faults:
        worse = state.faults + 1
        yield Move("Slack refuses it", _told(landed, poster, Answer.REFUSED)._replace(faults=worse), fault=True)
        if not rules.only_refusals:
            yield Move("the answer is lost", taken._replace(faults=worse), fault=True)


def _told(state: State, poster: int, answer: Answer) -> State:
    return _with(state, poster, state.workers[poster - 1]._replace(answer=answer)) if poster else state


def _with(state: State, number: int, worker: Worker, row: Row | None = None) -> State:
    workers = (worker, state.workers[1]) if number == 1 else (state.workers[0], worker)
    return state._replace(workers=workers, row=row or state.row)
