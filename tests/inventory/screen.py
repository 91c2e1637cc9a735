"""What stands on a screen, as lines of text: also what a message's `text` leaves out, such as labels and buttons."""

from collections.abc import Iterable, Iterator
from typing import Any

from handlers.message import as_text

Block = dict[str, Any]
_MOST_CHOICES = 12


def lines_of(blocks: Iterable[Block]) -> list[str]:
    """The blocks as lines: [buttons] in brackets, inputs with label, hint, choices and what is filled in."""
    return [line for block in blocks for line in _lines(block) if line.strip()]


def modal_lines(view: Block) -> list[str]:
    """A modal as lines, with its title and its buttons."""
    buttons = [view[name]["text"] for name in ("submit", "close") if view.get(name)]
    return [f"« {view['title']['text']} »", *lines_of(view["blocks"]), _in_brackets(buttons)]


def _lines(block: Block) -> Iterator[str]:
    if block["type"] == "actions":
        yield _in_brackets([_label(element) for element in block["elements"]])
        for element in block["elements"]:
            yield from _question(element)
    elif block["type"] == "input":
        yield from _input(block)
    else:
        yield from as_text([block]).splitlines()
        if "accessory" in block:
            yield _in_brackets([_label(block["accessory"])])
            yield from _question(block["accessory"])


def _in_brackets(labels: Iterable[str]) -> str:
    return "  ".join(f"[{label}]" for label in labels)


def _label(element: Block) -> str:
    if "text" in element:
        return str(element["text"]["text"])
    options = ", ".join(str(option["text"]["text"]) for option in element.get("options", ()))
    return f"{element.get('placeholder', {}).get('text', '…')}: {options}" if options else element["type"]


def _question(element: Block) -> Iterator[str]:
    asked = element.get("confirm")
    if asked:
        answers = _in_brackets(asked[name]["text"] for name in ("confirm", "deny"))
        yield f"    asks: {asked['title']['text']} {asked['text']['text']} {answers}"


def _input(block: Block) -> Iterator[str]:
    element = block["element"]
    optional = " (optional)" if block.get("optional") else ""
    yield f"{block['label']['text']}{optional}: {_filled_in(element)}".rstrip()
    if "placeholder" in element:
        yield f"    shown while empty: {element['placeholder']['text']}"
    groups = element.get("option_groups") or [element]
    choices = [option for group in groups for option in group.get("options", ())]
    for option in choices[:_MOST_CHOICES]:
        note = f" – {option['description']['text']}" if "description" in option else ""
        yield f"    {'☑' if option in _chosen(element) else '☐'} {option['text']['text']}{note}"
    if len(choices) > _MOST_CHOICES:
        yield f"    … and {len(choices) - _MOST_CHOICES} more choices"
    if "hint" in block:
        yield f"    {block['hint']['text']}"


def _chosen(element: Block) -> list[Block]:
    return [*element.get("initial_options", ()), *([element["initial_option"]] if "initial_option" in element else [])]


def _filled_in(element: Block) -> str:
    return str(element.get("initial_value") or element.get("initial_date") or element.get("initial_time") or "")
