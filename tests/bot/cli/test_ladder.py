"""`ladderbot ladder …` in the terminal."""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from bot.cli import ladder, ladder_text, main
from ladder.formats.yaml.form import builtin, load
from ladder.framework.model import Annex, Ladder, from_json
from ladder.publishing.diff import diff

SMALL = """\
id: small
name: Small
source:
  attribution: By the guild
  licence: CC0
tracks:
  - id: tech
    name: Technical
  - id: people
    name: People
levels:
  - id: mid
    name: Mid
    track: tech
    next: [senior, manager]
  - id: senior
    name: Senior
    track: tech
    expects:
      craft:
        - text: You design systems that outlive you.
          is_new: true
        - You test.
        - text: No longer asked of you.
          status: not_applicable
  - id: manager
    name: Manager
    track: people
competencies:
  - id: craft
    name: Craft
    scale: five
  - id: care
    name: Care
    statements:
      - Care is shown, not said.
scales:
  - id: five
    name: Five
    grades:
      - {id: "3", name: Leads}
requirements:
  - {level: senior, competency: craft, grade: "3"}
specialisms:
  - id: ai
    name: AI
    expectations: [You train models.]
"""


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings of this machine, a terminal of 100 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LADDER_FILE", raising=False)
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    file = tmp_path / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return file


def run(*words: str | Path) -> int:
    """The exit code of `ladder` with these words."""
    parser = argparse.ArgumentParser()
    ladder.register(parser.add_subparsers(required=True))
    args = parser.parse_args(["ladder", *map(str, words)])
    code: int = args.run(args)
    return code


def test_checking_a_ladder_that_is_right_counts_what_is_in_it(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", small) == 0
    assert capsys.readouterr().out == f"{small}: 3 levels, 2 competencies, 4 statements\n"


def test_checking_names_every_problem_with_its_line_on_standard_error(
    tmp_path: Path, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("id: NO\nname: X\nlevels:\n- {id: a, name: A, next: [b]}\n", encoding="utf-8")
    assert run("check", wrong, small) == 1
    out, err = capsys.readouterr()
    assert err.splitlines() == [
        f'{wrong}:1:5: YAML may read NO as a yes or no. Quote it: "NO".',
        f'{wrong}:4:27: There is no level "b". Add it, or take it out of levels.',
    ]
    assert out.startswith(f"{small}: 3 levels")


def test_checking_a_file_that_is_not_there_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "nowhere.yaml") == 1
    assert capsys.readouterr().err == "nowhere.yaml: It cannot be read: No such file or directory. Check the name.\n"


def test_very_many_problems_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("id: x\nname: X\n" + "".join(f"k{at}: 1\n" for at in range(103)), encoding="utf-8")
    assert run("check", wrong) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "… and 3 more; fix these first."


def test_a_folder_is_checked_as_one_ladder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "1.yaml").write_text("id: x\nname: X\n", encoding="utf-8")
    (folder / "2.yaml").write_text("levels: [{id: a, name: A}]\n", encoding="utf-8")
    assert run("check", folder) == 0
    assert "1 level, 0 competencies, 0 statements" in capsys.readouterr().out


def test_a_level_is_shown_with_what_is_new_first_what_stalls_and_where_it_leads(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("show", "snr") == 0
    out = capsys.readouterr().out
    assert out.startswith("Senior Software Developer (also senior engineer, SWE III, L5)\nDeveloper\n")
    risk = out[out.index("\nRisk reduction") :]
    assert risk.index("(new)") < risk.index("You design for failure")
    assert "What stalls people on the way to Senior Software Developer\n  - Staying in application-layer code" in out
    assert "Next\n  Lead Software Developer (Technical track)" in out
    assert "(inferred)" in out


def test_a_level_of_several_words_needs_no_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "engineering", "manager") == 0
    out = capsys.readouterr().out
    assert "Responsibilities\n" in out
    assert "What the best do\n" in out


def test_what_is_not_expected_is_said_and_years_and_question_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "intern") == 0
    intern = capsys.readouterr().out
    assert "Designing systems and leading projects are not expected of you. (not expected)" in intern
    assert "Can this person grow into a productive full-time engineer?" in intern
    assert run("show", "junior") == 0
    assert "Developer · 0–2 years" in capsys.readouterr().out


