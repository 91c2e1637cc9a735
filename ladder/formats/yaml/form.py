"""The ladder as YAML: one file or several → `Ladder`, and back. The layout is described in `layout`.

A file is read whole before it is refused: all its problems are told together, each with its line and what to do.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from ladder.formats.yaml.problems import LadderProblems, Problem, ProblemList
from ladder.framework.model import Ladder

MAX_BYTES = 20_000_000  # five million characters of up to four bytes

_BEGIN = "A ladder begins with id, name, levels and competencies."

__all__ = ["LadderProblems", "Problem", "builtin", "dump", "file_schema", "load", "load_files", "load_path"]


def load(text: str, file: str = "") -> Ladder:
    """The ladder that a YAML text holds. Raises `LadderProblems` with everything that is wrong with it; `file` is the
    name that the problems are reported under."""
    return load_files({file: text})


def load_files(texts: Mapping[str, str]) -> Ladder:
    """The ladder that several YAML texts (by file name) hold together, read in the order given: lists are joined, and
    `id`, `name` and the like stand in one of them. Raises `LadderProblems`."""
    from ladder.formats.yaml.join import join, to_checked_ladder
    from ladder.formats.yaml.nodes import read_nodes

    findings = ProblemList()
    documents = [node for file, text in texts.items() for node in read_nodes(text, file, findings)]
    if not documents and not findings.problems:
        findings.problems.append(_whole(", ".join(texts), "There is nothing in it.", _BEGIN))
    findings.raise_if_any()
    root = join(documents, findings)
    return to_checked_ladder(root, findings)


def load_path(path: FilePath) -> Ladder:
    """The ladder in a file, or in all .yaml and .yml files of a folder, by name. Raises `LadderProblems`, also where
    there is no such file or it holds no text."""
    findings = ProblemList()
    texts = {str(one): _text(one, findings) for one in _files(path, findings)}
    findings.raise_if_any()
    return load_files(texts or {str(path): ""})


def _files(path: FilePath, findings: ProblemList) -> list[FilePath]:
    try:
        return sorted(one for one in path.iterdir() if one.suffix in (".yaml", ".yml")) if path.is_dir() else [path]
    except OSError as error:
        findings.problems.append(_unreadable(path, error))
    return []


def _text(path: FilePath, findings: ProblemList) -> str:
    """The text of a file; "" with a note if it cannot be had or is too large to be worth reading."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise ValueError(f"It is larger than {MAX_BYTES // 1_000_000} MB.")
        return data.decode("utf-8-sig")
    except OSError as error:
        findings.problems.append(_unreadable(path, error))
    except UnicodeDecodeError as error:
        what = f"Byte {error.start + 1} is not UTF-8 text."
        findings.problems.append(_whole(str(path), what, "Save the file as UTF-8; `ladder import` reads other kinds."))
    except ValueError as error:
        findings.problems.append(_whole(str(path), str(error), "A ladder is text; is this the right file?"))
    return ""


def _unreadable(path: FilePath, error: OSError) -> Problem:
    return _whole(str(path), f"It cannot be read: {error.strerror}.", "Check the name.")


def _whole(file: str, what: str, fix: str) -> Problem:
    return Problem(file=file, line=0, column=0, what=what, fix=fix)


def dump(ladder: Ladder) -> str:
    """The ladder as YAML, laid out for people. `load(dump(ladder)) == ladder` for every ladder that `load` accepts."""
    from ladder.formats.yaml.write import write

    return write(ladder)


@cache
def builtin() -> Ladder:
    """The built-in ladder, read once (about 0.1 s); published versions are stored as JSON and need no reading."""
    from importlib.resources import files

    text = files("ladder.framework").joinpath("files", "builtin.yaml").read_text(encoding="utf-8")
    return load(text, "builtin.yaml")


def file_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a ladder file, for editors."""
    import msgspec

    from ladder.formats.yaml.layout import LadderFile

    schema = msgspec.json.schema(LadderFile)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Ladder file", **schema}
