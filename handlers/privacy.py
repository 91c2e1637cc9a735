"""`/ladder privacy`, the pages of who has looked, and the section of it on Home."""

from datetime import tzinfo

from handlers.blocks import Block
from handlers.interaction.ask import Answer, Ask
from handlers.interaction.visit import Visit, reading
from handlers.packing import unpack
from handlers.views.privacy import LATEST, ON_HOME, PAGE, Privacy, looked, on_home, privacy
from ladder.calendar.dates import zone
from ladder.privacy.readers import looks_at, readers_of


def show_privacy(ask: Ask) -> Answer:
    """Who can see what of the asker's record, who has looked, and what Ladder may do in Slack."""
    with reading(ask.services, ask.who) as visit:
        readers, looks = readers_of(visit.tx, visit.me), looks_at(visit.tx, visit.me.id, LATEST)
        tz = _zone(visit)
    return privacy(Privacy(readers, looks, tz, ask.services.scopes()))


def who_looked(ask: Ask) -> Answer:
    """The page of who has looked that the button names."""
    start = unpack(ask.rest).get("n", 0)
    with reading(ask.services, ask.who) as visit:
        looks = looks_at(visit.tx, visit.me.id, PAGE, max(0, start) if isinstance(start, int) else 0)
        return looked(looks, readers_of(visit.tx, visit.me), _zone(visit))


def looks_on_home(visit: Visit) -> list[Block]:
    """The Home tab's section."""
    return on_home(looks_at(visit.tx, visit.me.id, ON_HOME), readers_of(visit.tx, visit.me), _zone(visit))


def _zone(visit: Visit) -> tzinfo:
    return zone(visit.me.tz, visit.workspace_tz)
