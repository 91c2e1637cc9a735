"""Sources of every kind the importers know, in shapes that real ladders have: nothing is lost, nothing comes twice."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from ladder.formats.importers import CannotImport, Imported, read
from ladder.framework.model import Kind, Status

SOURCES = Path(__file__).parent / "sources"
SHARED = Path(__file__).parents[5] / "shared"

CSV = """,Craft,Teamwork
Junior,"Writes tests.

Asks early.",Listens
Senior,"Designs systems",N/A
"""


def imported(text: str | bytes, file: str) -> Imported:
    return read(text if isinstance(text, bytes) else text.encode(), file)


def cells(found: Imported) -> dict[tuple[str, str], list[str]]:
    """The statements by level's and competency's name."""
    levels = {one.id: one.name for one in found.ladder.levels}
    competencies = {one.id: one.name for one in found.ladder.competencies}
    sorted_out: dict[tuple[str, str], list[str]] = {}
    for one in found.ladder.expectations:
        key = (levels.get(one.level or "", ""), competencies.get(one.competency or "", ""))
        sorted_out.setdefault(key, []).append(one.text)
    return sorted_out


# levels, competencies, statements and skipped places of the small sources
@pytest.mark.parametrize(
    ("file", "levels", "competencies", "statements"),
    [
        ("blockquotes.md", 2, 3, 5),
        ("bold-headings.md", 2, 3, 10),
        ("competencies-first.md", 3, 2, 11),
        ("details.md", 2, 2, 4),
        ("front-matter.md", 3, 2, 7),
        ("job-family.md", 2, 3, 6),
        ("korean.md", 2, 3, 4),
        ("ladder-with-tables.md", 3, 3, 7),
        ("nested.md", 2, 2, 7),
        ("one-level.md", 1, 3, 8),
        ("pipe-both-ways.md", 2, 4, 10),
        ("spanning-table.md", 2, 2, 10),
    ],
)
def test_a_source_is_read_whole(file: str, levels: int, competencies: int, statements: int) -> None:
    found = read((SOURCES / file).read_bytes(), file).ladder
    assert (len(found.levels), len(found.competencies), len(found.expectations)) == (levels, competencies, statements)


@pytest.mark.parametrize("path", sorted(SOURCES.iterdir()), ids=lambda path: path.name)
def test_every_statement_stands_in_the_source_and_comes_once(path: Path) -> None:
    found = read(path.read_bytes(), path.name)
    source = "".join(path.read_text(encoding="utf-8").split())
    for one in found.ladder.expectations:
        first = one.text.split()[0].strip("*_`[]()<>")
        assert first in source
        assert one.origin is not None
        assert one.origin.file == path.name
    ids = [one.id for one in found.ladder.expectations]
    assert len(set(ids)) == len(ids)
    assert all(skipped.where and skipped.why for skipped in found.skipped)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "levels", "competencies", "statements"),
    [
        ("ladders/etsy/competencies.md", 5, 5, 125),
        ("ladders/ft/engineering-v1.yml", 4, 4, 358),
        ("ladders/ft/engineering.yml", 8, 9, 72),
        ("ladders/jorgef/Developer.md", 7, 22, 35),
        ("ladders/jorgef/TechLead.md", 4, 13, 20),
        ("ladders/mercari/engineering_ladder.en.csv", 6, 7, 205),
        ("ladders/mercari/engineering_ladder.ja.csv", 6, 7, 205),
        ("suggest/ladder.json", 5, 16, 320),
    ],
)
def test_real_ladders_are_read_whole(file: str, levels: int, competencies: int, statements: int) -> None:
    path = SHARED / file
    if not path.exists():
        pytest.skip("the public ladders are not beside the project")
    found = read(path.read_bytes(), path.name).ladder
    assert (len(found.levels), len(found.competencies), len(found.expectations)) == (levels, competencies, statements)


def test_a_spreadsheet_has_several_statements_in_a_cell_and_cells_that_are_no_gaps() -> None:
    found = imported(CSV, "ladder.csv")
    assert cells(found)["Junior", "Craft"] == ["Writes tests.", "Asks early."]
    assert cells(found)["Senior", "Craft"] == ["Designs systems"]
    not_asked = [one for one in found.ladder.expectations if one.status is Status.NOT_APPLICABLE]
    assert len(not_asked) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_common_encodings_and_delimiters_are_understood(encoding: str, delimiter: str) -> None:
    rows = [["", "Café", "Teamwork"], ["Junior", "Élan", "Listens well"], ["Senior", "Über alles hinaus", "Leads well"]]
    text = "\n".join(delimiter.join(row) for row in rows)
    found = imported(text.encode(encoding), "ladder.csv")
    assert cells(found)["Junior", "Café"] == ["Élan"]
    assert len(found.ladder.expectations) == 4


def test_levels_may_stand_in_columns() -> None:
    heads = "Competency,Junior Engineer,Senior Engineer,Staff Engineer"
    text = f"{heads}\nCraft,Tests,Designs,Shapes\nTeam,Listens,Leads,Joins"
    found = imported(text, "ladder.csv")
    assert [one.name for one in found.ladder.levels] == ["Junior Engineer", "Senior Engineer", "Staff Engineer"]
    other = read(text.encode(), "ladder.csv", levels_in="rows")
    assert [one.name for one in other.ladder.levels] == ["Craft", "Team"]


def workbook(**sheets: list[list[str]]) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


GRID = [["", "Craft", "Team"], ["Junior", "Tests", "Listens"], ["Senior", "Designs", "Leads"]]


def test_a_workbook_with_several_sheets_is_read_whole_or_by_sheet() -> None:
    data = workbook(Engineering=GRID, Management=[["", "People"], ["Manager", "Hires"], ["Director", "Plans"]])
    whole = read(data, "ladder.xlsx")
    assert {one.text for one in whole.ladder.expectations} == {"Tests", "Listens", "Designs", "Leads", "Hires", "Plans"}
    one = read(data, "ladder.xlsx", sheet="Management")
    assert {each.text for each in one.ladder.expectations} == {"Hires", "Plans"}
    with pytest.raises(CannotImport):
        read(data, "ladder.xlsx", sheet="Nothing")


def test_a_formula_is_inert_text() -> None:
    found = imported(
        '"",Craft,Team\nJunior,"=HYPERLINK(""http://evil"")",Listens\nSenior,Designs,Leads\n', "ladder.csv"
    )
    kept = [*(one.text for one in found.ladder.expectations), *(one.text for one in found.ladder.annexes)]
    assert sum("=HYPERLINK" in text for text in kept) == 1


def test_a_list_of_competencies_by_level_keeps_its_ids() -> None:
    source = {
        "levels": [{"id": "l1", "name": "Junior"}, {"id": "l2", "name": "Senior"}],
        "competencies": [
            {"id": "c-1", "level": "l1", "domain": "Craft", "summary": "Writes tests", "examples": ["A unit test"]},
            {"id": "c-2", "level": "l2", "domain": "Craft", "summary": "Designs systems"},
        ],
    }
    found = imported(json.dumps(source), "ladder.json").ladder
    texts = {one.text: one for one in found.expectations}
    assert {"Writes tests", "A unit test", "Designs systems"} <= set(texts)
    assert texts["A unit test"].kind is Kind.EXAMPLE
    assert {one.name for one in found.levels} == {"Junior", "Senior"}


def test_a_mapping_of_levels_and_competencies_is_a_ladder() -> None:
    found = imported("Junior:\n  Craft: [Writes tests]\nSenior:\n  Craft: [Designs, Mentors]\n", "ladder.yaml").ladder
    assert [one.text for one in found.expectations] == ["Writes tests", "Designs", "Mentors"]


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/workbook.xml", b"0" * 200_000_000)
    return file.getvalue()


ALIASES = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "\n".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("data", "file"),
    [
        (b"", "ladder.csv"),
        (b"x" * 50_000_000, "ladder.csv"),
        (bytes(range(256)) * 40, "ladder.csv"),
        (b"PK\x03\x04broken", "ladder.xlsx"),
        (bomb(), "ladder.xlsx"),
        (ALIASES.encode(), "ladder.yaml"),
        (b"a: !!python/object/apply:os.system [ls]\n", "ladder.yaml"),
        (b"{not json", "ladder.json"),
        (
            ("Level,Craft,Team\n" + "\n".join(f"Engineer {n},Does {n},Joins {n}" for n in range(1000))).encode(),
            "ladder.csv",
        ),
    ],
    ids=["empty", "50 MB", "binary", "broken", "bomb", "aliases", "tags", "no JSON", "1,000 levels"],
)
def test_what_cannot_be_read_is_refused_with_what_and_where(data: bytes, file: str) -> None:
    with pytest.raises(CannotImport) as refused:
        read(data, file)
    assert str(refused.value)
    assert len(str(refused.value)) < 500


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
@pytest.mark.parametrize("name", ["Qualität", "Équité", "Fähigkeit", "Criação", "Año"])
def test_a_single_accent_is_enough_to_know_western_text(encoding: str, name: str) -> None:
    found = imported(f"Skill;Junior;Senior\n{name};Fixes small faults;Plans\n".encode(encoding), "ladder.csv")
    assert [one.name for one in found.ladder.competencies] == [name]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("shift_jis", "等級,設計,API層\nG1,指示を受けて実装できる,Web系。SQL文を書く\nG2,一人で設計できる,DB設計\n"),
        ("euc-kr", "등급,설계,협업\nG1,코드를 작성한다,도움을 요청한다\nG2,구조를 설계한다,이끈다\n"),
        ("gb18030", "级别,设计,协作\nG1,编写代码,寻求帮助\nG2,设计系统,带领团队\n"),
    ],
)
def test_east_asian_tables_are_known_without_a_mark(encoding: str, text: str) -> None:
    found = imported(text.encode(encoding), "ladder.csv")
    lines = [line.split(",") for line in text.splitlines()]
    assert [one.name for one in found.ladder.competencies] == lines[0][1:]
    assert [one.text for one in found.ladder.expectations] == [*lines[1][1:], *lines[2][1:]]
