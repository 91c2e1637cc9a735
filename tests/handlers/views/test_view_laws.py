"""The laws of all that a person sees, for arbitrary ladders, records and people: Slack takes it, a screen reader gets
all of it, nothing that somebody typed pings or links or is read as formatting, and it says where to go on."""

from dataclasses import replace
from datetime import UTC
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from handlers import ids
from handlers.blocks import modal
from handlers.interaction.ask import as_modal
from handlers.message import Message
from handlers.scopes import SCOPES
from handlers.views import privacy as privacy_views
from handlers.views.asking_back import unknown, which
from handlers.views.coverage.card import card
from handlers.views.coverage.team import team
from handlers.views.digest import digest_messages
from handlers.views.evidence import saved, seen, undo, wins
from handlers.views.evidence.quote import Author, Quote
from handlers.views.evidence.win_form import WinForm, win_form
from handlers.views.framework import growing
from handlers.views.framework.comparing import compare_how, comparison_table, comparison_text, same_level
from handlers.views.framework.ladder_map import beside_picture, ladder_map, map_pages, on_its_way
from handlers.views.framework.level import level_view
from handlers.views.framework.next import next_levels, target_set
from handlers.views.help import help_text
from handlers.views.home import Home, home
from handlers.views.publishing import about_ladder as about_views
from handlers.views.publishing import review
from handlers.views.publishing.bring import bring_form
from ladder.coverage.usage import Cell, LadderUse
from ladder.delivery.queue import FailedDelivery
from ladder.evidence.examples import Example
from ladder.evidence.lists import Points
from ladder.framework.answers import focus_answer, grow_answer, level_answer
from ladder.framework.compare import compare
from ladder.framework.model import Ladder
from ladder.framework.names import Named, competency_names, level_names
from ladder.framework.paths import path_map
from ladder.framework.proving import Proof, prove
from ladder.framework.search import search
from ladder.people.access import OPERATOR, LookKind, Read
from ladder.privacy.readers import Looks, Readers
from ladder.publishing.diff import diff
from ladder.publishing.news import LadderNews, LevelNews
from ladder.store.models import DeliveryState
from ladder.store.values import MessageSource, Visibility
from ladder.suggest import Suggestion
from tests.conftest import NOW, TODAY
from tests.handlers.views.payload_laws import holds, is_harmless, view_holds
from tests.handlers.views.some_views import (
    HARMFUL,
    Pool,
    large_ladders,
    make_digest,
    make_evidence,
    make_ladder,
    make_person,
    make_progress,
    make_proposal,
    make_record,
    make_report,
    make_version,
    names,
    pools,
    texts,
)
from tests.ladder.some_ladders import ladders
from tests.laws import examples

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:Generating overly large repr"),
]

