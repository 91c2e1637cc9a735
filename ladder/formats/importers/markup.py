"""Markdown into blocks: headings of both kinds, nested lists, pipe tables, HTML in between, front matter set apart."""

import html
import re
from dataclasses import dataclass, field, replace

from ladder.formats.importers.blocks import Aside, Block, Heading, Item, Paragraph, Table
from ladder.formats.importers.grid import Cell, Grid, grid_of
from ladder.formats.importers.heads import is_bold_head, is_lone_level, is_slanted_head
from ladder.formats.importers.inline import is_picture, plain, unbold, unescaped, unwrapped
from ladder.formats.importers.page import read_page
from ladder.formats.importers.values import Place, refuse_tables
from ladder.formats.importers.words import is_example

_ATX = re.compile(r"^ {0,3}(?P<signs>#{1,6})(?:[ \t]+(?P<text>.*))?$")
_SETEXT = re.compile(r"^ {0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r"^ {0,3}(?:[-*_][ \t]*){3,}$")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r"^(?P<gap>[ \t]*)(?:[-*+•]|(?P<number>\d{1,3})[.)])(?P<space>[ \t]+)(?P<text>.*)$")
_TASK = re.compile(r"^\[[ xX]\][ \t]+")
_LABELLED = re.compile(r"^\s{0,3}\*\*[^*\n]{1,50}(?::\*\*|\*\*:)\s")
_DEFINED = re.compile(r"^ {0,3}:[ \t]+(?=\S)")
_DASHES = re.compile(r"^:?-+:?$")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:[ \t]*\S")
_OPENING = re.compile(r"^[ \t]*<(table|ul|ol|dl|picture|style|script|svg|figure|h[1-6])\b", re.IGNORECASE)
_LONE_TAG = re.compile(r"^[ \t]*(?:</?[a-zA-Z][^<>]*>[ \t]*)+$")
_FOLD = re.compile(r"<details\b", re.IGNORECASE)
_SUMMARY = re.compile(r"<summary\b", re.IGNORECASE)
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<body>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Markdown:
    """A Markdown document: its front matter as text ("" if none), its blocks, addresses that embedded HTML linked
    to."""

    front: str
    blocks: tuple[Block, ...]
    links: tuple[str, ...]


@dataclass
class _Lines:
    lines: list[str]
    place: Place
    offset: int
    at: int = 0
    blocks: list[Block] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)
    heading: int = 0
    tables: int = 0
    folds: list[int] = field(default_factory=list)

    def number(self) -> int:
        return self.at + self.offset + 1


def read_markdown(text: str, place: Place) -> Markdown:
    """The document in blocks; lines count from the top of the file."""
    front = _FRONT.match(text)
    body = text[front.end() :] if front else text
    offset = text[: front.end()].count("\n") if front else 0
    source = _Lines(body.replace("\r\n", "\n").replace("\r", "\n").split("\n"), place, offset)
    while source.at < len(source.lines):
        _block(source)
    return Markdown(front["body"] if front else "", tuple(source.blocks), tuple(source.links))


def _block(source: _Lines) -> None:
    line = source.lines[source.at]
    if not line.strip() or _RULE.match(line):
        source.gaps = source.gaps if not line.strip() else []
        source.at += 1
    elif line.lstrip().startswith("<"):
        _html(source, line)
    elif _FENCE.match(line):
        _fenced(source)
    elif _ATX.match(line):
        _heading(source)
    elif _is_table(source):
        _table(source)
    elif _ITEM.match(line):
        _item(source)
    elif _DEFINITION.match(line):
        _aside(source, line, "a link definition or footnote")
    else:
        _paragraph(source)


def _aside(source: _Lines, text: str, why: str) -> None:
    source.blocks.append(Aside(text.strip(), source.number(), why))
    source.at += 1


def _heading(source: _Lines) -> None:
    found = _ATX.match(source.lines[source.at])
    text = unescaped(_unclosed((found["text"] or "").strip())) if found else ""
    if found and plain(text):
        depth = max(len(found["signs"]), source.folds[-1] + 2 if source.folds else 1)
        source.heading = depth
        source.blocks.append(Heading(depth, text, source.number()))
    source.gaps = []
    source.at += 1


