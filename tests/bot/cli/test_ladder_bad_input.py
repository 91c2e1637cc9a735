"""What may come as a ladder and is none: the real command line refuses it with one clear line, in bounded time and
memory, and writes nothing."""

import io
import os
import random
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import Workbook

pytestmark = pytest.mark.slow

SECONDS, MEGABYTES = 5, 300  # of processor time and of memory, the interpreter's own included
ROOT = Path(__file__).parents[3]
READING = ("check", "show", "diff", "export", "import")
HEAD = "id: x\nname: X\n"


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended, what it said, and what it took."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float


def words(command: str, file: Path, out: Path) -> list[str]:
    """The command line that reads `file` with this command."""
    return {
        "check": ["check", str(file)],
        "show": ["show", "--ladder", str(file)],
        "diff": ["diff", str(file), str(file)],
        "export": ["export", str(file), "--to", "csv", "-o", str(out)],
        "import": ["import", str(file), "-o", str(out)],
    }[command]


def _environment() -> dict[str, str]:
    """Without the tracing of coverage, which a process started by a test inherits and which doubles what it takes."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    return {**plain, "COLUMNS": "100"}


def run(command: str, file: Path) -> Done:
    """Runs a command as a process of its own, which is killed far beyond what it may take."""
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, "ladder", *words(command, file, file.with_name("out"))],
        cwd=ROOT,
        capture_output=True,
        text=True,
        preexec_fn=_limits,
        env=_environment(),
    )
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime
    err, _, peak = done.stderr.rpartition("peak ")
    return Done(done.returncode, done.stdout, err, taken, int(peak or 0) / 1024)


_MEASURED = (
    "import resource, sys; from bot.cli.main import main; code = main();"
    "print('peak', resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr); sys.exit(code)"
)


def _limits() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (6 * SECONDS, 6 * SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (2_000_000_000, 2_000_000_000))


def refused(command: str, file: Path, said: str) -> None:
    """Asserts that a command refuses a file in one line with these words, cheaply, and writes nothing."""
    done = run(command, file)
    assert done.code == 1
    assert done.out == ""
    assert done.err.count("\n") == 1, done.err
    assert file.name in done.err
    assert said in done.err
    assert done.seconds < SECONDS
    assert done.megabytes < MEGABYTES
    assert not file.with_name("out").exists()


def aliases() -> str:
    """Nine to the thirtieth power of values, in two kilobytes."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 30)]
    return HEAD + "\n".join(lines)


