"""A submitted win form, read into a `NewWin`; and the names of its fields, for errors in place."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from handlers import ids
from handlers.views.win_form import KEEP_LINK
from ladder.records import MessageSource, NewWin, Number, NumberSource, Role, Scope, Visibility

Kind = TypeVar("Kind", Role, Scope, Visibility, NumberSource)
BLOCK_OF = {"number": ids.NUMBER_VALUE}  # where a field of a win stands in a block of another name


def new_win(values: Mapping[str, Any], source: MessageSource | None = None) -> NewWin:
    """The win that the form's `state.values` say (docs.slack.dev, View submission payloads)."""
    picked = {block: next(iter(element.values())) for block, element in values.items()}
    return NewWin(
        text=_typed(picked, ids.TEXT),
        happened_on=date.fromisoformat(picked[ids.HAPPENED_ON]["selected_date"]),
        outcome=_typed(picked, ids.OUTCOME),
        number=_number(picked),
        role=_member(Role, picked, ids.ROLE),
        scope=_member(Scope, picked, ids.SCOPE),
        competencies=_ticked(picked, ids.COMPETENCIES),
        links=tuple(_typed(picked, ids.LINKS).split()),
        witnesses=tuple(picked.get(ids.WITNESSES, {}).get("selected_users") or ()),
        visibility=_member(Visibility, picked, ids.VISIBILITY) or Visibility.PRIVATE,
        source=source,
    )


def keeps_link(values: Mapping[str, Any]) -> bool:
    """Whether a form opened on a private message asks to keep its link; True where it was not asked."""
    if ids.KEEP_LINK not in values:
        return True
    picked = {ids.KEEP_LINK: next(iter(values[ids.KEEP_LINK].values()))}
    return KEEP_LINK in _ticked(picked, ids.KEEP_LINK)


def block_errors(fields: Mapping[str, str]) -> dict[str, str]:
    """What is wrong, per block of the form, as `response_action: errors` wants it."""
    return {BLOCK_OF.get(field, field): problem for field, problem in fields.items()}


def _typed(picked: Mapping[str, Any], block: str) -> str:
    return (picked.get(block, {}).get("value") or "").strip()


def _chosen(picked: Mapping[str, Any], block: str) -> str:
    selected = picked.get(block, {}).get("selected_option")
    return str(selected["value"]) if selected else ""


def _ticked(picked: Mapping[str, Any], block: str) -> tuple[str, ...]:
    return tuple(one["value"] for one in picked.get(block, {}).get("selected_options") or ())


def _member(kind: type[Kind], picked: Mapping[str, Any], block: str) -> Kind | None:
    value = _chosen(picked, block)
    return kind(value) if value else None


def _number(picked: Mapping[str, Any]) -> Number | None:
    value, unit = _typed(picked, ids.NUMBER_VALUE), _typed(picked, ids.NUMBER_UNIT)
    source = _member(NumberSource, picked, ids.NUMBER_SOURCE)
    if not (value or unit or source):
        return None
    return Number(value=value, unit=unit, source=source or NumberSource.ESTIMATE)
