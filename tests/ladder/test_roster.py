"""The roster as a file: what is understood, what is named as wrong, and that it comes back as it was written."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.records import Person
from ladder.roster import COLUMNS, MOST_BYTES, Entry, Problem, Roster, parse, to_csv

FULL = """\
email,slack_id,name,level,target,track,manager,admin,start_date,level_since
ana@example.com,U1,Ana Lima,mid,senior,technical,max@example.com,no,2024-02-29,2025-01-01
"""


def only(file: str | bytes) -> Entry:
    """The one entry of a file without problems."""
    roster = parse(file)
    assert roster.problems == ()
    (entry,) = roster.entries
    return entry


def said(file: str | bytes) -> list[tuple[int, str]]:
    """What is wrong with a file, by line."""
    return [(problem.line, problem.what) for problem in parse(file).problems]


def test_every_column_is_understood() -> None:
    assert only(FULL) == Entry(
        line=2,
        who="U1",
        email="ana@example.com",
        name="Ana Lima",
        level="mid",
        target="senior",
        track="technical",
        manager="max@example.com",
        admin=False,
        start_date=date(2024, 2, 29),
        level_since=date(2025, 1, 1),
    )
    assert parse(FULL).columns == COLUMNS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_common_encodings_delimiters_and_line_ends_are_found_out(encoding: str, delimiter: str, newline: str) -> None:
    lines = ("email", "name", "level"), ("zoe@example.com", "Zoë Müller – Ort", "mid")
    file = newline.join(delimiter.join(line) for line in lines).encode(encoding)
    assert (only(file).name, only(file).level) == ("Zoë Müller – Ort", "mid")


def test_a_byte_that_no_encoding_has_does_not_lose_the_line() -> None:
    assert only(b"email,name\nana@example.com,Ana \x81 \xff\n").name == "Ana \ufffd ÿ"


def test_text_may_begin_with_a_mark_too() -> None:
    assert only("\ufeffemail\nana@example.com").who == "ana@example.com"


@pytest.mark.parametrize(
    "heading",
    ["E-Mail,Start Date,LEVEL_SINCE", "  email , start-date,Level Since ", '"Email","StartDate","level since"'],
)
def test_headings_are_known_in_any_case_and_spacing(heading: str) -> None:
    entry = only(f"{heading}\nana@example.com,2024-01-01,2025-01-01")
    assert (entry.start_date, entry.level_since) == (date(2024, 1, 1), date(2025, 1, 1))


def test_columns_that_are_not_ours_are_left_out_and_said() -> None:
    roster = parse("Cost Centre,email,,Salary\n42,ana@example.com,,1\n")
    assert roster.ignored_columns == ("Cost Centre", "Salary")
    assert [entry.who for entry in roster.entries] == ["ana@example.com"]
    assert roster.columns == ("email",)


def test_empty_lines_and_short_lines_are_no_trouble() -> None:
    roster = parse("email,name,level\n\n,,\nana@example.com\n\n\nben@example.com,Ben\n  \n")
    assert [(entry.line, entry.who, entry.name) for entry in roster.entries] == [
        (4, "ana@example.com", ""),
        (7, "ben@example.com", "Ben"),
    ]
    assert roster.problems == ()


def test_addresses_are_the_same_in_any_case_and_ids_are_not() -> None:
    assert only("email\nAna@Example.COM").who == "ana@example.com"
    assert only("slack_id,manager\nUaB,MAX@example.com").who == "UaB"
    assert only("slack_id,manager\nUaB,MAX@example.com").manager == "max@example.com"


def test_an_id_goes_before_an_address_and_an_address_may_stand_in_either_column() -> None:
    assert only("email,slack_id\nana@example.com,U1").who == "U1"
    assert only("slack_id\nana@example.com").who == "ana@example.com"


def test_a_cell_may_go_over_several_lines() -> None:
    roster = parse('email,notes,name\nana@example.com,"one\ntwo\nthree","Ana\nLima"\nben@example.com,,Ben\n')
    assert [(entry.line, entry.name) for entry in roster.entries] == [(2, "Ana Lima"), (6, "Ben")]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (",Ana,mid", "Whose line is this? It has neither an e-mail address nor a Slack id."),
        ("ana,Ana,mid", "“ana” is no e-mail address."),
        ("a b@example.com,,", "“a b@example.com” is no e-mail address."),
        ("ana@example.com,Ana,mid,more", "There are more cells (4) than columns (3)."),
        ('ana@example.com,"Ana,mid', "A quotation mark is opened and not closed, or stands in the middle of a cell."),
        (
            'ana@example.com,"Ana" Lima,mid',
            "A quotation mark is opened and not closed, or stands in the middle of a cell.",
        ),
        ("ana@example.com,A\x07na,mid", "The name holds a character that cannot be stored."),
        ("ana@example.com,A\ud800na,mid", "The name holds a character that cannot be stored."),
        (f"ana@example.com,{'A' * 201},mid", "The name is too long (201 characters)."),
    ],
)
def test_a_wrong_line_is_named_and_the_rest_is_taken(line: str, what: str) -> None:
    roster = parse(f"email,name,level\nmax@example.com,Max,senior\n{line}\nben@example.com,Ben,mid\n")
    assert roster.problems == (Problem(3, what),)
    assert [(entry.line, entry.who) for entry in roster.entries] == [(2, "max@example.com"), (4, "ben@example.com")]


@pytest.mark.parametrize("text", ["31.3.2026", "03/31/2026", "2026-02-30", "0000-01-01", "2026", "soon", "٢٠٢٦-01-01"])
@pytest.mark.parametrize("column", ["start_date", "level_since"])
def test_a_date_that_could_be_read_two_ways_or_none_is_named(column: str, text: str) -> None:
    assert said(f"email,{column}\nana@example.com,{text}") == [
        (2, f"“{text}” is no date (column {column}). Write it like 2026-03-31.")
    ]


@pytest.mark.parametrize("text", ["2026-03-31", "2026/3/31", "2026.03.31", "2026-03-31 00:00:00", "2026-03-31T09:30Z"])
def test_a_date_that_begins_with_the_year_is_understood(text: str) -> None:
    assert only(f"email,start_date\nana@example.com,{text}").start_date == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("text", "admin"),
    [("yes", True), ("Y", True), ("TRUE", True), ("1", True), ("x", True), ("no", False), ("0", False), ("", False)],
)
def test_an_admin_is_marked_in_the_usual_ways(text: str, admin: bool) -> None:
    assert only(f"email,admin\nana@example.com,{text}").admin is admin


def test_any_other_mark_is_named_and_makes_nobody_an_admin() -> None:
    assert said("email,admin\nana@example.com,perhaps") == [(2, "“perhaps” is neither yes nor no (column admin).")]
    assert parse("email,admin\nana@example.com,perhaps").entries == ()


def test_somebody_twice_counts_once() -> None:
    roster = parse("email,level\nana@example.com,mid\nben@example.com,mid\nANA@example.com,senior\n")
    assert [(entry.who, entry.level) for entry in roster.entries] == [
        ("ana@example.com", "mid"),
        ("ben@example.com", "mid"),
    ]
    assert roster.problems == (Problem(4, "ana@example.com stands in line 2 already. That line counts."),)


def test_a_manager_that_can_be_nobody_is_named() -> None:
    assert said("email,manager\nana@example.com,Max Weber") == [
        (2, "“Max Weber” is neither an e-mail address nor a Slack id.")
    ]


@pytest.mark.parametrize(
    ("file", "what"),
    [
        ("", "The file is empty."),
        (b"\xef\xbb\xbf", "The file is empty."),
        ("\n\n  \n", "The file is empty."),
        (b"PK\x03\x04\x00\x00rest of a workbook", "This is no CSV file. Save the sheet as CSV and import that."),
        (
            "name,level\nAna,mid",
            "There is no column email or slack_id, so nobody can be told apart. The first line names them.",
        ),
        ("email,E-Mail\na@example.com,b@example.com", "There are two columns email. Leave one."),
        ("email\n" + "x" * MOST_BYTES, "The file is larger than 5 MB. Import it in parts."),
    ],
)
def test_what_is_no_roster_at_all_is_one_problem(file: str | bytes, what: str) -> None:
    assert parse(file) == Roster(problems=(Problem(1, what),))


def test_the_addresses_to_ask_slack_about_are_those_of_people_and_managers() -> None:
    roster = parse("email,slack_id,manager\nana@example.com,,MAX@example.com\nben@example.com,U2,U1\n")
    assert roster.addresses == {"ana@example.com", "max@example.com"}


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_a_long_file() -> None:
    lines = [f"person{place}@example.com,Person" for place in range(2000)]
    lines[10] = 'ten@example.com,"Ten'
    roster = parse("email,name\n" + "\n".join(lines))
    assert len(roster.entries) == 1999
    assert [problem.line for problem in roster.problems] == [12]


@given(st.binary(max_size=300) | st.text(max_size=300))
def test_no_file_whatsoever_makes_it_fail(file: bytes | str) -> None:
    head = "email,name,start_date\n" if isinstance(file, str) else b"email,name,start_date\n"
    for content in (file, head + file):  # type: ignore[operator] # both are text, or both are bytes
        roster = parse(content)
        assert all(problem.line >= 1 and problem.what for problem in roster.problems)


cells = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), max_size=30)
risky = st.sampled_from(["=", "+", "-", "@", "'", "'=", "''@", ""])
words = st.builds(lambda start, rest: start + rest, risky, cells)
people = st.builds(
    Person,
    id=st.from_regex(r"[UW][A-Z0-9]{1,10}", fullmatch=True),
    name=words,
    email=st.sampled_from(["", "ana@example.com"]),
    level=st.none() | st.sampled_from(["mid", "senior"]),
    target=st.none() | words.filter(bool),
    track=st.none() | words.filter(bool),
    manager=st.none() | st.sampled_from(["U1", "W2"]),
    admin=st.booleans(),
    start_date=st.none() | st.dates(),
    level_since=st.none() | st.dates(),
)


@given(st.lists(people, max_size=5, unique_by=lambda person: person.id))
def test_what_was_written_comes_back_as_it_was(written: list[Person]) -> None:
    roster = parse(to_csv(written))
    assert roster.problems == ()
    back = [
        Person(
            id=entry.who,
            name=entry.name,
            email=entry.email,
            level=entry.level or None,
            target=entry.target or None,
            track=entry.track or None,
            manager=entry.manager or None,
            admin=entry.admin,
            start_date=entry.start_date,
            level_since=entry.level_since,
        )
        for entry in roster.entries
    ]
    assert back == written


@given(st.lists(people, max_size=5))
def test_no_cell_is_a_formula_for_a_spreadsheet(written: list[Person]) -> None:
    for row in csv.reader(io.StringIO(to_csv(written))):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


def test_a_link_formula_as_a_name_is_inert() -> None:
    name = '=HYPERLINK("https://example.com","click")'
    text = to_csv([Person(id="U1", name=name)])
    assert "\n,U1,\"'=HYPERLINK(" in text
    assert only(text).name == name
