"""News for people whom versions took from level to level, and whom the roster moved since."""

import pytest
from msgspec.structs import replace

from ladder.framework.model import Ladder
from ladder.publishing.news import LadderNews
from tests.conftest import LADDER, House
from tests.ladder.publishing.test_news import see, told
from tests.ladder.publishing.test_publication import WITHOUT_STAFF, bring, publish


def without(*levels: str) -> Ladder:
    """The small ladder without some of its levels."""
    kept = tuple(
        replace(one, next=tuple(n for n in one.next if n not in levels))
        for one in LADDER.levels
        if one.id not in levels
    )
    return replace(
        LADDER, levels=kept, expectations=tuple(one for one in LADDER.expectations if one.level not in levels)
    )


@pytest.fixture
def office(house: House) -> House:
    """An admin, Ada, and Ana, who is on the level staff."""
    house.person("ada", admin=True)
    house.person("ana", level="staff")
    return house


def way(news: LadderNews | None) -> list[tuple[str, str]]:
    """From which level to which, as it is told."""
    assert news is not None
    return [(one.old.id, one.new.id) for one in news.levels]


def test_two_moves_are_told_as_one(office: House) -> None:
    publish(office, bring(office, WITHOUT_STAFF), moves={"staff": "senior"})
    publish(office, bring(office, without("staff", "senior")), moves={"senior": "mid"})
    assert way(told(office, "ana")) == [("staff", "mid")]


def test_there_and_back_again_is_no_move(office: House) -> None:
    publish(office, bring(office, WITHOUT_STAFF), moves={"staff": "senior"})
    publish(office, bring(office, without("senior")), moves={"senior": "staff"})
    assert way(told(office, "ana")) == []


def test_a_level_that_comes_back_takes_nobody_with_it(office: House) -> None:
    publish(office, bring(office, WITHOUT_STAFF), moves={"staff": "senior"})
    see(office, "ana")
    publish(office, bring(office, LADDER))
    assert way(told(office, "ana")) == []


def test_a_move_that_the_roster_has_overruled_is_not_told(office: House) -> None:
    publish(office, bring(office, WITHOUT_STAFF), moves={"staff": "senior"})
    office.set("ana", level="junior")
    assert way(told(office, "ana")) == []


def test_whoever_came_to_a_level_between_two_versions_is_told_where_it_went(office: House) -> None:
    office.person("ben", level="junior")
    publish(office, bring(office, WITHOUT_STAFF), moves={"staff": "senior"})
    publish(office, bring(office, LADDER))
    office.set("ben", level="staff")
    publish(office, bring(office, WITHOUT_STAFF), moves={"staff": "senior"})
    assert way(told(office, "ben")) == [("staff", "senior")]


def test_whoever_came_to_a_new_level_between_two_versions_is_told_where_it_went(house: House) -> None:
    house.person("ada", admin=True)
    house.person("ben", level="junior")
    more = replace(LADDER, levels=(*LADDER.levels, replace(LADDER.levels[0], id="extra", name="Extra", rank=9)))
    publish(house, bring(house, more))
    house.set("ben", level="extra")
    publish(house, bring(house, LADDER), moves={"extra": "staff"})
    assert way(told(house, "ben")) == [("extra", "staff")]


def test_somebody_without_a_level_is_told_nothing(office: House) -> None:
    office.person("cem")
    publish(office, bring(office, WITHOUT_STAFF), moves={"staff": "senior"})
    assert way(told(office, "cem")) == []
