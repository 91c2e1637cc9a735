"""How long it takes to start: the command line's help, and the web process to its first answer."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence

from tests.bench.line import Line, paired
from tests.bench.load import first_answer, serving
from tests.bench.payloads import command
from tests.bench.requests import environment, slack

ROUNDS = 16  # the first of which compiles
_HELP = "import sys; from bot.cli import main; sys.exit(main())"  # what the installed `ladderbot` does


def lines() -> Iterator[Line]:
    """Both in turn, in several rounds, with compiled modules as an installed package has them."""
    with tempfile.TemporaryDirectory() as compiled:
        env = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": compiled}
        yield paired("`ladderbot --help`, to `python -c pass`", [_help(env) for _ in range(ROUNDS)][1:], 5)
        yield from _web(env)


def _help(env: Mapping[str, str]) -> tuple[float, float]:
    ours, base = (_seconds_of(arguments, env) * 1000 for arguments in (["-c", _HELP, "--help"], ["-c", "pass"]))
    return ours, base


def _seconds_of(arguments: Sequence[str], env: Mapping[str, str]) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, *arguments], env={**os.environ, **env}, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began


def _web(compiled: Mapping[str, str]) -> Iterator[Line]:
    with environment() as settings, slack(settings):
        env = {**settings, **compiled}
        rounds = [
            (_answered("bot.web.serving:application", env), _answered("tests.bench.bare:hello", env))
            for _ in range(ROUNDS)
        ]
        yield paired("Web process to its first answer, to a bare Bolt app's", rounds[1:], 3)


def _answered(target: str, env: Mapping[str, str]) -> float:
    """The milliseconds until a new server has answered its first request."""
    began = time.perf_counter()
    with serving(target, 18710, env) as server:
        first_answer(server, command("senior")())
        return (time.perf_counter() - began) * 1000
