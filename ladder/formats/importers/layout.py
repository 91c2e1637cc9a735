"""How a table is laid out: levels across the top, levels down the side, one statement a row, or no levels at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ladder.formats.importers.grid import Cell, Grid, headed, is_blank, own, words
from ladder.formats.importers.inline import plain
from ladder.formats.importers.values import Axis
from ladder.formats.importers.words import is_code, is_kin, is_level, is_number, is_series, kin, normal

_LEVEL_HEAD = re.compile(
    r"^(?:(?:job |career |target |current )?(?:level|grade|seniority|job title|title|role|position|band"
    r"|stage)s?(?: name| title)?|レベル|グレード|等級|役職"
    r"|레벨|등급|직급|级别|等级|职级|nivel|nível|niveau|stufe|livello|level\s*/.*)$",
    re.IGNORECASE,
)
_COMPETENCY_HEAD = re.compile(
    r"^(?:competenc(?:y|ies|e)|skills?|areas?|themes?|dimensions?|attributes?|criteri(?:a|on)|capabilit(?:y|ies)|topics?|categor(?:y|ies)|"
    r"domains?|pillars?|axis|axes|aspects?|traits?|values?|track|skill area|competency area|responsibilit(?:y"
    r"|ies)|コンピテンシー|スキル|項目|カテゴリ"
    r"|역량|항목|분류|능력|能力|维度|技能|competencias?|competências?|compétences?|habilidades?|kompetenz|fähigkeit)$",
    re.IGNORECASE,
)
_GROUP_HEAD = re.compile(
    r"^(?:group|categor(?:y|ies)|theme|domain|pillar|section|area|cluster|family|カテゴリ|分類|분류)s?$", re.IGNORECASE
)
_TEXT_HEAD = re.compile(
    r"^(?:(?:level |expected )?(?:statement|description|expectation|behaviou?r|text|criteria|criterion|detail"
    r"|indicator|example behaviou?r|requirement"
    r"|key behaviou?r|evidence|expectation text|what it looks like)s?|内容|説明|期待|行動|설명|내용|기대|描述|说明"
    r"|descripci[oó]n|descriç[aã]o|beschreibung)$",
    re.IGNORECASE,
)
_DESCRIPTION_HEAD = re.compile(
    r"^(?:definition|description|what|meaning|objective|summary|about|purpose|定義|説明|정의|설명|定义)s?$",
    re.IGNORECASE,
)
_EXTRA_HEAD = re.compile(
    r"^(?:notes?|comments?|remarks?|examples?|resources?|links?|references?|tags?|owner|source|weight(?:ing)?|url|todo|status|feedback|備考|例|비고|예시|备注)$"
    r"|\bnotes\b|key points",
    re.IGNORECASE,
)
_ID_HEAD = re.compile(r"^(?:id|#|no\.?|nr\.?|number|code|key|uuid|番号|번호)$", re.IGNORECASE)

_SAMPLE = 1_000
Role = Literal["level", "competency", "group", "description", "text", "extra", "id", "other"]


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's layout. `header` is the row of names (-1: none), `body` the first row below it; for levels in
    columns `levels` are those columns, for levels in rows the one column of names; `sure` is False for a guess."""

    kind: Literal["columns", "rows", "long", "labels"]
    header: int
    body: int
    levels: tuple[int, ...]
    sure: bool = True

    @property
    def axis(self) -> Axis | None:
        return "columns" if self.kind == "columns" else "rows" if self.kind in ("rows", "long") else None


def role_of(head: str) -> Role:
    """What a column holds, by its heading."""
    text = plain(head).strip(" :*")
    tests: tuple[tuple[Role, re.Pattern[str]], ...] = (
        ("id", _ID_HEAD), ("level", _LEVEL_HEAD), ("extra", _EXTRA_HEAD), ("group", _GROUP_HEAD),
        ("competency", _COMPETENCY_HEAD), ("text", _TEXT_HEAD), ("description", _DESCRIPTION_HEAD),
    )  # fmt: skip
    return next((role for role, pattern in tests if pattern.search(text)), "other")


