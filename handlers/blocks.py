"""Block Kit as plain dicts from small functions; text types are always explicit. The SDK's models take
170 times as long."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

import msgspec

from handlers import limits
from handlers.text import clip, clip_escaped

Block = dict[str, Any]
Shown = TypeVar("Shown", dict[str, Any], list[dict[str, Any]])

_ENVELOPE = 1_000  # bytes of a view around its blocks


class Option(NamedTuple):
    """One choice: its value comes back from Slack; `note` is the small line below it."""

    value: str
    text: str
    note: str = ""


def mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": text}


def plain(text: str) -> Block:
    """Text shown as typed; a dash for a blank name, since Slack refuses an empty text."""
    return {"type": "plain_text", "text": text if text.strip() else "–", "emoji": True}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(clip(text, limits.HEADER_TEXT))}


def section(text: str, *, accessory: Block | None = None) -> Block:
    block: Block = {"type": "section", "text": mrkdwn(clip_escaped(text, limits.SECTION_TEXT))}
    return {**block, "accessory": accessory} if accessory else block


def sections(lines: Iterable[str]) -> list[Block]:
    """Lines of mrkdwn in as few sections as hold them, none of them torn apart; no section without lines."""
    parts: list[list[str]] = []
    room = 0
    for line in lines:
        room -= len(line) + 1
        if room < 0:
            parts.append([])
            room = limits.SECTION_TEXT - len(line)
        parts[-1].append(line)
    return [section("\n".join(part)) for part in parts]


def context(*texts: str) -> Block:
    elements = [mrkdwn(clip_escaped(text, limits.SECTION_TEXT)) for text in texts[: limits.CONTEXT_ELEMENTS]]
    return {"type": "context", "elements": elements}


def as_typed(*texts: str) -> Block:
    """A context block of at most ten texts, in which nothing is read as formatting."""
    elements = [plain(clip(text, limits.SECTION_TEXT)) for text in texts[: limits.CONTEXT_ELEMENTS]]
    return {"type": "context", "elements": elements}


def divider() -> Block:
    return {"type": "divider"}


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements[: limits.ACTIONS])}


def button(text: str, action: str, value: str = "", *, style: str = "", confirm: Block | None = None) -> Block:
    """A button; `value` holds ids only. `style` is "", "primary" or "danger"."""
    block: Block = {"type": "button", "action_id": action, "text": plain(clip(text, limits.BUTTON_TEXT))}
    if value:
        block["value"] = value
    if style:
        block["style"] = style
    if confirm:
        block["confirm"] = confirm
    return block


def confirm(title: str, text: str, yes: str, no: str) -> Block:
    """The question Slack asks before a button does what it says."""
    return {"title": plain(title), "text": mrkdwn(text), "confirm": plain(yes), "deny": plain(no)}


def option(choice: Option) -> Block:
    """The choice as Slack has it; not to be changed, as one without a note is the same each time."""
    bare = _bare_option(choice.value, choice.text)
    return {**bare, "description": plain(clip(choice.note, limits.OPTION_TEXT))} if choice.note else bare


@lru_cache(maxsize=1_024)  # notes quote what a person wrote, which nothing may keep
def _bare_option(value: str, text: str) -> Block:
    return {"text": plain(clip(text, limits.OPTION_TEXT)), "value": value}


def options(choices: Iterable[Option]) -> list[Block]:
    return [option(choice) for choice in choices]


def input_block(block_id: str, label: str, element: Block, *, optional: bool = False, hint: str = "") -> Block:
    block: Block = {"type": "input", "block_id": block_id, "label": plain(label), "element": element}
    if optional:
        block["optional"] = True
    if hint:
        block["hint"] = plain(hint)
    return block


def text_input(action: str, initial: str = "", *, multiline: bool = False, most: int, placeholder: str = "") -> Block:
    block: Block = {"type": "plain_text_input", "action_id": action, "multiline": multiline, "max_length": most}
    if initial:
        block["initial_value"] = initial[:most]
    if placeholder:
        block["placeholder"] = plain(placeholder)
    return block


def choose_one(kind: str, action: str, choices: Sequence[Option], initial: str = "") -> Block:
    """A `static_select` or `radio_buttons` with its first choice, if `initial` names one."""
    block: Block = {"type": kind, "action_id": action, "options": options(choices)}
    chosen = [choice for choice in choices if choice.value == initial]
    return {**block, "initial_option": option(chosen[0])} if chosen else block


def choose_some(kind: str, action: str, choices: Sequence[Option], initial: Iterable[str] = ()) -> Block:
    """`checkboxes` or a `multi_static_select` with some ticked; choices that one list does not hold come in groups."""
    wanted = set(initial)
    block: Block = {"type": kind, "action_id": action, **_in_lists(choices)}
    ticked = [choice for choice in choices if choice.value in wanted]
    return {**block, "initial_options": options(ticked)} if ticked else block


def _in_lists(choices: Sequence[Option]) -> Block:
    most = limits.SELECT_OPTIONS
    if len(choices) <= most:
        return {"options": options(choices)}
    parts = [choices[begin : begin + most] for begin in range(0, len(choices), most)]
    return {
        "option_groups": [
            {"label": plain(clip(f"From {part[0].text}", limits.OPTION_TEXT)), "options": options(part)}
            for part in parts
        ]
    }


def first_that_fits(candidates: Iterable[Shown]) -> Shown:
    """The first of the views, or of the lists of blocks for one, that Slack's bytes for a view hold. Raises
    `StopIteration` if none is."""
    return next(shown for shown in candidates if len(msgspec.json.encode(shown)) <= limits.VIEW_BYTES - _ENVELOPE)


def fitting(blocks: Sequence[Block], most: int) -> Sequence[Block]:
    """The first of the blocks, at most `most`, that Slack's bytes for a view hold."""
    room = limits.VIEW_BYTES - 10 * _ENVELOPE
    for number, block in enumerate(blocks[:most]):
        room -= len(msgspec.json.encode(block)) + 1
        if room < 0:
            return blocks[:number]
    return blocks[:most]


def modal(
    callback: str, title: str, blocks: Sequence[Block], *, submit: str = "", close: str = "Close", metadata: str = ""
) -> Block:
    """A modal view. `metadata` holds ids only, at most 3,000 characters."""
    view: Block = {
        "type": "modal",
        "callback_id": callback,
        "title": plain(clip(title, limits.TITLE)),
        "close": plain(close),
        "blocks": list(blocks[: limits.VIEW_BLOCKS]),
        "private_metadata": metadata,
    }
    return {**view, "submit": plain(submit)} if submit else view
