"""YAML and JSON in the shapes that other people's tools give them."""

from inline_snapshot import snapshot

from tests.ladder.formats.importers.shape import bring, said, told


def test_lists_of_lists_are_tables() -> None:
    imported = bring(
        """
        {"columns": ["Competency", "Junior", "Senior"],
         "rows": [["Craft", "Writes tests", "Designs"],
                  ["People", "Asks", "Teaches"]]}
        """,
        "rows.json",
    )
    assert said(imported, "senior", "people") == ["Teaches"]
    assert told(imported) == snapshot(
        [
            "rows: 2 levels, 2 competencies, 4 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "competency craft: Craft",
            "competency people: People",
            "junior.craft.1 @2: Writes tests",
            "senior.craft.1 @2: Designs",
            "junior.people.1 @3: Asks",
            "senior.people.1 @3: Teaches",
        ]
    )


def test_a_matrix_with_its_levels_and_competencies_beside_it() -> None:
    by_competency = bring(
        """
        {"title": "Harbour", "levels": ["Junior", "Senior"], "competencies": ["Craft", "People", "Plans"],
         "matrix": [["Writes tests", "Designs"], ["Asks", "Teaches"], ["Plans a day", "Plans a year"]]}
        """,
        "matrix.json",
    )
    assert told(by_competency) == snapshot(
        [
            "Harbour: 2 levels, 3 competencies, 6 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "competency craft: Craft",
            "competency people: People",
            "competency plans: Plans",
            "junior.craft.1 @2: Writes tests",
            "senior.craft.1 @2: Designs",
            "junior.people.1 @2: Asks",
            "senior.people.1 @2: Teaches",
            "junior.plans.1 @2: Plans a day",
            "senior.plans.1 @2: Plans a year",
        ]
    )
    by_level = bring(
        """
        {"title": "Harbour", "levels": ["Junior", "Senior"], "competencies": ["Craft", "People", "Plans"],
         "matrix": [["Writes tests", "Asks", "Plans a day"], ["Designs", "Teaches", "Plans a year"]]}
        """,
        "matrix.json",
    )
    assert sorted(one.id for one in by_level.ladder.expectations) == sorted(
        one.id for one in by_competency.ladder.expectations
    )


def test_lists_in_step_with_the_levels() -> None:
    imported = bring(
        """
        levels: [Junior, Mid, Senior]
        competencies:
          - name: Craft
            expectations: [Writes tests, Writes code, Designs]
          - name: People
            expectations: [Asks, Answers, Teaches]
        """,
        "step.yaml",
    )
    assert told(imported) == snapshot(
        [
            "step: 3 levels, 2 competencies, 6 statements",
            "level junior 0: Junior next mid",
            "level mid 1: Mid next senior",
            "level senior 2: Senior",
            "competency craft: Craft",
            "competency people: People",
            "junior.craft.1 @4: Writes tests",
            "mid.craft.1 @4: Writes code",
            "senior.craft.1 @4: Designs",
            "junior.people.1 @6: Asks",
            "mid.people.1 @6: Answers",
            "senior.people.1 @6: Teaches",
        ]
    )


def test_tracks_of_levels_that_hold_competencies() -> None:
    imported = bring(
        """
        name: Ladder
        tracks:
          - name: Engineering
            levels:
              - id: e1
                name: Engineer
                expectations:
                  craft: [Writes tests]
                  people: [Asks, Listens]
              - id: e2
                name: Senior Engineer
                expectations:
                  craft: [Designs]
          - name: Management
            levels:
              - id: m1
                name: Engineering Manager
                expectations:
                  people: [Leads a team]
        """,
        "tracks.yaml",
    )
    assert told(imported) == snapshot(
        [
            "Ladder: 3 levels, 2 competencies, 5 statements",
            "level e1 0: Engineer track engineering next e2",
            "level e2 1: Senior Engineer track engineering next m1",
            "level m1 2: Engineering Manager track management",
            "competency craft: craft",
            "competency people: people",
            "e1.craft.1 @8: Writes tests",
            "e1.people.1 @9: Asks",
            "e1.people.2 @9: Listens",
            "e2.craft.1 @13: Designs",
            "m1.people.1 @19: Leads a team",
        ]
    )


