"""Documents whose headings are competencies, with levels below them or in tables."""

from inline_snapshot import snapshot

from tests.ladder.formats.importers.shape import bring, said, told


def test_levels_stand_under_each_competency_and_all_levels_speaks_of_none() -> None:
    imported = bring(
        """
        # Quarry Competencies

        These are the criteria we use. The levels are cumulative:

        1. Craft
        2. Delivery

        ### Craft

        #### All Levels
        - You write readable code.
        - You look for advice.

        #### Software Engineer

        - You sometimes ask for help.

        #### Software Engineer 2

        - You own what you ship.
        - You know the systems beside yours.

        #### Senior Software Engineer

        - You have a record of the above.

        ### Delivery

        #### All Levels
        - You keep your word.

        #### Software Engineer

        - You finish small tasks.

        #### Software Engineer 2

        - You plan your weeks.

        #### Senior Software Engineer

        - You plan your team's weeks.
        - You cut scope in time.
        """,
        "README.md",
    )
    assert said(imported, "senior-software-engineer", "delivery") == [
        "You plan your team's weeks.",
        "You cut scope in time.",
    ]
    assert told(imported) == snapshot(
        [
            "Quarry Competencies: 3 levels, 2 competencies, 11 statements",
            "level software-engineer 0: Software Engineer next software-engineer-2",
            "level software-engineer-2 1: Software Engineer 2 next senior-software-engineer",
            "level senior-software-engineer 2: Senior Software Engineer",
            "competency craft: Craft",
            "competency delivery: Delivery",
            "craft.1 @11: You write readable code.",
            "craft.2 @12: You look for advice.",
            "software-engineer.craft.1 @16: You sometimes ask for help.",
            "software-engineer-2.craft.1 @20: You own what you ship.",
            "software-engineer-2.craft.2 @21: You know the systems beside yours.",
            "senior-software-engineer.craft.1 @25: You have a record of the above.",
            "delivery.1 @30: You keep your word.",
            "software-engineer.delivery.1 @34: You finish small tasks.",
            "software-engineer-2.delivery.1 @38: You plan your weeks.",
            "senior-software-engineer.delivery.1 @42: You plan your team's weeks.",
            "senior-software-engineer.delivery.2 @43: You cut scope in time.",
            "aside README.md:3: These are the criteria we use. The levels are cumulative: (text outside the levels)",
            "aside README.md:5: Craft (text outside the levels)",
            "aside README.md:6: Delivery (text outside the levels)",
        ]
    )


