"""What changed between two versions of a ladder."""

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given, settings

from ladder.formats.yaml.form import builtin
from ladder.framework.model import Competency, Expectation, Kind, Ladder, Level, Status
from ladder.publishing.diff import FieldChange, LadderDiff, diff
from tests.ladder.some_ladders import ladders
from tests.laws import examples

LEVELS = (Level(id="mid", name="Mid", next=("senior",)), Level(id="senior", name="Senior", summary="You lead."))
COMPETENCIES = (Competency(id="craft", name="Craft"), Competency(id="care", name="Care"))


def said(level: str | None, competency: str | None, *texts: str) -> tuple[Expectation, ...]:
    """Statements of one cell, called after their place."""
    place = ".".join(filter(None, (level, competency)))
    return tuple(
        Expectation(id=f"{place}.{at}", text=text, level=level, competency=competency)
        for at, text in enumerate(texts, start=1)
    )


def ladder(
    *cells: tuple[Expectation, ...],
    levels: Sequence[Level] = LEVELS,
    competencies: Sequence[Competency] = COMPETENCIES,
) -> Ladder:
    statements = tuple(one for cell in cells for one in cell)
    return Ladder(id="x", name="X", levels=tuple(levels), competencies=tuple(competencies), expectations=statements)


def words(found: LadderDiff) -> list[tuple[str | None, str | None]]:
    """The old and the new words of each changed statement."""
    return [(one.old.text if one.old else None, one.new.text if one.new else None) for one in found.statements]


def test_a_ladder_does_not_differ_from_itself() -> None:
    found = diff(builtin(), builtin())
    assert not found
    assert (found.statements, found.levels.added, found.competencies.changed) == ((), (), ())


def test_a_new_statement_has_no_old_words_and_a_removed_one_no_new_ones() -> None:
    old = ladder(said("mid", "craft", "You test your code."))
    new = ladder(said("mid", "craft", "Releases are yours."))
    assert words(diff(old, ladder(said("mid", "craft", "You test your code.", "Releases are yours.")))) == [
        (None, "Releases are yours.")
    ]
    assert words(diff(ladder(said("mid", "craft", "You test your code.", "Releases are yours.")), new)) == [
        ("You test your code.", None)
    ]


def test_a_statement_in_other_words_is_shown_with_the_old_and_the_new_ones() -> None:
    old = ladder(said("mid", "craft", "You test the code that you write."))
    new = ladder(said("mid", "craft", "You test all the code that you write."))
    found = diff(old, new)
    assert words(found) == [("You test the code that you write.", "You test all the code that you write.")]
    (change,) = found.statements
    assert (change.level, change.competency) == (LEVELS[0], COMPETENCIES[0])


def test_a_statement_put_before_others_changes_none_of_them() -> None:
    old = ladder(said("mid", "craft", "You test your code.", "You review with care."))
    new = ladder(said("mid", "craft", "Releases are yours.", "You test your code.", "You review with care."))
    assert words(diff(old, new)) == [(None, "Releases are yours.")]


def test_another_order_is_no_change() -> None:
    old = ladder(said("mid", "craft", "You test your code.", "You review with care."))
    new = ladder(said("mid", "craft", "You review with care.", "You test your code."))
    assert not diff(old, new)


def test_a_statement_rewritten_from_scratch_is_known_by_its_id() -> None:
    old, new = ladder(said("mid", "craft", "Alpha beta.")), ladder(said("mid", "craft", "Gamma delta."))
    assert words(diff(old, new)) == [("Alpha beta.", "Gamma delta.")]


def test_the_more_alike_words_pair_up_before_the_ids_do() -> None:
    old = ladder(said("mid", "craft", "You test the code you write.", "You answer for releases of the team."))
    new = ladder(said("mid", "craft", "You answer for all releases of the team.", "You test the code you write well."))
    assert words(diff(old, new)) == [
        ("You answer for releases of the team.", "You answer for all releases of the team."),
        ("You test the code you write.", "You test the code you write well."),
    ]


@pytest.mark.parametrize("changed", [{"kind": Kind.ANTI_PATTERN}, {"status": Status.NOT_APPLICABLE}, {"band": "must"}])
def test_the_same_words_in_another_sense_are_a_change(changed: dict[str, object]) -> None:
    cell = said("mid", "craft", "You hurry.")
    other = tuple(msgspec.structs.replace(one, **changed) for one in cell)
    assert words(diff(ladder(cell), ladder(other))) == [("You hurry.", "You hurry.")]


def test_marks_and_origin_are_no_change() -> None:
    cell = said("mid", "craft", "You test.")
    other = tuple(msgspec.structs.replace(one, is_new=True, derived=True, order=7, id="own") for one in cell)
    assert not diff(ladder(cell), ladder(other))


def test_a_statement_of_the_whole_level_or_the_whole_ladder_is_told_without_the_rest() -> None:
    found = diff(ladder(), ladder(said("mid", None, "You grow."), said(None, None, "We care.")))
    assert [(one.level, one.competency) for one in found.statements] == [(LEVELS[0], None), (None, None)]


def test_levels_and_competencies_come_and_go() -> None:
    lead = Level(id="lead", name="Lead")
    found = diff(ladder(), ladder(levels=(LEVELS[0], lead), competencies=COMPETENCIES[:1]))
    assert [one.id for one in found.levels.added] == ["lead"]
    assert [one.id for one in found.levels.removed] == ["senior"]
    assert [one.id for one in found.competencies.removed] == ["care"]
    assert found


