"""Spreadsheets as CSV: either way round, with sections, several headers, notes, and one statement a row."""

from inline_snapshot import snapshot

from tests.ladder.formats.importers.shape import bring, said, told


def test_two_rows_of_headings_and_rows_of_levels() -> None:
    imported = bring(
        """
        Level,Scope,Dex,Str,Wis,Cha,
        ,,Technical Skill,Getting things done,Impact,Communication,Notes
        E0 ~ 4 - 6 mth,Walks,"Knows the tools

        Reads code","Delivers small tasks","Knows the product","Asks",http://example.org/x
        ,,,,,,
        "E1, ~ 1 yr",Runs alone.,"Writes code

        [M] Visits customers","Fixes bugs","Improves things

        ","Tells others",
        ,,,,,,
        E2,Flies.,"Designs","Plans","Multiplies","Teaches","Does not forget to roll up sleeves. Not a pure role."
        """,
        "ladder.csv",
    )
    assert said(imported, "e1", "technical-skill") == ["Writes code", "[M] Visits customers"]
    assert told(imported) == snapshot(
        [
            "ladder: 3 levels, 5 competencies, 19 statements",
            "level e0 0: E0 ~ 4 - 6 mth next e1 alias E0 years 4 - 6 mth",
            "level e1 1: E1, ~ 1 yr next e2 alias E1 years 1 yr",
            "level e2 2: E2",
            "competency scope: Scope",
            "competency technical-skill: Technical Skill",
            "competency getting-things-done: Getting things done",
            "competency impact: Impact",
            "competency communication: Communication",
            "e0.scope.1 @3: Walks",
            "e0.technical-skill.1 @3: Knows the tools",
            "e0.technical-skill.2 @3: Reads code",
            "e0.getting-things-done.1 @3: Delivers small tasks",
            "e0.impact.1 @3: Knows the product",
            "e0.communication.1 @3: Asks",
            "e0.1 @3 narrative [Notes]: http://example.org/x",
            "e1.scope.1 @7: Runs alone.",
            "e1.technical-skill.1 @7: Writes code",
            "e1.technical-skill.2 @7: [M] Visits customers",
            "e1.getting-things-done.1 @7: Fixes bugs",
            "e1.impact.1 @7: Improves things",
            "e1.communication.1 @7: Tells others",
            "e2.scope.1 @13: Flies.",
            "e2.technical-skill.1 @13: Designs",
            "e2.getting-things-done.1 @13: Plans",
            "e2.impact.1 @13: Multiplies",
            "e2.communication.1 @13: Teaches",
            "e2.1 @13 narrative [Notes]: Does not forget to roll up sleeves. Not a pure role.",
        ]
    )


def test_codes_over_titles_sections_and_na_cells() -> None:
    imported = bring(
        """
        Engineering Competency Matrix v2,,,,,,
        ,,E1,E2,E3,E4,Notes
        ,,Associate Engineer,Engineer,Senior Engineer,Staff Engineer,
        Technical skills,,,,,,
        ,Writing code,Writes code with tests,Writes code that is easily tested,"Consistently writes code, easily understood",Same as E3,
        ,Testing,N/A,Knows the pyramid,Knows the approach of the team,n/a,See wiki
        ,Debugging,TODO,Uses a systematic approach,,Leads,
        Delivery,,,,,,
        ,Prioritization,Follows,Plans,Leads,Sets,
        ,Reliability,N/A,N/A,N/A,Owns the reliability of several teams,
        """,
        "matrix.csv",
    )
    assert told(imported) == snapshot(
        [
            "Engineering Competency Matrix v2: 4 levels, 5 competencies, 14 statements",
            "level associate-engineer 0: Associate Engineer (E1) next engineer alias E1,Associate Engineer",
            "level engineer 1: Engineer (E2) next senior-engineer alias E2,Engineer",
            "level senior-engineer 2: Senior Engineer (E3) next staff-engineer alias E3,Senior Engineer",
            "level staff-engineer 3: Staff Engineer (E4) alias E4,Staff Engineer",
            "competency writing-code: Writing code in Technical skills",
            "competency testing: Testing in Technical skills",
            "competency debugging: Debugging in Technical skills",
            "competency prioritization: Prioritization in Delivery",
            "competency reliability: Reliability in Delivery",
            "associate-engineer.writing-code.1 @5: Writes code with tests",
            "engineer.writing-code.1 @5: Writes code that is easily tested",
            "senior-engineer.writing-code.1 @5: Consistently writes code, easily understood",
            "staff-engineer.writing-code.1 @5: Same as E3",
            "associate-engineer.testing.1 @6 n/a: N/A",
            "engineer.testing.1 @6: Knows the pyramid",
            "senior-engineer.testing.1 @6: Knows the approach of the team",
            "staff-engineer.testing.1 @6 n/a: n/a",
            "testing.1 @6 narrative [Notes]: See wiki",
            "engineer.debugging.1 @7: Uses a systematic approach",
            "staff-engineer.debugging.1 @7: Leads",
            "associate-engineer.prioritization.1 @9: Follows",
            "engineer.prioritization.1 @9: Plans",
            "senior-engineer.prioritization.1 @9: Leads",
            "staff-engineer.prioritization.1 @9: Sets",
            "associate-engineer.reliability.1 @10 n/a: N/A",
            "engineer.reliability.1 @10 n/a: N/A",
            "senior-engineer.reliability.1 @10 n/a: N/A",
            "staff-engineer.reliability.1 @10: Owns the reliability of several teams",
            "aside matrix.csv:7:3: TODO (still to be written)",
        ]
    )


