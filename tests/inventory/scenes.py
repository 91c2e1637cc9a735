"""What people do, in the order in which they would: the typical things, the long ones,
and the empty, refused and extreme ones."""

from datetime import UTC, datetime

from handlers import ids
from ladder.store.values import Number, NumberSource, Role, Scope, Visibility
from tests.inventory.player import Player
from tests.office import ADA, ANA, BEN, GENERAL, LEADS, MAX, OLGA, ZOE, Office

SHEET = (
    b"Level,Delivery,Care\nJunior,Finishes tasks,Asks for help\nMid,Owns features,Reviews code\nSenior,Leads,Mentors\n"
)
LIST = "# March 2026\n* [x] Moved billing to the new queue\n* [ ] Wrote the runbook\n* Mentored Ben"
QUARTER = datetime(2026, 10, 1, 7, 30, tzinfo=UTC)


def typical(office: Office) -> Player:
    """An engineer, a manager and an admin in the third quarter, and the digest at its end."""
    player = Player(office)
    _record(office)
    _asking(player)
    _logging(player)
    _owning(player)
    _managing(player)
    _administering(player)
    _the_quarter_ends(player)
    return player


def long(office: Office) -> Player:
    """Typical too, but long, or nearly like another: they would hide the rest from who reads top to bottom."""
    player = Player(office)
    _record(office)
    _long(player)
    return player


def edges(office: Office) -> Player:
    """A newcomer, people without a manager, words nobody knows, and what is refused."""
    player = Player(office)
    _newcomers(player)
    _unknown_words(player)
    _doubts(player)
    _refusals(player)
    return player


def _record(office: Office) -> None:
    led = {"role": Role.LED, "scope": Scope.SEVERAL_TEAMS, "links": ("https://example.com/pr/7",), "witnesses": (BEN,)}
    number = Number(value="28", unit="minutes per deploy", source=NumberSource.MEASURED)
    shared = {"visibility": Visibility.SHARED}
    office.win(
        ANA,
        "Led the storage migration without downtime",
        on=datetime(2026, 4, 14, tzinfo=UTC).date(),
        outcome="Deploys take twelve minutes, not forty",
        competencies=("risk_reduction",),
        number=number,
        **led,
        **shared,
    )
    office.win(
        ANA,
        "Wrote the retry standard three teams adopted",
        on=datetime(2026, 8, 4, tzinfo=UTC).date(),
        competencies=("risk_reduction", "team_influence"),
        **shared,
    )


def _asking(player: Player) -> None:
    player.chapter("Asking the ladder")
    player.asks(ANA, "help")
    player.asks(ANA)
    player.asks(ANA, "senior", "Ana's target")
    player.presses(ANA, ids.SHOW_RULES, "How promotion is decided")
    player.asks(ANA, "next")
    player.asks(ANA, "prove risk reduction")
    player.asks(ANA, "search outage")
    player.asks(ANA, "paths")
    player.asks(ANA, "focus security")
    player.asks(ANA, "grow")


def _logging(player: Player) -> None:
    office = player.office
    player.chapter("Logging a win")
    player.asks(ANA, "log Mentored Ben through his first on-call week")
    player.presses(ANA, ids.UNDO_WIN, "Undo")
    mine = office.post(ANA, "Cut the nightly label job from two hours to ten minutes")
    player.logs_message(ANA, mine, "*Log as win* on a message of one's own")
    player.submits(ANA, "sends the form as it is")
    theirs = office.post(BEN, "Huge thanks to Ana for unblocking the release yesterday")
    player.logs_message(ANA, theirs, "*Log as win* on somebody else's message")
    player.closes(ANA)
    player.asks(ANA, "log Led the storage migration without downtime", "the same words, months later")
    player.asks(ANA, "log Led the storage migration without downtime.", "and again, a moment later")
    player.asks(ANA, f"log {LIST}", "a list")


def _owning(player: Player) -> None:
    player.chapter("My record")
    player.asks(ANA, "wins")
    player.asks(ANA, "wins Q2")
    player.asks(ANA, "settings")
    player.opens_home(ANA, "Home of an engineer")


