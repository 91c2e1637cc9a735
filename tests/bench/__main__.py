"""`make bench`: how fast, as ratios within this one run, and how often suggestions are right. `--long` adds the largest
company; names pick parts."""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping

from tests.bench import digest, dispatch, ladders, requests, starting, suggestions
from tests.bench.line import HEAD, Line, over

PARTS: Mapping[str, Callable[[bool], Iterator[Line]]] = {
    "requests": lambda long: requests.lines(10_000 if long else 4_000),
    "dispatch": lambda _long: dispatch.lines(),
    "digest": digest.lines,
    "starting": lambda _long: starting.lines(),
    "ladders": lambda _long: ladders.lines(),
    "suggestions": lambda _long: suggestions.lines(),
}


def main() -> int:
    """Prints the table; returns 0 if every line keeps its bound, else 1."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("part", nargs="*", choices=[[], *PARTS], help=f"one of {', '.join(PARTS)}")
    parser.add_argument("--long", action="store_true", help="10,000 managers too, and more requests")
    args = parser.parse_args()
    print(HEAD, flush=True)
    found = []
    for part in args.part or PARTS:
        for line in PARTS[part](args.long):
            print(line, flush=True)
            found.append(line)
    return 1 if over(found) else 0


if __name__ == "__main__":
    sys.exit(main())
