"""What the source of a ladder asks to be shown wherever its words are shown."""

from handlers.blocks import Block, as_typed
from ladder.framework.model import Ladder


def attribution(ladder: Ladder) -> list[Block]:
    """What the source's licence asks to be shown; nothing where there is no source."""
    source = ladder.source
    said = [source.attribution, source.licence, source.url] if source else []
    parts = [part for part in said if part.strip()]
    return [as_typed(*parts)] if parts else []
