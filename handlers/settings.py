"""`/ladder settings`: an admin changes the workspace's settings, everybody else reads them."""

from collections.abc import Mapping
from typing import Any

from handlers.interaction.ask import Answer, Ask
from handlers.interaction.forms import Values, chosen, element, typed
from handlers.interaction.visit import reading, writing
from handlers.views.settings import settings_form, settings_saved, settings_shown
from ladder.errors import Invalid
from ladder.people import people
from ladder.people.settings import Key, change, propose_zone, settings_of


def settings(ask: Ask) -> Answer:
    """The form for an admin, and for anybody else what holds."""
    with writing(ask) as visit:
        propose_zone(visit.tx)
    with reading(ask) as visit:
        shown = settings_of(visit.tx, visit.now)
        if not visit.me.admin:
            admins = [person.name for person in people.everyone(visit.tx) if person.admin and person.active]
            return settings_shown(shown, visit.me.tz, admins)
    ask.open_view(settings_form(shown))
    return None


def save_settings(ask: Ask, body: Mapping[str, Any]) -> dict[str, Any]:
    """A submitted form: saves it, and shows the dates it leads to; problems stand in place. Raises `Refused`."""
    values = _values(body["view"]["state"]["values"])
    try:
        with writing(ask) as visit:
            change(visit.tx, visit.me.id, values, visit.now)
    except Invalid as error:
        return {"response_action": "errors", "errors": dict(error.fields)}
    with reading(ask) as visit:
        return {"response_action": "update", "view": settings_saved(settings_of(visit.tx, visit.now))}


def _values(values: Values) -> dict[Key, str]:
    return {
        Key.TIMEZONE: chosen(values, Key.TIMEZONE),
        Key.COUNTRY: typed(values, Key.COUNTRY),
        Key.FIRST_MONTH: chosen(values, Key.FIRST_MONTH),
        Key.DIGEST_DAY: chosen(values, Key.DIGEST_DAY),
        Key.DIGEST_HOUR: element(values, Key.DIGEST_HOUR).get("selected_time") or "",
    }