def _managing(player: Player) -> None:
    player.chapter("A manager")
    player.asks(MAX)
    player.asks(MAX, "team")
    player.asks(MAX, "wins Ana")
    player.opens_home(MAX, "Home of a manager")
    player.asks(ANA, "privacy", "after Max looked")


def _administering(player: Player) -> None:
    player.chapter("An admin")
    player.opens_home(ADA, "Home of an admin")
    player.asks(ADA, "ladder")
    player.asks(ADA, "settings")
    player.closes(ADA)
    player.asks(ADA, "ladder import")
    player.closes(ADA)


def _the_quarter_ends(player: Player) -> None:
    player.chapter("The quarter ends")
    player.office.move_to(QUARTER)
    player.reads(MAX, "Max's digest")
    player.opens_home(MAX, "Home of a manager with a digest")


def _long(player: Player) -> None:
    office = player.office
    player.chapter("Long, or nearly like another")
    player.asks(ANA, "compare mid senior")
    player.asks(ANA, "privacy")
    mine = office.post(ANA, "Cut the nightly label job from two hours to ten minutes")
    player.logs_message(ANA, mine, "*Log as win* on a message of one's own")
    player.submits(ANA, "sends the form as it is")
    player.logs_message(ANA, mine, "*Log as win* on the same message again")
    player.closes(ANA)
    player.logs_message(ANA, office.post(MAX, "Ana's design was accepted", LEADS), "*Log as win* in a private channel")
    player.closes(ANA)
    player.asks(ADA, "ladder import")
    file = office.slack.upload(ADA, "ladder.csv", SHEET)
    player.submits(ADA, "gives a spreadsheet", **{ids.FILE: [file.id]})
    player.closes(ADA)


def _newcomers(player: Player) -> None:
    player.chapter("The first visit")
    player.opens_home(ZOE, "Home of somebody who is on no roster")
    player.asks(ZOE)
    player.asks(ZOE, "next")
    player.asks(ZOE, "wins")
    player.asks(ZOE, "grow")
    player.asks(ZOE, "privacy")
    player.asks(ZOE, "log Fixed the flaky date test in the invoice suite")
    player.asks(ZOE, "team")
    player.asks(OLGA, "next", "at the top of a track")
    player.shortcut(ZOE, "*Log a win* in the shortcuts menu")
    player.closes(ZOE)


def _unknown_words(player: Player) -> None:
    player.chapter("Words nobody knows")
    player.asks(ANA, "seniro")
    player.asks(ANA, "wombat")
    player.asks(ANA, "compare mid wombat")
    player.asks(ANA, "prove wombat")
    player.asks(ANA, "search wombat")
    player.asks(ANA, "focus wombat")
    player.asks(ANA, "wins wombat")
    player.asks(ANA, "wins Max", "somebody who does not report to Ana")
    player.asks(ANA, "level <!channel>")
    player.asks(ANA, "compare mid mid")
    player.asks(ANA, "ladder import", "not an admin")


def _doubts(player: Player) -> None:
    office = player.office
    player.chapter("Seen before, and small talk")
    player.asks(BEN, "log test")
    player.asks(BEN, "log Paired with Ana on the address form")
    player.asks(BEN, "log Paired with Ana on the address form!", "nearly the same, the same day")
    app = office.slack.message_from_slack(
        GENERAL, {"bot_id": "B0PIPE", "username": "Pipeline", "text": "Build 7 passed"}
    )
    place = app.messages[-1].channel, app.messages[-1].ts
    player.logs_message(BEN, place, "*Log as win* on an app's message")
    player.closes(BEN)


def _refusals(player: Player) -> None:
    office = player.office
    player.chapter("What is refused")
    player.shortcut(BEN, "*Log a win*")
    player.submits(BEN, "sends a form with a mistake", **{ids.TEXT: "Fixed it", ids.LINKS: "not a link"})
    player.closes(BEN)
    player.asks(BEN, "log " + "word " * 700, "3,500 characters")
    office.slack.add_user("U0GUEST", "guest", real_name="A Guest", is_guest=True)
    player.asks("U0GUEST", "senior", "a guest")
    player.opens_home("U0GUEST", "Home of a guest")
