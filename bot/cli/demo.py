"""`ladderbot demo`: the local workspace with the app connected and a quarter of sample history."""

import argparse
import sys
from importlib.util import find_spec
from pathlib import Path

DEFAULT_PORT = 8765
ENGINEERS = 8  # in the story


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `demo`."""
    demo = commands.add_parser("demo", help="a small workspace to try Ladder in, in the browser")
    demo.add_argument(
        "--port", type=int, default=DEFAULT_PORT, help=f"where it answers on this machine ({DEFAULT_PORT})"
    )
    demo.add_argument("--people", type=int, default=ENGINEERS, help=f"how many engineers ({ENGINEERS})")
    demo.add_argument("--check", action="store_true", help="play the main job through it without a browser, then exit")
    demo.add_argument(
        "--seed", type=Path, metavar="FILE", help="write the sample company into a new SQLite file, then exit"
    )
    demo.set_defaults(run=run_demo)


def run_demo(args: argparse.Namespace) -> int:
    """Serves the demo until stopped; with --check, 0 if the main job went through and 1 if not; with --seed, 0 if the
    file was written and 1 if not. Needs the extra "demo": without it, 1."""
    if not find_spec("werkzeug") or not find_spec("simple_websocket"):
        print("The demo needs two more packages. Install them with: pip install '.[demo]'", file=sys.stderr)
        return 1
    from bot.demo import check, seed, serve

    if args.seed:
        return seed.seed(args.seed, args.people)
    if args.check and args.people != ENGINEERS:
        print(f"--check plays the story of {ENGINEERS} engineers. Leave out --people.", file=sys.stderr)
        return 2
    return check.check(args.people) if args.check else serve.serve(args.port, args.people)
