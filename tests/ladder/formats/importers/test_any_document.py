"""Whatever a document says between its headings, each sentence comes out once: as a statement, a summary or a
description, as the name of a competency if it is short and heads a list, or word for word among what was set aside."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress

from hypothesis import assume, given, settings
from hypothesis import strategies as some

from ladder.formats.importers import CannotImport, Imported, read
from tests.laws import examples

LEVELS = ("Junior Engineer", "Engineer", "Senior Engineer", "IC1", "IC2", "Level 1", "L3: Senior Developer", "Manager")
OTHERS = ("Craft", "Delivery", "People", "How promotions work", "Overview", "Management track", "Notes", "Scope")
HEADS = LEVELS + OTHERS


@some.composite
def documents(draw: some.DrawFn) -> tuple[str, list[str]]:
    """Markdown, and the word that each of its sentences begins with; no other has it."""
    words: list[str] = []

    def sentence() -> str:
        words.append(
            f"Word{'abcdefghij'[len(words) // 100]}{'abcdefghij'[len(words) // 10 % 10]}{'abcdefghij'[len(words) % 10]}"
        )
        return f"{words[-1]} {draw(some.sampled_from(('writes tests', 'asks early.', 'owns “it”; and more', 'e.g. this')))}"

    def block() -> str:
        head, depth = draw(some.sampled_from(HEADS)), draw(some.integers(1, 4))
        kinds: tuple[Callable[[], str], ...] = (
            lambda: f"{'#' * depth} {head}\n",
            lambda: f"{'#' * depth} {draw(some.sampled_from(LEVELS))}\n\n- {sentence()}\n- {sentence()}\n",
            lambda: f"**{head}**\n",
            lambda: f"{sentence()}\n",
            lambda: f"> {sentence()}\n",
            lambda: f"- {sentence()}\n  - {sentence()}\n    - {sentence()}\n- **{head}**: {sentence()}\n",
            lambda: f"1. {sentence()}\n2. **{sentence()}**\n",
            lambda: f"**{head}:** {sentence()}\n",
            lambda: f"```\n{sentence()}\n```\n",
            lambda: f"| | Staff Engineer | IC1 | IC2 |\n|-|-|-|-|\n| Craft | {sentence()} | {sentence()} | N/A |\n",
        )
        return draw(some.sampled_from(kinds))()

    text = "\n".join(["# Our ladder\n", *(block() for _ in range(draw(some.integers(3, 14))))])
    return text, words


def told_by(imported: Imported) -> str:
    ladder = imported.ladder
    return " ".join(
        [
            *(one.text for one in ladder.expectations),
            *(one.summary for one in ladder.levels),
            *(f"{one.name} {one.description}" for one in ladder.competencies),
            *(one.text for one in ladder.annexes),
        ]
    )


def is_refused(text: str) -> bool:
    """True for a document that names no level, or says nothing of one."""
    with suppress(CannotImport):
        read(text.encode(), "ladder.md")
        return False
    return True


@settings(max_examples=examples(100))
@given(document=documents())
def test_every_sentence_of_a_document_comes_out_once(document: tuple[str, list[str]]) -> None:
    text, words = document
    assume(not is_refused(text))
    imported = read(text.encode(), "ladder.md")
    found = Counter(word.strip("*") for word in told_by(imported).split())
    assert {word: found[word] for word in words} == dict.fromkeys(words, 1)
    assert all(len(level.name.split()) <= 8 for level in imported.ladder.levels)