def find_layout(grid: Grid, levels_in: Axis | None = None, *, inside_level: bool = False) -> Layout | None:
    """The layout of a table, or None if it does not hold a ladder. `levels_in` overrides the guess; `inside_level`
    says that the table stands in the section of one level, so that it need not name any."""
    long = _long(grid)
    if long and levels_in != "columns":
        return long
    columns, rows = _columns(grid), _rows(grid)
    if levels_in == "columns":
        return columns[1] if columns[0] else Layout("columns", *_edge(grid), tuple(range(1, grid.width)))
    if levels_in == "rows":
        return rows[1] if rows[0] else Layout("rows", *_edge(grid), (0,))
    if columns[0] or rows[0]:
        return columns[1] if columns[0] >= rows[0] else rows[1]
    if inside_level and grid.width > 1:
        return Layout("labels", *_edge(grid, labels=True), ())
    return _guess(grid)


def _edge(grid: Grid, *, labels: bool = False) -> tuple[int, int]:
    """The header row (the first with two cells) and the first row below it; no header if the first row reads like
    content."""
    first = next((index for index, row in enumerate(grid.rows) if len(own(row)) > 1), 0)
    if labels and grid.rows[0][0].empty and len(grid.rows) > 1 and all(words(cell) <= 5 for cell in own(grid.rows[0])):
        return 0, 1
    if labels and (any(words(cell) > 5 for cell in own(grid.rows[first])) or len(grid.rows) == 1):
        return -1, 0
    return first, first + 1


def _guess(grid: Grid) -> Layout | None:
    """Without a single name that sounds like a level: by the corner's heading, else by the longer side."""
    header, body = _edge(grid)
    if grid.width < 2 or len(grid.rows) - body < 1 or len(own(grid.rows[header])) < 2:
        return None
    corner = role_of(grid.rows[header][0].text)
    texts = [cell for row in grid.rows[body:] for cell in own(row)[1:]]
    if not texts or sum(words(cell) for cell in texts) / len(texts) < 4:
        return None
    if corner == "level" or (corner != "competency" and len(grid.rows) - body < grid.width - 1):
        return Layout("rows", header, body, (0,), sure=False)
    return Layout("columns", header, body, tuple(range(1, grid.width)), sure=False)


def _columns(grid: Grid) -> tuple[float, Layout]:
    """The row that best reads as level names, and how surely it does."""
    best, surely, layout = 0.0, 0.0, Layout("columns", 0, 1, ())
    for index, row in enumerate(grid.rows[:12]):
        if index + 1 >= len(grid.rows):
            break
        cells = [(column, headed(cell)[0]) for column, cell in enumerate(row) if not cell.empty]
        likely = _likely(cells)
        score = _score(likely, cells)
        if score > best:
            best, surely = score, score * _certainty(likely, cells)
            layout = Layout("columns", index, index + 1, _between(grid, index, likely))
    return surely, layout


def _rows(grid: Grid) -> tuple[float, Layout]:
    """The column that best reads as level names, and how surely it does."""
    best, surely, layout = 0.0, 0.0, Layout("rows", 0, 1, (0,))
    for column in range(min(grid.width - 1, 4)):
        if any(role_of(cell.text) == "id" for cell in grid.column(column)[:5]):
            continue
        sample = grid.column(column)[:_SAMPLE]
        cells = [(row, headed(cell)[0]) for row, cell in enumerate(sample) if not cell.empty and not cell.copy]
        cells = [(row, text) for row, text in cells if len(own(grid.rows[row])) > 1 or is_level(text)]
        likely = _likely(cells)
        score = _score(likely, cells)
        if likely and score > best and _has_text(grid, column, likely):
            best, surely = score, score * _certainty(likely, cells)
            header = _header_above(grid, min(likely))
            layout = Layout("rows", header, header + 1, (column,))
    return surely, layout


def _certainty(likely: list[int], cells: list[tuple[int, str]]) -> float:
    """Less for names that are only codes or numbers, since "C7" may be a competency too; least for a long list."""
    names = [plain(text) for at, text in cells if at in likely]
    coded = sum(is_code(name) or 2 * is_number(name) for name in names) / len(names)
    return (1 - coded / 4) * (0.5 if coded > 0.9 and len(names) > 15 else 1)


def _has_text(grid: Grid, column: int, rows: list[int]) -> bool:
    return any(not cell.empty for row in grid.rows[min(rows) :] for cell in row[column + 1 :])


