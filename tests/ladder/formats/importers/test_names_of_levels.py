"""Levels and competencies that are named in other ways than by a plain heading."""

from inline_snapshot import snapshot

from tests.ladder.formats.importers.shape import bring, said, told


def test_a_field_before_the_job_and_a_number_after_it() -> None:
    imported = bring(
        """
        # QX Baker Engineer I

        Kneads what others have weighed.

        Asks early.

        __Experience: none is needed.__

        # QX Baker Engineer II

        Bakes from a recipe.

        __Experience: two years.__

        # Senior QX Baker Engineer

        _Most of the time goes to teaching._

        Writes recipes.
        """,
        "bakers.md",
    )
    assert said(imported, "qx-baker-engineer-ii") == ["Bakes from a recipe."]
    assert told(imported) == snapshot(
        [
            "bakers: 3 levels, 0 competencies, 5 statements",
            "level qx-baker-engineer-i 0: QX Baker Engineer I next qx-baker-engineer-ii years none is needed.",
            "level qx-baker-engineer-ii 1: QX Baker Engineer II next senior-qx-baker-engineer years two years.",
            "level senior-qx-baker-engineer 2: Senior QX Baker Engineer",
            "qx-baker-engineer-i.1 @3: Kneads what others have weighed.",
            "qx-baker-engineer-i.2 @5: Asks early.",
            "qx-baker-engineer-ii.1 @11: Bakes from a recipe.",
            "senior-qx-baker-engineer.1 @17: Most of the time goes to teaching.",
            "senior-qx-baker-engineer.2 @19: Writes recipes.",
        ]
    )


def test_what_stands_under_experience_is_years() -> None:
    imported = bring(
        """
        # Levels

        ## Junior Gardener (L3)
        **Experience**: 0-2 years

        ### Soil
        - Digs

        ## Senior Gardener (L4)
        _**Years of Experience:** 3-5_

        ### Soil
        - Plans the beds
        """,
        "garden.md",
    )
    assert told(imported) == snapshot(
        [
            "Levels: 2 levels, 1 competencies, 2 statements",
            "level junior-gardener 0: Junior Gardener (L3) next senior-gardener alias L3,Junior Gardener years 0-2 years",
            "level senior-gardener 1: Senior Gardener (L4) alias L4,Senior Gardener years 3-5",
            "competency soil: Soil",
            "junior-gardener.soil.1 @7: Digs",
            "senior-gardener.soil.1 @13: Plans the beds",
        ]
    )


def test_numbers_of_the_outline_are_no_part_of_a_name() -> None:
    imported = bring(
        """
        # Ladder

        ## 1. Junior Engineer

        ### 1.1 Craft
        - Writes tests

        ### 1.2 People
        - Asks

        ## 2. Senior Engineer

        ### 2.1 Craft
        - Designs systems

        ### 2.2 People
        - Answers
        """,
        "ladder.md",
    )
    assert told(imported) == snapshot(
        [
            "Ladder: 2 levels, 2 competencies, 4 statements",
            "level junior-engineer 0: Junior Engineer next senior-engineer",
            "level senior-engineer 1: Senior Engineer",
            "competency craft: Craft",
            "competency people: People",
            "junior-engineer.craft.1 @6: Writes tests",
            "junior-engineer.people.1 @9: Asks",
            "senior-engineer.craft.1 @14: Designs systems",
            "senior-engineer.people.1 @17: Answers",
        ]
    )


def test_a_level_and_its_title_in_one_heading() -> None:
    imported = bring(
        """
        # Developer levels

        ## Level 1: Junior Developer

        Learns the ropes.

        **Technical**: Writes small changes.

        **Communication**: Asks when stuck.

        ## Level 2: Developer

        Owns features.

        **Technical**: Designs features.

        **Communication**: Explains choices.
        """,
        "levels.md",
    )
    assert told(imported) == snapshot(
        [
            "Developer levels: 2 levels, 2 competencies, 4 statements",
            "level level-1 0: Level 1: Junior Developer next level-2 alias Level 1,Junior Developer – Learns the ropes.",
            "level level-2 1: Level 2: Developer alias Level 2,Developer – Owns features.",
            "competency technical: Technical",
            "competency communication: Communication",
            "level-1.technical.1 @7: Writes small changes.",
            "level-1.communication.1 @9: Asks when stuck.",
            "level-2.technical.1 @15: Designs features.",
            "level-2.communication.1 @17: Explains choices.",
        ]
    )


