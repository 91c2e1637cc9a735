"""The built-in ladder against the facts it must hold, one by one."""

import re
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
import yaml

from ladder.formats.yaml.form import builtin, dump, file_schema, load
from ladder.framework.answers import level_answer
from ladder.framework.expected import new_at
from ladder.framework.model import Kind, Ladder, Status, from_json, to_json
from ladder.framework.names import Match, find, level_names
from ladder.text import fold

LADDER = builtin()
TEXT = files("ladder.framework").joinpath("files", "builtin.yaml").read_text(encoding="utf-8")

COMPETENCIES = {
    "scope_of_impact": "Scope of impact",
    "independence": "Independence",
    "leadership": "Leadership",
    "technical_judgment": "Technical judgment",
    "decision_quality": "Decision quality",
    "team_influence": "Team influence",
    "risk_reduction": "Risk reduction",
    "business_contribution": "Business contribution",
}

# key, title, also called, track, next
LEVELS = [
    ("intern", "Intern", ["trainee", "co-op"], "entry", ["junior"]),
    (
        "junior",
        "Junior Software Developer",
        ["SWE I", "associate", "entry-level", "L3"],
        "entry",
        ["mid"],
    ),
    ("mid", "Mid-Level Software Developer", ["SWE II", "intermediate", "L4"], "entry", ["senior"]),
    (
        "senior",
        "Senior Software Developer",
        ["senior engineer", "SWE III", "L5"],
        "entry",
        ["lead", "architect", "manager"],
    ),
    (
        "lead",
        "Lead Software Developer",
        ["tech lead", "staff", "L6"],
        "technical",
        ["principal", "architect", "manager"],
    ),
    (
        "principal",
        "Principal Engineer / Principal Developer",
        ["senior staff", "L7", "principal engineer", "principal developer"],
        "technical",
        ["distinguished"],
    ),
    (
        "architect",
        "Software Architect",
        ["solutions architect", "enterprise architect"],
        "technical",
        ["principal", "distinguished"],
    ),
    ("manager", "Engineering Manager", ["EM", "line manager"], "management", ["executive"]),
    ("distinguished", "Distinguished Engineer", ["fellow"], "technical", []),
    ("executive", "CTO / VP Engineering", ["head of engineering", "CTO", "VP Engineering"], "management", []),
]
KEYS = [level[0] for level in LEVELS]

