"""Each contract test runs against both workspaces. Skipped only where Node.js or emulate is not installed."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.contract.workspaces import FarEnd, far_end


@pytest.fixture(params=["emulate", "ours"])
def installed(request: pytest.FixtureRequest) -> Iterator[Callable[..., FarEnd]]:
    """Installs the app into a workspace of the test's own; takes the scopes that are declined."""
    with ExitStack() as stack:
        yield lambda *declined: stack.enter_context(far_end(request.param, *declined))


@pytest.fixture
def far(installed: Callable[..., FarEnd]) -> FarEnd:
    """A workspace with Ana and Max, in which the app has all of its manifest's scopes."""
    return installed()
