"""`ladderbot ladder suggest`: texts in, ranked competencies out, a line for each."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from ladder.formats.yaml.form import builtin

LADDER = """\
id: small
name: Small
levels:
  - id: mid
    name: Mid
    expects:
      craft: [You test what you build.]
      care: [You mentor juniors.]
competencies:
  - {id: craft, name: Craft}
  - {id: care, name: Care, aliases: [kindness]}
"""


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings of this machine."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LADDER_FILE", raising=False)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return written(tmp_path / "small.yaml", LADDER)


def written(file: Path, text: str | bytes) -> Path:
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def suggest(monkeypatch: pytest.MonkeyPatch, lines: str | bytes, *options: str | Path) -> int:
    """The exit code for these lines on standard input."""
    data = lines.encode() if isinstance(lines, str) else lines
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    return main.main(["ladder", "suggest", *map(str, options)])


def rows(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What was printed, which came without a complaint."""
    out, err = capsys.readouterr()
    assert err == ""
    return [json.loads(line) for line in out.splitlines()]


def test_plain_lines_and_json_lines_are_answered_alike(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], small: Path
) -> None:
    text = "Mentored two juniors"
    lines = f'{text}\n\n{{"text": "{text}", "competency": "craft"}}\r\n  \n'

    assert suggest(monkeypatch, lines, "--ladder", small) == 0

    first, second = rows(capsys)
    assert first == second
    assert list(first) == ["text", "suggestions"]
    assert first["text"] == text
    assert [one["competency"] for one in first["suggestions"]] == ["care", "craft"]
    assert first["suggestions"][0]["because"] == "Mentored … juniors"
    assert list(first["suggestions"][0]) == ["competency", "score", "because", "offered", "ticked"]


def test_without_a_file_the_ladder_in_use_is_asked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], small: Path
) -> None:
    assert suggest(monkeypatch, "Led the rollout") == 0
    assert {one["competency"] for one in rows(capsys)[0]["suggestions"]} == set(builtin().competency_by_id)

    monkeypatch.setenv("LADDER_FILE", str(small))
    assert suggest(monkeypatch, "Led the rollout") == 0
    assert {one["competency"] for one in rows(capsys)[0]["suggestions"]} == {"craft", "care"}


def test_a_ladder_in_another_form_is_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    sheet = written(tmp_path / "ours.csv", "Level,採用,品質\nMid,候補者を面接する,コードをテストする\n")

    assert suggest(monkeypatch, "候補者を三人面接した", "--ladder", sheet) == 0

    first = rows(capsys)[0]["suggestions"][0]
    assert "面接" in first["because"]
    assert first["score"] > 0.5


def test_a_tag_wins(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], small: Path) -> None:
    assert suggest(monkeypatch, "Tested the build #kindness", "--ladder", small) == 0
    assert rows(capsys)[0]["suggestions"][0] == {
        "competency": "care",
        "score": 1.0,
        "because": "#kindness",
        "offered": True,
        "ticked": True,
    }


def test_confirmed_texts_teach(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], small: Path, tmp_path: Path
) -> None:
    taught: list[dict[str, Any]] = [{"text": f"Groomed the walrus {at}", "competency": "care"} for at in range(20)]
    taught += [{"text": f"Fed the otter {at}", "competencies": ["craft", "care"]} for at in range(5)]
    known = written(tmp_path / "known.jsonl", "\n".join(map(json.dumps, taught)))

    assert suggest(monkeypatch, "Groomed a walrus", "--ladder", small, "--confirmed", known) == 0

    first = rows(capsys)[0]["suggestions"][0]
    assert (first["competency"], first["because"]) == ("care", "Groomed … walrus")


