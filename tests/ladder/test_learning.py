"""Suggestions in a workspace: reasons from the text, learning from its own confirmed evidence, and from no other."""

from datetime import date, timedelta
from itertools import count
from threading import Thread

import pytest

from ladder import evidence, learning
from ladder.db import Database
from ladder.records import NewWin
from ladder.suggest import Suggestion
from ladder.yaml_form import builtin
from tests.conftest import NOW, House

ODD = "Watered the ficus of the third floor"


@pytest.fixture
def office(database: Database) -> House:
    """The workspace T1 with the built-in ladder and one person."""
    house = House(database, ladder=builtin())
    house.person("ana")
    return house


def first(house: House, text: str) -> str:
    return ranked(house, text)[0].competency


def ranked(house: House, text: str) -> tuple[Suggestion, ...]:
    with house.database.read(house.id) as tx:
        return learning.suggestions(tx, 1, text)


@pytest.mark.parametrize(
    ("text", "competency"),
    [
        ("Led the postmortem of the outage and fixed the failing alert", "risk_reduction"),
        ("Mentored two junior developers through their first release", "leadership"),
        ("Took the feature from idea to production without supervision", "independence"),
    ],
)
def test_a_text_is_ranked_by_what_the_ladder_says(office: House, text: str, competency: str) -> None:
    assert competency in [one.competency for one in ranked(office, text)[:3]]


def test_all_competencies_come_best_first_and_at_most_three_are_ticked(office: House) -> None:
    found = ranked(office, "Led the migration of the payment service across three teams, mentored two people")
    assert {one.competency for one in found} == {one.id for one in builtin().competencies}
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert sum(one.tick for one in found) <= 3


def test_the_reason_quotes_words_of_the_text(office: House) -> None:
    text = "Led the postmortem of the outage and fixed the failing alert"
    for one in ranked(office, text):
        for piece in one.because.split(" … "):
            assert piece.casefold() in text.casefold()


def test_a_tag_in_the_text_wins(office: House) -> None:
    assert first(office, f"{ODD} #decision_quality") == "decision_quality"


def test_it_learns_from_confirmed_evidence(office: House) -> None:
    for number in range(12):
        office.win("ana", f"Watered the ficus on floor {number}", competencies=("business_contribution",))
    assert first(office, ODD) == "business_contribution"


def test_it_learns_nothing_from_what_nobody_looked_at(office: House) -> None:
    before = ranked(office, ODD)
    for number in range(12):
        words = f"Watered the ficus on floor {number}"
        office.win("ana", words, competencies=("business_contribution",), confirmed=False)
    assert ranked(office, ODD) == before


def test_another_workspace_learns_nothing_from_this_one(office: House, database: Database) -> None:
    other = House(database, "T2", ladder=builtin())
    before = ranked(other, ODD)
    for number in range(12):
        office.win("ana", f"Watered the ficus on floor {number}", competencies=("business_contribution",))
    ranked(office, ODD)
    assert ranked(other, ODD) == before


def test_what_is_removed_or_changed_is_forgotten(office: House) -> None:
    before = ranked(office, ODD)
    wins = [
        office.win("ana", f"Watered the ficus on floor {number}", competencies=("business_contribution",))
        for number in range(12)
    ]
    assert ranked(office, ODD) != before
    with office.database.write("T1") as tx:
        for one in wins[:6]:
            evidence.remove(tx, "ana", one.id)
        for one in wins[6:]:
            better = NewWin(text=f"Nothing of the kind {one.id}", happened_on=date(2026, 9, 1))
            evidence.edit(tx, "ana", one.id, 1, better, NOW, NOW.date())
    assert first(office, ODD) == before[0].competency


def test_a_large_record_is_learnt_from_its_latest_items_so_that_no_edit_makes_anyone_wait(
    office: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "MOST_AT_ONCE", 12)
    untaught = ranked(office, "Fed the fish")
    minutes = (NOW + timedelta(minutes=number) for number in count())
    fed = [office.win("ana", f"Fed fish {at}", competencies=("independence",), at=next(minutes)).id for at in range(12)]
    assert ranked(office, "Fed the fish") != untaught
    for floor in range(11):
        words = f"Watered the ficus on floor {floor}"
        office.win("ana", words, competencies=("business_contribution",), at=next(minutes))
    assert texts_learnt(office) == 23

    with office.database.write("T1") as tx:
        evidence.remove(tx, "ana", fed[0])
    office.win("ana", "Watered the ficus", competencies=("business_contribution",), at=next(minutes))

    assert texts_learnt(office) == 12
    assert first(office, ODD) == first(office, "Fed the fish") == "business_contribution"


def test_what_is_learnt_bit_by_bit_is_cut_back_to_the_latest_as_well(
    office: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(learning, "MOST_AT_ONCE", 3)
    sizes = []
    for number in range(10):
        office.win("ana", f"Fed fish {number}", competencies=("leadership",), at=NOW + timedelta(minutes=number))
        sizes.append(texts_learnt(office))
    assert sizes == [1, 2, 3, 4, 5, 6, 3, 4, 5, 6]


def test_a_new_process_begins_with_the_latest(office: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "MOST_AT_ONCE", 3)
    for number in range(10):
        office.win("ana", f"Fed fish {number}", competencies=("leadership",), at=NOW + timedelta(minutes=number))
    assert texts_learnt(office) == 3


def texts_learnt(house: House) -> int:
    with house.database.read(house.id) as tx:
        learning.suggestions(tx, 1, ODD)
        return tx.memory.get_or_make(("taught", house.id), learning._Taught).confirmed.texts


@pytest.mark.parametrize("text", ["", "   ", "🎉🎉", "\u202e", "x" * 100_000, "a " * 3_000, "能力を高める"])
def test_any_text_is_answered(office: House, text: str) -> None:
    assert len(ranked(office, text)) in (0, len(builtin().competencies))


def test_several_at_once_get_the_same_answer(office: House) -> None:
    office.win("ana", "Watered the ficus", competencies=("business_contribution",))
    answers: list[object] = []
    threads = [Thread(target=lambda: answers.append(ranked(office, ODD))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 8
    assert all(one == answers[0] for one in answers)


def test_a_win_names_the_statement_it_speaks_to(office: House) -> None:
    with office.database.read("T1") as tx:
        engine = learning.suggester(tx, 1)
        said = engine.statement("Reduced the risk of the next incident", "risk_reduction", "senior")
        assert said is not None
        assert said.level == "senior"
        assert learning.suggester(tx, 1) is engine
