"""YAML and JSON of other people's shapes: nested either way, flat records, front matter, milestones."""

from inline_snapshot import snapshot

from tests.ladder.formats.importers.shape import bring, said, told


def test_levels_over_competencies() -> None:
    imported = bring(
        """
        junior:
          Technical:
            - Writes tests
            - Reads code
          Delivery: Delivers small tasks
        senior:
          Technical:
            - Designs systems
          Delivery: |
            - Plans the quarter
            - Cuts scope
        """,
        "a.yaml",
    )
    assert said(imported, "senior", "delivery") == ["Plans the quarter", "Cuts scope"]
    assert told(imported) == snapshot(
        [
            "a: 2 levels, 2 competencies, 6 statements",
            "level junior 0: junior next senior",
            "level senior 1: senior",
            "competency technical: Technical",
            "competency delivery: Delivery",
            "junior.technical.1 @3: Writes tests",
            "junior.technical.2 @4: Reads code",
            "junior.delivery.1 @5: Delivers small tasks",
            "senior.technical.1 @8: Designs systems",
            "senior.delivery.1 @9: Plans the quarter",
            "senior.delivery.2 @9: Cuts scope",
        ]
    )


def test_groups_over_competencies_over_levels() -> None:
    imported = bring(
        """
        Engineering:
          Technical:
            junior: [Writes tests]
            senior: [Designs systems, Reviews designs]
          Delivery:
            description: Getting things out
            junior: Finishes
            senior: N/A
        People:
          Mentoring:
            junior: TODO
            senior: Mentors two
        """,
        "b.yaml",
    )
    assert told(imported) == snapshot(
        [
            "b: 2 levels, 3 competencies, 5 statements",
            "level junior 0: junior next senior",
            "level senior 1: senior",
            "competency technical: Technical in Engineering",
            "competency delivery: Delivery in Engineering – Getting things out",
            "competency mentoring: Mentoring in People",
            "junior.technical.1 @3: Writes tests",
            "senior.technical.1 @4: Designs systems",
            "senior.technical.2 @4: Reviews designs",
            "junior.delivery.1 @7: Finishes",
            "senior.delivery.1 @8 n/a: N/A",
            "senior.mentoring.1 @12: Mentors two",
            "aside b.yaml:11: TODO (still to be written)",
        ]
    )


def test_flat_records() -> None:
    imported = bring(
        """
        [{"level":"Junior","competency":"Testing","text":"Writes unit tests"},
         {"level":"Senior","competency":"Testing","text":"Designs the strategy","salary":5},
         {"level":"Senior","competency":"Mentoring","text":"Mentors two"}]
        """,
        "c.json",
    )
    assert told(imported) == snapshot(
        [
            "c: 2 levels, 2 competencies, 3 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "competency testing: Testing",
            "competency mentoring: Mentoring",
            "junior.testing.1 @1: Writes unit tests",
            "senior.testing.1 @2: Designs the strategy",
            "senior.mentoring.1 @3: Mentors two",
            "aside c.json:2 ([2].salary): salary: 5 (a key that the ladder form does not have)",
        ]
    )


def test_rows_with_a_member_for_each_level() -> None:
    imported = bring(
        """
        [{"id":1,"name":"React","basic":"Knows JSX and props.","low":"Builds simple components.","medium":"Uses hooks.","high":"Manages state.","expert":"Structures apps."},
         {"id":2,"name":"Git","basic":"Commits.","low":"Branches.","medium":"Rebases.","high":"Untangles.","expert":"Teaches."}]
        """,
        "d.json",
    )
    assert told(imported) == snapshot(
        [
            "d: 5 levels, 2 competencies, 10 statements",
            "level basic 0: basic next low",
            "level low 1: low next medium",
            "level medium 2: medium next high",
            "level high 3: high next expert",
            "level expert 4: expert",
            "competency 1: React",
            "competency 2: Git",
            "basic.1.1 @1: Knows JSX and props.",
            "low.1.1 @1: Builds simple components.",
            "medium.1.1 @1: Uses hooks.",
            "high.1.1 @1: Manages state.",
            "expert.1.1 @1: Structures apps.",
            "basic.2.1 @2: Commits.",
            "low.2.1 @2: Branches.",
            "medium.2.1 @2: Rebases.",
            "high.2.1 @2: Untangles.",
            "expert.2.1 @2: Teaches.",
        ]
    )


