"""Ids that stay when a ladder is published again under other names."""

import pytest
from hypothesis import given, settings
from msgspec.structs import replace

from ladder.framework.model import Advice, Competency, Expectation, Ladder, Level, Requirement, Specialism, Track
from ladder.publishing.diff import diff
from ladder.publishing.stable_ids import settled
from tests.conftest import LADDER
from tests.ladder.some_ladders import ladders
from tests.laws import examples


def renamed(**ids: str) -> Ladder:
    """The small ladder with other ids, as a file gets whose ids are made from its names."""
    return replace(
        LADDER,
        levels=tuple(
            replace(one, id=ids.get(one.id, one.id), next=tuple(ids.get(n, n) for n in one.next))
            for one in LADDER.levels
        ),
        competencies=tuple(replace(one, id=ids.get(one.id, one.id)) for one in LADDER.competencies),
        expectations=tuple(
            replace(one, level=ids.get(one.level or ""), competency=ids.get(one.competency or ""))
            if one.level in ids
            else replace(one, competency=ids.get(one.competency or "", one.competency))
            for one in LADDER.expectations
        ),
    )


def test_the_same_names_under_other_ids_take_the_ids_they_had() -> None:
    assert settled(renamed(craft="craft-2", senior="level-3"), LADDER).competencies == LADDER.competencies
    assert settled(renamed(craft="craft-2"), LADDER) == LADDER


def test_everything_that_points_at_a_level_or_competency_goes_along() -> None:
    levels = (
        Level(id="l1", name="Junior", next=("l2",)),
        Level(id="l2", name="Mid", extends="l1", equivalent_to=("l1",)),
    )
    new = Ladder(
        id="small",
        name="Small",
        tracks=(Track(id="t", name="Technical", forks_from="l2"),),
        levels=levels,
        competencies=(Competency(id="c1", name="Craft"),),
        expectations=(Expectation(id="e", text="Does it", level="l2", competency="c1"),),
        requirements=(Requirement(level="l2", competency="c1", grade="a"),),
        specialisms=(
            Specialism(
                id="s", name="S", from_level="l2", expectations=(Expectation(id="x", text="X", competency="c1"),)
            ),
        ),
        advice=(Advice(id="a", topic="T", text="Text", competencies=("c1",), levels=("l1",)),),
        translations={"de": {"level.l2.name": "Mittel", "competency.c1.name": "Handwerk", "track.t.name": "Technik"}},
    )
    kept = settled(new, LADDER)
    assert [one.id for one in kept.levels] == ["junior", "mid"]
    assert kept.levels[0].next == ("mid",)
    assert (kept.levels[1].extends, kept.levels[1].equivalent_to) == ("junior", ("junior",))
    assert kept.tracks[0].forks_from == "mid"
    assert (kept.expectations[0].level, kept.expectations[0].competency) == ("mid", "craft")
    assert (kept.requirements[0].level, kept.requirements[0].competency) == ("mid", "craft")
    assert kept.specialisms[0].from_level == "mid"
    assert kept.specialisms[0].expectations[0].competency == "craft"
    assert (kept.advice[0].competencies, kept.advice[0].levels) == (("craft",), ("junior",))
    assert kept.translations["de"] == {
        "level.mid.name": "Mittel",
        "competency.craft.name": "Handwerk",
        "track.t.name": "Technik",
    }


def test_a_person_says_which_new_competency_is_the_old_one() -> None:
    new = replace(LADDER, competencies=(*LADDER.competencies[:2], Competency(id="coaching", name="Coaching")))
    kept = settled(new, LADDER, {"coaching": "mentoring"})
    assert [(one.id, one.name) for one in kept.competencies][-1] == ("mentoring", "Coaching")
    assert kept.former == ()


def test_what_goes_is_remembered_under_its_old_name() -> None:
    without = replace(LADDER, competencies=LADDER.competencies[:2])
    kept = settled(without, LADDER)
    assert kept.competency_name("mentoring") == "Mentoring (no longer in the ladder)"
    assert kept.competency_name("craft") == "Craft"


def test_it_is_remembered_over_many_versions_until_it_comes_back() -> None:
    second = settled(replace(LADDER, competencies=LADDER.competencies[:2]), LADDER)
    third = settled(replace(LADDER, competencies=LADDER.competencies[:1]), second)
    assert [one.id for one in third.former] == ["delivery", "mentoring"]
    fourth = settled(LADDER, third)
    assert fourth.former == ()


@pytest.mark.slow
@settings(max_examples=examples(60), deadline=None)
@given(old=ladders(), new=ladders())
def test_no_id_of_what_is_in_both_changes_and_nothing_else_does(old: Ladder, new: Ladder) -> None:
    kept = settled(new, old)
    changes = diff(old, kept)
    for entries in (changes.levels, changes.competencies):
        assert all(one.old.id == one.new.id for one in entries.changed)
    assert [one.text for one in kept.expectations] == [one.text for one in new.expectations]
    assert len({one.id for one in kept.competencies}) == len(kept.competencies)
    assert settled(kept, old) == kept


def _columns(*competencies: Competency) -> Ladder:
    return replace(LADDER, competencies=competencies, expectations=())


SCOPE = Competency(id="scope", name="Scope of impact", aliases=("Impact",))
IMPACT = Competency(id="impact", name="Impact")


def test_one_that_comes_back_is_itself_even_if_it_was_also_called_like_the_one_in_between() -> None:
    between = settled(_columns(IMPACT), _columns(SCOPE))
    assert [one.id for one in between.former] == ["scope"]
    back = settled(_columns(SCOPE), between)
    assert [one.id for one in back.competencies] == ["scope"]
    assert [one.id for one in back.former] == ["impact"]


def test_one_that_comes_back_under_its_name_from_a_file_without_ids_is_itself() -> None:
    between = settled(_columns(Competency(id="craft", name="Craft")), _columns(SCOPE))
    back = settled(_columns(Competency(id="scope-of-impact", name="Scope of Impact")), between)
    assert [one.id for one in back.competencies] == ["scope"]
    assert settled(back, between) == back


def test_an_id_of_a_former_one_that_is_taken_is_given_to_nobody_else() -> None:
    between = settled(_columns(Competency(id="craft", name="Craft")), _columns(SCOPE))
    new = _columns(Competency(id="scope", name="Scope"), Competency(id="other", name="Scope of impact"))
    assert [one.id for one in settled(new, between).competencies] == ["scope", "other"]
