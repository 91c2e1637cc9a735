"""When a name was not found, or could mean several things: the closest ones as buttons, and the whole list."""

from collections.abc import Sequence

from handlers.blocks import Block, actions, button, context, section
from handlers.message import Message, message
from handlers.packing import pack
from handlers.rich import Part, as_written, bold, paragraph
from handlers.text import counted, listed
from ladder.framework.names import Named

_MOST_BUTTONS = 5
_MOST_NAMES = 4_000  # characters of a list of names: the rest is counted
_MOST_IN_A_SENTENCE = 120  # characters; what is longer stands below the sentence


def which(typed: str, candidates: Sequence[Named], action: str, key: str) -> Message:
    """Several may be meant: one button each; `key` is what the button's value calls it ("l" for a level)."""
    could_be = listed([named.title for named in candidates], last="or")
    name, below = quoted(typed, "This")
    return message(paragraph(f"{name} could be {could_be}. Which one?"), *below, _choices(candidates, action, key))


def quoted(typed: str, instead: str) -> tuple[str, list[Block]]:
    """What was typed, whole, as it goes into a sentence; where it is long, `instead` goes into the sentence and the
    words into blocks below it."""
    if len(typed) <= _MOST_IN_A_SENTENCE and "\n" not in typed:
        return f"“{typed}”", []
    return instead, [as_written(typed)]


def unknown(
    typed: str,
    kind: str,
    closest: Sequence[Named],
    everything: Sequence[Named],
    action: str,
    key: str,
    words: Sequence[str] = (),
) -> Message:
    """Nothing of that name: the closest, the commands that may have been meant, and the list of what there is."""
    near = [f"`/ladder {word}`" for word in words]
    name, below = quoted(typed, "that")
    blocks = [
        paragraph(f"I don't know a {kind} called {name}.", *_meant([named.title for named in closest])),
        *below,
        *([section(f"{'Or did' if closest else 'Did'} you mean {listed(near, last='or')}?")] if near else []),
        *there_are([named.title for named in everything]),
        context("`/ladder help` lists what you can ask."),
    ]
    return message(*blocks, *([_choices(closest, action, key)] if closest else []))


def _meant(titles: Sequence[str]) -> Sequence[Part | str]:
    return [" Did you mean ", bold(listed(titles, last="or")), "?"] if titles else []


def there_are(names: Sequence[str]) -> list[Block]:
    """All names there are, as typed; of very many, as many as a message holds beside the rest, and how many more."""
    shown: list[str] = []
    room = _MOST_NAMES
    for name in names:
        room -= len(name) + 2
        if room < 0:
            break
        shown.append(name)
    left = len(names) - len(shown)
    more = f" and {counted(left, 'more', 'more')}" if left else ""
    return [paragraph(bold("There are: "), f"{', '.join(shown)}{more}.")] if names else []


def _choices(candidates: Sequence[Named], action: str, key: str) -> Block:
    shown = candidates[:_MOST_BUTTONS]
    return actions(
        *(button(named.title, f"{action}:{place}", pack(**{key: named.key})) for place, named in enumerate(shown))
    )
