"""Spreadsheets with more in them than a table: names over tables, remarks below, ids, sheets for this and that."""

import io
from collections.abc import Iterable

from inline_snapshot import snapshot
from openpyxl import Workbook

from ladder.formats.importers import Imported, read
from tests.ladder.formats.importers.shape import bring, said, told

Rows = Iterable[list[str | None]]


def workbook(sheets: dict[str, Rows], *, hidden: str = "") -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name == hidden else "visible"
        for row in rows:
            sheet.append(row)
    return book


def bring_book(book: Workbook, *, sheet: str | None = None) -> Imported:
    file = io.BytesIO()
    book.save(file)
    return read(file.getvalue(), "ladder.xlsx", sheet=sheet)


def test_tables_one_below_the_other_are_named_by_the_row_above_them() -> None:
    imported = bring(
        """
        Harbour ladder,,,
        ,,,
        Technical track,,,
        Competency,Junior Engineer,Engineer,Senior Engineer
        Craft,Writes tests,Designs features,Designs systems
        ,,,
        Management track,,,
        Level,People,Planning,
        Engineering Manager,Hires,Plans the quarter,
        Director,Teaches managers,Plans the year,
        """,
        "both.csv",
    )
    assert said(imported, "director", "planning") == ["Plans the year"]
    assert told(imported) == snapshot(
        [
            "Harbour ladder: 5 levels, 3 competencies, 7 statements",
            "level junior-engineer 0: Junior Engineer track technical-track next engineer",
            "level engineer 1: Engineer track technical-track next senior-engineer",
            "level senior-engineer 2: Senior Engineer track technical-track next engineering-manager",
            "level engineering-manager 3: Engineering Manager track management-track next director",
            "level director 4: Director track management-track",
            "competency craft: Craft",
            "competency people: People",
            "competency planning: Planning",
            "junior-engineer.craft.1 @5: Writes tests",
            "engineer.craft.1 @5: Designs features",
            "senior-engineer.craft.1 @5: Designs systems",
            "engineering-manager.people.1 @9: Hires",
            "engineering-manager.planning.1 @9: Plans the quarter",
            "director.people.1 @10: Teaches managers",
            "director.planning.1 @10: Plans the year",
        ]
    )


def test_remarks_below_a_table_and_in_it_are_kept_beside_it() -> None:
    imported = bring(
        """
        Competency;Junior;Senior
        Craft;Writes tests;Designs
        This row says something about all that is below it.;;
        People;Asks;Teaches
        ;;
        Legend: all of it is cumulative;;
        """,
        "remarks.csv",
    )
    assert told(imported) == snapshot(
        [
            "remarks: 2 levels, 2 competencies, 4 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "competency craft: Craft",
            "competency people: People",
            "junior.craft.1 @2: Writes tests",
            "senior.craft.1 @2: Designs",
            "junior.people.1 @4: Asks",
            "senior.people.1 @4: Teaches",
            "aside remarks.csv:3:1: This row says something about all that is below it. (a remark in the table)",
            "aside remarks.csv:6:1: Legend: all of it is cumulative (text below the table)",
        ]
    )


def test_a_remark_below_rows_of_levels() -> None:
    imported = bring(
        """
        Level,Craft,People
        Junior,Writes tests,Asks
        Senior,Designs,Teaches
        Reviewed in spring by all who work here and have an opinion,,
        """,
        "remark.csv",
    )
    assert told(imported) == snapshot(
        [
            "remark: 2 levels, 2 competencies, 4 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "competency craft: Craft",
            "competency people: People",
            "junior.craft.1 @2: Writes tests",
            "junior.people.1 @2: Asks",
            "senior.craft.1 @3: Designs",
            "senior.people.1 @3: Teaches",
            "aside remark.csv:4:1: Reviewed in spring by all who work here and have an opinion (a remark in the table)",
        ]
    )


