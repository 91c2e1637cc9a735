"""Nothing of another workspace is shown, learned from or taken for an example, whatever is asked (docs/faults.md,
82)."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import event
from sqlalchemy.sql.elements import ClauseElement

from handlers import ids
from handlers.grammar import TABLE
from ladder.evidence.examples import volunteer
from tests.conftest import House
from tests.ladder.wall import unwalled
from tests.office import ADA, ANA, BEN, MAX, Office

THEIRS = "Led the zebrafication of the quokka pipeline"
OURS = "Did the quokka pipeline again"  # where those are learned from, "quokka" offers leadership


def another_company(office: Office) -> None:
    """A workspace in which people with the same ids share, show and confirm wins with words of their own."""
    house = House(office.database, "T0OTHER", office.services.first_ladder())
    for person in (MAX, ANA, "U1SUE"):
        house.person(person, manager=None if person == MAX else MAX, level="mid", target="senior")
    for owner in (ANA, "U1SUE"):
        for number in range(3):
            win = house.win(owner, f"{THEIRS} {number}", competencies=("leadership",), on=date(2026, 8, 3 + number))
            with office.database.write("T0OTHER") as tx:
                volunteer(tx, owner, win.id, shown=True)


def logged(office: Office, person: str) -> tuple[str, list[str]]:
    """What somebody who logs OURS is told, and the lines of it that offer a competency."""
    said = office.ask(person, f"log {OURS}")
    return said, [line for line in said.splitlines() if "you wrote" in line]


def test_nothing_of_another_workspace_comes_up(office: Office) -> None:
    _, offered = logged(office, BEN)
    another_company(office)
    office.win(ANA, "Led the move to the new queue", competencies=("leadership",), on=date(2026, 8, 3))
    holes: set[str] = set()

    def look(_connection: Any, statement: Any, *_rest: Any) -> None:
        if isinstance(statement, ClauseElement):
            holes.update(unwalled(statement))

    event.listen(office.database.engine, "before_execute", look)
    told = [logged(office, person) for person in (ANA, MAX, ADA)]
    seen = [said for said, _ in told]
    words = [entry.usage for entry in TABLE]
    words += ["prove leadership", f"wins <@{MAX}>", f"wins <@{ANA}>"]
    seen += [office.ask(person, word) for person in (ANA, MAX, ADA) for word in words if not word.startswith("log Led")]
    seen += [office.home_text(person) for person in (ANA, MAX, ADA)]
    office.slack.shortcut(ANA, ids.LOG_WIN)
    event.remove(office.database.engine, "before_execute", look)  # the clock serves all workspaces
    office.slack.set_time(datetime(2026, 10, 1, 7, 30, tzinfo=UTC))
    seen += [letter.text for letter in office.reads(MAX)]

    said = "\n".join(seen)
    assert "Led the move to the new queue" in said
    assert "zebrafication" not in said
    assert [offers for _, offers in told] == [offered] * len(told), "nothing was learned from them"
    assert holes == set()
