"""How a single value is written in YAML so that it reads back as the same value: plain, folded, literal or quoted."""

import json
import re
from collections.abc import Iterable
from typing import Any

from ladder.formats.yaml.read import ambiguous

WIDTH = 112

# Characters that stand for themselves in YAML text and are no line break to any reader.
_FINE = "\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
_NOT_FINE = re.compile(f"[^{_FINE}]")
_PLAIN = re.compile(rf"\w(?:(?!: | #)[{_FINE}])*(?<![ :])")
_NOT_IN_FLOW = re.compile(r"[,\[\]{}:?]")
_FOLDED = re.compile(f"(?! )[{_FINE}]+(?<! )")
_LITERAL = re.compile(rf"(?![ \n])[{_FINE}\n]+(?<!\n)")
_GAP = re.compile(r"(?<=[^ ]) (?=[^ ])")


def scalar(value: str | float, indent: int) -> str:
    """A value after "key: " or "- "; a long or broken text becomes a block whose lines stand at `indent`."""
    if not isinstance(value, str):
        return _bare(value)
    if len(value) + indent <= WIDTH and "\n" not in value:
        return value if _is_plain(value) else _quoted(value)
    if _FOLDED.fullmatch(value):
        return _block(">-", _wrap(value, WIDTH - indent), indent)
    if _LITERAL.fullmatch(value):
        return _block("|-", value.split("\n"), indent)
    return _quoted(value)


def mapping_key(key: str) -> str:
    """A key, without its colon."""
    return key if _is_plain(key) else _quoted(key)


def flow(value: Any) -> str:
    """A list or mapping of single values on one line, in brackets or braces."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_in_flow(one)}" for key, one in value.items()) + "}"
    return "[" + ", ".join(_in_flow(one) for one in value) + "]"


def _in_flow(value: Any) -> str:
    if not isinstance(value, str):
        return _bare(value)
    return value if _is_plain(value) and not _NOT_IN_FLOW.search(value) else _quoted(value)


def _bare(value: float) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _is_plain(text: str) -> bool:
    return _PLAIN.fullmatch(text) is not None and not ambiguous(text)


def _quoted(text: str) -> str:
    return _NOT_FINE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def _block(sign: str, lines: Iterable[str], indent: int) -> str:
    return "\n".join([sign, *(" " * indent + line if line else "" for line in lines)])


def _wrap(text: str, width: int) -> Iterable[str]:
    """Lines of about `width`, broken only where a single space stands between two words: reading joins them again."""
    line = ""
    for word in _GAP.split(text):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line
