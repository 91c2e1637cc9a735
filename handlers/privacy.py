"""`/ladder privacy`, the pages of who has looked, and the section of it on Home."""

from handlers.blocks import Block
from handlers.interaction.ask import Answer, Ask
from handlers.interaction.visit import reading
from handlers.packing import unpack
from handlers.views.privacy import LATEST, ON_HOME, PAGE, Privacy, looked, on_home, privacy
from ladder.people.visit import Visit
from ladder.privacy.readers import looks_at, readers_of


def show_privacy(ask: Ask) -> Answer:
    """Who can see what of the asker's record, who has looked, and what Ladder may do in Slack."""
    with reading(ask) as visit:
        readers, looks = readers_of(visit.tx, visit.me), looks_at(visit.tx, visit.me.id, LATEST)
    return privacy(Privacy(readers, looks, visit.tz, ask.services.scopes()))


def who_looked(ask: Ask) -> Answer:
    """The page of who has looked that the button names."""
    start = unpack(ask.rest).get("n", 0)
    with reading(ask) as visit:
        looks = looks_at(visit.tx, visit.me.id, PAGE, max(0, start) if isinstance(start, int) else 0)
        return looked(looks, readers_of(visit.tx, visit.me), visit.tz)


def looks_on_home(visit: Visit) -> list[Block]:
    """The Home tab's section."""
    return on_home(looks_at(visit.tx, visit.me.id, ON_HOME), readers_of(visit.tx, visit.me), visit.tz)