def _header_above(grid: Grid, first: int) -> int:
    """The last row above the levels that names columns; -1 if there is none. Sentences name nothing."""
    rows = range(first - 1, -1, -1)
    named = [row for row in rows if len(own(grid.rows[row])) > 1]
    short = [row for row in named if all(words(cell) <= 8 for cell in own(grid.rows[row]))]
    fullest = max(short, key=lambda row: len(own(grid.rows[row])), default=None)
    return fullest if fullest is not None else (named or [first - 1])[0]


def _likely(cells: list[tuple[int, str]]) -> list[int]:
    """The positions of the cells that name levels, each name once; bare numbers count if they form a series."""
    jobs = kin([text for _, text in cells if is_level(text)])
    found = [at for at, text in cells if is_level(text) or is_kin(text, jobs)]
    numbers = [at for at, text in cells if is_number(plain(text))]
    if len(numbers) > len(found) and len(numbers) >= 2 and _counts_up([plain(dict(cells)[at]) for at in numbers]):
        return numbers
    if len(found) < 2 and len(cells) > 2 and is_series([text for _, text in cells[1:]]):
        return [at for at, _ in cells[1:]]
    if len(found) < 2 and is_series([text for _, text in cells]):
        return [at for at, _ in cells]
    return found


def _counts_up(names: list[str]) -> bool:
    roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
    values = [roman.index(name) + 1 if name in roman else int(name) if name.isdigit() else -1 for name in names]
    return values[0] in range(5) and all(above == below + 1 for below, above in pairwise(values))


def _score(likely: list[int], cells: list[tuple[int, str]]) -> float:
    """How well a line of cells names levels: the share that does, and a little for their number; 0 if they are too
    few."""
    texts = dict(cells)
    names = {normal(texts[at]) for at in likely}
    others = [text for at, text in cells if at not in likely and role_of(text) == "other"]
    if len(names) < 2 or len(others) > len(likely):
        return 0
    return len(likely) / (len(likely) + len(others)) + min(len(names), 10) / 50


def _between(grid: Grid, header: int, likely: list[int]) -> tuple[int, ...]:
    """The level columns: the likely ones, and any named or filled column between and after them that is no column of
    notes."""
    first = min(likely, default=0)
    chosen = []
    for column in range(first, grid.width):
        cell = grid.rows[header][column]
        named = not cell.empty and role_of(cell.text) == "other" and len(headed(cell)[0].split()) <= 12
        if column in likely or named:
            chosen.append(column)
    return tuple(chosen)


def _long(grid: Grid) -> Layout | None:
    """One statement a row: a column of levels, one of competencies and one of texts; the levels mostly come again."""
    for index, row in enumerate(grid.rows[:5]):
        roles = [role_of(cell.text) for cell in row]
        if "level" not in roles or not {"competency", "group"} & set(roles):
            continue
        body = [other for other in grid.rows[index + 1 :] if not is_blank(other)]
        at = max((column for column, role in enumerate(roles) if role == "level"), key=lambda one: _named(body, one))
        keys = [normal(other[at].text) for other in body]
        repeated = len(set(keys) - {""}) < len(keys)
        if len(body) > 1 and len(text_columns(grid, index)) == 1 and (repeated or "text" in roles):
            return Layout("long", index, index + 1, (at,), sure=repeated)
    return None


def _named(rows: Sequence[Sequence[Cell]], column: int) -> int:
    """How many cells of a column read like names of levels."""
    return sum(is_level(row[column].text) or is_number(plain(row[column].text)) for row in rows)


def text_columns(grid: Grid, header: int) -> list[int]:
    """The columns of a list that hold its texts: by their heading, else those without a known heading and with
    sentences."""
    roles = [role_of(cell.text) for cell in grid.rows[header]]
    named = [column for column, role in enumerate(roles) if role == "text"]
    named = named or [column for column, role in enumerate(roles) if role == "description"]
    return named or [column for column, role in enumerate(roles) if role == "other" and _is_prose(grid, column, header)]


def _is_prose(grid: Grid, column: int, header: int) -> bool:
    cells = [cell for cell in grid.column(column)[header + 1 : _SAMPLE] if not cell.empty]
    return bool(cells) and sum(map(words, cells)) >= 3 * len(cells)
