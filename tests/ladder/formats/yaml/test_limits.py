"""Hostile and broken files: refused with a line, in bounded time, and without making an object of anything."""

import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder.formats.yaml.checks import MAX_COMPETENCIES, MAX_LEVELS, MAX_STATEMENTS, check
from ladder.formats.yaml.form import LadderProblems, dump, load, load_path
from ladder.formats.yaml.nodes import MAX_DEPTH, MAX_NODES
from ladder.framework.model import Expectation, Ladder, Specialism
from tests.ladder.some_ladders import PIECES
from tests.laws import examples

HEAD = "id: x\nname: X\n"


def first_problem(text: str) -> str:
    with pytest.raises(LadderProblems) as caught:
        load(text, "x.yaml")
    return str(caught.value.problems[0])


def seconds(text: str) -> tuple[str, float]:
    """The first problem, and the processor seconds it took to find."""
    began = time.process_time()
    return first_problem(text), time.process_time() - began


def peak(text: str) -> int:
    """The bytes that refusing a text takes at most, beyond the text's own."""
    tracemalloc.start()
    try:
        first_problem(text)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [1", "x.yaml:1:4: This is not YAML: a list in [ ], begun on line 1, is not closed or lacks a comma."),
        (
            "a: [1\nb: 2\n",
            "x.yaml:2:2: This is not YAML: a list in [ ], begun on line 1, is not closed or lacks a comma.",
        ),
        ("{a: 1, b", "x.yaml:1:1: This is not YAML: an entry in { }, begun on line 1, is not closed or lacks a comma."),
        (
            "a: [\n",
            "x.yaml:1:5: This is not YAML: it ends where a value is to come. Look for a bracket that is not closed",
        ),
        ("a: b: c", 'x.yaml:1:5: This is not YAML: ": " stands where no key may. A text with ": " in it needs quotes'),
        ("a: 1\n b: 2", 'x.yaml:2:3: This is not YAML: ": " stands where no key may.'),
        ("a:\n  - b\n c: d", "x.yaml:3:2: This is not YAML: this does not fit the keys above it. All keys of an entry"),
        ("a: 'b' c", "x.yaml:1:8: This is not YAML: this does not fit the keys above it."),
        ("- a\nb: c", "x.yaml:2:1: This is not YAML: this does not fit the list above it. Begin each entry with"),
        ("a: - b", "x.yaml:1:4: This is not YAML: a list cannot begin beside its key"),
        ("a: b\nc\nd: e", "x.yaml:2:1: This is not YAML: this is neither a key nor part of the text above. Write"),
        (
            "\ta: 1",
            "x.yaml:1:1: This is not YAML: a tab stands where only spaces may. Indent with spaces, not with tabs.",
        ),
        ("a:\n\t- b", "x.yaml:2:1: This is not YAML: a tab stands where only spaces may."),
        ("a: |\n  b\n\tc", "x.yaml:3:1: This is not YAML: a tab stands where only spaces may."),
        ("a: |x\n  b", "x.yaml:1:5: This is not YAML: what stands after | or > is not understood."),
        (
            "a: 'x",
            "x.yaml:1:4: This is not YAML: a quotation mark is opened and not closed. Close it with the same mark.",
        ),
        ('a: "x\nb: y\nc: z\n', "x.yaml:1:4: This is not YAML: a quotation mark is opened and not closed."),
        (
            'a: "x\\q"',
            "x.yaml:1:6: This is not YAML: in double quotes a \\ begins an escape, and there is none like this.",
        ),
        ('a: "\\U00110000"', "x.yaml:1:7: This is not YAML: in double quotes a \\ begins an escape"),
        (
            'a: "\\UFFFFFFFF"',
            "in double quotes a \\ begins an escape, and there is none like this. Write \\\\ for a \\ itself.",
        ),
        ('a: "\\xyz"', "in double quotes a \\ begins an escape, and there is none like this."),
        ("@a", 'x.yaml:1:1: This is not YAML: a text cannot begin with "@". Put quotes around it.'),
        ("a: ]", 'x.yaml:1:4: This is not YAML: a text cannot begin with "]". Put quotes around it.'),
        ("a: ? b", 'x.yaml:1:4: This is not YAML: a text cannot begin with "? ".'),
        ("a: &", "x.yaml:1:4: This is not YAML: this is no name of an anchor. Quote a text that begins with & or *."),
        ("%YAML 9.9\n---\na: 1", "x.yaml:1:1: This is not YAML: this % line is not understood."),
        ("%YAML 1.99999999999\n---\na: 1", "x.yaml:1:18: This is not YAML: this % line is not understood."),
        ("a: !foo!bar x", "x.yaml:1:4: This is not YAML: this tag is not understood. Quote a text that begins with !."),
        ("&a &b c", "x.yaml:1:4: This is not YAML: something stands before or after the ladder."),
        ("? [a]\n: b", "x.yaml:1:3: A key must be a word, not a list or a mapping."),
        ("id: x\nname: X\nid: y", 'x.yaml:3:1: "id" is given twice. It stands on line 1 already; keep one of them.'),
        (
            "a: !!python/object/apply:os.system [ls]",
            "x.yaml:1:4: The tag tag:yaml.org,2002:python/object/apply:os.system",
        ),
        ("a: !include /etc/passwd", "x.yaml:1:4: The tag !include is not read. A ladder holds plain text"),
        ("a: !!binary aGk=", "is not read"),
        ("a: !odd", "is not read"),
        ("a: *nowhere", "x.yaml:1:4: *nowhere repeats something that is not complete above it."),
        ("a: &a [*a]", "x.yaml:1:8: *a repeats something that is not complete above it."),
        ("a: &a 1\n---\nb: *a", "x.yaml:3:4: *a repeats something that is not complete above it."),
        ("a\0b", "x.yaml:1:2: The character U+0000 does not belong in a text file."),
        ("a: 1\nb: \x07", "x.yaml:2:4: The character U+0007 does not belong in a text file."),
        ("\x89PNG\r\n\x1a\n", "x.yaml:1:1: The character U+0089 does not belong in a text file."),
        ("a: \ud800", "x.yaml:1:4: The character U+D800 does not belong in a text file."),
    ],
)
def test_what_is_no_yaml_is_told_with_its_place_and_what_usually_causes_it(text: str, said: str) -> None:
    assert said in first_problem(text)