def test_tracks_by_key() -> None:
    imported = bring(
        """
        {"ladder": {
          "Engineering": {
            "L1": {"title": "Engineer", "expectations": {"Craft": ["Writes tests"], "People": ["Asks"]}},
            "L2": {"title": "Senior Engineer", "expectations": {"Craft": ["Designs"]}}},
          "Management": {
            "M1": {"title": "Engineering Manager", "expectations": {"People": ["Leads a team"]}},
            "M2": {"title": "Director", "expectations": {"People": ["Leads leaders"]}}}}}
        """,
        "tracks.json",
    )
    assert told(imported) == snapshot(
        [
            "tracks: 4 levels, 2 competencies, 5 statements",
            "level L1 0: Engineer track engineering next L2 alias L1",
            "level L2 1: Senior Engineer track engineering next M1 alias L2",
            "level M1 2: Engineering Manager track management next M2 alias M1",
            "level M2 3: Director track management alias M2",
            "competency craft: Craft",
            "competency people: People",
            "L1.craft.1 @3: Writes tests",
            "L1.people.1 @3: Asks",
            "L2.craft.1 @4: Designs",
            "M1.people.1 @6: Leads a team",
            "M2.people.1 @7: Leads leaders",
        ]
    )


def test_categories_of_skills_of_levels() -> None:
    imported = bring(
        """
        categories:
          - name: Technical
            skills:
              - name: Code
                levels: {junior: Writes tests, senior: Designs}
              - name: Design
                levels: {junior: Follows designs, senior: Draws designs}
          - name: People
            skills:
              - name: Mentoring
                levels: {junior: Asks often, senior: Teaches two}
        """,
        "skills.yaml",
    )
    assert told(imported) == snapshot(
        [
            "skills: 2 levels, 3 competencies, 6 statements",
            "level junior 0: junior next senior",
            "level senior 1: senior",
            "competency code: Code in Technical",
            "competency design: Design in Technical",
            "competency mentoring: Mentoring in People",
            "junior.code.1 @5: Writes tests",
            "senior.code.1 @5: Designs",
            "junior.design.1 @7: Follows designs",
            "senior.design.1 @7: Draws designs",
            "junior.mentoring.1 @11: Asks often",
            "senior.mentoring.1 @11: Teaches two",
        ]
    )


def test_entries_with_titles_within_a_level() -> None:
    imported = bring(
        """
        {"Associate": {"Delivery": [
            {"name": "Code", "description": "Writes tests"},
            {"name": "Debugging", "description": "Not applicable"}],
          "People": [{"name": "Finds a mentor", "description": "In the first week"}]},
         "Engineer": {"Delivery": [
            {"name": "Code", "description": "Designs features"},
            {"name": "Debugging", "description": "Knows the tools"}]}}
        """,
        "titles.json",
    )
    assert told(imported) == snapshot(
        [
            "titles: 2 levels, 3 competencies, 5 statements",
            "level Associate 0: Associate next Engineer",
            "level Engineer 1: Engineer",
            "competency code: Code in Delivery",
            "competency debugging: Debugging in Delivery",
            "competency people: People",
            "Associate.code.1 @2: Writes tests",
            "Associate.debugging.1 @3 n/a: Not applicable",
            "Associate.people.1 @4: Finds a mentor",
            "Associate.people.2 @4 under Associate.people.1: In the first week",
            "Engineer.code.1 @6: Designs features",
            "Engineer.debugging.1 @7: Knows the tools",
        ]
    )


def test_sections_with_headings_within_a_level() -> None:
    imported = bring(
        """
        - level: L1
          title: Engineer
          sections:
            - heading: Craft
              bullets: [Writes tests, Reads code]
            - heading: People
              bullets: [Asks when stuck]
        - level: L2
          title: Senior Engineer
          sections:
            - heading: Craft
              bullets: [Designs systems]
        """,
        "sections.yaml",
    )
    assert told(imported) == snapshot(
        [
            "sections: 2 levels, 2 competencies, 4 statements",
            "level engineer 0: Engineer next senior-engineer alias L1",
            "level senior-engineer 1: Senior Engineer alias L2",
            "competency craft: Craft",
            "competency people: People",
            "engineer.craft.1 @5: Writes tests",
            "engineer.craft.2 @5: Reads code",
            "engineer.people.1 @7: Asks when stuck",
            "senior-engineer.craft.1 @12: Designs systems",
        ]
    )


def test_a_file_about_one_competency() -> None:
    imported = bring(
        """
        {"title": "技術選定", "description": "技術を選ぶ力", "category": "スキル", "levels": [
          {"level": 1, "criteria": ["選定に参加している", "理由を説明できる"]},
          {"level": 2, "criteria": ["複数の案を比較できる"]}]}
        """,
        "selection.json",
    )
    assert told(imported) == snapshot(
        [
            "selection: 2 levels, 1 competencies, 3 statements",
            "level 1 0: 1 next 2",
            "level 2 1: 2",
            "competency 技術選定: 技術選定 in スキル – 技術を選ぶ力",
            "1.技術選定.1 @2: 選定に参加している",
            "1.技術選定.2 @2: 理由を説明できる",
            "2.技術選定.1 @3: 複数の案を比較できる",
        ]
    )


