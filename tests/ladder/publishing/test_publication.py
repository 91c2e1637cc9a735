"""Publishing a ladder: what it would change, for whom; and nobody is moved without being named."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from ladder.errors import Changed, Invalid, NotFound, Refused
from ladder.evidence import record
from ladder.framework.model import Competency, Ladder
from ladder.people import people, workspaces
from ladder.people.workspaces import Version
from ladder.publishing import drafts, publication
from ladder.publishing.publication import Choice, Proposal
from tests.conftest import LADDER, NOW, House

Publish = Callable[..., Version]
WITHOUT_STAFF = replace(
    LADDER,
    levels=tuple(replace(one, next=()) if one.id == "senior" else one for one in LADDER.levels[:3]),
    expectations=tuple(one for one in LADDER.expectations if one.level != "staff"),
)


def reworded(text: str = "You lead the craft of a team") -> Ladder:
    """The small ladder with other words for a senior's craft."""
    return replace(
        LADDER,
        expectations=tuple(replace(one, text=text) if one.id == "senior-craft" else one for one in LADDER.expectations),
    )


@pytest.fixture
def admins(house: House) -> House:
    """The workspace with two admins, Ada and Bob, and Ana, who is none."""
    for admin in ("ada", "bob"):
        house.person(admin, admin=True)
    house.person("ana", level="mid", target="senior")
    return house


def bring(house: House, ladder: Ladder, actor: str = "ada", at: datetime = NOW) -> Proposal:
    """An admin brings a ladder and looks at what it would change."""
    with house.database.write(house.id) as tx:
        drafts.keep(tx, actor, ladder, "ladder.csv", at)
        return publication.proposal(tx, actor)


def publish(house: House, shown: Proposal, actor: str = "ada", **choice: object) -> Version:
    """The admin confirms what they were shown."""
    with house.database.write(house.id) as tx:
        now = publication.confirmed(tx, actor, shown.current.number, shown.draft.made_at)
        return publication.publish_draft(tx, actor, now, Choice(**choice), NOW)  # type: ignore[arg-type]


def test_a_draft_changes_nothing_until_it_is_published(admins: House) -> None:
    shown = bring(admins, reworded())
    assert shown.is_new
    assert [one.new.text for one in shown.changes.statements if one.new] == ["You lead the craft of a team"]
    with admins.database.read(admins.id) as tx:
        assert workspaces.current_ladder(tx) == LADDER


def test_publishing_makes_the_next_version_with_who_when_and_why(admins: House) -> None:
    made = publish(admins, bring(admins, reworded()), note="Clearer words")
    assert made == Version(2, NOW, "ada", "Clearer words")
    with admins.database.read(admins.id) as tx:
        assert workspaces.current_ladder(tx).cell("senior", "craft")[0].text == "You lead the craft of a team"
        assert workspaces.ladder_of(tx, 1) == LADDER
        assert drafts.find(tx, "ada") is None


def test_the_same_ladder_again_is_nothing_new(admins: House) -> None:
    assert not bring(admins, LADDER).is_new


@pytest.mark.parametrize("actor", ["ana", "nobody"])
def test_only_an_admin_brings_or_publishes_a_ladder(admins: House, actor: str) -> None:
    shown = bring(admins, reworded())
    for attempt in (lambda: bring(admins, reworded(), actor), lambda: publish(admins, shown, actor)):
        with pytest.raises(Refused, match=r"Only a Ladder admin can change the ladder\. Ask Ada, Bob\."):
            attempt()


def test_an_admin_who_is_one_no_more_cannot_publish(admins: House) -> None:
    shown = bring(admins, reworded())
    admins.set("ada", admin=False)
    with pytest.raises(Refused):
        publish(admins, shown)


def test_each_admin_has_a_draft_of_their_own_and_a_new_one_replaces_it(admins: House) -> None:
    bring(admins, reworded("One"))
    shown = bring(admins, reworded("Two"))
    assert [one.new.text for one in shown.changes.statements if one.new] == ["Two"]
    with admins.database.write(admins.id) as tx, pytest.raises(NotFound):
        publication.proposal(tx, "bob")


def test_the_second_of_two_admins_sees_the_firsts_version_and_is_asked_again(admins: House) -> None:
    adas, bobs = bring(admins, reworded("Ada's words"), "ada"), bring(admins, reworded("Bob's words"), "bob")
    publish(admins, adas, "ada", note="Mine")
    with pytest.raises(Changed):
        publish(admins, bobs, "bob")
    with admins.database.write(admins.id) as tx:
        again = publication.proposal(tx, "bob")
    assert again.overtaken == Version(2, NOW, "ada", "Mine")
    assert [(one.old.text, one.new.text) for one in again.changes.statements if one.old and one.new] == [
        ("Ada's words", "Bob's words")
    ]
    assert publish(admins, again, "bob").number == 3


