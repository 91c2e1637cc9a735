"""Questions about competencies and the whole ladder: prove, grow, focus, search, paths."""

from datetime import timedelta
from hashlib import sha256

from handlers import ids
from handlers.interaction.ask import Answer, Ask
from handlers.interaction.visit import reading, writing
from handlers.message_words.mrkdwn import readable
from handlers.packing import unpack
from handlers.views.asking_back import unknown, which
from handlers.views.framework import growing as views
from handlers.views.framework import ladder_map as map_views
from ladder.coverage.progress import own_progress
from ladder.coverage.rule import Coverage, CoverageState
from ladder.delivery import queue
from ladder.delivery.queue import NewDelivery
from ladder.evidence.examples import examples_of
from ladder.framework.answers import focus_answer, grow_answer
from ladder.framework.names import Match, Several, competency_names, find, specialism_names
from ladder.framework.paths import path_map
from ladder.framework.proving import Proof
from ladder.framework.proving import prove as prove_in
from ladder.framework.search import search as search_in
from ladder.people.visit import Visit

LADDER_MAP = "ladder_map"


def prove(ask: Ask) -> Answer:
    """`/ladder prove mentoring`: a competency, or free words."""
    typed = readable(ask.rest)
    with writing(ask) as visit:  # reading colleagues' examples stands in their ledger
        return _proof(visit, typed) if typed else views.prove_how(visit.ladder)


def prove_pressed(ask: Ask) -> Answer:
    """The same from a button, for the competency it names."""
    return prove(ask.with_rest(unpack(ask.rest).get("c", "")))


def _proof(visit: Visit, typed: str) -> Answer:
    ladder, known = visit.ladder, visit.ladder.level_by_id
    level, target = (name if name in known else None for name in (visit.me.level, visit.me.target))
    proof = prove_in(ladder, typed, level, target)
    if isinstance(proof, Proof):
        covered = {coverage.competency: coverage for coverage in _coverages(visit)}
        shown = examples_of(visit.tx, visit.me.id, proof.competency.id, visit.now)
        return views.proof(proof, covered.get(proof.competency.id), ladder, shown)
    if isinstance(proof, Several):
        return which(typed, proof.candidates, ids.PROVE, "c")
    return unknown(typed, "competency", proof.closest, competency_names(ladder), ids.PROVE, "c")


def _coverages(visit: Visit) -> tuple[Coverage, ...]:
    return own_progress(visit).coverages


def grow(ask: Ask) -> Answer:
    """`/ladder grow`: the advice for the competencies that the asker's record shows least of."""
    with reading(ask) as visit:
        least = {coverage.competency: coverage for coverage in sorted(_coverages(visit), key=_extent)}
        return views.advice(grow_answer(visit.ladder, list(least), visit.me.level), least)


def _extent(coverage: Coverage) -> tuple[int, int, int]:
    return list(CoverageState).index(coverage.state), coverage.months, coverage.items


def focus(ask: Ask) -> Answer:
    """`/ladder focus security`: a specialisation laid over the asker's level."""
    typed = readable(ask.rest)
    with reading(ask) as visit:
        names = specialism_names(visit.ladder)
        named = find(names, typed)
        if isinstance(named, Match):
            level = visit.me.level if visit.me.level in visit.ladder.level_by_id else None
            return views.focus(focus_answer(visit.ladder, named.named.key, level))
        if not typed or not names:
            return views.focus_how(visit.ladder)
        if isinstance(named, Several):
            return which(typed, named.candidates, ids.FOCUS, "s")
        return unknown(typed, "specialization", named.closest, names, ids.FOCUS, "s")


def focus_pressed(ask: Ask) -> Answer:
    """The same from a button."""
    return focus(ask.with_rest(unpack(ask.rest).get("s", "")))


def search(ask: Ask) -> Answer:
    """`/ladder search text`: the expectations that match."""
    typed = readable(ask.rest)
    with reading(ask) as visit:
        return views.results(search_in(visit.ladder, typed)) if typed else views.search_how()


def paths(ask: Ask) -> Answer:
    """`/ladder paths`: the whole ladder as a map in words."""
    asked = sha256(f"{ask.user}:{ask.trigger}".encode()).hexdigest()[:16]
    with reading(ask) as visit:
        return map_views.ladder_map(path_map(visit.ladder), visit.ladder, visit.me.level, asked)


def paths_picture(ask: Ask) -> Answer:
    """The map as a picture, which comes as a message: once for each answer whose button is pressed."""
    asked = str(unpack(ask.rest).get("m", ""))
    with writing(ask) as visit:
        soon = visit.now + timedelta(days=1)
        new = NewDelivery(recipient=visit.me.id, kind=LADDER_MAP, period=asked, due_at=visit.now, not_after=soon)
        return map_views.on_its_way(first=bool(queue.enqueue(visit.tx, new)))
