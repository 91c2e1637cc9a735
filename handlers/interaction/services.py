"""What the listeners work with; the assembly supplies it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from handlers.interaction.members import Profile
from ladder.framework.model import Ladder
from ladder.store.db import Database


@dataclass(frozen=True, slots=True)
class Services:
    """`profile` asks Slack about (user, workspace), at a first visit and once an hour, and raises `Unsure` where Slack
    doesn't say; `scopes` asks which permissions the app holds, None where Slack doesn't say; `download` fetches a file
    that a person uploaded, by its private address, and raises `Unavailable`."""

    database: Database
    now: Callable[[], datetime]
    profile: Callable[[str, str], Profile]
    scopes: Callable[[], frozenset[str] | None]
    first_ladder: Callable[[], Ladder]
    download: Callable[[str], bytes]
