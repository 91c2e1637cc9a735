"""The roster as a file: what is understood, what is named as wrong, and that it comes back as it was written."""

import csv
import io
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.people.roster.file import COLUMNS, MOST_BYTES, Entry, LineProblem, Roster, parse, to_csv
from ladder.store.values import Person

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


def test_bytes_that_no_western_encoding_has_are_refused_with_the_way_out() -> None:
    [(line, what)] = said(b"email,name\nana@example.com,Ana \x81 \xff\n")
    assert line == 1
    assert what.startswith("This file is neither UTF-8 nor Western Windows. Say its encoding with --encoding")


def test_a_file_whose_encoding_is_a_guess_says_so() -> None:
    assert parse("email,name\nzoe@example.com,Zoë".encode("cp1252")).guessed
    assert not parse("email,name\nzoe@example.com,Zoë".encode()).guessed
    assert only("email,name\nzoe@example.com,Zoë".encode("cp1252")).name == "Zoë"


@pytest.mark.parametrize(
    ("encoding", "name"), [("shift_jis", "田中 愛子"), ("cp1251", "Иван Петров"), ("utf-16", "Zoë")]
)
def test_an_encoding_that_is_said_is_used(encoding: str, name: str) -> None:
    roster = parse(f"email,name\nana@example.com,{name}".encode(encoding), encoding=encoding)
    assert ([entry.name for entry in roster.entries], roster.guessed) == ([name], False)


@pytest.mark.parametrize(
    ("encoding", "what"), [("klingon", "There is no encoding “klingon”."), ("utf-8", "This file is not utf-8.")]
)
def test_an_encoding_that_is_not_the_files_is_refused(encoding: str, what: str) -> None:
    [problem] = parse("email,name\nzoe@example.com,Zoë".encode("cp1252"), encoding=encoding).problems
    assert problem.what.startswith(what)


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
        (",Ana,mid", "Whose line is this? It has neither an email address nor a Slack id."),
        ("ana,Ana,mid", "“ana” isn't an email address."),
        ("a b@example.com,,", "“a b@example.com” isn't an email address."),
        ("ana@example.com,Ana,mid,more", "There are more cells (4) than columns (3)."),
        ('ana@example.com,"Ana,mid', "A quotation mark is opened and not closed, or stands in the middle of a cell."),
        (
            'ana@example.com,"Ana" Lima,mid',
            "A quotation mark is opened and not closed, or stands in the middle of a cell.",
        ),
    ],
)
def test_a_wrong_line_is_named_and_the_rest_is_taken(line: str, what: str) -> None:
    roster = parse(f"email,name,level\nmax@example.com,Max,senior\n{line}\nben@example.com,Ben,mid\n")
    assert roster.problems == (LineProblem(3, what),)
    assert [(entry.line, entry.who) for entry in roster.entries] == [(2, "max@example.com"), (4, "ben@example.com")]


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("A\x07na,mid", "The name holds a character that can't be stored."),
        ("A\ud800na,mid", "The name holds a character that can't be stored."),
        (f"{'A' * 201},mid", "The name is too long (201 characters)."),
    ],
)
def test_a_cell_that_cannot_be_read_never_costs_the_line(cell: str, what: str) -> None:
    roster = parse(f"email,name,level\nana@example.com,{cell}\n")
    assert roster.problems == (LineProblem(2, f"{what} The rest of the line was taken."),)
    assert [(entry.level, entry.unread) for entry in roster.entries] == [("mid", frozenset({"name"}))]


@pytest.mark.parametrize("text", ["2026-02-30", "0000-01-01", "2026", "soon", "٢٠٢٦-01-01", "31/31/2026"])
@pytest.mark.parametrize("column", ["start_date", "level_since"])
def test_what_is_no_date_is_named_and_the_rest_is_taken(column: str, text: str) -> None:
    file = f"email,{column}\nana@example.com,{text}"
    assert said(file) == [
        (2, f"“{text}” isn't a date (column {column}). Write it like 2026-03-31. The rest of the line was taken.")
    ]
    assert [entry.unread for entry in parse(file).entries] == [frozenset({column})]