def test_introductions_that_name_a_level_open_its_list() -> None:
    imported = bring(
        """
        # Workshop Ladder

        ## Introduction

        The ladder answers questions such as:

        - "What do I need to grow?"

        ## Career Levels

        ### Junior Joiner

        As a Junior Joiner you begin your career.

        ### Intermediate Joiner

        As an Intermediate Joiner you know the core of the craft.

        ### Lead Joiner

        TBD - Leading projects

        # Resources

        - [Method](https://example.org/method)

        # Competencies

        ## Analysis

        This competency is about understanding what is needed.

        ### Knowledge

        - Drawing
        - Measuring

        ### Capabilities

        A __Junior Joiner__ is capable of:

        - learning the method
        - watching a client meeting

        An __Intermediate Joiner__ is capable of:

        - running a client meeting

        ## Carpentry

        ### Knowledge

        - Wood

        ### Capabilities

        A __Junior Joiner__ is capable of:

        - sawing straight

        A __Lead Joiner__ is capable of:

        - planning a house
        """,
        "ladder.md",
    )
    assert told(imported) == snapshot(
        [
            "Workshop Ladder: 3 levels, 2 competencies, 8 statements",
            "level junior-joiner 0: Junior Joiner next intermediate-joiner – As a Junior Joiner you begin your career.",
            "level intermediate-joiner 1: Intermediate Joiner next lead-joiner – As an Intermediate Joiner you know the core of the craft.",
            "level lead-joiner 2: Lead Joiner",
            "competency analysis: Analysis – This competency is about understanding what is needed.",
            "competency carpentry: Carpentry",
            "analysis.1 @35 [Knowledge]: Drawing",
            "analysis.2 @36 [Knowledge]: Measuring",
            "junior-joiner.analysis.1 @42 [A Junior Joiner is capable of]: learning the method",
            "junior-joiner.analysis.2 @43 [A Junior Joiner is capable of]: watching a client meeting",
            "intermediate-joiner.analysis.1 @47 [An Intermediate Joiner is capable of]: running a client meeting",
            "carpentry.1 @53 [Knowledge]: Wood",
            "junior-joiner.carpentry.1 @59 [A Junior Joiner is capable of]: sawing straight",
            "lead-joiner.carpentry.1 @63 [A Lead Joiner is capable of]: planning a house",
            "aside ladder.md:3: Introduction (a heading outside the levels)",
            'aside ladder.md:5: The ladder answers questions such as: (text under "Introduction", outside the levels)',
            'aside ladder.md:7: "What do I need to grow?" (text under "Introduction", outside the levels)',
            "aside ladder.md:21: TBD - Leading projects (still to be written)",
            "aside ladder.md:23: Resources (a heading outside the levels)",
            "aside ladder.md:25: [Method](https://example.org/method) (links to other pages)",
        ]
    )


def test_items_that_begin_with_a_level_belong_to_it() -> None:
    imported = bring(
        """
        # Growth Framework (Example)

        > **Note:** this is an example.

        ## Core Competencies

        ### 1. Execution & Delivery
        Getting the right things done.

        **Levels:**
        - **Novice**: Finishes small tasks with help
        - **Intermediate**: Finishes features alone
        - **Expert**: Improves delivery everywhere

        ### 2. Teamwork
        Working well with others.

        **Levels:**
        - **Novice**: Says how it goes
        - **Intermediate**: Writes down what was decided
        - **Expert**: Shapes how people work
        """,
        "framework.md",
    )
    assert told(imported) == snapshot(
        [
            "Growth Framework (Example): 3 levels, 2 competencies, 6 statements",
            "level novice 0: Novice next intermediate",
            "level intermediate 1: Intermediate next expert",
            "level expert 2: Expert",
            "competency execution-delivery: Execution & Delivery in Core Competencies – Getting the right things done.",
            "competency teamwork: Teamwork in Core Competencies – Working well with others.",
            "novice.execution-delivery.1 @11: Finishes small tasks with help",
            "intermediate.execution-delivery.1 @12: Finishes features alone",
            "expert.execution-delivery.1 @13: Improves delivery everywhere",
            "novice.teamwork.1 @19: Says how it goes",
            "intermediate.teamwork.1 @20: Writes down what was decided",
            "expert.teamwork.1 @21: Shapes how people work",
            "aside framework.md:3: **Note:** this is an example. (text outside the levels)",
        ]
    )


