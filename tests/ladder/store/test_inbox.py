"""Requests that Slack repeats."""

from datetime import datetime

import pytest

from ladder.store import inbox
from ladder.store.db import Database
from tests.conftest import House


def test_a_request_is_new_once_however_often_slack_repeats_it(house: House, now: datetime) -> None:
    with house.database.write("T1") as tx:
        assert [inbox.first_time(tx, "view:V1:hash:U1", now) for _ in range(3)] == [True, False, False]
    with house.database.write("T1") as tx:
        assert not inbox.first_time(tx, "view:V1:hash:U1", now)
        assert inbox.first_time(tx, "view:V2:hash:U1", now)


def test_a_request_whose_effect_failed_is_new_again(house: House, now: datetime) -> None:
    def receive_and_fail() -> None:
        with house.database.write("T1") as tx:
            assert inbox.first_time(tx, "event:E1", now)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        receive_and_fail()
    with house.database.write("T1") as tx:
        assert inbox.first_time(tx, "event:E1", now)


def test_workspaces_do_not_share_their_requests(house: House, database: Database, now: datetime) -> None:
    House(database, "T2")
    for workspace in ("T1", "T2"):
        with database.write(workspace) as tx:
            assert inbox.first_time(tx, "event:E1", now)