def _unclosed(text: str) -> str:
    """A heading without the signs that may close it ("## Senior ##")."""
    bare = text.rstrip("#")
    return bare.rstrip() if bare != text and (not bare or bare[-1] in " \t") else text


def _fenced(source: _Lines) -> None:
    found = _FENCE.match(source.lines[source.at])
    fence = found.group(1) if found else "```"
    start = source.at
    source.at += 1
    while source.at < len(source.lines) and not source.lines[source.at].lstrip().startswith(fence):
        source.at += 1
    source.at += 1
    text = "\n".join(source.lines[start : source.at])
    source.blocks.append(Aside(text, start + source.offset + 1, "a block of code"))


# -- HTML in between -------------------------------------------------------------------------------------------------
def _html(source: _Lines, line: str) -> None:
    opening = _OPENING.match(line)
    source.folds.extend([source.heading] * len(_FOLD.findall(line)))
    if line.lstrip().startswith("<!--"):
        _skip_comment(source)
    elif opening:
        _element(source, opening.group(1).lower())
    elif _SUMMARY.search(line):
        _until(source, "</summary>")
    elif _LONE_TAG.match(line):
        _unfold(source, line)
        source.at += 1
    else:
        _paragraph(source)


def _unfold(source: _Lines, line: str) -> None:
    """The end of folded text: what follows stands where the fold began."""
    for _ in range(min(line.lower().count("</details"), len(source.folds))):
        source.heading = source.folds.pop()


def _skip_comment(source: _Lines) -> None:
    while source.at < len(source.lines) and "-->" not in source.lines[source.at]:
        source.at += 1
    source.at += 1


def _element(source: _Lines, tag: str) -> None:
    """An HTML element with all that is in it, up to its own closing tag."""
    start, open_tags = source.at, 0
    opens, closes = re.compile(rf"<{tag}\b", re.IGNORECASE), re.compile(rf"</{tag}\s*>", re.IGNORECASE)
    while source.at < len(source.lines):
        line = source.lines[source.at]
        open_tags += len(opens.findall(line)) - len(closes.findall(line))
        source.at += 1
        if open_tags <= 0:
            break
    _page(source, start)


def _until(source: _Lines, end: str) -> None:
    start = source.at
    while source.at < len(source.lines) and end not in source.lines[source.at].lower():
        source.at += 1
    source.at += 1
    _page(source, start)


def _page(source: _Lines, start: int) -> None:
    page = read_page("\n".join(source.lines[start : source.at]), source.place, start + source.offset)
    for block in page.blocks:
        source.heading = block.depth if isinstance(block, Heading) and block.depth < 7 else source.heading
        source.blocks.append(_folded(block, source))
    source.links.extend(page.links)
    source.gaps = []


def _folded(block: Block, source: _Lines) -> Block:
    """The summary of folded text is a heading just below the one it stands under."""
    if source.folds and isinstance(block, Heading) and block.depth == 7 and source.folds[-1] < 6:
        return replace(block, depth=source.folds[-1] + 1)
    return block


# -- tables ----------------------------------------------------------------------------------------------------------
def _is_table(source: _Lines) -> bool:
    following = source.lines[source.at + 1] if source.at + 1 < len(source.lines) else ""
    cells = [cell.strip() for cell in following.strip().strip("|").split("|")]
    return "|" in source.lines[source.at] and "-" in following and all(_DASHES.match(cell) for cell in cells)


def _table(source: _Lines) -> None:
    start = source.at
    rows = []
    while source.at < len(source.lines) and "|" in source.lines[source.at] and source.lines[source.at].strip():
        if source.at != start + 1:
            rows.append(_row(source.lines[source.at], source.place.at(source.number())))
        source.at += 1
    grid: Grid | None = grid_of(rows, source.place.at(start + source.offset + 1))
    if grid:
        source.tables += 1
        refuse_tables(source.tables, source.place.file)
        source.blocks.append(Table(grid, start + source.offset + 1))
    source.gaps = []


