"""HTTP mode: the WSGI application and its server, in one process or several (docs/decisions/server.md)."""

import gc
import logging
import os
import signal
import socket
from typing import TYPE_CHECKING

from bot import supervisor
from bot.readiness import CannotStart

if TYPE_CHECKING:
    from bot.web.http import Web
    from bot.web.server import Application

_log = logging.getLogger(__name__)
logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it warns whenever a request waits for a thread


def serve(host: str, port: int, workers: int, threads: int) -> int:
    """Serves until it is told to stop; returns the exit code. Raises `CannotStart` if it cannot listen there."""
    listener = _listen(host, port)
    if workers == 1:
        answer(listener, application(), threads)
        return 0
    shared = listener.fileno()
    command = ("serve", "--at", str(shared), "--threads", str(threads))
    return supervisor.keep_running([command] * workers, supervisor.until_told(), shared=(shared,))


def _listen(host: str, port: int) -> socket.socket:
    from bot.web.server import listen

    try:
        listener = listen(host, port)
    except OSError as error:
        raise CannotStart(
            f"PORT: nothing can listen at {host}:{port} ({os.strerror(error.errno or 0)}). Try another port."
        ) from error
    _log.info("listening at %s:%d", host, port)
    return listener


def serve_at(shared: int, threads: int) -> int:
    """Serves at a socket that a parent process has opened."""
    answer(socket.socket(fileno=shared), application(), threads)
    return 0


def answer(listener: socket.socket, made: "Application", threads: int) -> None:
    """Answers until SIGTERM or Ctrl-C; what is being answered then is finished."""
    from bot.web.server import Server

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, _stop)
    Server(made, listener, threads).run()


def _stop(*_: object) -> None:
    raise SystemExit(0)


def application() -> "Web":
    """The WSGI application of one web process, from the environment. Raises `BadSetting`."""
    from bot.web.wsgi import make_application  # a process that only watches over others does without it

    made = make_application()
    gc.freeze()  # what is loaded here lives as long as the process: no search for garbage has to pass it
    return made
