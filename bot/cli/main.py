"""`ladderbot …`: one parser, each command registered by the module that carries it out.

What a command needs is imported when it runs, so that `--help` stays quick (docs/benchmarks.md).
"""

import argparse
import os
import sys
from collections.abc import Sequence

from bot.cli import database, demo, digest, ladder, people, running, settings
from bot.config import BadSetting

_MODULES = (demo, running, database, people, settings, digest, ladder)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code: 0, 1 for a failed job, 2 for wrong usage or settings."""
    args = _parser().parse_args(argv)
    try:
        return int(args.run(args))
    except BadSetting as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader of a pipe had enough
        _let_go_of_output()
        return 0


def _let_go_of_output() -> None:
    """What is still in the buffer goes nowhere: else Python tries again at exit, and fails with 120."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ladderbot", description="The career ladder in Slack.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for module in _MODULES:
        module.register(commands)
    return parser