def test_sections_within_sections() -> None:
    imported = bring(
        """
        Competency,Junior,Senior
        Technical,,
        Back end,,
        Services,Runs one,Runs many
        People,,
        Mentoring,,Teaches
        """,
        "sections.csv",
    )
    assert told(imported) == snapshot(
        [
            "sections: 2 levels, 2 competencies, 3 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "competency services: Services in Technical / Back end",
            "competency mentoring: Mentoring in People",
            "junior.services.1 @4: Runs one",
            "senior.services.1 @4: Runs many",
            "senior.mentoring.1 @6: Teaches",
        ]
    )


def test_rows_about_the_levels_are_no_competencies() -> None:
    imported = bring(
        """
        ,Engineer,Senior Engineer
        Summary,Finishes tasks,Finishes projects
        Years of experience,0-2,3-5
        Technical,Writes tests,"Designs

        Reviews"
        """,
        "about.csv",
    )
    assert told(imported) == snapshot(
        [
            "about: 2 levels, 1 competencies, 5 statements",
            "level engineer 0: Engineer next senior-engineer years 0-2",
            "level senior-engineer 1: Senior Engineer years 3-5",
            "competency technical: Technical",
            "engineer.1 @2 summary: Finishes tasks",
            "senior-engineer.1 @2 summary: Finishes projects",
            "engineer.technical.1 @4: Writes tests",
            "senior-engineer.technical.1 @4: Designs",
            "senior-engineer.technical.2 @4: Reviews",
        ]
    )


def test_a_name_and_what_is_said_of_it_in_one_cell() -> None:
    imported = bring(
        """
        Competency,"Junior
        Someone who has just begun to work with the others here","Senior
        Someone whom the others ask before they decide things"
        "Craft
        How we write what others will have to read and change",Writes tests,Designs
        People: how we treat the others whom we work with each day,Asks,Teaches
        """,
        "said.csv",
    )
    assert told(imported) == snapshot(
        [
            "said: 2 levels, 2 competencies, 4 statements",
            "level junior 0: Junior next senior – Someone who has just begun to work with the others here",
            "level senior 1: Senior – Someone whom the others ask before they decide things",
            "competency craft: Craft – How we write what others will have to read and change",
            "competency people: People – how we treat the others whom we work with each day",
            "junior.craft.1 @4: Writes tests",
            "senior.craft.1 @4: Designs",
            "junior.people.1 @6: Asks",
            "senior.people.1 @6: Teaches",
        ]
    )


def test_ids_of_competencies_in_a_column() -> None:
    imported = bring(
        """
        ID,Competency,Junior,Senior
        dev-1,Craft,Writes tests,Designs
        ppl-7,People,Asks,Teaches
        """,
        "ids.csv",
    )
    assert told(imported) == snapshot(
        [
            "ids: 2 levels, 2 competencies, 4 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "competency dev-1: Craft",
            "competency ppl-7: People",
            "junior.dev-1.1 @2: Writes tests",
            "senior.dev-1.1 @2: Designs",
            "junior.ppl-7.1 @3: Asks",
            "senior.ppl-7.1 @3: Teaches",
        ]
    )


def test_two_rows_of_names_as_merged_cells_become_in_csv() -> None:
    imported = bring(
        """
        Level,Name,Scope,,Impact,
        ,,Team,Company,Team,Company
        TECHNICAL,,,,,
        1,Engineer,Helps the team,Knows it,Ships,Is known
        2,Senior Engineer,Leads the team,Shapes it,Ships more,Is asked
        PEOPLE,,,,,
        3,Manager,Hires,Speaks for it,Plans,Decides
        """,
        "twice.csv",
    )
    assert told(imported) == snapshot(
        [
            "twice: 3 levels, 4 competencies, 12 statements",
            "level 1 0: Engineer (1) track technical next 2 alias 1,Engineer",
            "level 2 1: Senior Engineer (2) track technical next 3 alias 2,Senior Engineer",
            "level 3 2: Manager (3) track people alias 3,Manager",
            "competency team: Team in Scope",
            "competency company: Company in Scope",
            "competency team-2: Team in Impact",
            "competency company-2: Company in Impact",
            "1.team.1 @4: Helps the team",
            "1.company.1 @4: Knows it",
            "1.team-2.1 @4: Ships",
            "1.company-2.1 @4: Is known",
            "2.team.1 @5: Leads the team",
            "2.company.1 @5: Shapes it",
            "2.team-2.1 @5: Ships more",
            "2.company-2.1 @5: Is asked",
            "3.team.1 @7: Hires",
            "3.company.1 @7: Speaks for it",
            "3.team-2.1 @7: Plans",
            "3.company-2.1 @7: Decides",
        ]
    )


