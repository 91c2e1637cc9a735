"""The ladder as values: frozen, looked up by cell, stored as JSON."""

import json
from threading import Barrier, Thread

import msgspec
import pytest
from hypothesis import given, settings

from ladder.formats.yaml.form import builtin
from ladder.framework.model import (
    Competency,
    Expectation,
    Inherit,
    Kind,
    Ladder,
    Level,
    Status,
    from_json,
    to_json,
)
from tests.ladder.some_ladders import ladders
from tests.laws import examples

SMALL = Ladder(
    id="x",
    name="X",
    levels=(
        Level(id="a", name="A", next=("c",)),
        Level(id="b", name="B", next=("c",)),
        Level(id="c", name="C"),
    ),
    competencies=(Competency(id="craft", name="Craft"),),
    expectations=(
        Expectation(id="1", text="Two.", level="a", competency="craft", order=2),
        Expectation(id="2", text="One.", level="a", competency="craft", order=1),
        Expectation(id="3", text="Whole.", level="a"),
        Expectation(id="4", text="Everywhere.", competency="craft"),
    ),
)


def test_a_cell_gives_its_statements_in_the_source_s_order() -> None:
    assert [one.id for one in SMALL.cell("a", "craft")] == ["1", "2"]
    assert [one.id for one in SMALL.cell("a", None)] == ["3"]
    assert [one.id for one in SMALL.cell(None, "craft")] == ["4"]
    assert SMALL.cell("b", "craft") == SMALL.cell("nowhere", None) == ()


def test_levels_and_competencies_are_found_by_id() -> None:
    assert SMALL.level_by_id["b"].name == "B"
    assert SMALL.competency_by_id["craft"].name == "Craft"


def test_the_levels_before_one_come_in_ladder_order() -> None:
    assert [level.id for level in SMALL.before("c")] == ["a", "b"]
    assert SMALL.before("a") == ()


@pytest.mark.parametrize("value", [SMALL, SMALL.levels[0], SMALL.competencies[0], SMALL.expectations[0]])
@pytest.mark.parametrize("field", ["id", "order"])
def test_nothing_of_a_ladder_can_be_changed(value: object, field: str) -> None:
    with pytest.raises(AttributeError):
        setattr(value, field, "other")


def count_levels(ladder: Ladder) -> list[int]:
    return [len(ladder.levels)]


def test_what_is_derived_from_a_ladder_is_made_once_for_it() -> None:
    other = Ladder(id="y", name="Y")
    made = SMALL.once(count_levels)
    assert made == [3]
    assert SMALL.once(count_levels) is made
    assert other.once(count_levels) == [0]


def test_two_derivations_do_not_get_into_each_other_s_way() -> None:
    def names(ladder: Ladder) -> tuple[str, ...]:
        return tuple(level.name for level in ladder.levels)

    assert (SMALL.once(names), SMALL.once(count_levels)) == (("A", "B", "C"), [3])


def test_derivations_by_many_threads_give_equal_values() -> None:
    ladder = Ladder(id="x", name="X", levels=SMALL.levels)
    start, found = Barrier(8), list[list[int]]()

    def ask() -> None:
        start.wait()
        found.append(ladder.once(count_levels))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [[3]] * 8


def test_what_was_derived_is_neither_stored_nor_compared() -> None:
    fresh = msgspec.structs.replace(SMALL)
    SMALL.once(count_levels)
    assert fresh == SMALL
    assert to_json(fresh) == to_json(SMALL)


def test_a_published_version_holds_only_what_was_said() -> None:
    stored = json.loads(to_json(SMALL))
    assert stored["levels"][2] == {"id": "c", "name": "C"}
    assert "scales" not in stored
    assert "inherit" not in stored


@pytest.mark.parametrize(
    "document",
    [
        '{"id": "x"}',
        '{"id": "x", "name": 1}',
        '{"id": "x", "name": "X", "levls": []}',
        '{"id": "x", "name": "X", "inherit": "magic"}',
        '{"id": "x", "name": "X", "expectations": [{"id": "1", "text": "T", "kind": "wish"}]}',
        "[]",
    ],
)
def test_a_document_of_another_form_is_refused(document: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        from_json(document)


def test_kinds_and_states_are_stored_by_their_words() -> None:
    ladder = Ladder(
        id="x",
        name="X",
        inherit=Inherit.POINTS,
        expectations=(Expectation(id="1", text="-", kind=Kind.SCOPE, status=Status.NOT_APPLICABLE),),
    )
    stored = json.loads(to_json(ladder))
    assert stored["inherit"] == "points"
    assert stored["expectations"][0] == {"id": "1", "text": "-", "kind": "scope", "status": "not_applicable"}


@settings(max_examples=examples(40))
@given(ladders())
def test_a_stored_version_reads_back_as_the_same_ladder(ladder: Ladder) -> None:
    stored = to_json(ladder)
    assert from_json(stored) == ladder
    assert to_json(from_json(stored)) == stored


def test_equal_ladders_give_equal_bytes() -> None:
    assert to_json(from_json(to_json(builtin()))) == to_json(builtin())
