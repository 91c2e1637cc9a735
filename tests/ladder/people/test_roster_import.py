"""A roster into a workspace: nothing guessed at, nothing lost, and again without harm."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ladder.framework.model import Track
from ladder.people import people, workspaces
from ladder.people.roster.file import parse, to_csv
from ladder.people.roster.importing import Applied, SlackAccount, apply, plan
from ladder.store.db import Database
from ladder.store.values import Person
from tests.conftest import LADDER, House, Queries
from tests.laws import examples

TRACKS = msgspec.structs.replace(
    LADDER, tracks=(Track(id="technical", name="Technical leadership"), Track(id="management", name="Management"))
)
ANA, MAX, EVE = (
    SlackAccount(f"U{name[0].upper()}", name.title(), f"{name}@example.com", "Asia/Tokyo")
    for name in ("ana", "max", "eve")
)


def take(house: House, file: str, *accounts: SlackAccount) -> Applied:
    """Imports a file into the house."""
    with house.database.write(house.id) as tx:
        return apply(tx, parse(file), TRACKS, accounts)


def roster(house: House) -> Mapping[str, Person]:
    """Everyone, by id."""
    with house.database.read(house.id) as tx:
        return {one.id: one for one in people.everyone(tx)}


def told(applied: Applied) -> list[tuple[int, str]]:
    """What couldn't be taken, by line."""
    return [(problem.line, problem.what) for problem in applied.problems]


def test_people_are_added_with_all_that_their_lines_say(house: House) -> None:
    applied = take(
        house,
        "slack_id,email,name,level,target,track,manager,admin,start_date,level_since\n"
        "U1,ana@example.com,Ana Lima,Mid,Senior,Technical Leadership,U2,no,2024-02-29,2025-01-01\n"
        "U2,,Max,staff,,management,,yes,,\n",
    )
    assert applied == Applied(added=("U1", "U2"))
    assert roster(house) == {
        "U1": Person(
            id="U1",
            name="Ana Lima",
            email="ana@example.com",
            level="mid",
            target="senior",
            track="technical",
            manager="U2",
            start_date=date(2024, 2, 29),
            level_since=date(2025, 1, 1),
            keeps_name=True,
            keeps_email=True,
        ),
        "U2": Person(id="U2", name="Max", level="staff", track="management", admin=True, keeps_name=True),
    }


def test_importing_again_changes_nothing(house: House) -> None:
    file = "slack_id,name,level,manager\nU1,Ana,mid,U2\nU2,Max,staff,\n"
    take(house, file)
    before = roster(house)
    assert take(house, file) == Applied(same=("U1", "U2"))
    assert roster(house) == before


def test_a_change_changes_those_whom_it_concerns(house: House) -> None:
    take(house, "slack_id,level\nU1,mid\nU2,staff\n")
    assert take(house, "slack_id,level\nU1,senior\nU2,staff\n") == Applied(changed=("U1",), same=("U2",))
    assert roster(house)["U1"].level == "senior"


def test_columns_that_the_file_lacks_stay_as_they_are(house: House) -> None:
    house.person("U2")
    house.person("U1", name="Ana", level="mid", target="senior", manager="U2", admin=True, tz="UTC", track="technical")
    before = roster(house)
    assert take(house, "slack_id\nU1\n") == Applied(same=("U1",), absent=("U2",))
    assert roster(house) == before


def test_an_empty_cell_clears_what_the_roster_is_the_source_of_and_nothing_else(house: House) -> None:
    house.person("U2")
    house.person("U1", name="Ana", email="ana@example.com", target="senior", tz="UTC")
    house.set("U1", level="mid", track="technical", manager="U2", admin=True, start_date=date(2024, 1, 1))
    take(house, "slack_id,email,name,level,target,track,manager,admin,start_date,level_since\nU1,,,,,,,,,\n")
    assert roster(house)["U1"] == Person(id="U1", name="Ana", email="ana@example.com", target="senior", tz="UTC")


def test_addresses_are_resolved_by_slack_and_names_and_zones_come_from_there(house: House) -> None:
    applied = take(house, "email,manager\nANA@example.com,max@example.com\nmax@example.com,\n", ANA, MAX)
    assert applied.added == ("UA", "UM")
    assert roster(house)["UA"] == Person(id="UA", name="Ana", email="ana@example.com", tz="Asia/Tokyo", manager="UM")