def test_topics_with_levels_with_criteria() -> None:
    imported = bring(
        """
        {"title":"Growth","topics":[{"title":"Testing","summary":"About tests","levels":[{"title":"n00b","criteria":["Follows scripts","Asks"]},{"title":"pro","criteria":["Writes scripts"]}]},
        {"title":"Focus","levels":[{"title":"n00b","criteria":["Knows users"]},{"title":"pro","criteria":["Meets users","Reports"]}]}]}
        """,
        "e.json",
    )
    assert told(imported) == snapshot(
        [
            "Growth: 2 levels, 2 competencies, 6 statements",
            "level n00b 0: n00b next pro",
            "level pro 1: pro",
            "competency testing: Testing – About tests",
            "competency focus: Focus",
            "n00b.testing.1 @1: Follows scripts",
            "n00b.testing.2 @1: Asks",
            "pro.testing.1 @1: Writes scripts",
            "n00b.focus.1 @2: Knows users",
            "pro.focus.1 @2: Meets users",
            "pro.focus.2 @2: Reports",
        ]
    )


def test_tracks_with_milestones_signals_and_examples() -> None:
    imported = bring(
        """
        {"tracks":{"MOBILE":{"displayName":"Mobile","category":"A","description":"Native apps","milestones":[{"summary":"Works well","signals":["Delivers","Adds"],"examples":["Added an icon"]},{"summary":"Improves","signals":["Defines"],"examples":["Made a thing","And one more"]}]},
        "CRAFT":{"displayName":"Craft","category":"B","description":"Quality","milestones":[{"summary":"Delivers well","signals":["Tests"],"examples":[]}]}}}
        """,
        "f.json",
    )
    assert told(imported) == snapshot(
        [
            "f: 2 levels, 2 competencies, 10 statements",
            "level 1 0: 1 next 2",
            "level 2 1: 2",
            "competency MOBILE: Mobile in A – Native apps",
            "competency CRAFT: Craft in B – Quality",
            "1.MOBILE.1 @1 summary: Works well",
            "1.MOBILE.2 @1 signal: Delivers",
            "1.MOBILE.3 @1 signal: Adds",
            "1.MOBILE.4 @1 example under 1.MOBILE.1: Added an icon",
            "2.MOBILE.1 @1 summary: Improves",
            "2.MOBILE.2 @1 signal: Defines",
            "2.MOBILE.3 @1 example under 2.MOBILE.1: Made a thing",
            "2.MOBILE.4 @1 example under 2.MOBILE.1: And one more",
            "1.CRAFT.1 @2 summary: Delivers well",
            "1.CRAFT.2 @2 signal: Tests",
        ]
    )


def test_levels_with_competencies_with_expectations() -> None:
    imported = bring(
        """
        levels:
          - name: Junior
            track: ic
            description: Begins
            competencies:
              - name: Technical
                expectations:
                  - Writes tests
                  - Reads code
              - name: People
                expectations: [Asks]
          - name: Senior
            track: ic
            competencies:
              - name: Technical
                expectations:
                  - text: Designs
                    id: sen-1
        """,
        "g.yaml",
    )
    assert told(imported) == snapshot(
        [
            "g: 2 levels, 2 competencies, 4 statements",
            "level junior 0: Junior track ic next senior – Begins",
            "level senior 1: Senior track ic",
            "competency technical: Technical",
            "competency people: People",
            "junior.technical.1 @8: Writes tests",
            "junior.technical.2 @9: Reads code",
            "junior.people.1 @11: Asks",
            "sen-1 @17: Designs",
        ]
    )


def test_numbered_levels_with_names() -> None:
    imported = bring(
        """
        {"department":{"company":[{"name":"Ownership","description":"Do it","levels":{"1":{"name":"Learning","description":["Completes tasks","Follows"]},"2":{"name":"Competent","description":["Defines goals"]}}},
        {"name":"Trust","description":"Rely","levels":{"1":{"name":"Learning","description":["Listens"]},"2":{"name":"Competent","description":["Speaks"]}}}]}}
        """,
        "h.json",
    )
    assert told(imported) == snapshot(
        [
            "h: 2 levels, 2 competencies, 5 statements",
            "level 1 0: Learning next 2 alias 1",
            "level 2 1: Competent alias 2",
            "competency ownership: Ownership in company – Do it",
            "competency trust: Trust in company – Rely",
            "1.ownership.1 @1: Completes tasks",
            "1.ownership.2 @1: Follows",
            "2.ownership.1 @1: Defines goals",
            "1.trust.1 @2: Listens",
            "2.trust.1 @2: Speaks",
        ]
    )


