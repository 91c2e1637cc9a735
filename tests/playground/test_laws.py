"""Laws that hold whatever happens: the stack of modals, triggers, response URLs, pages, faults, rates, the log."""

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from werkzeug import Request

from bot.playground.api import modals
from bot.playground.api.args import Args, read_args
from bot.playground.api.paging import page
from bot.playground.api.rates import RateLimits
from bot.playground.people.entering import entered
from bot.playground.world.elements import STATE, is_empty, kept, state_values, untouched
from bot.playground.world.errors import ActRefused, ApiError, with_messages
from bot.playground.world.faults import Fault, Faults
from bot.playground.world.log import Call, Log
from bot.playground.world.triggers import ResponseUrls, Triggers
from bot.playground.world.values import Message
from tests.laws import examples
from tests.playground.conftest import new_slack
from tests.playground.samples import PICKERS, SELECTS, TYPED, Json, element, input_, modal, section

NOW = datetime(2026, 7, 1, tzinfo=UTC)
KINDS = sorted({*SELECTS, *PICKERS, *TYPED})


class Stack(RuleBasedStateMachine):
    """People open, push, change and close modals in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.slack = new_slack()
        self.ids: list[str] = []
        self.hashes: set[str] = set()

    def _stack(self) -> tuple[str, ...]:
        return tuple(view.id for view in self.slack.workspace.stack("U1"))

    @rule()
    def open_modal(self) -> None:
        self.ids = [modals.open_modal(self.slack.workspace, "U1", modal(input_())).id]

    @precondition(lambda self: 0 < len(self.ids) < modals.MAX_STACK)
    @rule()
    def push_modal(self) -> None:
        self.ids.append(modals.push_modal(self.slack.workspace, "U1", modal(section())).id)

    @precondition(lambda self: len(self.ids) == modals.MAX_STACK)
    @rule()
    def push_a_modal_too_many(self) -> None:
        with pytest.raises(ApiError, match="push_limit_reached"):
            modals.push_modal(self.slack.workspace, "U1", modal(section()))

    @precondition(lambda self: bool(self.ids))
    @rule(place=st.integers(0, 2))
    def change_modal(self, place: int) -> None:
        view = self.slack.workspace.view(self.ids[place % len(self.ids)])
        assert view is not None
        changed = modals.replace_body(self.slack.workspace, view, modal(section("new")))
        assert changed.hash != view.hash

    @precondition(lambda self: bool(self.ids))
    @rule(everything=st.booleans())
    def close_modal(self, everything: bool) -> None:
        self.slack.close("U1", self.ids[-1], everything=everything)
        self.ids = [] if everything else self.ids[:-1]

    @invariant()
    def the_stack_is_as_the_person_left_it(self) -> None:
        assert list(self._stack()) == self.ids
        assert self.slack.workspace.stack("U2") == ()

    @invariant()
    def each_view_knows_its_root_and_the_one_below(self) -> None:
        views = self.slack.workspace.stack("U1")
        assert all(view.root_id == views[0].id for view in views)
        assert [view.previous_id for view in views] == [None, *(view.id for view in views)][: len(views)]


TestStack = Stack.TestCase
TestStack.settings = settings(max_examples=examples(25), stateful_step_count=15, deadline=None)


def test_many_threads_exchange_a_trigger_and_one_has_it() -> None:
    triggers = Triggers(lambda: 0.0)
    key = triggers.make("U1")

    def exchange(_: int) -> str:
        try:
            return triggers.exchange(key).user
        except ApiError as error:
            return error.error

    with ThreadPoolExecutor(8) as pool:
        assert Counter(pool.map(exchange, range(40))) == {"U1": 1, "exchanged_trigger_id": 39}


def test_many_threads_use_a_response_url_and_five_succeed() -> None:
    urls = ResponseUrls(lambda: 0.0)
    key = urls.make("U1", "C1")

    def use(_: int) -> str:
        try:
            return urls.use(key).channel
        except ApiError as error:
            return error.error

    with ThreadPoolExecutor(8) as pool:
        assert Counter(pool.map(use, range(40))) == {"C1": 5, "used_url": 35}


@given(st.lists(st.floats(0, 10_000), min_size=1, max_size=12))
def test_a_response_url_lives_five_uses_or_half_an_hour_whichever_is_less(steps: list[float]) -> None:
    clock = [0.0]
    urls = ResponseUrls(lambda: clock[0])
    key, used = urls.make("U1", "C1"), 0
    for step in steps:
        clock[0] += step
        if clock[0] <= 1800 and used < 5:
            used += 1
            assert urls.use(key).uses == used - 1
        else:
            with pytest.raises(ApiError, match="expired_url" if clock[0] > 1800 else "used_url"):
                urls.use(key)


@given(st.lists(st.integers(), max_size=60), st.integers(1, 25))
def test_pages_put_together_are_the_whole_list(items: list[int], limit: int) -> None:
    gathered: list[int] = []
    cursor = ""
    while True:
        shown, more = page(items, Args({"limit": limit, "cursor": cursor}), "things")
        assert len(shown) <= limit
        gathered += shown
        cursor = more["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert gathered == items


@given(st.lists(st.tuples(st.sampled_from(["a", "b", "*"]), st.integers(1, 3)), max_size=6), st.data())
def test_every_ordered_fault_comes_exactly_as_often_as_ordered(ordered: list[tuple[str, int]], data: Any) -> None:
    faults = Faults()
    for place, (method, times) in enumerate(ordered):
        faults.order(Fault(method=method, times=times, error=str(place)))
    left = Counter({str(place): times for place, (_, times) in enumerate(ordered)})
    for method in ["a", "b"] * 20:
        fault = faults.take(method)
        if fault is not None:
            left[fault.error] -= 1
            earlier = [p for p in range(int(fault.error)) if ordered[p][0] in (method, "*")]
            assert all(left[str(place)] == 0 for place in earlier)
    assert all(count == 0 for count in left.values())


@given(st.lists(st.floats(0, 30), min_size=1, max_size=80))
def test_no_minute_ever_holds_more_calls_than_the_tier_allows(gaps: list[float]) -> None:
    clock = [0.0]
    rates = RateLimits(lambda: clock[0])
    admitted: list[float] = []
    for gap in gaps:
        clock[0] += gap
        wait = rates.admit("m", 2)
        if wait is None:
            admitted.append(clock[0])
        else:
            assert 1 <= wait <= 60
    for start in admitted:
        assert sum(start <= moment < start + 60 for moment in admitted) <= 20


def test_waiting_as_long_as_told_is_enough() -> None:
    clock = [0.0]
    rates = RateLimits(lambda: clock[0])
    for _ in range(200):
        wait = rates.admit("chat.postMessage", 4, "C1")
        if wait is not None:
            clock[0] += wait
            assert rates.admit("chat.postMessage", 4, "C1") is None


def test_the_log_numbers_entries_across_threads_and_keeps_the_last() -> None:
    log = Log[Call](kept=600)
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda n: log.note(Call(method=str(n), args={}, at=NOW)).number, range(500)))
    assert sorted(numbers) == list(range(1, 501))
    first = log.all()[0]
    for _ in range(600):
        log.note(Call(method="m", args={}, at=NOW))
    assert len(log.all()) == 600
    assert log.note(first) not in log.all()
    log.clear()
    assert log.all() == ()


def test_a_message_gets_a_time_of_its_own_even_when_the_clock_stands_still() -> None:
    class Still:
        def wall(self) -> float:
            return 1_780_000_000.0

        def monotonic(self) -> float:
            return 0.0

    slack = new_slack(clock=Still())
    times = [slack.workspace.add_message(Message(channel="C1", ts="", user="U1")).ts for _ in range(5)]
    assert times == [f"1780000000.00000{n}" for n in range(5)]


def test_readers_never_see_half_a_change() -> None:
    slack = new_slack()
    odd: list[int] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            odd.extend([len(s) for s in [slack.workspace.stack("U1")] if len(s) not in (0, 2)])

    reader = threading.Thread(target=read)
    reader.start()
    views = tuple(modals.new_view(slack.workspace, "U1", modal()) for _ in range(2))
    for _ in range(500):
        slack.workspace.put_stack("U1", views)
        slack.workspace.put_stack("U1", ())
    done.set()
    reader.join()
    assert odd == []


# --- what people enter


def stored(kind: str) -> tuple[Json, Json]:
    """Returns an input block as a view stores it, and its element."""
    block = input_(kind)
    return block, block["element"]


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_emptied_is_empty_in_the_shape_of_what_was_never_filled(kind: str) -> None:
    workspace = new_slack().workspace
    _, element = stored(kind)
    empty = entered(workspace, element, None)
    assert is_empty(element, empty)
    bare = {"type": kind, "action_id": kind}
    assert empty == untouched(bare)
    assert entered(workspace, element, "") == entered(workspace, element, []) == empty


@pytest.mark.parametrize("kind", KINDS)
def test_the_state_has_every_input_whether_typed_or_not(kind: str) -> None:
    block, element = stored(kind)
    bare = untouched(element)
    assert state_values([block], {}) == {block["block_id"]: {kind: bare}}
    typed = {block["block_id"]: {kind: {"type": kind, STATE[kind][0]: "typed"}}}
    assert state_values([block], typed) == typed
    other = {block["block_id"]: {kind: {"type": "other", "value": "typed"}}}
    assert state_values([block], other) == {block["block_id"]: {kind: bare}}


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_view_keeps_only_what_is_still_asked(kind: str) -> None:
    block, _ = stored(kind)
    typed: dict[str, dict[str, Json]] = {block["block_id"]: {kind: {"type": kind, STATE[kind][0]: "typed"}}}
    assert kept(typed, [block]) == typed
    assert kept(typed, [{**block, "block_id": "other"}]) == {}
    assert kept(typed, [section()]) == {}


@given(
    st.sampled_from(KINDS),
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.text(), max_size=2),
)
def test_entering_anything_either_works_or_is_refused_in_a_sentence(kind: str, value: object) -> None:
    slack = new_slack()
    said, state = "", {}
    try:
        state = entered(slack.workspace, element(kind), value)
    except ActRefused as refused:
        said = str(refused)
    assert len(said) > 10 or set(state) == {"type", STATE[kind][0]}


# --- arguments


@pytest.mark.parametrize(
    ("given_", "name", "kind", "expected"),
    [
        ({"a": "x"}, "a", "text", "x"),
        ({}, "a", "text", ""),
        ({"a": 3}, "a", "text", "3"),
        ({"a": None}, "a", "text", ""),
        ({"a": "1"}, "a", "flag", True),
        ({"a": "0"}, "a", "flag", False),
        ({"a": True}, "a", "flag", True),
        ({"a": "true"}, "a", "flag", True),
        ({}, "a", "flag", False),
        ({"a": "x, y,,"}, "a", "listed", ["x", "y"]),
        ({"a": ["x", "y"]}, "a", "listed", ["x", "y"]),
        ({}, "a", "listed", []),
        ({"a": '{"b": 1}'}, "a", "json", {"b": 1}),
        ({"a": {"b": 1}}, "a", "json", {"b": 1}),
        ({"a": ""}, "a", "json", None),
        ({}, "a", "json", None),
    ],
)
def test_an_argument_is_read_from_form_text_and_json_alike(
    given_: Json, name: str, kind: str, expected: object
) -> None:
    args = Args(given_)
    readers: dict[str, Callable[[str], object]] = {
        "text": args.text,
        "flag": args.flag,
        "listed": args.listed,
        "json": args.json,
    }
    assert readers[kind](name) == expected


def test_arguments_come_from_the_address_and_the_body() -> None:
    request = Request.from_values("/api/x?limit=3&a=1", method="POST", data={"a": "2"})
    args = read_args(request)
    assert (args.number("limit", 0), args.text("a"), args.number("none", 7)) == (3, "2", 7)


@given(st.text(min_size=1, max_size=20), st.lists(st.text(max_size=20), max_size=3))
def test_an_error_carries_its_sentences_where_slack_puts_them(error: str, findings: list[str]) -> None:
    answer = with_messages(error, findings).answer()
    assert (answer["ok"], answer["error"]) == (False, error)
    messages = answer.get("response_metadata", {}).get("messages", [])
    assert messages == [f"[ERROR] {finding}" for finding in findings]
