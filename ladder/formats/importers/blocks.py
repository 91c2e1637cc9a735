"""What a document is made of, whether it was Markdown or HTML: headings, paragraphs, list items, tables, in order."""

from dataclasses import dataclass

from ladder.formats.importers.grid import Grid


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `depth` 1 is the highest. A bold line alone counts as one of depth 7, a slanted line above a list and
    the term of a definition as one of depth 8."""

    depth: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `quoted` in a block quote."""

    text: str
    line: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A list item; `depth` 0 is the outermost list; `number` is what an ordered list counts it as."""

    depth: int
    text: str
    line: int
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table."""

    grid: Grid
    line: int


@dataclass(frozen=True, slots=True)
class Aside:
    """Something that cannot hold statements (code, a picture, link definitions); `why` says what it is."""

    text: str
    line: int
    why: str


Block = Heading | Paragraph | Item | Table | Aside
