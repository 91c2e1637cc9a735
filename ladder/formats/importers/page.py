"""HTML into blocks: headings, paragraphs, nested lists, tables with spans. Scripts, styles and forms are left out."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from ladder.formats.importers.blocks import Aside, Block, Heading, Item, Paragraph, Table
from ladder.formats.importers.grid import grid_of
from ladder.formats.importers.inline import is_bold, is_link_only, plain, unbold, without_pictures, word_set
from ladder.formats.importers.page_tables import OpenCell, OpenTable, sane, span, spread, tidy_cell
from ladder.formats.importers.values import Place, refuse_tables

_SILENT = frozenset(("script", "style", "template", "noscript", "svg", "head", "select", "button", "iframe", "object"))
_BREAKING = word_set("""
        p div section article main header footer aside nav blockquote details figure dl dd form address center body
        html
    """)
_HEADS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "summary", "dt"))
_VOID = frozenset(("br", "img", "hr", "input", "meta", "link", "source", "wbr", "col"))
_MARKUP = re.compile(
    r"<(?:/?(?:li|ul|ol|br|p|div|b|strong|em|i|span|a|h[1-6]|sup|sub|u|code|font)\b[^<>]*)/?>", re.IGNORECASE
)


class _Page(HTMLParser):
    """Collects blocks; within a table cell, everything becomes marked text of that cell."""

    def __init__(self, place: Place, offset: int) -> None:
        super().__init__(convert_charrefs=True)
        self.place, self._above = place, offset
        self.blocks: list[Block] = []
        self.title = ""
        self.links: list[str] = []
        self._text: list[str] = []
        self._line = 1
        self._kind = "p"
        self._lists: list[tuple[str, int]] = []
        self._tables: list[OpenTable] = []
        self._opened = 0  # tables so far
        self._silent: list[str] = []
        self._in_title = False
        self._href = ""
        self._quoted = 0

    # -- events ---------------------------------------------------------------------------------------------------
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "title":
            self._in_title = True
        elif self._silent or tag in _SILENT:
            if tag not in _VOID:
                self._silent.append(tag)
        elif self._tables and tag != "table":
            self._start_in_table(tag, dict(attrs))
        else:
            self._start(tag, dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        elif self._silent:
            if tag in self._silent:
                del self._silent[len(self._silent) - 1 - self._silent[::-1].index(tag) :]
        elif self._tables:
            self._end_in_table(tag)
        else:
            self._end(tag)

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif not self._silent:
            self._write(re.sub(r"[^\S\u00a0\u3000]+", " ", data).replace("\u00a0", " "))

    def close(self) -> None:
        super().close()
        while self._tables:
            self._close_table()
        self._flush()

    # -- outside tables -------------------------------------------------------------------------------------------
    def _start(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag == "table":
            self._flush()
            self._opened += 1
            refuse_tables(self._opened, self.place.file)
            self._tables.append(OpenTable(self._here()))
        elif tag in ("ul", "ol"):
            self._flush()
            self._lists.append((tag, int(attrs.get("start") or 1) if str(attrs.get("start") or 1).isdigit() else 1))
        elif tag in _HEADS or tag == "li":
            self._flush()
            self._kind = tag
        elif tag in _BREAKING or tag == "hr":
            self._break()
            self._quoted += tag == "blockquote"
        else:
            self._mark(tag, attrs)

    def _end(self, tag: str) -> None:
        if tag in _HEADS or tag == "li":
            self._flush()
        elif tag in ("ul", "ol"):
            self._flush()
            if self._lists:
                self._lists.pop()
        elif tag in _BREAKING:
            self._break()
            self._quoted -= tag == "blockquote" and self._quoted > 0
        else:
            self._unmark(tag)

    def _break(self) -> None:
        """A block boundary ends a paragraph; within an item or a heading it is only a space."""
        if self._kind == "p":
            self._flush()
        else:
            self._write(" ")

    def _mark(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag in ("b", "strong"):
            self._write("**")
        elif tag == "br":
            self._write("\v")
        elif tag == "img":
            self._write(f"![{attrs.get('alt') or ''}]({attrs.get('src') or ''})" if not self._tables else "")
        elif tag == "a":
            self._href = attrs.get("href") or ""
            if self._href and not self._tables:
                self._write("[")

    def _unmark(self, tag: str) -> None:
        if tag in ("b", "strong"):
            self._write("**")
        elif tag == "a" and self._href:
            if self._href.startswith(("http://", "https://")):
                self.links.append(self._href)
            if not self._tables:
                self._write("](" + re.sub(r"[()\s]", "", self._href) + ")")
            self._href = ""

    def _flush(self) -> None:
        text, kind = "".join(self._text).strip(" \v"), self._kind
        self._text, self._kind = [], "p"
        text = _tidy(text)
        if not plain(text) and "![" not in text:
            return
        self.blocks.append(self._block(kind, text))

    def _block(self, kind: str, text: str) -> Block:
        if "![" in text and not plain(without_pictures(text)):
            return Aside(text, self._line, "a picture")
        if kind in _HEADS:
            name = re.sub(r"\s*[#¶🔗]\s*$", "", _labelled(text))
            return Heading(int(kind[1]) if kind[1].isdigit() else 7, name, self._line)
        bare = text if is_link_only(text) else _labelled(text)
        if kind == "li" or self._lists:
            ordered = bool(self._lists) and self._lists[-1][0] == "ol"
            return Item(max(len(self._lists) - 1, 0), bare, self._line, self._number() if ordered else None)
        if is_bold(bare) and len(plain(bare).split()) <= 8 and not plain(bare).endswith("."):
            return Heading(7, unbold(bare), self._line)
        return Paragraph(bare, self._line, self._quoted > 0)

    def _number(self) -> int:
        tag, number = self._lists[-1]
        self._lists[-1] = (tag, number + 1)
        return number

    # -- inside tables --------------------------------------------------------------------------------------------
    def _start_in_table(self, tag: str, attrs: dict[str, str | None]) -> None:
        table = self._tables[-1]
        if tag in ("tr", "thead", "tbody", "tfoot"):
            table.fresh, table.cell = True, None
        elif tag in ("td", "th"):
            if table.fresh:
                table.rows.append([])
                table.fresh = False
            table.cell = OpenCell(self._here(), span(attrs.get("colspan")), span(attrs.get("rowspan")))
            table.rows[-1].append(table.cell)
        elif tag == "caption":
            table.caption = table.cell = OpenCell(self._here(), 1, 1)
        elif table.cell:
            self._start_in_cell(tag, attrs)

    def _start_in_cell(self, tag: str, attrs: dict[str, str | None]) -> None:
        if tag in ("ul", "ol"):
            self._lists.append((tag, 1))
        elif tag == "li":
            self._write("\n" + "  " * max(len(self._lists) - 1, 0) + "- ")
        elif tag in _HEADS:
            self._write(f"\n\n{'#' * 3} ")
        elif tag in _BREAKING:
            self._write("\n\n" if not self._lists else " ")
        else:
            self._mark(tag, attrs)

    def _end_in_table(self, tag: str) -> None:
        table = self._tables[-1]
        if tag == "table":
            self._close_table()
        elif tag in ("td", "th", "tr", "caption"):
            table.cell = None
        elif tag in ("ul", "ol"):
            if self._lists:
                self._lists.pop()
            self._write("\n\n" if not self._lists else "")
        elif tag in _HEADS or (tag in _BREAKING and not self._lists):
            self._write("\n\n")
        else:
            self._unmark(tag)

    def _close_table(self) -> None:
        table = self._tables.pop()
        if self._tables:
            outer = self._tables[-1].cell
            if outer:
                outer.text.extend(f"\n\n{''.join(cell.text)}" for row in table.all_rows() for cell in row)
            return
        if table.caption and (text := plain(tidy_cell("".join(table.caption.text)))):
            self.blocks.append(Paragraph(text, table.caption.line))
        grid = grid_of(spread(table, self.place), self.place.at(table.line))
        if grid:
            self.blocks.append(Table(grid, table.line))
        self._lists = []

    # -- both -----------------------------------------------------------------------------------------------------
    def _write(self, text: str) -> None:
        if self._tables:
            cell = self._tables[-1].cell
            if cell:
                cell.text.append(text)
        else:
            if not "".join(self._text[-2:]).strip() and text.strip():
                self._line = self._here()
            self._text.append(text)

    def _here(self) -> int:
        return self.getpos()[0] + self._above


def _labelled(text: str) -> str:
    """Links by their label: HTML hides the address as well."""
    return re.sub(r"(?<!!)\[([^\[\]]*)\]\([^()]*\)", r"\1", text).strip()


def _tidy(text: str) -> str:
    """Single spaces, line ends where `<br>` stood, no bold marks around nothing, adjoining bold runs joined."""
    joined = re.sub(r"\*\*(\s*)\*\*", r"\1", re.sub(r"[ \t\r\n]+", " ", text))
    joined = re.sub(r"\*\*(\s*)((?:(?!\*\*).)*?)(\s*)\*\*", r"\1**\2**\3", joined, flags=re.DOTALL)
    return re.sub(r" ?\v ?", "\n", joined).strip()


@dataclass(frozen=True, slots=True)
class Page:
    """A page in blocks, its title, and the addresses its texts linked to."""

    blocks: tuple[Block, ...]
    title: str
    links: tuple[str, ...]


def read_page(text: str, place: Place, offset: int = 0) -> Page:
    """The blocks of an HTML page or fragment that begins `offset` lines into the source."""
    page = _Page(place, offset)
    page.feed(sane(text))
    page.close()
    return Page(tuple(page.blocks), plain(page.title), tuple(dict.fromkeys(page.links)))


def has_markup(text: str) -> bool:
    """True if a cell of another format holds HTML tags."""
    return bool(_MARKUP.search(text))


def cell_text(text: str, place: Place) -> str:
    """A cell's HTML as marked text: bullets, bold, line breaks."""
    page = read_page(f"<table><tr><td>{text}</td></tr></table>", place)
    found = [block.grid.rows[0][0].text for block in page.blocks if isinstance(block, Table)]
    return found[0] if found else ""
