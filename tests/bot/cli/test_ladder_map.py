"""`ladderbot ladder paths`: the map in the terminal, and its picture in a file."""

import json
from pathlib import Path

import pytest

from bot.cli.main import main

TWO = "id: two\nname: Two\nlevels:\n  - {id: a, name: First, next: [b]}\n  - {id: b, name: Second}\ncompetencies: []\n"


def test_the_map_is_printed_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ladder", "paths"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Engineering ladder\n\nIntern → Junior Software Developer")
    assert "From Senior Software Developer the path forks:" in said


def test_its_picture_is_written_where_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ladder, out = tmp_path / "two.yaml", tmp_path / "map.png"
    ladder.write_text(TWO)
    assert main(["ladder", "paths", "--ladder", str(ladder), "-o", str(out)]) == 0
    assert out.read_bytes().startswith(b"\x89PNG\r\n")
    assert capsys.readouterr().out == "Two\n\nFirst → Second\n"


def test_a_program_gets_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ladder", "paths", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {"start": "intern", "end": "junior", "fork": False} in found["ways"]


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "nowhere" / "map.png"
    assert main(["ladder", "paths", "-o", str(out)]) == 1
    assert capsys.readouterr().err == f"{out} can't be written: No such file or directory.\n"
