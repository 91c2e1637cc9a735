"""Wins that their owners show to colleagues, below the answer to `/ladder prove`."""

from handlers import ids
from ladder.people.access import reads_of
from ladder.store.values import Visibility
from tests.office import ANA, BEN, ZOE, Office


def press(office: Office, person: str, action: str) -> str:
    """Presses a button below the person's latest win; returns the answer."""
    shown = office.slack.command(person, "/ladder wins").messages[-1]
    return str(office.slack.click(person, action, message=(shown.channel, shown.ts)).messages[-1].text)


def test_a_volunteered_win_stands_below_the_proof_for_everyone_but_its_owner(office: Office) -> None:
    office.win(ANA, "Led the move to the new queue", competencies=("leadership",), outcome="No lost orders since")
    assert "Led the move" not in office.ask(BEN, "prove leadership")
    assert "with your name" in press(office, ANA, ids.SHOW_EXAMPLE)
    said = office.ask(BEN, "prove leadership")
    assert "What colleagues chose to show as examples" in said
    assert "Ana Lima, Sep 14, 2026: Led the move to the new queue What changed: No lost orders since" in said
    assert "as an example" in office.ask(ANA, "wins")
    assert "What colleagues" not in office.ask(ANA, "prove leadership")
    assert "Led the move" in office.ask(ZOE, "prove leadership")


def test_reading_it_stands_in_its_owners_ledger(office: Office) -> None:
    office.win(ANA, competencies=("leadership",))
    press(office, ANA, ids.SHOW_EXAMPLE)
    office.ask(BEN, "prove leadership")
    with office.database.read(office.team) as tx:
        assert [(one.reader, one.what) for one in reads_of(tx, ANA, 99)] == [(BEN, "example")]


def test_it_can_be_taken_back(office: Office) -> None:
    office.win(ANA, competencies=("leadership",))
    press(office, ANA, ids.SHOW_EXAMPLE)
    assert "No longer an example" in press(office, ANA, ids.HIDE_EXAMPLE)
    assert "What colleagues" not in office.ask(BEN, "prove leadership")


def test_a_private_win_is_not_offered(office: Office) -> None:
    office.win(ANA, competencies=("leadership",), visibility=Visibility.PRIVATE)
    shown = office.slack.command(ANA, "/ladder wins").messages[-1]
    assert ids.SHOW_EXAMPLE not in str(shown.blocks)


def test_what_people_typed_is_shown_as_typed(office: Office) -> None:
    office.win(ANA, "Fixed <!channel> for *good* & <@U0BEN>", competencies=("leadership",))
    press(office, ANA, ids.SHOW_EXAMPLE)
    said = office.ask(BEN, "prove leadership")
    assert "<!channel>" not in said
    assert "&lt;!channel&gt; for *good* &amp;" in said
