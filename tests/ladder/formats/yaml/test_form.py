"""Ladder files: what may be written, and what comes of it."""

from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings

from ladder.formats.yaml.form import LadderProblems, dump, file_schema, load, load_files, load_path
from ladder.framework.model import Expectation, Inherit, Kind, Ladder, Origin, Status, Thresholds
from tests.ladder.some_ladders import ladders
from tests.laws import examples

SMALL = """\
id: small
name: Small
levels:
  - id: mid
    name: Mid
    next: [senior]
  - id: senior
    name: Senior
    statements:
      - You are senior.
    expects:
      craft:
        - You write clear code.
        - text: You design systems.
          is_new: true
          derived: true
competencies:
  - id: craft
    name: Craft
"""


def problems_of(text: str) -> list[str]:
    with pytest.raises(LadderProblems) as caught:
        load(text, "x.yaml")
    return [str(one) for one in caught.value.problems]


def only(text: str) -> Expectation:
    """The one statement of a ladder with a level `mid` and a competency `craft`."""
    (found,) = load(
        f"id: x\nname: X\nlevels: [{{id: mid, name: Mid}}]\ncompetencies: [{{id: craft, name: C}}]\n{text}"
    ).expectations
    return found


def test_a_statement_may_be_just_its_text_or_its_text_with_marks() -> None:
    ladder = load(SMALL)
    plain, marked = ladder.cell("senior", "craft")
    assert (plain.text, plain.is_new, plain.derived) == ("You write clear code.", False, False)
    assert (marked.text, marked.is_new, marked.derived) == ("You design systems.", True, True)


def test_statements_without_an_id_are_called_after_their_place() -> None:
    assert [one.id for one in load(SMALL).expectations] == ["senior.1", "senior.craft.1", "senior.craft.2"]


def test_a_statement_with_an_id_keeps_it_and_takes_up_a_number() -> None:
    ladder = load(
        SMALL.replace(
            "- text: You design systems.", "- You test.\n        - text: You design systems.\n          id: design"
        )
    )
    assert [one.id for one in ladder.cell("senior", "craft")] == ["senior.craft.1", "senior.craft.2", "design"]


def test_statements_may_be_listed_by_kind() -> None:
    ladder = load(
        SMALL.replace("      - You are senior.", "      anti_pattern: [You hide.]\n      signal: [You shine.]")
    )
    assert [(one.id, one.kind) for one in ladder.cell("senior", None)] == [
        ("senior.anti_pattern.1", Kind.ANTI_PATTERN),
        ("senior.signal.1", Kind.SIGNAL),
    ]


def test_a_cell_may_hold_lists_by_kind_too() -> None:
    ladder = load(
        SMALL.replace(
            "        - You write clear code.\n        - text",
            "        example: [You wrote a parser.]\n        behaviour:\n        - text",
        )
    )
    assert [one.kind for one in ladder.cell("senior", "craft")] == [Kind.EXAMPLE, Kind.BEHAVIOUR]


def test_statements_may_stand_under_their_competency() -> None:
    ladder = load(
        """\
id: x
name: X
levels:
  - id: mid
    name: Mid
competencies:
  - id: craft
    name: Craft
    statements: [Craft is care.]
    expects:
      mid: [You write tests.]
"""
    )
    assert [(one.id, one.level, one.competency) for one in ladder.expectations] == [
        ("craft.1", None, "craft"),
        ("mid.craft.1", "mid", "craft"),
    ]


def test_statements_may_stand_in_one_flat_list() -> None:
    one = only("expectations:\n- text: You test.\n  level: mid\n  competency: craft\n  kind: scope")
    assert (one.id, one.level, one.competency, one.kind) == ("mid.craft.1", "mid", "craft", Kind.SCOPE)


def test_a_flat_statement_that_names_no_place_speaks_of_the_ladder() -> None:
    one = only("expectations: [We grow.]")
    assert (one.id, one.level, one.competency) == ("ladder.1", None, None)


def test_a_specialism_names_its_statements() -> None:
    ladder = load(
        SMALL
        + "specialisms:\n- id: ai\n  name: AI\n  from_level: mid\n  expectations:\n  - You train.\n"
        + "  - text: You serve.\n    competency: craft\n"
    )
    assert [(one.id, one.competency) for one in ladder.specialisms[0].expectations] == [
        ("ai.1", None),
        ("ai.2", "craft"),
    ]


