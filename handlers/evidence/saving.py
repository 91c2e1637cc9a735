"""Saving a win, whatever way it came in, and what the answer says it bought."""

from dataclasses import replace

from handlers.message import Message
from handlers.views.evidence.saved import SaveFeedback, saved
from ladder.coverage.progress import own_progress
from ladder.coverage.rule import CoverageState
from ladder.evidence import record
from ladder.evidence.learning import offers, suggester
from ladder.evidence.lists import Points, points_of
from ladder.evidence.rules import MOST_TEXT
from ladder.people.visit import Visit
from ladder.store.values import Evidence, NewWin, Visibility

States = dict[str, CoverageState]
"""How each competency stood before something was saved."""


def listed_privately(win: NewWin) -> tuple[NewWin, Points | None]:
    """The win as it is kept. One that is a list is for its owner alone, and its text says what isn't done."""
    points = points_of(win.text)
    if points is None:
        return win, None
    return replace(win, text=points.text, visibility=Visibility.PRIVATE), points


def log_at_once(visit: Visit, win: NewWin, points: Points | None = None, about: str | None = None) -> Message:
    """Saves a new win and says so, with what it may show: by the words it is `about`, where those are not all of it.
    Raises `Invalid`."""
    wanted = not (win.confirmed or points or len(win.text) > MOST_TEXT)  # longer ones are refused below
    # before anything is written: see `learning.taught_in`
    offered = offers(visit.tx, visit.ladder, win.text if about is None else about) if wanted else ()
    before = states_now(visit)
    item = record.log(visit.tx, visit.me.id, win, visit.now, visit.today)
    return saved(item, feedback_on(visit, item, before), visit.ladder, offered=offered, points=points)


def states_now(visit: Visit) -> States:
    """How the visitor's competencies stand now."""
    return {coverage.competency: coverage.state for coverage in own_progress(visit).coverages}


def feedback_on(visit: Visit, item: Evidence, before: States | None = None, shows: str = "") -> SaveFeedback:
    """What an item speaks to at the level its owner aims at, what that changed, and the next thin competency; of
    several competencies the one called `shows`, or the first."""
    now = own_progress(visit)
    by_id = {coverage.competency: coverage for coverage in now.coverages}
    known = visit.ladder.competency_by_id
    first = next((competency for competency in (shows, *item.competencies) if competency in by_id), None)
    speaks = suggester(visit.ladder).statement(item.text, first, now.level) if first and now.level else None
    return SaveFeedback(
        level=visit.ladder.level_by_id.get(now.level or ""),
        competency=known[first] if first else None,
        statement=speaks,
        managed=bool(visit.find_manager()),
        before=(before or {}).get(first or ""),
        coverage=by_id[first] if first else None,
        thin=known[now.thin.competency] if now.thin else None,
        thin_coverage=now.thin,
    )
