"""How often suggestions are right: on wins and small talk of our own, and on a labelled set of texts.

Our own stand in `sets`: small talk, wins for the built-in ladder, and wins for other companies' ladders. Of each
every other line is there to look at (`SEEN`); the lines between (`HELD_OUT_HALF`) only judge. Of a labelled set is said
how often the right competency comes first, or among the first three, as a new workspace has it, with keyword overlap
and BM25 beside it, then after so many confirmed texts.
`python -m tests.bench.suggestions FOLDER` takes another set: FOLDER holds `ladder.json` (or any file that can be
imported as a ladder) and `tasks.jsonl` with a text and its competency a line.
"""

import json
import random
import re
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass
from functools import partial
from pathlib import Path
from statistics import fmean, quantiles
from time import process_time

from ladder.formats.importers import read
from ladder.formats.yaml.form import builtin
from ladder.framework.model import Ladder
from ladder.suggest import Confirmed, Suggester
from ladder.suggest.profile import said_of
from tests.bench.line import HEAD, Line

FOLDER = Path(__file__).parents[3] / "shared" / "suggest"
CONFIRMATIONS = (10, 50, 150)
OWN_CONFIRMED = 120
SETS = Path(__file__).parent / "sets"
TEMPLATES = Path(__file__).parents[2] / "ladder" / "framework" / "files"
SEEN, HELD_OUT_HALF = 0, 1
SPLITS = range(20)
HELD_OUT = 90
LOSS = 0.02  # what learning may cost at the most, at any number of confirmed texts
ROUNDS = 5

Labelled = tuple[str, str]
Win = tuple[str, Sequence[str]]  # with its competencies, the likeliest first
Rank = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Offered:
    """How many wins there were; parts of 1: those with the right one among the offered, those with a right tick, and of
    all ticks the right ones."""

    wins: int
    among_offered: float
    right_ticks: float
    precision: float


@dataclass(frozen=True, slots=True)
class Score:
    """Parts of 1: how often the right one is first, and among the first three; and the mean of 1 / its place."""

    first: float
    among_three: float
    reciprocal: float


def main(arguments: Sequence[str]) -> int:
    """Prints the table; 1 if there is no such set."""
    folder = Path(arguments[0]) if arguments else FOLDER
    if not (folder / "tasks.jsonl").is_file():
        print(f"There is no {folder}/tasks.jsonl. Name the folder of a labelled set.", file=sys.stderr)
        return 1
    print(HEAD)
    for line in (*_own_sets(), *measured_on(folder)):
        print(line, flush=True)
    return 0


def lines() -> Iterator[Line]:
    """Our own sets, then the development set; a clone without that says so."""
    yield from _own_sets()
    if FOLDER.is_dir():
        yield from measured_on(FOLDER)
    else:
        print(f"There is no {FOLDER}: the suggestions were not measured on it.", file=sys.stderr)


def measured_on(folder: Path) -> Iterator[Line]:
    """The lines of one labelled set."""
    ladder, labelled = ladder_in(folder), labelled_in(folder / "tasks.jsonl")
    suggester = Suggester(ladder)
    yield from _cold(ladder, labelled, partial(ranked, suggester, None))
    yield _time(ladder, labelled)
    yield from _offered(suggester, labelled)
    yield from _learnt(suggester, labelled)


def _own_sets() -> Iterator[Line]:
    talk, seen = (small_talk_offered(half) for half in (HELD_OUT_HALF, SEEN))
    what = f"Suggestions for {len(small_talk_in(HELD_OUT_HALF))} held-out lines of small talk: anything is offered"
    yield Line(what, talk, 0.05, "", f"on the half to look at {seen:.3f}")
    yield from _offered_lines("the built-in ladder", offered_in, (0.65, 0.25, 0.75))
    after = f"The same after {OWN_CONFIRMED} of our own wins were confirmed: the right one is among the offered"
    yield Line(after, offered_after(OWN_CONFIRMED, SPLITS), 0.85, "", "", at_least=True)
    yield from _offered_lines("other ladders", offered_elsewhere, (0.65, 0.18, 0.65))


