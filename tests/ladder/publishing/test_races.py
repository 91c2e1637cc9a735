"""Publishing while others act: two admins at once, and people who come to a level while it goes."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Barrier, Event

import pytest

from ladder.errors import Changed, Invalid, Refused
from ladder.people import people, workspaces
from ladder.people.roster import importing
from ladder.people.roster.file import parse
from ladder.publishing import drafts, publication
from ladder.publishing.publication import Choice, Proposal
from ladder.store.db import Tx
from tests.conftest import NOW, House
from tests.ladder.publishing.test_publication import WITHOUT_STAFF, reworded

ADMINS = [f"admin{number}" for number in range(6)]
WAITS = 0.4  # seconds in which a thread that need not wait would long have gone on


@pytest.fixture
def admins(house: House) -> House:
    """The workspace with six admins."""
    for admin in ADMINS:
        house.person(admin, admin=True)
    return house


def bring(house: House, admin: str, text: str) -> Proposal:
    with house.database.write(house.id) as tx:
        drafts.keep(tx, admin, reworded(text), "ladder.csv", NOW)
        return publication.proposal(tx, admin)


def confirm(house: House, admin: str, shown: Proposal) -> int:
    with house.database.write(house.id) as tx:
        now = publication.confirmed(tx, admin, shown.current.number, shown.draft.made_at)
        return publication.publish_draft(tx, admin, now, Choice(), NOW).number


def test_of_six_admins_who_publish_at_once_one_does_and_the_others_are_shown_that_version(admins: House) -> None:
    shown = {admin: bring(admins, admin, f"Words of {admin}") for admin in ADMINS}
    start = Barrier(len(ADMINS))

    def publish(admin: str) -> int | None:
        start.wait()
        try:
            return confirm(admins, admin, shown[admin])
        except Changed:
            return None

    with ThreadPoolExecutor(len(ADMINS)) as pool:
        made = list(pool.map(publish, ADMINS))
    assert sorted(made, key=str) == [2, *[None] * (len(ADMINS) - 1)]
    winner = ADMINS[made.index(2)]
    for admin in ADMINS:
        if admin != winner:
            with admins.database.write(admins.id) as tx:
                overtaken = publication.proposal(tx, admin).overtaken
            assert overtaken
            assert (overtaken.number, overtaken.published_by) == (2, winner)


def while_publishing(house: House, act: Callable[[Tx], object]) -> Future[object]:
    """Publishes a ladder without the level staff; before that is committed, `act` begins in another transaction.
    Returns what comes of it."""
    ready = Event()

    def elsewhere() -> object:
        with house.database.write(house.id) as tx:
            ready.set()
            return act(tx)

    with ThreadPoolExecutor(1) as pool:
        with house.database.write(house.id) as tx:
            drafts.keep(tx, "admin0", WITHOUT_STAFF, "ladder.csv", NOW)
            shown = publication.proposal(tx, "admin0")
        with house.database.write(house.id) as tx:
            now = publication.confirmed(tx, "admin0", 1, shown.draft.made_at)
            later = pool.submit(elsewhere)
            ready.wait(WAITS)
            wait([later], WAITS)
            assert not later.done()
            publication.publish_draft(tx, "admin0", now, Choice(moves={"staff": "senior"}), NOW)
        wait([later])
    return later


def test_nobody_sets_a_level_as_their_target_while_it_goes(admins: House) -> None:
    admins.person("ana", level="senior")
    later = while_publishing(admins, lambda tx: people.set_target(tx, "ana", "staff"))
    assert isinstance(later.exception(), Invalid)
    with admins.database.read(admins.id) as tx:
        assert people.get(tx, "ana").target is None


def test_a_roster_puts_nobody_on_a_level_that_goes_meanwhile(admins: House) -> None:
    roster = parse(b"slack_id,level\nU0ANA,staff\n")

    def take(tx: Tx) -> object:
        workspaces.hold_ladder(tx)
        return importing.apply(tx, roster, workspaces.current_ladder(tx))

    applied = while_publishing(admins, take).result()
    assert isinstance(applied, importing.Applied)
    assert "This ladder has no level “staff”" in applied.problems[0].what
    with admins.database.read(admins.id) as tx:
        assert people.get(tx, "U0ANA").level is None


def test_whoever_came_to_a_level_since_the_review_is_not_left_on_it(admins: House) -> None:
    with admins.database.write(admins.id) as tx:
        drafts.keep(tx, "admin0", WITHOUT_STAFF, "ladder.csv", NOW)
        shown = publication.proposal(tx, "admin0")
    assert not shown.levels[0].people
    admins.person("ana", level="staff")
    with pytest.raises(Invalid, match="Choose where the people on Staff go"):
        confirm(admins, "admin0", shown)
    with admins.database.read(admins.id) as tx:
        assert workspaces.latest_version(tx) == 1


def test_an_admin_who_is_none_any_more_publishes_nothing(admins: House) -> None:
    shown = bring(admins, "admin0", "Words of admin0")
    admins.set("admin0", admin=False)
    with pytest.raises(Refused, match="Only a Ladder admin"):
        confirm(admins, "admin0", shown)


def test_a_draft_that_was_replaced_is_not_published_by_the_form_of_the_first(admins: House) -> None:
    shown = bring(admins, "admin0", "First words")
    with admins.database.write(admins.id) as tx:
        drafts.keep(tx, "admin0", reworded("Other words"), "ladder.csv", NOW.replace(minute=5))
    with pytest.raises(Changed):
        confirm(admins, "admin0", shown)
