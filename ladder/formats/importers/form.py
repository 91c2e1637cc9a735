"""Which format a file is in: by what it begins with, by its name, then by what it looks like."""

import re
from enum import Enum

from ladder.formats.importers.delimited import looks_delimited

_PAGE = re.compile(
    r"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|table|div|section|link|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|\s*[-*+] \S|\|.*\|\s*$|={3,}\s*$|\s*\d+\. \S|> \S)", re.MULTILINE)
_YAML = re.compile(r"^(?:[\w\"' -]{1,60}:(?:\s|$)|- [\w\"' -]{1,60}: )", re.MULTILINE)


class Form(Enum):
    """The formats that are read."""

    TABLE = "CSV"
    JSON = "JSON"
    YAML = "YAML"
    MARKDOWN = "Markdown"
    PAGE = "HTML"


_ENDINGS = {
    "csv": Form.TABLE, "tsv": Form.TABLE, "tab": Form.TABLE, "json": Form.JSON, "jsonl": Form.JSON, "ndjson": Form.JSON,
    "yaml": Form.YAML, "yml": Form.YAML, "md": Form.MARKDOWN, "markdown": Form.MARKDOWN, "mdx": Form.MARKDOWN,
    "mkd": Form.MARKDOWN, "html": Form.PAGE, "htm": Form.PAGE, "xhtml": Form.PAGE,
}  # fmt: skip


def is_named(file: str) -> bool:
    """True if the file's name says which format it is in."""
    return file.rsplit(".", 1)[-1].lower() in _ENDINGS


def form_of(text: str, file: str) -> Form:
    """The format of a text file."""
    ending = file.rsplit(".", 1)[-1].lower() if "." in file else ""
    named = _ENDINGS.get(ending)
    if named is not None and not (named is Form.TABLE and _PAGE.match(text)):
        return named
    start = text.lstrip("\ufeff \t\r\n")
    if start[:1] in "{[" and start[:2] not in ("[!", "[x", "[ "):
        return Form.JSON
    if _PAGE.match(text):
        return Form.PAGE
    return _by_looks(text)


def _by_looks(text: str) -> Form:
    sample = text[:20_000]
    marks = len(_MARKDOWN.findall(sample))
    if sample.startswith("---") and "\n---" in sample[3:]:
        return Form.MARKDOWN
    if looks_delimited(sample) and marks < 3:
        return Form.TABLE
    return Form.YAML if len(_YAML.findall(sample)) > marks else Form.MARKDOWN