def test_one_statement_a_row_fills_in_the_names_left_blank() -> None:
    imported = bring(
        """
        Area,Skill,Level,Description,Example
        Craft,Testing,Junior,Writes unit tests,a small test
        Craft,Testing,Senior,Designs the test strategy,
        ,,Senior,Teaches testing,
        People,Mentoring,Junior,Asks for help,
        People,Mentoring,Senior,Mentors two,
        """,
        "list.csv",
    )
    assert told(imported) == snapshot(
        [
            "list: 2 levels, 2 competencies, 6 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "competency testing: Testing in Craft",
            "competency mentoring: Mentoring in People",
            "junior.testing.1 @2: Writes unit tests",
            "junior.testing.2 @2 example [Example]: a small test",
            "senior.testing.1 @3: Designs the test strategy",
            "senior.testing.2 @4: Teaches testing",
            "junior.mentoring.1 @5: Asks for help",
            "senior.mentoring.1 @6: Mentors two",
        ]
    )


def test_one_statement_a_row_finds_the_column_of_texts() -> None:
    imported = bring(
        """
        Level,Title,Area,What we expect of you
        E1,Engineer,Craft,Writes small pieces of code
        E1,Engineer,People,Asks the others for help
        E2,Senior Engineer,Craft,Designs larger pieces of code
        E2,Senior Engineer,People,Helps the others when they ask
        """,
        "list.csv",
    )
    assert told(imported) == snapshot(
        [
            "list: 2 levels, 2 competencies, 4 statements",
            "level e1 0: E1 next e2 alias Engineer",
            "level e2 1: E2 alias Senior Engineer",
            "competency craft: Craft",
            "competency people: People",
            "e1.craft.1 @2: Writes small pieces of code",
            "e1.people.1 @3: Asks the others for help",
            "e2.craft.1 @4: Designs larger pieces of code",
            "e2.people.1 @5: Helps the others when they ask",
        ]
    )


def test_tabs_and_bare_numbers_as_levels() -> None:
    imported = bring(
        """
        Level	Delivery	Leadership
        1	Delivers tasks	N/A
        2	Delivers features	Helps a junior
        3	Delivers projects	Leads a team
        """,
        "ladder.tsv",
    )
    assert told(imported) == snapshot(
        [
            "ladder: 3 levels, 2 competencies, 5 statements",
            "level 1 0: 1 next 2",
            "level 2 1: 2 next 3",
            "level 3 2: 3",
            "competency delivery: Delivery",
            "competency leadership: Leadership",
            "1.delivery.1 @2: Delivers tasks",
            "1.leadership.1 @2 n/a: N/A",
            "2.delivery.1 @3: Delivers features",
            "2.leadership.1 @3: Helps a junior",
            "3.delivery.1 @4: Delivers projects",
            "3.leadership.1 @4: Leads a team",
        ]
    )


