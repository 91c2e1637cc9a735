"""Whatever the names and numbers: every word of a digest stands in exactly one of its messages, and once on Home."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.playground.validate.payloads import check_message_blocks, check_view
from handlers import ids
from handlers.message import Message, as_text
from handlers.packing import unpack
from handlers.rich import bold, divided
from handlers.text import escape
from handlers.views.digest import digest_messages, digest_part, digest_parts, rest_of
from handlers.views.home import Home, home
from ladder.calendar.dates import Quarter
from ladder.coverage.progress import Progress
from ladder.coverage.questions import Question, Remedy, Rule
from ladder.coverage.rule import Coverage, CoverageState
from ladder.digest.building import CoverageLine, ManagerDigest, NewLine, ReportDigest
from ladder.framework.model import Competency, Ladder, Thresholds
from ladder.store.values import Person
from tests.laws import examples

_WORD = re.compile(r"w\d+")
_DAY = date(2026, 8, 3)
_QUARTER = Quarter(2026, 3)


class Words:
    """Words that occur nowhere else, as long as is wished and with signs that grow when they are escaped."""

    def __init__(self) -> None:
        self._made = 0

    def __call__(self, length: int) -> str:
        words = ""
        while len(words) < length:
            self._made += 1
            words += f"w{self._made} & "
        return words[:length].rpartition("w")[0].strip() or f"w{self._made}"


def a_digest(people: int, competencies: int, length: int) -> tuple[ManagerDigest, Ladder]:
    words = Words()
    known = tuple(Competency(id=f"c{n}", name=words(length), order=n) for n in range(competencies))
    ladder = Ladder(id="l", name="L", levels=(), competencies=known, expectations=())
    reports = tuple(_a_report(words, n, known, length) for n in range(people))
    return ManagerDigest(Person(id="U0M", name="Max"), _QUARTER, reports), ladder


def _a_report(words: Words, number: int, known: Sequence[Competency], length: int) -> ReportDigest:
    states = list(CoverageState)
    lines = tuple(
        CoverageLine(one.name, Coverage(one.id, states[n % 4], _DAY, Thresholds(), quarters=1 + n % 2), ("e",))
        for n, one in enumerate(known)
    )
    return ReportDigest(
        person=Person(id=f"U{number}", name=words(min(length, 200))),
        level=None,
        target=None,
        new=tuple(NewLine(words(300), _DAY, tuple(one.id for one in known), ("e",)) for _ in range(3)),
        more=57,
        lines=lines,
        questions=tuple(Question(Rule.THIN, one.id, words(length), Remedy.LOG_WIN) for one in known[:2]),
        last_on=_DAY,
    )


def said(digest: ManagerDigest, ladder: Ladder) -> Counter[str]:
    """How often each word has to be said: once per line that it stands in. A name above its lines is not counted."""
    texts = [line.name for report in digest.reports for line in report.lines]
    texts += [question.text for report in digest.reports for question in report.questions]
    for line in (line for report in digest.reports for line in report.new):
        texts += [line.text, *(ladder.competency_by_id[one].name for one in line.competencies)]
    names = _words(report.person.name for report in digest.reports)
    counted = _words(texts)
    return Counter({word: times for word, times in counted.items() if word not in names})


def _words(texts: Iterator[str] | Sequence[str]) -> Counter[str]:
    return Counter(word for text in texts for word in _WORD.findall(text))


def shown(digest: ManagerDigest, texts: Sequence[str]) -> Counter[str]:
    names = _words(report.person.name for report in digest.reports)
    return Counter({word: times for word, times in _words(texts).items() if word not in names})


sizes = st.sampled_from([(1, 40, 300), (20, 6, 60), (1, 0, 10), (8, 20, 30), (1, 10, 1_500)])


@settings(max_examples=examples(6))
@given(sizes)
def test_every_word_stands_in_exactly_one_message(size: tuple[int, int, int]) -> None:
    digest, ladder = a_digest(*size)
    messages = digest_messages(digest, ladder)
    assert shown(digest, [message.text for message in messages]) == said(digest, ladder)
    assert shown(digest, [as_text(message.blocks) for message in messages]) == said(digest, ladder)
    for message in messages:
        assert check_message_blocks(list(message.blocks), lambda _: True) is None
        assert "more than one message holds" not in message.text


@settings(max_examples=examples(6))
@given(sizes)
def test_made_part_by_part_it_says_the_same(size: tuple[int, int, int]) -> None:
    digest, ladder = a_digest(*size)
    parts = digest_parts(digest, ladder)
    layout = {n: frozenset(report.person.id for report in part.reports) for n, part in enumerate(parts, start=1)}
    again = [digest_part(digest, ladder, number, layout).message.text for number in layout]
    assert again == [part.message.text for part in parts]


@settings(max_examples=examples(6))
@given(sizes)
def test_every_word_stands_on_home_or_behind_its_button(size: tuple[int, int, int]) -> None:
    digest, ladder = a_digest(*size)
    views = list(read_through(digest_messages(digest, ladder), ladder))
    assert shown(digest, [as_text(view["blocks"]) for view in views]) == said(digest, ladder)
    for view in views:
        assert check_view(view, view["type"], lambda _: True) is None


def read_through(messages: tuple[Message, ...], ladder: Ladder) -> Iterator[dict[str, Any]]:
    """Home, and every page that its button leads to."""
    progress = Progress(Person(id="U0M", name="Max"), None, (), None, 0, 0)
    view = home(Home(progress=progress, recent=(), digest=messages), ladder)
    yield view
    while start := _next_start(view):
        view = rest_of(messages, start)
        yield view


def _next_start(view: dict[str, Any]) -> int:
    buttons = [button for block in view["blocks"] if block["type"] == "actions" for button in block["elements"]]
    return next((unpack(button["value"])["n"] for button in buttons if button["action_id"] == ids.DIGEST_REST), 0)


@given(st.lists(st.text(max_size=300), max_size=4), st.integers(40, 200))
def test_a_line_in_pieces_says_what_it_said(texts: list[str], most: int) -> None:
    line = [bold(text) if number % 2 else text for number, text in enumerate(texts)]
    pieces = divided(line, most)
    whole = "".join(part if isinstance(part, str) else part["text"] for piece in pieces for part in piece)
    assert whole == "".join(texts)
    for piece in pieces:
        assert sum(len(escape(part if isinstance(part, str) else part["text"])) for part in piece) <= most


def test_a_line_is_cut_between_the_things_it_lists() -> None:
    pieces = divided(["Nothing yet: ", "alpha beta; gamma delta; epsilon"], 30)
    assert pieces == [["Nothing yet: ", "alpha beta; "], ["gamma delta; epsilon"]]
