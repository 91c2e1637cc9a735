"""How often the right competency comes first, or among the first three, on a labelled set of texts.

`python -m tests.bench.suggestions [FOLDER]` prints a table: simple methods, the suggestions as a new workspace has
them, and after so many confirmed texts. FOLDER holds `ladder.json` (or any file that can be imported as a ladder) and
`tasks.jsonl` with a text and its competency a line; ../shared/suggest if left out.
"""

import json
import random
import re
import sqlite3
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import process_time

from ladder.framework import Ladder
from ladder.importers import read
from ladder.suggest import Confirmed, Suggester
from ladder.suggest.profile import said_of

FOLDER = Path(__file__).parents[3] / "shared" / "suggest"
CONFIRMATIONS = (0, 50, 100, 150)
SPLITS = range(20)
HELD_OUT = 90

Labelled = tuple[str, str]
Rank = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Score:
    """Parts of 1: how often the right one is first, and among the first three; the mean of 1 / its place; and
    milliseconds of processor time a text."""

    first: float
    among_three: float
    reciprocal: float
    milliseconds: float


def main(arguments: Sequence[str]) -> int:
    """Prints the table; 1 if there is no such set."""
    folder = Path(arguments[0]) if arguments else FOLDER
    tasks = folder / "tasks.jsonl"
    if not tasks.is_file():
        print(f"There is no {tasks}. Name the folder of a labelled set: python -m tests.bench.suggestions FOLDER")
        return 1
    ladder = ladder_in(folder)
    for line in table(ladder, labelled_in(tasks)):
        print(line)
    return 0


def ladder_in(folder: Path) -> Ladder:
    """The ladder beside the texts."""
    file = next(one for one in sorted(folder.iterdir()) if one.stem == "ladder")
    return read(file.read_bytes(), file.name).ladder


def labelled_in(tasks: Path) -> list[Labelled]:
    """The texts, each with its competency."""
    rows = [json.loads(line) for line in tasks.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [(row["text"], row["competency"]) for row in rows]


def table(ladder: Ladder, labelled: Sequence[Labelled]) -> Iterable[str]:
    """The lines of the table."""
    suggester = Suggester(ladder)
    yield f"{len(labelled)} texts, {len(ladder.competencies)} competencies of {ladder.id}"
    yield f"{'':34} top-1  top-3  MRR    ms a text"
    yield line("keyword overlap", measured(overlap(ladder), labelled))
    yield line("BM25 (SQLite FTS5)", measured(bm25(ladder), labelled))
    yield line("suggestions, cold", measured(partial(ranked, suggester, None), labelled))
    yield f"held-out texts ({HELD_OUT} of {len(labelled)}, mean of {len(SPLITS)} random splits)"
    for number in CONFIRMATIONS:
        if number + HELD_OUT <= len(labelled):
            yield line(f"suggestions, {number} confirmed", after(number, suggester, labelled))


def line(name: str, score: Score) -> str:
    """One row of the table."""
    return f"{name:34} {score.first:.3f}  {score.among_three:.3f}  {score.reciprocal:.3f}  {score.milliseconds:.2f}"


def measured(rank: Rank, labelled: Sequence[Labelled]) -> Score:
    """How a ranking does on labelled texts."""
    begun = process_time()
    orders = [rank(text) for text, _ in labelled]
    milliseconds = (process_time() - begun) * 1_000 / len(labelled)
    places = [list(order).index(right) + 1 for order, (_, right) in zip(orders, labelled, strict=True)]
    return Score(
        sum(place == 1 for place in places) / len(places),
        sum(place <= 3 for place in places) / len(places),
        sum(1 / place for place in places) / len(places),
        milliseconds,
    )


def after(number: int, suggester: Suggester, labelled: Sequence[Labelled]) -> Score:
    """The mean over random splits: so many texts confirmed, others asked about. The same texts are held out, whatever
    the number."""
    scores = []
    for seed in SPLITS:
        shuffled = random.Random(seed).sample(list(labelled), len(labelled))
        taught = shuffled[HELD_OUT : HELD_OUT + number]
        confirmed = Confirmed((text, [competency]) for text, competency in taught)
        scores.append(measured(partial(ranked, suggester, confirmed), shuffled[:HELD_OUT]))
    return Score(*(sum(column) / len(scores) for column in zip(*map(_numbers, scores), strict=True)))


def ranked(suggester: Suggester, confirmed: Confirmed | None, text: str) -> list[str]:
    """The competencies as the suggestions rank them."""
    return [one.competency for one in suggester.suggest(text, confirmed)]


def overlap(ladder: Ladder) -> Rank:
    """The competencies by how many of the text's words they use; ties in the ladder's order."""
    used = [{word for said in texts for word in words_of(said.text)} for texts in said_of(ladder)]
    ids = [one.id for one in ladder.competencies]

    def rank(text: str) -> list[str]:
        asked = set(words_of(text))
        return [ids[at] for at in sorted(range(len(ids)), key=lambda at: -len(asked & used[at]))]

    return rank


def bm25(ladder: Ladder) -> Rank:
    """The competencies as SQLite's full-text search ranks them, one document each; those without a match come last."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE competency USING fts5(id UNINDEXED, said, tokenize = porter)")
    ids = [one.id for one in ladder.competencies]
    documents = [" ".join(said.text for said in texts) for texts in said_of(ladder)]
    database.executemany("INSERT INTO competency VALUES (?, ?)", zip(ids, documents, strict=True))

    def rank(text: str) -> list[str]:
        query = " OR ".join(f'"{word}"' for word in words_of(text))
        rows = database.execute("SELECT id FROM competency WHERE said MATCH ? ORDER BY rank, rowid", (query or '""',))
        found = [row[0] for row in rows]
        return found + [one for one in ids if one not in found]

    return rank


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return re.findall(r"\w+", text.lower())


def _numbers(score: Score) -> tuple[float, ...]:
    return score.first, score.among_three, score.reciprocal, score.milliseconds


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
