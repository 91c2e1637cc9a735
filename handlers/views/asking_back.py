"""When a name was not found, or could mean several things: the closest ones as buttons, and the whole list."""

from collections.abc import Sequence

from handlers.blocks import Block, actions, button, section
from handlers.message import Message, message
from handlers.packing import pack
from handlers.text import clip, escape, listed
from ladder.names import Named

_MOST_BUTTONS = 5


def which(typed: str, candidates: Sequence[Named], action: str, key: str) -> Message:
    """Several may be meant: one button each; `key` is what the button's value calls it ("l" for a level)."""
    could_be = escape(listed([one.title for one in candidates], last="or"))
    text = f"“{escape(clip(typed, 60))}” could be {could_be}. Which one?"
    return message(section(text), _choices(candidates, action, key))


def unknown(
    typed: str,
    what: str,
    closest: Sequence[Named],
    everything: Sequence[Named],
    action: str,
    key: str,
    words: Sequence[str] = (),
) -> Message:
    """Nothing of that name: the closest, the commands that may have been meant, and the list of what there is."""
    said = f"I know no {what} called “{escape(clip(typed, 60))}”."
    near = [f"`/ladder {word}`" for word in words]
    meant = (
        f" Did you mean {listed([*(f'*{escape(one.title)}*' for one in closest), *near], last='or')}?"
        if closest or near
        else ""
    )
    there = escape(", ".join(one.title for one in everything))
    blocks = [section(said + meant), section(f"*There are:* {there}. `/ladder help` lists what can be asked.")]
    return message(*blocks, *([_choices(closest, action, key)] if closest else []))


def _choices(candidates: Sequence[Named], action: str, key: str) -> Block:
    shown = candidates[:_MOST_BUTTONS]
    return actions(*(button(one.title, f"{action}:{place}", pack(**{key: one.key})) for place, one in enumerate(shown)))
