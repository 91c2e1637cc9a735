"""A submitted win form, read into a `NewWin`; and the names of its fields, for errors in place."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from handlers import ids
from handlers.interaction.forms import Values, chosen, element, ticked, typed
from handlers.views.evidence.quote import THEIRS
from handlers.views.evidence.win_form import KEEP_LINK
from ladder.errors import Invalid
from ladder.store.values import MessageSource, NewWin, Number, NumberSource, Role, Scope, Visibility

Kind = TypeVar("Kind", Role, Scope, Visibility, NumberSource)
BLOCK_OF = {"number": ids.NUMBER_VALUE}  # where a field of a win stands in a block of another name


def new_win(values: Values, source: MessageSource | None = None) -> NewWin:
    """The win that the form's `state.values` say (docs.slack.dev, View submission payloads). Raises `Invalid` for a
    date picker that was cleared, and for a choice that the form does not have."""
    return NewWin(
        text=typed(values, ids.TEXT),
        happened_on=_day(values),
        outcome=typed(values, ids.OUTCOME),
        number=_number(values),
        role=_member(Role, values, ids.ROLE),
        scope=_member(Scope, values, ids.SCOPE),
        competencies=ticked(values, ids.COMPETENCIES),
        links=tuple(typed(values, ids.LINKS).split()),
        witnesses=tuple(element(values, ids.WITNESSES).get("selected_users") or ()),
        visibility=_member(Visibility, values, ids.VISIBILITY) or Visibility.PRIVATE,
        source=source,
    )


def keeps_link(values: Values) -> bool:
    """Whether a form opened on a private message asks to keep its link; True where it was not asked."""
    if ids.KEEP_LINK not in values:
        return True
    return KEEP_LINK in ticked(values, ids.KEEP_LINK)


def is_theirs(values: Values) -> bool:
    """Whether the form says that the win is a colleague's."""
    return ids.WHOSE in values and chosen(values, ids.WHOSE) == THEIRS


def chose_visibility(form: Mapping[str, Any]) -> bool:
    """Whether a person picked another visibility than the form proposed."""
    values = (form.get("state") or {}).get("values") or {}
    shown = [block["element"] for block in form["blocks"] if block.get("block_id") == ids.VISIBILITY]
    proposed = ((shown[0].get("initial_option") or {}) if shown else {}).get("value", "")
    return chosen(values, ids.VISIBILITY) not in ("", proposed)


def block_errors(fields: Mapping[str, str]) -> dict[str, str]:
    """What is wrong, per block of the form, as `response_action: errors` wants it."""
    return {BLOCK_OF.get(field, field): problem for field, problem in fields.items()}


def _day(values: Values) -> date:
    try:
        return date.fromisoformat(element(values, ids.HAPPENED_ON).get("selected_date") or "")
    except ValueError:
        raise Invalid({"happened_on": "Pick the day it happened."}) from None


def _member(kind: type[Kind], values: Values, block: str) -> Kind | None:
    value = chosen(values, block)
    try:
        return kind(value) if value else None
    except ValueError:
        raise Invalid({block: "Pick one from the list."}) from None


def _number(values: Values) -> Number | None:
    value, unit = typed(values, ids.NUMBER_VALUE), typed(values, ids.NUMBER_UNIT)
    source = _member(NumberSource, values, ids.NUMBER_SOURCE)
    if not (value or unit or source):
        return None
    return Number(value=value, unit=unit, source=source or NumberSource.ESTIMATE)