def test_labels_of_levels_under_a_competency() -> None:
    imported = bring(
        """
        # Ladder

        ## Craft

        **Junior:** Writes tests

        **Senior:** Designs systems

        ## People

        **Junior:** Asks

        **Senior:** Teaches
        """,
        "ladder.md",
    )
    assert told(imported) == snapshot(
        [
            "Ladder: 2 levels, 2 competencies, 4 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "competency craft: Craft",
            "competency people: People",
            "junior.craft.1 @5: Writes tests",
            "senior.craft.1 @7: Designs systems",
            "junior.people.1 @11: Asks",
            "senior.people.1 @13: Teaches",
        ]
    )


def test_items_that_are_levels_with_their_statements_under_them() -> None:
    imported = bring(
        """
        # Ladder

        * **IC1**
          * Writes tests
          * Asks
        * **IC2**
          * Everything in IC1
          * Designs
        """,
        "ladder.md",
    )
    assert told(imported) == snapshot(
        [
            "Ladder: 2 levels, 0 competencies, 4 statements",
            "level ic1 0: IC1 next ic2",
            "level ic2 1: IC2",
            "ic1.1 @4: Writes tests",
            "ic1.2 @5: Asks",
            "ic2.1 @7: Everything in IC1",
            "ic2.2 @8: Designs",
        ]
    )


def test_items_that_are_levels_under_a_competency() -> None:
    imported = bring(
        """
        # Ladder

        ## Craft

        * Junior
            * Writes tests
        * Senior
            * Designs
            * Reviews

        ## People

        * Junior
            * Asks
        * Senior
            * Teaches
        """,
        "ladder.md",
    )
    assert told(imported) == snapshot(
        [
            "Ladder: 2 levels, 2 competencies, 5 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "competency craft: Craft",
            "competency people: People",
            "junior.craft.1 @6: Writes tests",
            "senior.craft.1 @8: Designs",
            "senior.craft.2 @9: Reviews",
            "junior.people.1 @14: Asks",
            "senior.people.1 @16: Teaches",
        ]
    )


def test_plain_lines_that_are_levels() -> None:
    imported = bring(
        """
        Junior Engineer
        - Writes tests
        - Asks

        Senior Engineer
        - Designs
        """,
        "ladder.md",
    )
    assert told(imported) == snapshot(
        [
            "ladder: 2 levels, 0 competencies, 3 statements",
            "level junior-engineer 0: Junior Engineer next senior-engineer",
            "level senior-engineer 1: Senior Engineer",
            "junior-engineer.1 @2: Writes tests",
            "junior-engineer.2 @3: Asks",
            "senior-engineer.1 @6: Designs",
        ]
    )


def test_folded_levels() -> None:
    imported = bring(
        """
        # Ladder

        <details>
        <summary>Junior Engineer</summary>

        ### Craft

        - Writes tests

        </details>

        <details>
        <summary>Senior Engineer</summary>

        ## Craft

        - Designs

        ## People

        - Teaches

        </details>
        """,
        "ladder.md",
    )
    assert told(imported) == snapshot(
        [
            "Ladder: 2 levels, 2 competencies, 3 statements",
            "level junior-engineer 0: Junior Engineer next senior-engineer",
            "level senior-engineer 1: Senior Engineer",
            "competency craft: Craft",
            "competency people: People",
            "junior-engineer.craft.1 @8: Writes tests",
            "senior-engineer.craft.1 @17: Designs",
            "senior-engineer.people.1 @21: Teaches",
        ]
    )


def test_slanted_headings_definitions_and_signs_kept_from_being_marks() -> None:
    imported = bring(
        """
        Ladder
        ======

        Junior Engineer \\(JE\\)
        ----------------------

        *Craft*

        - [ ] Writes tests \\(unit, integration\\)
        - [x] Fixes bugs in snake\\_case

        *People*

        1. Asks

        Senior Engineer
        ---------------

        *Same as Junior Engineer, but also...*

        *Craft*

        - Designs
          and draws

        Mentoring
        : Teaches two
        : Listens

        Hiring
        : Interviews
        """,
        "ladder.md",
    )
    assert told(imported) == snapshot(
        [
            "Ladder: 2 levels, 4 competencies, 7 statements",
            "level junior-engineer 0: Junior Engineer (JE) next senior-engineer alias Junior Engineer",
            "level senior-engineer 1: Senior Engineer extends junior-engineer – Same as Junior Engineer, but also...",
            "competency craft: Craft",
            "competency people: People",
            "competency mentoring: Mentoring",
            "competency hiring: Hiring",
            "junior-engineer.craft.1 @9: Writes tests (unit, integration)",
            "junior-engineer.craft.2 @10: Fixes bugs in snake_case",
            "junior-engineer.people.1 @14: Asks",
            "senior-engineer.craft.1 @23: Designs and draws",
            "senior-engineer.mentoring.1 @27: Teaches two",
            "senior-engineer.mentoring.2 @28: Listens",
            "senior-engineer.hiring.1 @31: Interviews",
        ]
    )


