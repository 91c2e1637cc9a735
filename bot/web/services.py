"""What the listeners and the workers are built from: the database, the clock, the first ladder, the directory."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.clock.time import machine_time
from bot.config import Config
from bot.slack.client import request_client
from bot.slack.directory import Directory
from bot.slack.downloads import downloader
from handlers.interaction.services import Services
from ladder.framework.model import Ladder
from ladder.store.db import Database
from ladder.store.engine import open_engine

WEB_BUSY_SECONDS = 1.5  # somebody waits for the answer: Slack gives it 3 s


def make_services(config: Config, now: Callable[[], datetime] = machine_time) -> Services:
    """The services of a web process; nothing connects before the first request."""
    client = request_client(config.slack_bot_token, config.slack_api_url)
    directory = Directory(client)
    return Services(
        database=Database(open_engine(config.database_url, busy_seconds=WEB_BUSY_SECONDS)),
        now=now,
        profile=directory.profile,
        scopes=directory.scopes,
        first_ladder=lambda: first_ladder(config.ladder_file),
        download=downloader(client),
    )


def first_ladder(file: Path | None) -> Ladder:
    """The ladder a new workspace begins with: the file that is set, else the built-in one."""
    from ladder.formats.yaml import form  # the YAML library is heavy, and this runs once in a workspace's life

    return form.load(file.read_text(encoding="utf-8"), str(file)) if file else form.builtin()