def test_html_tables_have_levels_across_and_competencies_down() -> None:
    imported = bring(
        """
        ---
        title: The Orchard Ladder
        description: How we grow at Orchard
        ---

        # Engineering Ladder

        This page describes the ladder. It is open to changes.

        ## Tracks

        There are two tracks.

        | Individual Contributor | Level | Manager               |
        | ---------------------- | ----- | --------------------- |
        | Engineer 1             | IC2   |                       |
        | Senior Engineer        | IC4   | Engineering Manager 1 |

        ### How promotions work

        TODO

        ## Individual Contributors

        Individual contributors write code.

        ### tl;dr

        - Intern: learns the core skills
          - TODO: This level still needs to be added.
        - Engineer 1 (IC2): finishes small tasks.
        - Senior Engineer (IC4): carries a team's project.

        ### Knowledge

        <table class="data-table">
          <tbody>
            <tr>
              <td>Knowledge</td>
              <td>Engineer 1</td>
              <td>Senior Engineer</td>
            </tr>
            <tr>
              <td>Understanding</td>
              <td>
                <ul>
                  <li>Knows the tools of the trade.</li>
                  <li>Reads a stack trace &amp; explains it.</li>
                </ul>
              </td>
              <td>
                <ul>
                  <li>Traces a fault through several systems.</li>
                </ul>
              </td>
            </tr>
            <tr>
              <td>Industry</td>
              <td>&nbsp;</td>
              <td>
                <ul>
                  <li>Follows what others in the trade do.</li>
                </ul>
              </td>
            </tr>
          </tbody>
        </table>

        ### Impact

        <table class="data-table">
          <tbody>
            <tr>
              <td>Impact</td>
              <td>Engineer 1</td>
              <td>Senior Engineer</td>
            </tr>
            <tr>
              <td>On the team</td>
              <td>
                <ul>
                  <li>Finishes tasks that are well described.</li>
                </ul>
              </td>
              <td>
                <ul>
                  <li>Plans the quarter with the team.</li>
                  <li>Takes on what nobody wanted.</li>
                </ul>
              </td>
            </tr>
          </tbody>
        </table>
        """,
        "ladder.md",
    )
    assert told(imported) == snapshot(
        [
            "The Orchard Ladder: 3 levels, 3 competencies, 7 statements",
            "level intern 0: Intern track individual-contributors next engineer-1 – learns the core skills",
            "level engineer-1 1: Engineer 1 (IC2) track individual-contributors next senior-engineer alias IC2,Engineer 1 – finishes small tasks.",
            "level senior-engineer 2: Senior Engineer (IC4) track individual-contributors alias IC4,Senior Engineer – carries a team's project.",
            "competency understanding: Understanding in Knowledge",
            "competency industry: Industry in Knowledge",
            "competency on-the-team: On the team in Impact",
            "engineer-1.understanding.1 @45: Knows the tools of the trade.",
            "engineer-1.understanding.2 @45: Reads a stack trace & explains it.",
            "senior-engineer.understanding.1 @51: Traces a fault through several systems.",
            "senior-engineer.industry.1 @60: Follows what others in the trade do.",
            "engineer-1.on-the-team.1 @80: Finishes tasks that are well described.",
            "senior-engineer.on-the-team.1 @85: Plans the quarter with the team.",
            "senior-engineer.on-the-team.2 @85: Takes on what nobody wanted.",
            """\
aside ladder.md:1: title: The Orchard Ladder
description: How we grow at Orchard (front matter)\
""",
            "aside ladder.md:8: This page describes the ladder. It is open to changes. (text outside the levels)",
            "aside ladder.md:10: Tracks (a heading above the levels)",
            "aside ladder.md:12: There are two tracks. (text outside the levels)",
            """\
aside ladder.md:14:1: Individual Contributor | Level | Manager
Engineer 1 | IC2
Senior Engineer | IC4 | Engineering Manager 1 (an overview of the levels)\
""",
            "aside ladder.md:19: How promotions work (a heading outside the levels)",
            'aside ladder.md:21: TODO (text under "How promotions work", outside the levels)',
            "aside ladder.md:25: Individual contributors write code. (text outside the levels)",
            "aside ladder.md:30: TODO: This level still needs to be added. (text beside a list of levels)",
        ]
    )


