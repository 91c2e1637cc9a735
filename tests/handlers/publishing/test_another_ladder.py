"""Another ladder in place of the one that people live with: everything they can ask is answered, by its words."""

import pytest

from handlers import ids
from handlers.message import as_text
from handlers.views.digest import digest_messages
from ladder.calendar.dates import parse_quarter
from ladder.digest.reading import digest_for
from ladder.formats.yaml.form import builtin
from ladder.people import people, workspaces
from ladder.publishing.templates import TEMPLATES
from tests.handlers.publishing.test_bringing import open_form, questions, submit, version
from tests.office import ADA, MAX, Office, view_text

pytestmark = pytest.mark.slow

OTHERS = [one.key for one in TEMPLATES if one.key != "builtin"]
ASKED = ["", "next", "wins", "team", "paths", "focus", "grow", "compare", "prove", "ladder", "help", "search code"]


@pytest.fixture
def crowd(office: Office) -> Office:
    """Somebody on every level, aiming at the one after it, with a win for every competency."""
    ladder = builtin()
    for place, level in enumerate(ladder.levels):
        person = f"U0P{place}"
        target = level.next[0] if level.next else None
        office.add_person(person, f"Person {place}", level=level.id, target=target, manager_id=MAX)
        for competency in ladder.competencies:
            office.win(person, f"Did {competency.name}", competencies=(competency.id,))
    return office


def everything_answers(office: Office, person: str) -> None:
    """Whatever somebody asks is answered without a fault of ours."""
    for words in ASKED:
        said = office.ask(person, words)
        assert said
        assert "went wrong on our side" not in said, words
    with office.database.read(office.team) as tx:
        ladder, me = workspaces.current_ladder(tx), people.get(tx, person)
    for level in ladder.levels:
        assert "went wrong" not in office.ask(person, level.name)
    for one in (*ladder.competencies[:3], *builtin().competencies[:3]):
        assert "went wrong" not in office.ask(person, f"prove {one.name}")
    assert me.level in {None, *ladder.level_by_id}
    office.home_text(person)


def digest(office: Office) -> str:
    """Max's digest of this quarter."""
    with office.database.read(office.team) as tx:
        found = digest_for(tx, MAX, parse_quarter("2026-Q3", 1))
        return "\n".join(as_text(one.blocks) for one in digest_messages(found, workspaces.current_ladder(tx)))


@pytest.mark.parametrize("other", OTHERS)
def test_every_question_is_answered_after_another_ladder_is_published(crowd: Office, other: str) -> None:
    open_form(crowd)
    submit(crowd, **{ids.TEMPLATE: other})
    asked = questions(crowd, ids.MOVE)
    assert asked
    assert "version 2" in submit(crowd, **dict.fromkeys(asked, "0"))
    for person in ("U0P0", "U0P4", "U0P9", MAX, ADA):
        everything_answers(crowd, person)
    assert "The ladder has changed" not in crowd.home_text("U0P0")
    assert "(no longer in the ladder)" in crowd.ask("U0P0", "wins")
    assert "Person 3" in digest(crowd)


def test_and_back_again_the_old_evidence_counts_once_more(crowd: Office) -> None:
    for template in ("quickstart", "builtin"):
        open_form(crowd)
        submit(crowd, **{ids.TEMPLATE: template})
        submit(crowd, **dict.fromkeys(questions(crowd, ids.MOVE), "0"))
    assert version(crowd) == 3
    said = crowd.ask("U0P4", "wins")
    assert "Shows: Leadership" in said
    assert "no longer in the ladder" not in said
    everything_answers(crowd, "U0P4")


def test_levels_and_targets_that_no_ladder_has_are_no_obstacle(crowd: Office) -> None:
    crowd.add_person("U0LOST", "Lost One", level="gone", target="gone too", track="gone", manager_id=MAX)
    crowd.win("U0LOST", competencies=("leadership",))
    for words in ASKED:
        assert "went wrong" not in crowd.ask("U0LOST", words), words
    crowd.home_text("U0LOST")
    assert "went wrong" not in crowd.ask(MAX, "team")
    assert "Lost One" in digest(crowd)
    crowd.slack.home(ADA)
    crowd.slack.click(ADA, ids.LADDER_USE, view="home")
    assert view_text(crowd.modal(ADA))
