"""A workspace's own confirmations lift what they confirmed; never another's, never early and loudly, never the rest."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.formats.yaml.form import builtin
from ladder.framework.model import Competency, Ladder
from ladder.suggest import Confirmed, Suggester, confirmed
from ladder.suggest.confirmed import Lesson, features_of, weight_of
from ladder.suggest.reading import read

LADDER = Ladder(
    id="own",
    name="Own",
    competencies=(
        Competency(id="craft", name="Craft", description="Tests and reviews code."),
        Competency(id="care", name="Care", description="Listens to colleagues."),
        Competency(id="reach", name="Reach", description="Talks at conferences."),
        Competency(id="drive", name="Drive", description="Delivers projects on time."),
    ),
)
IDS = tuple(one.id for one in LADDER.competencies)
SUGGESTER = Suggester(LADDER)
WORD = ("walrus", "otter", "heron", "tested", "listened", "talked", "delivered", "code", "on-time")
WORDS = st.sampled_from(WORD)
TEXTS = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
PAIRS = st.lists(st.tuples(TEXTS, st.lists(st.sampled_from(IDS), min_size=1, max_size=2)), max_size=12)


def place_of(competency: str, text: str, known: Confirmed | None) -> int:
    return [one.competency for one in SUGGESTER.suggest(text, known)].index(competency)


def chance_of(competency: str, text: str, known: Confirmed | None = None) -> float:
    return {one.competency: one.score for one in SUGGESTER.suggest(text, known)}[competency]


def walruses(number: int) -> list[tuple[str, list[str]]]:
    return [(f"Groomed the walrus, visit {at}", ["care"]) for at in range(number)]


def test_a_word_that_only_this_workspace_uses_is_learnt() -> None:
    assert chance_of("care", "Fed the walrus") == pytest.approx(0.25)

    assert chance_of("care", "Fed the walrus", Confirmed(walruses(30))) > 0.5


def test_the_reason_may_be_a_word_that_was_learnt() -> None:
    known = Confirmed([*walruses(60), *((f"Tested the otter {at}", ["craft"]) for at in range(60))])

    first = SUGGESTER.suggest("Fed the walrus", known)[0]

    assert (first.competency, first.because, first.offered) == ("care", "walrus", True)


def test_the_reason_quotes_what_a_text_shares_with_like_ones_even_where_one_competency_is_all_that_was_confirmed() -> (
    None
):
    first = SUGGESTER.suggest("Groomed our walrus", Confirmed(walruses(20)))[0]

    assert (first.competency, first.because, first.ticked) == ("care", "Groomed", True)


def test_belief_grows_with_the_number_of_texts() -> None:
    chances = [chance_of("care", "Fed the walrus", Confirmed(walruses(number))) for number in (0, 1, 5, 20, 80)]

    assert chances == sorted(chances)
    assert chances[1] - chances[0] < 0.1


def test_the_first_few_confirmations_do_not_outweigh_the_ladder() -> None:
    known = Confirmed([("Talked to the cook", ["drive"]), ("Talked about lunch", ["care"])])

    assert place_of("reach", "Talked at a conference", known) == 0


def test_a_text_like_a_confirmed_one_has_its_competency_first() -> None:
    others = [(f"Mended door {at} of the {word} hall", ["drive"]) for at, word in enumerate(("north", "south", "east"))]
    known = Confirmed([*others, ("Closed the books of the harbour depot", ["reach"])])

    assert place_of("reach", "Closed the books of the harbour depot again", known) == 0


def votes_of(known: Confirmed, text: str) -> list[float]:
    """What the neighbours of a text say for each competency."""
    parts = list(known.neighbours(features_of(read(text)), IDS))
    return [sum(part for _, place, part in parts if place == at) for at in range(len(IDS))]


def test_a_text_unlike_all_confirmed_ones_gets_no_votes_of_neighbours() -> None:
    known = Confirmed(walruses(10))

    assert votes_of(known, "Painted the fence green") == [0.0, 0.0, 0.0, 0.0]
    assert sum(votes_of(known, "Groomed the walrus")) < 1.0
    assert votes_of(known, "Groomed the walrus")[1] > 0.9


def test_what_is_confirmed_more_often_is_likelier() -> None:
    known = Confirmed([*walruses(40), ("Tested the otter", ["craft"])])

    assert place_of("care", "Went to town", known) == 0
    assert SUGGESTER.suggest("Went to town", known)[0].ticked is False


def test_counts_that_chance_explains_move_nothing() -> None:
    even = Confirmed((f"Visit {at}: {one}", [one]) for at in range(10) for one in IDS)
    nearly = Confirmed((f"Visit {at}: {IDS[at % 4]}", [IDS[at % 4]]) for at in range(41))

    assert even.log_prior(IDS) == [0.0] * 4
    assert nearly.log_prior(IDS) == [0.0] * 4
    assert Confirmed(walruses(40)).log_prior(IDS)[1] > 1


def test_learning_from_evenly_spread_texts_loses_nothing_on_average() -> None:
    """Made-up texts: a word of the competency's own text, and words of no meaning that tempt to see patterns."""
    chance = random.Random(7)
    signs = {"craft": "tests", "care": "listens", "reach": "conferences", "drive": "projects"}
    noise = [f"noise{at}" for at in range(40)]
    texts = [(" ".join([signs[one], *chance.sample(noise, 6)]), one) for one in IDS for _ in range(40)]
    chance.shuffle(texts)
    held_out, taught = texts[:80], texts[80:]

    for number in (10, 25, 50, 80):
        known = Confirmed((text, [one]) for text, one in taught[:number])
        assert sum(place_of(one, text, known) == 0 for text, one in held_out) >= 78


