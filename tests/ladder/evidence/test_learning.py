"""Suggestions in a workspace: reasons from the text, learning from its own confirmed evidence, and from no other."""

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from datetime import date, timedelta
from random import Random
from threading import Thread
from typing import Any

import pytest
from sqlalchemy.dialects import sqlite

from ladder.evidence import learning, record
from ladder.formats.yaml.form import builtin
from ladder.people import workspaces
from ladder.store.db import Database, Tx
from ladder.store.values import Evidence, NewWin, State, Visibility
from ladder.suggest import Confirmed, Suggestion
from ladder.suggest.confirmed import MOST_NEIGHBOURS
from ladder.words import stem
from tests.conftest import NOW, POSTGRES, House, Queries

ODD = "Watered the ficus of the third floor"
FISH = "Fed the fish"


@pytest.fixture
def office(database: Database) -> House:
    """The workspace T1 with the built-in ladder and one person."""
    house = House(database, ladder=builtin())
    house.person("ana")
    house.person("ben")
    return house


def first(house: House, text: str) -> str:
    return ranked(house, text)[0].competency


def ranked(house: House, text: str) -> tuple[Suggestion, ...]:
    with house.database.read(house.id) as tx, learning.taught_in(tx) as confirmed:
        return learning.suggester(builtin()).suggest(text, confirmed)


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
    assert sum(one.ticked for one in found) <= 3


def test_the_reason_quotes_words_of_the_text(office: House) -> None:
    text = "Led the postmortem of the outage and fixed the failing alert"
    for one in ranked(office, text):
        for piece in one.because.split(" … "):
            assert piece.casefold() in text.casefold()


def test_a_tag_in_the_text_wins(office: House) -> None:
    assert first(office, f"{ODD} #decision_quality") == "decision_quality"


def test_it_learns_from_confirmed_evidence(office: House) -> None:
    for number in range(12):
        words = f"Watered the ficus on floor {number}"
        office.win(("ana", "ben")[number % 2], words, competencies=("business_contribution",))
    assert first(office, ODD) == "business_contribution"


def test_it_learns_nothing_from_what_nobody_looked_at(office: House) -> None:
    before = ranked(office, ODD)
    for number in range(12):
        words = f"Watered the ficus on floor {number}"
        office.win("ana", words, competencies=("business_contribution",), confirmed=False)
    assert ranked(office, ODD) == before


def test_a_word_that_only_one_owner_confirmed_moves_nothing(office: House, database: Database) -> None:
    other = House(database, "T2", ladder=builtin())
    other.person("ana")
    for house, word in ((office, "severance"), (other, "xylophone")):
        for number in range(12):
            house.win("ana", f"Agreed the {word} of number {number}", competencies=("business_contribution",))
    assert ranked(office, "severance") == ranked(other, "severance")


def test_it_learns_nothing_from_private_wins(office: House) -> None:
    before = ranked(office, ODD)
    private = [
        office.win(owner, ODD, competencies=("business_contribution",), visibility=Visibility.PRIVATE)
        for owner in ("ana", "ben") * 6
    ]
    assert ranked(office, ODD) == before
    for win in private:
        shown(office, win, Visibility.SHARED)
    assert first(office, ODD) == "business_contribution"
    for win in private:
        shown(office, win, Visibility.PRIVATE)
    assert ranked(office, ODD) == before
    assert known_words(office, "ficus") == []


def shown(house: House, win: Evidence, visibility: Visibility) -> None:
    with house.database.write(house.id) as tx:
        record.show_to(tx, win.owner, win.id, visibility, NOW)


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
            record.remove(tx, "ana", one.id)
        for one in wins[6:]:
            better = NewWin(text=f"Nothing of the kind {one.id}", happened_on=date(2026, 9, 1))
            record.edit(tx, "ana", one.id, 1, better, NOW, NOW.date())
    assert first(office, ODD) == before[0].competency


