"""Somebody to log wins."""

import pytest

from tests.conftest import House


@pytest.fixture
def ana(house: House) -> str:
    """Someone with an account and no wins yet."""
    return house.person("ana")
