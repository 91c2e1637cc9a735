"""What came of an act: what the app answered and what the person now sees, or why the act was not possible."""

from dataclasses import dataclass

from bot.playground.values import Message, View


class Refused(Exception):
    """The act is not one a person could do; its text says why, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one act.

    `status` is the app's HTTP status (None if no answer came, or nothing was sent), `ms` how long it took, `body` the
    answer's JSON or text. `error` is what the person is told when it went wrong, else "". `messages` are those this
    person can see that were written since the act began; `views` their open modals after it, the one in front last;
    `errors` the texts beside blocks of the modal in front.
    """

    status: int | None = None
    ms: int = 0
    body: object = None
    error: str = ""
    messages: tuple[Message, ...] = ()
    views: tuple[View, ...] = ()
    errors: dict[str, str] | None = None