def test_a_date_that_can_be_read_two_ways_is_asked_about() -> None:
    [(line, what)] = said("email,start_date\nana@example.com,3/4/2026")
    assert line == 2
    assert what.startswith("“3/4/2026” can be read two ways (column start_date). Write it like 2026-03-31.")


@pytest.mark.parametrize(("clear", "month"), [("31/12/2020", 4), ("12/31/2020", 3)])
def test_other_dates_of_the_column_tell_which_way_it_is_written(clear: str, month: int) -> None:
    roster = parse(f"email,start_date\nana@example.com,3/4/2026\nben@example.com,{clear}")
    assert roster.problems == ()
    assert roster.entries[0].start_date == date(2026, month, 7 - month)


@pytest.mark.parametrize(
    "text",
    [
        "31.3.2026",
        "31.03.2026",
        "03/31/2026",
        "31/3/2026",
        "31-Mar-2026",
        "31 March 2026",
        "Mar 31, 2026",
        "March 31, 2026",
    ],
)
def test_a_date_that_can_be_read_only_one_way_is_understood(text: str) -> None:
    assert only(f'email,start_date\nana@example.com,"{text}"').start_date == date(2026, 3, 31)


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
    file = "email,admin\nana@example.com,perhaps"
    assert said(file) == [(2, "“perhaps” is neither yes nor no (column admin). The rest of the line was taken.")]
    assert [(entry.admin, entry.unread) for entry in parse(file).entries] == [(False, frozenset({"admin"}))]


@pytest.mark.parametrize("nothing", ["N/A", "n/a", "None", "-", "–", "Not set", "null", "\u200b"])
def test_the_usual_words_for_nothing_are_nothing(nothing: str) -> None:
    entry = only(f"email,level,manager,admin,start_date\nana@example.com,{nothing},{nothing},{nothing},{nothing}")
    assert (entry.level, entry.manager, entry.admin, entry.start_date) == ("", "", False, None)


def test_invisible_signs_are_passed_over_and_those_of_a_spelling_stay() -> None:
    entry = only("\u200bemail\u200e,name\n\u2060ana@example.com\u00a0,\u202aمی\u200cخواهم\u202c")
    assert (entry.who, entry.name) == ("ana@example.com", "می\u200cخواهم")


def test_somebody_twice_counts_once() -> None:
    roster = parse("email,level\nana@example.com,mid\nben@example.com,mid\nANA@example.com,senior\n")
    assert [(entry.who, entry.level) for entry in roster.entries] == [
        ("ana@example.com", "mid"),
        ("ben@example.com", "mid"),
    ]
    assert roster.problems == (LineProblem(4, "ana@example.com is in line 2 already. That line counts."),)


@pytest.mark.parametrize(
    ("cell", "manager"),
    [("Max Weber <MAX@example.com>", "max@example.com"), ("Max Weber", "Max Weber"), ('"Weber, Max"', "Weber, Max")],
)
def test_a_manager_may_be_a_name_or_a_name_with_an_address(cell: str, manager: str) -> None:
    assert only(f"email,manager\nana@example.com,{cell}").manager == manager


