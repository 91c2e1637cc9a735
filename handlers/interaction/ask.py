"""One question from a person, whatever they pressed or typed; and the ways its answer can go back."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk import WebClient

from handlers import ids, limits
from handlers.blocks import Block, context, fitting, modal
from handlers.interaction.response_url import taken
from handlers.interaction.services import Services
from handlers.message import Message, note
from handlers.text import escape
from ladder.errors import Refused

_MORE = "There is more than Slack shows in one window. `/ladder search` finds any line of it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Who asks, with what: the workspace and the user that Slack's signature vouches for, with the name Slack gives
    them; `rest` is the text after a command's word, or the value of a button."""

    services: Services
    client: WebClient
    team: str
    user: str
    name: str = ""
    rest: str = ""
    trigger: str = ""
    response_url: str = ""
    view: Mapping[str, Any] | None = None

    def open_view(self, view: Block) -> None:
        """Shows a modal: in place of the one that was pressed, if there is one, else anew."""
        if self.view and self.view.get("type") == "modal":
            self.client.views_update(view_id=self.view["id"], hash=self.view["hash"], view=view)
        else:
            self.client.views_open(trigger_id=self.trigger, view=view)

    def with_rest(self, rest: str) -> "Ask":
        """The same person asking about something else."""
        return replace(self, rest=rest)


Answer = Message | None  # None: the listener has shown a modal itself
Listener = Callable[[Ask], Answer]
FormListener = Callable[[Ask, Mapping[str, Any]], dict[str, Any]]
"""Takes a submitted form's payload; returns what Slack is answered: errors in place, or the next view."""


def answer_press(ask: Ask, answer: Message, *, instead: bool = False) -> None:
    """Shows the answer to a button: below a message, privately; from Home or a modal, as a modal.

    With `instead`, it takes the place of the message whose button was pressed. Where Slack takes no answer through
    the response URL any more, a modal opens.
    """
    body = {**answer.privately, "replace_original": instead}
    if not (ask.response_url and taken(ask.response_url, body)):
        ask.open_view(as_modal(answer))


def as_modal(answer: Message, title: str = "Ladder") -> Block:
    """A message as a modal that can only be read and closed, or gone on from by its buttons."""
    shown = fitting(answer.blocks, limits.VIEW_BLOCKS)
    if len(shown) < len(answer.blocks):
        shown = [*shown[: limits.VIEW_BLOCKS - 1], context(_MORE)]
    return modal(ids.NOTICE, title, shown)


@contextmanager
def refusals_shown(ask: Ask) -> Iterator[None]:
    """Opens a refusal inside the block as a modal where no message can carry it: on Home, from the shortcuts menu."""
    try:
        yield
    except Refused as refusal:
        if ask.response_url:
            raise
        ask.open_view(as_modal(note(escape(str(refusal)))))
