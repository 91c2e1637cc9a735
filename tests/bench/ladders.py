"""A ladder of 20 levels × 40 competencies × 3,000 statements: what it costs to load, and to answer from, against the
built-in one."""

import json
import os
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from time import process_time
from typing import TypeVar
from unittest.mock import patch
from urllib.parse import parse_qsl, urlencode

import msgspec
from msgspec.structs import replace

from bot.web import serving
from bot.web.http import Web
from ladder.formats.yaml.form import builtin, dump, load
from ladder.framework.answers import level_answer
from ladder.framework.model import Competency, Expectation, Ladder, Level, from_json, to_json
from ladder.framework.search import search
from ladder.suggest import Suggester
from tests.bench.dispatch import microseconds, without_slack
from tests.bench.line import Line, ratio
from tests.bench.load import signed
from tests.bench.payloads import command
from tests.bench.requests import environment

LEVELS, COMPETENCIES, STATEMENTS = 20, 40, 3_000
ROUNDS = 5
ASKED = ("", "senior", "next", "compare mid senior", "prove leadership", "search incident", "paths", "grow", "snr")
LOADED, ANSWERED = 1.0, 2.0  # seconds, by issue 3; times the built-in ladder's
_MADE: Sequence[tuple[str, Callable[[Ladder], object]]] = (
    ("The first level asked for", lambda ladder: level_answer(ladder, "senior")),
    ("The first search", lambda ladder: search(ladder, "incident")),
    ("Suggestions, made ready", Suggester),
)

Given = TypeVar("Given")


def lines() -> Iterator[Line]:
    """Loading in seconds of processor time, what is made once, then each answer."""
    large = large_ladder()
    for form, text in (("nested", dump(large)), ("a flat list", flat(large)), ("JSON", to_json(large).decode())):
        yield Line(f"Loading 3,000 statements, {form}", _seconds(load, partial(str, text)), LOADED, "s")
    yield from _made_once(large)
    for text, (ours, base) in zip(ASKED, _requests((lambda: large, builtin)), strict=True):
        yield ratio(f"{f'`/ladder {text}'.strip()}` of it, to the built-in one's", ours, base, ANSWERED, "µs")


def large_ladder() -> Ladder:
    """The built-in ladder with more of everything, so that both can be asked the same."""
    small, chance = builtin(), random.Random(7)
    words = sorted({word for one in small.expectations for word in one.text.split()})
    more = range(len(small.levels), LEVELS), range(len(small.competencies), COMPETENCIES)
    levels = (*small.levels, *(Level(id=f"l{at}", name=f"Level {at}", rank=at) for at in more[0]))
    columns = (*small.competencies, *(Competency(id=f"c{at}", name=f"Competency {at}") for at in more[1]))
    places = [(level.id, column.id) for column in columns for level in levels]
    missing = STATEMENTS - len(small.expectations)
    said = [
        Expectation(id=f"x{at}", text=" ".join(chance.choices(words, k=11)), level=level, competency=column)
        for at, (level, column) in enumerate(places[at % len(places)] for at in range(missing))
    ]
    order = {level.id: at for at, level in enumerate(levels)}
    every = sorted((*small.expectations, *said), key=lambda one: order.get(one.level or "", -1))
    return replace(small, levels=levels, competencies=columns, expectations=tuple(every))


def flat(ladder: Ladder) -> str:
    """The ladder as YAML with its statements in one list, each on lines of its own with all its marks."""
    tree = msgspec.to_builtins(ladder)
    statements = tree.pop("expectations")
    head = [f"{key}: {json.dumps(value)}" for key, value in tree.items()]
    entries = [[f"  {key}: {json.dumps(value)}" for key, value in one.items()] for one in statements]
    return "\n".join((*head, "expectations:", *(f"- {entry[0][2:]}\n" + "\n".join(entry[1:]) for entry in entries)))


def _made_once(large: Ladder) -> Iterator[Line]:
    """What a process makes of a version when it first meets it, in milliseconds."""
    stored = to_json(large), to_json(builtin())
    ours, base = (_seconds(from_json, partial(bytes, document)) * 1000 for document in stored)
    yield ratio("The stored version, read, to the built-in one's", ours, base, None)
    for what, make in _MADE:
        ours, base = (_seconds(make, partial(from_json, document)) * 1000 for document in stored)
        yield ratio(f"{what}, to the built-in one's", ours, base, None)


def _seconds(work: Callable[[Given], object], given: Callable[[], Given]) -> float:
    """Processor time, the best of several rounds; each works on something of its own."""
    best = float("inf")
    for _ in range(ROUNDS):
        own = given()
        began = process_time()
        work(own)
        best = min(best, process_time() - began)
    return best


def _requests(ladders: Sequence[Callable[[], Ladder]]) -> list[list[float]]:
    """Microseconds of processor time for each question and ladder, from request to answer: all in turn, the best of
    several rounds."""
    with ExitStack() as stack:
        stack.enter_context(without_slack())
        applications = [_application(stack.enter_context(environment(one))) for one in ladders]
        asked = [signed(_without_url(command(text)())) for text in ASKED]
        rounds = [[[microseconds(one, text) for one in applications] for text in asked] for _ in range(ROUNDS)]
    return [[min(figures) for figures in zip(*of_text, strict=True)] for of_text in zip(*rounds, strict=True)]


def _application(env: Mapping[str, str]) -> Web:
    with patch.dict(os.environ, env):
        return serving.application()


def _without_url(body: str) -> str:
    """The command without a place to answer later, so that nothing is sent."""
    return urlencode([(key, value) for key, value in parse_qsl(body) if key != "response_url"])