# What the source says of each level: the words, in any order, must stand in one text of that level.
FACTS = {
    "intern": [
        "prove fundamentals",
        "learn how real team works",
        "learn fast",
        "basics code quality",
        "communicate",
        "take feedback",
        "habits collaboration",
        "curiosity initiative",
        "designing systems leading projects not expected",
        "grow productive full-time engineer",
        "thoughtful technical questions",
        "pick up stack fast",
        "clean code tested",
        "improve documentation without asked",
        "take part code reviews",
        "own work rather wait tasks",
        "code communicate",
        "features haven't tested",
        "without understanding business",
        "avoiding collaboration",
        "leaning senior engineers everything",
        "offer potential grow long term not output alone",
    ],
    "junior": [
        "execute implement features fix bugs learn frameworks discipline",
        "implement features fix bugs",
        "programming fundamentals debugging Git workflow unit tests",
        "integrate APIs basics databases",
        "write documentation",
        "take part code reviews",
        "consistency beats brilliance",
        "reliable work less less supervision",
        "weak debugging",
        "poor communication",
        "thin grasp architecture",
        "can't work alone",
        "without thought scale maintenance",
        "lack ownership",
        "chasing new frameworks instead fundamentals",
    ],
    "mid": [
        "trusted contributor",
        "solve problems without constant oversight",
        "own features from design to deployment",
        "take part technical decisions",
        "raise standards code quality",
        "mentor junior developers informally",
        "understand production",
        "debug across services",
        "contribute conversations architecture",
        "why feature matters customers",
        "performance trade-offs scale",
        "delivery timelines",
        "wider scope not faster coding",
        "reduce friction team",
        "solve ambiguous problems",
        "improve engineering processes",
        "raise reliability delivery",
        "steer technical decisions well",
        "makes deployments reliable pass only writes more code",
        "staying application-layer code",
        "underestimating communication",
    ],
    "senior": [
        "first level real leadership expectations",
        "judged impact organization no longer tasks done",
        "plateau",
        "lead technical initiatives",
        "design systems scale",
        "mentor developers",
        "review code high standard",
        "reduce engineering risk",
        "improve quality architecture",
        "drive technical standards",
        "work across functions",
        "system design big step from mid",
        "distributed systems fault tolerance",
        "performance reliability infrastructure security implications database trade-offs cloud deployment strategy",
        "product managers designers executives DevOps QA stakeholders junior developers",
        "explain technical trade-offs clearly",
        "think individual contributor instead learning how higher levels judged",
    ],
    "lead": [
        "outcomes team",
        "force multiplier",
        "role lead varies company",
        "coordinate technical delivery",
        "guide decisions architecture",
        "mentor several engineers",
        "clear technical blockers",
        "align engineering priorities",
        "raise velocity",
        "prioritization coordinating team technical alignment managing delivery risk improving process",
        "working senior individual contributor",
        "micromanaging implementation",
        "bottleneck",
        "not delegating",
        "ignoring stakeholders",
        "technical perfection over delivery",
        "balance engineering quality efficient execution",
        "very technical without influence organization ceiling",
    ],
    "principal": [
        "technical strategist organization",
        "shape architecture across teams business units",
        "define technical strategy long term",
        "lead large architecture initiatives",
        "standardize engineering practice",
        "solve hardest scaling problems",
        "influence executive decisions",
        "modernization platforms",
        "weigh technical risk",
        "influence more than code",
        "deep expertise business influence organization communication strategic thinking architecture leadership",
    ],
    "architect": [
        "large technical systems enterprise architecture",
        "technical strategy rather managing people",
        "design distributed systems",
        "cloud architecture",
        "strategy integration",
        "security architecture",
        "performance optimization",
        "choice technology",
        "enterprise scalability",
    ],
    "manager": [
        "different strengths",
        "performance team",
        "hiring",
        "developing careers",
        "managing delivery",
        "resolving conflict",
        "organizational planning",
        "communicating stakeholders",
        "technical skill alone doesn't make manager",
        "avoiding hard conversations",
        "not delegating",
        "low emotional intelligence",
        "poor hiring judgment",
        "without strategic prioritization",
        "enable team's success rather prove own expertise",
        "change of job not automatically promotion",
    ],
    "distinguished": [
        "steer engineering strategy whole company",
        "technical direction across organizations",
        "critical infrastructure problems",
        "drive innovation initiatives",
        "shape executive planning",
        "mentor senior engineering leaders",
    ],
    "executive": [
        "technical vision",
        "business strategy",
        "executive leadership",
        "scaling organization",
        "product alignment",
        "finances",
        "judged less code more business impact quality engineering organization strategic execution",
    ],
}

ADVICE = [
    "system design architecture performance cloud deployment security awareness testing scalability infrastructure",
    "communication mentoring documentation stakeholder management decision-making product thinking cross-functional",
    "ownership pain points improve systems mentor operational efficiency lead initiatives before title",
    "waiting recognized stalls careers",
    "revenue customers engineering efficiency reliability speed of delivery",
    "complexity for its own sake doesn't count",
    "distributed systems networking databases scalability operating systems cloud",
    "lead initiatives share insights improve documentation mentor present solutions clearly",
    "promotion needs organization's trust",
    "large systems ambiguous problems leadership duties cross-functional",
    "depth drives senior authority",
    "senior principal communication decides pay advancement",
    "AI-assisted development cloud-native infrastructure platform engineering security requirements product-focused"
    " engineering cross-functional collaboration",
]

GENERAL = [
    "forks after senior deep technical expertise leading people organizations",
    "strong performers mix both",
    "management change of job not automatically promotion",
    "architect principal overlap heavily one title",
    "architects design systems infrastructure principals technical influence engineering execution across teams",
    "technical leadership architecture engineering management AI cloud infrastructure platform security executive",
    "not person technically strong but can person work effectively next level",
    "behavior scope ownership impact decisions",
    "years served effort future potential alone",
    "higher level more leadership communication count",
    "raising value organization",
    "role lead varies company",
    "improve systems reduce complexity help teams execute solve business problems at scale",
]

SPECIALISMS = {
    "ai": [
        "machine-learning systems",
        "LLM applications",
        "AI infrastructure",
        "data pipelines",
        "deploy models",
        "vector database",
    ],
    "cloud": ["AWS Azure Google Cloud", "Kubernetes", "infrastructure as code", "distributed systems"],
    "security": [
        "application security",
        "identity systems",
        "secure infrastructure",
        "detect threats",
        "DevSecOps",
    ],
    "platform": ["APIs", "microservices", "event-driven systems", "data infrastructure", "observable"],
}