def test_a_text_with_several_competencies_teaches_all_of_them() -> None:
    known = Confirmed((f"Fed the heron, day {at}", ["care", "reach"]) for at in range(40))

    assert {one.competency for one in SUGGESTER.suggest("Fed the heron", known)[:2]} == {"care", "reach"}
    assert known.texts == 40
    assert known.labels == {"care": 40, "reach": 40}


def test_a_competency_named_twice_counts_once() -> None:
    assert Confirmed([("Fed the heron", ["care", "care"])]).labels == {"care": 1}


@pytest.mark.parametrize(("text", "competencies"), [("", ["care"]), ("🎉 12", ["care"]), ("Fed the heron", [])])
def test_without_words_or_competencies_nothing_is_learnt(text: str, competencies: list[str]) -> None:
    known = Confirmed()

    assert known.learn(text, competencies) is None
    assert known.texts == 0
    assert SUGGESTER.suggest("Fed the heron", known) == SUGGESTER.suggest("Fed the heron")


def test_competencies_that_the_ladder_no_longer_has_are_passed_over() -> None:
    known = Confirmed((f"Fed the walrus {at}", ["gone"]) for at in range(30))

    found = SUGGESTER.suggest("Fed the walrus", known)

    assert sorted(one.competency for one in found) == sorted(IDS)
    assert found[0].score == pytest.approx(found[-1].score)


def test_what_one_workspace_learns_is_unknown_to_every_other() -> None:
    before = SUGGESTER.suggest("Fed the walrus", Confirmed())
    one, other = Confirmed(), Confirmed([("Tested the otter", ["craft"])])
    others_view = SUGGESTER.suggest("Fed the walrus", other)
    for text, competencies in walruses(50):
        one.learn(text, competencies)
        SUGGESTER.suggest(text, one)

    assert SUGGESTER.suggest("Fed the walrus", one) != before
    assert SUGGESTER.suggest("Fed the walrus", other) == others_view
    assert SUGGESTER.suggest("Fed the walrus", Confirmed()) == before
    assert SUGGESTER.suggest("Fed the walrus") == before


def test_nothing_confirmed_is_as_no_workspace_at_all() -> None:
    assert SUGGESTER.suggest("Tested the code", Confirmed()) == SUGGESTER.suggest("Tested the code")


@given(PAIRS, TEXTS, st.sampled_from(IDS))
def test_a_text_that_two_people_confirm_never_puts_its_competency_further_down(
    before: list[tuple[str, list[str]]], text: str, competency: str
) -> None:
    known = Confirmed(before)
    place = place_of(competency, text, known)

    known.learn(text, [competency])
    known.learn(text, [competency])  # a word counts once two owners confirmed it

    assert place_of(competency, text, known) <= place


@pytest.mark.slow
def test_confirming_a_text_hardly_ever_makes_another_competency_likelier_for_it() -> None:
    """No law: one confirmation more may be what tells a habit of the whole workspace from chance, and all lean to it
    then. Of made-up workspaces that happens to 2 in 1,000; 5 % are not worth speaking of."""
    chance = random.Random(7)
    likelier = [_most_likelier(_some_texts(chance, chance.randint(0, 12)), chance) for _ in range(1_000)]

    assert sum(one > 1.05 for one in likelier) <= 10


def _some_texts(chance: random.Random, number: int) -> list[tuple[str, list[str]]]:
    texts = (" ".join(chance.choices(WORD, k=chance.randint(1, 5))) for _ in range(number))
    return [(text, chance.choices(IDS, k=chance.randint(1, 2))) for text in texts]


@pytest.mark.parametrize("owners", [("ana", "ana"), ("ana",)])
def test_a_word_that_one_owner_confirmed_moves_nothing_and_is_never_the_reason(owners: tuple[str, ...]) -> None:
    known, other = (Confirmed((f"Delivered number{at}", [IDS[at % 4]]) for at in range(40)) for _ in range(2))
    for owner in owners:
        known.learn("Sent the severance", ["care"], owner)
        other.learn("Sent the xylophone", ["care"], owner)

    guessed = SUGGESTER.suggest("Sent the severance", known)

    assert guessed == SUGGESTER.suggest("Sent the severance", other)
    assert {one.because for one in guessed} == {""}

    known.learn("Paid the severance", ["care"], "ben")
    assert SUGGESTER.suggest("Sent the severance", known)[0].because == "severance"


