"""The real processes: HTTP, Socket Mode, the clock and the worker, each as an operator starts it."""

from datetime import date
from pathlib import Path

import pytest

from tests.office import ANA, MAX, Office, answer_text
from tests.processes import APP_TOKEN, answers, free_port, ladderbot, running, until

pytestmark = pytest.mark.slow

NOW = "2026-10-01T07:30:00+00:00"


def test_serve_answers_slack_over_http(office: Office) -> None:
    port = free_port()
    with running(office, "serve", "--host", "127.0.0.1", "--port", str(port)):
        until(lambda: answers(f"http://127.0.0.1:{port}/readyz"))
        office.slack.transport.app_url = f"http://127.0.0.1:{port}/slack/events"
        assert "Senior Software Developer" in office.ask(ANA, "senior")
        assert "Saved" in office.ask(ANA, "log Led the storage migration")
    assert [win.text for win in office.wins_of(ANA)] == ["Led the storage migration"]


def test_run_does_it_all_on_one_machine_and_brings_the_schema_along(office: Office, tmp_path: Path) -> None:
    port = free_port()
    fresh = f"sqlite:///{tmp_path / 'fresh.db'}"
    with running(office, "run", PORT=str(port), DATABASE_URL=fresh):
        until(lambda: answers(f"http://127.0.0.1:{port}/readyz"))
        office.slack.transport.app_url = f"http://127.0.0.1:{port}/slack/events"
        assert "your card" in office.ask(ANA)


def test_socket_mode_answers_without_a_public_address(office: Office) -> None:
    office.slack.app.app_token = APP_TOKEN
    with running(office, "socket", SLACK_APP_TOKEN=APP_TOKEN):
        until(
            lambda: any(call.method == "apps.connections.open" and call.status == 200 for call in office.slack.calls())
        )
        until(lambda: "Senior Software Developer" in answer_text(office.slack.command(ANA, "/ladder senior")))


def test_one_tick_and_a_drain_deliver_the_digest_once_however_often(office: Office) -> None:
    office.win(ANA, "Led the retry standard", on=date(2026, 8, 3))
    for _ in range(2):
        assert ladderbot(office, "clock", "--once", "--now", NOW).returncode == 0
        assert ladderbot(office, "worker", "--drain", "--now", NOW).returncode == 0
    [letter] = office.reads(MAX)
    assert "Led the retry standard" in letter.text


def test_a_running_clock_and_worker_stop_when_they_are_told(office: Office) -> None:
    with running(office, "clock"), running(office, "worker"):
        until(lambda: {"clock", "worker"} <= {str(row["name"]) for row in office.heartbeats()})


def test_without_a_schema_nothing_starts_and_it_says_what_to_do(office: Office, tmp_path: Path) -> None:
    for words in (("serve",), ("socket",), ("clock", "--once"), ("worker", "--drain")):
        more = {"DATABASE_URL": f"sqlite:///{tmp_path / 'none.db'}", "SLACK_APP_TOKEN": APP_TOKEN}
        done = ladderbot(office, *words, **more)
        assert done.returncode == 1
        assert "ladderbot migrate" in done.stderr


def test_a_missing_setting_is_named_with_where_to_get_it(office: Office) -> None:
    done = ladderbot(office, "serve", SLACK_BOT_TOKEN="")
    assert done.returncode == 2
    assert "SLACK_BOT_TOKEN is missing" in done.stderr
    assert "Where to get it" in done.stderr


def test_a_token_that_slack_does_not_take_stops_the_worker_with_its_name(office: Office) -> None:
    done = ladderbot(office, "worker", "--drain", SLACK_BOT_TOKEN="xoxb-wrong")
    assert done.returncode == 2
    assert "SLACK_BOT_TOKEN" in done.stderr


def test_the_digest_can_be_read_before_it_is_sent(office: Office, tmp_path: Path) -> None:
    office.win(ANA, "Led the retry standard", on=date(2026, 8, 3))
    done = ladderbot(office, "digest", "--manager", MAX, "--quarter", "2026Q3")
    assert done.returncode == 0
    assert "Led the retry standard" in done.stdout
    file = tmp_path / "digest.json"
    assert ladderbot(office, "digest", "--manager", MAX, "--format", "slack", "-o", str(file)).returncode == 0
    assert '"blocks"' in file.read_text(encoding="utf-8")
    assert ladderbot(office, "digest", "--manager", "U0NOBODY").returncode == 1
    assert ladderbot(office, "digest", "--manager", MAX, "--quarter", "soon").returncode == 1
    assert ladderbot(office, "digest", "--manager", MAX, "--workspace", "T0OTHER").returncode == 1
    assert office.reads(MAX) == []


def test_the_demo_plays_the_main_job(office: Office) -> None:
    done = ladderbot(office, "demo", "--check")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("✓") == 10