def test_addresses_that_the_workspace_knows_need_no_slack(house: House) -> None:
    house.person("UA", email="Ana@Example.com")
    assert take(house, "email,level\nana@example.com,mid\n") == Applied(changed=("UA",))


def test_a_name_in_the_file_goes_before_that_in_slack(house: House) -> None:
    take(house, "email,name\nana@example.com,Ana Maria\n", ANA)
    assert roster(house)["UA"].name == "Ana Maria"


def test_an_address_that_nobody_has_is_named_and_the_rest_taken(house: House) -> None:
    applied = take(house, "email\nnobody@example.com\nana@example.com\n", ANA)
    assert applied.added == ("UA",)
    assert told(applied) == [(2, "Nobody in this workspace has the address nobody@example.com.")]


def test_one_person_under_two_names_counts_once(house: House) -> None:
    applied = take(house, "email,slack_id,level\n,UA,mid\nana@example.com,,senior\n", ANA)
    assert told(applied) == [(3, "ana@example.com is the person of line 2. That line counts.")]
    assert roster(house)["UA"].level == "mid"


@pytest.mark.parametrize("level", ["senior", "Senior", " SENIOR "])
def test_levels_are_found_by_id_and_title(house: House, level: str) -> None:
    take(house, f"slack_id,level\nU1,{level}\n")
    assert roster(house)["U1"].level == "senior"


@pytest.mark.parametrize(
    ("level", "hint"),
    [("seinor", " Was it meant to be senior?"), ("wizard", ""), ("sta", " Was it meant to be staff?")],
)
def test_an_unknown_level_is_named_with_what_it_might_be_and_never_guessed(house: House, level: str, hint: str) -> None:
    house.person("U1", level="mid", target="senior")
    for column in ("level", "target"):
        applied = take(house, f"slack_id,{column},name\nU1,{level},Ana {column}\n")
        assert told(applied) == [(2, f"This ladder has no level “{level}”.{hint} The rest of the line was taken.")]
        assert applied.changed == ("U1",)
    assert roster(house)["U1"] == Person(id="U1", name="Ana target", level="mid", target="senior", keeps_name=True)


def test_an_unknown_track_is_named_with_those_there_are(house: House) -> None:
    applied = take(house, "slack_id,track\nU1,sales\n")
    assert told(applied) == [(2, "This ladder has no track “sales”; it has technical, management. The rest was taken.")]
    assert roster(house)["U1"].track is None


def test_managers_may_stand_further_down_or_be_known_already(house: House) -> None:
    house.person("U9")
    take(house, "slack_id,manager\nU1,U2\nU2,U9\n")
    assert (roster(house)["U1"].manager, roster(house)["U2"].manager) == ("U2", "U9")


def test_a_manager_whom_only_slack_knows_is_added_too(house: House) -> None:
    applied = take(house, "email,manager\nana@example.com,max@example.com\n", ANA, MAX)
    assert applied.added == ("UA", "UM")
    assert roster(house)["UM"] == Person(id="UM", name="Max", email="max@example.com", tz="Asia/Tokyo")


@pytest.mark.parametrize("manager", ["U7", "nobody@example.com"])
def test_a_manager_who_is_not_there_is_named_and_the_former_stays(house: House, manager: str) -> None:
    house.person("U2")
    house.person("U1", manager="U2")
    applied = take(house, f"slack_id,level,manager\nU1,mid,{manager}\n")
    assert told(applied) == [
        (2, f"The manager {manager} is not in this workspace or file. The rest of the line was taken.")
    ]
    assert (roster(house)["U1"].manager, roster(house)["U1"].level) == ("U2", "mid")


def test_nobody_becomes_their_own_manager(house: House) -> None:
    applied = take(house, "email,slack_id,level,manager\nana@example.com,UA,mid,ana@example.com\n", ANA)
    assert told(applied) == [(2, "Nobody is their own manager. The rest of the line was taken.")]
    assert (roster(house)["UA"].manager, roster(house)["UA"].level) == (None, "mid")


