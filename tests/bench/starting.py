"""How long it takes to start: the command line's help, and the web process to its first answer."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence

from tests.bench.line import Line, ratio
from tests.bench.load import first_answer, serving
from tests.bench.payloads import command
from tests.bench.requests import environment, slack

ROUNDS = 15
_HELP = "import sys; from bot.cli import main; sys.exit(main())"  # what the installed `ladderbot` does


def lines() -> Iterator[Line]:
    """Both in turn, the best of several rounds, with compiled modules as an installed package has them."""
    with tempfile.TemporaryDirectory() as compiled:
        env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        env["PYTHONPYCACHEPREFIX"] = compiled
        base, ours = _best([["-c", "pass"], ["-c", _HELP, "--help"]], env)
        yield ratio("`ladderbot --help`, to `python -c pass`", ours, base, 5)
        yield from _web(env)


def _best(commands: Sequence[Sequence[str]], env: Mapping[str, str]) -> list[float]:
    best = [float("inf")] * len(commands)
    for _ in range(ROUNDS):
        for at, arguments in enumerate(commands):
            began = time.perf_counter()
            subprocess.run([sys.executable, *arguments], env=env, stdout=subprocess.DEVNULL, check=True)
            best[at] = min(best[at], (time.perf_counter() - began) * 1000)
    return best


def _web(compiled: Mapping[str, str]) -> Iterator[Line]:
    with environment() as settings, slack(settings):
        best = [float("inf")] * 2
        for _ in range(ROUNDS // 3):
            for at, target in enumerate(("tests.bench.bare:hello", "bot.serving:application")):
                began = time.perf_counter()
                with serving(target, 18710, {**settings, **compiled}) as server:
                    first_answer(server, command("senior")())
                    best[at] = min(best[at], (time.perf_counter() - began) * 1000)
        yield ratio("Web process to its first answer, to a bare Bolt app's", best[1], best[0], 3)
