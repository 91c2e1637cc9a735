"""A report that no message holds goes on in the next one, and Home has a button for what it has no room for."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta

from bot.playground.world.faults import Fault
from handlers import ids
from handlers.packing import unpack
from ladder.delivery import queue
from ladder.framework.model import Competency, Ladder, Level
from ladder.people import workspaces
from ladder.store.db import table_of
from ladder.store.models import PersonRow
from tests.office import ANA, MAX, MONDAY, Office, view_text

DUE = datetime(2026, 10, 1, 7, 30, tzinfo=UTC)
NAMES = [f"C{number} {'and what else is asked of you there ' * 9}"[:300] for number in range(40)]
_id = table_of(PersonRow).c.id
_NAME = re.compile(r"\bC(\d+) and")


def publish(office: Office, *names: str) -> None:
    """A ladder of these competencies."""
    ladder = Ladder(
        id="other",
        name="Another ladder",
        levels=(Level(id="mid", name="Mid"), Level(id="senior", name="Senior", rank=1)),
        competencies=tuple(Competency(id=f"c{n}", name=name, order=n) for n, name in enumerate(names)),
        expectations=(),
    )
    with office.database.write(office.team) as tx:
        workspaces.publish(tx, ladder, MONDAY)


def a_report_with_much_to_say(office: Office) -> None:
    """Forty competencies with names of 300 characters; Ana has 60 wins in the quarter."""
    publish(office, *NAMES)
    for number in range(60):
        office.win(ANA, f"Win {number:02d}", on=date(2026, 7 + number % 3, 10), competencies=(f"c{number % 35}",))


def a_large_team(office: Office, people: int) -> None:
    publish(office, "Craft")
    for number in range(people):
        office.add_person(f"U1{number:04d}", f"Person {number:02d}", level="mid", manager_id=MAX)
        office.win(f"U1{number:04d}", f"Moved the scans of house {number}", on=date(2026, 8, 3))


def named(*texts: str) -> Counter[str]:
    return Counter(name for text in texts for name in _NAME.findall(text))


def test_every_competency_of_a_long_report_stands_in_exactly_one_message(office: Office) -> None:
    a_report_with_much_to_say(office)
    office.slack.set_time(DUE)
    letters = office.reads(MAX)
    assert len(letters) > 1
    assert {letter.thread_ts for letter in letters[1:]} == {letters[0].ts}
    assert all(letter.blocks for letter in letters), "none of them fell back to plain text"
    lines = [line for letter in letters for line in letter.text.split("\n") if "A panel would ask" not in line]
    assert named(*[line for line in lines if "New: " not in line]).keys() == {str(n) for n in range(40)}
    assert max(named(*[line for line in lines if "New: " not in line]).values()) == 1
    assert "*Ana Lima*, continued" in letters[1].text
    assert not any("one message holds" in letter.text for letter in letters)


def test_each_report_stands_in_one_message_though_the_team_changes_between_two(office: Office) -> None:
    a_large_team(office, 40)
    office.slack.faults.order(Fault(method="chat.postMessage", delay=0.01))  # the first part arrives
    office.slack.faults.order(Fault(method="chat.postMessage", error="restricted_action"))
    office.slack.set_time(DUE)
    assert len(office.reads(MAX)) == 1
    for number in range(5):  # who joins comes before all others, were the parts made anew
        office.add_person(f"U0{number:04d}", f"Newcomer {number}", level="mid", manager_id=MAX)
    with office.database.write(office.team) as tx:
        tx.connection.execute(table_of(PersonRow).update().where(_id == "U10039").values(manager_id=None))
        queue.resume(tx)
    office.slack.set_time(DUE + timedelta(hours=2))
    told = "\n".join(letter.text for letter in office.reads(MAX))
    assert [told.count(f"*Person {number:02d}*") for number in range(40)] == [1] * 39 + [0]


def read_on(office: Office) -> str:
    """What Home says, and every page behind its button."""
    pages = [office.home_text(MAX)]
    office.slack.click(MAX, ids.DIGEST_REST, view="home")
    pages.append(view_text(office.modal(MAX)))
    while value := _rest(office):
        office.slack.click(MAX, ids.DIGEST_REST, view=office.modal(MAX).id)
        pages.append(view_text(office.modal(MAX)))
        assert len(pages) < 20, value
    return "\n".join(pages)


def _rest(office: Office) -> dict[str, object]:
    blocks = office.modal(MAX).body["blocks"]
    buttons = [one for block in blocks if block["type"] == "actions" for one in block["elements"]]
    return next((unpack(one["value"]) for one in buttons if one["action_id"] == ids.DIGEST_REST), {})


def test_home_shows_everybody_of_a_large_team_once(office: Office) -> None:
    a_large_team(office, 60)
    office.slack.set_time(DUE)
    told = read_on(office)
    assert [told.count(f"*Person {number:02d}*") for number in range(60)] == [1] * 60
    assert [told.count(f"scans of house {number} ") for number in range(60)] == [1] * 60
    letters = "\n".join(letter.text for letter in office.reads(MAX))
    assert [letters.count(f"*Person {number:02d}*") for number in range(60)] == [1] * 60


def test_home_shows_the_whole_of_a_long_report(office: Office) -> None:
    a_report_with_much_to_say(office)
    office.slack.set_time(DUE)
    letters = "\n".join(letter.text for letter in office.reads(MAX))
    _, _, digest = office.home_text(MAX).partition("Your team in Q")  # above it, Max's own card names them too
    assert named(digest) == named(letters)


def test_a_page_that_was_cut_off_meanwhile_says_so(office: Office) -> None:
    a_large_team(office, 50)
    office.slack.set_time(DUE)
    office.slack.home(MAX)
    with office.database.write(office.team) as tx:
        tx.connection.execute(table_of(PersonRow).update().values(manager_id=None))
    office.slack.click(MAX, ids.DIGEST_REST, view="home")
    assert "got shorter" in view_text(office.modal(MAX))
