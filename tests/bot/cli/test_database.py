"""`ladderbot migrate`."""

import argparse
from pathlib import Path

import pytest

from bot import schema
from bot.cli import database
from bot.config import BadSetting
from ladder.store.engine import open_engine


def run(*words: str) -> int:
    """The exit code of the command."""
    parser = argparse.ArgumentParser()
    database.register(parser.add_subparsers(required=True))
    args = parser.parse_args(words)
    code: int = args.run(args)
    return code


@pytest.fixture
def url(empty_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with nothing in it, named by the settings."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", empty_url)
    return empty_url


def test_migrate_brings_an_empty_database_to_the_last_step(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    engine = open_engine(url)
    assert not schema.at_head(engine)
    assert run("migrate") == 0
    assert capsys.readouterr().out == f"The schema is now at step {schema.head()}.\n"
    assert schema.at_head(engine)
    engine.dispose()


def test_migrating_again_does_nothing(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert (run("migrate"), run("migrate")) == (0, 0)
    assert capsys.readouterr().out.splitlines()[1] == f"The schema is at step {schema.head()}: nothing to do."


def test_a_failure_is_one_readable_line_and_exit_1(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_url: str) -> bool:
        raise schema.SchemaError("The schema was left as it was: no such column.")

    monkeypatch.setattr(schema, "upgrade", fail)
    assert run("migrate") == 1
    assert capsys.readouterr().err == "The schema was left as it was: no such column.\n"


def test_a_wrong_setting_is_told_before_anything_is_touched(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://db/x")
    with pytest.raises(BadSetting, match="DATABASE_URL"):
        run("migrate")
