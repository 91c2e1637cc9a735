"""Requests that Slack repeats."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from ladder import inbox
from ladder.db import Database
from ladder.models import InboxRow
from ladder.db import table_of
from tests.conftest import House


def test_a_request_has_its_effect_once_however_often_slack_repeats_it(house: House, now: datetime) -> None:
    with house.database.write("T1") as tx:
        seen = [inbox.first_time(tx, "view:V1:hash:U1", now) for _ in range(3)]
    assert seen == [True, False, False]