def test_a_level_for_each_key_and_texts_below() -> None:
    imported = bring(
        """
        {"cited_from":"A book","L1":{"summary":"> Cooperates.","detail":"> Joins in gladly and does the share."},"L2":{"summary":"> Expects well.","detail":"> Tells the others what goes on in the group."}}
        """,
        "i.json",
    )
    assert told(imported) == snapshot(
        [
            "i: 2 levels, 0 competencies, 4 statements",
            "level L1 0: L1 next L2",
            "level L2 1: L2",
            "L1.1 @1 summary: > Cooperates.",
            "L1.2 @1: > Joins in gladly and does the share.",
            "L2.1 @1 summary: > Expects well.",
            "L2.2 @1: > Tells the others what goes on in the group.",
            "aside i.json:1 (cited_from): cited_from: A book (a key that the ladder form does not have)",
        ]
    )


def test_levels_named_first_and_competencies_by_key() -> None:
    imported = bring(
        """
        name: Our ladder
        levels: [Junior, Mid, Senior]
        competencies:
          Delivery:
            Junior: Finishes small tasks
            Mid: [Finishes features, Estimates]
            Senior: Finishes projects
          Leadership:
            Junior: N/A
            Mid: Helps a junior
            Senior: Leads
        """,
        "j.yaml",
    )
    assert told(imported) == snapshot(
        [
            "Our ladder: 3 levels, 2 competencies, 6 statements",
            "level junior 0: Junior next mid",
            "level mid 1: Mid next senior",
            "level senior 2: Senior",
            "competency delivery: Delivery",
            "competency leadership: Leadership",
            "junior.delivery.1 @5: Finishes small tasks",
            "mid.delivery.1 @6: Finishes features",
            "mid.delivery.2 @6: Estimates",
            "senior.delivery.1 @7: Finishes projects",
            "junior.leadership.1 @9 n/a: N/A",
            "mid.leadership.1 @10: Helps a junior",
            "senior.leadership.1 @11: Leads",
        ]
    )


def test_competencies_with_ids_and_domains() -> None:
    imported = bring(
        """
        competencies:
          - id: comms
            name: Communication
            domain: People
            levels:
              junior:
                - Says how it goes
              senior:
                - Explains
                - Listens
          - id: code
            name: Code
            domain: Craft
            levels:
              junior: [Writes]
              senior: [Designs]
        """,
        "k.yaml",
    )
    assert told(imported) == snapshot(
        [
            "k: 2 levels, 2 competencies, 5 statements",
            "level junior 0: junior next senior",
            "level senior 1: senior",
            "competency comms: Communication in People",
            "competency code: Code in Craft",
            "junior.comms.1 @7: Says how it goes",
            "senior.comms.1 @9: Explains",
            "senior.comms.2 @10: Listens",
            "junior.code.1 @15: Writes",
            "senior.code.1 @16: Designs",
        ]
    )


def test_roles_with_titles_and_lists() -> None:
    imported = bring(
        """
        roles:
          - title: Software Engineer I
            level: 1
            salary: 100
            responsibilities:
              - Writes code
              - Fixes faults
            technical:
              - Knows one language
          - title: Software Engineer II
            level: 2
            responsibilities:
              - Owns a feature
            technical:
              - Knows two languages
              - Knows the database
        """,
        "l.yaml",
    )
    assert told(imported) == snapshot(
        [
            "l: 2 levels, 1 competencies, 6 statements",
            "level software-engineer-i 0: Software Engineer I next software-engineer-ii alias 1",
            "level software-engineer-ii 1: Software Engineer II alias 2",
            "competency technical: technical",
            "software-engineer-i.1 @6 responsibility: Writes code",
            "software-engineer-i.2 @7 responsibility: Fixes faults",
            "software-engineer-i.technical.1 @9: Knows one language",
            "software-engineer-ii.1 @13 responsibility: Owns a feature",
            "software-engineer-ii.technical.1 @15: Knows two languages",
            "software-engineer-ii.technical.2 @16: Knows the database",
            "aside l.yaml:4 (roles[1].salary): salary: 100 (a key that the ladder form does not have)",
        ]
    )


