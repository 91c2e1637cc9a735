"""The office, for the tests of what people see in Slack."""

from collections.abc import Iterator

import pytest

from tests.office import Office


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    """A small company with the app connected, and nothing on record yet."""
    with Office(database_url, rate_limits=False) as office:
        yield office