@pytest.mark.parametrize(
    ("file", "what"),
    [
        ("", "The file is empty."),
        (b"\xef\xbb\xbf", "The file is empty."),
        ("\n\n  \n", "The file is empty."),
        (
            b"PK\x03\x04\x00\x00rest of a workbook",
            "This workbook can't be opened. Save the sheet as CSV, and import that.",
        ),
        ("name,level\nA\0na,mid", "This isn't a table. Save the sheet as CSV or XLSX, and import that."),
        (
            "name,Login\nAna,ana@example.com",
            "No column is called email or slack_id, so nobody can be told apart. The columns are: name, Login."
            ' If one of them is the address, say so: --column email="Login"',
        ),
        ("email,E-Mail\na@example.com,b@example.com", "There are two columns “E-Mail”. Leave one."),
        ("email\n" + "x" * MOST_BYTES, "The file is larger than 5 MB. Import it in parts."),
    ],
)
def test_what_is_no_roster_at_all_is_one_problem(file: str | bytes, what: str) -> None:
    assert parse(file) == Roster(problems=(LineProblem(1, what),))


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


cells = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zs", "Zl", "Zp"]), max_size=30)
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


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Work Email", "email"),
        ("Email Address [Required]", "email"),
        ("E-mail (work)", "email"),
        ("Primary Email", "email"),
        ("Slack Member ID", "slack_id"),
    ],
)
def test_the_column_that_tells_people_apart_is_known_under_many_names(heading: str, field: str) -> None:
    roster = parse(f"{heading},Salary\n{'ana@example.com' if field == 'email' else 'U1'},1\n")
    assert roster.columns == (field,)
    assert roster.read_as == ({} if heading.startswith("E-mail") else {field: heading})
    assert roster.ignored_columns == ("Salary",)


@pytest.mark.parametrize(
    "heading", ["Manager Email", "Manager's email", "Reports To", "Supervisor", "Line Manager", "MANAGER (name)"]
)
def test_managers_are_known_under_many_names(heading: str) -> None:
    assert only(f"email,{heading}\nana@example.com,max@example.com").manager == "max@example.com"


def test_of_two_columns_about_the_manager_the_address_is_taken() -> None:
    roster = parse("email,Manager Name,Manager Email\nana@example.com,Max Weber,max@example.com")
    assert roster.entries[0].manager == "max@example.com"
    assert roster.ignored_columns == ("Manager Name",)


def test_first_and_last_names_make_the_name() -> None:
    assert only("First Name,Last Name,Work Email\nAna,Lima,ana@example.com").name == "Ana Lima"


def test_a_heading_can_be_said() -> None:
    roster = parse("Login,Boss\nana@example.com,max@example.com", named={"email": "login", "manager": "Boss"})
    assert [(entry.who, entry.manager) for entry in roster.entries] == [("ana@example.com", "max@example.com")]


@pytest.mark.parametrize(
    "above", ["\n", "sep=,\n", "Active people on 25 Sep 2026\n\n", "Report,,\nMade by,HR,\n,,\n", '"sep=,"\n']
)
def test_what_stands_above_the_headings_is_passed_over(above: str) -> None:
    file = f"{above}email,name\nana@example.com,Ana\n"
    assert (only(file).name, only(file).line) == ("Ana", above.count("\n") + 2)


def test_a_heading_may_go_over_two_lines() -> None:
    assert only('email,"Level\n(current)",manager\nana@example.com,mid,max@example.com').level == "mid"


def test_a_workbook_is_read_with_its_dates() -> None:
    book = openpyxl.Workbook()
    people_sheet, hidden = book.create_sheet("People"), book.create_sheet("Old")
    people_sheet.append(["All people", None, None])
    people_sheet.append(["Work Email", "Full Name", "Hire Date", "Level"])
    people_sheet.append(["ana@example.com", "Ana Lima", date(2021, 3, 31), 4.0])
    hidden.append(["email", "name", "level", "target", "track"])
    hidden.sheet_state = "hidden"
    file = io.BytesIO()
    book.save(file)
    entry = only(file.getvalue())
    assert (entry.line, entry.name, entry.start_date, entry.level) == (3, "Ana Lima", date(2021, 3, 31), "4")


def test_a_workbook_that_grows_when_it_is_unpacked_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 61_000_000)
    assert said(file.getvalue()) == [(1, "The workbook is too large once it is unpacked. Import it in parts.")]
