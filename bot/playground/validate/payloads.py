"""Whole payloads: the blocks of a message, a modal, a Home tab, and the metadata of a message."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.playground.validate.blocks import Surface, on
from bot.playground.validate.objects import plain
from bot.playground.validate.schema import Bool, ByType, Complaints, Enum, Items, Obj, Spec, Str
from bot.playground.validate.words import characters
from bot.playground.world.elements import elements_of, flat
from bot.playground.world.errors import with_messages
from bot.playground.world.values import Json

MAX_BLOCKS = {Surface.MESSAGE: 50, Surface.MODAL: 100, Surface.HOME: 100}
# Not documented: reports on bolt-js/issues/2509 and /2867 put it between 12,000 and 13,200.
MAX_MESSAGE_CHARACTERS = 13_200
MAX_MARKDOWN_CHARACTERS = 12_000
MAX_VIEW_BYTES = 250_000
# Not documented as a number; a generous reading of "metadata_too_large".
MAX_METADATA_CHARACTERS = 8_000

WHOLE_VIEW = "failed to match all allowed schemas [json-pointer:/view]"

IsImageFile = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Slack's error code, and its sentences with JSON pointers."""

    error: str
    complaints: tuple[str, ...] = ()


def refuse(refusal: Refusal | None) -> None:
    """Raises the refusal as an ApiError; does nothing if there is none."""
    if refusal is not None:
        raise with_messages(refusal.error, refusal.complaints)


def check_message_blocks(blocks: object, is_image_file: IsImageFile, *, limit_total: bool = True) -> Refusal | None:
    """Returns why Slack refuses a message with these blocks, or None.

    `limit_total` is off for response URLs, where the limit on the sum of all texts is reported not to hold.
    """
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        return Refusal("invalid_blocks_format")
    complaints = Complaints(is_image_file)
    check_blocks(blocks, Surface.MESSAGE, "/blocks", complaints)
    if complaints.texts:
        return Refusal("invalid_blocks", tuple(complaints.texts))
    if sum(block["type"] in ("table", "data_table") for block in flat(blocks)) > 1:
        return Refusal("invalid_attachments", ("only_one_table_allowed",))
    if limit_total and characters(blocks) > MAX_MESSAGE_CHARACTERS:
        return Refusal("msg_blocks_too_long")
    return None


def check_blocks(blocks: object, surface: Surface, at: str, complaints: Complaints) -> None:
    """Adds all that is wrong with the blocks of one surface."""
    before = len(complaints.texts)
    Items(ByType(lambda: on(surface)), MAX_BLOCKS[surface], min=0).check(blocks, at, complaints)
    if len(complaints.texts) == before and isinstance(blocks, list):
        _check_block_ids(blocks, at, complaints)
        _check_sums(blocks, at, complaints)
        _check_singles(blocks, surface, at, complaints)


def _check_block_ids(blocks: Sequence[Json], at: str, complaints: Complaints) -> None:
    seen: set[str] = set()
    for index, block in enumerate(flat(blocks)):
        block_id = block.get("block_id")
        if block_id in seen:
            complaints.add(f'`block_id` "{block_id}" already exists for another block', f"{at}/{index}/block_id")
        if block_id is not None:
            seen.add(block_id)


def _check_sums(blocks: Sequence[Json], at: str, complaints: Complaints) -> None:
    if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > MAX_MARKDOWN_CHARACTERS:
        complaints.add(f"markdown must be less than {MAX_MARKDOWN_CHARACTERS + 1} characters in total", at)
    if sum(block["type"] == "data_visualization" for block in blocks) > 2:
        complaints.add("no more than 2 data_visualization blocks allowed", at)


def _check_singles(blocks: Sequence[Json], surface: Surface, at: str, complaints: Complaints) -> None:
    elements = [(block, element) for block in flat(blocks) for element in elements_of(block)]
    if sum(bool(element.get("focus_on_load")) for _, element in elements) > 1:
        complaints.add("focus_on_load can only be set to true on one element", at)
    for block, element in elements:
        if element.get("response_url_enabled") and (surface is not Surface.MODAL or block["type"] != "input"):
            complaints.add("response_url_enabled is only allowed in input blocks in modals", at)


_COMMON: Mapping[str, Spec] = {
    "type": Str(),
    "private_metadata": Str(3000, min=0),
    "callback_id": Str(255, min=0),
    "external_id": Str(255, min=0),
}


class _Blocks:
    """The blocks of a view."""

    def __init__(self, surface: Surface, at_least: int) -> None:
        self._surface, self._at_least = surface, at_least

    def check(self, value: object, at: str, complaints: Complaints) -> None:
        """Adds what is wrong with the blocks."""
        if isinstance(value, list) and len(value) < self._at_least:
            complaints.add(f"no fewer than {self._at_least} items allowed", at)
        check_blocks(value, self._surface, at, complaints)


def _inputs_need_submit(view: Json, at: str, complaints: Complaints) -> None:
    if "submit" in view:
        return
    for index, block in enumerate(view["blocks"]):
        if block["type"] == "input":
            complaints.add("must define `submit` to use an `input` block in modals", f"{at}/blocks/{index}/input")


_VIEWS: Mapping[str, Spec] = {
    "modal": Obj(
        {
            **_COMMON,
            "blocks": _Blocks(Surface.MODAL, 1),
            "title": plain(24),
            "submit": plain(24),
            "close": plain(24),
            "clear_on_close": Bool(),
            "notify_on_close": Bool(),
            "submit_disabled": Bool(),
        },
        ("type", "title", "blocks"),
        (_inputs_need_submit,),
    ),
    "home": Obj({**_COMMON, "blocks": _Blocks(Surface.HOME, 0)}, ("type", "blocks")),
}


def check_view(view: object, kind: str, is_image_file: IsImageFile) -> Refusal | None:
    """Returns why Slack refuses this view as a "modal" or a "home", or None."""
    complaints = Complaints(is_image_file)
    Obj({"type": Enum((kind,))}, ("type",)).check(_only_type(view), "/view", complaints)
    if not complaints.texts:
        ByType(lambda: _VIEWS).check(view, "/view", complaints)
    if complaints.texts:
        return Refusal("invalid_arguments", (WHOLE_VIEW, *complaints.texts))
    if len(json.dumps(view, ensure_ascii=False, separators=(",", ":")).encode()) > MAX_VIEW_BYTES:
        return Refusal("view_too_large")
    return None


def _only_type(view: object) -> object:
    return {name: view[name] for name in view if name == "type"} if isinstance(view, dict) else view


def check_metadata(metadata: object) -> Refusal | None:
    """Returns why Slack refuses this message metadata, or None."""
    if not isinstance(metadata, dict) or not isinstance(metadata.get("event_type"), str) or not metadata["event_type"]:
        return Refusal("invalid_metadata_format")
    if not isinstance(metadata.get("event_payload"), dict) or set(metadata) - {"event_type", "event_payload"}:
        return Refusal("invalid_metadata_schema")
    if len(json.dumps(metadata, ensure_ascii=False)) > MAX_METADATA_CHARACTERS:
        return Refusal("metadata_too_large")
    return None
