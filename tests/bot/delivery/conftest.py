"""A worker between a database and a local workspace, and time as the tests set it."""

from collections.abc import Iterator

import pytest

from ladder.store.db import Database
from tests.bot.delivery.mail import Mail


@pytest.fixture(autouse=True)
def _time(the_tests_clock: None) -> None:
    """All of these tests set the time themselves."""


@pytest.fixture
def mail(database: Database) -> Iterator[Mail]:
    """A workspace with Max in it."""
    with Mail(database) as mail:
        mail.person("UMAX")
        yield mail
