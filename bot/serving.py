"""HTTP mode: the WSGI application in Granian's worker processes, eight threads each (docs/decisions/server.md)."""

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.web import Web


def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Serves until it is told to stop."""
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        "bot.serving:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        factory=True,
        respawn_failed_workers=True,
        websockets=False,
    ).serve()


def application() -> "Web":
    """The WSGI application of one worker process, from the environment. Raises `BadSetting`.

    What is loaded here lives as long as the process, and a request leaves hardly any garbage in circles. To look for
    it at the usual pace takes a tenth of starting, and of opening a form (docs/decisions/server.md).
    """
    gc.disable()
    from bot.wsgi import make_application  # the process that only watches over the others does without it

    made = make_application()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    gc.enable()
    return made