def test_what_is_not_applicable_may_be_empty_and_what_is_expected_may_not() -> None:
    assert only('expectations: [{text: "", status: not_applicable}]').status is Status.NOT_APPLICABLE
    assert "says nothing" in problems_of(SMALL.replace("You write clear code.", '" "'))[0]


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("a.csv:3:2", Origin(file="a.csv", row=3, column=2)),
        ("a.csv:3", Origin(file="a.csv", row=3)),
        ("a.csv", Origin(file="a.csv")),
        ("a.xlsx#Level 5:3:2", Origin(file="a.xlsx", sheet="Level 5", row=3, column=2)),
        ("'#Sheet'", Origin(sheet="Sheet")),
        ("{file: a.csv, row: 3}", Origin(file="a.csv", row=3)),
        ("'a:b:c'", Origin(file="a:b:c")),
        ("'a.csv:0'", Origin(file="a.csv:0")),
        ("'a\nb'", Origin(file="a b")),
    ],
)
def test_an_origin_is_written_in_short_or_in_full(text: str, origin: Origin) -> None:
    assert (
        only(
            f"expectations: [{{text: You test., origin: {text}}}]"
            if "'" in text or "{" in text
            else f"expectations:\n- text: You test.\n  origin: {text}"
        ).origin
        == origin
    )


def test_what_is_left_empty_counts_as_not_given() -> None:
    level = load(SMALL.replace("next: [senior]", "next:\n    summary: ~\n    aliases: null")).levels[0]
    assert (level.next, level.summary, level.aliases) == ((), "", ())


def test_every_field_of_the_form_is_read() -> None:
    ladder = load(
        SMALL
        + """\
schema: 1
version: "2.10"
locale: en-GB
inherit: cumulative
source: {url: "https://example.org", licence: CC0, attribution: Them}
coverage: {some_months: 3, strong_quarters: 4}
scales:
  - id: five
    name: Five
    grades: [{id: "1", name: Learns, description: From others}, {id: "2", name: Does}]
requirements:
  - {level: mid, competency: craft, grade: "2"}
rules: [{id: points, text: Twelve points., kind: points}]
advice: [{id: read, topic: Read, text: Read code., competencies: [craft], levels: [mid]}]
translations:
  de: {level.mid.name: Mittel, competency.craft.name: Handwerk}
annexes: [{where: "A1", text: "?", why: unclear}]
notes: [Be kind.]
"""
    )
    assert ladder.version == "2.10"
    assert ladder.inherit is Inherit.CUMULATIVE
    assert ladder.coverage == Thresholds(some_months=3, strong_quarters=4)
    assert ladder.requirements[0].grade == "2"
    assert ladder.scales[0].grades[0].description == "From others"
    assert ladder.translations["de"]["level.mid.name"] == "Mittel"
    assert ladder.source
    assert ladder.source.licence == "CC0"
    assert ladder.notes == ("Be kind.",)


def test_numbers_are_read_where_numbers_belong() -> None:
    ladder = load(
        SMALL.replace("name: Craft", "name: Craft\n    weight: 2.5\n    order: -3").replace(
            "name: Mid\n", "name: Mid\n    rank: 7\n"
        )
    )
    assert (ladder.competencies[0].weight, ladder.competencies[0].order, ladder.levels[0].rank) == (2.5, -3, 7)


def test_text_with_an_alias_is_read_where_it_is_used() -> None:
    text = SMALL.replace("- You are senior.", "- &same You are senior.").replace("- You write clear code.", "- *same")
    assert [one.text for one in load(text).expectations][:2] == ["You are senior.", "You are senior."]


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_any_line_ending_will_do(ending: str) -> None:
    assert load(SMALL.replace("\n", ending)) == load(SMALL)


def test_a_byte_order_mark_does_not_matter() -> None:
    assert load("\ufeff" + SMALL) == load(SMALL)


def test_japanese_is_as_good_as_english() -> None:
    assert (
        load(SMALL.replace("You write clear code.", "コードを書く。")).cell("senior", "craft")[0].text
        == "コードを書く。"
    )


@settings(max_examples=examples(40))
@given(ladders())
def test_what_was_written_reads_back_as_the_same_ladder(ladder: Ladder) -> None:
    assert load(dump(ladder)) == ladder


@settings(max_examples=examples(12))
@given(ladders())
def test_writing_what_was_read_changes_nothing(ladder: Ladder) -> None:
    text = dump(ladder)
    assert dump(load(text)) == text


def test_a_small_ladder_is_written_as_a_person_would() -> None:
    assert dump(load(SMALL)) == SMALL.replace("levels:", "\nlevels:").replace(
        "  - id: senior", "\n  - id: senior"
    ).replace("competencies:", "\ncompetencies:")


def test_statements_that_come_by_competency_are_written_under_it() -> None:
    ladder = load(
        "id: x\nname: X\nlevels: [{id: a, name: A}, {id: b, name: B}]\n"
        "competencies:\n- {id: c, name: C, expects: {a: [One.], b: [Two.]}}\n"
        "- {id: d, name: D, expects: {a: [Three.]}}\n"
    )
    text = dump(ladder)
    assert "    expects:\n      a:\n        - One.\n      b:\n        - Two.\n" in text
    assert load(text) == ladder