def _offered_lines(of: str, offered_of: Callable[[int], Offered], bounds: tuple[float, float, float]) -> Iterator[Line]:
    held_out, seen = (offered_of(half) for half in (HELD_OUT_HALF, SEEN))
    parts = {
        "among_offered": "the right one is among the offered",
        "right_ticks": "a right one is ticked",
        "precision": "part of the ticks that are right",
    }
    for (part, name), bound in zip(parts.items(), bounds, strict=True):
        what = f"Suggestions for {held_out.wins} held-out wins of {of}: {name}"
        beside = f"on the half to look at {getattr(seen, part):.3f}"
        yield Line(what, getattr(held_out, part), bound, "", beside, at_least=True)


def offered_in(half: int, confirmed: Confirmed | None = None) -> Offered:
    """How the built-in ladder does on one half of our own wins."""
    return _offered_to([(Suggester(builtin()), wins_in(half))], confirmed)


def offered_after(number: int, splits: range) -> float:
    """The part of our own wins with the right one among the offered after so many others were confirmed, each by
    another person; the mean over random splits."""
    suggester, wins = Suggester(builtin()), [*wins_in(SEEN), *wins_in(HELD_OUT_HALF)]
    parts = []
    for seed in splits:
        shuffled = random.Random(seed).sample(wins, len(wins))
        confirmed = Confirmed((text, right[:1]) for text, right in shuffled[:number])
        parts.append(_offered_to([(suggester, shuffled[number:])], confirmed).among_offered)
    return fmean(parts)


def offered_elsewhere(half: int) -> Offered:
    """How other companies' ladders do on one half of the wins written for them."""
    return _offered_to([(Suggester(ladder), wins) for ladder, wins in elsewhere_in(half)])


def _offered_to(sets: Sequence[tuple[Suggester, Sequence[Win]]], confirmed: Confirmed | None = None) -> Offered:
    offers = [(suggester.offers(text, confirmed), right) for suggester, wins in sets for text, right in wins]
    ticks = [offer.competency in right for offered, right in offers for offer in offered if offer.ticked]
    return Offered(
        len(offers),
        fmean(any(offer.competency in right for offer in offered) for offered, right in offers),
        sum(ticks) / len(offers),
        fmean(ticks or [0]),
    )


def small_talk_offered(half: int, confirmed: Confirmed | None = None) -> float:
    """The part of one half of the small talk that gets any offer."""
    suggester = Suggester(builtin())
    return fmean(bool(suggester.offers(text, confirmed)) for text in small_talk_in(half))


def small_talk_in(half: int) -> list[str]:
    """One half of the small talk."""
    return (SETS / "small_talk.txt").read_text(encoding="utf-8").splitlines()[half::2]


def wins_in(half: int) -> list[Win]:
    """One half of the wins for the built-in ladder."""
    rows = [row.split("\t") for row in (SETS / "wins.tsv").read_text(encoding="utf-8").splitlines()]
    return [(text, right.split(",")) for right, text in rows[half::2]]


def elsewhere_in(half: int) -> list[tuple[Ladder, list[Win]]]:
    """Other companies' ladders, each with one half of its wins."""
    wins = defaultdict[str, list[Win]](list)
    for row in (SETS / "wins_elsewhere.tsv").read_text(encoding="utf-8").splitlines():
        ladder, right, text = row.split("\t")
        wins[ladder].append((text, right.split(",")))
    return [(_ladder_called(name), of_ladder[half::2]) for name, of_ladder in wins.items()]


def _ladder_called(name: str) -> Ladder:
    """A template of ours, or a ladder beside the sets."""
    file = next(file for file in (TEMPLATES / f"{name}.yaml", SETS / f"{name}.yml") if file.is_file())
    return read(file.read_bytes(), file.name).ladder