def test_rows_and_columns_that_span_are_read_once() -> None:
    imported = bring(
        """
        # Harbour career framework

        In most cases a level builds on the ones before it.

        ## IC Levels

        <style>
          .container { width: 1px; }
        </style>

        <table class="levels-table">

          <thead>
            <tr>
              <th scope="col">Level</th>
              <th scope="col">Proficiency</th>
              <th scope="col">Teamwork</th>
              <th scope="col">Additional Notes</th>
            </tr>
          </thead>

          <tbody>
            <!-- IC1 -->
            <tr>
              <th id="ic1" scope="row" rowspan="3"><a href="#ic1"></a><abbr title="x">IC</abbr>1</th>
            </tr>
            <tr>
              <td class="level-summary" colspan="3">
                  <p>Somebody who has just come aboard.</p>
                  <ul>
                    <li><strong>Years:</strong> 0 to 2</li>
                  </ul>
              </td>
            </tr>
            <tr>
              <td><ul><li>Ties the usual knots.</li><li>Learns the charts.</li></ul></td>
              <td><ul><li>Asks the watch for help.</li></ul></td>
              <td><ul><li>Analogy: a first trip.</li></ul></td>
            </tr>
            <!-- IC2 -->
            <tr>
              <th id="ic2" scope="row" rowspan="3"><a href="#ic2"></a><abbr title="x">IC</abbr>2</th>
            </tr>
            <tr>
              <td class="level-summary" colspan="3">
                  <p>A steady hand.</p>
              </td>
            </tr>
            <tr>
              <td>
                <ul>
                  <li>
                    Reads the weather, and
                    acts on it.
                  </li>
                </ul>
              </td>
              <td><ul><li>Shows newcomers the ropes.</li></ul></td>
              <td><ul><li>Analogy: a known route.</li></ul></td>
            </tr>
          </tbody>
        </table>
        """,
        "framework.md",
    )
    assert told(imported) == snapshot(
        [
            "Harbour career framework: 2 levels, 2 competencies, 10 statements",
            "level ic1 0: IC1 next ic2",
            "level ic2 1: IC2",
            "competency proficiency: Proficiency",
            "competency teamwork: Teamwork",
            "ic1.1 @28 summary: Somebody who has just come aboard.",
            "ic1.2 @28 summary: **Years:** 0 to 2",
            "ic1.proficiency.1 @36: Ties the usual knots.",
            "ic1.proficiency.2 @36: Learns the charts.",
            "ic1.teamwork.1 @37: Asks the watch for help.",
            "ic1.3 @38 narrative [Additional Notes]: Analogy: a first trip.",
            "ic2.1 @45 summary: A steady hand.",
            "ic2.proficiency.1 @50: Reads the weather, and acts on it.",
            "ic2.teamwork.1 @58: Shows newcomers the ropes.",
            "ic2.2 @59 narrative [Additional Notes]: Analogy: a known route.",
            "aside framework.md:3: In most cases a level builds on the ones before it. (text outside the levels)",
        ]
    )


def test_pipe_tables_may_stand_either_way_in_one_document() -> None:
    imported = bring(
        """
        # Two tables

        ## Technical

        | Competency | Junior (L1-L2) | Senior (L5-L6) |
        |------------|----------------|----------------|
        | **Coding** | Knows the basics; asks | Designs for others \\| teaches |
        | **Design** | Follows a design<br>Asks about it | - Draws up designs<br>- Weighs them |

        ## Behaviour

        | Level | Communication | Leadership |
        |-------|---------------|------------|
        | Junior (L1-L2) | Says how it goes | N/A |
        | Senior (L5-L6) | Explains to everyone | Leads a project of the team |
        """,
        "tables.md",
    )
    assert told(imported) == snapshot(
        [
            "Two tables: 2 levels, 4 competencies, 9 statements",
            "level junior 0: Junior (L1-L2) next senior alias Junior",
            "level senior 1: Senior (L5-L6) alias Senior",
            "competency coding: Coding in Technical",
            "competency design: Design in Technical",
            "competency communication: Communication in Behaviour",
            "competency leadership: Leadership in Behaviour",
            "junior.coding.1 @7: Knows the basics; asks",
            "senior.coding.1 @7: Designs for others | teaches",
            "junior.design.1 @8: Follows a design",
            "junior.design.2 @8: Asks about it",
            "senior.design.1 @8: Draws up designs",
            "senior.design.2 @8: Weighs them",
            "junior.communication.1 @14: Says how it goes",
            "junior.leadership.1 @14 n/a: N/A",
            "senior.communication.1 @15: Explains to everyone",
            "senior.leadership.1 @15: Leads a project of the team",
        ]
    )