def _most_likelier(before: list[tuple[str, list[str]]], chance: random.Random) -> float:
    """By what factor another competency gains most on the one that is confirmed for a text."""
    twice = [pair for pair in before for _ in range(2)]  # by two owners: a word that only one confirmed says nothing
    known, (text, (competency, *_)) = Confirmed(twice), _some_texts(chance, 1)[0]
    odds = {one: chance_of(one, text, known) / chance_of(competency, text, known) for one in IDS}
    known.learn(text, [competency])
    return max(chance_of(one, text, known) / chance_of(competency, text, known) / odds[one] for one in IDS)


@given(PAIRS, TEXTS)
def test_learnt_at_once_or_one_by_one_is_the_same(pairs: list[tuple[str, list[str]]], text: str) -> None:
    step_by_step = Confirmed()
    for words, competencies in pairs:
        step_by_step.learn(words, competencies)

    assert SUGGESTER.suggest(text, step_by_step) == SUGGESTER.suggest(text, Confirmed(pairs))


def remembered(known: Confirmed) -> str:
    """All that is in its memory, whatever the numbers of its lessons."""
    places = {at: place for place, at in enumerate(known._neighbours)}
    found = {feature: [places[at] for at in numbers] for feature, numbers in sorted(known._places.items())}
    seen_with = {feature: sorted(counts.items()) for feature, counts in sorted(known._seen_with.items())}
    texts = [(sorted(one.features), one.labels) for one in known._neighbours.values()]
    return repr((known.texts, sorted(known.labels.items()), sorted(known._seen.items()), seen_with, texts, found))


@given(st.lists(st.tuples(TEXTS, st.lists(st.sampled_from(IDS), max_size=2), st.integers(0, 12))), TEXTS)
def test_what_is_forgotten_at_any_time_was_as_good_as_never_learnt(
    steps: list[tuple[str, list[str], int]], text: str
) -> None:
    """At each step a text is learnt, and one of those before is forgotten where the number hits it."""
    known, kept = Confirmed(), list[tuple[str, list[str], Lesson | None]]()
    for words, competencies, at in steps:
        kept.append((words, competencies, known.learn(words, competencies)))
        if at < len(kept) and (lesson := kept.pop(at)[2]):
            known.forget(lesson)

    afresh = Confirmed((words, competencies) for words, competencies, _ in kept)
    assert SUGGESTER.suggest(text, known) == SUGGESTER.suggest(text, afresh)
    assert remembered(known) == remembered(afresh)


def test_forgotten_words_are_nowhere_in_memory() -> None:
    known = Confirmed([("Tested the code", ["craft"])])
    lesson = known.learn("Groomed the walrus", ["care"])
    assert "walru" in repr(vars(known))
    assert lesson is not None

    known.forget(lesson)

    assert "walru" not in repr(vars(known))
    assert "care" not in repr(vars(known))
    assert remembered(known) == remembered(Confirmed([("Tested the code", ["craft"])]))


def test_a_text_that_none_is_compared_with_any_more_is_forgotten_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confirmed, "MOST_NEIGHBOURS", 2)
    known = Confirmed()
    lessons = [
        known.learn(words, ["care"]) for words in ("One walrus", "Two otters", "Three herons", "A lynx", "Bison")
    ]
    assert [len(known._neighbours), known.texts] == [3, 5]

    for lesson in lessons:
        assert lesson is not None
        known.forget(lesson)

    assert remembered(known) == remembered(Confirmed())


@given(PAIRS, TEXTS)
def test_what_was_learnt_leaves_chances(pairs: list[tuple[str, list[str]]], text: str) -> None:
    found = SUGGESTER.suggest(text, Confirmed(pairs))

    assert math.isclose(sum(one.score for one in found), 1.0)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_only_the_latest_texts_are_compared_with_so_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confirmed, "MOST_NEIGHBOURS", 10)
    known = Confirmed([("Polished the brass telescope", ["reach"])])
    for at in range(60):
        known.learn(f"Groomed walrus{at // 2} at the pool{at // 2}", ["care"])

    assert votes_of(known, "Polished the brass telescope") == [0.0] * 4
    assert votes_of(known, "Groomed walrus29 at the pool29")[1] > 0.8
    assert known.texts == 61
    assert len(known._neighbours) <= 20


def test_words_that_many_confirmed_texts_have_find_no_neighbours() -> None:
    known = Confirmed((f"Deployed number{at}", [IDS[at % 4]]) for at in range(200))

    assert votes_of(known, "Deployed") == [0.0] * 4
    assert votes_of(known, "Deployed number8")[0] > 0


def test_what_is_remembered_of_a_text() -> None:
    features = features_of(read("Mentored the interns"))

    assert features["mentor"] == 0
    assert features["/people/mentoring"] == 0
    assert "the" not in features
    assert weight_of("/people/mentoring") < weight_of("mentor") == 1.0


def test_the_built_in_ladder_learns_a_teams_own_names() -> None:
    suggester = Suggester(builtin())
    known = Confirmed([(f"Moved shard {at} of Hermes", ["scope_of_impact"]) for at in range(20)])
    before = {one.competency: one.score for one in suggester.suggest("Hermes is done")}
    after = {one.competency: one.score for one in suggester.suggest("Hermes is done", known)}

    assert after["scope_of_impact"] > 2 * before["scope_of_impact"]
