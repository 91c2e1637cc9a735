"""How single values are written: as plain as YAML allows, and always so that they read back."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ladder.formats.yaml.form import dump, load
from ladder.formats.yaml.layout import place, read_origin, short_origin
from ladder.formats.yaml.nodes import MappingNode, Scalar, SequenceNode, read_nodes
from ladder.formats.yaml.problems import ProblemList
from ladder.formats.yaml.scalars import flow, mapping_key, scalar
from ladder.framework.model import Expectation, Kind, Ladder, Level, Origin
from tests.ladder.some_ladders import NASTY, texts
from tests.laws import examples


def read(text: str) -> MappingNode:
    findings = ProblemList()
    (node,) = read_nodes(text, "", findings)
    assert not findings.problems
    assert isinstance(node, MappingNode)
    return node


def value_of(written: str) -> str:
    node = read(f"key: {written}\n").get("key")
    assert isinstance(node, Scalar)
    return node.value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("You design systems.", "You design systems."),
        ("L5", "L5"),
        ("don't: a ratio of 1:2", '"don\'t: a ratio of 1:2"'),
        ("1:2 ratio", "1:2 ratio"),
        ("a #b", '"a #b"'),
        ("a#b", "a#b"),
        ("ends with:", '"ends with:"'),
        ("ends with space ", '"ends with space "'),
        ("NO", '"NO"'),
        ("5.10", '"5.10"'),
        ("", '""'),
        ("- dash", '"- dash"'),
        ('"quoted"', '"\\"quoted\\""'),
        ("back\\slash", "back\\slash"),
        ("tab\there", '"tab\\there"'),
        ("bell\x07", '"bell\\u0007"'),
        ("next\x85line", '"next\\u0085line"'),
        ("line\u2028sep", '"line\\u2028sep"'),
        ("\ufeffmark", '"\\ufeffmark"'),
        ("日本語", "日本語"),
        ("「引用」", '"「引用」"'),
        ("👍", '"👍"'),
        (True, "true"),
        (False, "false"),
        (7, "7"),
        (-1.5, "-1.5"),
    ],
)
def test_a_value_is_written_as_plainly_as_it_may(value: str | float, written: str) -> None:
    assert scalar(value, 2) == written


def test_a_long_text_is_folded_at_single_spaces() -> None:
    text = "word " * 40 + "end"
    written = scalar(text, 4)
    assert written.startswith(">-\n    word word")
    assert all(len(line) <= 116 for line in written.splitlines())
    assert value_of(scalar(text, 2)) == text


def test_a_long_text_with_double_spaces_keeps_them() -> None:
    text = "two  spaces and one " * 12 + "end"
    assert value_of(scalar(text, 2)) == text


def test_a_text_of_several_lines_keeps_its_lines() -> None:
    assert scalar("One.\nTwo.\n\nThree.", 4) == "|-\n    One.\n    Two.\n\n    Three."


@pytest.mark.parametrize("value", [" indented\nfirst", "\nfirst empty", "last empty\n", "carriage\rreturn\nhere"])
def test_a_text_that_no_block_can_hold_is_quoted(value: str) -> None:
    assert scalar(value, 2).startswith('"')
    assert value_of(scalar(value, 2)) == value


@settings(max_examples=examples(150))
@given(texts)
@example("x" * 200 + ": y")
@example("# " + "x " * 100 + "y")
@example("- a\n- b")
@example("--- a\n... b")
def test_any_text_reads_back_the_same(value: str) -> None:
    assert value_of(scalar(value, 2)) == value


@settings(max_examples=examples(100))
@given(texts.filter(lambda text: len(text) < 200))
def test_any_key_reads_back_the_same(key: str) -> None:
    assert [found.value for found, _ in read(f"{mapping_key(key)}: value\n").pairs] == [key]


@settings(max_examples=examples(100))
@given(st.lists(texts, max_size=4))
@example(list(NASTY))
def test_any_list_on_one_line_reads_back_the_same(values: list[str]) -> None:
    node = read(f"key: {flow(values)}\n").get("key")
    assert isinstance(node, SequenceNode)
    assert [one.value for one in node.items if isinstance(one, Scalar)] == values


def test_a_mapping_on_one_line_reads_back_the_same() -> None:
    assert flow({"file": "a, b.csv", "row": 3}) == '{file: "a, b.csv", row: 3}'


def test_a_mapping_without_a_key_gives_nothing_for_it() -> None:
    assert read("a: 1\n").get("b") is None


@pytest.mark.parametrize(
    ("origin", "written"),
    [
        (Origin(file="a.csv", row=3, column=2), "a.csv:3:2"),
        (Origin(file="a.csv", row=3), "a.csv:3"),
        (Origin(file="a.xlsx", sheet="Senior: all", row=3, column=2), "a.xlsx#Senior: all:3:2"),
        (Origin(file="a:1.csv", row=3, column=2), "a:1.csv:3:2"),
        (Origin(), ""),
        (Origin(file="a.csv", column=2), None),
        (Origin(file="a:1"), None),
        (Origin(file="a#b.csv", row=1), None),
        (Origin(file="a", row=10**10), None),
    ],
)
def test_an_origin_is_written_in_short_where_that_reads_back(origin: Origin, written: str | None) -> None:
    assert short_origin(origin) == written
    one = Expectation(id="ladder.1", text="You test.", origin=origin)
    ladder = Ladder(id="x", name="X", expectations=(one,))
    assert load(dump(ladder)) == ladder


@given(st.builds(Origin, file=texts, sheet=texts, row=st.none() | st.integers(1, 10**9)))
def test_a_short_origin_is_never_read_as_another(origin: Origin) -> None:
    written = short_origin(origin)
    assert written is None or read_origin(written) == origin


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        (("senior", "risk", None), "senior.risk"),
        (("senior", None, None), "senior"),
        ((None, "risk", None), "risk"),
        (("senior", None, Kind.SIGNAL), "senior.signal"),
        ((None, None, None), ""),
    ],
)
def test_a_statement_is_called_after_its_cell(cell: tuple[str | None, str | None, Kind | None], name: str) -> None:
    assert place(*cell) == name


def test_an_id_stands_in_the_file_only_where_the_place_does_not_say_it() -> None:
    level = Level(id="mid", name="Mid")
    placed = tuple(Expectation(id=f"mid.{at}", text=f"T{at}.", level="mid") for at in (1, 2, 3))
    assert "id: mid." not in dump(Ladder(id="x", name="X", levels=(level,), expectations=placed))
    turned = Ladder(id="x", name="X", levels=(level,), expectations=placed[::-1])
    assert "id: mid.3" in dump(turned)
    assert load(dump(turned)) == turned