def is_said(fact: str, texts: list[str]) -> bool:
    """Whether one of the texts has every word of the fact."""
    wanted = fold(fact).split()
    return any(all(re.search(rf"\b{re.escape(word)}", fold(text)) for word in wanted) for text in texts)


def texts_of(level: str) -> list[str]:
    found = LADDER.level_by_id[level]
    return [found.summary, found.question, *(one.text for one in LADDER.expectations if one.level == level)]


@pytest.mark.parametrize(("key", "title", "aliases", "track", "following"), LEVELS)
def test_each_level_has_its_title_names_track_and_what_it_leads_to(
    key: str, title: str, aliases: list[str], track: str, following: list[str]
) -> None:
    level = LADDER.level_by_id[key]
    assert level.name == title
    assert level.track == track
    assert list(level.next) == following
    for alias in aliases:
        assert find(level_names(LADDER), alias) == Match(find_key(key))


def find_key(key: str) -> Any:
    return next(one for one in level_names(LADDER) if one.key == key)


def test_there_are_ten_levels_in_the_order_of_the_source() -> None:
    assert [level.id for level in LADDER.levels] == KEYS


def test_there_are_eight_competencies_by_their_names() -> None:
    assert {one.id: one.name for one in LADDER.competencies} == COMPETENCIES


def test_a_junior_has_up_to_two_years_and_no_other_level_names_years() -> None:
    assert {level.id: level.years for level in LADDER.levels if level.years} == {"junior": "0–2 years"}


@pytest.mark.parametrize("level", KEYS)
@pytest.mark.parametrize("competency", COMPETENCIES)
def test_every_cell_holds_a_finished_sentence_to_the_engineer(level: str, competency: str) -> None:
    cell = LADDER.cell(level, competency)
    assert cell
    for one in cell:
        assert one.kind is Kind.BEHAVIOUR
        assert one.status is Status.EXPECTED
        assert one.text.endswith(".")
        assert re.search(r"\b(you|your)\b", one.text, re.IGNORECASE)


@pytest.mark.parametrize(("level", "fact"), [(level, fact) for level, facts in FACTS.items() for fact in facts])
def test_every_fact_of_a_level_is_said_there(level: str, fact: str) -> None:
    assert is_said(fact, texts_of(level))


@pytest.mark.parametrize("fact", ADVICE)
def test_every_piece_of_advice_is_given(fact: str) -> None:
    assert is_said(fact, [one.text for one in LADDER.advice])


@pytest.mark.parametrize("fact", GENERAL)
def test_every_fact_about_promotion_and_the_branches_is_said(fact: str) -> None:
    assert is_said(fact, [*LADDER.notes, *(rule.text for rule in LADDER.rules)])


@pytest.mark.parametrize(("name", "fact"), [(name, fact) for name, facts in SPECIALISMS.items() for fact in facts])
def test_every_fact_of_a_specialisation_is_said_there(name: str, fact: str) -> None:
    found = next(one for one in LADDER.specialisms if one.id == name)
    assert is_said(fact, [found.summary, *(one.text for one in found.expectations)])


def test_the_specialisations_lie_over_mid_and_above() -> None:
    assert {one.id: one.from_level for one in LADDER.specialisms} == dict.fromkeys(SPECIALISMS, "mid")


def test_what_was_written_from_the_neighbours_is_marked_and_the_rest_is_not() -> None:
    derived = {one.id for one in LADDER.expectations if one.derived}
    assert "intern.scope_of_impact.1" in derived
    assert "distinguished.decision_quality.1" in derived
    assert "senior.risk_reduction.1" not in derived
    assert 0 < len(derived) < len(LADDER.expectations) / 3


@pytest.mark.parametrize("level", KEYS[1:])
def test_every_level_after_the_first_says_what_stalls_people_on_the_way_to_it(level: str) -> None:
    assert level_answer(LADDER, level).stalls_before


def test_what_keeps_people_from_reaching_senior_stands_at_mid() -> None:
    stalls = [one.text for one in level_answer(LADDER, "senior").stalls_before]
    assert "Underestimating communication holds you back." in stalls
    assert not is_said("application-layer", [one.text for one in level_answer(LADDER, "senior").stalls])


def test_senior_is_on_a_track_that_is_not_called_entry() -> None:
    track = level_answer(LADDER, "senior").track
    assert track is not None
    assert track.name == "Developer"


@pytest.mark.parametrize("level", KEYS[1:])
def test_every_level_after_the_first_says_what_is_new_there(level: str) -> None:
    here = LADDER.level_by_id[level]
    assert sum(bool(new_at(LADDER, here, competency)) for competency in COMPETENCIES) >= 5