def test_a_table_of_grades_becomes_what_each_level_asks_for() -> None:
    imported = bring(
        """
        # Skills matrix

        ### Programming

        | Skill | Junior | Mid | Senior |
        |-------|--------|-----|--------|
        | Primary language | 2 | 3 | 4 |
        | SQL | 1 | 2 | 3 |

        ### Operations

        | Skill | Junior | Mid | Senior |
        |-------|--------|-----|--------|
        | Git | 2 | 3 | 4 |
        | Containers | N/A | 2 | 4 |
        """,
        "matrix.md",
    )
    assert told(imported) == snapshot(
        [
            "Skills matrix: 3 levels, 4 competencies, 0 statements",
            "level junior 0: Junior next mid",
            "level mid 1: Mid next senior",
            "level senior 2: Senior",
            "competency primary-language: Primary language in Programming",
            "competency sql: SQL in Programming",
            "competency git: Git in Operations",
            "competency containers: Containers in Operations",
            "junior.containers.1 @15 n/a: N/A",
            "asks junior primary-language 2",
            "asks mid primary-language 3",
            "asks senior primary-language 4",
            "asks junior sql 1",
            "asks mid sql 2",
            "asks senior sql 3",
            "asks junior git 2",
            "asks mid git 3",
            "asks senior git 4",
            "asks mid containers 2",
            "asks senior containers 4",
        ]
    )


def test_front_matter_can_hold_the_whole_ladder() -> None:
    imported = bring(
        """
        ---
        path: "/engineering/backend"
        title: "🛠️ Backend Framework"
        yaml: true
        levels: 3
        topics:
          - name: "communication"
            title:
            content:
              - level: 1
                criteria:
                  - "Says early when something is late"
                  - "Writes change notes that others understand"
              - level: 2
                criteria:
                  - "Gives feedback when asked"
                exampleCriteria:
                  - criteria: "Gives feedback in reviews, with reasons"
                    examples:
                      - "I chose this because of that"
          - name: "mastery"
            title: "🔧 Mastery"
            content:
              - level: 1
                criteria:
                  - "Fixes simple faults"
              - level: 3
                criteria:
                  - "Builds what others copy"
        ---
        ### About this framework
        It is a compass, not a map.

        - make plans
        - talk about them
        """,
        "backend.md",
    )
    assert told(imported) == snapshot(
        [
            "🛠️ Backend Framework: 3 levels, 2 competencies, 7 statements",
            "level 1 0: 1 next 2",
            "level 2 1: 2 next 3",
            "level 3 2: 3",
            "competency communication: communication",
            "competency mastery: 🔧 Mastery",
            "1.communication.1 @12: Says early when something is late",
            "1.communication.2 @13: Writes change notes that others understand",
            "2.communication.1 @16: Gives feedback when asked",
            "2.communication.2 @18: Gives feedback in reviews, with reasons",
            "2.communication.3 @20 example under 2.communication.2: I chose this because of that",
            "1.mastery.1 @26: Fixes simple faults",
            "3.mastery.1 @29: Builds what others copy",
            "aside backend.md:2 (path): path: /engineering/backend (a key that the ladder form does not have)",
            "aside backend.md:4 (yaml): yaml: true (a key that the ladder form does not have)",
            "aside backend.md:5 (levels): levels: 3 (a key that the ladder form does not have)",
            "aside backend.md:31: About this framework (a heading outside the levels)",
            'aside backend.md:32: It is a compass, not a map. (text under "About this framework", outside the levels)',
            'aside backend.md:34: make plans (text under "About this framework", outside the levels)',
            'aside backend.md:35: talk about them (text under "About this framework", outside the levels)',
        ]
    )


