"""Documents whose headings are levels: the kinds of handbook that public ladders are written in."""

from inline_snapshot import snapshot

from tests.ladder.formats.importers.shape import bring, said, told


def test_headings_are_levels_and_bullets_are_what_they_expect() -> None:
    imported = bring(
        """
        # Titles for bakers

        We use these heuristics to talk about titles. They are no checklist.

        ## Junior Baker

        * Kneads dough that others have weighed.
        * Asks before a batch goes wrong.

        ## Baker

        * Bakes a whole batch from a recipe.
        * Tastes the work of others and says so kindly.
        * Usually two years at the oven.

        ## Senior Baker

        * Writes recipes that others follow.

        ## Lead Baker

        * Runs the kitchen on a busy morning.
        * Teaches two apprentices at a time.
        """,
        "titles.md",
    )
    assert said(imported, "senior-baker") == ["Writes recipes that others follow."]
    assert told(imported) == snapshot(
        [
            "Titles for bakers: 4 levels, 0 competencies, 8 statements",
            "level junior-baker 0: Junior Baker next baker",
            "level baker 1: Baker next senior-baker",
            "level senior-baker 2: Senior Baker next lead-baker",
            "level lead-baker 3: Lead Baker",
            "junior-baker.1 @7: Kneads dough that others have weighed.",
            "junior-baker.2 @8: Asks before a batch goes wrong.",
            "baker.1 @12: Bakes a whole batch from a recipe.",
            "baker.2 @13: Tastes the work of others and says so kindly.",
            "baker.3 @14: Usually two years at the oven.",
            "senior-baker.1 @18: Writes recipes that others follow.",
            "lead-baker.1 @22: Runs the kitchen on a busy morning.",
            "lead-baker.2 @23: Teaches two apprentices at a time.",
            "aside titles.md:3: We use these heuristics to talk about titles. They are no checklist. (text outside the levels)",
        ]
    )


def test_sentences_as_headings_are_competencies_and_quotes_are_summaries() -> None:
    imported = bring(
        """
        # Engineering Roles

        Relevant experience:

        - Graduate Engineer: Usually less than 2 years.
        - Engineer: Usually 2-5 years.

        ---

        ## Graduate Engineer
        > I am a student of the craft.

        #### I write code that can be shipped.

        - I split tasks into pieces.
        - I am learning about [testing](https://example.org/testing).

        #### I am a team player.

        - I ask when I am stuck.

        ---

        ## Engineer
        > I am a valued member of the team.
        >
        > I know my tools.

        #### I write code that can be shipped.

        - I write code with the reader in mind.

        #### I am recognised for my wish to learn.

        - I read, and tell the others.
        """,
        "roles.md",
    )
    assert told(imported) == snapshot(
        [
            "Engineering Roles: 2 levels, 3 competencies, 5 statements",
            """\
level graduate-engineer 0: Graduate Engineer next engineer – Usually less than 2 years.

I am a student of the craft.\
""",
            """\
level engineer 1: Engineer – Usually 2-5 years.

I am a valued member of the team.

I know my tools.\
""",
            "competency i-write-code-that-can-be-shipped: I write code that can be shipped.",
            "competency i-am-a-team-player: I am a team player.",
            "competency i-am-recognised-for-my-wish-to-learn: I am recognised for my wish to learn.",
            "graduate-engineer.i-write-code-that-can-be-shipped.1 @15: I split tasks into pieces.",
            "graduate-engineer.i-write-code-that-can-be-shipped.2 @16: I am learning about [testing](https://example.org/testing).",
            "graduate-engineer.i-am-a-team-player.1 @20: I ask when I am stuck.",
            "engineer.i-write-code-that-can-be-shipped.1 @31: I write code with the reader in mind.",
            "engineer.i-am-recognised-for-my-wish-to-learn.1 @35: I read, and tell the others.",
            "aside roles.md:3: Relevant experience: (text outside the levels)",
        ]
    )