def test_two_tables_laid_out_differently_in_one_file() -> None:
    imported = bring(
        """
        Competency,Junior,Senior
        Code,Writes code,Designs code
        ,,
        Level,Teamwork,Vision
        Junior,Helps,Listens to the plan
        Senior,Leads,Makes the plan
        """,
        "ladder.csv",
    )
    assert told(imported) == snapshot(
        [
            "ladder: 2 levels, 3 competencies, 6 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "competency code: Code",
            "competency teamwork: Teamwork",
            "competency vision: Vision",
            "junior.code.1 @2: Writes code",
            "senior.code.1 @2: Designs code",
            "junior.teamwork.1 @5: Helps",
            "junior.vision.1 @5: Listens to the plan",
            "senior.teamwork.1 @6: Leads",
            "senior.vision.1 @6: Makes the plan",
        ]
    )


def test_levels_whose_names_say_nothing_are_guessed_and_told() -> None:
    imported = bring(
        """
        Skill,Sprout,Sapling,Oak
        Planning work ahead of time,Plans a day of their own work,Plans a week of work for two,Plans a quarter of work for all
        Talking with other people,Listens to what people are saying,Explains things to people well,Speaks for the company in public
        Making tools for others,Uses the tools the team has,Improves the tools the team has,Builds the tools the company has
        """,
        "plants.csv",
    )
    assert told(imported) == snapshot(
        [
            "plants: 3 levels, 3 competencies, 9 statements",
            "level sprout 0: Sprout next sapling",
            "level sapling 1: Sapling next oak",
            "level oak 2: Oak",
            "competency planning-work-ahead-of-time: Planning work ahead of time",
            "competency talking-with-other-people: Talking with other people",
            "competency making-tools-for-others: Making tools for others",
            "sprout.planning-work-ahead-of-time.1 @2: Plans a day of their own work",
            "sapling.planning-work-ahead-of-time.1 @2: Plans a week of work for two",
            "oak.planning-work-ahead-of-time.1 @2: Plans a quarter of work for all",
            "sprout.talking-with-other-people.1 @3: Listens to what people are saying",
            "sapling.talking-with-other-people.1 @3: Explains things to people well",
            "oak.talking-with-other-people.1 @3: Speaks for the company in public",
            "sprout.making-tools-for-others.1 @4: Uses the tools the team has",
            "sapling.making-tools-for-others.1 @4: Improves the tools the team has",
            "oak.making-tools-for-others.1 @4: Builds the tools the company has",
        ]
    )


def test_levels_over_two_columns_each() -> None:
    imported = bring(
        """
        ,Junior,Junior,Senior,Senior
        ,Expectations,Examples,Expectations,Examples
        Code,Writes code,A small fix,Designs systems,A new service
        """,
        "ladder.csv",
    )
    assert told(imported) == snapshot(
        [
            "ladder: 2 levels, 1 competencies, 4 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "competency code: Code",
            "junior.code.1 @3 [Expectations]: Writes code",
            "junior.code.2 @3 example [Examples]: A small fix",
            "senior.code.1 @3 [Expectations]: Designs systems",
            "senior.code.2 @3 example [Examples]: A new service",
        ]
    )


def test_statements_within_a_cell_by_blank_lines_bullets_and_tags() -> None:
    imported = bring(
        """
        Level,Delivery,People
        MG1,"Finishes small tasks.

        Estimates them.
        Examples: in days, in hours

        [Manager Skills]

        Plans the week.","* Asks
        * Listens
          * to all"
        MG2,"**Finishes large tasks.**

        Estimates **well.**

        [Manager Skills]

        **Plans the quarter.**","<ul><li>Teaches &amp; shows</li><li><b>Leads</b></li></ul>Then rests<br>Then goes on"
        """,
        "cells.csv",
    )
    assert told(imported) == snapshot(
        [
            "cells: 2 levels, 2 competencies, 13 statements",
            "level mg1 0: MG1 next mg2",
            "level mg2 1: MG2",
            "competency delivery: Delivery",
            "competency people: People",
            "mg1.delivery.1 @2: Finishes small tasks.",
            """\
mg1.delivery.2 @2: Estimates them.
Examples: in days, in hours\
""",
            "mg1.delivery.3 @2 [Manager Skills]: Plans the week.",
            "mg1.people.1 @2: Asks",
            "mg1.people.2 @2: Listens",
            "mg1.people.3 @2 under mg1.people.2: to all",
            "mg2.delivery.1 @12 new: Finishes large tasks.",
            "mg2.delivery.2 @12: Estimates **well.**",
            "mg2.delivery.3 @12 [Manager Skills] new: Plans the quarter.",
            "mg2.people.1 @12: Teaches & shows",
            "mg2.people.2 @12 new: Leads",
            "mg2.people.3 @12: Then rests",
            "mg2.people.4 @12: Then goes on",
        ]
    )