def latest_only(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    latest = learning._latest(most)
    monkeypatch.setattr(learning, "_LIST", learning._list_of(latest))
    monkeypatch.setattr(learning, "_TEXTS", learning._texts_of(latest))


def knowing(house: House) -> Confirmed:
    """What the workspace has taught by now."""
    with house.database.read(house.id) as tx, learning.taught_in(tx) as confirmed:
        return confirmed


def known_words(house: House, *words: str) -> list[str]:
    """Those of the words that the workspace has taught."""
    known = repr(vars(knowing(house)))
    return [one for one in words if stem(one) in known]


def fed(house: House, what: str, minute: int) -> Evidence:
    at = NOW + timedelta(minutes=minute)
    return house.win("ana", f"Fed the {what}", competencies=("leadership",), at=at)


def removed(house: House, *wins: Evidence) -> None:
    with house.database.write(house.id) as tx:
        for one in wins:
            record.remove(tx, "ana", one.id)


def edited(house: House, win: Evidence, text: str, state: State = State.ACCEPTED) -> Evidence:
    with house.database.write(house.id) as tx:
        before = record.own(tx, "ana", win.id)
        new = NewWin(text=text, happened_on=before.happened_on, competencies=before.competencies, state=state)
        return record.edit(tx, "ana", win.id, before.revision, new, NOW, NOW.date())


def test_only_the_latest_items_teach_however_many_there_are(office: House, monkeypatch: pytest.MonkeyPatch) -> None:
    latest_only(monkeypatch, 3)
    sizes = []
    for minute, animal in enumerate(("walrus", "otter", "heron", "lynx", "bison")):
        fed(office, animal, minute)
        sizes.append(knowing(office).texts)
    assert sizes == [1, 2, 3, 3, 3]
    assert known_words(office, "walrus", "otter", "heron", "lynx", "bison") == ["heron", "lynx", "bison"]


def test_what_is_too_old_to_teach_no_longer_changes_a_suggestion(
    office: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    latest_only(monkeypatch, 12)
    untaught = ranked(office, FISH)
    for minute in range(12):
        fed(office, f"fish {minute}", minute)
    assert ranked(office, FISH) != untaught
    for minute in range(12, 24):
        text, at = f"Watered the ficus on floor {minute}", NOW + timedelta(minutes=minute)
        office.win("ana", text, competencies=("business_contribution",), at=at)
    assert known_words(office, "fish", "ficus") == ["ficus"]
    assert first(office, ODD) == "business_contribution"


def test_where_one_is_removed_an_older_one_teaches_again(office: House, monkeypatch: pytest.MonkeyPatch) -> None:
    latest_only(monkeypatch, 2)
    _, heron, _ = (fed(office, animal, minute) for minute, animal in enumerate(("otter", "heron", "lynx")))
    assert known_words(office, "otter", "heron", "lynx") == ["heron", "lynx"]
    removed(office, heron)
    assert known_words(office, "otter", "heron", "lynx") == ["otter", "lynx"]


def test_one_that_takes_the_place_of_another_is_noticed_though_number_revisions_and_ends_are_the_same(
    office: House,
) -> None:
    _, heron, _ = fed(office, "otter", 0), fed(office, "heron", 1), fed(office, "lynx", 3)
    assert known_words(office, "heron", "bison") == ["heron"]
    removed(office, heron)
    fed(office, "bison", 2)  # its person's request took longer, so that it is there later than those after it
    assert known_words(office, "heron", "bison") == ["bison"]


def test_an_item_teaches_only_while_it_is_accepted(office: House) -> None:
    heron = fed(office, "heron", 0)
    for state, known in ((State.DRAFT, []), (State.ACCEPTED, ["heron"]), (State.OFFERED, [])):
        edited(office, heron, "Fed the heron", state)
        assert known_words(office, "heron") == known


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_a_process_that_saw_all_changes_knows_what_a_new_one_learns(
    office: House, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    latest_only(monkeypatch, 4)
    chance, wins, other = Random(seed), list[Evidence](), copy(office)

    def change() -> None:
        match chance.choice(("log", "log", "edit", "state", "remove")) if wins else "log":
            case "log":
                wins.append(fed(office, f"animal {chance.random()}", chance.randrange(600)))
            case "edit":
                edited(office, chance.choice(wins), f"Watered plant {chance.random()}")
            case "state":
                edited(office, chance.choice(wins), "Fed nobody", chance.choice(list(State)))
            case _:
                removed(office, wins.pop(chance.randrange(len(wins))))

    for _ in range(20):
        for _ in range(chance.randint(1, 3)):
            change()
        other.database = Database(office.database.engine)  # as in a new process
        assert counts_of(knowing(office)) == counts_of(knowing(other))


def counts_of(known: Confirmed) -> tuple[Any, ...]:
    """All that is counted, empty counts included."""
    taught = sorted((sorted(one.features), one.labels) for one in known._neighbours.values())
    together = {feature: dict(counts) for feature, counts in known._seen_with.items()}
    return known.texts, dict(known.labels), dict(known._seen), together, taught


@pytest.fixture
def learnt(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts as they are learnt."""
    texts, learn = list[str](), Confirmed.learn

    def noting(known: Confirmed, text: str, competencies: Sequence[str], owner: str) -> Any:
        texts.append(text)
        return learn(known, text, competencies, owner)

    monkeypatch.setattr(Confirmed, "learn", noting)
    return texts


def rows_of(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts of the rows that the database gives, as they are read."""
    texts, ask = list[str](), Tx.all

    def noting(tx: Tx, statement: Any, **values: Any) -> Any:
        rows = ask(tx, statement, **values)
        texts.extend(row.text for row in rows if "text" in row._fields)
        return rows

    monkeypatch.setattr(Tx, "all", noting)
    return texts


def test_after_an_edit_in_a_large_record_that_one_text_is_read_and_no_other(
    office: House, learnt: list[str], queries: Queries, monkeypatch: pytest.MonkeyPatch
) -> None:
    wins = [fed(office, f"fish {minute}", minute) for minute in range(60)]
    ranked(office, ODD)
    assert len(learnt) == 60
    edited(office, wins[7], "Fed the walrus")
    learnt.clear()
    queries.statements.clear()
    read = rows_of(monkeypatch)

    ranked(office, ODD)

    assert learnt == read == ["Fed the walrus"]
    assert len(queries) == 2


def test_after_a_removal_no_text_is_read(office: House, learnt: list[str], queries: Queries) -> None:
    wins = [fed(office, f"fish {minute}", minute) for minute in range(3)]
    ranked(office, ODD)
    removed(office, wins[1])
    learnt.clear()
    queries.statements.clear()
    assert knowing(office).texts == 2
    assert learnt == []
    assert len(queries) == 1


def test_a_text_that_teaches_nothing_is_not_read_again(office: House, learnt: list[str], queries: Queries) -> None:
    office.win("ana", "Fed the fish")
    assert knowing(office).texts == 0
    assert learnt == ["Fed the fish"]
    queries.statements.clear()
    assert knowing(office).texts == 0
    assert learnt == ["Fed the fish"]
    assert len(queries) == 1


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Has something happen once, after the items are listed and before their texts are read."""
    read = learning._read

    def once(happens: Callable[[], object]) -> None:
        def late(tx: Tx, lines: Sequence[str]) -> Iterator[tuple[str, str, list[str], str]]:
            monkeypatch.setattr(learning, "_read", read)
            happens()
            return read(tx, lines)

        monkeypatch.setattr(learning, "_read", late)

    return once


def test_an_edit_at_just_that_moment_is_known_at_the_next_use(
    office: House, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    heron = fed(office, "heron", 0)
    meanwhile(lambda: edited(office, heron, "Fed the lynx"))
    assert known_words(office, "heron", "lynx") == ["heron"]  # a transaction sees one moment
    assert known_words(office, "heron", "lynx") == ["lynx"]


def test_one_that_comes_and_goes_at_just_that_moment_costs_no_other_its_place(
    office: House, monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    latest_only(monkeypatch, 2)
    for minute, animal in enumerate(("otter", "heron")):
        fed(office, animal, minute)
    assert known_words(office, "otter", "heron") == ["otter", "heron"]
    lynx = fed(office, "lynx", 2)
    meanwhile(lambda: removed(office, lynx))
    knowing(office)
    assert known_words(office, "otter", "heron", "lynx") == ["otter", "heron"]


def test_one_that_is_pushed_out_at_just_that_moment_teaches_when_it_is_back(
    office: House, monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[Callable[[], object]], None]
) -> None:
    latest_only(monkeypatch, 2)
    for minute, animal in enumerate(("otter", "heron")):
        fed(office, animal, minute)
    pushing = list[Evidence]()
    meanwhile(lambda: pushing.append(fed(office, "lynx", 2)))
    assert known_words(office, "otter", "heron", "lynx") == ["otter", "heron"]  # a transaction sees one moment
    removed(office, *pushing)
    assert known_words(office, "otter", "heron", "lynx") == ["otter", "heron"]


def test_as_many_texts_are_compared_with_as_teach() -> None:
    assert learning.MOST_TAUGHT <= MOST_NEIGHBOURS


@pytest.mark.skipif(bool(POSTGRES), reason="about SQLite")
def test_the_latest_are_listed_from_an_index_alone_and_no_other_text_is_passed_over(office: House) -> None:
    latest = "evidence USING COVERING INDEX ix_evidence_latest"
    equal = "(workspace_id=? AND confirmed=? AND state=?)"
    listed, read = plan_of(office, learning._LIST), plan_of(office, learning._TEXTS)
    assert [step for step in listed if "evidence" in step] == [f"SEARCH {latest} {equal}"]
    assert [step.removesuffix(" LEFT-JOIN") for step in read if "evidence" in step] == [
        f"SEARCH {latest} {equal}",
        "SEARCH evidence USING PRIMARY KEY (workspace_id=? AND owner_id=? AND id=?)",
        "SEARCH evidence_competency USING PRIMARY KEY (workspace_id=? AND owner_id=? AND evidence_id=?)",
    ]
    assert "USE TEMP B-TREE FOR ORDER BY" not in listed


def plan_of(house: House, statement: Any) -> list[str]:
    """What SQLite does to answer a statement, step by step."""
    sql = str(statement.compile(dialect=sqlite.dialect())).replace("(__[POSTCOMPILE_lines])", "('a', 'b')")
    with house.database.read(house.id) as tx:
        steps = tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", ("",) * sql.count("?")).all()
    return [step.detail for step in steps]


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
        ladder = workspaces.current_ladder(tx)
        engine = learning.suggester(ladder)
        said = engine.statement("Reduced the risk of the next incident", "risk_reduction", "senior")
        assert said is not None
        assert said.level == "senior"
        assert learning.suggester(ladder) is engine
