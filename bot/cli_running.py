"""`ladderbot serve`, `socket`, `clock`, `worker` and `run`: the long-running processes, and single rounds of them."""

import argparse
import sys
from datetime import UTC, datetime


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds the commands."""
    _serve(commands)
    socket = commands.add_parser("socket", help="answer Slack over Socket Mode, without a public address")
    socket.set_defaults(run=run_socket)
    clock = commands.add_parser("clock", help="write down what has become due; sends nothing itself")
    clock.add_argument("--once", action="store_true", help="one tick, then exit")
    clock.add_argument("--now", type=_instant, help="with --once: the time to go by (ISO 8601)")
    clock.set_defaults(run=run_clock)
    worker = commands.add_parser("worker", help="deliver what is due")
    worker.add_argument("--drain", action="store_true", help="deliver all that is due, then exit")
    worker.add_argument("--now", type=_instant, help="with --drain: the time to go by (ISO 8601)")
    worker.set_defaults(run=run_worker)
    run = commands.add_parser("run", help="all of it on one machine: answers, clock and worker")
    run.add_argument("--socket", action="store_true", help="over Socket Mode instead of HTTP")
    run.set_defaults(run=run_all)


def _serve(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    serve = commands.add_parser("serve", help="answer Slack over HTTP")
    serve.add_argument("--host", default="0.0.0.0", help="the address to listen on (0.0.0.0)")  # noqa: S104  a server
    serve.add_argument("--port", type=int, help="the port to listen on (PORT, 3000)")
    serve.add_argument("--workers", type=int, default=1, help="server processes (1)")
    serve.add_argument("--threads", type=int, default=8, help="threads in each (8)")
    serve.set_defaults(run=run_serve)


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def run_serve(args: argparse.Namespace) -> int:
    """Serves HTTP until stopped. Raises `BadSetting`."""
    from bot import processes, serving
    from bot.config import read

    config = read("serve")
    if not processes.is_ready(config):
        return _not_migrated()
    serving.serve(args.host, args.port or config.port, args.workers, args.threads)
    return 0


def run_socket(_args: argparse.Namespace) -> int:
    """Answers over Socket Mode until stopped. Raises `BadSetting`."""
    from bot import processes
    from bot.config import read

    config = read("socket")
    if not processes.is_ready(config):
        return _not_migrated()
    processes.answer_over_socket(config)
    return 0


def run_clock(args: argparse.Namespace) -> int:
    """Ticks until stopped, or once. Raises `BadSetting`."""
    from bot import processes
    from bot.config import read

    config = read("clock")
    if not processes.is_ready(config):
        return _not_migrated()
    if args.once:
        print(processes.tick_once(config, args.now))
    else:
        processes.keep_ticking(config)
    return 0


def run_worker(args: argparse.Namespace) -> int:
    """Delivers until stopped, or all that is due. Raises `BadSetting`."""
    from bot import processes
    from bot.config import read

    config = read("worker")
    if not processes.is_ready(config):
        return _not_migrated()
    if args.drain:
        print(processes.drain(config, args.now))
    else:
        processes.keep_working(config)
    return 0


def run_all(args: argparse.Namespace) -> int:
    """Brings the schema to its last step, then runs everything until stopped. Raises `BadSetting`."""
    from bot import processes, schema
    from bot.config import read

    config = read("run --socket" if args.socket else "run")
    try:
        schema.upgrade(config.database_url)
    except (schema.SchemaError, schema.Damaged) as error:
        print(error, file=sys.stderr)
        return 1
    processes.run_everything(config, socket=args.socket)
    return 0


def _not_migrated() -> int:
    print("The database is not at this version's schema. Run: ladderbot migrate", file=sys.stderr)
    return 1