def test_without_a_level_the_whole_ladder_is_shown(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "--ladder", small) == 0
    assert capsys.readouterr().out == (
        "Small (3 levels, 2 competencies, 4 statements)\n"
        "\n"
        "From Mid the path forks: Senior or Manager (People)\n"
        "\n"
        "Levels\n"
        "  mid: Mid\n"
        "  senior: Senior\n"
        "  manager: Manager\n"
        "\n"
        "Competencies\n"
        "  Craft\n"
        "  Care\n"
        "\n"
        "By the guild · CC0\n"
    )


def test_the_built_in_ladder_is_shown_where_none_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show") == 0
    out = capsys.readouterr().out
    assert out.startswith("Engineering ladder (10 levels, 8 competencies, ")
    assert "  Risk reduction: What doesn't go wrong because of you" in out


def test_the_ladder_of_the_settings_is_shown_where_none_is_named(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LADDER_FILE", str(small))
    assert run("show") == 0
    assert capsys.readouterr().out.startswith("Small (")


def test_a_level_of_ones_own_ladder_is_shown_with_its_grade(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "senior", "--ladder", small) == 0
    assert capsys.readouterr().out == (
        "Senior\nTechnical\n\nCraft (Leads)\n  - You design systems that outlive you. (new)\n  - You test.\n"
        "  - No longer asked of you. (not expected)\n"
    )


def test_a_program_gets_json(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("show", "senior", "--json", "--ladder", small) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["level"]["id"] == "senior"
    assert answer["columns"][0]["new"][0]["text"] == "You design systems that outlive you."
    assert run("show", "--json", "--ladder", small) == 0
    assert from_json(capsys.readouterr().out) == load(SMALL)
    assert run("compare", "mid", "senior", "--json", "--ladder", small) == 0
    assert json.loads(capsys.readouterr().out)["rows"][0]["competency"]["id"] == "craft"
    assert run("search", "nothing at all", "--json", "--ladder", small) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 0


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["developer"], "'developer' may be several levels: junior, mid, senior, lead, principal. Which one?"),
        (["read"], "There is no level 'read'. Closest: lead. All levels: intern, junior, mid,"),
        (["wizard"], "There is no level 'wizard'. All levels: intern, junior, mid, senior, lead, principal,"),
    ],
)
def test_a_level_that_is_not_clear_is_asked_back(
    asked: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("show", *asked) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(said)


def test_a_ladder_that_cannot_be_read_is_told_with_its_problems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("id: [", encoding="utf-8")
    for words in (["show"], ["compare", "a", "b"], ["search", "x"]):
        assert run(*words, "--ladder", wrong) == 1
        assert capsys.readouterr().err.startswith(f"{wrong}:1:6: This is not YAML")
    assert run("diff", wrong, wrong) == 1
    assert capsys.readouterr().err.startswith(f"{wrong}:1:6: This is not YAML")


def test_two_levels_are_compared(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", "mid", "senior", "--ladder", small) == 0
    assert capsys.readouterr().out == (
        "Mid and Senior\n"
        "\n"
        "Craft\n"
        "  Mid: nothing\n"
        "  Senior (Leads)\n"
        "    - You design systems that outlive you.\n"
        "    - You test.\n"
        "    - No longer asked of you. (not expected)\n"
    )


def test_what_both_levels_say_is_shown_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("compare", "mid", "L4") == 0
    out = capsys.readouterr().out
    assert "  Both\n    - You own features from design to deployment.\n" in out


def test_a_search_names_level_and_competency(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search", "incident") == 0
    assert capsys.readouterr().out == (
        "Senior Software Developer, Risk reduction\n"
        "  - You reduce engineering risk before it becomes an incident.\n"
        "Risk reduction, how to show it\n"
        "  - Compare before and after. Most teams already count incidents per quarter, failed deployments,\n"
        "    minutes to recover, or alerts per night.\n"
        "Risk reduction, how to get better at it\n"
        "  - Go on call, and turn each incident into one change that makes the next one less likely.\n"
        "About: Risk reduction\n"
    )


def test_a_search_names_what_stands_outside_the_levels(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search", "models", "--ladder", small) == 0
    assert capsys.readouterr().out == "AI\n  - You train models.\n"
    assert run("search", "shown", "--ladder", small) == 0
    assert capsys.readouterr().out == "Every level, Care\n  - Care is shown, not said.\n"


def test_a_search_says_how_many_more_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search", "you") == 0
    assert "… and " in capsys.readouterr().out


def test_a_search_that_finds_nothing_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search", "xyzzy") == 1
    assert capsys.readouterr().err == "Nothing in this ladder mentions 'xyzzy'. Try fewer words, or other ones.\n"


def test_a_search_for_a_keyword_names_the_competency_it_is_about(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search", "rollback") == 0
    assert capsys.readouterr().out == "About: Risk reduction\n"


def test_a_search_by_a_close_word_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("search", "postmortem") == 0
    assert capsys.readouterr().out.startswith(
        "Nothing says 'postmortem'; close to it: incident.\nSenior Software Developer, Risk reduction\n"
    )


def test_two_files_are_compared_with_old_and_new_words(
    tmp_path: Path, small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = tmp_path / "newer.yaml"
    text = SMALL.replace("You design systems that outlive you.", "You design systems that outlive your stay.")
    text = text.replace("name: Manager\n", "name: Team lead\n    summary: You hire.\n")
    care = "  - id: care\n    name: Care\n    statements:\n      - Care is shown, not said.\n"
    text = text.replace(care, "  - id: kin\n    name: Kin\n")
    newer.write_text(text, encoding="utf-8")
    assert run("diff", small, newer) == 0
    assert capsys.readouterr().out == (
        "~ level Team lead (manager), was Manager (manager)\n"
        "    summary: + You hire.\n"
        "+ competency Kin (kin)\n"
        "- competency Care (care)\n"
        "\n"
        "Senior, Craft\n"
        "  - You design systems that outlive you.\n"
        "  + You design systems that outlive your stay.\n"
        "\n"
        "Every level, Care\n"
        "  - Care is shown, not said.\n"
    )
    assert run("diff", small, newer, "--json") == 0
    assert json.loads(capsys.readouterr().out)["competencies"]["added"][0]["id"] == "kin"


def test_two_files_that_say_the_same_have_no_difference(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff", small, small) == 0
    assert capsys.readouterr().out == "Nothing changed.\n"


def test_the_schema_is_printed_for_editors(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema") == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(capsys.readouterr().out))


@pytest.mark.parametrize("words", [[], ["check"], ["compare", "mid"], ["search"], ["diff", "a"], ["show", "--odd"]])
def test_wrong_usage_ends_with_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run(*words)
    assert caught.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_the_commands_stand_below_ladder_in_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main(["ladder", "search", "incident"]) == 0
    assert "Risk reduction" in capsys.readouterr().out


def test_help_costs_no_library() -> None:
    code = (
        "import sys; from bot.cli import ladder; import argparse;"
        "ladder.register(argparse.ArgumentParser().add_subparsers());"
        "print([name for name in ('yaml', 'msgspec', 'rapidfuzz', 'ladder.framework') if name in sys.modules])"
    )
    root = Path(main.__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_what_was_not_understood_is_counted() -> None:
    one = Ladder(id="x", name="X", annexes=(Annex(where="A1", text="?"),))
    assert ladder_text.counts(one) == "0 levels, 0 competencies, 0 statements, 1 not understood"


def test_lines_are_no_wider_than_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert run("show", "senior") == 0
    assert max(len(line) for line in capsys.readouterr().out.splitlines()[1:]) <= 60


def test_text_of_several_lines_stays_within_its_bullet() -> None:
    old = Ladder(id="x", name="X")
    new = load('id: x\nname: X\nexpectations: ["One line.\\nAnother line."]\n')
    assert ladder_text.diff_lines(diff(old, new)) == ["", "Every level", "  + One line.", "    Another line."]


def test_every_level_of_the_built_in_ladder_can_be_shown(capsys: pytest.CaptureFixture[str]) -> None:
    for level in builtin().levels:
        assert run("show", level.id) == 0
        assert level.name in capsys.readouterr().out
