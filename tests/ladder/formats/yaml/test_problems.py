"""What is wrong in a ladder file is told at its line, with what to do, and all at once."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder.formats.yaml.checks import find_loop
from ladder.formats.yaml.form import LadderProblems, load
from ladder.formats.yaml.problems import SHOWN, Problem, ProblemList, did_you_mean
from tests.ladder.formats.yaml.test_form import problems_of
from tests.laws import examples

HEAD = "id: x\nname: X\n"
LEVELS = "levels:\n- {id: a, name: A}\n- {id: b, name: B}\ncompetencies:\n- {id: c, name: C}\n"


def test_all_problems_are_told_at_once_in_the_order_of_the_file() -> None:
    assert problems_of(
        """\
id: NO
name: 5.10
levls: []
levels:
  - id: a
    nmae: A
    rank: one
    next: [c]
    expects:
      lead: [You do.]
  - id: b
    name: B
  - id: b
    name: yes
competencies:
  - id: leads
    name: Lead
expectations:
  - text: foo
    kind: behavior
    level: z
  - level: a
"""
    ) == [
        'x.yaml:1:5: YAML may read NO as a yes or no. Quote it: "NO".',
        'x.yaml:2:7: YAML may read 5.10 as a number. Quote it: "5.10".',
        'x.yaml:3:1: There is no key "levls" here. Did you mean "levels"?',
        'x.yaml:5:5: "name" is missing here. Add "name: …".',
        'x.yaml:6:5: There is no key "nmae" here. Did you mean "name"?',
        'x.yaml:7:11: "rank" takes a whole number. Write it without quotes, such as 3.',
        'x.yaml:8:12: There is no level "c". Add it, or take it out of levels.',
        'x.yaml:10:7: There is no competency "lead". Did you mean "leads"?',
        'x.yaml:13:9: The level id "b" is used twice. Give each its own.',
        'x.yaml:14:11: YAML may read yes as a yes or no. Quote it: "yes".',
        "x.yaml:20:11: \"kind\" takes one word of a fixed list. 'behavior' is none of them. Choose from: summary,"
        " behaviour, scope, example, narrative, signal, anti_pattern, responsibility.",
        'x.yaml:21:12: There is no level "z". Add it, or take it out of expectations.',
        'x.yaml:22:5: "text" is missing here. Add "text: …".',
    ]


@pytest.mark.parametrize(
    ("written", "taken_for"),
    [
        ("NO", "a yes or no"),
        ("off", "a yes or no"),
        ("True", "a yes or no"),
        ("5.10", "a number"),
        ("12", "a number"),
        ("1_000", "a number"),
        ("0x1F", "a number"),
        ("0o17", "a number"),
        ("1e3", "a number"),
        (".5", "a number"),
        ("-.inf", "a number"),
        (".NaN", "a number"),
        ("12:30", "a number"),
        ("2024-01-01", "a date"),
        ("2024-01-01 10:00:00 Z", "a date"),
        ("2024-01-01T10:00:00.5+02:00", "a date"),
    ],
)
def test_a_word_that_yaml_may_take_for_something_else_is_to_be_quoted(written: str, taken_for: str) -> None:
    said = f'x.yaml:1:7: YAML may read {written} as {taken_for}. Quote it: "{written}".'
    assert problems_of(f"name: {written}\nid: x\n") == [said]
    assert load(f'name: "{written}"\nid: x\n').name == written


@pytest.mark.parametrize("written", ["Norway", "5.10.1", "v5", "2024-01-01 we began", "1st", "No one", "12:30 pm", "a"])
def test_a_text_that_only_begins_like_something_else_is_text(written: str) -> None:
    assert load(f"name: {written}\nid: x\n").name == written


def test_the_language_code_of_norwegian_is_to_be_quoted() -> None:
    said = problems_of(HEAD + LEVELS + "translations:\n  NO: {level.a.name: A}\n")
    assert said == ['x.yaml:9:3: YAML may read NO as a yes or no. Quote it: "NO".']


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name: []\nid: x", 'x.yaml:1:7: "name" takes text, not a list.'),
        ("name: {}\nid: x", 'x.yaml:1:7: "name" takes text, not keys with values.'),
        ("name:\nid: x", 'x.yaml:1:1: "name" is empty. Write a text, or leave the key out.'),
        (HEAD + "levels: a", 'x.yaml:3:9: "levels" takes a list, not a single value. Write [a].'),
        (
            HEAD + "levels: {a: 1}",
            'x.yaml:3:9: "levels" takes a list, not keys with values. Begin each entry with "- ".',
        ),
        (HEAD + "levels: [a]", 'x.yaml:3:10: "levels" takes keys with values, not a single value.'),
        (HEAD + "coverage: 2", 'x.yaml:3:11: "coverage" takes keys with values, not a single value.'),
        (HEAD + "translations: 2", 'x.yaml:3:15: "translations" takes keys with values, not a single value.'),
        (HEAD + "schema: '1'", 'x.yaml:3:9: "schema" takes a whole number. Write it without quotes, such as 3.'),
        (HEAD + "schema: 1.5", 'x.yaml:3:9: "schema" takes a whole number. Write it without quotes, such as 3.'),
        (
            HEAD + "schema: " + "9" * 5000,
            'x.yaml:3:9: "schema" takes a whole number. Write it without quotes, such as 3.',
        ),
        (HEAD + "inherit: []", 'x.yaml:3:10: "inherit" takes one word of a fixed list. It is a list.'),
        (
            HEAD + "competencies: [{id: c, name: C, weight: 1e999}]",
            'x.yaml:3:41: "weight" takes a number. Write it without quotes, such as 1.5.',
        ),
        (
            HEAD + "competencies: [{id: c, name: C, weight: heavy}]",
            'x.yaml:3:41: "weight" takes a number. Write it without quotes, such as 1.5.',
        ),
        (HEAD + "levels: [{id: a, name: A, statements: You.}]", '"statements" takes a list or keys with values, not a'),
        (HEAD + "levels: [{id: a, name: A, extends: [b]}]", 'x.yaml:3:36: "extends" takes a single value, not a list.'),
        (
            HEAD + "expectations: [{text: You., is_new: yes}]",
            'x.yaml:3:37: "is_new" takes true or false. Write it without quotes.',
        ),
        (
            HEAD + "expectations: [{text: You., is_new: 'true'}]",
            'x.yaml:3:37: "is_new" takes true or false. Write it without quotes.',
        ),
        (HEAD + 'notes: ["\\0"]', 'x.yaml:3:9: "notes" holds a character that no text may hold.'),
        (HEAD + 'notes: ["\\ud800"]', "x.yaml:3:12: This is not YAML: in double quotes a \\ begins an escape"),
        (HEAD + "xyzzy: 1", 'x.yaml:3:1: There is no key "xyzzy" here. Known here: id, name, schema, version,'),
        (HEAD + "<<: {locale: de}", 'x.yaml:3:1: There is no key "<<" here. Write the keys out;'),
        ("- a", 'x.yaml:1:1: "ladder" takes keys with values, not a list.'),
        ("just text", 'x.yaml:1:1: "ladder" takes keys with values, not a single value.'),
        (HEAD + LEVELS.replace("id: c", "id: two words"), 'x.yaml:7:8: "two words" cannot be an id. Use one word'),
        (HEAD + LEVELS.replace("id: c", "id: ''"), 'x.yaml:7:8: "" cannot be an id.'),
        (HEAD + LEVELS.replace("id: c", f"id: {'x' * 201}"), "cannot be an id. Use one word of at most 64"),
        (HEAD + LEVELS.replace("name: A", "name: A, track: t"), 'x.yaml:4:27: There is no track "t".'),
        (HEAD + LEVELS.replace("name: A", "name: A, extends: t"), 'x.yaml:4:29: There is no level "t".'),
        (HEAD + LEVELS.replace("name: A", "name: A, equivalent_to: [bb]"), 'x.yaml:4:36: There is no level "bb".'),
        (HEAD + LEVELS.replace("name: C", "name: C, scale: s"), 'x.yaml:7:27: There is no scale "s".'),
        (HEAD + LEVELS.replace("name: C", "name: C, tracks: [s]"), 'x.yaml:7:29: There is no track "s".'),
        (HEAD + LEVELS.replace("name: C", "name: C, expects: {z: [You.]}"), 'x.yaml:7:30: There is no level "z".'),
        (HEAD + "tracks: [{id: t, name: T, forks_from: z}]", 'x.yaml:3:39: There is no level "z".'),
        (HEAD + LEVELS + "specialisms: [{id: s, name: S, from_level: z}]", 'x.yaml:8:44: There is no level "z".'),
        (
            HEAD + LEVELS + "specialisms: [{id: s, name: S, expectations: [{text: You., competency: z}]}]",
            'x.yaml:8:72: There is no competency "z".',
        ),
        (
            HEAD + LEVELS + "advice: [{id: s, topic: S, text: T, competencies: [z], levels: [a]}]",
            'x.yaml:8:52: There is no competency "z".',
        ),
        (HEAD + LEVELS + "requirements: [{level: a, competency: c, grade: g}]", 'x.yaml:8:49: There is no grade "g".'),
        (
            HEAD + LEVELS + "scales: [{id: s, name: S, grades: [{id: g, name: G}, {id: g, name: H}]}]",
            'x.yaml:8:59: The grade id "g" is used twice.',
        ),
        (HEAD + LEVELS + "expectations: [{text: You., parent: p}]", 'x.yaml:8:37: There is no expectation "p".'),
        (
            HEAD + LEVELS + "expectations: [{id: e, text: You.}, {id: e, text: I.}]",
            'x.yaml:8:42: The expectation id "e" is used twice.',
        ),
        (HEAD + LEVELS + "translations: {de: {level.z.name: Z}}", '"level.z.name" translates nothing in this ladder.'),
        (HEAD + LEVELS + "translations: {de: {moon.a.name: Z}}", '"moon.a.name" translates nothing in this ladder.'),
        (HEAD + LEVELS + "translations: {de: {level: Z}}", '"level" translates nothing in this ladder.'),
        (HEAD + "annexes: [{where: A1}]", 'x.yaml:3:11: "text" is missing here. Add "text: …".'),
        (HEAD + "coverage: {some_months: 0}", 'x.yaml:3:25: "some_months" lies outside 1 to 40.'),
        (HEAD + "coverage: {strong_quarters: 41}", 'x.yaml:3:29: "strong_quarters" lies outside 1 to 40.'),
    ],
)
def test_each_problem_has_its_place_and_what_to_do(text: str, said: str) -> None:
    found = problems_of(text)
    assert len(found) == 1
    assert said in found[0]


def test_an_id_that_a_statement_gets_from_its_place_may_be_taken() -> None:
    text = HEAD + LEVELS + "expectations:\n- {id: ladder.2, text: One.}\n- Two.\n"
    assert problems_of(text) == ['x.yaml:10:3: The expectation id "ladder.2" is used twice. Give each its own.']


def test_a_grade_is_looked_for_in_the_scale_of_its_competency() -> None:
    scales = "scales: [{id: s, name: S, grades: [{id: g, name: G}]}, {id: t, name: T, grades: [{id: h, name: H}]}]\n"
    text = HEAD + LEVELS.replace("name: C", "name: C, scale: s") + scales
    requirement = "requirements: [{level: a, competency: c, grade: %s}]\n"
    assert load(text + requirement % "g")
    assert "There is no grade" in problems_of(text + requirement % "h")[0]
    assert load(HEAD + LEVELS + scales + requirement % "h")


@pytest.mark.parametrize(
    ("text", "loop"),
    [
        (
            "levels:\n- {id: a, name: A, next: [b]}\n- {id: b, name: B, next: [a]}\n",
            '"next" runs in a loop: a → b → a.',
        ),
        ("levels:\n- {id: a, name: A, next: [a]}\n", '"next" runs in a loop: a → a.'),
        (
            "levels:\n- {id: a, name: A, extends: b}\n- {id: b, name: B, extends: a}\n",
            '"extends" runs in a loop: a → b → a.',
        ),
        (
            "expectations:\n- {id: p, text: P., parent: q}\n- {id: q, text: Q., parent: p}\n",
            '"parent" runs in a loop: p → q → p.',
        ),
    ],
)
def test_a_loop_is_told_with_the_way_it_runs(text: str, loop: str) -> None:
    assert [one for one in problems_of(HEAD + text) if loop in one]


def test_a_long_loop_is_told_in_short() -> None:
    levels = "".join(f"- {{id: l{at}, name: L, next: [l{(at + 1) % 50}]}}\n" for at in range(50))
    (said,) = problems_of(f"{HEAD}levels:\n{levels}")
    assert "l0 → l1 → l2 → l3 → l4 → l5 → l6 → … → l0" in said


def test_a_problem_in_a_list_does_not_move_the_lines_of_those_after_it() -> None:
    levels = "levels:\n- {name: no id here}\n- {id: a, name: A, next: [nowhere]}\n"
    assert [one.split(": ")[0] for one in problems_of(HEAD + levels)] == ["x.yaml:4:3", "x.yaml:5:27"]


def test_an_entry_whose_name_is_wrong_is_still_known_to_those_that_refer_to_it() -> None:
    levels = "levels:\n- {id: a, name: A, next: [b]}\n- {id: b, name: NO}\n"
    assert len(problems_of(HEAD + levels)) == 1


def test_a_key_with_a_list_below_is_pointed_at_itself() -> None:
    text = HEAD + "levels:\n- id: a\n  name: A\n  expects:\n    nothing:\n      - You do.\n"
    assert problems_of(text)[0].startswith("x.yaml:7:5: There is no competency")


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n...\n"])
def test_an_empty_file_is_told_what_a_ladder_begins_with(text: str) -> None:
    found = problems_of(text)
    assert len(found) == 1
    assert "nothing in it" in found[0] or "takes keys with values" in found[0]


def test_a_file_full_of_problems_shows_the_first_and_counts_the_rest() -> None:
    with pytest.raises(LadderProblems) as caught:
        load(HEAD + "".join(f"wrong{at}: 1\n" for at in range(SHOWN + 20)))
    assert len(caught.value.problems) == SHOWN
    assert caught.value.left_out == 20
    assert "wrong0" in str(caught.value)


def test_unknown_references_beyond_the_shown_ones_cost_no_search_for_near_ones() -> None:
    wanted = ", ".join(f"z{at}" for at in range(SHOWN + 5))
    with pytest.raises(LadderProblems) as caught:
        load(f"{HEAD}levels:\n- {{id: a, name: A, next: [{wanted}]}}\n")
    assert caught.value.left_out == 5


def test_a_problem_reads_like_a_compiler_s_and_without_a_line_names_the_file_alone() -> None:
    assert str(Problem(file="a.yaml", line=3, column=7, what="Wrong.", fix="Mend it.")) == "a.yaml:3:7: Wrong. Mend it."
    assert str(Problem(file="a.yaml", line=0, column=0, what="Wrong.")) == "a.yaml: Wrong."
    assert str(Problem(file="", line=3, column=7, what="Wrong.")) == "ladder:3:7: Wrong."


def test_problems_are_told_in_the_order_of_the_files() -> None:
    findings = ProblemList()
    findings.raise_if_any()
    for file, line in (("b", 1), ("a", 2), ("a", 1)):
        findings.problems.append(Problem(file=file, line=line, column=1, what="Wrong."))
    assert [(one.file, one.line) for one in findings.error().problems] == [("a", 1), ("a", 2), ("b", 1)]


def test_a_near_miss_is_offered_and_far_or_endless_ones_are_not() -> None:
    assert did_you_mean("leves", ["levels", "rules"]) == 'Did you mean "levels"?'
    assert did_you_mean("xyzzy", ["levels", "rules"]) == ""
    assert did_you_mean("leves", [f"levels{at}" for at in range(1001)]) == ""
    assert did_you_mean("x" * 101, ["levels"]) == ""


graphs = st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdefg"), max_size=4).map(tuple))


@settings(max_examples=examples(200))
@given(graphs)
def test_a_loop_is_found_exactly_if_there_is_one(graph: dict[str, tuple[str, ...]]) -> None:
    loop = find_loop(graph)
    reached = {start: set(ends) for start, ends in graph.items()}
    for _ in graph:
        for ends in reached.values():
            ends.update(*(reached.get(end, set()) for end in list(ends)))
    assert bool(loop) == any(start in ends for start, ends in reached.items())
    if loop:
        assert loop[0] == loop[-1]
        assert all(end in graph[start] for start, end in pairwise(loop))
