"""One's own record, what a report shares with their manager, and who may see what."""

from datetime import date

import pytest

from handlers import ids
from ladder.store.models import AccessRow
from ladder.store.values import Visibility
from tests.office import ADA, ANA, BEN, MAX, OLGA, ZOE, Office

PRIVATE, SHARED, SHARED_UP = Visibility.PRIVATE, Visibility.SHARED, Visibility.SHARED_UP


def press(office: Office, person: str, action: str) -> str:
    shown = office.slack.command(person, "/ladder wins").messages[-1]
    return office.slack.click(person, action, message=(shown.channel, shown.ts)).messages[-1].text


def test_wins_come_oldest_month_first(office: Office) -> None:
    office.win(ANA, "The second", on=date(2026, 9, 1))
    office.win(ANA, "The first", on=date(2026, 6, 1))
    said = office.ask(ANA, "wins")
    assert said.index("June 2026") < said.index("The first") < said.index("September 2026") < said.index("The second")


def test_wins_of_a_quarter(office: Office) -> None:
    office.win(ANA, "In the second quarter", on=date(2026, 6, 1))
    office.win(ANA, "In the third quarter", on=date(2026, 8, 1))
    for period in ("2026Q3", "2026 q3", "this quarter"):
        said = office.ask(ANA, f"wins {period}")
        assert "In the third quarter" in said
        assert "In the second quarter" not in said
    assert "In the second quarter" in office.ask(ANA, "wins last quarter")


def test_an_unknown_period_says_which_ones_there_are(office: Office) -> None:
    assert "isn't a period I know" in office.ask(ANA, "wins yesteryear")
    assert "“yesteryear” isn't a period or a name I know" in office.ask(MAX, f"wins <@{ANA}> yesteryear")


def test_without_wins_it_says_how_to_log_one(office: Office) -> None:
    assert "Nothing recorded yet" in office.ask(ANA, "wins")
    assert "Nothing recorded in Q1 2026" in office.ask(ANA, "wins 2026Q1")


def test_many_wins_show_the_latest_and_say_how_many_are_older(office: Office) -> None:
    for number in range(1, 21):
        office.win(ANA, f"Win number {number:02d} of many different ones {'x' * number}", on=date(2026, 8, number))
    said = office.ask(ANA, "wins")
    assert "Win number 20" in said
    assert "Win number 08" not in said
    assert "8 older wins not shown here" in said


def test_a_manager_reads_what_is_shared_and_nothing_else(office: Office) -> None:
    office.win(ANA, "Kept to herself", visibility=PRIVATE)
    office.win(ANA, "Shown to her manager", visibility=SHARED)
    office.win(ANA, "Shown further up", visibility=SHARED_UP)
    said = office.ask(MAX, f"wins <@{ANA}>")
    assert "Shown to her manager" in said
    assert "Shown further up" in said
    assert "Kept to herself" not in said
    assert "Ana Lima can see that you have looked" in said


def test_the_manager_above_reads_only_what_is_shared_up(office: Office) -> None:
    office.win(ANA, "Shown to her manager", visibility=SHARED)
    office.win(ANA, "Shown further up", visibility=SHARED_UP)
    said = office.ask(OLGA, f"wins <@{ANA}>")
    assert "Shown further up" in said
    assert "Shown to her manager" not in said


@pytest.mark.parametrize("reader", [BEN, ADA])
def test_colleagues_and_admins_read_nothing(office: Office, reader: str) -> None:
    office.win(ANA, "Shown further up", visibility=SHARED_UP)
    said = office.ask(reader, f"wins <@{ANA}>")
    assert "Shown further up" not in said
    assert "anyone whose wins you can read" in said


def test_reading_somebodys_record_is_written_to_the_ledger(office: Office) -> None:
    office.win(ANA)
    office.ask(MAX, f"wins <@{ANA}>")
    office.ask(MAX, f"wins <@{ANA}>")
    office.ask(BEN, f"wins <@{ANA}>")
    office.ask(ANA, "wins")
    assert [(row["subject_id"], row["reader_id"], row["what"]) for row in office.rows(AccessRow)] == [
        (ANA, MAX, "wins")
    ]


def test_the_team_table_is_written_to_the_ledger_too(office: Office) -> None:
    office.win(ANA)
    office.ask(MAX, "team")
    assert [(row["subject_id"], row["what"]) for row in office.rows(AccessRow)] == [(ANA, "team")]


def test_from_the_team_table_to_somebodys_wins(office: Office) -> None:
    office.win(ANA, "Shown to her manager")
    shown = office.slack.command(MAX, "/ladder team").messages[-1]
    block = next(one for one in shown.blocks if "Ana Lima" in str(one.get("text", "")))
    place = (shown.channel, shown.ts)
    said = office.slack.click(MAX, ids.SHOW_WINS, message=place, block_id=block["block_id"]).messages[-1].text
    assert "Ana Lima: shared with you" in said
    assert "Shown to her manager" in said


def test_a_win_can_be_closed_and_opened_again(office: Office) -> None:
    office.win(ANA)
    assert "Private now" in press(office, ANA, ids.HIDE_WIN)
    assert "hasn't shared anything" in office.ask(MAX, f"wins <@{ANA}>")
    assert "Max Berg can see it" in press(office, ANA, ids.SHARE_WIN)
    assert "Led the move" in office.ask(MAX, f"wins <@{ANA}>")


def test_delete_erases_a_win(office: Office) -> None:
    office.win(ANA)
    assert "Deleted" in press(office, ANA, ids.DELETE_WIN)
    assert office.rows() == []


def test_a_button_on_a_win_that_is_gone_says_so(office: Office) -> None:
    office.win(ANA)
    shown = office.slack.command(ANA, "/ladder wins").messages[-1]
    office.slack.click(ANA, ids.DELETE_WIN, message=(shown.channel, shown.ts))
    said = office.slack.click(ANA, ids.HIDE_WIN, message=(shown.channel, shown.ts)).messages[-1].text
    assert "I can't find that" in said


def test_somebody_the_workspace_does_not_know_is_not_found(office: Office) -> None:
    assert "anyone whose wins you can read" in office.ask(MAX, f"wins <@{ZOE}>")


def test_number_role_reach_and_witnesses_stand_beside_a_win(office: Office) -> None:
    office.slack.shortcut(ANA, ids.LOG_WIN)
    values = {
        "text": "Cut the build",
        "number_value": "12",
        "number_unit": "minutes",
        "number_source": "estimate",
        "role": "co_led",
        "scope": "team",
        "witnesses": [BEN],
    }
    office.slack.submit(ANA, office.modal(ANA).id, values)
    said = office.ask(ANA, "wins")
    assert "Number: 12 minutes (estimate)" in said
    assert f"co-led · team · seen by <@{BEN}>" in said


def test_a_new_manager_sees_and_the_old_one_does_not(office: Office) -> None:
    office.win(ANA, "Shown to her manager")
    from sqlalchemy import update

    from ladder.store.db import table_of
    from ladder.store.models import PersonRow

    person = table_of(PersonRow)
    with office.database.write(office.team) as tx:
        tx.connection.execute(update(person).where(person.c.id == ANA).values(manager_id=ADA))
    assert "Shown to her manager" not in office.ask(MAX, f"wins <@{ANA}>")
    assert "Shown to her manager" in office.ask(ADA, f"wins <@{ANA}>")