def test_statements_in_no_order_are_written_as_a_list() -> None:
    texts = [("a", "c"), ("b", "c"), ("a", "d"), ("b", "c")]
    flat = "".join(
        f"- {{text: T{at}., level: {level}, competency: {column}}}\n" for at, (level, column) in enumerate(texts)
    )
    ladder = load(
        "id: x\nname: X\nlevels: [{id: a, name: A}, {id: b, name: B}]\n"
        f"competencies: [{{id: c, name: C}}, {{id: d, name: D}}]\nexpectations:\n{flat}"
    )
    text = dump(ladder)
    assert "\nexpectations:\n  - text: T0.\n" in text
    assert load(text) == ladder


def test_a_ladder_that_names_an_unknown_level_is_written_all_the_same() -> None:
    ladder = Ladder(id="x", name="X", expectations=(Expectation(id="1", text="You test.", level="nowhere"),))
    assert "level: nowhere" in dump(ladder)


def test_long_text_is_folded_and_stays_the_same() -> None:
    long = "You keep explaining trade-offs to the people who decide with you: clearly, early and in writing. " * 4
    ladder = load(SMALL.replace("- You write clear code.", f'- "{long.strip()}"'))
    text = dump(ladder)
    assert "- >-\n" in text
    assert max(len(line) for line in text.splitlines()) <= 120
    assert load(text) == ladder


def test_several_files_make_one_ladder() -> None:
    ladder = load_files(
        {
            "1.yaml": "id: x\nname: X\nlevels:\n- {id: a, name: A, next: [b]}\ntranslations: {de: {level.a.name: A}}\n",
            "2.yaml": "id: x\nlevels:\n- {id: b, name: B}\ntranslations: {nb: {level.b.name: To}}\n",
        }
    )
    assert [level.id for level in ladder.levels] == ["a", "b"]
    assert set(ladder.translations) == {"de", "nb"}


def test_several_documents_in_one_file_make_one_ladder() -> None:
    assert [level.id for level in load("id: x\nname: X\n---\nlevels: [{id: a, name: A}]\n").levels] == ["a"]


def test_files_that_contradict_each_other_are_told_apart() -> None:
    with pytest.raises(LadderProblems) as caught:
        load_files({"1.yaml": "id: x\nname: X\n", "2.yaml": "name: Y\nlevels: [{id: a}]\n"})
    assert [str(one) for one in caught.value.problems] == [
        "2.yaml:1:7: This does not go together with line 2 of 1.yaml. Keep one of the two.",
        '2.yaml:2:10: "name" is missing here. Add "name: …".',
    ]


def test_a_list_and_a_mapping_do_not_go_together() -> None:
    with pytest.raises(LadderProblems, match="does not go together"):
        load_files({"1.yaml": "id: x\nname: X\nlevels: []\n", "2.yaml": "levels: {}\n"})


def test_problems_of_several_files_name_their_file_and_line() -> None:
    with pytest.raises(LadderProblems) as caught:
        load_files(
            {
                "1.yaml": "id: x\nname: X\nlevels:\n- {id: a, name: A, next: [c]}\n",
                "2.yaml": "levels:\n- {id: a, name: B}\n",
            }
        )
    assert [(one.file, one.line) for one in caught.value.problems] == [("1.yaml", 4), ("2.yaml", 2)]


def test_a_file_or_a_folder_is_read_from_disk(tmp_path: Path) -> None:
    (tmp_path / "b.yml").write_text("levels: [{id: two, name: Two}]", encoding="utf-8")
    (tmp_path / "a.yaml").write_text("id: x\nname: X\nlevels: [{id: one, name: One}]", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("not a ladder", encoding="utf-8")
    assert [level.id for level in load_path(tmp_path).levels] == ["one", "two"]
    assert [level.id for level in load_path(tmp_path / "a.yaml").levels] == ["one"]


def test_a_file_that_cannot_be_had_is_named(tmp_path: Path) -> None:
    binary, large = tmp_path / "binary.yaml", tmp_path / "large.yaml"
    binary.write_bytes(b"\xff\xfe\x00")
    with large.open("wb") as file:
        file.truncate(50_000_000)
    for path, said in ((tmp_path / "none.yaml", "cannot be read"), (binary, "not UTF-8"), (large, "larger than 20 MB")):
        with pytest.raises(LadderProblems, match=said) as caught:
            load_path(path)
        assert caught.value.problems[0].file == str(path)
        assert caught.value.problems[0].fix


def test_an_empty_folder_holds_no_ladder(tmp_path: Path) -> None:
    with pytest.raises(LadderProblems, match="nothing in it"):
        load_path(tmp_path)


def test_the_schema_takes_what_the_loader_takes_and_refuses_unknown_keys() -> None:
    schema = file_schema()
    jsonschema.validate(
        {"id": "x", "name": "X", "levels": [{"id": "a", "name": "A", "expects": {"c": ["You."]}}]}, schema
    )
    for wrong in ({"id": "x"}, {"id": "x", "name": "X", "levls": []}, {"id": "x", "name": "X", "levels": [{"id": 1}]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)
