"""A text is matched with competencies, with reasons in its own words; nothing is claimed that it does not say."""

import math
import subprocess
import sys
import threading
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.formats.yaml.form import builtin
from ladder.framework.model import Competency, Expectation, Kind, Ladder, Level, Status
from ladder.suggest import Confirmed, Suggester, Suggestion
from ladder.words import tokens

BUILTIN = Suggester(builtin())


def ladder_of(**statements: tuple[str, ...]) -> Ladder:
    """One competency a name, with statements at one level."""
    return Ladder(
        id="own",
        name="Own",
        levels=(Level(id="senior", name="Senior"),),
        competencies=tuple(Competency(id=one, name=one.title()) for one in statements),
        expectations=tuple(
            Expectation(id=f"{one}.{at}", text=text, competency=one, level="senior")
            for one, texts in statements.items()
            for at, text in enumerate(texts)
        ),
    )


SMALL = Suggester(
    ladder_of(
        hiring=("Interviews candidates fairly.", "Writes clear job postings."),
        craft=("Tests new code thoroughly.", "Removes dead code."),
        care=("Celebrates the successes of colleagues.", "Listens in difficult times."),
    )
)


def best(text: str, suggester: Suggester = BUILTIN) -> Suggestion:
    return suggester.suggest(text)[0]


def ticked(text: str, suggester: Suggester = BUILTIN) -> list[str]:
    return [one.competency for one in suggester.suggest(text) if one.ticked]


def offered(text: str, suggester: Suggester = BUILTIN) -> set[str]:
    return {one.competency for one in suggester.offers(text)}


@pytest.mark.parametrize(
    ("text", "competency"),
    [
        ("Wrote the postmortem for Tuesday's outage and fixed the alert that missed it", "risk_reduction"),
        ("Rolled the new pricing out behind a feature flag, with a way back", "risk_reduction"),
        ("Found and closed a vulnerability in the login page", "risk_reduction"),
        ("Paired with our new intern every morning of her first month", "leadership"),
        ("Mentored two juniors through their first on-call shifts", "leadership"),
        ("Interviewed nine candidates and trained two new interviewers", "leadership"),
        ("Cut our cloud costs by a third, which saves 40,000 a year", "business_contribution"),
        ("Talked to twelve customers before we built the export, and churn went down", "business_contribution"),
        ("Compared three vendors and wrote down why we chose the second", "decision_quality"),
        ("Wrote the ADR on event sourcing, with the options we dropped", "decision_quality"),
        ("Designed the sharding of the orders database for ten times the load", "technical_judgment"),
        ("Took over the payments project when Tom left and finished it alone", "independence"),
        ("Our code review guidelines are now followed by all teams", "team_influence"),
        ("The shared library I built is now used by nine teams", "scope_of_impact"),
    ],
)
def test_everyday_wins_find_their_competency_among_the_first_three(text: str, competency: str) -> None:
    assert competency in [one.competency for one in BUILTIN.suggest(text)[:3]]


def test_every_competency_is_ranked_best_first_and_the_chances_sum_to_one() -> None:
    found = BUILTIN.suggest("Led the migration of checkout to PostgreSQL")

    assert sorted(one.competency for one in found) == sorted(one.id for one in builtin().competencies)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert math.isclose(sum(one.score for one in found), 1.0)


def test_the_reason_quotes_the_words_of_the_text_that_decided() -> None:
    assert best("Wrote the Postmortem for the OUTAGE").because == "Postmortem … OUTAGE"
    assert best("Interviewed four candidates today", SMALL).because == "Interviewed … candidates"


def test_words_side_by_side_are_quoted_together() -> None:
    assert "dead code" in best("Deleted dead code from the old importer", SMALL).because
    assert "job-postings" in best("Published the job-postings", SMALL).because


def test_a_competency_the_text_has_no_word_for_has_no_reason_and_no_tick() -> None:
    found = {one.competency: one for one in SMALL.suggest("Interviewed candidates")}

    assert found["care"].because == ""
    assert not found["care"].ticked


def test_what_is_plain_is_ticked() -> None:
    assert ticked("Wrote the postmortem for the outage, and the runbook") == ["risk_reduction"]


def test_a_text_about_two_things_has_both_offered() -> None:
    assert offered("Interviewed three candidates and removed dead code", SMALL) == {"hiring", "craft"}


