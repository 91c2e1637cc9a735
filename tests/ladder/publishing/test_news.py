"""No moved goalposts: who is told what when the ladder changes."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from ladder.people import people, workspaces
from ladder.publishing import news
from ladder.publishing.news import LadderNews
from tests.conftest import LADDER, House, Queries
from tests.ladder.publishing.test_publication import WITHOUT_STAFF, bring, publish, reworded

Told = Callable[[str], LadderNews | None]


@pytest.fixture
def office(house: House) -> House:
    """An admin, Ada; Ana is mid and aims at senior; Ben is a junior."""
    house.person("ada", admin=True)
    house.person("ana", level="mid", target="senior")
    house.person("ben", level="junior")
    return house


def told(house: House, person: str) -> LadderNews | None:
    """What somebody is told when they open their Home tab."""
    with house.database.read(house.id) as tx:
        return news.news_for(tx, people.get(tx, person), workspaces.latest_version(tx))


def see(house: House, person: str) -> None:
    """Somebody has seen what changed."""
    with house.database.write(house.id) as tx:
        news.mark_seen(tx, person, workspaces.latest_version(tx))


def test_before_anything_changed_nobody_is_told_anything(office: House, queries: Queries) -> None:
    queries.statements.clear()
    assert told(office, "ana") is None


def test_whoever_aims_at_a_changed_level_is_told_the_old_and_the_new_words(office: House) -> None:
    publish(office, bring(office, reworded()), note="Clearer")
    news = told(office, "ana")
    assert news is not None
    assert [(one.number, one.note) for one in news.versions] == [(2, "Clearer")]
    (level,) = news.levels
    assert (level.is_target, level.new.name) == (True, "Senior")
    (change,) = level.statements
    assert change.old is not None
    assert change.new is not None
    assert (change.old.text, change.new.text) == ("Craft as a senior does it", "You lead the craft of a team")


def test_whoever_stands_elsewhere_has_nothing_changed(office: House) -> None:
    publish(office, bring(office, reworded()))
    news = told(office, "ben")
    assert news is not None
    assert news.levels == ()


def test_it_is_told_once(office: House) -> None:
    publish(office, bring(office, reworded()))
    see(office, "ana")
    assert told(office, "ana") is None
    assert told(office, "ben") is not None


def test_several_versions_are_told_together_from_the_words_last_seen(office: House) -> None:
    publish(office, bring(office, reworded("Second")))
    publish(office, bring(office, reworded("Third")))
    news = told(office, "ana")
    assert news is not None
    assert [one.number for one in news.versions] == [2, 3]
    (change,) = news.levels[0].statements
    assert change.old is not None
    assert change.new is not None
    assert (change.old.text, change.new.text) == ("Craft as a senior does it", "Third")


def test_a_change_that_was_taken_back_meanwhile_is_no_news(office: House) -> None:
    publish(office, bring(office, reworded()))
    publish(office, bring(office, LADDER))
    news = told(office, "ana")
    assert news is not None
    assert news.levels == ()


def test_a_new_name_or_summary_of_the_level_is_told(office: House) -> None:
    levels = tuple(
        replace(one, name="Senior Engineer", summary="You lead.") if one.id == "senior" else one
        for one in LADDER.levels
    )
    publish(office, bring(office, replace(LADDER, levels=levels)))
    news = told(office, "ana")
    assert news is not None
    (level,) = news.levels
    assert (level.old.name, level.new.name) == ("Senior", "Senior Engineer")
    assert [(one.field, one.old, one.new) for one in level.fields] == [("summary", "", "You lead.")]


def test_whoever_was_taken_to_another_level_sees_what_that_one_asks_beside_their_old_one(office: House) -> None:
    office.person("zoe", level="staff")
    publish(office, bring(office, WITHOUT_STAFF), moves={"staff": "senior"})
    news = told(office, "zoe")
    assert news is not None
    (level,) = news.levels
    assert (level.is_target, level.old.name, level.new.name) == (False, "Staff", "Senior")
    assert ("Craft as a staff does it", "Craft as a senior does it") in [
        (one.old.text, one.new.text) for one in level.statements if one.old and one.new
    ]


def test_whoever_joins_later_is_not_told_of_what_was_before_them(office: House) -> None:
    publish(office, bring(office, reworded()))
    with office.database.write(office.id) as tx:
        people.meet(tx, "new")
    assert told(office, "new") is None


def test_the_last_change_can_be_looked_up_again(office: House) -> None:
    def looked_up() -> LadderNews | None:
        with office.database.read(office.id) as tx:
            return news.last_change(tx, people.get(tx, "ana"), workspaces.latest_version(tx))

    assert looked_up() is None
    publish(office, bring(office, reworded()))
    see(office, "ana")
    again = looked_up()
    assert again is not None
    assert len(again.levels[0].statements) == 1


def test_opening_home_costs_one_query_for_it_where_nothing_was_published(office: House, queries: Queries) -> None:
    with office.database.read(office.id) as tx:
        ana = people.get(tx, "ana")
        queries.statements.clear()
        news.news_for(tx, ana, 1)
    assert len(queries) == 1