def test_a_key_and_the_name_that_is_shown_for_it() -> None:
    imported = bring(
        """
        {"MOBILE": {"displayName": "Mobile", "category": "A", "description": "Builds apps",
          "milestones": [{"summary": "Works on parts", "signals": ["Fixes faults"], "examples": ["Fixed one"]},
                         {"summary": "Works on wholes", "signals": ["Builds apps alone"], "examples": [""]}]}}
        """,
        "snow.json",
    )
    assert told(imported) == snapshot(
        [
            "snow: 2 levels, 1 competencies, 5 statements",
            "level 1 0: 1 next 2",
            "level 2 1: 2",
            "competency MOBILE: Mobile in A – Builds apps",
            "1.MOBILE.1 @2 summary: Works on parts",
            "1.MOBILE.2 @2 signal: Fixes faults",
            "1.MOBILE.3 @2 example under 1.MOBILE.1: Fixed one",
            "2.MOBILE.1 @3 summary: Works on wholes",
            "2.MOBILE.2 @3 signal: Builds apps alone",
        ]
    )


def test_levels_say_what_they_build_on_and_where_they_lead() -> None:
    imported = bring(
        """
        levels:
          - id: e1
            name: Engineer
            next: [e2, m1]
            competencies: {craft: [Writes tests]}
          - id: e2
            name: Senior Engineer
            extends: e1
            competencies: {craft: [Designs]}
          - id: m1
            name: Engineering Manager
            competencies: {people: [Leads a team]}
        """,
        "next.yaml",
    )
    assert told(imported) == snapshot(
        [
            "next: 3 levels, 2 competencies, 3 statements",
            "level e1 0: Engineer track technical next e2,m1",
            "level e2 1: Senior Engineer track technical extends e1",
            "level m1 1: Engineering Manager track management",
            "competency craft: craft",
            "competency people: people",
            "e1.craft.1 @5: Writes tests",
            "e2.craft.1 @9: Designs",
            "m1.people.1 @12: Leads a team",
        ]
    )


def test_the_summary_of_a_level_within_a_competency_belongs_to_both() -> None:
    imported = bring(
        """
        topics:
          - title: Testing
            summary: How we test.
            levels:
              - {title: Beginner, summary: A steady tester., criteria: [Follows scripts]}
              - {title: Expert, criteria: [Writes scripts]}
        """,
        "topics.yaml",
    )
    assert told(imported) == snapshot(
        [
            "topics: 2 levels, 1 competencies, 3 statements",
            "level beginner 0: Beginner next expert",
            "level expert 1: Expert",
            "competency testing: Testing – How we test.",
            "beginner.testing.1 @5 summary: A steady tester.",
            "beginner.testing.2 @5: Follows scripts",
            "expert.testing.1 @6: Writes scripts",
        ]
    )


def test_roles_with_lists_of_skills() -> None:
    imported = bring(
        """
        {"data": [
          {"role": "Junior Engineer", "skills": [
            {"skill": "Craft", "expectation": "Writes tests"}, {"skill": "People", "expectation": "Asks"}]},
          {"role": "Senior Engineer", "skills": [
            {"skill": "Craft", "expectation": "Designs"}, {"skill": "People", "expectation": "Teaches"}]}]}
        """,
        "roles.json",
    )
    assert told(imported) == snapshot(
        [
            "roles: 2 levels, 2 competencies, 4 statements",
            "level junior-engineer 0: Junior Engineer next senior-engineer",
            "level senior-engineer 1: Senior Engineer",
            "competency craft: Craft",
            "competency people: People",
            "junior-engineer.craft.1 @3: Writes tests",
            "junior-engineer.people.1 @3: Asks",
            "senior-engineer.craft.1 @5: Designs",
            "senior-engineer.people.1 @5: Teaches",
        ]
    )


def test_a_level_that_leads_to_one_which_is_not_there() -> None:
    imported = bring(
        """
        levels:
          - {id: e1, name: Engineer, next: [e2, wizard], competencies: {craft: [Writes tests]}}
          - {id: e2, name: Senior Engineer, extends: sage, competencies: {craft: [Designs]}}
        """,
        "next.yaml",
    )
    assert told(imported) == snapshot(
        [
            "next: 2 levels, 1 competencies, 2 statements",
            "level e1 0: Engineer next e2",
            "level e2 1: Senior Engineer",
            "competency craft: craft",
            "e1.craft.1 @2: Writes tests",
            "e2.craft.1 @3: Designs",
            "aside next.yaml: Engineer: wizard (the name of a level that is not here)",
            "aside next.yaml: Senior Engineer: sage (the name of a level that is not here)",
        ]
    )