@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize(
    ("text", "said"),
    [
        (aliases(), ":7:5: The file holds more than 250,000 values, aliases counted as often as they are used."),
        (HEAD + "notes: [!!python/object/apply:os.system [ls]]", ":3:9: The tag tag:yaml.org,2002:python/object"),
        ("[" * 100_000, ":1:1001: This is not YAML: this is nested too deep."),
        (
            f"{HEAD}levels:\n- {{id: a, name: A, next: [b]}}\n- {{id: b, name: B, next: [a]}}\n",
            ':4:20: "next" runs in a loop: a → b → a. Take one of them out.',
        ),
        (f"{HEAD}levels:\n- {{id: a, name: A}}\n- {{id: a, name: B}}\n", ':5:8: The level id "a" is used twice.'),
        (HEAD + "name: Y\n", ':3:1: "name" is given twice. It stands on line 2 already'),
        (HEAD + "levels:\n" + "".join(f"- {{id: l{at}, name: L}}\n" for at in range(1000)), "200"),
        ("", ""),
        ("\ufeff", ""),
        ("# nothing\n", ""),
    ],
    ids=["aliases", "tag", "depth", "loop", "twice", "key twice", "1000 levels", "empty", "mark", "comment"],
)
def test_a_hostile_or_broken_yaml_file_is_refused_by_every_command(
    tmp_path: Path, command: str, text: str, said: str
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    refused(command, file, said or ("the file is empty" if command == "import" else "There is nothing in it."))


@pytest.mark.parametrize("command", READING)
def test_a_file_of_fifty_megabytes_is_refused_by_its_size(tmp_path: Path, command: str) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(HEAD + "- You write code that works.\n" * 1_800_000, encoding="utf-8")
    refused(command, file, "49.8 MB; the limit is 5 MB" if command == "import" else "It is larger than 20 MB.")


@pytest.mark.parametrize("command", READING)
def test_a_binary_file_is_refused(tmp_path: Path, command: str) -> None:
    file = tmp_path / "mine.yaml"
    file.write_bytes(random.Random(1).randbytes(20_000))
    refused(command, file, "this is a binary file" if command == "import" else "is not UTF-8 text.")


@pytest.mark.parametrize("command", READING)
def test_a_file_that_is_not_there_is_told(tmp_path: Path, command: str) -> None:
    refused(command, tmp_path / "mine.yaml", "No such file or directory")


@pytest.mark.parametrize("command", READING)
def test_a_folder_without_a_ladder_is_told(tmp_path: Path, command: str) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    refused(command, folder, "Is a directory" if command == "import" else "There is nothing in it.")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("command", READING)
@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_may_not_be_read_is_told(tmp_path: Path, command: str, kind: str) -> None:
    closed = tmp_path / "mine.yaml"
    closed.mkdir() if kind == "folder" else closed.write_text(HEAD, encoding="utf-8")
    closed.chmod(0)
    refused(command, closed, "directory" if (command, kind) == ("import", "folder") else "Permission denied")
    closed.chmod(0o700)


@pytest.mark.parametrize("command", READING)
def test_a_file_without_an_end_is_read_to_the_limit_and_no_further(tmp_path: Path, command: str) -> None:
    file = tmp_path / "mine.yaml"
    file.symlink_to("/dev/zero")
    refused(command, file, "the file is empty" if command == "import" else "It is larger than 20 MB.")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("mine.csv", b",,,,\n" * 5_000, "every cell is empty"),
        ("mine.csv", b"Level,Craft,Care\n" + b",,\n" * 5_000, "no statement of a ladder was found"),
        ("mine.csv", b"," * 5_000_000, "the table has more than 25,000 rows, 300 columns or 300,000 cells"),
        ("mine.csv", b"Senior,Craft,You write\n" * 180_000, "mine.csv:25001: the table has more than 25,000 rows"),
        ("mine.csv", b"\xff\xfe", "the file is empty"),
        ("mine.json", b"\xef\xbb\xbf", "the file is empty"),
        ("mine.json", b"[" * 100_000, "nested too deeply"),
        ("mine.md", b"|a|b|\n|-|-|\n\n" * 140_000, "the page has more than 1,000 tables"),
        ("mine.md", b"".join(b"# Level %d\n- You write\n" % one for one in range(1_000)), "more than 200 levels"),
        ("mine.md", b"*" * 4_900_000, "the page has more than 2 MB of text"),
        ("mine.html", b"<div>" * 980_000, "the page has more than 2 MB of text"),
        ("mine.xlsx", b"PK\x03\x04" + b"\0" * 500, "the workbook cannot be read"),
        (
            "mine.json",
            b'{"id":"x","name":"X","levels":[{"id":"a","name":"A","next":["b"]},{"id":"b","name":"B","next":["a"]}]}',
            '"next" runs in a loop: a → b → a.',
        ),
    ],
    ids=[
        "empty cells",
        "head alone",
        "one row",
        "rows",
        "mark",
        "json mark",
        "json depth",
        "tables",
        "1000 levels",
        "stars",
        "divs",
        "zip",
        "loop",
    ],
)
def test_what_no_import_can_take_is_refused(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    refused("import", file, said)


def workbook(edit: Callable[[str], str]) -> bytes:
    """A small ladder as XLSX, with the XML of its sheet edited."""
    book, plain, packed = Workbook(), io.BytesIO(), io.BytesIO()
    assert book.active is not None
    for row in (["Level", "Craft"], ["Junior", "You learn."], ["Senior", "You lead."]):
        book.active.append(row)
    book.save(plain)
    with zipfile.ZipFile(plain) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in parts.namelist():
            data = parts.read(part)
            new.writestr(part, edit(data.decode()) if part.endswith("sheet1.xml") else data)
    return packed.getvalue()


def more_rows(rows: str) -> bytes:
    return workbook(lambda xml: xml.replace("</sheetData>", f"{rows}</sheetData>"))


def merged(ranges: str) -> bytes:
    return workbook(lambda xml: xml.replace("</sheetData>", f"</sheetData><mergeCells>{ranges}</mergeCells>"))


def cell(at: str, text: str) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>'


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: more_rows(f"<row>{cell('A4', 'a' * 100_000_000)}</row>"), "packed like a bomb (it unpacks to 95 MB"),
        (
            lambda: more_rows("<row>" + "".join(f'<c t="n"><v>{at * at}</v></c>' for at in range(250_000)) + "</row>"),
            "a row has more than 16,384 cells",
        ),
        (
            lambda: more_rows("".join(f"<row>{cell(f'A{at}', str(at * at))}</row>" for at in range(4, 60_000))),
            "the table has more than 25,000 rows",
        ),
        (lambda: merged('<mergeCell ref="A1:KN25000"/>' * 5_000), "300,000 cells"),
        (
            lambda: workbook(lambda xml: xml.replace("<worksheet", '<!DOCTYPE a [<!ENTITY b "b">]><worksheet', 1)),
            "the workbook declares XML entities",
        ),
    ],
    ids=["bomb", "one row", "rows", "merged", "entities"],
)
def test_a_workbook_that_unpacks_without_end_is_refused(tmp_path: Path, make: Callable[[], bytes], said: str) -> None:
    file = tmp_path / "mine.xlsx"
    file.write_bytes(make())
    refused("import", file, said)


def test_a_formula_is_kept_as_text_and_never_calculated(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    for row in (
        ["Level", "Craft"],
        ["Junior", "=1+1"],
        ["Senior", '=HYPERLINK("http://x","y")'],
        ["Lead", "You lead."],
    ):
        book.active.append(row)
    book.save(tmp_path / "mine.xlsx")
    done = run("import", tmp_path / "mine.xlsx")
    assert done.code == 0
    assert "a formula: never calculated" in done.out
    assert run("check", (tmp_path / "out").rename(tmp_path / "new.yaml")).code == 0


def test_a_ladder_that_was_there_stays_as_it_was(tmp_path: Path) -> None:
    bad, out = tmp_path / "mine.yaml", tmp_path / "out"
    bad.write_text(aliases(), encoding="utf-8")
    out.write_text("the ladder of yesterday", encoding="utf-8")
    for command in ("import", "export"):
        assert run(command, bad).code == 1
    assert out.read_text(encoding="utf-8") == "the ladder of yesterday"