def test_a_draft_that_was_replaced_in_another_window_is_not_published_unseen(admins: House) -> None:
    first = bring(admins, reworded("First"))
    bring(admins, reworded("Second"), at=NOW + timedelta(minutes=1))
    with pytest.raises(Changed):
        publish(admins, first)


def test_what_was_shown_before_another_version_came_is_not_published(admins: House) -> None:
    stale = bring(admins, reworded("Ada's words"), "ada")
    publish(admins, bring(admins, reworded("Bob's words"), "bob"), "bob")
    with admins.database.write(admins.id) as tx, pytest.raises(Changed):
        publication.publish_draft(tx, "ada", stale, Choice(), NOW)


def test_a_level_that_goes_names_the_people_on_it_and_asks_where_they_go(admins: House) -> None:
    admins.person("zoe", level="staff", target="staff")
    admins.set("ana", target="staff")
    shown = bring(admins, WITHOUT_STAFF)
    (leaving,) = shown.levels
    assert (leaving.level.name, [one.name for one in leaving.people]) == ("Staff", ["Zoe", "Ana"])
    with pytest.raises(Invalid) as refused:
        publish(admins, shown)
    assert refused.value.fields == {"staff": "Choose where the people on Staff go."}
    publish(admins, shown, moves={"staff": "senior"})
    with admins.database.read(admins.id) as tx:
        assert (people.get(tx, "zoe").level, people.get(tx, "zoe").target) == ("senior", "senior")
        assert (people.get(tx, "ana").level, people.get(tx, "ana").target) == ("mid", "senior")


def test_nobody_is_moved_to_a_level_that_is_none(admins: House) -> None:
    admins.person("zoe", level="staff")
    with pytest.raises(Invalid):
        publish(admins, bring(admins, WITHOUT_STAFF), moves={"staff": "staff"})


def test_an_empty_level_may_just_go(admins: House) -> None:
    assert publish(admins, bring(admins, WITHOUT_STAFF)).number == 2


def test_a_renamed_competency_keeps_its_evidence(admins: House) -> None:
    win = admins.win("ana", competencies=("mentoring",))
    coaching = replace(LADDER, competencies=(*LADDER.competencies[:2], Competency(id="coaching", name="Coaching")))
    shown = bring(admins, coaching)
    assert [(one.competency.name, one.wins) for one in shown.competencies] == [("Mentoring", 1)]
    publish(admins, shown, same={"mentoring": "coaching"})
    with admins.database.read(admins.id) as tx:
        kept = record.own(tx, "ana", win.id)
        assert [workspaces.current_ladder(tx).competency_name(one) for one in kept.competencies] == ["Coaching"]
        assert kept.ladder_version == 1


def test_a_removed_competency_keeps_its_evidence_under_its_old_name_marked(admins: House) -> None:
    win = admins.win("ana", competencies=("mentoring",))
    publish(admins, bring(admins, replace(LADDER, competencies=LADDER.competencies[:2])))
    with admins.database.read(admins.id) as tx:
        (name,) = record.own(tx, "ana", win.id).competencies
        assert workspaces.current_ladder(tx).competency_name(name) == "Mentoring (no longer in the ladder)"


@pytest.mark.parametrize(
    ("same", "problem"),
    [
        ({"mentoring": "craft"}, "Pick a competency that is new in this ladder."),
        ({"craft": "coaching"}, "This is not one of those that go."),
        ({"mentoring": "coaching", "delivery": "coaching"}, "Two old ones can't both become this one."),
    ],
)
def test_a_name_is_only_taken_over_where_that_makes_sense(admins: House, same: dict[str, str], problem: str) -> None:
    new = replace(LADDER, competencies=(LADDER.competencies[0], Competency(id="coaching", name="Coaching")))
    with pytest.raises(Invalid) as refused:
        publish(admins, bring(admins, new), same=same)
    assert problem in refused.value.fields.values()


def test_a_note_that_is_too_long_is_named_and_nothing_is_published(admins: House) -> None:
    with pytest.raises(Invalid, match="These are 501 characters; 500 fit"):
        publish(admins, bring(admins, reworded()), note="x" * 501)
    with admins.database.read(admins.id) as tx:
        assert workspaces.latest_version(tx) == 1


def test_a_former_competency_that_comes_back_can_be_told_to_be_the_one_in_between(admins: House) -> None:
    without = replace(
        LADDER, competencies=(Competency(id="skill", name="Skill"), *LADDER.competencies[1:]), expectations=()
    )
    publish(admins, bring(admins, without))
    again = replace(without, competencies=(Competency(id="craft-again", name="Craft"), *LADDER.competencies[1:]))
    shown = bring(admins, again)
    assert [one.id for one in shown.changes.competencies.added] == ["craft"]
    publish(admins, shown, same={"skill": "craft"})
    with admins.database.read(admins.id) as tx:
        assert workspaces.current_ladder(tx).competency_by_id["skill"].name == "Craft"
