"""Answers over HTTP, as ratios to a bare Bolt app on the same server."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from bot.demo.connected import BOT_TOKEN, manifest
from bot.demo.story import TODAY
from bot.playground.slack import LocalSlack
from bot.schema import upgrade
from ladder import evidence, people, workspaces
from ladder.db import Database
from ladder.engine import open_engine
from ladder.models import PersonRow
from ladder.records import NewWin, Role
from ladder.yaml_form import builtin
from tests.bench.load import SECRET, Measured, command_body, measure, serving

USER, WINS = "U1", 20


@contextmanager
def environment() -> Iterator[dict[str, str]]:
    """A local Slack for the app's own calls, and a database in which one engineer has twenty wins."""
    slack = LocalSlack(manifest(), SECRET, BOT_TOKEN, rate_limits=False)
    slack.add_user(USER, "lena", real_name="Lena Fischer", tz="Europe/Berlin")
    with tempfile.TemporaryDirectory() as folder, slack.start() as server:
        url = f"sqlite:///{Path(folder) / 'ladder.db'}"
        upgrade(url)
        _fill(url, slack.workspace.team.id)
        yield {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_SIGNING_SECRET": SECRET,
            "SLACK_API_URL": server.api_url,
            "DATABASE_URL": url,
            "LOG_LEVEL": "WARNING",
            "TEAM": slack.workspace.team.id,
        }


def _fill(url: str, team: str) -> None:
    competencies = [one.id for one in builtin().competencies]
    with Database(open_engine(url)).write(team) as tx:
        workspaces.set_up(tx, builtin, TODAY)
        tx.insert(
            PersonRow, {"id": USER, "name": "Lena Fischer", "level": "mid", "target": "lead", "tz": "Europe/Berlin"}
        )
        for number in range(WINS):
            day = date(2026, 9, 20) - timedelta(days=9 * number)
            shows = (competencies[number % 8], competencies[(number + 3) % 8])
            win = NewWin(text=f"Did thing {number} for the team", happened_on=day, competencies=shows, role=Role.LED)
            evidence.log(tx, USER, win, TODAY, TODAY.date())
        assert people.get(tx, USER).target == "lead"


def rows(requests: int) -> list[tuple[str, float, float, str]]:
    """(what, ratio of CPU, ratio of median latency, bound) per question and concurrency."""
    with environment() as env:
        ours, bare = "bot.serving:application", "tests.bench.bare:application"
        with serving(bare, 18701, env) as bare_pid, serving(ours, 18702, env) as our_pid:

            def pair(text: str, concurrency: int) -> tuple[Measured, Measured]:
                body = command_body(text, USER, env["TEAM"])
                both = [
                    (
                        measure(bare_pid, 18701, body, requests=requests, concurrency=concurrency),
                        measure(our_pid, 18702, body, requests=requests, concurrency=concurrency),
                    )
                    for _ in range(3)
                ]
                return min((one for one, _ in both), key=lambda m: m.cpu), min(
                    (one for _, one in both), key=lambda m: m.cpu
                )

            found = []
            for text, concurrency, bound in (("senior", 1, "1.5"), ("senior", 16, "1.5"), ("", 1, "2"), ("", 16, "–")):
                one, our = pair(text, concurrency)
                name = f"`/ladder {text}`".replace(" `", "`") + f", concurrency {concurrency}"
                found.append((name, our.cpu / one.cpu, our.latency / one.latency, bound))
                print(name, one, our, flush=True)
    return found


if __name__ == "__main__":
    for row in rows(2000):
        print(row)
