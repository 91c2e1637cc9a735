"""`python -m tests.bench.server TARGET PORT`: one WSGI application on the server of `ladderbot serve`."""

import importlib
import sys

from bot.web import serving
from bot.web.server import listen

THREADS = 8


def main(target: str, port: int) -> None:
    """Serves what the factory `module:function` makes, until it is told to stop."""
    module, _, factory = target.partition(":")
    listener = listen("127.0.0.1", port)
    serving.answer(listener, getattr(importlib.import_module(module), factory)(), THREADS)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