def test_at_most_three_are_offered_and_at_most_one_is_ticked() -> None:
    text = "Mentored juniors, wrote the postmortem, compared vendors, saved costs, designed the database, aligned teams"

    assert len(offered(text)) == 3
    assert len(ticked(text)) <= 1


def test_what_says_nothing_leaves_all_alike_in_the_ladders_order_and_nothing_ticked() -> None:
    for text in ("", "   ", "🎉🎉🎉", "12 345", "the of and", "\x00"):
        found = BUILTIN.suggest(text)
        assert [one.competency for one in found] == [one.id for one in builtin().competencies]
        assert {one.because for one in found} == {""}
        assert not any(one.ticked for one in found)
        assert math.isclose(found[0].score, found[-1].score)


def test_one_vague_word_is_less_sure_than_a_whole_sentence() -> None:
    assert best("Interviewing", SMALL).score < best("Interviewed candidates, wrote a job posting", SMALL).score


def test_a_word_is_met_in_its_other_forms() -> None:
    assert best("An interviewer's candidate", SMALL).competency == "hiring"
    assert best("recruitment", SMALL).competency == "hiring"
    assert best("tested the new codebase", SMALL).competency == "craft"


def test_words_of_the_trade_are_met_that_the_ladder_does_not_use() -> None:
    assert best("Reviewed forty CVs and ran phone screens", SMALL).competency == "hiring"
    assert best("Raised coverage with unit tests and a linter", SMALL).competency == "craft"


def test_a_ladders_own_keywords_count() -> None:
    plain = Ladder(id="a", name="A", competencies=(Competency(id="one", name="One"), Competency(id="two", name="Two")))
    keyed = Ladder(
        id="a",
        name="A",
        competencies=(Competency(id="one", name="One"), Competency(id="two", name="Two", keywords=("paperclip",))),
    )

    assert not ticked("Ordered a paperclip", Suggester(plain))
    assert best("Ordered a paperclip", Suggester(keyed)).competency == "two"


def test_mentions_and_addresses_say_nothing() -> None:
    text = "Thanked <@U123ABC> in <#C1|general>, see https://example.com/hiring/interview/candidates"

    assert best(text, SMALL).competency != "hiring"
    assert "hiring" not in " ".join(one.because for one in SMALL.suggest(text))


def test_emoji_by_name_and_escaped_signs_say_nothing() -> None:
    praised = Ladder(
        id="a",
        name="A",
        competencies=(
            Competency(id="one", name="One", keywords=("tada", "raised hands")),
            Competency(id="two", name="Two", keywords=("ship", "amp")),
        ),
    )

    found = Suggester(praised).suggest("Done :tada: :raised_hands::skin-tone-3: R&amp;D :ship:")

    assert {one.because for one in found} == {""}
    assert best("tada: at 10:ship:30", Suggester(praised)).because != ""


def test_the_label_of_a_link_counts() -> None:
    assert best("See <https://example.com/x|the interviews of candidates>", SMALL).because == "interviews … candidates"


def test_a_ladder_of_one_competency_and_of_none() -> None:
    alone = Suggester(ladder_of(hiring=("Interviews candidates fairly.",)))

    assert alone.suggest("Interviewed a candidate") == (
        Suggestion(competency="hiring", score=1.0, because="Interviewed … candidate", offered=True, ticked=True),
    )
    assert alone.suggest("Baked a cake")[0].ticked is False
    assert Suggester(Ladder(id="none", name="None")).suggest("Interviewed a candidate") == ()


def test_a_competency_without_a_word_does_no_harm() -> None:
    silent = Ladder(id="a", name="A", competencies=(Competency(id="one", name=""), Competency(id="two", name="Hiring")))

    assert best("hiring", Suggester(silent)).competency == "two"


CELL = Ladder(
    id="cells",
    name="Cells",
    levels=(Level(id="mid", name="Mid"), Level(id="senior", name="Senior"), Level(id="none", name="None")),
    competencies=(Competency(id="craft", name="Craft"), Competency(id="care", name="Care")),
    expectations=(
        Expectation(id="m1", text="Writes tests.", competency="craft", level="mid"),
        Expectation(id="s1", text="Designs systems that scale.", competency="craft", level="senior"),
        Expectation(id="s2", text="Writes migrations that can be undone.", competency="craft", level="senior"),
        Expectation(id="s3", text="Reviews code with care.", competency="craft", level="senior", is_new=True),
        Expectation(
            id="s4", text="Migrates in anger.", competency="craft", level="senior", kind=Kind.ANTI_PATTERN, is_new=True
        ),
        Expectation(id="n1", text="N/A", competency="craft", level="none", status=Status.NOT_APPLICABLE),
    ),
)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Undid the failed migration within a minute", "s2"),
        ("Scaled the system to a million users", "s1"),
        ("Code review for the new team", "s3"),
        ("Refactored the p99 latency and capacity", "s1"),  # by the trade's words
        ("Baked a cake", "s3"),  # nothing speaks to it: what is new at the level
    ],
)
def test_the_statement_of_the_level_that_a_text_speaks_to(text: str, statement: str) -> None:
    found = Suggester(CELL).statement(text, "craft", "senior")

    assert found is not None
    assert found.id == statement