def test_lines_that_cannot_be_used_are_named_and_the_rest_answered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], small: Path
) -> None:
    lines = b'{bad\nMentored\n{"text": 5}\n{}\n\xff\xfe\n{"text": "Tested"}\n' + b'{"text":' * 50_000

    assert suggest(monkeypatch, lines, "--ladder", small) == 0

    out, err = capsys.readouterr()
    assert [json.loads(line)["text"] for line in out.splitlines()] == ["Mentored", "Tested"]
    assert err.splitlines() == [
        "standard input:1: This is not JSON.",
        'standard input:3: There is no "text", or it is not a string.',
        'standard input:4: There is no "text", or it is not a string.',
        "standard input:5: This is not UTF-8. Save the file as UTF-8.",
        "standard input:7: This is not JSON.",
    ]


def test_confirmed_lines_that_cannot_be_used_are_named_and_the_rest_learnt(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], small: Path, tmp_path: Path
) -> None:
    good = '{"text": "Groomed the walrus", "competency": "care"}\n'
    bad = (
        "plain",
        "[1]",
        '{"competency": "care"}',
        '{"text": "a"}',
        '{"text": "a", "competency": null}',
        '{"text": "a", "competencies": "care"}',
        '{"text": "a", "competency": "nonsense"}',
    )
    known = written(tmp_path / "known.jsonl", "\n".join(bad) + "\n" + good * 20)

    assert suggest(monkeypatch, "walrus", "--ladder", small, "--confirmed", known) == 0

    out, err = capsys.readouterr()
    assert json.loads(out)["suggestions"][0]["competency"] == "care"
    assert [line.removeprefix(f"{known}:") for line in err.splitlines()] == [
        "1: This is not JSON.",
        '2: A line holds one object, such as {"text": "Led the migration"}.',
        '3: There is no "text", or it is not a string.',
        '4: Give "competency", or "competencies" as a list; each is the id of one.',
        '5: Give "competency", or "competencies" as a list; each is the id of one.',
        '6: Give "competency", or "competencies" as a list; each is the id of one.',
        "7: The ladder has no competency 'nonsense'. It has: craft, care.",
    ]


@pytest.mark.parametrize(
    "text", ["", "🎉", "https://example.com/x", "nul \x00 in it", "half a \ud800 pair", "a" * 100_000]
)
def test_any_text_comes_back_as_it_was_given_with_all_competencies(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], small: Path, text: str
) -> None:
    assert suggest(monkeypatch, json.dumps({"text": text}), "--ladder", small) == 0

    (row,) = rows(capsys)
    assert row["text"] == text
    assert len(row["suggestions"]) == 2


@pytest.mark.parametrize("lines", ["", "\n \n", "{bad"])
def test_without_a_text_it_says_what_to_give(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], lines: str
) -> None:
    assert suggest(monkeypatch, lines) == 1
    assert 'Give a text a line, or {"text": …}.' in capsys.readouterr().err


def test_without_standard_input_it_says_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", None)  # as Python has it where it was closed

    assert main.main(["ladder", "suggest"]) == 1
    assert "There is no text on standard input." in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--ladder", "--confirmed"])
def test_a_file_that_is_not_there_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], option: str
) -> None:
    assert suggest(monkeypatch, "Tested", option, "nowhere.x") == 1
    assert capsys.readouterr() == ("", "nowhere.x: No such file or directory. Check the name.\n")


def test_a_ladder_with_problems_is_refused_with_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    wrong = written(tmp_path / "wrong.yaml", LADDER.replace("small", "NO", 1))

    assert suggest(monkeypatch, "Tested", "--ladder", wrong) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "wrong.yaml:1:5" in err


@pytest.mark.slow
def test_a_reader_that_has_enough_ends_it_quietly() -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "ladder", "suggest"],
        cwd=Path(__file__).parents[3],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write(b"Mentored a junior\n")
    process.stdin.flush()
    assert process.stdout.readline().startswith(b'{"text": "Mentored a junior"')
    process.stdout.close()
    process.stdin.write(b"Tested\n" * 100)
    process.stdin.close()

    assert process.wait(30) == 0
    assert process.stderr.read() == b""
    process.stderr.close()