def test_tracks_that_are_named_like_levels() -> None:
    imported = bring(
        """
        # Ladder

        ## Individual Contributor

        ### IC1 - Engineer

        #### Craft
        - Writes tests

        ### IC2 - Senior Engineer

        #### Craft
        - Designs

        ## Manager

        ### M1 - Engineering Manager

        #### People
        - Leads a team

        ### M2 - Director

        #### People
        - Leads leaders
        """,
        "ladder.md",
    )
    assert told(imported) == snapshot(
        [
            "Ladder: 4 levels, 2 competencies, 4 statements",
            "level ic1 0: IC1 - Engineer track individual-contributor next ic2 alias IC1,Engineer",
            "level ic2 1: IC2 - Senior Engineer track individual-contributor next m1 alias IC2,Senior Engineer",
            "level m1 2: M1 - Engineering Manager track manager next m2 alias M1,Engineering Manager",
            "level m2 3: M2 - Director track manager alias M2,Director",
            "competency craft: Craft",
            "competency people: People",
            "ic1.craft.1 @8: Writes tests",
            "ic2.craft.1 @13: Designs",
            "m1.people.1 @20: Leads a team",
            "m2.people.1 @25: Leads leaders",
        ]
    )


def test_a_competency_that_two_tracks_share() -> None:
    imported = bring(
        """
        # Ladder

        ## Engineering track

        ### Technical

        #### Junior Engineer
        - Writes tests

        #### Senior Engineer
        - Designs

        ### Social

        #### Junior Engineer
        - Asks

        #### Senior Engineer
        - Teaches

        ## Management track

        ### Social

        #### Engineering Manager
        - Leads a team

        #### Director
        - Leads leaders
        """,
        "ladder.md",
    )
    assert told(imported) == snapshot(
        [
            "Ladder: 4 levels, 2 competencies, 6 statements",
            "level junior-engineer 0: Junior Engineer track engineering-track next senior-engineer",
            "level senior-engineer 1: Senior Engineer track engineering-track next engineering-manager",
            "level engineering-manager 2: Engineering Manager track management-track next director",
            "level director 3: Director track management-track",
            "competency technical: Technical",
            "competency social: Social",
            "junior-engineer.technical.1 @8: Writes tests",
            "senior-engineer.technical.1 @11: Designs",
            "junior-engineer.social.1 @16: Asks",
            "senior-engineer.social.1 @19: Teaches",
            "engineering-manager.social.1 @26: Leads a team",
            "director.social.1 @29: Leads leaders",
        ]
    )


def test_grades_that_are_explained_beside_a_table_of_grades_are_no_levels() -> None:
    imported = bring(
        """
        # Skills

        ## Proficiency levels

        ### 1 - Novice
        - Needs guidance

        ### 2 - Expert
        - Needs none

        ## Languages

        | Skill | Junior | Senior | Staff |
        |-------|--------|--------|-------|
        | SQL | 1 | 2 | 2 |
        | Go | 1 | 1 | 2 |
        """,
        "skills.md",
    )
    assert told(imported) == snapshot(
        [
            "Skills: 3 levels, 2 competencies, 0 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior next staff",
            "level staff 2: Staff",
            "competency sql: SQL in Languages",
            "competency go: Go in Languages",
            "asks junior sql 1",
            "asks senior sql 2",
            "asks staff sql 2",
            "asks junior go 1",
            "asks senior go 1",
            "asks staff go 2",
            "aside skills.md:3: Proficiency levels (a heading outside the levels)",
            "aside skills.md:5: 1 - Novice (a heading outside the levels)",
            'aside skills.md:6: Needs guidance (text under "1 - Novice", outside the levels)',
            "aside skills.md:8: 2 - Expert (a heading outside the levels)",
            'aside skills.md:9: Needs none (text under "2 - Expert", outside the levels)',
        ]
    )


