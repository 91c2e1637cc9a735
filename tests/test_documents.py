"""What the documents say is what the code does."""

import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from bot.cli.main import main
from bot.config import env_example
from handlers.scopes import SCOPES, InManifest
from tests.map import MAP, drawn, rooms
from tests.tables import EXAMPLE, README, TABLES, filled

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("document", TABLES, ids=lambda document: document.name)
def test_the_tables_of_the_documents_are_the_codes(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert all(f"<!-- {name} -->" in text for name in TABLES[document])
    assert filled(text, TABLES[document]) == text, "run: make tables"


def test_each_scope_of_the_manifest_is_explained_and_no_other() -> None:
    scopes = json.loads((files("bot") / "manifest.json").read_text())["oauth_config"]["scopes"]
    assert sorted(scopes["bot"]) == sorted(scope.name for scope in SCOPES if scope.asked is not InManifest.BY_HAND)
    assert sorted(scopes["bot_optional"]) == sorted(
        scope.name for scope in SCOPES if scope.asked is InManifest.OPTIONAL
    )
    assert not any("history" in scope for scope in scopes["bot"])


def test_the_picture_and_file_links_of_the_documents_lead_somewhere() -> None:
    for document in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


@pytest.mark.parametrize(
    "target", ["demo", "test", "check", "bench", "map", "test-postgres", "test-browser", "test-emulate"]
)
def test_each_make_target_of_the_interface_is_there(target: str) -> None:
    assert f"\n{target}: " in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_help_names_every_command_of_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    shown = capsys.readouterr().out
    named = set(re.findall(r"`ladderbot (\w+)", README.read_text(encoding="utf-8")))
    assert named
    assert all(f"    {name} " in shown for name in named), named


def test_no_lock_names_a_registry() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        assert not re.search(r"://|--index|--find-links", lock.read_text(encoding="utf-8"))
    assert '"resolved"' not in (ROOT / "tests" / "contract" / "package-lock.json").read_text(encoding="utf-8")


def test_the_environments_example_is_the_codes() -> None:
    assert EXAMPLE.read_text(encoding="utf-8") == env_example(), "run: make tables"


def test_the_map_of_the_rooms_is_todays() -> None:
    assert MAP.read_text(encoding="utf-8") == drawn(rooms()), "run: make map"


def test_each_line_of_the_trial_has_its_tests_and_each_test_its_line() -> None:
    lines = {*re.findall(r"`(test_\d\d_)`", (ROOT / "docs" / "trial.md").read_text(encoding="utf-8"))}
    tests = {path.name[:8] for path in (ROOT / "tests" / "trust").glob("test_*.py")}
    assert lines == {f"test_{line:02}_" for line in range(1, 21)}
    assert tests <= lines


def test_each_decision_is_listed_and_says_how_it_is_checked() -> None:
    decisions = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "decisions").glob("*.md")}
    listed = re.findall(r"^- \[.+\]\(([\w-]+\.md)\)", decisions.pop("README.md"), re.MULTILINE)
    assert sorted(listed) == sorted(decisions)
    assert [name for name, text in decisions.items() if "How it is checked" not in text] == []
