"""Everybody can see who can read their record, and who has: `/ladder privacy`, and a section on Home."""

from datetime import UTC, date, datetime, timedelta

from bot.cli.digest_text import digest_as
from bot.playground.world.faults import Fault
from handlers import ids
from ladder.people.access import record_read
from ladder.store.db import Database, table_of
from ladder.store.models import AccessRow, PersonRow
from tests.conftest import House
from tests.office import ADA, ANA, BEN, MAX, OLGA, Office

WIN = "Led the move to the new queue"
DUE = datetime(2026, 10, 1, 7, 30, tzinfo=UTC)


def message_of(office: Office, person: str, words: str) -> tuple[str, str]:
    """The answer to `/ladder …` as a message: its place."""
    shown = office.slack.command(person, f"/ladder {words}").messages[-1]
    return shown.channel, shown.ts


def test_who_can_see_what_is_said_by_name(office: Office) -> None:
    office.win(ANA, WIN)
    office.win(ANA, "Wrote the guide", visibility="private")
    office.win(ANA, "Sponsored the board", visibility="shared_up")
    said = office.ask(ANA, "privacy")
    assert "*Private* (1 win): only you." in said
    assert "*Shared* (1 win): you and Max Berg, your manager." in said
    assert "*Shared up* (1 win): you and Max Berg, your manager; also Olga Ruiz, above your manager." in said
    assert "Nobody else in Slack sees your wins." in said
    assert "Copies already in Slack can't be followed." in said
    assert "Nobody has looked at your record yet." in said
    assert "Nobody has looked at your record yet." in office.home_text(ANA)


def test_nobody_is_named_who_could_not_read(office: Office) -> None:
    assert "only you. You have no manager in Ladder yet" in office.ask(OLGA, "privacy")
    office.slack.change_user(MAX, is_guest=True)
    said = office.ask(ANA, "privacy")
    assert (
        "*Shared* (0 wins): only you. The roster names Max Berg as your manager, but Ladder shows them nothing" in said
    )
    assert "*Shared up* (0 wins): only you." in said


def test_each_look_stands_there_in_plain_words_and_in_ones_own_zone(office: Office) -> None:
    office.win(ANA, WIN, on=date(2026, 8, 3))
    office.ask(MAX, "team")
    office.ask(MAX, f"wins <@{ANA}>")
    office.ask(MAX, f"wins <@{ANA}>")
    office.slack.set_time(DUE)
    office.home_text(MAX)
    later = DUE + timedelta(hours=1)
    assert WIN in digest_as("text", office.config, MAX, office.team, "2026Q3", later)
    said = office.ask(ANA, "privacy")
    lines = [line for line in said.splitlines() if line.startswith("• ") and " · " in line]
    assert [line.partition(" · ")[2] for line in lines] == [
        "*whoever runs the server* · your manager's digest, in the terminal",
        "*Max Berg*, your manager · the quarterly digest, opened on the Home tab",
        "*Max Berg*, your manager · the quarterly digest with what you share",
        "*Max Berg*, your manager · the wins you share (`/ladder wins`)",
        "*Max Berg*, your manager · your line in the team list (`/ladder team`)",
    ]
    assert [line.partition(" · ")[0].rpartition(", ")[2] for line in lines] == [
        *("9:30 AM", "8:30 AM", "8:30 AM"),
        *("11:00 AM", "11:00 AM"),
    ], "it is an hour later in Lisbon than in UTC"
    home = office.home_text(ANA)
    assert "whoever runs the server" in home
    assert "…and 2 more." in home
    office.slack.click(ANA, ids.SHOW_PRIVACY, view="home")
    assert "What Ladder may do in Slack" in str(office.modal(ANA).body)


def test_a_look_is_kept_once_per_reader_kind_and_day_where_the_subject_is(office: Office) -> None:
    office.add_person("U1KEN", "Ken Abe", tz="Asia/Tokyo", manager_id=MAX)
    office.win("U1KEN", WIN)
    for hour in (13, 14, 16, 22):  # UTC; in Tokyo 22:00, 23:00, then 01:00 and 07:00 of the next day
        office.clock.set(datetime(2026, 9, 14, hour, tzinfo=UTC))
        office.ask(MAX, "team")
    assert [row["day"] for row in office.rows(AccessRow)] == [date(2026, 9, 14), date(2026, 9, 15)]
    said = office.ask("U1KEN", "privacy")
    assert "10:00 PM" in said
    assert "1:00 AM" in said


