"""What a process asks before it starts, and what it says when the answer is no."""

import json
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import text

from bot.config import BadSetting
from bot.readiness import Away, CannotStart, check_database, is_ready, patiently, reach_database, team_of
from bot.schema import Damaged
from bot.slack.client import post_client
from ladder.store.engine import open_engine
from tests.bot.settings import config_for
from tests.bot.slack.edge import answer, edge


def asked(*answers: bytes | None) -> str:
    with edge(*answers) as far_end:
        return team_of(post_client("xoxb-secret", far_end.url))


def test_the_workspace_is_the_tokens() -> None:
    assert asked(answer('{"ok": true, "team_id": "T1"}')) == "T1"


@pytest.mark.parametrize("code", ["invalid_auth", "token_revoked", "account_inactive", "not_allowed_token_type"])
def test_a_token_that_slack_refuses_is_a_bad_setting(code: str) -> None:
    with pytest.raises(
        BadSetting, match=rf"^SLACK_BOT_TOKEN: Slack does not accept this token \({code}\)\. Get it here: "
    ):
        asked(answer(json.dumps({"ok": False, "error": code})))


@pytest.mark.parametrize(
    "no_answer",
    [
        None,
        answer("<h1>Bad gateway</h1>", "502 Bad Gateway"),
        answer("[]"),
        answer('{"ok": true}'),
        answer('{"ok": false, "error": "ratelimited"}', "429 Too Many Requests"),
        answer('{"ok": false, "error": "org_login_required"}'),
        answer('{"ok": false, "error": "method_deprecated"}'),
    ],
)
def test_anything_else_is_a_slack_that_is_away(no_answer: bytes | None) -> None:
    with pytest.raises(Away, match=r"^SLACK_BOT_TOKEN: Slack does not answer at http://127\.0\.0\.1:"):
        asked(no_answer)


def test_a_database_of_another_version_says_to_migrate(database_url: str) -> None:
    engine = open_engine(database_url)
    check_database(config_for(database_url))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with pytest.raises(CannotStart, match="ladderbot migrate"):
        check_database(config_for(database_url))
    reach_database(config_for(database_url))
    assert not is_ready(engine)
    engine.dispose()


@pytest.mark.parametrize("url", ["postgresql://me:secret@127.0.0.1:1/ladder", "sqlite:////nowhere/at/all/ladder.db"])
def test_a_database_that_is_away_is_named_and_is_no_reason_to_migrate(url: str) -> None:
    engine = open_engine(url)
    assert not is_ready(engine)
    engine.dispose()
    with pytest.raises(Away) as caught:
        reach_database(config_for(url))
    assert str(caught.value).startswith("DATABASE_URL: the database does not answer (")
    assert "migrate" not in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_damaged_file_says_how_to_restore_it(tmp_path: Path) -> None:
    (tmp_path / "ladder.db").write_bytes(b"no database" * 1000)
    config = config_for(f"sqlite:///{tmp_path / 'ladder.db'}")
    with pytest.raises(Damaged, match="Copy your last backup"):
        check_database(config)
    reach_database(config)


def test_who_waits_goes_on_when_the_other_side_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.readiness.WAITS", (0, 0))
    away = iter([True, True])

    def ask() -> str:
        if next(away, False):
            raise Away("not yet")
        return "here"

    assert patiently(ask, Event()) == "here"


def test_who_waits_stops_when_told(caplog: pytest.LogCaptureFixture) -> None:
    stop = Event()
    stop.set()

    def ask() -> str:
        raise Away("SLACK_BOT_TOKEN: Slack does not answer.")

    assert patiently(ask, stop) is None
    assert "SLACK_BOT_TOKEN: Slack does not answer. Trying again in 1 s." in caplog.text
