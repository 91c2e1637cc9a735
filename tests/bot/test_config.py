"""Settings: where they come from, what is said of wrong ones, and the texts that document them."""

import re
from pathlib import Path

import pytest

from bot import config
from bot.config import SETTINGS, BadSetting, Config, read

GOOD = {
    "SLACK_BOT_TOKEN": "xoxb-1-secret",
    "SLACK_SIGNING_SECRET": "0123456789abcdef0123456789abcdef",
    "SLACK_APP_TOKEN": "xapp-1-secret",
    "DATABASE_URL": "postgresql://ana:pa55word@db.example/ladder",
}


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for setting in SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)


def refusal(command: str = "", **environ: str) -> str:
    """What is said of these settings."""
    with pytest.raises(BadSetting) as caught:
        read(command, environ)
    return str(caught.value)


def test_without_any_setting_there_is_a_file_in_the_working_folder() -> None:
    assert read() == Config(
        slack_bot_token="",
        slack_signing_secret="",
        slack_app_token="",
        slack_api_url="https://slack.com/api/",
        database_url="sqlite:///ladder.db",
        ladder_file=None,
        port=3000,
        log_level="INFO",
        log_format="text",
    )


def test_every_setting_is_taken_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ours.yaml").write_text("id: ours")
    given = {
        **GOOD,
        "SLACK_API_URL": "http://127.0.0.1:8765/api",
        "LADDER_FILE": "ours.yaml",
        "PORT": " 8080 ",
        "LOG_LEVEL": "debug",
        "LOG_FORMAT": "JSON",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    found = read("serve")
    assert (found.slack_bot_token, found.slack_app_token) == ("xoxb-1-secret", "xapp-1-secret")
    assert (found.slack_signing_secret, found.database_url) == (GOOD["SLACK_SIGNING_SECRET"], GOOD["DATABASE_URL"])
    assert (found.slack_api_url, found.ladder_file) == ("http://127.0.0.1:8765/api/", Path("ours.yaml"))
    assert (found.port, found.log_level, found.log_format) == (8080, "DEBUG", "json")


def test_the_file_is_read_and_the_environment_goes_before_it(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("# ours\nPORT=1111\nLOG_LEVEL='WARNING'\nSLACK_BOT_TOKEN=\nDATABASE_URL\n")
    found = read(environ={"PORT": "2222"}, folder=tmp_path)
    assert (found.port, found.log_level, found.slack_bot_token) == (2222, "WARNING", "")
    assert read(environ={}).port == 1111


def test_an_empty_variable_is_a_missing_one() -> None:
    assert read(environ={"DATABASE_URL": " ", "PORT": ""}).database_url == "sqlite:///ladder.db"


def test_a_password_with_a_dollar_sign_is_taken_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DATABASE_URL=postgresql://ana:${HOME}@db/ladder\n")
    assert read(environ={}).database_url == "postgresql://ana:${HOME}@db/ladder"


@pytest.mark.parametrize(
    ("command", "needs"),
    [
        ("serve", ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"]),
        ("run", ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"]),
        ("socket", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]),
        ("run --socket", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]),
        ("worker", ["SLACK_BOT_TOKEN"]),
    ],
)
def test_each_missing_setting_of_a_command_is_named_with_its_use_and_its_place(command: str, needs: list[str]) -> None:
    said = refusal(command)
    assert re.findall(r"^(\w+) is missing\.$", said, re.MULTILINE) == needs
    by_name = {setting.name: setting for setting in SETTINGS}
    for name in needs:
        assert f"What it is for: {by_name[name].purpose}." in said
        assert f"Where to get it: {by_name[name].origin}." in said
    assert read(command, GOOD).slack_bot_token == "xoxb-1-secret"


@pytest.mark.parametrize("command", ["", "migrate", "clock", "ladder check", "people import"])
def test_other_commands_need_no_token(command: str) -> None:
    assert read(command, {}).port == 3000


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PORT", "http", "PORT must be a number from 1 to 65535. It is “http” now."),
        ("PORT", "0", "PORT must be a number from 1 to 65535. It is “0” now."),
        ("PORT", "65536", "PORT must be a number from 1 to 65535. It is “65536” now."),
        ("PORT", "٣٠٠٠", "PORT must be a number from 1 to 65535. It is “٣٠٠٠” now."),
        ("LOG_LEVEL", "loud", "LOG_LEVEL must be one of DEBUG, INFO, WARNING, ERROR. It is “loud” now."),
        ("LOG_FORMAT", "xml", "LOG_FORMAT must be one of text, json. It is “xml” now."),
        ("LADDER_FILE", "no.yaml", "LADDER_FILE must name a file that exists. It is “no.yaml” now."),
        ("SLACK_API_URL", "slack.com", "SLACK_API_URL must be a web address, https://…. It is “slack.com” now."),
        ("SLACK_BOT_TOKEN", "xapp-1", "SLACK_BOT_TOKEN must begin with xoxb- or xoxe.xoxb-."),
        ("SLACK_APP_TOKEN", "xoxb-1", "SLACK_APP_TOKEN must begin with xapp-."),
        ("SLACK_SIGNING_SECRET", "xoxb-1", "SLACK_SIGNING_SECRET must be the signing secret, not a token."),
        (
            "DATABASE_URL",
            "mysql://ana:pa55word@db/x",
            "DATABASE_URL must begin with sqlite:/// or postgresql:// or postgres:// or postgresql+psycopg://.",
        ),
        *(
            ("DATABASE_URL", url, "DATABASE_URL must be a file: what is in memory alone is lost when the app stops.")
            for url in ("sqlite:///", "sqlite:///:memory:", "sqlite:///file:x?mode=memory&uri=true")
        ),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_must_be(name: str, value: str, said: str) -> None:
    assert refusal(**{name: value}).splitlines()[0] == said


@pytest.mark.parametrize("url", ["sqlite:////var/lib/ladder.db", "postgres://db/x", "postgresql+psycopg://db/x"])
def test_every_database_we_keep_things_in_is_taken(url: str) -> None:
    assert read(environ={"DATABASE_URL": url}).database_url == url


def test_all_that_is_wrong_is_said_at_once() -> None:
    said = refusal("serve", PORT="x", LOG_LEVEL="x")
    assert re.findall(r"^[A-Z_]+", said, re.MULTILINE) == [
        "SLACK_BOT_TOKEN",
        "SLACK_SIGNING_SECRET",
        "PORT",
        "LOG_LEVEL",
    ]


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")
    assert ".env" in refusal()


@pytest.mark.parametrize("name", [setting.name for setting in SETTINGS if setting.is_secret])
def test_no_secret_is_ever_shown(name: str) -> None:
    secret = "pa55word-and-nothing-else"
    assert secret not in refusal(
        "run --socket", **{name: f"?{secret}" if name != "SLACK_SIGNING_SECRET" else f"x{secret}"}
    )


def test_the_printed_form_of_the_settings_holds_no_secret() -> None:
    shown = repr(read(environ=GOOD))
    assert "secret" not in shown
    assert "pa55word" not in shown
    assert GOOD["SLACK_SIGNING_SECRET"] not in shown
    assert "port=3000" in shown


def test_every_setting_has_a_field_and_every_field_a_setting() -> None:
    assert {setting.name.lower() for setting in SETTINGS} == set(Config.__dataclass_fields__)


def test_the_example_file_can_be_used_as_it_is(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(config.env_example(), encoding="utf-8")
    assert read(environ={}) == read(environ={}, folder=tmp_path / "elsewhere")


def test_the_example_file_and_the_table_tell_of_every_setting() -> None:
    example, table = config.env_example(), config.settings_table()
    for setting in SETTINGS:
        assert f"\n{setting.name}={setting.default}\n" in example
        assert f"# {setting.name}: {setting.purpose}\n# From: {setting.origin}\n" in example
        row = next(line for line in table.splitlines() if line.startswith(f"| `{setting.name}` |"))
        assert all(part in row for part in (setting.default, setting.purpose, setting.origin, *setting.needed_by))
    assert {line.count("|") for line in table.splitlines()} == {6}
