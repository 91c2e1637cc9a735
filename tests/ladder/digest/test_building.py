"""The digest: what it says about one report, and about a team."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from inline_snapshot import snapshot

from ladder.calendar.dates import Quarter
from ladder.coverage.questions import Rule
from ladder.coverage.rule import Fact
from ladder.digest.building import CoverageLine, ManagerDigest, NewLine, ReportDigest, Team, digest_of
from ladder.framework.model import Level
from ladder.store.values import Person
from tests.ladder.coverage.test_rule import LADDER

SPRING = Quarter(2026, 2)
ADA = Person(id="U1", name="Ada", level="mid", target="senior")
BEN = Person(id="U2", name="Ben", level="mid", target="senior")
MONA = Person(id="UM", name="Mona", level="manager")


def fact(person: Person, day: str, *competencies: str, **given: Any) -> Fact:
    """One item as the database gives it: with a text if it is of the spring of 2026."""
    text = given.pop("text", f"did it on {day}") if day >= "2026-04-01" else None
    item = given.pop("item", f"E{day}")
    return Fact(person.id, item, tuple(sorted(competencies)), date.fromisoformat(day), text=text, **given)


COMPLETE: dict[str, Any] = {"led": True, "outcome": True, "linked": True, "wide": True, "witnesses": 2}


def of_team(reports: Iterable[Person], *facts: Fact, quarter: Quarter = SPRING) -> ManagerDigest:
    by_owner = sorted(facts, key=lambda fact: fact.owner)
    return digest_of(Team(MONA, tuple(reports)), by_owner, LADDER, quarter)


def of_ada(*items: Fact, **changes: Any) -> ReportDigest:
    return of_team([replace(ADA, **changes)], *items).reports[0]


def names(lines: Iterable[CoverageLine]) -> list[str]:
    return [line.name for line in lines]


def test_a_digest_says_who_it_is_for_and_about_which_quarter() -> None:
    found = of_team([ADA])
    assert (found.manager, found.quarter, [one.person for one in found.reports]) == (MONA, SPRING, [ADA])


def test_a_report_shows_what_is_new_sustained_begun_thin_and_missing() -> None:
    ladder_level = of_ada(
        fact(ADA, "2025-11-03", "risk", **COMPLETE),
        fact(ADA, "2026-05-04", "risk", "influence"),
        fact(ADA, "2026-06-05", "influence"),
    )
    assert names(ladder_level.sustained) == ["Risk reduction"]
    assert names(ladder_level.begun) == ["Influence"]
    assert names(ladder_level.thin) == []
    assert names(ladder_level.missing) == ["Mentoring"]
    assert [one.happened_on for one in ladder_level.new] == [date(2026, 6, 5), date(2026, 5, 4)]
    assert ladder_level.last_on == date(2026, 6, 5)


def test_one_month_of_evidence_is_thin() -> None:
    found = of_ada(fact(ADA, "2026-06-05", "influence"), fact(ADA, "2026-06-06", "influence"))
    assert names(found.thin) == ["Influence"]
    assert [line.coverage.seen for line in found.thin] == ["2 wins from 1 month"]


def test_every_line_cites_the_items_it_rests_on() -> None:
    found = of_ada(
        fact(ADA, "2025-11-03", "risk"), fact(ADA, "2026-05-04", "risk", "influence"), fact(ADA, "2026-06-05")
    )
    cited = {line.coverage.competency: line.evidence for line in found.lines}
    assert cited == {"risk": ("E2025-11-03", "E2026-05-04"), "influence": ("E2026-05-04",), "mentoring": ()}
    assert [one.evidence for one in found.new] == [("E2026-06-05",), ("E2026-05-04",)]


def test_a_question_leads_to_the_items_of_its_competency() -> None:
    found = of_ada(fact(ADA, "2025-11-03", "risk"), fact(ADA, "2026-05-04", "risk"))
    about_risk = next(one for one in found.questions if one.competency == "risk")
    assert found.evidence_for(about_risk.competency) == ("E2025-11-03", "E2026-05-04")
    assert found.evidence_for("unheard of") == ()


def test_two_questions_are_asked_as_a_panel_would() -> None:
    found = of_ada(fact(ADA, "2025-11-03", "risk", "influence"), fact(ADA, "2026-05-04", "risk"))
    assert [one.text for one in found.questions] == snapshot(
        [
            "1 win for Influence, 1 month so far. When else did it show?",
            "2 wins for Risk reduction, none with an outcome. What changed because of this work?",
        ]
    )


def test_a_record_with_everything_raises_no_question() -> None:
    everything = ("risk", "influence", "mentoring")
    found = of_ada(fact(ADA, "2025-11-03", *everything, **COMPLETE), fact(ADA, "2026-05-04", *everything, **COMPLETE))
    assert found.questions == ()
    assert names(found.sustained) == ["Risk reduction", "Influence", "Mentoring"]


def test_a_new_item_is_one_line_with_all_its_competencies_and_its_text_as_typed() -> None:
    found = of_ada(fact(ADA, "2026-05-04", "risk", "influence", text="<!channel> *cut* costs"))
    day = date(2026, 5, 4)
    assert found.new == (NewLine("<!channel> *cut* costs", day, ("influence", "risk"), ("E2026-05-04",)),)


def test_an_item_that_names_no_competency_is_news_all_the_same() -> None:
    found = of_ada(fact(ADA, "2026-05-04"))
    assert [one.competencies for one in found.new] == [()]
    assert found.last_on == date(2026, 5, 4)
    assert len(found.missing) == len(found.lines) == 3


def test_three_new_items_are_shown_the_latest_first_and_the_rest_counted() -> None:
    found = of_ada(*(fact(ADA, f"2026-04-{day:02}", "risk", "influence") for day in (3, 9, 5, 7, 8)))
    assert [one.happened_on.day for one in found.new] == [9, 8, 7]
    assert found.more == 2
    assert of_ada(fact(ADA, "2026-04-03")).more == 0


def test_of_one_day_the_item_logged_later_comes_first() -> None:
    found = of_ada(fact(ADA, "2026-04-03", item="E1"), fact(ADA, "2026-04-03", item="E2"))
    assert [one.evidence for one in found.new] == [("E2",), ("E1",)]


def test_what_happened_after_the_quarter_waits_for_the_next_digest() -> None:
    found = of_ada(fact(ADA, "2026-07-01", "risk"))
    assert (found.new, found.last_on, names(found.missing)[0]) == ((), None, "Risk reduction")


def test_what_happened_before_the_quarter_counts_but_is_not_new() -> None:
    found = of_ada(fact(ADA, "2026-03-31", "risk"))
    assert (found.new, found.more, found.last_on) == ((), 0, date(2026, 3, 31))
    assert names(found.thin) == ["Risk reduction"]


def test_quarters_that_begin_in_february_are_counted_as_such() -> None:
    quarter = Quarter(2027, 1, 2)  # February to April 2026
    found = of_team([ADA], fact(ADA, "2026-02-03", "risk"), fact(ADA, "2026-03-03", "risk"), quarter=quarter)
    assert names(found.reports[0].begun) == ["Risk reduction"]


def test_evidence_is_judged_against_the_target_else_the_level_else_everything() -> None:
    assert names(of_ada().lines) == ["Risk reduction", "Influence", "Mentoring"]
    assert names(of_ada(target=None).lines) == ["Risk reduction", "Influence"]
    assert names(of_ada(target=None, level=None).lines) == ["Risk reduction", "Influence", "Mentoring", "People"]


def test_level_and_target_are_the_ladders_own_or_none() -> None:
    found = of_ada()
    assert (found.level, found.target) == (LADDER.level_by_id["mid"], LADDER.level_by_id["senior"])
    assert (of_ada(level=None).level, of_ada(target=None).target) == (None, None)


def test_a_level_that_the_ladder_lost_keeps_its_id_for_a_name() -> None:
    assert of_ada(target="wizard").target == Level(id="wizard", name="wizard")


def test_those_with_the_least_recent_evidence_come_first() -> None:
    people = [Person(id=f"U{name}", name=name) for name in ("Cy", "Di", "Ed", "Flo", "Gil")]
    cy, di, ed, flo, _ = people
    found = of_team(
        people, fact(cy, "2026-06-01"), fact(di, "2025-01-01"), fact(ed, "2026-05-31"), fact(flo, "2025-01-01")
    )
    assert [one.person.name for one in found.reports] == ["Gil", "Di", "Flo", "Ed", "Cy"]


def test_people_of_one_name_keep_one_order() -> None:
    twins = [Person(id="U9", name="Kim"), Person(id="U8", name="Kim")]
    assert [one.person.id for one in of_team(twins).reports] == ["U8", "U9"]


def test_without_anything_new_for_anybody_there_is_no_news() -> None:
    assert not of_team([]).has_news
    assert not of_team([ADA, BEN]).has_news
    assert not of_team([ADA, BEN], fact(ADA, "2026-03-31", "risk"), fact(BEN, "2026-07-01", "risk")).has_news


def test_one_new_item_of_one_report_is_news() -> None:
    assert of_team([ADA, BEN], fact(BEN, "2026-06-30")).has_news


def test_a_question_about_nothing_on_record_cites_nothing() -> None:
    found = of_ada()
    assert {one.rule for one in found.questions} == {Rule.THIN}
    assert [found.evidence_for(one.competency) for one in found.questions] == [(), ()]
