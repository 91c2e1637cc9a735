"""Ladders larger than any form: what fits is shown, what is left out is said, and no question that matters is cut."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import update

from bot.playground.validate.payloads import check_view
from handlers import ids
from handlers.blocks import modal
from handlers.views.publishing.about_ladder import last_changes
from handlers.views.publishing.review import review
from handlers.views.publishing.review_questions import MOST_MOVES
from ladder.formats.exporters import export
from ladder.framework.model import Annex, Competency, Expectation, Ladder, Level
from ladder.people import people
from ladder.people.workspaces import Version
from ladder.publishing.diff import FieldChange, StatementChange, diff
from ladder.publishing.drafts import Draft
from ladder.publishing.news import LadderNews, LevelNews
from ladder.publishing.publication import LeavingCompetency, LeavingLevel, Proposal
from ladder.store.db import table_of
from ladder.store.models import PersonRow
from ladder.store.values import Person
from tests.conftest import NOW
from tests.handlers.publishing.test_bringing import labels, ladder_of, questions, submit, upload, version, without_level
from tests.office import ADA, ANA, BEN, MONDAY, Office, view_text

pytestmark = pytest.mark.slow

NAMES = ("Engineer", "エンジニア" * 60, "👩‍🚀" * 100, "&<>" * 100)
Json = dict[str, Any]


def ladder(prefix: str, levels: int, competencies: int, statements: int, name: str = "Engineer") -> Ladder:
    """A ladder of any size, with ids of its own."""
    return Ladder(
        id=prefix,
        name=name,
        levels=tuple(Level(id=f"{prefix}l{n}", name=f"{prefix}{n} {name}"[:300], rank=n) for n in range(levels)),
        competencies=tuple(
            Competency(id=f"{prefix}c{n}", name=f"{prefix}{n} {name}"[:300], order=n) for n in range(competencies)
        ),
        expectations=tuple(
            Expectation(
                id=f"{prefix}e{n}",
                level=f"{prefix}l{n % levels}",
                competency=f"{prefix}c{n // levels % competencies}",
                text=f"{n} {name}",
            )
            for n in range(statements)
        ),
        annexes=tuple(Annex(where=name, text=name * 10, why=name) for _ in range(500)),
    )


def proposal(before: Ladder, after: Ladder, people: int, overtaken: Version | None = None) -> Proposal:
    """`after` held against `before`, with so many people on each level that goes."""
    changes = diff(before, after)
    team = tuple(Person(id=f"U{n}", name=f"{n} {before.name}"[:300]) for n in range(people))
    levels = [one for one in changes.levels.removed if isinstance(one, Level)]
    gone = [one for one in changes.competencies.removed if isinstance(one, Competency)]
    return Proposal(
        draft=Draft(after, f"{after.name}.csv", 1, NOW),
        ladder=after,
        current=Version(1, NOW, "", ""),
        changes=changes,
        levels=tuple(LeavingLevel(one, team, ()) for one in levels),
        competencies=tuple(LeavingCompetency(one, place) for place, one in enumerate(gone)),
        overtaken=overtaken,
    )


def blocks_of(view: Json, kind: str) -> Sequence[Json]:
    return [one for one in view["blocks"] if str(one.get("block_id")).startswith(f"{kind}:")]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("leaving", [1, 20, MOST_MOVES])
def test_every_level_with_people_on_it_is_asked_about_however_large_the_ladder(name: str, leaving: int) -> None:
    overtaken = Version(2, NOW, ADA, "n" * 500)
    view = review(proposal(ladder("a", leaving, 100, 500, name), ladder("b", 200, 200, 2_000, name), 60, overtaken))
    assert check_view(view, "modal", lambda _: True) is None
    assert len(blocks_of(view, ids.MOVE)) == leaving
    assert len(blocks_of(view, ids.SAME)) == 20
    assert view["blocks"][-2]["block_id"] == ids.NOTE
    assert "80 more competencies go" in str(view)
    assert view["submit"]


@pytest.mark.parametrize("name", NAMES)
def test_many_changed_words_fit(name: str) -> None:
    before = ladder("a", 40, 40, 1_600, name)
    words = tuple(replace(one, text=f"{one.text} {name * 20}"[:3_000]) for one in before.expectations)
    view = review(proposal(before, replace(before, expectations=words), 0))
    assert check_view(view, "modal", lambda _: True) is None
    assert "more changes._" in str(view)


def test_a_changed_statement_longer_than_a_view_is_counted() -> None:
    before = ladder("a", 1, 1, 1)
    words = tuple(replace(one, text="word " * 60_000) for one in before.expectations)
    view = review(proposal(before, replace(before, expectations=words), 0))
    assert check_view(view, "modal", lambda _: True) is None
    assert "What changes from the current version 1:* 1 expectation" in str(view)
    assert view["submit"]


@pytest.mark.parametrize("word", ["word ", "日本語の文", "👩🏽"])
def test_news_of_a_statement_longer_than_a_view_fit(word: str) -> None:
    before = ladder("a", 1, 1, 1)
    level, words = before.levels[0], (word * 60_000)[:150_000]
    change = StatementChange(
        level=level, competency=None, old=before.expectations[0], new=replace(before.expectations[0], text=words)
    )
    field = FieldChange(field="summary", old=words, new="")
    news = [LevelNews(is_target, level, level, (field,) * 3, (change,) * 50) for is_target in (False, True)]
    shown = modal(ids.NOTICE, "What changed", last_changes(LadderNews((Version(2, NOW, ADA, ""),), tuple(news))))
    assert check_view(shown, "modal", lambda _: True) is None
    assert "more changes._" in str(shown)


def test_where_not_all_can_be_asked_nothing_can_be_published_and_it_says_how_to_go_on() -> None:
    view = review(proposal(ladder("a", 60, 3, 180), ladder("b", 60, 3, 180), 2))
    assert "60 levels with people on them go, and 36 can be asked about here" in str(view)
    assert "aliases" in str(view)
    assert "submit" not in view


def test_levels_with_nobody_on_them_may_all_go() -> None:
    view = review(proposal(ladder("a", 200, 3, 600), ladder("b", 60, 3, 180), 0))
    assert view["submit"]
    assert not blocks_of(view, ids.MOVE)


def test_the_competencies_asked_about_are_those_with_the_most_evidence() -> None:
    view = review(proposal(ladder("a", 2, 100, 200), ladder("b", 2, 100, 200), 0))
    assert [one["block_id"] for one in blocks_of(view, ids.SAME)] == [f"same:{place}" for place in range(80, 100)]


def test_of_more_people_than_can_be_named_the_rest_are_counted() -> None:
    [question] = blocks_of(review(proposal(ladder("a", 1, 1, 1), ladder("b", 1, 1, 1), 60)), ids.MOVE)
    assert "and 35 more." in str(question["hint"])


# --- what happens between the review and the confirmation


def test_whoever_came_to_a_level_since_is_named_and_it_is_asked_again(office: Office) -> None:
    with office.database.write(office.team) as tx:
        people.set_target(tx, ANA, None)
    _put_on(office, BEN, "mid")
    upload(office, "ladder.json", without_level("junior"))
    assert not questions(office, ids.MOVE)
    _put_on(office, BEN, "junior")
    said = submit(office)
    assert "someone joined a removed level. Nothing was published" in said
    assert version(office) == 1
    [question] = questions(office, ids.MOVE).values()
    assert "Ben Okafor" in question["hint"]["text"]
    assert "version 2" in submit(office, **{str(question["block_id"]): "0"})


def _put_on(office: Office, person: str, level: str) -> None:
    table = table_of(PersonRow)
    with office.database.write(office.team) as tx:
        tx.connection.execute(update(table).where(table.c.id == person).values(level=level))


def test_a_review_of_a_draft_that_was_replaced_shows_the_other_one(office: Office) -> None:
    upload(office, "first.csv", b"Level,Delivery\nJunior,Finishes\nSenior,Leads\n")
    first = office.modal(ADA)
    office.move_to(MONDAY + timedelta(minutes=1))
    upload(office, "second.csv", b"Level,Delivery\nJunior,Finishes\nSenior,Owns it\n")
    office.slack.workspace.put_stack(ADA, (first,))
    said = submit(office, **dict.fromkeys(questions(office, ids.MOVE), "0"))
    assert "This changed since you looked at it" in said
    assert "from second.csv" in said
    assert version(office) == 1


def test_a_review_of_a_draft_that_was_thrown_away_publishes_nothing(office: Office) -> None:
    upload(office, "first.csv", b"Level,Delivery\nJunior,Finishes\nSenior,Leads\n")
    first = office.modal(ADA)
    office.slack.click(ADA, ids.DROP_DRAFT, view=first.id)
    office.slack.workspace.put_stack(ADA, (first,))
    said = submit(office, **dict.fromkeys(questions(office, ids.MOVE), "0"))
    assert "It may have been removed since" in said
    assert version(office) == 1


def test_a_large_ladder_goes_all_the_way(office: Office) -> None:
    upload(office, "large.json", export(ladder("z", 60, 40, 3_000), "json"))
    assert "60 levels × 40 competencies, 3000 expectations" in view_text(office.modal(ADA))
    assert "What changed and why" in labels(office)
    assert "version 2" in submit(office, **dict.fromkeys(questions(office, ids.MOVE), "5"))
    assert len(ladder_of(office).expectations) == 3_000
    office.home_text(BEN)
    office.ask(BEN, "next")
