"""`ladderbot people import` and `people export`, without Slack and against the local one."""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import bot
from bot.cli import people as people_command
from bot.config import SETTINGS
from bot.playground.local_slack import LocalSlack
from bot.playground.world.faults import Fault
from bot.slack import people_lookup
from ladder.people import people
from ladder.people.roster.file import parse
from ladder.store.db import Database
from ladder.store.values import Person
from tests.conftest import House

TOKEN = "xoxb-local"
MANIFEST = json.loads((Path(bot.__file__).parent / "manifest.json").read_text())


def run(*words: str) -> int:
    """The exit code of the command."""
    parser = argparse.ArgumentParser()
    people_command.register(parser.add_subparsers(required=True))
    args = parser.parse_args(words)
    code: int = args.run(args)
    return code


@pytest.fixture(autouse=True)
def _settings(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for setting in SETTINGS:
        monkeypatch.delenv(setting.name, raising=False)
    monkeypatch.setenv("DATABASE_URL", database_url)


@pytest.fixture
def slack(monkeypatch: pytest.MonkeyPatch) -> Iterator[LocalSlack]:
    """A local Slack with a few people, named by the settings; waiting takes no time."""
    local = LocalSlack(MANIFEST, "secret", TOKEN, rate_limits=False)
    local.add_user("U1", "ana", real_name="Ana Lima", tz="Europe/Lisbon", email="ana@example.com")
    local.add_user("U2", "max", real_name="Max Weber", tz="Asia/Tokyo", email="max@example.com")
    local.add_user("U3", "guest", email="guest@example.com", is_guest=True)
    local.add_user("U5", "gone", real_name="Gone", email="gone@example.com", deleted=True)
    monkeypatch.setattr(people_lookup, "sleep", lambda _seconds: None)
    with local.start() as server:
        monkeypatch.setenv("SLACK_API_URL", server.api_url)
        monkeypatch.setenv("SLACK_BOT_TOKEN", TOKEN)
        yield local


def write(text: str) -> str:
    """The name of a file with this text."""
    Path("roster.csv").write_text(text, encoding="utf-8")
    return "roster.csv"


def everyone(database: Database, workspace: str) -> dict[str, Person]:
    """The people of a workspace by id."""
    with database.read(workspace) as tx:
        return {one.id: one for one in people.everyone(tx)}


def test_a_roster_of_ids_needs_no_slack(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("people", "import", write("slack_id,name,level,manager\nU1,Ana,mid,U2\nU2,Max,staff,\n")) == 0
    out = capsys.readouterr()
    assert (out.out, out.err) == ("2 added, 0 changed, 0 unchanged.\n", "")
    assert everyone(house.database, "T1")["U1"].manager == "U2"


def test_each_wrong_line_is_named_with_its_file_and_the_rest_is_imported(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write("slack_id,level,salary\nU1,mid,1\nU2,wizard,1\n,senior,1\nU1,senior,1\n")
    assert run("people", "import", file) == 0
    out = capsys.readouterr()
    assert out.err.splitlines() == [
        "roster.csv:3: This ladder has no level “wizard”. The rest of the line was taken.",
        "roster.csv:4: Whose line is this? It has neither an email address nor a Slack id.",
        "roster.csv:5: U1 is in line 2 already. That line counts.",
    ]
    assert out.out.splitlines() == [
        "Not used: salary.",
        "2 added, 0 changed, 0 unchanged.",
    ]


def test_a_dry_run_says_what_would_happen_and_changes_nothing(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    house.person("U1")
    assert run("people", "import", "--dry-run", write("slack_id,level\nU1,mid\nU2,mid\n")) == 0
    assert capsys.readouterr().out == "1 would be added, 1 would be changed, 0 unchanged.\n"
    assert everyone(house.database, "T1").keys() == {"U1"}


def test_importing_again_is_harmless_and_names_whom_the_file_does_not(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write("slack_id,level\nU1,mid\n")
    assert run("people", "import", file) == 0
    for place in range(25):
        house.person(f"other{place:02}")
    assert run("people", "import", file) == 0
    said = capsys.readouterr().out.splitlines()[1:]
    assert said[0] == "0 added, 0 changed, 1 unchanged."
    assert said[1].startswith("Not in the file, left unchanged: other00, other01, ")
    assert said[1].endswith("other19 and 5 more.")


def test_addresses_without_slack_are_named(house: House, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("people", "import", write("email\nana@example.com\n")) == 1
    assert capsys.readouterr().err == "roster.csv:2: Nobody in this workspace has the address ana@example.com.\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "roster.csv can't be read: No such file or directory.\n"),
        ("", "roster.csv:1: The file is empty.\n"),
    ],
)
def test_a_file_that_gives_nothing_is_a_failed_job(
    house: House, capsys: pytest.CaptureFixture[str], content: str | None, said: str
) -> None:
    if content is not None:
        write(content)
    assert run("people", "import", "roster.csv") == 1
    assert capsys.readouterr().err == said


def test_slack_says_whose_an_address_is_what_they_are_called_and_where_they_are(
    slack: LocalSlack, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    team = slack.workspace.team.id
    file = write("email,level,manager\nANA@example.com,mid,max@example.com\n")
    assert run("people", "import", file) == 0
    assert capsys.readouterr().out == "2 added, 0 changed, 0 unchanged.\n"
    found = everyone(database, team)
    assert (found["U1"].name, found["U1"].tz, found["U1"].level) == ("Ana Lima", "Europe/Lisbon", "mid")
    assert (found["U1"].manager, found["U2"].name, found["U2"].tz) == ("U2", "Max Weber", "Asia/Tokyo")
    assert run("people", "import", file) == 0
    assert capsys.readouterr().out == "0 added, 0 changed, 1 unchanged.\nNot in the file, left unchanged: U2.\n"


def test_a_dry_run_before_the_workspace_is_set_up_leaves_it_so(slack: LocalSlack, database: Database) -> None:
    assert run("people", "import", "--dry-run", write("email,level\nana@example.com,senior\n")) == 0
    with database.read() as tx:
        assert tx.connection.exec_driver_sql("SELECT count(*) FROM workspace").scalar() == 0


def test_people_slack_does_not_know_and_guests_are_named(
    slack: LocalSlack, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write("email,slack_id\nnobody@example.com,\n,U404\nguest@example.com,\n,U5\nana@example.com,\n")
    assert run("people", "import", file) == 0
    assert capsys.readouterr().err.splitlines() == [
        "roster.csv:2: nobody@example.com: Slack knows nobody in this workspace by it, or they have left.",
        "roster.csv:3: U404: Slack knows nobody in this workspace by it, or they have left.",
        "roster.csv:4: guest@example.com: This is a guest, an app, or somebody from another company."
        " Ladder is for full members.",
        "roster.csv:5: U5 has left the workspace in Slack, and counts as inactive.",
    ]
    found = everyone(database, slack.workspace.team.id)
    assert {one: person.active for one, person in found.items()} == {"U1": True, "U5": False}


def test_where_slack_asks_to_wait_the_import_waits(
    slack: LocalSlack, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(people_lookup, "sleep", waits.append)
    slack.faults.order(Fault(method="users.lookupByEmail", limited=True, retry_after="7", times=2))
    assert run("people", "import", write("email\nana@example.com\n")) == 0
    assert waits == [7, 7]


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        (Fault(method="users.lookupByEmail", error="missing_scope"), "The app lacks a permission."),
        (Fault(method="users.lookupByEmail", status=500), "HTTP 500"),
        (Fault(method="users.lookupByEmail", limited=True, retry_after="1", times=9), "Slack asked to wait"),
    ],
)
def test_where_slack_cannot_be_asked_the_reason_is_told_and_known_people_are_imported(
    slack: LocalSlack, database: Database, capsys: pytest.CaptureFixture[str], fault: Fault, why: str
) -> None:
    house = House(database, slack.workspace.team.id)
    house.person("U2", email="max@example.com")
    slack.faults.order(fault)
    assert run("people", "import", write("email,level\nana@example.com,mid\nmax@example.com,mid\n")) == 0
    err = capsys.readouterr().err
    assert "roster.csv:2: Slack couldn't be asked whose address ana@example.com is. The line was left out." in err
    assert f"Slack couldn't be asked about everyone: {why}" in err
    assert everyone(database, house.id)["U2"].level == "mid"


def test_a_token_that_slack_does_not_accept_is_told(
    slack: LocalSlack, house: House, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-withdrawn")
    assert run("people", "import", write("slack_id\nU1\n")) == 0
    assert "Slack does not accept the app's token." in capsys.readouterr().err


def test_slack_is_not_asked_about_the_people_of_another_workspace(
    slack: LocalSlack, house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("people", "import", "--workspace", "T1", write("slack_id\nU404\n")) == 0
    assert everyone(house.database, "T1").keys() == {"U404"}


def test_a_workspace_named_before_there_is_any_is_set_up(database: Database) -> None:
    assert run("people", "import", "--workspace", "T7", write("slack_id,level\nU1,senior\n")) == 0
    assert everyone(database, "T7")["U1"].level == "senior"


@pytest.mark.parametrize(
    ("workspaces", "named", "said"),
    [
        ((), (), "Which workspace? None is set up yet. Name one with --workspace T."),
        (("T1", "T2"), (), "Which workspace? There are 2: T1, T2. Name one with --workspace T."),
        (("T1", "T2"), ("--workspace", "T3"), "Which workspace? There are 2: T1, T2. Name one with --workspace T."),
    ],
)
@pytest.mark.parametrize("action", ["import", "export"])
def test_the_workspace_is_asked_for_where_it_is_not_clear(
    database: Database,
    capsys: pytest.CaptureFixture[str],
    action: str,
    workspaces: Sequence[str],
    named: Sequence[str],
    said: str,
) -> None:
    for workspace in workspaces:
        House(database, workspace)
    file = (write("slack_id\nU1\n"),) if action == "import" else ()
    assert run("people", action, *named, *file) == 1
    assert capsys.readouterr().err == f"{said}\n"


def test_a_database_without_our_schema_is_named(
    empty_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", empty_url)
    assert run("people", "export") == 1
    assert capsys.readouterr().err == "The database is not at this version's schema. Run: ladderbot migrate\n"


def test_a_database_that_does_not_answer_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'no' / 'ladder.db'}")
    assert run("people", "export") == 1
    assert capsys.readouterr().err == "The database does not answer (OperationalError). Nothing was changed.\n"


def test_the_export_is_a_roster_with_inert_cells_that_can_be_imported_again(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    house.person("U2", name='=HYPERLINK("https://example.com")', admin=True)
    house.person("U1", name="Ana", level="mid", manager="U2")
    assert run("people", "export") == 0
    text = capsys.readouterr().out
    assert text.splitlines()[0] == "email,slack_id,name,level,target,track,manager,admin,start_date,level_since"
    assert ",U2,\"'=HYPERLINK" in text
    assert len(parse(text).entries) == 2
    assert run("people", "import", write(text)) == 0
    assert capsys.readouterr().out == "0 added, 0 changed, 2 unchanged.\n"


def test_on_a_terminal_the_asking_shows_how_far_it_is(
    slack: LocalSlack, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert run("people", "import", write("email\nana@example.com\nmax@example.com\n")) == 0
    assert "\rAsking Slack about people: 1 of 2\rAsking Slack about people: 2 of 2\n" in capsys.readouterr().err
