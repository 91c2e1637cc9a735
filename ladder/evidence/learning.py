"""Suggestions in a workspace: the engine for its ladder, and what its own shared, confirmed wins have taught.

What is learned stays in memory, each workspace's apart from every other's: it is what the latest wins teach, and no
more. They are listed before each use. Where the list has changed since the last time, wins that left it or were edited
are forgotten, so erased, private and old words are too, and only new or edited texts are read.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from threading import Lock
from typing import Any

from sqlalchemy import Select, Subquery, and_, bindparam, func, literal_column, select, true

from ladder.evidence.rows import item as _item
from ladder.evidence.rows import joined, of_item
from ladder.framework.model import Ladder
from ladder.store.db import Tx, table_of, walled
from ladder.store.models import EvidenceCompetencyRow
from ladder.store.values import State, Visibility
from ladder.suggest import Confirmed, Suggester, Suggestion
from ladder.suggest.confirmed import Lesson

# The latest items that teach: 0.3 ms each the first time, and a modal must open within three seconds. More teach hardly
# more. No more than texts are compared with, or a new process would know other ones than a running one.
MOST_TAUGHT = 2_000

_competency = table_of(EvidenceCompetencyRow)
_space: Any = literal_column("' '")
_line: Any = _item.c.id.concat(_space).concat(_item.c.revision).concat(_space).concat(_item.c.owner_id)


def _latest(most: int) -> Subquery:
    """The shared ones among the latest confirmed wins, each with a line that says which win it is, at which revision.
    An index alone answers it, and it never reads further than `most` wins."""
    confirmed = (
        select(_item.c.id, _item.c.owner_id, _line.label("line"), _item.c.visibility)
        .where(walled(_item), _item.c.confirmed == true(), _item.c.state == State.ACCEPTED)
        .order_by(_item.c.id.desc(), _item.c.owner_id.desc())
        .limit(most)
        .subquery("confirmed")
    )
    shared = select(confirmed.c.id, confirmed.c.owner_id, confirmed.c.line)
    return shared.where(confirmed.c.visibility != Visibility.PRIVATE).subquery("latest")


def _list_of(latest: Subquery) -> Select[Any]:
    """All lines as one text, which costs little to compare."""
    return select(func.coalesce(joined(latest.c.line), ""))


def _texts_of(latest: Subquery) -> Select[Any]:
    """The texts, owners and competencies of those `lines` that are among the latest, oldest first."""
    its_own = and_(walled(_item), _item.c.owner_id == latest.c.owner_id, _item.c.id == latest.c.id)
    return (
        select(latest.c.line, latest.c.owner_id, _item.c.text, _competency.c.competency_id)
        .select_from(latest.join(_item, its_own).outerjoin(_competency, of_item(_competency)))
        .where(latest.c.line.in_(bindparam("lines", expanding=True)))
        .order_by(latest.c.id, latest.c.owner_id, _competency.c.position)
    )


_LIST, _TEXTS = _list_of(_latest(MOST_TAUGHT)), _texts_of(_latest(MOST_TAUGHT))


@dataclass(slots=True)
class _Taught:
    """What one workspace has taught: what each line taught, if anything, and the list that held exactly these lines
    (None: there was none such)."""

    confirmed: Confirmed = field(default_factory=Confirmed)
    lessons: dict[str, Lesson | None] = field(default_factory=dict)
    latest: str | None = ""
    lock: Lock = field(default_factory=Lock)

    def learn(self, line: str, text: str, competencies: Sequence[str], owner: str) -> None:
        self.lessons[line] = self.confirmed.learn(text, competencies, owner)

    def forget(self, line: str) -> None:
        if lesson := self.lessons.pop(line):
            self.confirmed.forget(lesson)


def suggester(ladder: Ladder) -> Suggester:
    """The engine for a ladder, built once and kept with it."""
    return ladder.once(Suggester)


def offers(tx: Tx, ladder: Ladder, text: str) -> tuple[Suggestion, ...]:
    """The at most three competencies to offer for a text, best first, with reasons, at most one of them ticked; none
    for a text that says nothing of work."""
    if not text.strip():
        return ()
    with taught_in(tx) as confirmed:
        return suggester(ladder).offers(text, confirmed)


def prepare(tx: Tx, ladder: Ladder) -> None:
    """Makes what suggestions are made from, once per process and ladder: a write that needs them then waits for
    nothing, and nobody waits for the write."""
    suggester(ladder)
    with taught_in(tx):
        pass


@contextmanager
def taught_in(tx: Tx) -> Iterator[Confirmed]:
    """What the workspace has taught up to now, in one thread's hands for the length of the block. For transactions that
    have written nothing of it yet: what one writes may be undone, and would be remembered."""
    taught = tx.cached("taught", None, _Taught)
    with taught.lock:
        _bring_up_to_date(tx, taught)
        yield taught.confirmed


def _bring_up_to_date(tx: Tx, taught: _Taught) -> None:
    latest: str = tx.run(_LIST).scalar_one()
    if latest == taught.latest:
        return
    lines = dict.fromkeys(latest.splitlines())
    lessons = list(_read(tx, [line for line in lines if line not in taught.lessons]))
    taught.latest = None
    for line in taught.lessons.keys() - lines.keys():
        taught.forget(line)
    for line, text, competencies, owner in lessons:
        taught.learn(line, text, competencies, owner)
    if taught.lessons.keys() == lines.keys():  # if not, a win was changed after it was listed
        taught.latest = latest


def _read(tx: Tx, lines: Sequence[str]) -> Iterator[tuple[str, str, list[str], str]]:
    """The line, the text, the competencies and the owner of each, oldest first."""
    rows = tx.all(_TEXTS, lines=lines) if lines else ()
    for line, parts in groupby(rows, key=lambda row: str(row.line)):
        win = list(parts)
        yield line, win[0].text, [row.competency_id for row in win if row.competency_id], win[0].owner_id
