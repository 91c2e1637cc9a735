"""The faster scanner against ruamel's own: the same events, the same places, the same refusals."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from ladder.framework import Ladder
from ladder.yaml_form import dump
from ladder.yaml_scan import NotYaml, events
from tests.ladder.some_ladders import PIECES, ladders


def told(found: Iterator[Any]) -> list[tuple[Any, ...]]:
    """Events as plain tuples, with the place of the refusal, if there is one, at the end."""
    rows: list[tuple[Any, ...]] = []
    try:
        rows.extend(_row(event) for event in found)
    except NotYaml as error:
        rows.append(("refused", "" if "does not exist" in error.problem else error.problem))
    except (YAMLError, ValueError, OverflowError):
        rows.append(("refused", ""))
    return rows


def _row(event: Any) -> tuple[Any, ...]:
    content = (getattr(event, name, None) for name in ("value", "tag", "anchor", "style"))
    return (type(event).__name__, *content, event.start_mark.line, event.start_mark.column)


def by_ruamel(text: str) -> Iterator[Any]:
    yield from YAML(typ="safe", pure=True).parse(text)


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
        "\ufeffa: \ufeffb",
        "- - - a\n    - b\n  -c",
        "%YAML 1.1\n---\na: ?b\n",
        "a: b\n---c",
        "x: y\n...\n",
    ],
)
def test_what_ladders_are_made_of_reads_as_ruamel_reads_it(text: str) -> None:
    assert told(events(text)) == told(by_ruamel(text))


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=16).map("".join))
def test_any_text_reads_as_ruamel_reads_it(text: str) -> None:
    assert told(events(text)) == told(by_ruamel(text))


@settings(max_examples=15)
@given(ladders())
def test_written_ladders_read_as_ruamel_reads_them(ladder: Ladder) -> None:
    text = dump(ladder)
    assert told(events(text)) == told(by_ruamel(text))
