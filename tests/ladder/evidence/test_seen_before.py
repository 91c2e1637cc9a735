"""What is on record already: the same message, or the same words about nearly the same day; and words that wait."""

from datetime import datetime, timedelta

import pytest

from ladder.evidence import held
from ladder.evidence.held import Held
from ladder.evidence.seen_before import NEAR, alike, seen_before
from ladder.store.values import MessageSource, NewWin
from tests.conftest import NOW, TODAY, House

WORDS = "Ran the incident review of the label outage"
SOURCE = MessageSource(channel="C1", ts="1.0")


@pytest.mark.parametrize(("days", "asked"), [(0, True), (NEAR.days, True), (NEAR.days + 1, False), (30, False)])
def test_the_same_words_are_asked_about_only_about_nearly_the_same_day(
    house: House, ana: str, days: int, asked: bool
) -> None:
    item = house.win(ana, WORDS)
    with house.database.read("T1") as tx:
        for day in (TODAY + timedelta(days=days), TODAY - timedelta(days=days)):
            assert alike(tx, ana, f"{WORDS}.", day) == (item if asked else None)


def test_of_several_the_latest_is_shown_and_never_somebody_elses(house: House, ana: str) -> None:
    house.win(ana, WORDS, at=NOW - timedelta(days=2))
    latest = house.win(ana, f"{WORDS}!")
    house.win(house.person("ben"), WORDS, at=NOW + timedelta(days=1))
    with house.database.read("T1") as tx:
        assert alike(tx, ana, WORDS, TODAY) == latest


def test_the_same_message_is_seen_whatever_the_words_and_the_day(house: House, ana: str) -> None:
    item = house.win(ana, "Something else", at=NOW - timedelta(days=40), source=SOURCE)
    with house.database.write("T1") as tx:
        assert seen_before(tx, ana, NewWin(text=WORDS, happened_on=TODAY, source=SOURCE)) == item
        assert seen_before(tx, ana, NewWin(text=WORDS, happened_on=TODAY)) is None


def test_words_that_wait_are_their_owners_and_are_given_back_once(house: House, ana: str, now: datetime) -> None:
    words = Held(WORDS, TODAY)
    with house.database.write("T1") as tx:
        key = held.hold(tx, ana, words, now)
    house.person("ben")
    with house.database.write("T1") as tx:
        assert held.take(tx, "ben", key) is None
        assert held.take(tx, ana, key) == words
        assert held.take(tx, ana, key) is None