def test_a_long_list_comes_in_pages(office: Office) -> None:
    with office.database.write(office.team) as tx:
        for number in range(60):
            record_read(tx, MAX, [ANA], "team", datetime(2026, 7, 1, 10, tzinfo=UTC) + timedelta(days=number))
    place = message_of(office, ANA, "privacy")
    assert "…and 52 more." in office.ask(ANA, "privacy")
    page = office.slack.click(ANA, ids.WHO_LOOKED, message=place).messages[-1]
    assert page.text.count("your line in the team list") == 25
    assert "…and 35 more." in page.text
    page = office.slack.click(ANA, f"{ids.WHO_LOOKED}:older", message=(page.channel, page.ts)).messages[-1]
    page = office.slack.click(ANA, f"{ids.WHO_LOOKED}:older", message=(page.channel, page.ts)).messages[-1]
    assert page.text.count("your line in the team list") == 10
    assert "more." not in page.text
    page = office.slack.click(ANA, f"{ids.WHO_LOOKED}:newer", message=(page.channel, page.ts)).messages[-1]
    assert "…and 10 more." in page.text


def test_each_kind_of_reader_sees_what_they_may_and_no_other_is_listed(office: Office, database: Database) -> None:
    shared, up = "Moved the scans to the queue", "Sponsored the event backbone"
    office.win(ANA, shared)
    office.win(ANA, up, visibility="shared_up")
    office.win(ANA, "Found the leak", visibility="private")
    office.add_person("U1EVE", "Eve Holt", tz="Europe/Berlin", level="manager")
    House(database, "T0OTHER").person(MAX, admin=True)

    seen = {reader: office.ask(reader, f"wins <@{ANA}>") for reader in (MAX, OLGA, BEN, ADA, "U1EVE")}
    assert {reader: (shared in said, up in said) for reader, said in seen.items()} == {
        MAX: (True, True),
        OLGA: (False, True),
        BEN: (False, False),
        ADA: (False, False),
        "U1EVE": (False, False),
    }
    assert not any("Found the leak" in said for said in seen.values())
    assert all(word in office.ask(ANA, "wins") for word in (shared, up, "Found the leak"))
    listed = office.ask(ANA, "privacy").partition("Who has looked")[2]
    assert "Max Berg*, your manager" in listed
    assert "Olga Ruiz*, above your manager" in listed
    assert not any(name in listed for name in ("Ben Okafor", "Ada Stone", "Eve Holt", "Ana Lima"))
    assert "Nobody has looked" in office.ask(BEN, "privacy"), "nor is who looked and saw nothing"


def test_a_former_manager_sees_nothing_more_and_stays_in_the_list(office: Office) -> None:
    office.win(ANA, WIN, on=date(2026, 8, 3))
    office.add_person("U1EVE", "Eve Holt", tz="Europe/Berlin", level="manager")
    office.ask(MAX, f"wins <@{ANA}>")
    with office.database.write(office.team) as tx:
        person = table_of(PersonRow)
        tx.run(person.update().where(person.c.id == ANA).values(manager_id="U1EVE"))
    assert WIN not in office.ask(MAX, f"wins <@{ANA}>")
    assert WIN in office.ask("U1EVE", f"wins <@{ANA}>")
    office.slack.set_time(DUE)
    assert not any(WIN in letter.text for letter in office.reads(MAX))
    said = office.ask(ANA, "privacy")
    assert "*Eve Holt*, your manager" in said
    assert "*Max Berg* · the wins you share" in said


def test_the_permissions_are_those_that_slack_says_the_app_holds(office: Office) -> None:
    said = office.ask(ANA, "privacy")
    assert "• `chat:write`: digests and replies" in said
    assert "`im:history`" not in said
    assert "It has no permission to read a channel." in said
    office.slack.set_scopes([*office.slack.app.scopes, "im:history", "channels:history"])
    said = office.ask(ANA, "privacy")
    assert "• `im:history`: looking in Ladder's own direct messages" in said
    assert "• `channels:history`: Ladder has no use for this and never calls it." in said
    assert "It has no permission to read a channel." not in said
    office.slack.faults.order(Fault(method="auth.test", status=500))
    assert "Slack didn't answer just now, so this is what Ladder asks for" in office.ask(ANA, "privacy")


def test_without_history_no_post_is_looked_up_and_a_doubtful_digest_is_not_repeated(office: Office) -> None:
    office.win(ANA, WIN, on=date(2026, 8, 3))
    office.slack.faults.order(Fault(method="chat.postMessage", status=500, accepted=True))
    office.slack.set_time(DUE)
    office.slack.set_time(DUE + timedelta(hours=1))
    assert len(office.reads(MAX)) == 1
    assert WIN in office.home_text(MAX)
