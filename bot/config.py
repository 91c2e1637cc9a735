"""Settings, from the environment and `.env`. One table says all about each: the reader, the errors, `.env.example`
and the README's table come from it."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

Check = Callable[[str], str]  # a value → what is wrong with it, without the value itself; "" for nothing

_APP_PAGE = "https://api.slack.com/apps → your app"
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_FORMATS = ("text", "json")
_DATABASES = ("sqlite:///", "postgresql://", "postgres://", "postgresql+psycopg://")


class BadSetting(Exception):
    """Settings that are missing or wrong; `str(error)` names each, what it is for and where to get it. Exit 2."""


def _is_one_of(*values: str) -> Check:
    return lambda value: (
        "" if value.upper() in {allowed.upper() for allowed in values} else f"must be one of {', '.join(values)}"
    )


def _begins_with(*prefixes: str) -> Check:
    return lambda value: "" if value.startswith(prefixes) else f"must begin with {' or '.join(prefixes)}"


def _is_no_token(value: str) -> str:
    return "must be the signing secret, not a token" if value.startswith("x") or " " in value else ""


def _is_web_address(value: str) -> str:
    parts = urlsplit(value)
    return "" if parts.scheme in ("http", "https") and parts.netloc else "must be a web address, https://…"


def _is_database(value: str) -> str:
    if value == "sqlite:///" or ":memory:" in value or "mode=memory" in value:
        return "must be a file: what is in memory alone is lost when the app stops"
    return _begins_with(*_DATABASES)(value)


def _is_file(value: str) -> str:
    return "" if not value or Path(value).is_file() else "must name a file that exists"


def _is_port(value: str) -> str:
    return "" if value.isascii() and value.isdigit() and 0 < int(value) < 65536 else "must be a number from 1 to 65535"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One variable: what it is when nobody sets it, what it is for, where to get it, and which commands need it."""

    name: str
    default: str = ""
    purpose: str
    origin: str
    is_secret: bool = False
    needed_by: tuple[str, ...] = ()
    check: Check = lambda _value: ""