def test_the_statements_of_what_is_gone_are_told_where_they_stood() -> None:
    old = ladder(said("senior", "care", "You mentor."))
    found = diff(old, ladder(levels=LEVELS[:1], competencies=COMPETENCIES[:1]))
    assert words(found) == [("You mentor.", None)]
    (change,) = found.statements
    assert (change.level, change.competency) == (LEVELS[1], COMPETENCIES[1])


def test_a_new_name_under_the_old_id_is_a_renaming() -> None:
    renamed = msgspec.structs.replace(LEVELS[0], name="Intermediate")
    found = diff(
        ladder(said("mid", "craft", "You test.")),
        ladder(said("mid", "craft", "You test."), levels=(renamed, LEVELS[1])),
    )
    (change,) = found.levels.changed
    assert (change.old.name, change.new.name, change.renamed, change.fields) == ("Mid", "Intermediate", True, ())
    assert found.statements == ()


@pytest.mark.parametrize(
    "craft",
    [
        Competency(id="quality", name="Craft"),
        Competency(id="quality", name="Quality", aliases=("craft",)),
        Competency(id="quality", name="Quality", aliases=("CRAFT",)),
    ],
)
def test_a_new_id_is_a_renaming_too_if_the_name_or_an_alias_says_so(craft: Competency) -> None:
    old = ladder(said("mid", "craft", "You test."))
    new = ladder(said("mid", "quality", "You test."), competencies=(craft, COMPETENCIES[1]))
    found = diff(old, new)
    (change,) = found.competencies.changed
    assert (change.old.id, change.new.id, change.renamed) == ("craft", "quality", True)
    assert (found.competencies.added, found.competencies.removed, found.statements) == ((), (), ())


def test_a_new_id_and_a_new_name_are_another_competency() -> None:
    found = diff(ladder(), ladder(competencies=(Competency(id="quality", name="Quality"), COMPETENCIES[1])))
    assert [one.id for one in found.competencies.added] == ["quality"]
    assert [one.id for one in found.competencies.removed] == ["craft"]


def test_two_new_entries_of_one_old_name_take_it_once() -> None:
    found = diff(
        ladder(),
        ladder(competencies=(Competency(id="a", name="Craft"), Competency(id="b", name="Craft"), COMPETENCIES[1])),
    )
    assert [one.new.id for one in found.competencies.changed] == ["a"]
    assert [one.id for one in found.competencies.added] == ["b"]


def test_other_words_of_a_level_are_told_field_by_field() -> None:
    mid = msgspec.structs.replace(LEVELS[0], next=("senior", "lead"), summary="You deliver.", rank=9)
    found = diff(ladder(), ladder(levels=(mid, LEVELS[1])))
    (change,) = found.levels.changed
    assert not change.renamed
    assert change.fields == (
        FieldChange(field="summary", old="", new="You deliver."),
        FieldChange(field="next", old="senior", new="senior, lead"),
    )


def test_a_level_that_no_longer_extends_another_says_so() -> None:
    extending = (LEVELS[0], msgspec.structs.replace(LEVELS[1], extends="mid"))
    (change,) = diff(ladder(levels=extending), ladder()).levels.changed
    assert change.fields == (FieldChange(field="extends", old="mid", new=""),)


def test_how_to_show_a_competency_is_told_too() -> None:
    shown = msgspec.structs.replace(COMPETENCIES[0], how_to_show=("Link it.",), keywords=("link",))
    (change,) = diff(ladder(), ladder(competencies=(shown, COMPETENCIES[1]))).competencies.changed
    assert [one.field for one in change.fields] == ["how_to_show"]


def test_the_words_of_a_renamed_level_are_compared_with_the_old_ones() -> None:
    medior = Level(id="medior", name="Medior", aliases=("mid",), next=("senior",))
    found = diff(
        ladder(said("mid", "craft", "You test.")),
        ladder(said("medior", "craft", "You test well."), levels=(medior, LEVELS[1])),
    )
    assert words(found) == [("You test.", "You test well.")]


@settings(max_examples=examples(25))
@given(ladders())
def test_no_ladder_differs_from_itself(one: Ladder) -> None:
    assert not diff(one, one)


@settings(max_examples=examples(25))
@given(ladders())
def test_all_that_a_ladder_says_is_new_against_an_empty_one(one: Ladder) -> None:
    empty = Ladder(id="x", name="X")
    came, went = diff(empty, one), diff(one, empty)
    assert {change.new.id for change in came.statements if change.new} == {said.id for said in one.expectations}
    assert {change.old.id for change in went.statements if change.old} == {said.id for said in one.expectations}
    assert (came.levels.added, went.levels.removed) == (one.levels, one.levels)


def test_rewordings_leave_out_what_came_or_went_with_a_level_or_competency() -> None:
    old = ladder(said("mid", "craft", "You build"), said("senior", "craft", "You lead"), said("mid", "care", "You ask"))
    new = ladder(
        said("mid", "craft", "You build, and it holds"),
        said("staff", "craft", "You guide"),
        levels=(LEVELS[0], Level(id="staff", name="Staff")),
        competencies=COMPETENCIES[:1],
    )
    found = diff(old, new)
    assert [one.new.text for one in found.rewordings if one.new] == ["You build, and it holds"]
    assert len(found.statements) == 4
