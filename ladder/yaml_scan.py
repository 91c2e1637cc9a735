"""YAML text → parsing events, through ruamel.yaml with a faster scanner for the text that ladders consist of.

ruamel's scanner reads plain text character by character: 340 kB with 3,000 statements take it 0.7 s of processor time,
and 0.2 s with the classes below, which change no result (`tests/ladder/test_yaml_scan.py` compares the two).
"""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import FileMark, MarkedYAMLError
from ruamel.yaml.parser import Parser
from ruamel.yaml.reader import Reader
from ruamel.yaml.scanner import Scanner
from ruamel.yaml.tokens import ScalarToken

NotYaml = MarkedYAMLError

_BREAK = "\0 \t\r\n\x85\u2028\u2029"
_WORD = f"(?:[^{_BREAK}:]|:(?=[^{_BREAK}]))+"
_PLAIN_LINE = re.compile(f"{_WORD}(?: +(?!#){_WORD})*")


class _Reader(Reader):
    """A reader whose steps are slices; ruamel's own counts every character."""

    def forward(self, length: int = 1) -> None:
        end = self.pointer + length
        passed = self.buffer[self.pointer : end]
        if "\n" in passed or "\r" in passed or "\ufeff" in passed:
            super().forward(length)
            return
        self.pointer = end
        self.index += length
        self.column += length

    def get_mark(self) -> FileMark:
        return FileMark(self.name, self.index, self.line, self.column)


class _Scanner(Scanner):
    """A scanner that takes a line of plain text in one step, where ruamel's own takes a character, and that looks for
    keys only while one is possible."""

    def check_token(self, *choices: Any) -> bool:
        while self.need_more_tokens():
            self.fetch_more_tokens()
        return bool(self.tokens) and (not choices or isinstance(self.tokens[0], choices))

    def need_more_tokens(self) -> bool:
        if self.tokens and not self.possible_simple_keys:
            return False
        return super().need_more_tokens()

    def scan_plain(self) -> Any:
        if self.flow_level:
            return super().scan_plain()
        reader, indent = self.reader, self.indent + 1
        start = end = reader.get_mark()
        chunks: list[str] = []
        spaces: list[str] = []
        while found := _PLAIN_LINE.match(reader.buffer, reader.pointer):
            self.allow_simple_key = False
            chunks += [*spaces, found[0]]
            reader.forward(len(found[0]))
            end = reader.get_mark()
            spaces = self.scan_plain_spaces(indent, start)
            if not spaces or reader.peek() == "#" or reader.column < indent:
                break
        return ScalarToken("".join(chunks), True, start, end)


class _Parser(Parser):
    """A parser that finds its scanner without asking the loader each time."""

    @cached_property
    def scanner(self) -> Any:
        return self.loader.scanner


def events(text: str) -> Iterator[Any]:
    """The parsing events of `text` (ruamel.yaml's event objects), lazily. Raises `NotYaml` where it is none."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Reader, yaml.Scanner, yaml.Parser = _Reader, _Scanner, _Parser
    try:
        yield from yaml.parse(text)
    except (ValueError, OverflowError) as error:  # ruamel lets chr() fail on "\U00110000"
        where = yaml.reader.get_mark()
        raise NotYaml(problem="found an escape of a character that does not exist", problem_mark=where) from error
