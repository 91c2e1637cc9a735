"""A small company in the local workspace, with the real app connected: what tests of the whole product run against."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import insert, select

from bot.demo.connected import Connected
from bot.playground.people.outcome import ActOutcome
from bot.playground.world.values import Message, View
from handlers.message import as_text
from ladder.evidence import record
from ladder.people import workspaces
from ladder.store.db import table_of
from ladder.store.models import DeliveryRow, EvidenceRow, HeartbeatRow, PersonRow
from ladder.store.values import Evidence, NewWin

MONDAY = datetime(2026, 9, 14, 10, 0, tzinfo=UTC)

ANA, BEN, MAX, OLGA, ADA, ZOE = "U0ANA", "U0BEN", "U0MAX", "U0OLGA", "U0ADA", "U0ZOE"
GENERAL, LEADS = "C0GENERAL", "G0LEADS"
_PEOPLE: dict[str, dict[str, Any]] = {
    ANA: {"name": "Ana Lima", "level": "mid", "target": "senior", "manager_id": MAX, "tz": "Europe/Lisbon"},
    BEN: {"name": "Ben Okafor", "level": "junior", "manager_id": MAX, "tz": "Europe/Lisbon"},
    MAX: {"name": "Max Berg", "level": "manager", "manager_id": OLGA, "tz": "Europe/Berlin"},
    OLGA: {"name": "Olga Ruiz", "level": "executive", "tz": "America/New_York"},
    ADA: {"name": "Ada Stone", "admin": True, "tz": "Europe/London"},
}


class Office(Connected):
    """Ana (mid, aims at senior) and Ben (junior) report to Max, Max to Olga; Ada is the admin; Zoe is new to the app.

    There is a public channel, GENERAL, and a private one, LEADS. It is Monday, 14 September 2026, 10:00 UTC.
    """

    def __init__(self, database_url: str, now: datetime = MONDAY, **options: Any) -> None:
        super().__init__(database_url, now, **options)
        self.slack.transport.answer_seconds = 20.0  # what people see is asked here, not how busy the machine is
        for person, columns in _PEOPLE.items():
            self._settle(person, str(columns["name"]), str(columns["tz"]))
        self._settle(ZOE, "Zoe Adler", "Asia/Tokyo")
        self.slack.add_channel(GENERAL, "general")
        self.slack.add_channel(LEADS, "leads", [ANA, MAX], private=True)
        self._write_roster(now)

    def _settle(self, person: str, name: str, tz: str) -> None:
        short = name.split()[0].lower()
        self.slack.add_user(person, short, real_name=name, tz=tz, email=f"{short}@example.com")

    def _write_roster(self, now: datetime) -> None:
        with self.database.write(self.team) as tx:
            if workspaces.set_up(tx, self.services.first_ladder, now):
                for person in (OLGA, MAX, ANA, BEN, ADA):
                    tx.insert(PersonRow, {"id": person, **_PEOPLE[person]})

    # --- what people do and see

    def ask(self, person: str, words: str = "") -> str:
        """What `/ladder …` answers, as the person reads it."""
        return answer_text(self.slack.command(person, f"/ladder {words}".strip()))

    def post(self, person: str, text: str, channel: str = GENERAL) -> tuple[str, str]:
        """Somebody writes a message; returns its place."""
        message = self.slack.post_as(person, channel, text)
        return channel, message.ts

    def modal(self, person: str) -> View:
        """The modal in front of somebody."""
        return self.slack.workspace.stack(person)[-1]

    def reads(self, person: str) -> list[Message]:
        """The app's direct messages to somebody, oldest first."""
        channel = self.slack.workspace.dm(person, self.slack.bot_user_id)
        return list(self.slack.workspace.visible_to(person, channel.id)) if channel else []

    def home_text(self, person: str) -> str:
        """What somebody's Home tab says."""
        home = self.slack.home(person).home
        assert home is not None
        return as_text(home.body["blocks"])

    # --- what is stored

    def wins_of(self, person: str) -> tuple[Evidence, ...]:
        """Everything somebody has on record."""
        with self.database.read(self.team) as tx:
            return record.all_of(tx, person)

    def win(self, person: str, text: str = "Led the move to the new queue", **fields: Any) -> Evidence:
        """Puts a win on record; fields as in `NewWin`, `on` for its day."""
        now = self.clock.now()
        day = fields.pop("on", now.date())
        with self.database.write(self.team) as tx:
            return record.log(tx, person, NewWin(text=text, happened_on=day, **fields), now, now.date())

    def rows(self, model: Any = EvidenceRow) -> list[Mapping[str, Any]]:
        """The rows of a table as they are stored."""
        with self.database.read() as tx:
            return [dict(row) for row in tx.connection.execute(select(table_of(model))).mappings()]

    def deliveries(self) -> list[Mapping[str, Any]]:
        """The delivery rows as they are stored."""
        return self.rows(DeliveryRow)

    def heartbeats(self) -> list[Mapping[str, Any]]:
        """Which long-running processes have been up, and when."""
        return self.rows(HeartbeatRow)

    def add_person(self, person: str, name: str, tz: str = "", **columns: Any) -> None:
        """Adds somebody to the workspace and the roster."""
        self._settle(person, name, tz)
        with self.database.write(self.team) as tx:
            row = {"workspace_id": self.team, "id": person, "name": name, "tz": tz, **columns}
            tx.connection.execute(insert(table_of(PersonRow)), row)


def answer(office: Office, person: str, words: str) -> Message:
    """The message that answers `/ladder …`."""
    return office.slack.command(person, f"/ladder {words}").messages[-1]


def answer_text(outcome: ActOutcome) -> str:
    """What the app's answer says: the text of the ephemeral message, or of the error."""
    if isinstance(outcome.body, dict) and "text" in outcome.body:
        return str(outcome.body["text"])
    return outcome.error or str(outcome.body or "")


def view_text(view: View) -> str:
    """What a modal says outside of its inputs."""
    return as_text(view.body["blocks"])
