"""A list, or a page of a brag document, handed over as if it were one win: noticed, so that it is not taken for one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ladder.evidence.rules import MOST_TEXT

_OPEN, _DONE = "☐⬜", "☑☒✅✔"
_NOT_DONE = "(not done)"
_LINE = re.compile(
    rf"(?P<indent>\s*)(?P<mark>[-*+•‣◦▪●–—](?=\s)|\d{{1,2}}[.)](?=\s))?\s*"
    rf"(?P<box>\[[ xX]?\](?=\s)|[{_OPEN}{_DONE}]\ufe0f?|:(?:white_check_mark|heavy_check_mark|white_large_square):)?"
    rf"\s*(?P<words>.*)"
)
_OPEN_BOXES = frozenset({"[ ]", "[]", ":white_large_square:", *_OPEN})
_HEADING = re.compile(r"\s*#{1,6}\s+(?P<words>.*)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,200}?)(?<=\S)\1|(?<![\w*])\*(?=[^\s*])([^*]{1,200}?)(?<=\S)\*(?![\w*])")
_STRONG_LINE = re.compile(r"\s*(\*\*|__|\*)(?=\S)(?P<words>[^*]+)(?<=\S)\1\s*")
_READ = 4 * MOST_TEXT  # characters that are looked at: no more than one win's are kept anyway
_TITLE = 2  # words of a line that stands above points as a heading does: "March 2026", "Q3"
_ENDS = frozenset(".!?:;,…")
_MARKED = 3  # points from which a text is a list whatever stands above them; two, where nothing does
_BARE = 3  # lines without any mark, of at least so many words each and no full stop, from which they are a list


@dataclass(frozen=True, slots=True)
class Points:
    """A text that is a list: how many points it has, how many of them are boxes without a tick, and the text without
    the marks of its formatting, in which each of those is called "not done"."""

    count: int
    undone: int
    text: str


@dataclass(frozen=True, slots=True)
class _Line:
    indent: int
    mark: str
    box: str
    words: str
    heading: bool = False

    @property
    def is_point(self) -> bool:
        return bool(self.mark or self.box)

    @property
    def undone(self) -> bool:
        return self.box.rstrip("\ufe0f") in _OPEN_BOXES

    def __str__(self) -> str:
        if self.undone:
            words = self.words if self.words.endswith(_NOT_DONE) else f"{self.words} {_NOT_DONE}"
            return f"{' ' * self.indent}☐ {words}"
        if self.is_point:
            return f"{' ' * self.indent}{self.mark if self.mark[:1].isdigit() else '•'} {self.words}"
        return self.words


def points_of(text: str) -> Points | None:
    """The points of a text that is a list; None for one that is no list.

    It is one with three points or more, or with two and nothing but headings above them, or with a box that has no
    tick, or with three bare lines that are no sentences. A sentence with two points below it is one win, told in full.
    """
    lines = _at_the_edge([_line(line) for line in _one_point_a_line(text[:_READ]).splitlines() if line.strip()])
    points = _top_points(lines)
    if not (_is_list(lines, points) or _is_bare_list(lines)):
        return None
    count = len(points) if points else len(lines)
    tidy = "\n".join(map(str, lines))
    undone = sum(line.undone for line in lines)
    return Points(count, undone, tidy if len(tidy) <= MOST_TEXT and len(text) <= _READ else text)


def _one_point_a_line(text: str) -> str:
    """Slack pastes some lists as one line: "• this • that"."""
    return re.sub(r"(?<=\S)[ \t]+•[ \t]+", "\n• ", text)


def _line(text: str) -> _Line:
    heading = _HEADING.fullmatch(text) or _STRONG_LINE.fullmatch(text)
    if heading:
        return _Line(0, "", "", _plain(heading["words"].rstrip(" \t#")), heading=True)
    match = _LINE.fullmatch(text.expandtabs(4))
    if match is None:
        return _Line(0, "", "", text)
    mark, box, words = match["mark"] or "", match["box"] or "", _plain(match["words"].strip())
    title = not (mark or box) and len(words.split()) <= _TITLE and words[-1:] not in _ENDS
    return _Line(len(match["indent"]), mark, box, words, heading=title)


def _at_the_edge(lines: list[_Line]) -> list[_Line]:
    """The lines with the points that are indented least at the edge: what stands around a text is not kept."""
    least = min((line.indent for line in lines if line.is_point), default=0)
    return [replace(line, indent=max(0, line.indent - least)) for line in lines]


def _plain(words: str) -> str:
    return _STRONG.sub(lambda match: match[2] or match[3], words)


def _top_points(lines: Iterable[_Line]) -> list[_Line]:
    """The points that are no part of another: those indented least."""
    return [line for line in lines if line.is_point and line.indent <= 1]


def _is_list(lines: list[_Line], points: list[_Line]) -> bool:
    if any(line.undone for line in points):
        return True
    above = lines[: lines.index(points[0])] if points else lines
    introduced = any(not line.heading for line in above)
    return len(points) >= (_MARKED if introduced else 2)


def _is_bare_list(lines: list[_Line]) -> bool:
    bare = [line.words for line in lines if not line.heading]
    return len(bare) >= _BARE and all(_is_entry(words) for words in bare)


def _is_entry(words: str) -> bool:
    return words[-1:] not in _ENDS and words[:1].isalpha() and 3 <= len(words.split()) <= 30
