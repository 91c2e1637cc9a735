"""The facts that the database gives are those of the wins it holds."""

from datetime import date
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ladder.coverage.facts import own_facts, shared_facts
from ladder.coverage.rule import Fact
from ladder.evidence import record
from ladder.store.db import Database
from ladder.store.values import MessageSource, NewWin, Number, Role, Scope, State, Visibility
from tests.conftest import NOW, TODAY, House
from tests.ladder.facts import fact
from tests.laws import examples

NEVER = date(2100, 1, 1)
_workspaces = count()

wins = st.builds(
    NewWin,
    text=st.just("Moved the queue"),
    happened_on=st.dates(date(2023, 1, 1), TODAY),
    outcome=st.sampled_from(["", "faster"]),
    number=st.sampled_from([None, Number(value="4")]),
    role=st.none() | st.sampled_from(Role),
    scope=st.none() | st.sampled_from(Scope),
    competencies=st.lists(st.sampled_from(["craft", "delivery", "mentoring"]), unique=True).map(tuple),
    links=st.sampled_from([(), ("https://x.example",)]),
    witnesses=st.sampled_from([(), ("U2",), ("U2", "U3", "U4")]),
    source=st.sampled_from(
        [None, MessageSource(channel="C1", ts="1.0"), MessageSource(channel="C1", ts="1.0", link="https://s.example")]
    ),
    state=st.sampled_from([State.ACCEPTED, State.DRAFT]),
    visibility=st.sampled_from(Visibility),
)


@settings(deadline=None, max_examples=examples(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(wins, max_size=6))
def test_the_facts_of_a_record_are_those_of_its_wins(database: Database, new: list[NewWin]) -> None:
    house = House(database, f"T{next(_workspaces)}")
    house.person("ana")
    with database.write(house.id) as tx:
        items = sorted((record.log(tx, "ana", win, NOW, TODAY) for win in new), key=lambda item: item.id)
        accepted = [item for item in items if item.state is State.ACCEPTED]
        shared = [item for item in accepted if item.visibility is not Visibility.PRIVATE]
        assert list(map(sorted_out, own_facts(tx, "ana", NEVER))) == [fact(item) for item in accepted]
        assert list(map(sorted_out, shared_facts(tx, ["ana"], NEVER))) == [fact(item) for item in shared]


def sorted_out(given: Fact) -> Fact:
    """With its competencies sorted: databases give them in any order."""
    return given._replace(competencies=tuple(sorted(given.competencies)))


def test_only_what_is_new_carries_a_text_and_a_short_one(house: House) -> None:
    house.person("ana")
    for text, day in (("Old", date(2026, 6, 30)), ("x" * 500, date(2026, 7, 1))):
        house.win("ana", text, on=day)
    with house.database.read(house.id) as tx:
        texts = {one.happened_on: one.text for one in own_facts(tx, "ana", date(2026, 7, 1))}
    assert texts == {date(2026, 6, 30): None, date(2026, 7, 1): "x" * 300}