def test_a_group_a_description_and_an_id_beside_the_competency() -> None:
    imported = bring(
        """
        ID,Area,Skill,Description,Junior,Senior,Examples
        1,Craft,Testing,How we make sure that a change does what it is meant to do here,Writes tests,Designs test plans,a test
        2,,Design,How we decide what to build and how its parts should fit together,Follows a design,Draws up designs,
        3,People,Mentoring,How we help each other to grow in our work as well as our life,N/A,Mentors two,a pair
        """,
        "areas.csv",
    )
    assert told(imported) == snapshot(
        [
            "areas: 2 levels, 3 competencies, 7 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "competency testing: Testing in Craft – How we make sure that a change does what it is meant to do here",
            "competency design: Design in Craft – How we decide what to build and how its parts should fit together",
            "competency mentoring: Mentoring in People – How we help each other to grow in our work as well as our life",
            "junior.testing.1 @2: Writes tests",
            "senior.testing.1 @2: Designs test plans",
            "testing.1 @2 example [Examples]: a test",
            "junior.design.1 @3: Follows a design",
            "senior.design.1 @3: Draws up designs",
            "junior.mentoring.1 @4 n/a: N/A",
            "senior.mentoring.1 @4: Mentors two",
            "mentoring.1 @4 example [Examples]: a pair",
            "aside areas.csv:1:1: 1, 2, 3 (a column of row numbers)",
        ]
    )


def test_tracks_above_the_levels_part_them() -> None:
    imported = bring(
        """
        Our levels,,,,
        ,Technical,,Management,
        Competency,Engineer,Staff Engineer,Engineering Manager,Director
        Delivery,Finishes tasks,Finishes programmes,Plans the team,Plans the division
        """,
        "tracks.csv",
    )
    assert told(imported) == snapshot(
        [
            "Our levels: 4 levels, 1 competencies, 4 statements",
            "level engineer 0: Engineer track technical next staff-engineer",
            "level staff-engineer 1: Staff Engineer track technical next engineering-manager",
            "level engineering-manager 2: Engineering Manager track management next director",
            "level director 3: Director track management",
            "competency delivery: Delivery",
            "engineer.delivery.1 @4: Finishes tasks",
            "staff-engineer.delivery.1 @4: Finishes programmes",
            "engineering-manager.delivery.1 @4: Plans the team",
            "director.delivery.1 @4: Plans the division",
        ]
    )


def test_rows_of_levels_with_titles_years_notes_and_tracks() -> None:
    imported = bring(
        """
        Track,Level,Title,Years of experience,Delivery,Notes
        Technical,L1,Engineer,0-2,Finishes tasks,Often right after school.
        ,L2,Senior Engineer,3+,Finishes projects,
        Management,M1,Manager,,Plans the team,
        """,
        "levels.csv",
    )
    assert told(imported) == snapshot(
        [
            "levels: 3 levels, 1 competencies, 4 statements",
            "level l1 0: L1 track technical next l2 alias Engineer years 0-2",
            "level l2 1: L2 track technical next m1 alias Senior Engineer years 3+",
            "level m1 2: M1 track management alias Manager",
            "competency delivery: Delivery",
            "l1.delivery.1 @2: Finishes tasks",
            "l1.1 @2 narrative [Notes]: Often right after school.",
            "l2.delivery.1 @3: Finishes projects",
            "m1.delivery.1 @4: Plans the team",
        ]
    )