def test_a_duplicate_key_is_told_with_a_long_name_cut_short() -> None:
    assert f'"{"k" * 59}…" is given twice.' in first_problem(f"{'k' * 99}: 1\n{'k' * 99}: 2\n")


def test_aliases_that_explode_are_counted_and_not_written_out() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 30)]
    said, taken = seconds("\n".join(lines))
    assert f"more than {MAX_NODES:,} values" in said
    assert said.startswith("x.yaml:5:5:")
    assert taken < 2
    assert peak("\n".join(lines)) < 5_000_000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[" * 100_000, "x.yaml:1:1001: This is not YAML: this is nested too deep. A ladder needs about eight levels"),
        ("[\n" * 100_000, f"x.yaml:{MAX_DEPTH + 1}:1: This is nested more than {MAX_DEPTH} deep."),
        ("{a: " * 100_000, f"x.yaml:1:{4 * MAX_DEPTH + 1}: This is nested more than {MAX_DEPTH} deep."),
        ("- " * 100_000, f"x.yaml:1:{2 * MAX_DEPTH + 1}: This is nested more than {MAX_DEPTH} deep."),
        ("? " * 100_000, f"x.yaml:1:{2 * MAX_DEPTH + 1}: This is nested more than {MAX_DEPTH} deep."),
        (
            "\n".join(" " * at + "a:" for at in range(3_000)),
            f"x.yaml:{MAX_DEPTH + 1}:{MAX_DEPTH + 1}: This is nested more than {MAX_DEPTH} deep.",
        ),
    ],
    ids=["brackets", "brackets on lines", "braces", "list entries", "keys of keys", "indented keys"],
)
def test_what_is_nested_without_end_is_stopped_at_its_depth(text: str, said: str) -> None:
    told_first, taken = seconds(text)
    assert told_first.startswith(said)
    assert taken < 1