def test_a_table_of_a_single_row_takes_its_competency_from_the_heading() -> None:
    imported = bring(
        """
        # Ladder of Mastery

        Mastery is cumulative.

        ## Competencies

        ### Delivery
        **Example Skills:** Scoping, Testing
        <table>
            <thead>
                <th style="width:20%;">Beginner</th>
                <th style="width:20%;">Advanced</th>
            </thead>
            <tbody>
                <tr>
                    <td valign="top">
                        <ul>
                            <li>You understand a task before you begin.</li>
                            <li>You test your work.</li>
                        </ul>
                    </td>
                    <td valign="top">
                        <ul>
                            <li>You plan with others.</li>
                        </ul>
                    </td>
                </tr>
            </tbody>
        </table>

        ### Communication
        <table>
            <thead>
                <th>Beginner</th>
                <th>Advanced</th>
            </thead>
            <tbody>
                <tr>
                    <td><ul><li>You ask.</li></ul></td>
                    <td><ul><li>You answer &amp; explain.</li></ul></td>
                </tr>
            </tbody>
        </table>
        """,
        "competencies.md",
    )
    assert told(imported) == snapshot(
        [
            "Ladder of Mastery: 2 levels, 2 competencies, 5 statements",
            "level beginner 0: Beginner next advanced",
            "level advanced 1: Advanced",
            "competency delivery: Delivery – **Example Skills:** Scoping, Testing",
            "competency communication: Communication",
            "beginner.delivery.1 @16: You understand a task before you begin.",
            "beginner.delivery.2 @16: You test your work.",
            "advanced.delivery.1 @22: You plan with others.",
            "beginner.communication.1 @39: You ask.",
            "advanced.communication.1 @40: You answer & explain.",
            "aside competencies.md:3: Mastery is cumulative. (text outside the levels)",
        ]
    )


def test_a_page_about_one_level_is_named_by_its_title() -> None:
    imported = bring(
        """
        <!DOCTYPE html>
        <html><head><title>IC3 Software Engineer - Career Framework</title><style>p { color: red }</style></head>
        <body>
        <div id="toc"><div><a href="overview.html">Overview</a></div>
        <div><h1>Software Engineer</h1></div><div><a href="ic1.html">IC1 Software Engineer</a></div>
        <div><h1>Reliability Engineer</h1></div><div><a href="re1.html">IC1 Reliability Engineer</a></div></div>
        <div><h1>IC3 Software Engineer</h1></div>
        <div><h2>Results</h2></div>
        <div><table><tbody>
        <tr><td><div><b>Responsibility</b></div></td><td><div><b>Key </b><b>Behaviors</b></div></td></tr>
        <tr><td><div><b>Impact</b></div></td><td><div><ul><li><span>I</span><span> deliver projects</span></li></ul></div><div><ul><li>I keep promises</li></ul></div></td></tr>
        <tr><td><div><b>Ownership</b></div></td><td><div><ul><li>I own <b>outcomes</b></li></ul></div></td></tr>
        </tbody></table></div>
        <div><h2>Craft</h2></div>
        <div><span>I know my trade.</span></div>
        <div><table><tbody>
        <tr><td><b>Responsibility</b></td><td><b>Key Behaviors</b></td></tr>
        <tr><td><b>Code fluency</b></td><td><ul><li>I write code others can read</li></ul></td></tr>
        </tbody></table></div>
        <script>alert("<li>no</li>")</script>
        </body></html>
        """,
        "ic3.html",
    )
    assert told(imported) == snapshot(
        [
            "IC3 Software Engineer - Career Framework: 1 levels, 4 competencies, 5 statements",
            "level ic3 0: IC3 Software Engineer alias IC3,Software Engineer",
            "competency impact: Impact in Results",
            "competency ownership: Ownership in Results",
            "competency craft: Craft",
            "competency code-fluency: Code fluency in Craft",
            "ic3.impact.1 @11: I deliver projects",
            "ic3.impact.2 @11: I keep promises",
            "ic3.ownership.1 @12: I own **outcomes**",
            "ic3.craft.1 @15: I know my trade.",
            "ic3.code-fluency.1 @18: I write code others can read",
            "aside ic3.html:4: [Overview](overview.html) (links to other pages)",
            "aside ic3.html:5: Software Engineer (a heading outside the levels)",
            "aside ic3.html:5: [IC1 Software Engineer](ic1.html) (links to other pages)",
            "aside ic3.html:6: Reliability Engineer (a heading outside the levels)",
            "aside ic3.html:6: [IC1 Reliability Engineer](re1.html) (links to other pages)",
        ]
    )


