"""Many at once: nothing is lost and nothing is there twice."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from sqlalchemy import bindparam, func, select, update

from ladder.errors import Changed
from ladder.evidence import record
from ladder.evidence.seen_before import seen_before
from ladder.people import people, workspaces
from ladder.store import inbox
from ladder.store.db import table_of, walled
from ladder.store.models import InboxRow
from ladder.store.values import MessageSource, NewWin
from tests.conftest import LADDER, TODAY, House

pytestmark = pytest.mark.slow  # many threads at once

THREADS = 8
_inbox = table_of(InboxRow)
_FREE = select(func.min(_inbox.c.key)).where(walled(_inbox), _inbox.c.key.like("free-%"))
_TAKE = (
    update(_inbox)
    .where(walled(_inbox), _inbox.c.key == bindparam("free"))
    .values(key=func.replace(_inbox.c.key, "free-", "taken-"))
)


def at_once(work: Callable[[int], object]) -> list[object]:
    """What `work` returned to each of eight threads."""
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(work, range(THREADS)))


def test_of_many_who_take_rows_each_row_goes_to_one(house: House, now: datetime) -> None:
    with house.database.write("T1") as tx:
        tx.insert(InboxRow, *({"key": f"free-{place:03}", "received_at": now} for place in range(200)))
    taken: Counter[str] = Counter()

    def take_all(_thread: int) -> None:
        while (one := take_one()) is not None:
            if one:
                taken[one] += 1

    def take_one() -> str | None:
        with house.database.write("T1") as tx:
            free: str | None = tx.run(_FREE).scalar()
            return None if free is None else free if tx.run(_TAKE, free=free).rowcount == 1 else ""

    at_once(take_all)
    assert taken == {f"free-{place:03}": 1 for place in range(200)}


def test_a_request_that_arrives_in_eight_threads_has_one_effect(house: House, now: datetime) -> None:
    def receive(_thread: int) -> list[bool]:
        return [first(key) for key in range(25)]

    def first(key: int) -> bool:
        with house.database.write("T1") as tx:
            return inbox.first_time(tx, f"event:{key}", now)

    answers = at_once(receive)
    per_key = zip(*(answer for answer in answers if isinstance(answer, list)), strict=True)
    assert [sum(one) for one in per_key] == [1] * 25


def test_wins_logged_at_once_are_all_there(house: House, now: datetime) -> None:
    for thread in range(THREADS):
        house.person(f"person{thread}")

    def log(thread: int) -> None:
        for place in range(10):
            house.win(f"person{thread}", f"Win {place}", competencies=("craft", "delivery"))

    at_once(log)
    with house.database.read("T1") as tx:
        for thread in range(THREADS):
            mine = record.all_of(tx, f"person{thread}")
            assert sorted(one.text for one in mine) == sorted(f"Win {place}" for place in range(10))
            assert all(one.competencies == ("craft", "delivery") for one in mine)


def test_a_message_logged_in_eight_windows_is_one_win(house: House, now: datetime) -> None:
    house.person("ana")
    win = NewWin(text="Fixed it", happened_on=TODAY, source=MessageSource(channel="C1", ts="1.0"))

    def log(_thread: int) -> bool:
        with house.database.write("T1") as tx:
            if seen_before(tx, "ana", win):
                return False
            record.log(tx, "ana", win, now, TODAY)
            return True

    assert sorted(map(bool, at_once(log))) == [False] * (THREADS - 1) + [True]


def test_the_same_words_saved_in_eight_windows_are_one_win(house: House, now: datetime) -> None:
    house.person("ana")
    win = NewWin(text="Moved billing to the new queue", happened_on=TODAY)

    def log(_thread: int) -> bool:
        with house.database.write("T1") as tx:
            if seen_before(tx, "ana", win):
                return False
            record.log(tx, "ana", win, now, TODAY)
            return True

    assert sorted(map(bool, at_once(log))) == [False] * (THREADS - 1) + [True]


def test_of_eight_edits_of_one_revision_one_wins_and_the_others_are_told(house: House, now: datetime) -> None:
    house.person("ana")
    item = house.win("ana", "As it was").id

    def edit(thread: int) -> bool:
        with house.database.write("T1") as tx:
            try:
                record.edit(tx, "ana", item, 1, NewWin(text=f"By {thread}", happened_on=TODAY), now, TODAY)
            except Changed:
                return False
            return True

    outcomes = at_once(edit)
    with house.database.read("T1") as tx:
        kept = record.own(tx, "ana", item)
    assert sum(map(bool, outcomes)) == 1
    assert (kept.text, kept.revision) == (f"By {outcomes.index(True)}", 2)


def test_a_workspace_set_up_by_eight_processes_is_set_up_once(house: House, now: datetime) -> None:
    def set_up(_thread: int) -> bool:
        with house.database.write("T9") as tx:
            return workspaces.set_up(tx, lambda: LADDER, now)

    assert sum(map(bool, at_once(set_up))) == 1
    with house.database.read("T9") as tx:
        assert workspaces.latest_version(tx) == 1


def test_someone_met_by_eight_requests_at_once_is_one_person(house: House) -> None:
    def meet(_thread: int) -> str:
        with house.database.write("T1") as tx:
            return people.meet(tx, "ana", "Ana").id

    assert at_once(meet) == ["ana"] * THREADS
    with house.database.read("T1") as tx:
        assert len(people.everyone(tx)) == 1
