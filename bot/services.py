"""What the listeners and the workers are built from: the database, the clock, the first ladder, the directory."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from bot.app import request_client
from bot.clock import machine_time
from bot.config import Config
from bot.directory import Directory
from bot.downloads import downloader
from handlers.visit import Services
from ladder.db import Database
from ladder.engine import open_engine
from ladder.framework import Ladder

WEB_BUSY_SECONDS = 1.5  # somebody waits for the answer: Slack gives it 3 s


def make_services(config: Config, now: Callable[[], datetime] = machine_time) -> Services:
    """The services of a web process; nothing connects before the first request."""
    directory = Directory(request_client(config))
    return Services(
        database=Database(open_engine(config.database_url, busy_seconds=WEB_BUSY_SECONDS)),
        now=now,
        profile=directory.profile,
        scopes=directory.scopes,
        first_ladder=lambda: first_ladder(config.ladder_file),
        download=downloader(config),
    )


def first_ladder(file: Path | None) -> Ladder:
    """The ladder a new workspace begins with: the file that is set, else the built-in one."""
    from ladder import yaml_form  # the YAML library is heavy, and this runs once in a workspace's life

    return yaml_form.load(file.read_text(encoding="utf-8"), str(file)) if file else yaml_form.builtin()