def test_a_document_about_one_level_takes_its_title_as_the_level() -> None:
    imported = bring(
        """
        Senior Gardener
        ===============

        *Same as Gardener II, but also...*

        ### Should have

        * Grown a garden through four seasons
        * Helped others with theirs

        ### Is expected to

        * Know several soils
        * Recruit for the team
           * Meet gardeners
           * Write about the work
        * Show a new colleague round

        ### Red flags

        * Blames the weather
        """,
        "senior_gardener.md",
    )
    assert told(imported) == snapshot(
        [
            "senior_gardener: 1 levels, 3 competencies, 8 statements",
            "level senior-gardener 0: Senior Gardener – Same as Gardener II, but also...",
            "competency should-have: Should have",
            "competency is-expected-to: Is expected to",
            "competency red-flags: Red flags",
            "senior-gardener.should-have.1 @8: Grown a garden through four seasons",
            "senior-gardener.should-have.2 @9: Helped others with theirs",
            "senior-gardener.is-expected-to.1 @13: Know several soils",
            "senior-gardener.is-expected-to.2 @14: Recruit for the team",
            "senior-gardener.is-expected-to.3 @15 under senior-gardener.is-expected-to.2: Meet gardeners",
            "senior-gardener.is-expected-to.4 @16 under senior-gardener.is-expected-to.2: Write about the work",
            "senior-gardener.is-expected-to.5 @17: Show a new colleague round",
            "senior-gardener.red-flags.1 @21 anti_pattern: Blames the weather",
        ]
    )


def test_paragraphs_under_a_competency_are_statements_and_bold_ones_are_new() -> None:
    imported = bring(
        """
        # MG3
        ###### The Harbour Engineering Ladder

         * [Courage](#courage)
         * [Vision](#vision)

        ## Courage
        Thinks **beyond** the usual **with little help.**

        **Goes first when it matters;**
        **looks back at how it went.**

        ### [Manager Skills]

        Sees what is wrong in the team.

        Sets goals that stretch it.


        ## Vision
        **Explains** where the team is heading.
        Examples: at a stand-up, in a note
        """,
        "MG3.md",
    )
    assert told(imported) == snapshot(
        [
            "MG3: 1 levels, 2 competencies, 5 statements",
            "level mg3 0: MG3",
            "competency courage: Courage",
            "competency vision: Vision",
            "mg3.courage.1 @8: Thinks **beyond** the usual **with little help.**",
            "mg3.courage.2 @10 new: Goes first when it matters; looks back at how it went.",
            "mg3.courage.3 @15 [Manager Skills]: Sees what is wrong in the team.",
            "mg3.courage.4 @17 [Manager Skills]: Sets goals that stretch it.",
            """\
mg3.vision.1 @21: **Explains** where the team is heading.
Examples: at a stand-up, in a note\
""",
            "aside MG3.md:2: The Harbour Engineering Ladder (a heading with nothing below it)",
            "aside MG3.md:4: [Courage](#courage) (links to other pages)",
            "aside MG3.md:5: [Vision](#vision) (links to other pages)",
        ]
    )


def test_bold_lines_are_headings_and_bold_labels_are_competencies() -> None:
    imported = bring(
        """
        # Engineering Career Ladder

        ## Philosophy

        Promotion means **already** working there.

        ## Levels Overview

        | Level | Title | Scope | Experience (typical) |
        |-------|-------|-------|----------------------|
        | L1 | Software Engineer I | One task at a time | 0-2 years |
        | L2 | Software Engineer II | One feature at a time | 2-4 years |

        ---

        ## L1: Software Engineer I

        **Scope:** Tasks within a project.

        **Technical Skills:**
        - Delivers tasks with guidance
        - Writes readable code

        **Collaboration:**
        - Says when blocked

        ---

        ## L2: Software Engineer II

        **Scope:** Features within a team.

        **Technical Skills:**
        - Owns features
        - **Reviews code well**

        **Collaboration:**
        - Helps newcomers
        """,
        "ladder.md",
    )
    assert told(imported) == snapshot(
        [
            "Engineering Career Ladder: 2 levels, 3 competencies, 10 statements",
            "level l1 0: L1: Software Engineer I next l2 alias L1,Software Engineer I years 0-2 years",
            "level l2 1: L2: Software Engineer II alias L2,Software Engineer II years 2-4 years",
            "competency scope: Scope",
            "competency technical-skills: Technical Skills",
            "competency collaboration: Collaboration",
            "l1.scope.1 @11: One task at a time",
            "l2.scope.1 @12: One feature at a time",
            "l1.scope.2 @18 scope: Tasks within a project.",
            "l1.technical-skills.1 @21: Delivers tasks with guidance",
            "l1.technical-skills.2 @22: Writes readable code",
            "l1.collaboration.1 @25: Says when blocked",
            "l2.scope.2 @31 scope: Features within a team.",
            "l2.technical-skills.1 @34: Owns features",
            "l2.technical-skills.2 @35 new: Reviews code well",
            "l2.collaboration.1 @38: Helps newcomers",
            "aside ladder.md:3: Philosophy (a heading outside the levels)",
            'aside ladder.md:5: Promotion means **already** working there. (text under "Philosophy", outside the levels)',
        ]
    )


