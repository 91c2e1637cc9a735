"""The competencies that a text may speak to: offered with their reasons, one tap each, and counted once tapped."""

from collections.abc import Sequence

from handlers import ids
from handlers.blocks import Block, actions, button, section
from handlers.packing import pack
from handlers.rich import bold, bullets
from ladder.framework.model import Ladder
from ladder.store.values import Evidence
from ladder.suggest import Suggestion


def still_offered(offered: Sequence[Suggestion], item: Evidence, ladder: Ladder) -> tuple[Suggestion, ...]:
    """Those that the item does not count for yet, and that the ladder has."""
    return tuple(
        offer
        for offer in offered
        if offer.competency not in item.competencies and offer.competency in ladder.competency_by_id
    )


def offers(offered: Sequence[Suggestion], item: Evidence, ladder: Ladder) -> list[Block]:
    """What an item may show besides what it counts for; nothing where nothing is offered."""
    left = still_offered(offered, item, ladder)
    if not left:
        return []
    question = "*Anything else it shows?*" if item.competencies else "*What does it show?*"
    reasons = [
        (bold(ladder.competency_name(offer.competency)), f": you wrote “{offer.because}”")
        for offer in left
        if offer.because
    ]
    return [
        section(f"{question} Tap what fits. Nothing counts until you tap it."),
        *([bullets(reasons)] if reasons else []),
        actions(*(_button(offer, item, ladder) for offer in left)),
    ]


def _button(offer: Suggestion, item: Evidence, ladder: Ladder) -> Block:
    value = pack(e=item.id, c=offer.competency)
    return button(ladder.competency_name(offer.competency), f"{ids.COUNT_FOR}:{offer.competency}", value)
