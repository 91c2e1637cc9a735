"""`ladderbot serve`, `socket`, `clock`, `worker` and `run`: the long-running processes, and single rounds of them."""

import argparse
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.config import Config

_MOST_APART = timedelta(days=1)


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds the commands."""
    _serve(commands)
    socket = commands.add_parser("socket", help="answer Slack over Socket Mode, without a public address")
    socket.set_defaults(run=run_socket)
    clock = commands.add_parser("clock", help="queue what is due; sends nothing")
    clock.add_argument("--once", action="store_true", help="one tick, then exit")
    clock.add_argument("--now", type=_instant, help="with --once: act as if it were this time (ISO 8601)")
    clock.set_defaults(run=run_clock)
    worker = commands.add_parser("worker", help="deliver what is due")
    worker.add_argument("--drain", action="store_true", help="deliver all that is due, then exit")
    worker.add_argument("--now", type=_instant, help="with --drain: act as if it were this time (ISO 8601)")
    worker.set_defaults(run=run_worker)
    run = commands.add_parser("run", help="everything on one machine: web, clock, and worker")
    run.add_argument("--socket", action="store_true", help="over Socket Mode instead of HTTP")
    run.set_defaults(run=run_all)


def _serve(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    serve = commands.add_parser("serve", help="answer Slack over HTTP")
    serve.add_argument("--host", default="0.0.0.0", help="the address to listen on (0.0.0.0)")  # noqa: S104  a server
    serve.add_argument("--port", type=int, help="the port to listen on (PORT, 3000)")
    serve.add_argument("--workers", type=int, default=1, help="server processes (1)")
    serve.add_argument("--threads", type=int, default=8, help="threads in each (8)")
    serve.add_argument("--at", type=int, help=argparse.SUPPRESS)  # for the processes of --workers: an open socket
    serve.set_defaults(run=run_serve)


def _instant(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a time: write it like 2026-10-01T09:30+02:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def run_serve(args: argparse.Namespace) -> int:
    """Serves HTTP until stopped. Raises `BadSetting`."""
    from bot.config import read
    from bot.web import serving

    config = read("serve")
    if args.at is not None:
        return serving.serve_at(args.at, args.threads)
    from bot import processes

    def serve() -> int:
        processes.check_web(config)
        return serving.serve(args.host, args.port or config.port, args.workers, args.threads)

    return _carry_out(config, serve)


def run_socket(_args: argparse.Namespace) -> int:
    """Answers over Socket Mode until stopped. Raises `BadSetting`."""
    from bot import processes
    from bot.config import read

    config = read("socket")
    return _carry_out(config, lambda: processes.answer_over_socket(config))


def run_clock(args: argparse.Namespace) -> int:
    """Ticks until stopped, or once. Raises `BadSetting`."""
    from bot import processes
    from bot.config import read

    config = read("clock")
    if args.now and not (args.once and _may_go_by(config, args.now)):
        return _refuse_now("--once")
    if args.once:
        return _carry_out(config, lambda: print(processes.tick_once(config, args.now)))
    return _carry_out(config, lambda: processes.keep_ticking(config))


def run_worker(args: argparse.Namespace) -> int:
    """Delivers until stopped, or all that is due. Raises `BadSetting`."""
    from bot import processes
    from bot.config import read

    config = read("worker")
    if args.now and not (args.drain and _may_go_by(config, args.now)):
        return _refuse_now("--drain")
    if args.drain:
        return _carry_out(config, lambda: print(processes.drain(config, args.now)))
    return _carry_out(config, lambda: processes.keep_working(config))


def run_all(args: argparse.Namespace) -> int:
    """Brings the schema to its last step, then runs everything until stopped. Raises `BadSetting`."""
    from bot import processes
    from bot.config import read

    config = read("run --socket" if args.socket else "run")
    return _carry_out(config, lambda: processes.run_everything(config, socket=args.socket))


def _carry_out(config: "Config", work: "Callable[[], int | None]") -> int:
    """Does the work with logs set up; returns its exit code, or 1 after saying why it can't be done."""
    from bot import readiness, schema
    from bot.logs import set_up

    set_up(config.log_level, config.log_format)
    try:
        return work() or 0
    except (readiness.CannotStart, readiness.Away, schema.SchemaError, schema.Damaged) as error:
        print(error, file=sys.stderr)
        return 1


def _may_go_by(config: "Config", now: datetime) -> bool:
    """Whether a round may take this for the present: far from today, it would send people real digests early."""
    from bot.clock.time import machine_time

    return config.slack_is_local or abs(now - machine_time()) <= _MOST_APART


def _refuse_now(option: str) -> int:
    print(
        f"--now goes with {option}, and only within a day of this machine's time: it sends real messages. "
        "Any time goes where SLACK_API_URL is on this machine.",
        file=sys.stderr,
    )
    return 2