def test_there_is_no_statement_where_the_ladder_asks_for_nothing() -> None:
    suggester = Suggester(CELL)

    assert suggester.statement("Writes tests", "craft", "none") is None
    assert suggester.statement("Writes tests", "care", "senior") is None
    assert suggester.statement("Writes tests", "nonsense", "nowhere") is None


@given(st.text(max_size=300))
def test_any_text_is_ranked_over_all_competencies_with_reasons_from_itself(text: str) -> None:
    found = SMALL.suggest(text)

    assert {one.competency for one in found} == {"hiring", "craft", "care"}
    assert all(0 <= one.score <= 1 for one in found)
    assert all(part in text for one in found for part in one.because.split(" … "))


@given(st.text(alphabet="interviewcandidates #-<>|'\u0301採用テストあ", max_size=60))
def test_the_same_text_always_gives_the_same(text: str) -> None:
    assert SMALL.suggest(text) == SMALL.suggest(text)
    assert SMALL.suggest(text) == Suggester(SMALL.ladder).suggest(text)


@pytest.mark.slow
def test_another_process_gives_the_same_to_the_last_digit() -> None:
    script = (
        "from ladder.suggest import Confirmed, Suggester; from ladder.formats.yaml.form import builtin\n"
        "known = Confirmed([('Led the rewrite', ['leadership']), ('Wrote the runbook', ['risk_reduction'])])\n"
        "print(Suggester(builtin()).suggest('Led the migration and mentored two juniors; wrote a runbook', known))"
    )
    runs = [
        subprocess.run([sys.executable, "-c", script], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True)
        for seed in ("1", "2")
    ]

    assert runs[0].stdout == runs[1].stdout != b""


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "interview " * 10_000,
        "#" * 100_000,
        "#hiring" * 15_000,
        "<" * 100_000,
        "<a" * 50_000,
        "採用" * 50_000,
        "ทดสอบ" * 20_000,
        "\u0301" * 100_000,
        "a-" * 50_000,
        "\u202eweivretni\u202c " * 8_000,
        "".join(chr(0x61 + at % 26) * (at % 7 + 1) + " " for at in range(20_000)),
    ],
    ids=lambda text: ascii(text[:8]),
)
def test_a_hostile_text_takes_bounded_time(text: str) -> None:
    begun = process_time()
    found = BUILTIN.suggest(text, Confirmed([("interview", ["leadership"])]))

    assert len(found) == len(builtin().competencies)
    assert process_time() - begun < 2.0  # some tens of milliseconds; the rest is for a busy machine


_SPOKEN = st.lists(
    st.sampled_from(
        ["interviewed", "candidates", "tests", "code", "listens", "times", "#craft", "and", "the", "of", "C++"]
    )
)


@given(_SPOKEN.map(" ".join) | st.text(max_size=60))
def test_what_is_offered_is_the_same_without_the_rest(text: str) -> None:
    for suggester in (SMALL, BUILTIN):
        assert suggester.offers(text) == tuple(one for one in suggester.suggest(text) if one.offered)


@given(st.text(st.characters(codec="ascii"), max_size=80))
def test_plain_words_are_read_like_any_others(text: str) -> None:
    *others, _ = tokens(f"{text} é")
    assert tokens(text) == others


def test_half_a_character_does_no_harm() -> None:
    assert best("interviews \ud800 candidates", SMALL).competency == "hiring"


def test_threads_share_one_suggester() -> None:
    suggester = Suggester(builtin())
    texts = [f"Interviewed candidate {at} and wrote runbook {at}" for at in range(40)]
    expected = [BUILTIN.suggest(text) for text in texts]
    found: dict[int, list[tuple[Suggestion, ...]]] = {}

    def work(number: int) -> None:
        found[number] = [suggester.suggest(text) for text in texts]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(found[number] == expected for number in range(4))
