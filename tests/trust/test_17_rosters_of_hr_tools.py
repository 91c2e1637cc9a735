"""A roster as HR tools write it was refused, or lost managers, lines and names without a word."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.cli.main import main
from bot.demo.connected import BOT_TOKEN
from ladder.people import people
from ladder.store.values import Person
from tests.office import Office

MAYA, LENA, KOFI, IVAN = "U0MAYA", "U0LENA", "U0KOFI", "U0IVAN"
NAMES = {MAYA: "Maya Lindqvist", LENA: "Lena Fischer", KOFI: "Kofi Mensah", IVAN: "Ivan Petrov"}
HEAD = "First Name,Last Name,Work Email,Job Title,Level,Manager Email,Hire Date\n"
FILES = {
    "suite": f"{HEAD}Maya,Lindqvist,maya@example.com,Engineering Manager,lead,,2019-03-15\n"
    "Lena,Fischer,lena@example.com,Developer,mid,maya@example.com,2021-11-02\n",
    "directory": "First Name [Required];Last Name [Required];Email Address [Required];Level;Manager Email\n"
    "Lena;Fischer;lena@example.com;mid;maya@example.com\n",
    "by name": "email,name,level,manager\nmaya@example.com,Maya Lindqvist,lead,N/A\n"
    "lena@example.com,Lena Fischer,mid,Maya Lindqvist\n",
    "last name first": 'email,level,manager\nlena@example.com,mid,"Lindqvist, Maya"\n',
    "name and address": "email,level,manager\nlena@example.com,mid,Maya Lindqvist <maya@example.com>\n",
    "a title above": "Active people on 25 Sep 2026\n\nemail,name,level,Reports To\n"
    "lena@example.com,Lena Fischer,mid,maya@example.com\n",
    "excel": "sep=;\r\nemail;level;Supervisor\r\nlena@example.com;mid;maya@example.com\r\n",
    "two lines": 'email,"Level\n(current)",manager\nlena@example.com,mid,maya@example.com\n',
}


Bring = Callable[..., tuple[int, str]]


@pytest.fixture
def town(request: pytest.FixtureRequest, database_url: str) -> Iterator[Office]:
    """The office, with four people whom only Slack knows; its parameter names scopes that were declined."""
    with Office(database_url, rate_limits=False, declined=getattr(request, "param", ())) as office:
        for person, name in NAMES.items():
            short = name.split()[0].lower()
            office.slack.add_user(person, short, real_name=name, email=f"{short}@example.com")
        yield office


@pytest.fixture
def bring(town: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Bring:
    """`ladderbot people import` with a file of this content: the exit code, and all it says."""
    monkeypatch.setenv("DATABASE_URL", town.config.database_url)
    monkeypatch.setenv("SLACK_API_URL", town.config.slack_api_url)
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)

    def run(file: str | bytes, *words: str) -> tuple[int, str]:
        path = tmp_path / "people.csv"
        path.write_bytes(file.encode() if isinstance(file, str) else file)
        code = main(["people", "import", str(path), *words])
        said = capsys.readouterr()
        return code, (said.out + said.err).replace(str(path), "people.csv")

    return run


def person(office: Office, who: str) -> Person:
    """Somebody as they are on the roster now."""
    with office.database.read(office.team) as tx:
        return people.get(tx, who)


@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
def test_whichever_way_it_is_written_lena_has_her_level_and_her_manager(town: Office, bring: Bring, file: str) -> None:
    code, _ = bring(file)
    assert code == 0
    lena = person(town, LENA)
    assert (lena.name, lena.level, lena.manager) == ("Lena Fischer", "mid", MAYA)


def test_what_the_headings_were_taken_for_and_what_was_not_used_is_said(bring: Bring) -> None:
    _, said = bring(FILES["suite"])
    assert (
        "Read as: email = Work Email, manager = Manager Email, start_date = Hire Date, name = First Name + Last Name."
        in said
    )
    assert "Not used: Job Title." in said


def test_a_file_in_which_nobody_can_be_told_apart_names_its_columns_and_the_way_out(town: Office, bring: Bring) -> None:
    file = "Person,Login,Level\nLena,lena@example.com,mid\n"
    code, said = bring(file)
    assert code == 1
    assert "The columns are: Person, Login, Level." in said
    assert bring(file, "--column", "email=Login")[0] == 0
    assert person(town, LENA).level == "mid"


def test_a_cell_that_cannot_be_read_never_costs_the_line(town: Office, bring: Bring) -> None:
    _, said = bring("email,level,manager,admin,start_date\nlena@example.com,mid,U0NOBODY,Not set,3/4/2021\n")
    assert (
        "people.csv:2: The manager U0NOBODY is not in this workspace or file. The rest of the line was taken." in said
    )
    assert "“3/4/2021” can be read two ways" in said
    assert (person(town, LENA).level, person(town, LENA).admin) == ("mid", False)


def test_two_people_called_the_same_are_said_and_not_guessed_at(town: Office, bring: Bring) -> None:
    town.slack.add_user("U0MAYA2", "maya2", real_name="Maya Lindqvist", email="maya2@example.com")
    _, said = bring("email,level,manager\nlena@example.com,mid,Maya Lindqvist\n")
    assert "There are 2 people called Maya Lindqvist. Give the manager's address." in said
    assert person(town, LENA).manager is None


def test_a_file_in_another_encoding_is_said_and_does_not_replace_slacks_name(town: Office, bring: Bring) -> None:
    file = "email;name;level\r\nivan@example.com;Иван Петров;principal\r\n".encode("cp1251")
    _, said = bring(file)
    assert "The file is not UTF-8. It was read as Western Windows, and the name in line 2 became “Èâàí Ïåòðîâ”." in said
    assert (person(town, IVAN).name, person(town, IVAN).level) == ("Ivan Petrov", "principal")
    bring(file, "--encoding", "cp1251")
    assert person(town, IVAN).name == "Иван Петров"


def test_bytes_that_western_windows_does_not_have_are_refused(town: Office, bring: Bring) -> None:
    code, said = bring("email,name\r\nlena@example.com,田中 愛子\r\n".encode("shift_jis") + b"\x81\x8d,\r\n")
    assert code == 1
    assert "Say its encoding with --encoding" in said


def test_who_is_renamed_in_slack_is_renamed_here_unless_the_roster_gave_another_name(
    town: Office, bring: Bring
) -> None:
    bring("email,name\nlena@example.com,Lena Fischer\nkofi@example.com,Kwofie\n")
    town.slack.change_user(LENA, real_name="Lena Berger", email="lena.berger@example.com")
    town.slack.change_user(KOFI, real_name="Kofi A. Mensah")
    assert (person(town, LENA).name, person(town, LENA).email) == ("Lena Berger", "lena.berger@example.com")
    assert person(town, KOFI).name == "Kwofie"


@pytest.mark.parametrize("town", [("users:read.email",)], indirect=True)
def test_without_the_scope_for_addresses_nobody_is_called_unknown(town: Office, bring: Bring) -> None:
    _, said = bring("email,slack_id,level\nlena@example.com,,mid\n,U0KOFI,mid\n")
    assert "Slack couldn't be asked whose address lena@example.com is. The line was left out." in said
    assert "users:read.email" in said
    assert person(town, KOFI).level == "mid"