def _cold(ladder: Ladder, labelled: Sequence[Labelled], ours: Rank) -> Iterator[Line]:
    found, words, best_match = (scored(rank, labelled) for rank in (ours, overlap(ladder), bm25(ladder)))
    what = f"Suggestions for {len(labelled)} texts, {len(ladder.competencies)} competencies"
    for name, part, bound in (
        ("the right one is the first", "first", 0.34),
        ("the right one is among the first three", "among_three", 0.6),
        ("mean reciprocal rank", "reciprocal", None),
    ):
        beside = f"keyword overlap {getattr(words, part):.3f}, BM25 {getattr(best_match, part):.3f}"
        yield Line(f"{what}: {name}", getattr(found, part), bound, "", beside, at_least=True)


def _offered(suggester: Suggester, labelled: Sequence[Labelled]) -> Iterator[Line]:
    """Without a bound: the labels of the development set often say how something was done where its words say what."""
    offers = [(suggester.offers(text), right) for text, right in labelled]
    ticked = [offer.competency == right for offered, right in offers for offer in offered if offer.ticked]
    among = fmean(any(offer.competency == right for offer in offered) for offered, right in offers)
    ticks = (
        f"a right one is ticked in {sum(ticked) / len(labelled):.3f}, of the ticks {fmean(ticked or [0]):.3f} are right"
    )
    yield Line(f"Suggestions for {len(labelled)} texts: the right one is among the offered", among, None, "", ticks)


def _time(ladder: Ladder, labelled: Sequence[Labelled]) -> Line:
    """Of texts met for the first time: each round has a new engine."""
    rounds = [[_milliseconds(one, text) for text, _ in labelled] for one in (Suggester(ladder) for _ in range(ROUNDS))]
    best = [min(times) for times in zip(*rounds, strict=True)]
    slowest = f"95th percentile {quantiles(best, n=20)[-1]:.2f} ms, best of {ROUNDS} rounds"
    return Line("Suggestions, processor time a text", fmean(best), 1, "ms", slowest)


def _milliseconds(suggester: Suggester, text: str) -> float:
    begun = process_time()
    suggester.suggest(text)
    return (process_time() - begun) * 1_000


def _learnt(suggester: Suggester, labelled: Sequence[Labelled]) -> Iterator[Line]:
    """The first place after so many confirmed texts, against the same held-out texts without any."""
    cold = after(0, suggester, labelled)
    for number in CONFIRMATIONS:
        if number + HELD_OUT <= len(labelled):
            found = after(number, suggester, labelled)
            what = f"{HELD_OUT} held-out texts after {number} confirmed: the right one is the first"
            three = f"among the first three {found.among_three:.3f}, before {cold.among_three:.3f}"
            figures = f"before {cold.first:.3f}; {three}"
            yield Line(what, found.first, round(cold.first - LOSS, 3), "", figures, at_least=True)


def ladder_in(folder: Path) -> Ladder:
    """The ladder beside the texts."""
    file = next(one for one in sorted(folder.iterdir()) if one.stem == "ladder")
    return read(file.read_bytes(), file.name).ladder


def labelled_in(tasks: Path) -> list[Labelled]:
    """The texts, each with its competency."""
    rows = [json.loads(line) for line in tasks.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [(row["text"], row["competency"]) for row in rows]


def scored(rank: Rank, labelled: Sequence[Labelled]) -> Score:
    """How a ranking does on labelled texts."""
    places = [list(rank(text)).index(right) + 1 for text, right in labelled]
    return Score(
        fmean(place == 1 for place in places),
        fmean(place <= 3 for place in places),
        fmean(1 / place for place in places),
    )


def after(number: int, suggester: Suggester, labelled: Sequence[Labelled]) -> Score:
    """The mean over random splits: so many texts confirmed, others asked about. The same texts are held out, whatever
    the number."""
    scores = []
    for seed in SPLITS:
        shuffled = random.Random(seed).sample(list(labelled), len(labelled))
        taught = shuffled[HELD_OUT : HELD_OUT + number]
        confirmed = Confirmed((text, [competency]) for text, competency in taught)
        scores.append(scored(partial(ranked, suggester, confirmed), shuffled[:HELD_OUT]))
    return Score(*map(fmean, zip(*map(astuple, scores), strict=True)))


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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
