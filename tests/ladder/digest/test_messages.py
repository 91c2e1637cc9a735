"""The messages of a digest are those that the plainest way there gives; and only who has news is written to."""

from datetime import timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handlers.views.digest import digest_messages
from ladder.calendar.dates import Quarter
from ladder.digest import quiet, reading
from ladder.evidence import record
from ladder.people import people
from ladder.store.db import Database
from ladder.store.models import PersonRow
from ladder.store.values import Evidence, NewWin, Role, Scope, State, Visibility
from tests.conftest import LADDER, NOW, TODAY, House
from tests.ladder.digest.plain_digest import plain_messages
from tests.laws import examples

LEVELS = [None, "junior", "senior", "wizard"]
_workspaces = count(1)

wins = st.builds(
    NewWin,
    text=st.sampled_from(
        ["Cut costs", "Told <!channel> & co", "two\nlines  and\tgaps", "a “word”, ünïcode 🎉", "x" * 900]
    ),
    happened_on=st.integers(0, 500).map(lambda days: TODAY - timedelta(days=days)),
    outcome=st.sampled_from(["", "Faster"]),
    role=st.none() | st.sampled_from(Role),
    scope=st.none() | st.sampled_from(Scope),
    competencies=st.lists(st.sampled_from([one.id for one in LADDER.competencies]), unique=True).map(tuple),
    links=st.sampled_from([(), ("https://x.example",)]),
    witnesses=st.sampled_from([(), ("ana",), ("ana", "ben")]),
    visibility=st.sampled_from(Visibility),
    state=st.sampled_from([State.ACCEPTED, State.ACCEPTED, State.DRAFT]),
)
someone = st.fixed_dictionaries(
    {
        "manager_id": st.sampled_from(["max", "max", "mo", "mu", None]),
        "level": st.sampled_from(LEVELS),
        "target": st.sampled_from(LEVELS),
        "active": st.sampled_from([True, True, True, False]),
        "name": st.sampled_from(["Kim", "Li & Co", "O<b>"]),
    }
)
companies = st.lists(st.tuples(someone, st.lists(wins, max_size=6)), max_size=30)

Company = list[tuple[dict[str, object], list[NewWin]]]


def _settle(house: House, company: Company) -> dict[str, list[Evidence]]:
    """Writes the company into the database; returns what each of its people has on record."""
    with house.database.write(house.id) as tx:
        tx.insert(PersonRow, *({"id": one, "name": one.title()} for one in ("max", "mo", "mu", "ana", "ben")))
        found = {}
        for number, (facts, wins) in enumerate(company):
            tx.insert(PersonRow, {"id": f"r{number}", **facts})
            found[f"r{number}"] = [record.log(tx, f"r{number}", win, NOW, TODAY) for win in wins]
        return found


@settings(deadline=None, max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(company=companies, quarter=st.sampled_from([Quarter(2026, 3), Quarter(2026, 2)]))
def test_the_messages_are_those_of_the_plainest_way_and_the_clock_knows_who_has_news(
    database: Database, company: Company, quarter: Quarter
) -> None:
    house = House(database, f"T{next(_workspaces)}")
    records = _settle(house, company)
    managers = ("max", "mo", "mu")
    with database.read(house.id) as tx:
        made = [reading.digest_for(tx, manager, quarter) for manager in managers]
        plain = [
            plain_messages([(one, records[one.id]) for one in people.reports(tx, manager)], LADDER, quarter)
            for manager in managers
        ]
        assert quiet.with_news(tx, managers, quarter) == {one.manager.id for one in made if one.has_news}
    assert [digest_messages(one, LADDER) for one in made] == plain
