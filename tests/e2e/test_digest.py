"""The quarterly digest, from the record to the manager's direct message: once, at their 09:30, with today's rights."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from bot.clock.jobs import tick
from handlers import ids
from ladder.store.db import table_of
from ladder.store.models import AccessRow, PersonRow
from ladder.store.values import Role, Visibility
from tests.office import ADA, ANA, BEN, MAX, OLGA, Office

DUE = datetime(2026, 10, 1, 7, 30, tzinfo=UTC)  # 09:30 in Berlin, where Max is
Q2, Q3 = date(2026, 5, 4), date(2026, 8, 3)


@pytest.fixture
def told(office: Office) -> Office:
    """Ana has two quarters of work for two competencies, and one thing kept to herself."""
    fields = {"role": Role.LED, "outcome": "It held", "links": ("https://example.com/1",)}
    office.win(ANA, "Led the storage migration", on=Q2, competencies=("risk_reduction",), **fields)
    office.win(ANA, "Led the retry standard", on=Q3, competencies=("risk_reduction", "leadership"), **fields)
    office.win(ANA, "Kept to herself", on=Q3, competencies=("independence",), visibility=Visibility.PRIVATE)
    return office


def move_person(office: Office, person: str, **columns: object) -> None:
    table = table_of(PersonRow)
    with office.database.write(office.team) as tx:
        tx.connection.execute(update(table).where(table.c.id == person).values(columns))


def test_each_manager_gets_one_digest_at_half_past_nine_of_their_own_zone(told: Office) -> None:
    told.slack.set_time(DUE - timedelta(minutes=1))
    assert told.reads(MAX) == []
    told.slack.set_time(DUE)
    [letter] = told.reads(MAX)
    assert "Your team in Q3 2026" in letter.text


def test_it_says_per_report_target_new_sustained_thin_and_two_questions(told: Office) -> None:
    told.slack.set_time(DUE)
    [letter] = told.reads(MAX)
    assert "*Ana Lima* – Mid-Level Software Developer, aims at Senior Software Developer" in letter.text
    assert "New: Led the retry standard (Aug 3, 2026; Leadership and Risk reduction)" in letter.text
    assert "Sustained: Risk reduction (strong: 2 wins over 2 quarters, " in letter.text
    assert "Thin, one month so far: Leadership." in letter.text
    assert letter.text.count("A panel would ask: ") == 2
    assert "Nothing shared with you yet. Ask Ben Okafor" in letter.text
    assert letter.text.index("Ben Okafor") < letter.text.index("Ana Lima")


def test_what_somebody_keeps_to_themselves_leaves_no_trace(told: Office) -> None:
    told.slack.set_time(DUE)
    [letter] = told.reads(MAX)
    assert "Kept to herself" not in letter.text
    assert "Kept to herself" not in str(letter.blocks)


def test_each_line_leads_to_the_evidence_behind_it(told: Office) -> None:
    told.slack.set_time(DUE)
    [letter] = told.reads(MAX)
    block = next(one for one in letter.blocks if "Ana Lima" in str(one.get("text", "")))
    said = told.slack.click(MAX, ids.SHOW_WINS, message=(letter.channel, letter.ts), block_id=block["block_id"])
    assert "Led the storage migration" in said.messages[-1].text


def test_sending_it_is_written_to_the_ledger_of_those_it_shows(told: Office) -> None:
    told.slack.set_time(DUE)
    assert [(one["subject_id"], one["reader_id"], one["what"]) for one in told.rows(AccessRow)] == [
        (ANA, MAX, "digest")
    ]


def test_moving_the_date_again_sends_nothing_twice(told: Office) -> None:
    for moment in (DUE, DUE + timedelta(hours=5), DUE + timedelta(days=4), DUE - timedelta(days=1), DUE):
        told.slack.set_time(moment)
    assert len(told.reads(MAX)) == 1


def test_without_anything_new_nobody_is_written_to(office: Office) -> None:
    office.win(ANA, "An old one", on=Q2)
    office.slack.set_time(DUE)
    assert office.reads(MAX) == []


def test_a_week_late_it_arrives_once_and_says_so(told: Office) -> None:
    told.slack.set_time(DUE + timedelta(days=7))
    [letter] = told.reads(MAX)
    assert "This was due on Oct 1, 2026 and is late" in letter.text


def test_who_has_changed_teams_meanwhile_is_not_in_it(told: Office) -> None:
    told.clock.set(DUE)
    tick(told.database, DUE)
    assert [one["recipient_id"] for one in told.deliveries()] == [MAX]
    move_person(told, ANA, manager_id=ADA)
    told.worker.drain(DUE)
    assert told.reads(MAX) == []


@pytest.mark.slow
def test_a_large_teams_digest_continues_in_the_thread(told: Office) -> None:
    for number in range(40):
        told.add_person(f"U1{number:04d}", f"Person {number:02d}", level="mid", target="senior", manager_id=MAX)
        told.win(f"U1{number:04d}", f"Moved the scans of depot {number}", on=Q3, competencies=("leadership",))
    told.slack.set_time(DUE)
    first, *rest = told.reads(MAX)
    assert rest
    assert all(letter.thread_ts == first.ts for letter in rest)
    whole = "\n".join(letter.text for letter in (first, *rest))
    assert all(whole.count(f"Person {number:02d}*") == 1 for number in range(40))
    assert all(len(letter.blocks) <= 50 for letter in (first, *rest))


def test_a_reporting_loop_gives_nobody_a_digest(told: Office) -> None:
    move_person(told, MAX, manager_id=ANA)
    told.slack.set_time(DUE)
    assert all("Ana Lima" not in letter.text for letter in told.reads(MAX))
    assert told.reads(ANA) == []


def test_hostile_words_are_shown_as_typed_and_ping_nobody(office: Office) -> None:
    office.win(ANA, "<!channel> *bold* <@U0BEN> & <https://evil.example|good>", on=Q3)
    office.slack.set_time(DUE)
    [letter] = office.reads(MAX)
    assert not letter.pings
    assert "<!channel> *bold* <@U0BEN> & <https://evil.example|good>" in str(letter.blocks)
    assert "&lt;!channel&gt;" in letter.text


def test_olga_gets_hers_by_her_own_morning(told: Office) -> None:
    told.win(MAX, "Hired two engineers", on=Q3, visibility=Visibility.SHARED)
    told.slack.set_time(DUE)
    assert told.reads(OLGA) == []
    told.slack.set_time(datetime(2026, 10, 1, 13, 30, tzinfo=UTC))  # 09:30 in New York
    [letter] = told.reads(OLGA)
    assert "Max Berg" in letter.text
    assert "Ana Lima" not in letter.text
    assert BEN not in letter.text