def test_short_items_with_items_under_them_are_competencies() -> None:
    imported = bring(
        """
        # Ladder

        ## Level 1

        - Technical
          - Writes tests
          - Uses the debugger
            - also the remote one
        - People
          - Is kind

        ## Level 2

        - Technical
          - Same as Level 1, but also:
          - Designs interfaces
        - People
          - Mentors one person
        """,
        "ladder.md",
    )
    assert told(imported) == snapshot(
        [
            "Ladder: 2 levels, 2 competencies, 7 statements",
            "level level-1 0: Level 1 next level-2",
            "level level-2 1: Level 2",
            "competency technical: Technical",
            "competency people: People",
            "level-1.technical.1 @6: Writes tests",
            "level-1.technical.2 @7: Uses the debugger",
            "level-1.technical.3 @8 under level-1.technical.2: also the remote one",
            "level-1.people.1 @10: Is kind",
            "level-2.technical.1 @15: Same as Level 1, but also:",
            "level-2.technical.2 @16: Designs interfaces",
            "level-2.people.1 @18: Mentors one person",
        ]
    )


def test_folded_sections_of_html_are_headings_too() -> None:
    imported = bring(
        """
        <h1 align="center">Tabela de carreira</h1>

        - Todos os níveis são cumulativos para a equipe.

        <h2>Junior</h2>

        > Entusiasta

        Foca no crescimento, aprendendo com a equipe.

        <details>
          <summary>
            <b>Comportamentos</b>
          </summary>
          <ul>
            <li>Fome de aprendizado.</li>
            <li>Não tem medo de perguntar.</li>
          </ul>

        </details>

        <details>
          <summary>
            <b>Responsabilidades</b>
          </summary>
          <ul>
            <li>Conhecer as práticas do time.</li>
          </ul>

        </details>

        <h2>Sênior</h2>

        > Referência

        <details>
          <summary>
            <b>Comportamentos</b>
          </summary>
          <ul>
            <li>Não requer supervisão.</li>
          </ul>

        </details>

        <h2 align="center">Glossário</h2>

        #### Comportamentos

        Atitudes de uma pessoa dentro do time.
        """,
        "career-ladder.md",
    )
    assert told(imported) == snapshot(
        [
            "Tabela de carreira: 2 levels, 2 competencies, 4 statements",
            """\
level junior 0: Junior next senior – Entusiasta

Foca no crescimento, aprendendo com a equipe.\
""",
            "level senior 1: Sênior – Referência",
            "competency comportamentos: Comportamentos",
            "competency responsabilidades: Responsabilidades",
            "junior.comportamentos.1 @16: Fome de aprendizado.",
            "junior.comportamentos.2 @17: Não tem medo de perguntar.",
            "junior.responsabilidades.1 @27 responsibility: Conhecer as práticas do time.",
            "senior.comportamentos.1 @41: Não requer supervisão.",
            "aside career-ladder.md:3: Todos os níveis são cumulativos para a equipe. (text outside the levels)",
            "aside career-ladder.md:46: Glossário (a heading outside the levels)",
            "aside career-ladder.md:48: Comportamentos (a heading outside the levels)",
            'aside career-ladder.md:50: Atitudes de uma pessoa dentro do time. (text under "Comportamentos", outside the levels)',
        ]
    )


