"""Line 15: suggestions learn from shared wins alone, and a word only once two owners confirmed it."""

from handlers import ids
from ladder.evidence import record
from ladder.store.values import Visibility
from tests.office import ANA, BEN, MAX, Office

GUESS = "Agreed the severance and the layoffs"


def told(office: Office) -> str:
    """What Ben is told when he logs his guess, and takes it back."""
    said = office.slack.command(BEN, f"/ladder log {GUESS}").messages[-1]
    office.slack.click(BEN, ids.UNDO_WIN, message=(said.channel, said.ts))
    return said.text.replace(GUESS, "…")


def agreed(office: Office, person: str, visibility: Visibility, times: int = 12) -> None:
    for number in range(times):
        words = f"Agreed the severance of case {number}, and the layoffs"
        office.win(person, words, competencies=("business_contribution",), visibility=visibility)
        office.win(person, f"Wrote guide {number}", competencies=("team_influence",), visibility=visibility)


def test_a_private_win_answers_no_guess(office: Office) -> None:
    before = told(office)
    agreed(office, ANA, Visibility.PRIVATE)
    agreed(office, MAX, Visibility.PRIVATE)
    assert told(office) == before


def test_a_shared_word_answers_once_two_owners_confirmed_it(office: Office) -> None:
    agreed(office, ANA, Visibility.SHARED)
    assert "severance" not in told(office)
    agreed(office, MAX, Visibility.SHARED)
    assert "severance" in told(office)


def test_what_is_made_private_later_is_forgotten(office: Office) -> None:
    before = told(office)
    agreed(office, ANA, Visibility.SHARED)
    agreed(office, MAX, Visibility.SHARED)
    assert told(office) != before
    hide_all(office)
    assert told(office) == before


def hide_all(office: Office) -> None:
    now = office.clock.now()
    for person in (ANA, MAX):
        for win in office.wins_of(person):
            with office.database.write(office.team) as tx:
                record.show_to(tx, person, win.id, Visibility.PRIVATE, now)
