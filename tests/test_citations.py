"""What code, tests and documents cite is there: documents, promises, lines of docs/faults.md, tests, paths, names."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
ROOMS = ("bot", "handlers", "ladder", "migrations")
_FAULTS = (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
_PRODUCT = (ROOT / "docs" / "product.md").read_text(encoding="utf-8")
LINES = tuple(re.findall(r"^\| (\d+) \| .+ \| .+ \| (.+) \|$", _FAULTS, re.MULTILINE))
PROMISES = re.findall(r"^(\d+)\. ", _PRODUCT, re.MULTILINE)
DOCUMENTS = (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"))
SOURCES = tuple(path for room in (*ROOMS, "tests") for path in ROOT.glob(f"{room}/**/*.py"))


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """Each source and document of ours by its path, on one line: a citation may go over a line's end."""
    files = [(str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")) for path in (*SOURCES, *DOCUMENTS)]
    return tuple((path, re.sub(r"\s+(?:# )?", " ", text)) for path, text in files)


def cited(pattern: str) -> Iterator[tuple[str, Any]]:
    """What is cited where: the path of the file, and what the pattern finds in it."""
    return ((path, words) for path, text in texts() for words in re.findall(pattern, text))


def module_of(dotted: str) -> str:
    """The module or package that a dotted name begins with."""
    parts = dotted.split(".")
    for end in range(len(parts), 0, -1):
        place = ROOT.joinpath(*parts[:end])
        if place.is_dir() or place.with_suffix(".py").exists():
            return ".".join(parts[:end])
    return ""


@cache
def names_in(module: Path) -> frozenset[str]:
    """What a module defines at its top, and "Class.method" for what its classes define."""
    names: set[str] = set()
    for node in ast.parse(module.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {target.id for target in targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            inner = node.body if isinstance(node, ast.ClassDef) else []
            names |= {node.name, *(f"{node.name}.{part.name}" for part in inner if isinstance(part, ast.FunctionDef))}
    return frozenset(names)


def is_there(dotted: str) -> bool:
    """Whether "ladder.people.access.can" is a package, a module, or something that a module defines."""
    module = module_of(dotted)
    place = ROOT.joinpath(*module.split("."))
    rest = dotted.removeprefix(module).lstrip(".")
    return bool(module) and (
        not rest or rest in names_in(place / "__init__.py" if place.is_dir() else place.with_suffix(".py"))
    )


def test_the_faults_are_numbered_from_1_to_98_and_each_is_played_or_open() -> None:
    assert [int(number) for number, _ in LINES] == list(range(1, 99))
    assert [number for number, played in LINES if "::" not in played and "**open**" not in played] == []


def test_each_test_that_a_document_names_exists() -> None:
    tests = [(path, *named) for path, named in cited(r"`(tests/[\w/]+\.py)::(\w+)`")]
    assert len(tests) > len(LINES)
    assert [test for test in tests if test[2] not in names_in(ROOT / test[1])] == []


def test_each_line_of_the_faults_that_is_cited_exists() -> None:
    numbers = {number for number, _ in LINES}
    cites = list(cited(r"docs/faults\.md, (\d+(?:(?:,| to) \d+)*)"))
    assert cites
    assert [(path, words) for path, words in cites if not set(re.findall(r"\d+", words)) <= numbers] == []


def test_each_promise_is_played() -> None:
    assert re.findall(r"^\| (\d+) \| .*`tests/", _PRODUCT, re.MULTILINE) == PROMISES


def test_each_promise_and_section_that_is_cited_exists() -> None:
    places = {f"promise {number}" for number in PROMISES}
    places |= set(re.findall(r"^## (.+)$", _PRODUCT, re.MULTILINE))
    cites = list(cited(r"docs/product\.md, (promise \d+|[A-Z][a-z]+(?: [a-z]+)*)"))
    assert cites
    assert [(path, place) for path, place in cites if place not in places] == []


def test_no_document_is_cited_that_is_not_there() -> None:
    assert [cite for cite in cited(r"\bdocs/[\w/-]+\.md\b") if not (ROOT / cite[1]).exists()] == []
    assert [cite for cite in cited(r"(?<![\w/])[A-Z]{3,}\.md\b") if not (ROOT / cite[1]).exists()] == []
    assert list(cited(rf"\b(?:{'|'.join('faults product design interface voice'.upper().split())})\b")) == []


def test_each_path_that_a_document_names_exists() -> None:
    paths = rf"`((?:{'|'.join((*ROOMS, 'tests', 'docs'))})/[\w/.-]*)(?:::\w+)?`"
    assert [cite for cite in cited(paths) if cite[0].endswith(".md") and not (ROOT / cite[1]).exists()] == []


def test_each_name_that_a_document_gives_exists() -> None:
    names = rf"`((?:{'|'.join((*ROOMS, 'tests'))})(?:\.\w+)+)`"
    assert [cite for cite in cited(names) if cite[0].endswith(".md") and not is_there(cite[1])] == []


def test_each_walk_names_what_is_there_and_counts_its_modules() -> None:
    walks = (ROOT / "docs" / "walks.md").read_text(encoding="utf-8").split("\n## ")[1:]
    assert len(walks) == 3
    for walk in walks:
        steps = re.findall(r"^ *((?:bot|handlers|ladder)(?:\.\w+)+)", walk, re.MULTILINE)
        assert [step for step in steps if not is_there(step)] == []
        assert re.findall(r"(\d+) modules", walk) == [str(len(set(map(module_of, steps))))]


def test_each_package_says_what_lives_there() -> None:
    packages = [path for room in ROOMS for path in ROOT.glob(f"{room}/**/__init__.py")]
    assert [str(path) for path in packages if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))] == []