def test_labels_before_a_colon_are_competencies_in_any_language() -> None:
    imported = bring(
        """
        # 기술 리드

        시스템의 소유자이며 균형을 필요로 한다.

        | 레벨 | 숙련도 | 포지션 |
        | :---: | :---: | :---: |
        | 4 | 시니어 | [TL4 - 기술 리드 4](#tl4) |
        | 5 | 시니어 | [TL5 - 기술 리드 5](#tl5) |

        ## TL4 - 기술 리드 4

        ![기술 리드 4](../charts/techlead-4.png)

        * **특화**: 하나의 기술을 책임진다
        * **팀**: 팀 전체에 영향을 준다

        ## TL5 - 기술 리드 5

        ![기술 리드 5](../charts/techlead-5.png)

        * **전도**: 팀에 새로운 기술을 소개한다
        * **팀**: 팀 전체에 영향을 준다
        """,
        "TechLead.md",
    )
    assert told(imported) == snapshot(
        [
            "기술 리드: 2 levels, 3 competencies, 4 statements",
            "level tl4 0: TL4 - 기술 리드 4 next tl5 alias TL4,기술 리드 4",
            "level tl5 1: TL5 - 기술 리드 5 alias TL5,기술 리드 5",
            "competency 특화: 특화",
            "competency 팀: 팀",
            "competency 전도: 전도",
            "tl4.특화.1 @14: 하나의 기술을 책임진다",
            "tl4.팀.1 @15: 팀 전체에 영향을 준다",
            "tl5.전도.1 @21: 팀에 새로운 기술을 소개한다",
            "tl5.팀.1 @22: 팀 전체에 영향을 준다",
            "aside TechLead.md:3: 시스템의 소유자이며 균형을 필요로 한다. (text outside the levels)",
            """\
aside TechLead.md:5:1: 레벨 | 숙련도 | 포지션
4 | 시니어 | [TL4 - 기술 리드 4](#tl4)
5 | 시니어 | [TL5 - 기술 리드 5](#tl5) (an overview of the levels)\
""",
            "aside TechLead.md:12: ![기술 리드 4](../charts/techlead-4.png) (a picture)",
            "aside TechLead.md:19: ![기술 리드 5](../charts/techlead-5.png) (a picture)",
        ]
    )


def test_a_level_name_before_the_name_of_a_section_is_left_out_of_it() -> None:
    imported = bring(
        """
        ---
        title: "Engineering Leadership - Roles"
        ---

        The leaders manage the managers.

        ## Levels

        ### Senior Manager, Development

        *The Senior Manager, Development reports to the [Director](#director-development).

        #### Senior Manager, Development Job Grade

        The Senior Manager is a grade 9.

        #### Senior Manager, Development Responsibilities

        - Extends that of the [Manager](/manager/) responsibilities
        - Manage up to six teams

        #### Senior Manager, Development Requirements

        - Past experience as an engineer

        ### Director, Development

        #### Director, Development Responsibilities

        - Hire a world class team

        #### Director, Development Requirements

        - Ten years of experience

        ## Performance Indicators

        - [Handbook rate](https://example.org/rate)
        """,
        "job-family.md",
    )
    assert told(imported) == snapshot(
        [
            "Engineering Leadership - Roles: 2 levels, 3 competencies, 6 statements",
            "level senior-manager-development 0: Senior Manager, Development next director-development – *The Senior Manager, Development reports to the [Director](#director-development).",
            "level director-development 1: Director, Development",
            "competency job-grade: Job Grade",
            "competency responsibilities: Responsibilities",
            "competency requirements: Requirements",
            "senior-manager-development.job-grade.1 @15: The Senior Manager is a grade 9.",
            "senior-manager-development.responsibilities.1 @19 responsibility: Extends that of the [Manager](/manager/) responsibilities",
            "senior-manager-development.responsibilities.2 @20 responsibility: Manage up to six teams",
            "senior-manager-development.requirements.1 @24: Past experience as an engineer",
            "director-development.responsibilities.1 @30 responsibility: Hire a world class team",
            "director-development.requirements.1 @34: Ten years of experience",
            'aside job-family.md:1: title: "Engineering Leadership - Roles" (front matter)',
            "aside job-family.md:5: The leaders manage the managers. (text outside the levels)",
            "aside job-family.md:36: Performance Indicators (a heading outside the levels)",
            "aside job-family.md:38: [Handbook rate](https://example.org/rate) (links to other pages)",
        ]
    )


