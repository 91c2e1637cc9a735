"""The rules of docs/product.md, Coverage, case by case."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import msgspec
import pytest
from inline_snapshot import snapshot

from ladder.coverage import rule
from ladder.coverage.rule import Coverage, CoverageState, Fact, asked, next_thin
from ladder.framework.model import Competency, Expectation, Ladder, Level, Status, Thresholds
from ladder.store.values import Evidence, MessageSource, Number, Role, State
from tests.ladder.facts import coverages

UNTIL = date(2026, 6, 30)
NONE, THIN, SOME, STRONG = CoverageState.NONE, CoverageState.THIN, CoverageState.SOME, CoverageState.STRONG
COMPETENCIES = ("risk", "influence", "mentoring", "people")

LADDER = Ladder(
    id="l",
    name="L",
    levels=(Level(id="mid", name="Mid", track="tech"), Level(id="senior", name="Senior", track="tech")),
    competencies=(
        Competency(id="risk", name="Risk reduction"),
        Competency(id="influence", name="Influence"),
        Competency(id="mentoring", name="Mentoring"),
        Competency(id="people", name="People", tracks=("management",)),
    ),
    expectations=(
        Expectation(id="1", text="You reduce risk.", competency="risk", level="senior"),
        Expectation(id="2", text="N/A", competency="mentoring", level="mid", status=Status.NOT_APPLICABLE),
        Expectation(id="3", text="N/A", competency="influence", level="mid", status=Status.NOT_APPLICABLE),
        Expectation(id="4", text="You are heard.", competency="influence", level="mid"),
    ),
)


def item(day: str, *competencies: str, **given: Any) -> Evidence:
    """One accepted item about risk, unless told otherwise."""
    happened = date.fromisoformat(day)
    logged = datetime.combine(happened, time(12), UTC)
    plain = Evidence(id=f"E{day}", owner="U1", text="I did it", happened_on=happened, logged_at=logged)
    return replace(plain, competencies=competencies or ("risk",), **given)


def whole(day: str, **given: Any) -> Evidence:
    """One item that is led, with an outcome and a link."""
    return item(day, **({"role": Role.LED, "outcome": "faster", "links": ("https://x.example",)} | given))


def risk(*evidence: Evidence, until: date = UNTIL, ladder: Ladder = LADDER) -> Coverage:
    return coverages(evidence, ladder, "senior", until)[0]


def test_no_evidence_is_none() -> None:
    found = risk()
    assert (found.state, found.items, found.first_on, found.last_on) == (NONE, 0, None, None)
    assert found.because == "Nothing on record yet."


def test_many_items_of_one_month_are_thin() -> None:
    found = risk(*(whole(f"2026-04-{day:02}") for day in range(1, 31)))
    assert (found.state, found.items, found.months) == (THIN, 30, 1)
    assert found.because == "30 wins from 1 month. A win from another month makes it “some”."


def test_two_months_make_some() -> None:
    found = risk(item("2026-04-30"), item("2026-05-01"))
    assert (found.state, found.months, found.quarters) == (SOME, 2, 1)
    assert found.because == snapshot(
        "2 wins from 2 months in 1 quarter. “Strong” takes wins from 2 quarters and one led, "
        "with an outcome and a link or a witness."
    )


def test_two_months_next_to_each_other_may_be_two_quarters() -> None:
    found = risk(whole("2026-03-31"), item("2026-04-01"))
    assert (found.state, found.months, found.quarters) == (STRONG, 2, 2)


def test_two_quarters_and_one_complete_item_make_strong() -> None:
    found = risk(whole("2026-01-10"), item("2026-05-01"), item("2026-06-01"))
    assert (found.state, found.complete, found.first_on, found.last_on) == (
        STRONG,
        1,
        date(2026, 1, 10),
        date(2026, 6, 1),
    )
    assert found.because == snapshot("3 wins over 2 quarters, 1 of them led, with an outcome and a link or a witness.")
    assert "2 of them led, with an outcome" in risk(whole("2026-01-10"), whole("2026-05-01")).because


def test_only_the_missing_part_of_strong_is_named() -> None:
    one_quarter = risk(whole("2026-04-01"), item("2026-05-01"))
    assert one_quarter.because == "2 wins from 2 months in 1 quarter. “Strong” takes wins from 2 quarters."
    none_complete = risk(item("2026-01-01"), item("2026-05-01"))
    assert none_complete.because.startswith("2 wins from 2 months in 2 quarters. “Strong” takes one led, with")


@pytest.mark.parametrize(
    ("parts", "state"),
    [
        ({}, STRONG),
        ({"role": Role.CO_LED}, STRONG),
        ({"role": Role.CONTRIBUTED}, SOME),
        ({"role": Role.SUPPORTED}, SOME),
        ({"role": None}, SOME),
        ({"outcome": ""}, SOME),
        ({"outcome": " \n"}, SOME),
        ({"outcome": "", "number": Number(value="40", unit="%")}, STRONG),
        ({"links": ()}, SOME),
        ({"links": (), "witnesses": ("U2",)}, STRONG),
        ({"links": (), "source": MessageSource(channel="C1", ts="1.0")}, SOME),
        ({"links": (), "source": MessageSource(channel="C1", ts="1.0", link="https://s.example")}, STRONG),
    ],
)
def test_the_complete_item_is_led_with_an_outcome_and_confirmed(parts: dict[str, object], state: CoverageState) -> None:
    assert risk(whole("2026-01-10", **parts), item("2026-05-01")).state is state


def test_the_parts_of_a_complete_item_spread_over_several_are_not_enough() -> None:
    led = whole("2026-01-10", outcome="", links=())
    outcome = whole("2026-02-10", role=None, links=())
    linked = whole("2026-05-10", role=None, outcome="")
    found = risk(led, outcome, linked)
    assert (found.state, found.led, found.with_outcome, found.linked, found.confirmed) == (SOME, 1, 1, 1, 1)


@pytest.mark.parametrize("state", [State.DRAFT, State.OFFERED, State.DECLINED])
def test_what_is_not_accepted_counts_for_nothing(state: State) -> None:
    assert risk(whole("2026-01-10", state=state), item("2026-05-01")).items == 1


def test_what_happened_after_the_last_day_counts_for_nothing() -> None:
    found = risk(item("2026-06-30"), item("2026-07-01"), item("2027-02-01"))
    assert (found.items, found.last_on) == (1, UNTIL)


def test_thresholds_come_from_the_ladder() -> None:
    strict = msgspec.structs.replace(LADDER, coverage=Thresholds(some_months=3, strong_quarters=3))
    two = (whole("2026-01-10"), item("2026-05-10"))
    assert risk(*two, ladder=strict).because == "2 wins from 2 months. A win from another month makes it “some”."
    assert risk(*two, item("2026-06-10"), ladder=strict).because.endswith("“Strong” takes wins from 3 quarters.")
    assert risk(*two, item("2025-10-10"), ladder=strict).state is STRONG


def test_quarters_begin_where_the_workspace_begins_them() -> None:
    evidence = (whole("2026-03-10"), item("2026-04-10"))
    assert coverages(evidence, LADDER, "senior", UNTIL, start_month=1)[0].state is STRONG
    assert coverages(evidence, LADDER, "senior", UNTIL, start_month=2)[0].state is SOME


def test_an_item_counts_for_each_of_its_competencies_once() -> None:
    both = item("2026-05-01", "risk", "influence", "risk", "long-gone")
    assert [one.items for one in coverages([both], LADDER, "senior", UNTIL)] == [1, 1, 0]


def test_several_items_within_five_weeks_are_said_to_be_recent() -> None:
    late = [item(str(UNTIL - timedelta(days=days))) for days in (34, 1, 0)]
    assert risk(*late).note == "3 items, all from the last 5 weeks"
    assert risk(*late).state is SOME


@pytest.mark.parametrize("days", [(), (0,), (35, 0)])
def test_one_item_or_an_older_one_is_no_burst(days: tuple[int, ...]) -> None:
    assert risk(*(item(str(UNTIL - timedelta(days=one))) for one in days)).note == ""


def test_cells_that_do_not_apply_and_other_tracks_are_no_gaps() -> None:
    assert [one.id for one in asked(LADDER, "mid")] == ["risk", "influence"]
    assert [one.id for one in asked(LADDER, "senior")] == ["risk", "influence", "mentoring"]
    assert [one.competency for one in coverages([], LADDER, "mid", UNTIL)] == ["risk", "influence"]


@pytest.mark.parametrize("level", [None, "", "wizard"])
def test_without_a_known_level_every_competency_is_looked_at(level: str | None) -> None:
    assert asked(LADDER, level) == LADDER.competencies


def test_a_level_without_a_track_is_judged_on_all_tracks() -> None:
    loose = msgspec.structs.replace(LADDER, levels=(Level(id="any", name="Any"),))
    assert asked(loose, "any") == LADDER.competencies


def _states(*states: CoverageState) -> list[Coverage]:
    pairs = zip(COMPETENCIES, states, strict=False)
    return [Coverage(name, state, UNTIL, Thresholds()) for name, state in pairs]


@pytest.mark.parametrize(
    ("states", "next_one"),
    [
        ((SOME, THIN, NONE, NONE), "mentoring"),
        ((SOME, THIN, STRONG, THIN), "influence"),
        ((STRONG, STRONG, SOME, SOME), "mentoring"),
    ],
)
def test_the_next_one_has_none_before_thin_before_some_in_ladder_order(
    states: tuple[CoverageState, ...], next_one: str
) -> None:
    forwards, backwards = next_thin(_states(*states), LADDER), next_thin(reversed(_states(*states)), LADDER)
    assert forwards is not None
    assert forwards.competency == next_one
    assert forwards == backwards


def test_nothing_is_next_when_all_are_strong_or_none_is_known() -> None:
    assert next_thin(_states(STRONG, STRONG), LADDER) is None
    assert next_thin([], LADDER) is None
    assert next_thin([Coverage("long-gone", NONE, UNTIL, Thresholds())], LADDER) is None


def test_a_hundred_thousand_items_of_one_person_are_counted_exactly() -> None:
    fact = Fact("U1", "E1", ("risk",), UNTIL, led=True, outcome=True, linked=True, wide=True, witnesses=9)
    found = rule.coverages([fact] * 100_000, LADDER, "senior", UNTIL)[0]
    assert (found.items, found.complete, found.above_self, found.witnesses) == (100_000, 100_000, 100_000, 900_000)


def test_evidence_of_the_year_one_is_no_trouble() -> None:
    found = risk(item("0001-01-01"), item("2026-06-30"))
    assert (found.months, found.quarters, found.first_on) == (2, 2, date(1, 1, 1))
