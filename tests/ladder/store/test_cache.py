"""What is costly to make is made once, and a transaction that fails leaves nothing behind."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import msgspec
import pytest

from ladder.errors import NotFound
from ladder.people import workspaces
from ladder.store.cache import Memory
from tests.conftest import LADDER, NOW, House


def test_a_value_is_made_once() -> None:
    memory = Memory()
    values = iter(("first", "second"))
    assert [memory.get_or_make("key", lambda: next(values)) for _ in range(3)] == ["first"] * 3
    assert next(values) == "second"


def test_all_threads_get_the_same_value() -> None:
    memory, barrier = Memory(), Barrier(8)

    def make() -> object:
        barrier.wait(10)
        return object()

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _thread: memory.get_or_make("key", make), range(8)))
    assert len({id(one) for one in found}) == 1


def test_it_is_bounded_and_the_oldest_value_leaves_first() -> None:
    memory = Memory()
    for key in range(600):
        memory.get_or_make(key, lambda: "made long ago")
    assert memory.get_or_make(599, lambda: "made anew") == "made long ago"
    assert memory.get_or_make(0, lambda: "made anew") == "made anew"


def test_one_with_a_parent_finds_what_the_parent_has_and_keeps_its_own_to_itself() -> None:
    parent = Memory()
    parent.get_or_make("old", lambda: "from the parent")
    child = Memory(parent)
    assert child.get_or_make("old", lambda: "made again") == "from the parent"
    child.get_or_make("new", lambda: "from the child")
    assert parent.get_or_make("new", lambda: "the parent's own") == "the parent's own"


def test_a_parent_that_learns_has_what_the_child_made() -> None:
    parent = Memory()
    child = Memory(parent)
    child.get_or_make("new", lambda: "from the child")
    parent.learn(child)
    assert parent.get_or_make("new", lambda: "the parent's own") == "from the child"
    parent.learn(parent)
    assert parent.get_or_make("new", lambda: "the parent's own") == "from the child"


def test_a_ladder_that_was_never_published_is_not_remembered(house: House) -> None:
    never = msgspec.structs.replace(LADDER, name="Never published")
    published = msgspec.structs.replace(LADDER, name="Published")

    def publish_and_fail() -> None:
        with house.database.write("T1") as tx:
            workspaces.publish(tx, never, NOW)
            assert workspaces.current_ladder(tx).name == "Never published"
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        publish_and_fail()
    with house.database.read("T1") as tx, pytest.raises(NotFound):
        workspaces.ladder_of(tx, 2)
    with house.database.write("T1") as tx:
        workspaces.publish(tx, published, NOW)
    with house.database.read("T1") as tx:
        assert workspaces.current_ladder(tx).name == "Published"