def test_a_track_named_in_a_row_of_its_own() -> None:
    imported = bring(
        """
        Level,Delivery,People
        Individual path,,
        L1,Finishes tasks,Asks
        L2,Finishes projects,Answers
        Management path,,
        M1,Plans the team,Hires
        """,
        "bands.csv",
    )
    assert told(imported) == snapshot(
        [
            "bands: 3 levels, 2 competencies, 6 statements",
            "level l1 0: L1 track individual-path next l2",
            "level l2 1: L2 track individual-path next m1",
            "level m1 2: M1 track management-path",
            "competency delivery: Delivery",
            "competency people: People",
            "l1.delivery.1 @3: Finishes tasks",
            "l1.people.1 @3: Asks",
            "l2.delivery.1 @4: Finishes projects",
            "l2.people.1 @4: Answers",
            "m1.delivery.1 @6: Plans the team",
            "m1.people.1 @6: Hires",
        ]
    )


def test_a_row_without_a_name_goes_on_with_the_one_above() -> None:
    imported = bring(
        """
        Skill,Junior,Senior
        Delivery,Finishes tasks,Finishes projects
        ,Estimates tasks,
        People,,Mentors
        Skill,Junior,Senior
        Vision,Listens,Speaks
        """,
        "more.csv",
    )
    assert told(imported) == snapshot(
        [
            "more: 2 levels, 3 competencies, 6 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "competency delivery: Delivery",
            "competency people: People",
            "competency vision: Vision",
            "junior.delivery.1 @2: Finishes tasks",
            "senior.delivery.1 @2: Finishes projects",
            "junior.delivery.2 @3: Estimates tasks",
            "senior.people.1 @4: Mentors",
            "junior.vision.1 @6: Listens",
            "senior.vision.1 @6: Speaks",
        ]
    )


def test_a_formula_is_kept_as_text_beside_the_ladder() -> None:
    imported = bring(
        """
        Skill,Junior,Senior
        Delivery,"=HYPERLINK(""http://example.org"",""x"")",Finishes projects
        People,- Asks,+1 for teamwork
        """,
        "formula.csv",
    )
    assert told(imported) == snapshot(
        [
            "formula: 2 levels, 2 competencies, 3 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "competency delivery: Delivery",
            "competency people: People",
            "senior.delivery.1 @2: Finishes projects",
            "junior.people.1 @3: Asks",
            "senior.people.1 @3: +1 for teamwork",
            'aside formula.csv:2:2: =HYPERLINK("http://example.org","x") (a formula, kept as text and never calculated)',
        ]
    )


def test_sep_lines_titles_and_notes_above_the_table() -> None:
    imported = bring(
        """
        sep=;
        The ladder of 2024;;
        This table is reviewed every year by all of us.;;
        Skill;Junior;Senior
        Delivery;Finishes tasks;Finishes projects
        """,
        "titled.csv",
    )
    assert told(imported) == snapshot(
        [
            "The ladder of 2024: 2 levels, 1 competencies, 2 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "competency delivery: Delivery",
            "junior.delivery.1 @5: Finishes tasks",
            "senior.delivery.1 @5: Finishes projects",
            "aside titled.csv:3:1: This table is reviewed every year by all of us. (text above the table)",
        ]
    )


def test_same_statements_at_higher_levels_stay() -> None:
    imported = bring(
        """
        Skill,Junior,Senior
        Delivery,Keeps promises,Keeps promises
        delivery ,Asks,Answers
        De-livery,Listens,Speaks
        Delivering,Rests,Works
        """,
        "again.csv",
    )
    assert told(imported) == snapshot(
        [
            "again: 2 levels, 2 competencies, 8 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "competency delivery: Delivery",
            "competency delivering: Delivering",
            "junior.delivery.1 @2: Keeps promises",
            "senior.delivery.1 @2: Keeps promises",
            "junior.delivery.2 @3: Asks",
            "senior.delivery.2 @3: Answers",
            "junior.delivery.3 @4: Listens",
            "senior.delivery.3 @4: Speaks",
            "junior.delivering.1 @5: Rests",
            "senior.delivering.1 @5: Works",
        ]
    )