def _row(line: str, place: Place) -> list[Cell]:
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    parts = re.split(r"(?<!\\)\|", inner)
    return [Cell(unescaped(part.strip()), place.at(place.row, index + 1)) for index, part in enumerate(parts)]


# -- text ------------------------------------------------------------------------------------------------------------
def _item(source: _Lines) -> None:
    found = _ITEM.match(source.lines[source.at])
    if not found:
        return
    gap = len(found["gap"].expandtabs(4))
    while source.gaps and gap < source.gaps[-1] + 1 and len(source.gaps) > 1 and gap <= source.gaps[-2] + 1:
        source.gaps.pop()
    if not source.gaps or gap > source.gaps[-1] + 1:
        source.gaps.append(gap)
    depth, line, number = len(source.gaps) - 1, source.number(), found["number"]
    text = _joined(source, _TASK.sub("", found["text"]))
    if is_picture(text):
        source.blocks.append(Aside(text, line, "a picture"))
    elif plain(text):
        source.blocks.append(Item(depth, text, line, int(number) if number else None))


def _paragraph(source: _Lines) -> None:
    line, first = source.number(), source.lines[source.at]
    quoted = first.lstrip().startswith(">")
    inside_list = bool(source.gaps) and first[:1] in " \t"
    bare = _unquoted(first) if quoted else _DEFINED.sub("", first).strip()
    text = _joined(source, bare, quoted=quoted)
    underline = source.lines[source.at] if source.at < len(source.lines) else ""
    if _SETEXT.match(underline) and not quoted and "\n" not in text and plain(text):
        source.at += 1
        source.blocks.append(Heading(1 if "=" in underline else 2, text, line))
    elif is_picture(text):
        source.blocks.append(Aside(text, line, "a picture"))
    elif is_bold_head(text):
        source.blocks.append(Heading(7, unbold(text), line))
    elif (
        (_DEFINED.match(underline) and not _DEFINED.match(first))
        or (_above_list(source) and is_slanted_head(text))
        or (not quoted and is_lone_level(text))
    ):
        source.blocks.append(Heading(8, unwrapped(text), line))
    elif inside_list and plain(text):
        source.blocks.append(Item(len(source.gaps), text, line))
        return
    elif plain(text):
        source.blocks.append(Paragraph(text, line, quoted))
    source.gaps = []


def _above_list(source: _Lines) -> bool:
    follows = next((line for line in source.lines[source.at : source.at + 3] if line.strip()), "")
    return bool(_ITEM.match(follows))


def _joined(source: _Lines, first: str, *, quoted: bool = False) -> str:
    """The first line with those that continue it; a hard break or an "Examples:" line keeps its line end."""
    source.at += 1
    parts = [first]
    while source.at < len(source.lines) and _continues(source, quoted=quoted):
        line = source.lines[source.at]
        following = _unquoted(line) if quoted else line.strip()
        hard = parts[-1].endswith(("  ", "\\")) or is_example(following)
        parts[-1] = parts[-1].rstrip(" \\" if hard else " ") + ("\n" if hard else " ")
        parts.append(following + ("  " if line.endswith("  ") else ""))
        source.at += 1
    return unescaped(html.unescape("".join(parts).strip()))


def _continues(source: _Lines, *, quoted: bool) -> bool:
    line = source.lines[source.at]
    if not line.strip() or _ATX.match(line) or _ITEM.match(line) or _FENCE.match(line) or _RULE.match(line):
        return False
    if _LABELLED.match(line) or _DEFINED.match(line):
        return False
    if quoted != line.lstrip().startswith(">") or _SETEXT.match(line) or _is_table(source):
        return False
    if quoted:
        return bool(_unquoted(line)) and not _ITEM.match(_unquoted(line))
    return not (_OPENING.match(line) or _LONE_TAG.match(line) or line.lstrip().startswith("<!--"))


def _unquoted(line: str) -> str:
    return re.sub(r"^[ \t]*(?:>[ \t]?)+", "", line).strip()
