"""What is costly to make is made once, and a transaction that fails leaves nothing behind."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import msgspec
import pytest
from sqlalchemy import delete

from ladder.errors import NotFound
from ladder.people import workspaces
from ladder.store.cache import MOST, Cache
from ladder.store.db import table_of, walled
from ladder.store.models import LadderVersionRow
from tests.conftest import LADDER, NOW, House

_version = table_of(LadderVersionRow)


def test_a_value_is_made_once() -> None:
    cache = Cache()
    values = iter(("first", "second"))
    assert [cache.get_or_make("word", "key", lambda: next(values)) for _ in range(3)] == ["first"] * 3
    assert next(values) == "second"


def test_all_threads_get_the_same_value() -> None:
    cache, barrier = Cache(), Barrier(8)

    def make() -> object:
        barrier.wait(10)
        return object()

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _thread: cache.get_or_make("thing", "key", make), range(8)))
    assert len({id(one) for one in made}) == 1


def test_it_is_bounded_and_what_was_asked_for_longest_ago_leaves_first() -> None:
    cache = Cache()
    for key in range(MOST):
        cache.get_or_make("word", key, lambda: "made long ago")
    cache.get_or_make("word", 0, lambda: "made anew")
    cache.get_or_make("word", MOST, lambda: "made anew")
    assert cache.get_or_make("word", 0, lambda: "made anew") == "made long ago"
    assert cache.get_or_make("word", 1, lambda: "made anew") == "made anew"


def test_no_kind_pushes_out_another() -> None:
    cache = Cache()
    cache.get_or_make("ladder", 1, lambda: "the ladder")
    for key in range(2 * MOST):
        cache.get_or_make("card", key, lambda: "a card")
    assert cache.get_or_make("ladder", 1, lambda: "made anew") == "the ladder"


def test_what_is_not_to_be_kept_is_made_again_and_what_was_kept_is_given() -> None:
    cache = Cache()
    assert cache.get_or_make("word", "key", lambda: "undone", keep=False) == "undone"
    assert cache.get_or_make("word", "key", lambda: "kept") == "kept"
    assert cache.get_or_make("word", "key", lambda: "undone", keep=False) == "kept"


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


def test_a_version_of_the_same_number_from_another_database_is_another_ladder(house: House) -> None:
    with house.database.read("T1") as tx:
        assert workspaces.current_ladder(tx) == LADDER
    other = msgspec.structs.replace(LADDER, name="Restored")
    with house.database.write("T1") as tx:
        tx.run(delete(_version).where(walled(_version)))
        workspaces.publish(tx, other, NOW - timedelta(days=1))
    with house.database.read("T1") as tx:
        assert workspaces.current_ladder(tx) == other


def test_one_workspace_never_gets_what_another_keeps(house: House) -> None:
    with house.database.read("T1") as tx:
        tx.cached("word", "key", lambda: "of T1")
    with house.database.read("T2") as tx:
        assert tx.cached("word", "key", lambda: "of T2") == "of T2"
