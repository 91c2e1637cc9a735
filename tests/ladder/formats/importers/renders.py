"""One ladder written down in many ways: the sources that property tests import."""

import csv
import html
import io
import json
from collections.abc import Callable
from dataclasses import dataclass

import yaml
from openpyxl import Workbook

Cells = dict[tuple[str, str], list[str]]


@dataclass(frozen=True)
class Matrix:
    """Names of levels and competencies, and the statements of each pair, in order; a pair without any has no entry."""

    levels: tuple[str, ...]
    competencies: tuple[str, ...]
    cells: Cells

    def at(self, level: str, competency: str) -> list[str]:
        return self.cells.get((level, competency), [])


def rows(matrix: Matrix, *, levels_down: bool, join: str = "\n") -> list[list[str]]:
    """The matrix as a table, with the names of rows and columns."""
    side, top = (matrix.levels, matrix.competencies) if levels_down else (matrix.competencies, matrix.levels)
    head = ["Level" if levels_down else "Competency", *top]
    cell = matrix.at if levels_down else lambda competency, level: matrix.at(level, competency)
    return [head, *([name, *(join.join(cell(name, other)) for other in top)] for name in side)]


def as_csv(matrix: Matrix, delimiter: str, encoding: str, *, levels_down: bool) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows(matrix, levels_down=levels_down))
    return text.getvalue().encode(encoding)


def as_workbook(matrix: Matrix, *, levels_down: bool) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows(matrix, levels_down=levels_down, join="\n\n"):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_pipes(matrix: Matrix, *, levels_down: bool) -> str:
    table = rows(matrix, levels_down=levels_down, join="<br>")
    lines = [f"| {' | '.join(row)} |" for row in table]
    return "\n".join(["# Our ladder", "", lines[0], "|---" * len(table[0]) + "|", *lines[1:], ""])


def as_html(matrix: Matrix, *, levels_down: bool) -> str:
    def cell(tag: str, text: str) -> str:
        items = "".join(f"<li>{html.escape(part)}</li>" for part in text.split("\n") if part)
        return f"<{tag}>{html.escape(text) if tag == 'th' else f'<ul>{items}</ul>'}</{tag}>"

    head, *body = rows(matrix, levels_down=levels_down)
    lines = ["".join(cell("th", text) for text in head)]
    lines += [cell("th", row[0]) + "".join(cell("td", text) for text in row[1:]) for row in body]
    table = "\n".join(f"<tr>{line}</tr>" for line in lines)
    return f"<html><head><title>Our ladder</title></head><body><table>{table}</table></body></html>"


def as_outline(matrix: Matrix, *, levels_outside: bool) -> str:
    """Markdown: headings of two depths and bullets, levels above competencies or below them."""
    outer, inner = (matrix.levels, matrix.competencies) if levels_outside else (matrix.competencies, matrix.levels)
    lines = ["# Our ladder", ""]
    for first in outer:
        lines += [f"## {first}", ""]
        for second in inner:
            found = matrix.at(first, second) if levels_outside else matrix.at(second, first)
            lines += [f"### {second}", "", *(f"- {text}" for text in found), ""] if found else []
    return "\n".join(lines)


def tree(matrix: Matrix, *, levels_outside: bool) -> dict[str, dict[str, list[str]]]:
    """Keys of two depths and lists of statements."""
    if levels_outside:
        return {level: {one: matrix.at(level, one) for one in matrix.competencies} for level in matrix.levels}
    return {one: {level: matrix.at(level, one) for level in matrix.levels} for one in matrix.competencies}


def as_json(matrix: Matrix, *, levels_outside: bool) -> str:
    return json.dumps(tree(matrix, levels_outside=levels_outside), ensure_ascii=False, indent=1)


def as_yaml(matrix: Matrix, *, levels_outside: bool) -> str:
    return yaml.safe_dump(tree(matrix, levels_outside=levels_outside), allow_unicode=True, sort_keys=False)


def as_records(matrix: Matrix) -> str:
    """JSON: one statement an entry, with an id of its own."""
    found = [(level, one, text) for (level, one), texts in matrix.cells.items() for text in texts]
    entries = [
        {"id": f"s{number}", "level": level, "competency": one, "text": text}
        for number, (level, one, text) in enumerate(found)
    ]
    levels = [{"id": f"l{number}", "name": name} for number, name in enumerate(matrix.levels)]
    return json.dumps({"levels": levels, "statements": entries}, ensure_ascii=False)


def as_arrays(matrix: Matrix) -> str:
    table = [[" ".join(matrix.at(level, one)) for one in matrix.competencies] for level in matrix.levels]
    return json.dumps({"levels": matrix.levels, "competencies": matrix.competencies, "matrix": table})


Render = Callable[[Matrix], tuple[str | bytes, str]]

RENDERS: dict[str, Render] = {
    "CSV, levels down": lambda one: (as_csv(one, ",", "utf-8", levels_down=True), "a.csv"),
    "CSV, levels across": lambda one: (as_csv(one, ",", "utf-8-sig", levels_down=False), "a.csv"),
    "semicolons in cp1252": lambda one: (as_csv(one, ";", "cp1252", levels_down=False), "a.csv"),
    "tabs in UTF-16": lambda one: (as_csv(one, "\t", "utf-16", levels_down=True), "a.tsv"),
    "XLSX, levels down": lambda one: (as_workbook(one, levels_down=True), "a.xlsx"),
    "XLSX, levels across": lambda one: (as_workbook(one, levels_down=False), "a.xlsx"),
    "pipes, levels down": lambda one: (as_pipes(one, levels_down=True), "a.md"),
    "pipes, levels across": lambda one: (as_pipes(one, levels_down=False), "a.md"),
    "HTML, levels down": lambda one: (as_html(one, levels_down=True), "a.html"),
    "HTML, levels across": lambda one: (as_html(one, levels_down=False), "a.html"),
    "outline by level": lambda one: (as_outline(one, levels_outside=True), "a.md"),
    "outline by competency": lambda one: (as_outline(one, levels_outside=False), "a.md"),
    "JSON by level": lambda one: (as_json(one, levels_outside=True), "a.json"),
    "JSON by competency": lambda one: (as_json(one, levels_outside=False), "a.json"),
    "YAML by level": lambda one: (as_yaml(one, levels_outside=True), "a.yaml"),
    "YAML by competency": lambda one: (as_yaml(one, levels_outside=False), "a.yaml"),
    "records": lambda one: (as_records(one), "a.json"),
}