SETTINGS = (
    Setting(
        name="SLACK_BOT_TOKEN",
        purpose="posting messages, opening forms, and reading names as the app",
        origin=f"{_APP_PAGE} → OAuth & Permissions → Bot User OAuth Token (xoxb-…)",
        is_secret=True,
        needed_by=("serve", "socket", "run", "run --socket", "worker"),
        check=_begins_with("xoxb-", "xoxe.xoxb-"),
    ),
    Setting(
        name="SLACK_SIGNING_SECRET",
        purpose="telling Slack's requests from forged ones (HTTP mode)",
        origin=f"{_APP_PAGE} → Basic Information → App Credentials → Signing Secret",
        is_secret=True,
        needed_by=("serve", "run"),
        check=_is_no_token,
    ),
    Setting(
        name="SLACK_APP_TOKEN",
        purpose="the connection to Slack in Socket Mode",
        origin=f"{_APP_PAGE} → Basic Information → App-Level Tokens, with connections:write (xapp-…)",
        is_secret=True,
        needed_by=("socket", "run --socket"),
        check=_begins_with("xapp-"),
    ),
    Setting(
        name="SLACK_API_URL",
        default="https://slack.com/api/",
        purpose="where Slack's Web API answers; a different address for trying things out",
        origin="leave it as it is",
        check=_is_web_address,
    ),
    Setting(
        name="DATABASE_URL",
        default="sqlite:///ladder.db",
        purpose="where everything is kept: a SQLite file, or a PostgreSQL database",
        origin="sqlite:///FILE, or postgresql://USER:PASSWORD@HOST/NAME from your database's operator",
        is_secret=True,
        check=_is_database,
    ),
    Setting(
        name="LADDER_FILE",
        purpose="the ladder that a new workspace starts with; empty for the built-in one",
        origin="a file in the YAML form",
        check=_is_file,
    ),
    Setting(
        name="PORT",
        default="3000",
        purpose="the port that HTTP mode listens on",
        origin="your platform sets it, or pick a free one",
        check=_is_port,
    ),
    Setting(
        name="LOG_LEVEL",
        default="INFO",
        purpose="how much is logged",
        origin=", ".join(_LEVELS),
        check=_is_one_of(*_LEVELS),
    ),
    Setting(
        name="LOG_FORMAT",
        default="text",
        purpose="how a line of the log looks: for people, or for programs",
        origin=", ".join(_FORMATS),
        check=_is_one_of(*_FORMATS),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings as they stand; what is not set is "". Secrets are left out of its `repr`."""

    slack_bot_token: str = field(repr=False)
    slack_signing_secret: str = field(repr=False)
    slack_app_token: str = field(repr=False)
    slack_api_url: str
    database_url: str = field(repr=False)
    ladder_file: Path | None
    port: int
    log_level: str
    log_format: str

    @property
    def slack_is_local(self) -> bool:
        """True if the Web API is on this machine: a stand-in to try things out on, never Slack itself."""
        host = urlsplit(self.slack_api_url).hostname or ""
        try:
            return host == "localhost" or ip_address(host).is_loopback
        except ValueError:  # another name
            return False


def read(command: str = "", environ: Mapping[str, str] | None = None, folder: Path | None = None) -> Config:
    """The settings for a command ("serve", "run --socket" …; "" needs none), from `environ` (the process's own, if
    not given) over `.env` in `folder` (the working folder). Raises `BadSetting` that tells of all at once."""
    given = {**_from_file(folder or Path.cwd()), **(os.environ if environ is None else environ)}
    values = {setting.name: given.get(setting.name, "").strip() or setting.default for setting in SETTINGS}
    problems = [problem for setting in SETTINGS if (problem := _problem(setting, values[setting.name], command))]
    if problems:
        raise BadSetting("\n".join(problems))
    return _config(values)


def _from_file(folder: Path) -> dict[str, str]:
    if not (folder / ".env").exists():
        return {}
    from dotenv import dotenv_values  # only those who have such a file pay for it

    try:
        lines = dotenv_values(folder / ".env", interpolate=False)
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(f"The file .env in {folder} can't be read: it must be plain text in UTF-8.") from error
    return {name: value for name, value in lines.items() if value is not None}


def _problem(setting: Setting, value: str, command: str) -> str:
    if value:
        wrong = setting.check(value)
        shown = "" if setting.is_secret else f" It is “{value[:80]}” now."
        return f"{setting.name} {wrong}.{shown}\n{_help(setting)}" if wrong else ""
    return f"{setting.name} is missing.\n{_help(setting)}" if command in setting.needed_by else ""


def _help(setting: Setting) -> str:
    return (
        f"  What it is for: {setting.purpose}.\n"
        f"  Where to get it: {setting.origin}.\n"
        "  Set it in the environment or in the file .env."
    )


def _config(values: Mapping[str, str]) -> Config:
    return Config(
        slack_bot_token=values["SLACK_BOT_TOKEN"],
        slack_signing_secret=values["SLACK_SIGNING_SECRET"],
        slack_app_token=values["SLACK_APP_TOKEN"],
        slack_api_url=values["SLACK_API_URL"].rstrip("/") + "/",
        database_url=values["DATABASE_URL"],
        ladder_file=Path(values["LADDER_FILE"]) if values["LADDER_FILE"] else None,
        port=int(values["PORT"]),
        log_level=values["LOG_LEVEL"].upper(),
        log_format=values["LOG_FORMAT"].lower(),
    )


def origin_of(name: str) -> str:
    """Where to get the value of a setting."""
    return next(setting.origin for setting in SETTINGS if setting.name == name)


def env_example() -> str:
    """The text of `.env.example`: each setting with what it is for and where to get it, the default filled in."""
    head = "# Copy this file to .env and fill in what you need. An environment variable takes precedence.\n"
    return "\n".join((head, *(_example(setting) for setting in SETTINGS)))


def _example(setting: Setting) -> str:
    needed = f"# Needed by: {', '.join(setting.needed_by)}\n" if setting.needed_by else ""
    return f"# {setting.name}: {setting.purpose}\n# From: {setting.origin}\n{needed}{setting.name}={setting.default}\n"


def settings_table() -> str:
    """The table of settings for the README, in Markdown."""
    head = "| name | default | what it is for | where to get it | needed by |\n|---|---|---|---|---|"
    return "\n".join((head, *(_row(setting) for setting in SETTINGS)))


def _row(setting: Setting) -> str:
    default = f"`{setting.default}`" if setting.default else ""
    needed = ", ".join(f"`{command}`" for command in setting.needed_by)
    return f"| `{setting.name}` | {default} | {setting.purpose} | {setting.origin} | {needed} |"