def test_a_file_of_fifty_megabytes_is_refused_by_its_size() -> None:
    text = "- You write code.\n" * 3_000_000
    said, taken = seconds(text)
    assert said == (
        "x.yaml: The file has 54,000,000 characters; at most 5,000,000 are read."
        " Split it, or take out what is no ladder."
    )
    assert taken < 1
    assert peak(text) < 1_000_000


def test_a_folder_that_may_not_be_read_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def closed(_folder: Path) -> list[Path]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", closed)
    with pytest.raises(LadderProblems) as caught:
        load_path(tmp_path)
    assert str(caught.value) == f"{tmp_path}: It cannot be read: Permission denied. Check the name."


def test_what_is_wrong_across_a_ladder_that_has_no_lines_is_told_with_its_file() -> None:
    twice = Specialism(id="s", name="S", expectations=(Expectation(id="e", text="You do."),) * 2)
    with pytest.raises(LadderProblems) as caught:
        check(Ladder(id="x", name="X", specialisms=(twice,)), "x.json")
    assert str(caught.value) == 'x.json: The expectation id "e" is used twice. Give each its own.'


def test_too_many_values_are_refused_as_soon_as_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ladder.formats.yaml.nodes.MAX_NODES", 100)
    said = first_problem("- a\n" * 1000)
    assert "more than 100 values" in said
    assert said.startswith("x.yaml:101:3:")


def test_a_text_of_the_largest_size_is_still_read(monkeypatch: pytest.MonkeyPatch) -> None:
    text = HEAD + "# " + "x" * 20
    monkeypatch.setattr("ladder.formats.yaml.nodes.MAX_CHARACTERS", len(text))
    assert told(text) is None
    assert "at most" in first_problem(text + "x")


def test_a_thousand_levels_are_refused_with_the_limit() -> None:
    levels = "".join(f"- {{id: l{at}, name: L}}\n" for at in range(1000))
    assert first_problem(f"{HEAD}levels:\n{levels}") == (
        f"x.yaml:3:1: These are 1,000 levels; at most {MAX_LEVELS} are read. Is this one ladder, or several?"
    )


def test_the_largest_number_of_levels_is_read() -> None:
    levels = "".join(f"- {{id: l{at}, name: L}}\n" for at in range(MAX_LEVELS))
    assert len(load(f"{HEAD}levels:\n{levels}").levels) == MAX_LEVELS


def test_too_many_competencies_and_statements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = "".join(f"- {{id: c{at}, name: C}}\n" for at in range(MAX_COMPETENCIES + 1))
    assert "These are 401 competencies; at most 400" in first_problem(f"{HEAD}competencies:\n{columns}")
    assert MAX_STATEMENTS == 20_000
    monkeypatch.setattr("ladder.formats.yaml.checks.MAX_STATEMENTS", 2)
    assert "These are 3 expectations; at most 2" in first_problem(f"{HEAD}expectations: [One., Two., Three.]")


def test_a_ladder_as_large_as_promised_is_read_whole() -> None:
    levels, columns = [f"l{at}" for at in range(20)], [f"c{at}" for at in range(40)]
    lines = [HEAD + "competencies:", *(f"- {{id: {name}, name: C}}" for name in columns), "levels:"]
    for level in levels:
        lines += [f"- id: {level}\n  name: L\n  expects:"]
        lines += [
            f"    {column}:" + "".join(f"\n    - You do thing {at} of {level} in {column}." for at in range(4))
            for column in columns
        ]
    ladder = load("\n".join(lines))
    assert len(ladder.expectations) == 3200
    assert ladder.cell("l19", "c39")[3].text == "You do thing 3 of l19 in c39."
    assert load(dump(ladder)) == ladder


def told(text: str) -> list[str] | None:
    """What is wrong with a text, None if it is a ladder."""
    try:
        load(text, "x.yaml")
    except LadderProblems as problems:
        return [one.what for one in problems.problems]
    return None


@settings(max_examples=examples(200))
@given(st.one_of(st.lists(st.sampled_from(PIECES), max_size=20).map("".join), st.text(max_size=60)))
def test_whatever_is_in_the_file_it_is_a_ladder_or_told_why_not(text: str) -> None:
    found = told(HEAD + text)
    assert found is None or (found and all(found))
