"""What is imported before it is needed: starting is fast because little is."""

import json
import os
import subprocess
import sys

_HEAVY = {
    *("alembic", "apscheduler", "holidays", "openpyxl", "psycopg", "typst", "werkzeug", "yaml"),
    *(
        "bot.demo",
        "bot.playground",
        "bot.delivery.worker",
        "ladder.formats.yaml.form",
        "ladder.formats.importers.layout",
    ),
    *("ladder.suggest.lexicon", "sqlalchemy.dialects.postgresql"),
}
_ENVIRONMENT = {
    "SLACK_BOT_TOKEN": "xoxb-1",
    "SLACK_SIGNING_SECRET": "secret",
    "DATABASE_URL": "sqlite:///nowhere/ladder.db",
}


def imported_by(code: str) -> set[str]:
    """The modules that a fresh process has loaded after `code`."""
    program = f"import json, sys\n{code}\nprint(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    run = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, **_ENVIRONMENT}, capture_output=True, text=True, check=True
    )
    return set(json.loads(run.stderr.splitlines()[-1]))


def test_help_loads_the_parser_and_hardly_anything_else() -> None:
    loaded = imported_by("from bot.cli.main import main\ntry: main(['--help'])\nexcept SystemExit: pass")
    ours = {name for name in loaded if name.partition(".")[0] in ("bot", "handlers", "ladder")}
    assert {name for name in ours if not name.startswith(("bot.cli", "bot.config"))} <= {"bot"}
    assert not loaded & {*_HEAVY, "handlers", "ladder", "slack_bolt", "slack_sdk", "sqlalchemy", "msgspec", "dotenv"}


def test_the_web_process_is_ready_without_what_it_does_not_need() -> None:
    assert imported_by("from bot.web.serving import application\napplication()") & _HEAVY == set()


def test_no_certificates_are_read_before_slack_is_called() -> None:
    made = "client.tls.cache_info().currsize"
    imported_by(f"from bot.slack import client\nfrom bot.web import serving\nserving.application()\nassert {made} == 0")
