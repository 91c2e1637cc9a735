"""The law of the exporters: what the form holds comes back from each format as it was."""

import pytest
from hypothesis import HealthCheck, example, given, settings

from ladder.formats.exporters import FORMATS, To, export
from ladder.formats.importers import read
from ladder.formats.yaml.form import builtin, dump, load
from ladder.framework.model import Annex, Expectation, Ladder, Level
from tests.ladder.formats.exporters.ladders import NASTY, ladders
from tests.laws import examples

_NAMES = {"csv": "ladder.csv", "xlsx": "ladder.xlsx", "json": "ladder.json", "md": "ladder.md"}
_LONG = Ladder(
    id="long",
    name="Long",
    levels=(Level(id="a", name="A"),),
    expectations=tuple(
        Expectation(id=f"e{at}", text=text, level="a") for at, text in enumerate((*NASTY, "x" * 33_000)) if text.strip()
    ),
    annexes=(Annex(where="x", text="y" * 40_000),),
)


@pytest.mark.slow
@pytest.mark.parametrize("to", FORMATS)
@given(ladder=ladders())
@example(ladder=_LONG)
@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_ladder_comes_back_from_each_format_as_it_was(to: To, ladder: Ladder) -> None:
    assert read(export(ladder, to), _NAMES[to]).ladder == ladder


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("text", ["0\xa00", "two  spaces", "a <!-- comment -->"])
def test_spaces_of_every_kind_come_back_from_each_format(to: To, text: str) -> None:
    ladder = Ladder(
        id="own", name="Own", levels=_LONG.levels, expectations=(Expectation(id="e", text=text, level="a"),)
    )
    assert read(export(ladder, to), _NAMES[to]).ladder == ladder


@pytest.mark.parametrize("to", FORMATS)
def test_the_built_in_ladder_goes_from_yaml_through_each_format_to_the_same_yaml(to: To) -> None:
    again = read(export(builtin(), to), _NAMES[to])
    assert again.understood.form == "ladder"
    assert again.skipped == ()
    assert dump(again.ladder) == dump(builtin())
    assert load(dump(again.ladder)) == builtin()
