"""HTTP mode: the WSGI application in Granian's worker processes, eight threads each (docs/decisions/server.md)."""

import gc

from bot import schema
from bot.app import make_app
from bot.config import read
from bot.logs import set_up
from bot.services import make_services
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


def application() -> Web:
    """The WSGI application of one worker process, from the environment. Raises `BadSetting`."""
    config = read("serve")
    set_up(config.log_level, config.log_format)
    services = make_services(config)
    web = Web(make_app(config, services), ready=lambda: schema.at_head(services.database.engine))
    _spare_the_collector()
    return web


def _spare_the_collector() -> None:
    """What was loaded lives as long as the process, and a request leaves hardly any garbage in circles: looking for it
    at the usual pace was an eighth of what opening a form took (docs/decisions/server.md)."""
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