def test_a_page_of_headings_and_lists_reads_like_markdown() -> None:
    imported = bring(
        """
        <!doctype html>
        <html><head><title>Our ladder</title></head><body>
        <nav><a href="/">Home</a></nav>
        <h1>Our ladder</h1>
        <p>About it.</p>
        <h2>Junior Engineer</h2>
        <p>Begins the journey.</p>
        <h3>Craft</h3>
        <ul>
        <li>Writes code<ul><li>with tests</li></ul></li>
        <li><strong>Reads code</strong></li>
        </ul>
        <h2>Senior Engineer</h2>
        <h3>Craft</h3>
        <ol><li>Designs <a href="https://example.org/systems">systems</a></li><li>Reviews<br>designs</li></ol>
        <dl><dt>People</dt><dd>Mentors two</dd></dl>
        </body></html>
        """,
        "ladder.html",
    )
    assert told(imported) == snapshot(
        [
            "Our ladder: 2 levels, 1 competencies, 6 statements",
            "level junior-engineer 0: Junior Engineer next senior-engineer – Begins the journey.",
            "level senior-engineer 1: Senior Engineer",
            "competency craft: Craft",
            "junior-engineer.craft.1 @10: Writes code",
            "junior-engineer.craft.2 @10 under junior-engineer.craft.1: with tests",
            "junior-engineer.craft.3 @11 new: Reads code",
            "senior-engineer.craft.1 @15: Designs systems",
            """\
senior-engineer.craft.2 @15: Reviews
designs\
""",
            "senior-engineer.craft.3 @16 [People]: Mentors two",
            "aside ladder.html:3: [Home](/) (links to other pages)",
            "aside ladder.html:5: About it. (text outside the levels)",
            "note Link: https://example.org/systems",
        ]
    )


def test_a_table_within_a_level_has_its_competencies_down_the_side() -> None:
    imported = bring(
        """
        # Expectations

        ## Software Engineer

        | Area | Typical expectation |
        | ---- | ------------------- |
        | Scope | Tasks or smaller projects |
        | Mentoring | Seeks mentoring |

        ## Senior Engineer

        | Area | Typical expectation | Signs |
        | ---- | ------------------- | ----- |
        | Scope | Complex projects | Asked for by name |
        | Mentoring | Mentors others | N/A |
        """,
        "guidebook.md",
    )
    assert told(imported) == snapshot(
        [
            "Expectations: 2 levels, 2 competencies, 5 statements",
            "level software-engineer 0: Software Engineer next senior-engineer",
            "level senior-engineer 1: Senior Engineer",
            "competency scope: Scope",
            "competency mentoring: Mentoring",
            "software-engineer.scope.1 @7: Tasks or smaller projects",
            "software-engineer.mentoring.1 @8: Seeks mentoring",
            "senior-engineer.scope.1 @14 [Typical expectation]: Complex projects",
            "senior-engineer.scope.2 @14 [Signs]: Asked for by name",
            "senior-engineer.mentoring.1 @15 [Typical expectation]: Mentors others",
            "senior-engineer.mentoring.2 @15 [Signs] n/a: N/A",
        ]
    )
