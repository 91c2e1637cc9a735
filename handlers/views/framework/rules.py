"""How promotion is decided, in the words of the ladder's source."""

from handlers import ids
from handlers.blocks import Block, actions, button, header, section
from handlers.message import Message, message
from handlers.rich import bullets
from handlers.views.framework.attribution import attribution
from ladder.framework.answers import promotion_rules
from ladder.framework.model import Ladder


def rules_view(ladder: Ladder) -> Message:
    """The ladder's rules and notes; says so where it has none."""
    rules = promotion_rules(ladder)
    told = bullets([[rule] for rule in rules]) if rules else section("This ladder has no rules about promotion.")
    onward = actions(button("My card", ids.SHOW_CARD), button("Possible next levels", ids.SHOW_NEXT))
    return message(header("How promotion is decided"), told, *attribution(ladder), onward)


def rules_button(ladder: Ladder) -> list[Block]:
    """The button that leads there, where the ladder says anything about it."""
    return [button("How promotion is decided", ids.SHOW_RULES)] if promotion_rules(ladder) else []
