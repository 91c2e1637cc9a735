"""The form in which an admin brings a ladder: a template, a file, or pasted text."""

from collections.abc import Sequence

from handlers import ids, limits
from handlers.blocks import Block, Option, choose_one, input_block, modal, section, text_input
from ladder.publishing.templates import TEMPLATES

FILE_TYPES = ("csv", "tsv", "xlsx", "yaml", "yml", "json", "md", "markdown", "html", "htm", "txt")
AXES = (Option("rows", "Rows"), Option("columns", "Columns"))
_HINT = "CSV, XLSX, YAML, JSON, Markdown, or HTML, up to 1 MB."


def bring_form(*, with_file: bool) -> Block:
    """The modal. `with_file` is False where the app may not read files (optional scope files:read)."""
    intro = (
        "Start from a template, or bring your own ladder. You see a preview first. Nothing is published until you say "
        "so."
    )
    blocks = [section(intro), _template(), *_file(with_file=with_file), _pasted(), *_guesses()]
    return modal(ids.BRING_MODAL, "Bring a ladder", blocks, submit="Preview", close="Cancel")


def _template() -> Block:
    choices = [Option(template.key, template.name, template.about) for template in TEMPLATES]
    return input_block(ids.TEMPLATE, "Template", choose_one("static_select", ids.TEMPLATE, choices), optional=True)


def _file(*, with_file: bool) -> Sequence[Block]:
    if not with_file:
        return [section("_To upload a file, the app needs the permission `files:read`. You can paste without it._")]
    element: Block = {"type": "file_input", "action_id": ids.FILE, "filetypes": list(FILE_TYPES), "max_files": 1}
    return [input_block(ids.FILE, "Or a file", element, optional=True, hint=_HINT)]


def _pasted() -> Block:
    element = text_input(ids.PASTED, multiline=True, most=limits.TEXT_INPUT)
    hint = "For a small ladder: YAML, a Markdown outline, or cells from a spreadsheet."
    return input_block(ids.PASTED, "Or paste it here", element, optional=True, hint=hint)


def _guesses() -> Sequence[Block]:
    axis = choose_one("static_select", ids.LEVELS_IN, AXES)
    return [
        input_block(ids.LEVELS_IN, "Levels are", axis, optional=True, hint="Only if the preview got it wrong."),
        input_block(ids.SHEET, "Sheet name", text_input(ids.SHEET, most=100), optional=True),
    ]