def test_grades_in_rows_of_levels() -> None:
    imported = bring(
        """
        Level,SQL,Go,Writing
        Junior,1,1,2
        Senior,3,2,N/A
        """,
        "grades.csv",
    )
    assert told(imported) == snapshot(
        [
            "grades: 2 levels, 3 competencies, 0 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "competency sql: SQL",
            "competency go: Go",
            "competency writing: Writing",
            "senior.writing.1 @3 n/a: N/A",
            "asks junior sql 1",
            "asks junior go 1",
            "asks junior writing 2",
            "asks senior sql 3",
            "asks senior go 2",
        ]
    )


def test_roles_beside_levels_are_tracks_in_a_list_of_statements() -> None:
    imported = bring(
        """
        Role,Level,Attribute,Description
        Backend,L1,Design,Follows a design
        Backend,L2,Design,Draws up designs
        Frontend,L1,Design,Follows a mock-up
        Frontend,L2,Design,Draws mock-ups
        """,
        "roles.csv",
    )
    assert told(imported) == snapshot(
        [
            "roles: 4 levels, 1 competencies, 4 statements",
            "level l1 0: L1 track backend next l2",
            "level l2 1: L2 track backend",
            "level l1-2 0: L1 track frontend next l2-2",
            "level l2-2 1: L2 track frontend",
            "competency design: Design",
            "l1.design.1 @2: Follows a design",
            "l2.design.1 @3: Draws up designs",
            "l1-2.design.1 @4: Follows a mock-up",
            "l2-2.design.1 @5: Draws mock-ups",
        ]
    )


def test_a_column_that_nobody_has_filled_is_a_competency_still() -> None:
    imported = bring("Level,Craft,Vision,People\nJunior,Writes tests,,Asks\nSenior,Designs,,Teaches\n", "gap.csv")
    assert [one.name for one in imported.ladder.competencies] == ["Craft", "Vision", "People"]


def test_a_hidden_sheet_is_set_aside_unless_it_is_asked_for() -> None:
    rows: Rows = [["Competency", "Engineer I", "Engineer II"], ["Craft", "Writes tests", "Designs"]]
    old: Rows = [["Competency", "Engineer I", "Engineer II"], ["Legacy", "Knows it", "Knows it well"]]
    book = workbook({"Engineers": rows, "Old": old}, hidden="Old")
    imported = bring_book(book)
    assert [one.text for one in imported.ladder.expectations] == ["Writes tests", "Designs"]
    assert [(one.where, one.why) for one in imported.skipped] == snapshot(
        [("ladder.xlsx [Old]:1:1", "a hidden sheet; --sheet reads it")]
    )
    assert [one.text for one in bring_book(book, sheet="Old").ladder.expectations] == ["Knows it", "Knows it well"]