def test_a_circle_is_named_at_each_line_and_nobodys_manager_in_it_changes(house: House) -> None:
    house.person("U9")
    house.person("U1", manager="U9")
    applied = take(house, "slack_id,level,manager\nU1,mid,U2\nU2,mid,U3\nU3,mid,U1\nU4,mid,U3\n")
    assert told(applied) == [
        (2, "U1 → U2 → U3 → U1 is a circle. The manager was left as it was."),
        (3, "U2 → U3 → U1 → U2 is a circle. The manager was left as it was."),
        (4, "U3 → U1 → U2 → U3 is a circle. The manager was left as it was."),
    ]
    assert {one.id: one.manager for one in roster(house).values()} == {
        "U1": "U9",
        "U2": None,
        "U3": None,
        "U4": "U3",
        "U9": None,
    }
    assert roster(house)["U3"].level == "mid"


def test_a_circle_through_someone_who_is_not_in_the_file_is_one_too(house: House) -> None:
    house.person("U1")
    house.person("U2", manager="U1")
    applied = take(house, "slack_id,manager\nU1,U2\n")
    assert told(applied) == [(2, "U1 → U2 → U1 is a circle. The manager was left as it was.")]


def test_two_people_may_change_places(house: House) -> None:
    house.person("U1")
    house.person("U2", manager="U1")
    assert take(house, "slack_id,manager\nU1,U2\nU2,\n").changed == ("U1", "U2")
    assert (roster(house)["U1"].manager, roster(house)["U2"].manager) == ("U2", None)


def test_people_who_have_left_are_named(house: House) -> None:
    gone = SlackAccount("UM", "Max", "max@example.com", active=False)
    applied = take(house, "email,manager\nana@example.com,max@example.com\nmax@example.com,\n", ANA, gone)
    assert told(applied) == [
        (2, "The manager max@example.com has left: nobody gets this person's digest."),
        (3, "max@example.com has left the workspace in Slack, and counts as inactive."),
    ]
    assert not roster(house)["UM"].active


def test_whoever_the_file_does_not_name_is_listed_and_left_alone(house: House) -> None:
    house.person("U1")
    house.person("U2")
    house.person("U3", active=False)
    assert take(house, "slack_id\nU1\n").absent == ("U2",)
    assert roster(house)["U2"].active


def test_problems_of_the_file_and_of_the_import_are_told_in_the_order_of_lines(house: House) -> None:
    applied = take(house, "slack_id,level,admin\nU1,wizard,no\nU2,mid,perhaps\nU3,wizard,no\n")
    assert [line for line, _ in told(applied)] == [2, 3, 4]


def test_a_plan_says_the_same_and_changes_nothing(house: House) -> None:
    house.person("U1")
    before, file = roster(house), parse("slack_id,level\nU1,mid\nU2,wizard\n")
    with house.database.read("T1") as tx:
        planned = plan(tx, file, TRACKS)
    assert roster(house) == before
    with house.database.write("T1") as tx:
        assert apply(tx, file, TRACKS) == planned.applied


def test_other_workspaces_are_not_touched(house: House, database: Database) -> None:
    other = House(database, "T2")
    other.person("U1", email="ana@example.com")
    before = roster(other)
    assert told(take(house, "email,manager\nana@example.com,\n")) != []
    take(house, "slack_id,name\nU1,Ana\n")
    assert roster(other) == before


def test_a_file_of_nothing_good_changes_nothing(house: House) -> None:
    house.person("U1")
    assert take(house, "").absent == ("U1",)


@pytest.mark.parametrize("size", [2, 200])
def test_a_large_roster_costs_no_more_statements_than_a_small_one(house: House, queries: Queries, size: int) -> None:
    lines = [f"U{place},mid,U{place - 1 if place else ''}" for place in range(size)]
    queries.statements.clear()
    assert len(take(house, "slack_id,level,manager\n" + "\n".join(lines)).added) == size
    assert len(queries) == 4


names = st.sampled_from(["U1", "U2", "U3", "U4", "U5"])
organisations = st.dictionaries(names, st.none() | names)


@settings(max_examples=examples(30), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(organisations, max_size=3))
def test_no_series_of_files_ever_makes_a_circle(house: House, files: list[dict[str, str | None]]) -> None:
    with house.database.write("T1") as tx:
        tx.connection.exec_driver_sql("UPDATE person SET manager_id = NULL")
    for file in files:
        take(house, "slack_id,manager\n" + "".join(f"{one},{manager or ''}\n" for one, manager in file.items()))
    managers = {one.id: one.manager for one in roster(house).values()}
    for person in managers:
        above, seen = managers[person], {person}
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = managers[above]


