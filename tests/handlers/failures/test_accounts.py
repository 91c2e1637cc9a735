"""What Slack says of an account counts from then on: guests are refused, odd zones change nothing (docs/faults.md,
46, 21)."""

from datetime import UTC, date, datetime

import pytest

from ladder.people import people
from ladder.store.values import Person
from tests.office import ANA, BEN, MAX, Office

DUE = datetime(2026, 10, 1, 7, 30, tzinfo=UTC)


def person(office: Office, who: str) -> Person:
    with office.database.read(office.team) as tx:
        return people.get(tx, who)


def test_somebody_who_becomes_a_guest_is_refused_and_gets_nothing_more(office: Office) -> None:
    office.win(ANA, "Led the move to the new queue", on=date(2026, 8, 3))
    office.ask(MAX)
    office.slack.change_user(MAX, is_guest=True)
    assert "full members" in office.ask(MAX, "team")
    assert "full members" in office.ask(MAX, "log Took something with me")
    office.slack.set_time(DUE)
    assert office.reads(MAX) == []


def test_a_guest_who_becomes_a_member_is_let_in_again_with_what_they_had(office: Office) -> None:
    office.win(BEN, "Led the move to the new queue")
    office.slack.change_user(BEN, is_guest=True)
    office.slack.change_user(BEN, is_guest=False)
    assert "Led the move to the new queue" in office.ask(BEN, "wins")


def test_whoever_acts_is_in_use_whatever_was_known_of_the_account(office: Office) -> None:
    with office.database.write(office.team) as tx:
        people.set_active(tx, BEN, active=False)
    assert "Ben Okafor: your card" in office.ask(BEN)
    assert person(office, BEN).active


@pytest.mark.parametrize("tz", ["", None, "America", "../../etc/passwd", "Mars/Olympus_Mons", "Europe/" + "x" * 100])
def test_a_zone_that_is_none_leaves_the_one_we_know(office: Office, tz: str | None) -> None:
    told = office.slack.transport.send_event({"type": "user_change", "user": {"id": ANA, "tz": tz, "name": "ana"}})
    assert told is not None
    assert told.status == 200
    assert person(office, ANA).tz == "Europe/Lisbon"


def test_an_account_that_is_deactivated_keeps_its_zone_for_its_return(office: Office) -> None:
    office.slack.transport.send_event({"type": "user_change", "user": {"id": ANA, "deleted": True, "name": "ana"}})
    assert (person(office, ANA).tz, person(office, ANA).active) == ("Europe/Lisbon", False)