def test_front_matter_names_the_one_level_of_a_file() -> None:
    imported = bring(
        """
        ---
        title: "Staff Engineer"
        weight: 3
        ---

        ## Craft

        * Designs what others build
        """,
        "staff-engineer.md",
    )
    assert told(imported) == snapshot(
        [
            "Staff Engineer: 1 levels, 1 competencies, 1 statements",
            "level staff-engineer 0: Staff Engineer",
            "competency craft: Craft",
            "staff-engineer.craft.1 @8: Designs what others build",
            """\
aside staff-engineer.md:1: title: "Staff Engineer"
weight: 3 (front matter)\
""",
        ]
    )


def test_a_text_file_whose_lines_look_like_keys() -> None:
    imported = bring(
        """
        JUNIOR ENGINEER

        Craft: Writes tests

        SENIOR ENGINEER

        Craft: Designs
        """,
        "ladder.txt",
    )
    assert told(imported) == snapshot(
        [
            "ladder: 2 levels, 0 competencies, 2 statements",
            "level junior-engineer 0: JUNIOR ENGINEER next senior-engineer",
            "level senior-engineer 1: SENIOR ENGINEER",
            "junior-engineer.1 @3: Craft: Writes tests",
            "senior-engineer.1 @7: Craft: Designs",
        ]
    )


def test_words_behind_what_looks_like_a_code_are_no_level() -> None:
    imported = bring(
        """
        Competency,E1 Explorer,E2 Builder,E3 Guide
        C4 diagrams,Reads them,Draws them,Teaches them
        S3 storage,Uses it,Plans it,Decides on it
        K8s,Knows it,Runs it,Replaces it
        """,
        "codes.csv",
    )
    assert told(imported) == snapshot(
        [
            "codes: 3 levels, 3 competencies, 9 statements",
            "level e1 0: E1 Explorer next e2 alias E1",
            "level e2 1: E2 Builder next e3 alias E2",
            "level e3 2: E3 Guide alias E3",
            "competency c4-diagrams: C4 diagrams",
            "competency s3-storage: S3 storage",
            "competency k8s: K8s",
            "e1.c4-diagrams.1 @2: Reads them",
            "e2.c4-diagrams.1 @2: Draws them",
            "e3.c4-diagrams.1 @2: Teaches them",
            "e1.s3-storage.1 @3: Uses it",
            "e2.s3-storage.1 @3: Plans it",
            "e3.s3-storage.1 @3: Decides on it",
            "e1.k8s.1 @4: Knows it",
            "e2.k8s.1 @4: Runs it",
            "e3.k8s.1 @4: Replaces it",
        ]
    )


def test_a_level_that_goes_by_two_names() -> None:
    imported = bring(
        """
        # Ladder

        ## Craft

        ### L1: Junior Developer
        - Writes tests

        ### L2: Senior Developer
        - Designs

        ## People

        ### L1: Apprentice
        - Asks

        ### L2: Senior Developer
        - Teaches
        """,
        "ladder.md",
    )
    assert told(imported) == snapshot(
        [
            "Ladder: 2 levels, 2 competencies, 4 statements",
            "level l1 0: L1: Junior Developer next l2 alias L1,Junior Developer,L1: Apprentice",
            "level l2 1: L2: Senior Developer alias L2,Senior Developer",
            "competency craft: Craft",
            "competency people: People",
            "l1.craft.1 @6: Writes tests",
            "l2.craft.1 @9: Designs",
            "l1.people.1 @14: Asks",
            "l2.people.1 @17: Teaches",
        ]
    )


def test_headings_that_say_nothing_of_the_ladder_are_kept() -> None:
    imported = bring(
        """
        # Ladder

        ## Why we have it

        ## Junior Engineer

        ### Craft
        - Writes tests

        ### Vision

        ## Senior Engineer

        ### Craft
        - Designs
        """,
        "ladder.md",
    )
    assert told(imported) == snapshot(
        [
            "Ladder: 2 levels, 1 competencies, 2 statements",
            "level junior-engineer 0: Junior Engineer next senior-engineer",
            "level senior-engineer 1: Senior Engineer",
            "competency craft: Craft",
            "junior-engineer.craft.1 @8: Writes tests",
            "senior-engineer.craft.1 @15: Designs",
            "aside ladder.md:3: Why we have it (a heading outside the levels)",
            "aside ladder.md:10: Vision (a heading with nothing below it)",
        ]
    )