def test_what_was_exported_can_be_imported_elsewhere_without_loss(house: House, database: Database) -> None:
    house.person("U2", name="=Max", admin=True, level="staff")
    house.person("U1", name="Ana", email="ana@example.com", level="mid", target="senior", manager="U2")
    house.person("U3", name="Zoë", start_date=date(2024, 2, 29))
    other = House(database, "T2")
    assert take(other, to_csv(roster(house).values())).problems == ()
    given = {
        person.id: replace(person, keeps_name=bool(person.name), keeps_email=bool(person.email))
        for person in roster(house).values()
    }
    assert roster(other) == given
    with database.read("T2") as tx:
        assert workspaces.latest_version(tx) == 1


@pytest.mark.parametrize("manager", ["Max Weber", "max weber", '"Weber, Max"', "Max  Weber"])
def test_a_manager_is_found_by_a_name_that_only_one_person_of_the_file_bears(house: House, manager: str) -> None:
    applied = take(house, f"slack_id,name,manager\nU1,Ana,{manager}\nU2,Max Weber,\n")
    assert told(applied) == []
    assert roster(house)["U1"].manager == "U2"


def test_a_manager_is_found_by_name_among_those_on_the_roster_and_in_slack(house: House) -> None:
    house.person("U2", name="Max Weber")
    take(house, "slack_id,manager\nU1,Max Weber\nU3,Eve\n", EVE)
    assert (roster(house)["U1"].manager, roster(house)["U3"].manager) == ("U2", "UE")


def test_two_managers_of_one_name_are_said_and_not_guessed_at(house: House) -> None:
    house.person("U2", name="Max Weber")
    house.person("U3", name="max weber")
    applied = take(house, "slack_id,name,level,manager\nU1,Ana,mid,Max Weber\n")
    assert told(applied) == [
        (2, "There are 2 people called Max Weber. Give the manager's address. The rest of the line was taken.")
    ]
    assert (roster(house)["U1"].level, roster(house)["U1"].manager) == ("mid", None)


def test_what_a_cell_that_cannot_be_read_would_say_stays_as_it_was(house: House) -> None:
    house.person("U1", admin=True, start_date=date(2020, 1, 1))
    take(house, "slack_id,admin,start_date\nU1,perhaps,soon\n")
    assert (roster(house)["U1"].admin, roster(house)["U1"].start_date) == (True, date(2020, 1, 1))


def test_slack_could_not_be_asked_is_not_the_same_as_unknown(house: House) -> None:
    with house.database.write(house.id) as tx:
        applied = apply(tx, parse("email\nana@example.com\n"), TRACKS, unasked=frozenset({"ana@example.com"}))
    assert told(applied) == [(2, "Slack couldn't be asked whose address ana@example.com is. The line was left out.")]


def test_a_name_of_doubtful_encoding_does_not_replace_slacks(house: House) -> None:
    file = "email,name\nana@example.com,Zo\u00eb\nmax@example.com,Maximilian\n".encode("cp1252")
    with house.database.write(house.id) as tx:
        apply(tx, parse(file), TRACKS, (ANA, MAX))
    assert [roster(house)[person].name for person in ("UA", "UM")] == ["Ana", "Maximilian"]


def test_names_and_addresses_follow_slack_unless_the_roster_gave_another(house: House) -> None:
    take(house, "email,name\nana@example.com,Ana\nmax@example.com,Maximilian\n", ANA, MAX)
    with house.database.write(house.id) as tx:
        for person in ("UA", "UM"):
            people.follow_slack(tx, person, name="Renamed", email="new@example.com")
    assert [(person.name, person.email) for person in roster(house).values()] == [
        ("Maximilian", "new@example.com"),
        ("Renamed", "new@example.com"),
    ]


def test_a_name_that_the_roster_gave_stays_when_the_same_file_comes_again(house: House) -> None:
    file = "email,name\nmax@example.com,Maximilian\n"
    take(house, file, MAX)
    assert take(house, file, MAX) == Applied(same=("UM",))
    take(house, "email\nmax@example.com\n", MAX)
    assert roster(house)["UM"].name == "Maximilian"
