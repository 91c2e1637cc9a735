"""What Slack did not open comes as a message with the button that opens it: never silence (docs/faults.md, 40)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from handlers.errors import SLACK_ERRORS, not_opened
from handlers.interaction.ask import Ask
from handlers.interaction.visit import writing
from ladder.delivery import queue
from ladder.delivery.queue import NewDelivery

PRESS_AGAIN = "press_again"
_LONGEST = 64  # what a delivery can say of itself


@contextmanager
def offered(ask: Ask, action: str) -> Iterator[None]:
    """What a button on the Home tab should have opened inside the block, and Slack did not open, is offered again by
    direct message. In a message or a modal the button is still in front of the person, so there the error goes on."""
    try:
        yield
    except SLACK_ERRORS as error:
        about = f"{ask.trigger[-8:]}|{action}|{ask.rest}"
        elsewhere = ask.response_url or (ask.view or {}).get("type") == "modal"
        if elsewhere or len(about) > _LONGEST or not not_opened(error):
            raise
        offer(ask, PRESS_AGAIN, about)


def offer(ask: Ask, kind: str, about: str) -> None:
    """Writes the message that offers it again: it helps for a day."""
    with writing(ask) as visit:
        soon = visit.now + timedelta(days=1)
        again = NewDelivery(recipient=visit.me.id, kind=kind, period=about[:_LONGEST], due_at=visit.now, not_after=soon)
        queue.enqueue(visit.tx, again)
