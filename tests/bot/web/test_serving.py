"""The web process's place: a port of its own."""

import socket

import pytest

from bot.readiness import CannotStart
from bot.web import serving


def test_a_port_that_is_taken_is_said_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(
            CannotStart, match=rf"^PORT: nothing can listen at 127\.0\.0\.1:{port} \(Address already in use\)"
        ):
            serving.serve("127.0.0.1", port, workers=1, threads=8)