any_ladder = st.one_of(large_ladders(), large_ladders(), ladders())
law = settings(
    max_examples=examples(30),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # what the dice made grows no simpler
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
typed = st.one_of(texts, names).map(lambda text: text[:300])


@law
@given(pools(), any_ladder)
def test_a_card_and_a_home(pool: Pool, ladder: Ladder) -> None:
    progress = make_progress(make_person(pool, ladder), ladder, make_record(pool, ladder))
    holds(card(progress, ladder))
    view_holds(home(Home(progress=progress, recent=make_record(pool, ladder, 3)), ladder))


@law
@given(pools(), any_ladder, st.integers(0, 30))
def test_the_home_of_an_admin_with_a_team_and_news(pool: Pool, ladder: Ladder, people: int) -> None:
    progress = make_progress(make_person(pool, ladder), ladder, make_record(pool, ladder))
    failure = FailedDelivery(
        recipient="U0B",
        kind="digest",
        period="2026Q3",
        part=1,
        state=DeliveryState.DEAD,
        code="x",
        reason=pool.name(),
        due_at=NOW,
    )
    shown = Home(
        progress=progress,
        recent=make_record(pool, ladder, 3),
        digest=digest_messages(make_digest(pool, ladder, people), ladder) if people else (),
        delivered=pool.name(),
        failures=[failure] * pool.dice.randint(0, 30),
        stopped=pool.maybe(pool.name()),
        about=about_views.About(version=make_version(pool), is_admin=True, draft=pool.name()),
        people=people,
        news=_news(pool, ladder),
        looked=privacy_views.on_home(_looks(pool, 3), _readers(pool, ladder), UTC),
    )
    view_holds(home(shown, ladder))


def _readers(pool: Pool, ladder: Ladder) -> Readers:
    people = [make_person(pool, ladder) for _ in range(pool.dice.randint(0, 40))]
    manager = people[0] if people and pool.dice.random() < 0.7 else None
    counts = {visibility: pool.dice.randint(0, 2_000) for visibility in Visibility}
    above = tuple(people[1:]) if manager else ()
    return Readers(manager=manager, above=above, on_roster=people[0] if people else None, wins=counts, examples=1)


def _looks(pool: Pool, most: int) -> Looks:
    kinds = (*LookKind, pool.name()[:32])
    reads = [
        Read(pool.dice.choice((OPERATOR, "U0B")), pool.name(), pool.dice.choice(kinds), NOW)
        for _ in range(pool.dice.randint(0, most))
    ]
    return Looks(tuple(reads), pool.dice.choice((0, 25)), pool.dice.choice((0, 5_000)))


@law
@given(pools(), any_ladder)
def test_who_can_see_a_record_and_who_has_looked(pool: Pool, ladder: Ladder) -> None:
    readers = _readers(pool, ladder)
    held = frozenset(scope.name for scope in SCOPES) | {pool.name(), "channels:history"}
    for scopes in (None, frozenset[str](), held):
        holds(privacy_views.privacy(privacy_views.Privacy(readers, _looks(pool, privacy_views.LATEST), UTC, scopes)))
    holds(privacy_views.looked(_looks(pool, privacy_views.PAGE), readers, UTC))


def _news(pool: Pool, ladder: Ladder) -> LadderNews | None:
    if not ladder.levels:
        return None
    changes = diff(ladder, make_ladder(pool, 2, 3))
    fields = [field for one in changes.levels.changed for field in one.fields]
    level = LevelNews(pool.dice.random() < 0.5, ladder.levels[0], ladder.levels[-1], tuple(fields), changes.statements)
    return LadderNews(tuple(make_version(pool, n) for n in range(5)), (level, level))


@law
@given(pools(), any_ladder, typed)
def test_a_level(pool: Pool, ladder: Ladder, words: str) -> None:
    record = make_record(pool, ladder)
    for level in ladder.levels[:6]:
        mine = make_progress(replace(make_person(pool, ladder), target=level.id), ladder, record).coverages
        answer = level_answer(ladder, level.id)
        holds(level_view(ladder, answer, mine, typed=words))
        holds(level_view(ladder, answer))
        view_holds(as_modal(level_view(ladder, answer, mine, whole=True), level.name))
        holds(target_set(level))
        holds(same_level(level.name))


@law
@given(pools(), any_ladder)
def test_the_next_levels(pool: Pool, ladder: Ladder) -> None:
    me, record = make_person(pool, ladder), make_record(pool, ladder)
    after = [make_progress(replace(me, target=one.id), ladder, record) for one in ladder.levels]
    for some in (after[:1], after[:3], after, []):
        holds(next_levels(some, ladder))


@law
@given(large_ladders())
def test_a_comparison(ladder: Ladder) -> None:
    for left, right in zip(ladder.levels[:5], ladder.levels[1:6], strict=False):
        found = compare(ladder, left, right)
        table = comparison_table(found)
        if table:
            holds(table)
        holds(comparison_text(found))


@law
@given(any_ladder, typed)
def test_asking_back(ladder: Ladder, words: str) -> None:
    for every, action, key in ((level_names(ladder), ids.COMPARE, "l"), (competency_names(ladder), ids.PROVE, "c")):
        if len(every) > 1:
            holds(which(words, every, action, key))
        holds(unknown(words, "thing", every[:3], every, action, key, ("log", "next")))
        holds(unknown(words, "thing", (), every, action, key))


@law
@given(pools(), any_ladder, typed)
def test_a_proof_and_the_advice(pool: Pool, ladder: Ladder, words: str) -> None:
    examples = [Example(pool.name(), make_evidence(pool, ladder, n)) for n in range(pool.dice.randint(0, 3))]
    me = make_person(pool, ladder)
    here, target = (one if one in ladder.level_by_id else None for one in (me.level, me.target))
    covered = {one.competency: one for one in make_progress(me, ladder, make_record(pool, ladder)).coverages}
    for competency in ladder.competencies[:4]:
        found = prove(ladder, competency.id, here, target)
        if isinstance(found, Proof):
            asked = replace(found, asked=words, others=ladder.competencies[:3])
            holds(growing.proof(asked, covered.get(competency.id), ladder, examples))
    thinnest = [one.id for one in ladder.competencies[:3]]
    holds(growing.advice(grow_answer(ladder, thinnest)))
    holds(growing.advice(grow_answer(ladder, [])))
    holds(growing.prove_how(ladder))


@law
@given(any_ladder, typed)
def test_a_search_a_specialisation_and_the_map(ladder: Ladder, words: str) -> None:
    for asked in (words, *(one.text[:300] for one in ladder.expectations[:3])):
        holds(growing.results(search(ladder, asked)))
    for one in ladder.specialisms:
        for level in (None, *(level.id for level in ladder.levels[:3])):
            holds(growing.focus(focus_answer(ladder, one.id, level)))
    holds(growing.focus_how(ladder))
    here = ladder.levels[-1].id if ladder.levels else None
    holds(ladder_map(path_map(ladder), ladder, here, "0123456789abcdef"))
    for page in map_pages(ladder, here):
        holds(page, leads=False)
        holds(Message(page.text, (*page.blocks, *beside_picture())))


@law
@given(pools(), any_ladder, st.integers(0, 40))
def test_a_team_and_a_digest(pool: Pool, ladder: Ladder, people: int) -> None:
    holds(team([make_report(pool, ladder, n) for n in range(people)], ladder, TODAY))
    for late in ("", "Oct 1, 2026"):
        for message in digest_messages(make_digest(pool, ladder, max(1, people // 2)), ladder, late_since=late):
            holds(message)


@law
@given(pools(), any_ladder)
def test_wins(pool: Pool, ladder: Ladder) -> None:
    record = make_record(pool, ladder, 40)
    for page in (wins.paged(record), wins.paged(record, most=20), wins.paged([])):
        holds(wins.own_list(page, ladder, pool.maybe("2026Q3")))
        holds(wins.report_list(pool.name(), page, ladder, pool.maybe("2026Q3"), beyond=pool.text()[:300]))
    for leads in (True, False):
        holds(wins.not_understood(pool.text()[:3_000], leads=leads))
    holds(wins.month_or_person("May", "May 2026", Named("U0MAY", pool.name())))


@law
@given(pools(), any_ladder)
def test_a_saved_win(pool: Pool, ladder: Ladder) -> None:
    item = make_evidence(pool, ladder, 1)
    progress = make_progress(make_person(pool, ladder), ladder, [item])
    first = next(iter(ladder.competencies), None)
    feedback = saved.SaveFeedback(
        level=next(iter(ladder.levels), None),
        competency=first,
        statement=next(iter(ladder.expectations), None),
        coverage=next(iter(progress.coverages), None),
        thin=first,
        thin_coverage=progress.thin,
    )
    holds(saved.saved(item, feedback, ladder))
    holds(saved.saved(item, saved.SaveFeedback(), ladder))
    offered = [Suggestion(one.id, 0.5, item.text) for one in ladder.competencies[:3]]
    holds(saved.saved(item, feedback, ladder, offered=offered))
    holds(saved.saved(item, feedback, ladder, points=Points(3, 1, item.text)))
    holds(seen.same_or_another_words(item.text, "h1", item, ladder, managed=True))
    holds(seen.kept_as_it_was(item, ladder, item.text, item.text, managed=False))
    holds(seen.answered_before())
    holds(undo.taken_back_before(item.text))
    for said in (undo.taken_back(item), undo.deleted(item), undo.put_back(item, item, ladder, managed=True)):
        holds(said)
    holds(undo.not_undone(item, ladder, managed=False))


@law
@given(pools(), any_ladder)
def test_the_form_of_a_win(pool: Pool, ladder: Ladder) -> None:
    source = MessageSource(channel="C0A", ts="1.2", author="U0B", link="https://office.slack.com/archives/C0A/p12")
    origin: dict[str, Any] = {"source": source, "private": pool.dice.random() < 0.5}
    reasons = {one.id: pool.text() for one in ladder.competencies[::2]}
    new = WinForm(happened_on=TODAY, text=pool.text(), reasons=reasons, **origin, manager=pool.name())
    by = (
        Author(id="U0B", name=pool.name())
        if pool.dice.random() < 0.5
        else Author(id="B0A", app=pool.name() or "an app")
    )
    quoting = WinForm(happened_on=TODAY, quote=Quote(by, pool.text()), **origin, manager=pool.name())
    edited = WinForm(happened_on=TODAY, manager=pool.name(), editing=make_evidence(pool, ladder, 1))
    for form in (new, quoting, edited):
        view_holds(win_form(form, ladder, callback=ids.WIN_MODAL, metadata=""))


@law
@given(pools(), any_ladder, any_ladder, st.integers(0, 80))
def test_a_review(pool: Pool, before: Ladder, after: Ladder, people: int) -> None:
    view_holds(review.review(make_proposal(pool, before, after, people)))
    holds(review.published(make_version(pool), after))


@law
@given(pools(), any_ladder)
def test_the_ladder_and_how_it_is_used(pool: Pool, ladder: Ladder) -> None:
    for admin, draft in ((False, ""), (True, ""), (True, pool.name())):
        about = about_views.About(version=make_version(pool, pool.dice.randint(1, 3)), is_admin=admin, draft=draft)
        holds(about_views.about_ladder(ladder, about))
    cells = tuple(
        Cell(level, one, ladder.cell(level.id, one.id), 3) for level in ladder.levels for one in ladder.competencies
    )
    holds(about_views.use_report(LadderUse(TODAY, cells, cells[:3], ladder.levels)))
    holds(about_views.use_report(LadderUse(TODAY, (), (), ())))
    for news in (_news(pool, ladder), None):
        view_holds(modal(ids.NOTICE, "What changed", about_views.last_changes(news)), leads=False)


def test_what_is_the_same_for_everybody() -> None:
    for message in (
        help_text(),
        compare_how(),
        growing.search_how(),
        review.dropped(),
        saved.took_too_long("C0A:1.2"),
        saved.press_again(ids.SHOW_NEXT, ""),
    ):
        holds(message)
    for first in (True, False):
        holds(on_its_way(first=first), leads=False)
    for with_file in (True, False):
        view_holds(bring_form(with_file=with_file))


@pytest.mark.parametrize("words", HARMFUL[:5])
def test_the_laws_find_what_breaks_them(words: str) -> None:
    with pytest.raises(AssertionError):
        is_harmless(words)