def test_definitions_and_records_with_ids_examples_and_proficiency() -> None:
    imported = bring(
        """
        name: Engineering
        summary: |
          For engineers.
        sheetId: 1Gdndp

        levels:
          - id: junior
            name: Junior Engineer
            summary: The first step.
          - id: senior-ic
            name: Senior Engineer (Individual Contributor)
          - id: senior-pm
            name: Senior Engineer (People Manager)

        themes:
          - id: planning
            name: Planning and Organising
            summary: Keeps to time.
          - id: technical
            name: Technical

        competencies:
          - id: fb43-1
            level: junior
            theme: planning
            summary: |
              Plans own work.
            proficiency: Awareness
          - id: fb43-2
            level: senior-ic
            theme: technical
            summary: |
              1. Writes good code.
              2. Designs good systems.
            examples:
              - A service
              - "A library: shared"
            supportingUrls:
              - label: OWASP
                url: https://example.org
            proficiency: Practitioner
          - id: fb43-3
            level: senior-pm
            theme: planning
            summary: N/A
        """,
        "family.yml",
    )
    assert told(imported) == snapshot(
        [
            "Engineering: 3 levels, 2 competencies, 4 statements",
            "level junior 0: Junior Engineer track technical next senior-ic,senior-pm – The first step.",
            "level senior-ic 1: Senior Engineer (Individual Contributor) track technical",
            "level senior-pm 1: Senior Engineer (People Manager) track management",
            "competency planning: Planning and Organising – Keeps to time.",
            "competency technical: Technical",
            "fb43-1 @26: Plans own work.",
            """\
fb43-2 @32: 1. Writes good code.
2. Designs good systems.\
""",
            "senior-ic.technical.1 @36 example under fb43-2: A service",
            "senior-ic.technical.2 @37 example under fb43-2: A library: shared",
            "fb43-3 @45 n/a: N/A",
            "asks junior planning awareness",
            "asks senior-ic technical practitioner",
            "aside family.yml:4 (sheetId): sheetId: 1Gdndp (a key that the ladder form does not have)",
            'aside family.yml:39 (competencies[2].supportingUrls): supportingUrls: [{"label": "OWASP", "url": "https://example.org"}] (a key that the ladder form does not have)',
            "note For engineers.",
        ]
    )


def test_a_proficiency_that_differs_within_a_cell_is_a_label() -> None:
    imported = bring(
        """
        competencies:
          - {id: a, level: Junior, skill: Code, text: Writes code, proficiency: Awareness}
          - {id: b, level: Junior, skill: Code, text: Reads code, proficiency: Expert}
        """,
        "mixed.yml",
    )
    assert told(imported) == snapshot(
        [
            "mixed: 1 levels, 1 competencies, 2 statements",
            "level junior 0: Junior",
            "competency code: Code",
            "a @2 [Awareness]: Writes code",
            "b @3 [Expert]: Reads code",
        ]
    )


def test_json_lines() -> None:
    imported = bring(
        """
        {"level": "Junior", "area": "Code", "text": "Writes"}
        {"level": "Senior", "area": "Code", "text": "Designs"}
        {"level": "all levels", "area": "Code", "text": "Tests"}
        """,
        "list.jsonl",
    )
    assert told(imported) == snapshot(
        [
            "list: 2 levels, 1 competencies, 3 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "competency code: Code",
            "junior.code.1 @1: Writes",
            "senior.code.1 @2: Designs",
            "code.1 @3: Tests",
        ]
    )


def test_levels_with_years_tracks_and_notes() -> None:
    imported = bring(
        """
        id: our-ladder
        levels:
          junior:
            title: Junior Engineer
            years: 0-2
            track: technical
            description: Begins.
            Delivery: Finishes small tasks
            url: https://example.org
          senior:
            title: Senior Engineer
            track: technical
            Delivery:
              - Finishes projects
              - TODO
            red_flags:
              - Works alone
        """,
        "years.yaml",
    )
    assert told(imported) == snapshot(
        [
            "our-ladder: 2 levels, 1 competencies, 2 statements",
            "level junior 0: Junior Engineer track technical next senior alias junior years 0-2",
            "level senior 1: Senior Engineer track technical alias senior",
            "competency technical: technical",
            "junior.technical.1 @7: Begins.",
            "senior.technical.1 @17 anti_pattern: Works alone",
            "aside years.yaml:8 (levels.junior.Delivery): Delivery: Finishes small tasks (a key that the ladder form does not have)",
            "aside years.yaml:9 (levels.junior.url): url: https://example.org (a key that the ladder form does not have)",
            "aside years.yaml:14 (levels.senior.Delivery[1]): Delivery: Finishes projects (a key that the ladder form does not have)",
            "aside years.yaml:15 (levels.senior.Delivery[2]): Delivery: TODO (a key that the ladder form does not have)",
        ]
    )