def test_the_first_level_has_nothing_that_is_new_against_the_one_before() -> None:
    assert not [one.id for one in LADDER.expectations if one.level == "intern" and one.is_new]


def test_what_is_not_expected_of_an_intern_is_no_gap() -> None:
    scope = next(one for one in LADDER.cell("intern", None) if one.kind is Kind.SCOPE)
    assert scope.status is Status.NOT_APPLICABLE


def test_statements_are_called_after_their_cells() -> None:
    pattern = re.compile(r"[a-z]+(\.[a-z_]+)?\.\d+")
    assert all(pattern.fullmatch(one.id) for one in LADDER.expectations)
    assert LADDER.cell("senior", "risk_reduction")[0].id == "senior.risk_reduction.1"
    assert LADDER.specialisms[0].expectations[0].id == "ai.1"


@pytest.mark.parametrize("competency", COMPETENCIES)
def test_every_competency_says_how_to_show_it_and_how_to_grow_and_has_words_to_know_it_by(competency: str) -> None:
    found = LADDER.competency_by_id[competency]
    assert 2 <= len(found.how_to_show) <= 4
    assert 2 <= len(found.how_to_grow) <= 4
    assert found.description
    assert len(found.keywords) >= 30
    assert len({fold(word) for word in found.keywords}) == len(found.keywords)


def test_all_sentences_are_finished_and_no_statement_is_said_twice() -> None:
    sentences = [one.text for one in LADDER.expectations]
    sentences += [text for one in LADDER.competencies for text in (*one.how_to_show, *one.how_to_grow)]
    sentences += [one.text for one in LADDER.advice] + [one.text for one in LADDER.rules] + list(LADDER.notes)
    assert [text for text in sentences if not re.search(r"[.?]”?$", text)] == []
    assert len(set(sentences)) == len(sentences)


def test_the_words_are_plain_american_and_free_of_scores_and_verdicts() -> None:
    said = " ".join(
        text
        for text in (
            *(one.text for one in LADDER.expectations),
            *(one.text for one in LADDER.advice),
            *(text for one in LADDER.competencies for text in (*one.how_to_show, *one.how_to_grow, one.description)),
        )
    ).lower()
    for word in (
        "organis",
        "behaviour",
        "optimis",
        "prioritis",
        "practis",
        "judgement",
        "%",
        "score",
        "rank",
        "rockstar",
        "ninja",
        "guru",
    ):
        assert word not in said


def test_the_map_after_senior_forks_into_tracks() -> None:
    assert [track.forks_from for track in LADDER.tracks] == [None, "senior", "senior"]


def test_architect_and_principal_are_equivalent_both_ways() -> None:
    assert LADDER.level_by_id["principal"].equivalent_to == ("architect",)
    assert LADDER.level_by_id["architect"].equivalent_to == ("principal",)


def test_the_file_begins_with_how_to_write_one() -> None:
    head = TEXT.split("\nid: builtin", 1)[0]
    for word in ("levels:", "expects:", "is_new: true", "derived: true", "ladder check", "ladder schema"):
        assert word in head


def test_the_example_in_the_head_of_the_file_is_a_whole_ladder() -> None:
    lines = TEXT.split("\nid: builtin", 1)[0].splitlines()
    example = load("\n".join(line[2:] for line in lines if line.startswith("#   ")))
    assert [level.next for level in example.levels] == [("senior",), ()]
    assert [one.id for one in example.expectations] == [
        "senior.responsibility.1",
        "senior.anti_pattern.1",
        "senior.leadership.1",
        "senior.leadership.2",
    ]
    assert [one.derived for one in example.expectations] == [False, False, False, True]


def test_reading_what_was_written_gives_the_same_ladder() -> None:
    assert load(dump(LADDER)) == LADDER
    assert from_json(to_json(LADDER)) == LADDER
    assert load(to_json(LADDER).decode()) == LADDER


def test_the_file_is_valid_by_the_schema_that_editors_use() -> None:
    plain = yaml.safe_load(TEXT)
    jsonschema.Draft202012Validator.check_schema(file_schema())
    jsonschema.validate(plain, file_schema())


def test_the_ladder_is_read_once() -> None:
    assert builtin() is LADDER


def test_the_file_is_part_of_the_package() -> None:
    assert isinstance(LADDER, Ladder)
    assert files("ladder.framework").joinpath("files", "builtin.yaml").is_file()
