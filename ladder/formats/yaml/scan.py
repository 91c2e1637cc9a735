"""YAML text → parsing events, by PyYAML: through libyaml where its wheel brings it, else through its own parser.

Only events are asked for. Nothing is composed or constructed, so that no tag makes an object and no depth a recursion.
"""

from collections.abc import Iterator
from typing import Any

import yaml

from ladder.formats.yaml.refusals import explained

LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader

# Line breaks to YAML 1.1, which the parsers follow; plain characters to YAML 1.2, and to every editor.
_NO_BREAKS = "\x85\u2028\u2029"
_NONCHARACTERS = tuple(map(chr, range(0xFDD0, 0xFDF0)))  # Unicode keeps them for a program's own use


class NotYaml(Exception):
    """The text is not YAML: `what` is wrong at `line` and `column`, which count from 1, and the `fix`."""

    def __init__(self, line: int, column: int, what: str, fix: str) -> None:
        super().__init__(what)
        self.line, self.column, self.what, self.fix = line, column, what, fix


def events(text: str) -> Iterator[yaml.Event]:
    """The parsing events of a text with "\\n" as its line end, lazily. Raises `NotYaml` where it is none."""
    signs = _stand_ins(text)
    back = {ord(stand_in): sign for sign, stand_in in signs.items()}
    loader: Any = LOADER(text.translate({ord(sign): stand_in for sign, stand_in in signs.items()}) if signs else text)
    try:
        while event := loader.get_event():
            if back and isinstance(event, yaml.ScalarEvent):
                event.value = event.value.translate(back)
            yield event
    except yaml.MarkedYAMLError as error:
        raise _refusal(text, error) from error
    except (ValueError, OverflowError) as error:  # PyYAML's own parser lets chr() fail on "\U00110000"
        raise _refusal(text, yaml.MarkedYAMLError(problem="escape", problem_mark=loader.get_mark())) from error


def _stand_ins(text: str) -> dict[str, str]:
    """For each sign that is no line break, a character that the text does not hold and the parsers take as text."""
    free = (one for one in _NONCHARACTERS if one not in text)
    return {sign: next(free, sign) for sign in _NO_BREAKS if sign in text}


def _refusal(text: str, error: yaml.MarkedYAMLError) -> NotYaml:
    """What the parser refuses, where it does; what is never closed, where it begins."""
    found, begun = _place(error.problem_mark), _place(error.context_mark)
    lines = text.rstrip().split("\n")
    last = (len(lines) - 1, len(lines[-1]))
    line, column = found or begun or last
    sign = lines[line][column : column + 1] if (line, column) < last else ""
    words = " ".join(filter(None, (error.context, error.problem, "" if sign else "at the end")))
    said = explained(words, sign, (begun or (line, column))[0] + 1)
    if said.at_beginning or not sign:
        line, column = min(begun or last, last)
    return NotYaml(line + 1, column + 1, said.what, said.fix)


def _place(mark: Any) -> tuple[int, int] | None:
    """Line and column, which count from 0."""
    return (mark.line, mark.column) if mark else None
