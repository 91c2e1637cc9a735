"""What came of an act: what the app answered and what the person now sees."""

from base64 import b64encode
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime
from typing import Any

from bot.playground.world.elements import state_values
from bot.playground.world.values import Json, Message, View


@dataclass(frozen=True, slots=True, kw_only=True)
class ActOutcome:
    """What came of one act.

    `status` is the app's HTTP status (None if no answer came, or nothing was sent), `ms` how long it took, `body` the
    answer's JSON or text. `error` is what the person is told when it went wrong, else "". `messages` are those this
    person can see that were written or changed since the act began; `views` their open modals after it, the one in
    front last; `errors` the texts beside blocks of the modal in front; `home` their Home tab.
    """

    status: int | None = None
    ms: int = 0
    body: object = None
    error: str = ""
    messages: tuple[Message, ...] = ()
    views: tuple[View, ...] = ()
    home: View | None = None
    errors: dict[str, str] = field(default_factory=dict)


def as_json(value: object) -> Any:
    """Returns any of the workspace's values as JSON: dataclasses as objects, sets sorted, times as ISO text.

    A view is shown as Slack shows it (`blocks`, `title`, `private_metadata`, `state`), with its errors and notice.
    """
    if isinstance(value, View):
        return _view_json(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: as_json(getattr(value, part.name)) for part in fields(value)}
    if isinstance(value, dict):
        return {str(name): as_json(item) for name, item in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(value)
    if isinstance(value, list | tuple):
        return [as_json(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return b64encode(value).decode() if isinstance(value, bytes) else value


def _view_json(view: View) -> Json:
    return {
        **view.body,
        "id": view.id,
        "user": view.user,
        "hash": view.hash,
        "root_view_id": view.root_id,
        "previous_view_id": view.previous_id,
        "state": {"values": state_values(view.body["blocks"], view.typed)},
        "errors": view.errors,
        "notice": view.notice,
        "changed": view.changed,
    }
