"""Somebody at the app: acts, and writes down what they see."""

import re
from dataclasses import dataclass, field
from typing import Any

from bot.playground.people.outcome import ActOutcome
from bot.playground.world.values import Message
from tests.inventory.screen import lines_of, modal_lines
from tests.office import Office

_PLACE = re.compile(r"/p\d{16}")  # a message's time to the microsecond


@dataclass
class Player:
    """Plays scenes in an office; `pages` is what was seen, as Markdown lines."""

    office: Office
    pages: list[str] = field(default_factory=list)
    last: Message | None = None

    def chapter(self, title: str) -> None:
        self.pages += [f"# {title}", ""]

    def asks(self, person: str, words: str = "", note: str = "") -> None:
        """Somebody types `/ladder …`."""
        self._tell(f"`/ladder {words}`".replace(" `", "`"), note)
        self._show(person, self.office.slack.command(person, f"/ladder {words}".strip()))

    def presses(self, person: str, action: str, note: str, value: str | None = None) -> None:
        """Somebody presses a button below the last answer."""
        assert self.last is not None
        self._tell(f"presses *{note}*")
        place = self.last.channel, self.last.ts
        self._show(person, self.office.slack.click(person, action, place, value=value))

    def presses_at_home(self, person: str, action: str, note: str) -> None:
        home = self.office.slack.home(person).home
        assert home is not None
        self._tell(f"presses *{note}* on Home")
        self._show(person, self.office.slack.click(person, action, view=home.id))

    def presses_in_modal(self, person: str, action: str, note: str) -> None:
        self._tell(f"presses *{note}*")
        self._show(person, self.office.slack.click(person, action, view=self.office.modal(person).id))

    def submits(self, person: str, note: str, **values: Any) -> None:
        """Somebody sends off the form in front of them."""
        self._tell(note)
        self._show(person, self.office.slack.submit(person, self.office.modal(person).id, values))

    def logs_message(self, person: str, place: tuple[str, str], note: str) -> None:
        """ "Log as win" on a message."""
        self._tell(note)
        self._show(person, self.office.slack.shortcut(person, "log_win_from_message", place))

    def shortcut(self, person: str, note: str) -> None:
        self._tell(note)
        self._show(person, self.office.slack.shortcut(person, "log_win"))

    def opens_home(self, person: str, note: str) -> None:
        home = self.office.slack.home(person).home
        self._tell(note)
        self._lines(lines_of(home.body["blocks"]) if home else ["(nothing)"])

    def reads(self, person: str, note: str) -> None:
        """The latest direct message of the app's to somebody, as its `text` and its buttons."""
        self._tell(note)
        self._lines(lines_of(self.office.reads(person)[-1].blocks))

    def closes(self, person: str) -> None:
        for view in reversed(self.office.slack.workspace.stack(person)):
            self.office.slack.close(person, view.id)

    def _tell(self, heading: str, note: str = "") -> None:
        self.pages += [f"## {heading}{f' – {note}' if note else ''}", ""]

    def _show(self, person: str, outcome: ActOutcome) -> None:
        new = [message for message in outcome.messages if message.user == self.office.slack.bot_user_id]
        if outcome.error:
            self._lines([f"(Slack says: {outcome.error})"])
        if outcome.errors:
            self._lines([f"✗ {field}: {problem}" for field, problem in outcome.errors.items()])
        elif new:
            self.last = new[-1]
            for message in new:
                self._lines(lines_of(message.blocks) or message.text.splitlines())
        elif outcome.views:
            self._lines(modal_lines(outcome.views[-1].body))
        elif outcome.home:
            self._lines(lines_of(outcome.home.body["blocks"]))

    def _lines(self, lines: list[str]) -> None:
        told = [_PLACE.sub("/p…", line) for line in lines]
        self.pages += [*(f"> {line}" if line else ">" for line in told), ""]