def test_a_sheet_for_each_level() -> None:
    head: list[str | None] = ["Competency", "Expectation", "Example"]
    book = workbook(
        {
            "Junior Engineer": [head, ["Craft", "Writes tests", "a unit test"], ["People", "Asks", None]],
            "Senior Engineer": [head, ["Craft", "Designs", "a plan"], ["People", "Teaches", None]],
        }
    )
    assert told(bring_book(book)) == snapshot(
        [
            "ladder: 2 levels, 2 competencies, 6 statements",
            "level junior-engineer 0: Junior Engineer next senior-engineer",
            "level senior-engineer 1: Senior Engineer",
            "competency craft: Craft",
            "competency people: People",
            "junior-engineer.craft.1 @2 [Expectation]: Writes tests",
            "junior-engineer.craft.2 @2 example [Example]: a unit test",
            "junior-engineer.people.1 @3 [Expectation]: Asks",
            "senior-engineer.craft.1 @2 [Expectation]: Designs",
            "senior-engineer.craft.2 @2 example [Example]: a plan",
            "senior-engineer.people.1 @3 [Expectation]: Teaches",
        ]
    )


def test_a_sheet_for_each_competency() -> None:
    head: list[str | None] = ["Level", "Expectation"]
    book = workbook(
        {
            "Code quality": [head, ["Junior", "Writes tests"], ["Senior", "Designs"]],
            "Mentoring": [head, ["Junior", "Asks"], ["Senior", "Teaches"]],
        }
    )
    assert told(bring_book(book)) == snapshot(
        [
            "ladder: 2 levels, 2 competencies, 4 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "competency code-quality: Code quality",
            "competency mentoring: Mentoring",
            "junior.code-quality.1 @2: Writes tests",
            "senior.code-quality.1 @3: Designs",
            "junior.mentoring.1 @2: Asks",
            "senior.mentoring.1 @3: Teaches",
        ]
    )


def test_tables_under_the_headings_of_competencies() -> None:
    imported = bring(
        """
        # Growth

        ## Testing

        | Level | Description | Examples |
        |---|---|---|
        | Junior | Writes tests<br>Runs them | a unit test |
        | Senior | Plans tests | |

        ## Mentoring

        | Level | Description | Examples |
        |---|---|---|
        | Junior | Asks | |
        | Senior | Teaches | a pair |
        """,
        "growth.md",
    )
    assert told(imported) == snapshot(
        [
            "Growth: 2 levels, 2 competencies, 7 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "competency testing: Testing",
            "competency mentoring: Mentoring",
            "junior.testing.1 @7: Writes tests",
            "junior.testing.2 @7: Runs them",
            "junior.testing.3 @7 example [Examples]: a unit test",
            "senior.testing.1 @8: Plans tests",
            "junior.mentoring.1 @14: Asks",
            "senior.mentoring.1 @15: Teaches",
            "senior.mentoring.2 @15 example [Examples]: a pair",
        ]
    )


def test_tables_under_the_headings_of_levels() -> None:
    imported = bring(
        """
        # Expectations

        ## Engineer

        |  | Expectation |
        |---|---|
        | Craft | Writes tests |
        | People | Asks<br>Listens |

        ## Senior Engineer

        |  | Expectation |
        |---|---|
        | Craft | Designs |
        """,
        "expectations.md",
    )
    assert told(imported) == snapshot(
        [
            "Expectations: 2 levels, 2 competencies, 4 statements",
            "level engineer 0: Engineer next senior-engineer",
            "level senior-engineer 1: Senior Engineer",
            "competency craft: Craft",
            "competency people: People",
            "engineer.craft.1 @7: Writes tests",
            "engineer.people.1 @8: Asks",
            "engineer.people.2 @8: Listens",
            "senior-engineer.craft.1 @14: Designs",
        ]
    )


def test_a_caption_and_the_sign_of_an_anchor() -> None:
    imported = bring(
        """
        <html><head><title>Ladder</title></head><body>
        <h2>Craft <a href="#craft">#</a></h2>
        <table><caption>What we expect</caption>
        <tr><th>Level</th><th>Writing</th></tr>
        <tr><td>Junior</td><td>Writes</td></tr>
        <tr><td>Senior</td><td><table><caption>Two things</caption><tr><td>Edits</td></tr><tr><td>Teaches</td></tr></table></td></tr>
        </table></body></html>
        """,
        "page.html",
    )
    assert told(imported) == snapshot(
        [
            "Ladder: 2 levels, 1 competencies, 4 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "competency writing: Writing in Craft",
            "junior.writing.1 @5: Writes",
            "senior.writing.1 @6: Two things",
            "senior.writing.2 @6: Edits",
            "senior.writing.3 @6: Teaches",
            "aside page.html: What we expect (said of the group Craft)",
        ]
    )