def test_a_level_that_builds_on_another_extends_it() -> None:
    imported = bring(
        """
        # Makers

        ## Engineer I

        *The first level.*

        - Writes code

        ## Engineer II

        *Same as Engineer I, but also...*

        - Designs parts

        ## Senior Engineer

        Everything in the previous level, plus:

        - Designs the whole

        ## Staff Engineer

        TODO

        ## Principal Engineer

        _Coming soon_
        """,
        "makers.md",
    )
    assert told(imported) == snapshot(
        [
            "Makers: 5 levels, 0 competencies, 3 statements",
            "level engineer-i 0: Engineer I next engineer-ii – The first level.",
            "level engineer-ii 1: Engineer II next senior-engineer extends engineer-i – Same as Engineer I, but also...",
            "level senior-engineer 2: Senior Engineer next staff-engineer extends engineer-ii – Everything in the previous level, plus:",
            "level staff-engineer 3: Staff Engineer next principal-engineer",
            "level principal-engineer 4: Principal Engineer",
            "engineer-i.1 @7: Writes code",
            "engineer-ii.1 @13: Designs parts",
            "senior-engineer.1 @19: Designs the whole",
            "aside makers.md:23: TODO (still to be written)",
            "aside makers.md:27: Coming soon (still to be written)",
        ]
    )


def test_a_file_without_a_title_takes_the_level_from_its_name() -> None:
    imported = bring(
        """
        ## Should have

        - Done the work of a level 2

        ## Practical examples

        - Is present at the meetings
        """,
        "level_3.md",
    )
    assert told(imported) == snapshot(
        [
            "level_3: 1 levels, 2 competencies, 2 statements",
            "level level-3 0: level 3",
            "competency should-have: Should have",
            "competency practical-examples: Practical examples",
            "level-3.should-have.1 @3: Done the work of a level 2",
            "level-3.practical-examples.1 @7 example: Is present at the meetings",
        ]
    )


def test_setext_headings_and_numbered_levels_are_understood() -> None:
    imported = bring(
        """
        Growth
        ======

        Stufe 1
        -------

        1. Lernt
        2. Fragt

        Stufe 2
        -------

        1. Lehrt
           und hilft
        """,
        "stages.md",
    )
    assert told(imported) == snapshot(
        [
            "Growth: 2 levels, 0 competencies, 3 statements",
            "level stufe-1 0: Stufe 1 next stufe-2",
            "level stufe-2 1: Stufe 2",
            "stufe-1.1 @7: Lernt",
            "stufe-1.2 @8: Fragt",
            "stufe-2.1 @13: Lehrt und hilft",
        ]
    )


def test_tracks_hold_levels_of_the_same_name_apart() -> None:
    imported = bring(
        """
        # Ladder

        ## Individual contributor track

        ### Level 1

        - Writes code

        ### Level 2

        - Designs code

        ## Management track

        ### Level 1

        - Leads a team

        ### Level 2

        - Leads several teams
        """,
        "tracks.md",
    )
    assert told(imported) == snapshot(
        [
            "Ladder: 4 levels, 0 competencies, 4 statements",
            "level level-1 0: Level 1 track individual-contributor-track next level-2",
            "level level-2 1: Level 2 track individual-contributor-track",
            "level level-1-2 0: Level 1 track management-track next level-2-2",
            "level level-2-2 1: Level 2 track management-track",
            "level-1.1 @7: Writes code",
            "level-2.1 @11: Designs code",
            "level-1-2.1 @17: Leads a team",
            "level-2-2.1 @21: Leads several teams",
        ]
    )


def test_contents_code_pictures_and_definitions_are_set_aside() -> None:
    imported = bring(
        """
        # Ladder

        - [Junior](#junior)
        - [Senior](#senior)

        ![A picture](ladder.png)

        ```
        Junior > Senior
        ```

        ## Junior ##

        - Writes code[^1]

        ## Senior {#senior}

        - Designs code
        <!-- - not this -->

        [^1]: mostly
        [home]: https://example.org
        """,
        "noise.md",
    )
    assert told(imported) == snapshot(
        [
            "Ladder: 2 levels, 0 competencies, 2 statements",
            "level junior 0: Junior next senior",
            "level senior 1: Senior",
            "junior.1 @14: Writes code[^1]",
            "senior.1 @18: Designs code",
            "aside noise.md:3: [Junior](#junior) (links to other pages)",
            "aside noise.md:4: [Senior](#senior) (links to other pages)",
            "aside noise.md:6: ![A picture](ladder.png) (a picture)",
            """\
aside noise.md:8: ```
Junior > Senior
``` (a block of code)\
""",
            "aside noise.md:21: [^1]: mostly (a link definition or footnote)",
            "aside noise.md:22: [home]: https://example.org (a link definition or footnote)",
        ]
    )
