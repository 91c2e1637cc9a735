"""Two workspaces that were built independently of each other, and look the same from here: emulate's, and our own."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import pytest
from slack_sdk import WebClient

from bot.config import Config
from bot.playground.local_slack import LocalSlack
from bot.playground.world.values import Team
from bot.slack.client import SlackClient, post_client
from tests.manifests import with_history

HERE = Path(__file__).parent
NODE = shutil.which("node")
TEAM = "T000000001"  # emulate's only workspace has this id
BOT = "U0LADDER"
PEOPLE = {"ana": "Ana Lima", "max": "Max Berg"}
TOKEN = "xoxb-contract"
WRONG_TOKEN = "xoxb-of-nobody"
READER = "xoxb-the-judge"  # sees what the app may not, to say what really arrived
SCOPES = frozenset(with_history()["oauth_config"]["scopes"]["bot"])


@dataclass(frozen=True, slots=True, kw_only=True)
class FarEnd:
    """A workspace behind HTTP: `people` are ids by short name, `trigger` makes a person press something, `inbox` is
    what the app's conversation with a person holds, oldest first, and `stop` takes the workspace off the net."""

    name: str
    url: str
    people: Mapping[str, str]
    trigger: Callable[[str], str]
    inbox: Callable[[str], Sequence[Mapping[str, Any]]]
    stop: Callable[[], None]

    @property
    def max(self) -> str:
        """The id of Max, to whom most is sent."""
        return self.people["max"]

    def client(self, token: str = TOKEN, path: str = "/api/") -> SlackClient:
        """The client that the worker and the roster's import use."""
        return post_client(token, self.url + path)

    def config(self, database_url: str) -> Config:
        """The settings of an app that is installed here."""
        return Config(
            slack_bot_token=TOKEN,
            slack_signing_secret="secret",
            slack_app_token="",
            slack_api_url=f"{self.url}/api/",
            database_url=database_url,
            ladder_file=None,
            port=0,
            log_level="WARNING",
            log_format="text",
        )


@contextmanager
def far_end(name: str, *declined: str) -> Iterator[FarEnd]:
    """The workspace "emulate" or "ours", in which the app has its manifest's scopes less those that were declined."""
    with (_emulate if name == "emulate" else _ours)(SCOPES - set(declined)) as found:
        yield found


# --- ours


@contextmanager
def _ours(scopes: frozenset[str]) -> Iterator[FarEnd]:
    team = Team(TEAM, "Contract", "contract")
    slack = LocalSlack(with_history(), "secret", TOKEN, rate_limits=False, declined_scopes=SCOPES - scopes, team=team)
    people = {short: f"U0{short.upper()}" for short in PEOPLE}
    for short, name in PEOPLE.items():
        slack.add_user(people[short], short, real_name=name, email=f"{short}@example.com", tz="Europe/London")

    def inbox(person: str) -> Sequence[Mapping[str, Any]]:
        channel = slack.open_dm(person, slack.bot_user_id)
        return [
            {"ts": one.ts, "text": one.text, "blocks": list(one.blocks), "metadata": one.metadata}
            for one in slack.workspace.messages(channel.id)
        ]

    with slack.start() as server:
        yield FarEnd(
            name="ours",
            url=server.url,
            people=people,
            trigger=slack.workspace.triggers.make,
            inbox=inbox,
            stop=server.stop,
        )


# --- emulate


def why_not() -> str:
    """Why emulate cannot run here, or ""."""
    if NODE is None:
        return "Node.js is not installed: emulate needs version 20 or newer"
    if not (HERE / "node_modules" / "emulate").exists():
        return "emulate is not installed; `make test-emulate` installs it"
    return ""


@contextmanager
def _emulate(scopes: frozenset[str]) -> Iterator[FarEnd]:
    if why_not():
        pytest.skip(why_not())
    command = [str(NODE), str(HERE / "emulator.mjs")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield _started(process, _pipe(process.stdin), _pipe(process.stdout), scopes)
        finally:
            process.kill()


def _pipe(end: IO[str] | None) -> IO[str]:
    assert end is not None
    return end


def _started(process: subprocess.Popen[str], seed: IO[str], said: IO[str], scopes: frozenset[str]) -> FarEnd:
    print(json.dumps({"slack": _seed(scopes)}), file=seed, flush=True)
    url = said.readline().strip()
    assert url, "emulate did not start; its reason stands above"
    judge = WebClient(READER, base_url=f"{url}/api/")

    def trigger(person: str) -> str:
        return str(judge.api_call("views.generateTriggerId", params={"user_id": person})["trigger_id"])

    def inbox(person: str) -> Sequence[Mapping[str, Any]]:
        channel = judge.conversations_open(users=person)["channel"]["id"]
        found = judge.conversations_history(channel=channel, limit=999)["messages"]
        threads = [judge.conversations_replies(channel=channel, ts=one["ts"])["messages"] for one in reversed(found)]
        return [one for thread in threads for one in thread]

    def stop() -> None:
        process.kill()
        process.wait()

    people = {short: judge.users_lookupByEmail(email=f"{short}@example.com")["user"]["id"] for short in PEOPLE}
    return FarEnd(name="emulate", url=url, people=people, trigger=trigger, inbox=inbox, stop=stop)


def _seed(scopes: frozenset[str]) -> dict[str, Any]:
    app = {"app_id": "A0LADDER", "bot_id": "B0LADDER"}
    token = {"type": "bot", "user_id": BOT, **app}
    known = {"client_id": "1.2", "client_secret": "none", "name": "Ladder", "redirect_uris": [], "bot_user_id": BOT}
    return {
        "team": {"name": "Contract", "domain": "contract"},
        "strict_scopes": True,
        "users": [
            {"name": short, "real_name": name, "email": f"{short}@example.com"} for short, name in PEOPLE.items()
        ],
        "oauth_apps": [{**known, **app, "scopes": sorted(scopes)}],
        "tokens": [
            {**token, "token": TOKEN, "scopes": sorted(scopes)},
            {**token, "token": READER, "scopes": sorted(SCOPES)},
            {"type": "bot", "user_id": "U0NOBODY", "token": WRONG_TOKEN},
        ],
    }