def test_a_second_table_laid_out_otherwise_does_not_swallow_the_first() -> None:
    imported = bring(
        """
        People of the harbour,,,
        Level,Craft,Delivery,People
        Level 1,Learns,Finishes tasks,Asks
        Level 2,Writes,Finishes features,Answers
        Competency,Engineering Manager,Director,
        Hiring,Interviews,Plans,
        Vision,Explains,Decides,
        """,
        "two.csv",
    )
    assert told(imported) == snapshot(
        [
            "People of the harbour: 4 levels, 5 competencies, 10 statements",
            "level level-1 0: Level 1 track technical next level-2",
            "level level-2 1: Level 2 track technical next engineering-manager",
            "level engineering-manager 2: Engineering Manager track management next director",
            "level director 3: Director track management",
            "competency craft: Craft",
            "competency delivery: Delivery",
            "competency people: People",
            "competency hiring: Hiring",
            "competency vision: Vision",
            "level-1.craft.1 @3: Learns",
            "level-1.delivery.1 @3: Finishes tasks",
            "level-1.people.1 @3: Asks",
            "level-2.craft.1 @4: Writes",
            "level-2.delivery.1 @4: Finishes features",
            "level-2.people.1 @4: Answers",
            "engineering-manager.hiring.1 @6: Interviews",
            "director.hiring.1 @6: Plans",
            "engineering-manager.vision.1 @7: Explains",
            "director.vision.1 @7: Decides",
        ]
    )


def test_sentences_where_names_were_expected_are_kept_as_text() -> None:
    imported = bring(
        """
        Area,"This column says which of our many competencies a row speaks of",Junior,Senior
        Work,Craft,Writes tests,Designs
        ,,,
        """,
        "corner.csv",
    )
    assert [(one.text, one.why) for one in imported.ladder.annexes] == snapshot(
        [("This column says which of our many competencies a row speaks of", "text over the names of the rows")]
    )
    imported = bring(
        """
        Level,Craft,People
        Junior,Writes tests,Asks
        Somebody who has been with us for a long time and whom all the others know,Designs,Teaches
        Senior,Leads,Leads too
        """,
        "long.csv",
    )
    assert [one.name for one in imported.ladder.levels] == ["Junior", "Senior"]
    assert [one.text for one in imported.ladder.expectations] == snapshot(
        ["Writes tests", "Asks", "Designs", "Teaches", "Leads", "Leads too"]
    )
    assert [(one.text, one.why) for one in imported.ladder.annexes] == snapshot(
        [
            (
                "Somebody who has been with us for a long time and whom all the others know",
                "a text where the name of a level was expected",
            )
        ]
    )


def test_a_row_of_sentences_below_the_names_describes_the_competencies() -> None:
    imported = bring(
        """
        Level,Craft,People
        ,How we write what others read and change after us,How we treat the others whom we work with here
        Junior,Writes tests,Asks
        Senior,Designs,Teaches
        """,
        "described.csv",
    )
    assert told(imported) == snapshot(
        [
            "described: 2 levels, 2 competencies, 4 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "competency craft: Craft – How we write what others read and change after us",
            "competency people: People – How we treat the others whom we work with here",
            "junior.craft.1 @3: Writes tests",
            "junior.people.1 @3: Asks",
            "senior.craft.1 @4: Designs",
            "senior.people.1 @4: Teaches",
        ]
    )


def test_a_number_sign_over_the_names_of_competencies() -> None:
    imported = bring("#,Junior,Senior\nCraft,Writes tests,Designs\nPeople,Asks,Teaches\n", "sign.csv")
    assert [one.name for one in imported.ladder.competencies] == ["Craft", "People"]
