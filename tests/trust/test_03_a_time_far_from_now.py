"""`--now` far from today would send people real digests early: it goes against a local Slack alone."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.cli.main import main
from tests.office import Office

ROUNDS = [("clock", "--once"), ("worker", "--drain")]


@pytest.fixture(autouse=True)
def settings(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", office.config.slack_bot_token)
    monkeypatch.setenv("SLACK_API_URL", office.config.slack_api_url)
    monkeypatch.setenv("DATABASE_URL", office.config.database_url)


@pytest.mark.parametrize("words", ROUNDS)
@pytest.mark.parametrize("address", ["https://slack.com/api/", "https://127.0.0.1.example.com/api/"])
def test_with_slack_itself_it_is_refused(
    words: tuple[str, str], address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SLACK_API_URL", address)
    far = datetime.now(UTC) + timedelta(days=2)
    assert main([*words, "--now", far.isoformat()]) == 2
    assert "--now goes with" in capsys.readouterr().err


@pytest.mark.parametrize("words", ROUNDS)
def test_with_a_slack_on_this_machine_any_time_goes(words: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*words, "--now", "2026-10-01T07:30:00"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("word", ["clock", "worker"])
def test_a_process_that_goes_on_takes_no_time(word: str) -> None:
    assert main([word, "--now", datetime.now(UTC).isoformat()]) == 2


def test_what_is_no_time_is_said_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["clock", "--once", "--now", "tomorrow"])
    assert "'tomorrow' is not a time: write it like 2026-10-01T09:30+02:00" in capsys.readouterr().err
