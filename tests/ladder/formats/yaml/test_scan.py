"""Text into events: libyaml and PyYAML's own parser read alike, and neither ends a line where an editor does not."""

import subprocess
import sys
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder.formats.yaml import scan
from ladder.formats.yaml.form import LadderProblems, builtin, dump, load
from ladder.formats.yaml.scan import NotYaml, events
from ladder.framework.model import Ladder
from tests.ladder.some_ladders import PIECES, ladders
from tests.laws import examples

Rows = list[tuple[Any, ...]]
ALIKE = [piece for piece in PIECES if piece not in ("\t", "\ufeff")]  # libyaml takes tabs and marks at more places


@pytest.fixture
def without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads as on a platform whose wheel of PyYAML has no libyaml in it."""
    monkeypatch.setattr(scan, "LOADER", yaml.SafeLoader)


def told(text: str) -> Rows:
    """Events as plain tuples, with the place and the words of the refusal, if there is one, at the end."""
    rows: Rows = []
    try:
        rows.extend(_row(event) for event in events(text))
    except NotYaml as error:
        rows.append(("refused", error.line, error.column, error.what, error.fix))
    return rows


def _row(event: yaml.Event) -> tuple[Any, ...]:
    content = (getattr(event, name, None) or "" for name in ("value", "tag", "anchor", "style"))
    mark = event.start_mark if "End" not in type(event).__name__ else None  # where nothing begins, nothing is told
    return (type(event).__name__, *content, mark and (mark.line, mark.column))


def by_both(text: str) -> tuple[Rows, Rows]:
    """What libyaml reads, and what PyYAML's own parser reads."""
    found = []
    for loader in (yaml.CSafeLoader, yaml.SafeLoader):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(scan, "LOADER", loader)
            found.append(told(text))
    return found[0], found[1]


def refused(rows: Rows) -> bool:
    return bool(rows) and rows[-1][0] == "refused"


@pytest.mark.parametrize(
    "text",
    [
        "a: b c  d # note\nb: c\n  d\n\n  e\nf: 'g'",
        "- a:b\n- a::b\n- a #b\n- a#b\n- http://x.y/z?q=1#f",
        "- a\n  b: c",
        "a: b:\n",
        "key with spaces: value, with [brackets] {and} more",
        "[a b, c:d, {e: f g, h}]",
        "a: |\n  b\n   c\n\nd: >-\n  e\n  f\n",
        "a: &x b\nc: *x\nd: !t e\n",
        "--- a\n--- b\n...\n",
        "a\u2028b: c\x85d",
        "a: \u2029b\u2028\nc: d\x85\n",
        "\ufeffa: \ufeffb",
        "- - - a\n    - b\n  -c",
        "%YAML 1.1\n---\na: ?b\n",
        "a: b\n---c",
        "x: y\n...\n",
        "a: [b",
        "a: [",
        "a: 'b",
        "a: b: c",
        "a:\n  - b\n c: d",
        "a: b\nc\nd: e",
        "@a",
        "a: !foo!bar x",
        "a: &",
        'a: "\\U00110000"',
    ],
)
def test_both_parsers_read_and_refuse_the_same(text: str) -> None:
    by_libyaml, by_python = by_both(text)
    assert by_libyaml == by_python


@settings(max_examples=examples(200))
@given(st.lists(st.sampled_from(ALIKE), max_size=16).map("".join))
def test_what_both_parsers_take_they_read_alike(text: str) -> None:
    by_libyaml, by_python = by_both(text + "\n")
    assert by_libyaml == by_python or refused(by_libyaml) or refused(by_python)


@settings(max_examples=examples(15))
@given(ladders())
def test_both_parsers_read_written_ladders_alike(ladder: Ladder) -> None:
    by_libyaml, by_python = by_both(dump(ladder))
    assert by_libyaml == by_python
    assert not refused(by_libyaml)


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_a_sign_that_editors_do_not_take_for_a_line_end_is_kept_and_ends_no_line(sign: str) -> None:
    ladder = load(f"id: x\nname: One{sign}two\nnotes: ['a{sign}b', \"c{sign}d\", {sign}e]\n")
    assert ladder.name == f"One{sign}two"
    assert ladder.notes == (f"a{sign}b", f"c{sign}d", f"{sign}e")


def test_a_problem_after_such_a_sign_is_at_the_line_an_editor_shows() -> None:
    with pytest.raises(LadderProblems) as caught:
        load("id: x\nname: One\u2028two\x85three\nlevls: []\n", "x.yaml")
    assert str(caught.value).startswith('x.yaml:3:1: There is no key "levls"')


def test_the_stand_ins_of_such_signs_are_none_that_the_text_holds() -> None:
    name = "".join(map(chr, range(0xFDD0, 0xFDEF))) + "\u2028."
    assert load(f"id: x\nname: {name}\n").name == name


def test_a_text_that_holds_every_stand_in_breaks_at_its_signs_and_says_so() -> None:
    name = "".join(map(chr, range(0xFDD0, 0xFDF0))) + "\u2028b"
    with pytest.raises(LadderProblems):
        load(f"id: x\nname: {name}\n")


def test_a_tab_between_words_is_text_as_in_yaml_1_2() -> None:
    assert load("id: x\nname:\tOne\ttwo\n").name == "One\ttwo"


@pytest.mark.usefixtures("without_libyaml")
def test_the_built_in_ladder_reads_the_same_without_libyaml() -> None:
    assert load(dump(builtin())) == builtin()


@pytest.mark.usefixtures("without_libyaml")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 'x", "x.yaml:1:4: This is not YAML: a quotation mark is opened and not closed."),
        ("[" * 100_000, "x.yaml:1:21: This is nested more than 20 deep."),
        ('a: "\\UFFFFFFFF"', "This is not YAML: in double quotes a \\ begins an escape"),
        ('id: x\nname: X\nnotes: ["\\ud800"]', 'x.yaml:3:9: "notes" holds a character that no text may hold.'),
        ("id: x\nname: X\nnotes: [!!python/name:os.system x]", "The tag tag:yaml.org,2002:python/name:os.system"),
    ],
)
def test_a_hostile_text_is_refused_without_libyaml_too(text: str, said: str) -> None:
    with pytest.raises(LadderProblems) as caught:
        load(text, "x.yaml")
    assert said in str(caught.value.problems[0])


def test_a_platform_without_libyaml_reads_ladders() -> None:
    code = (
        "import sys; sys.modules['yaml._yaml'] = None\n"
        "import yaml; from ladder.formats.yaml.form import builtin; print(yaml.__with_libyaml__, len(builtin().levels))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"False {len(builtin().levels)}\n"


def test_what_a_parser_says_beyond_what_is_known_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_loader: object) -> None:
        raise yaml.MarkedYAMLError(problem="found something new")

    monkeypatch.setattr(scan.LOADER, "get_event", refuse)
    what, fix = "found something new at the end", "Look at the indentation and at unclosed quotes or brackets"
    assert told("a\nbc\n") == [("refused", 2, 3, what, f"{fix} just before this place.")]
