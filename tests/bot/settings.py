"""Settings for tests that need no workspace."""

from bot.config import Config, read


def config_for(database_url: str, **more: str) -> Config:
    """The settings of an app on this database."""
    return read("", {"DATABASE_URL": database_url, **more})
