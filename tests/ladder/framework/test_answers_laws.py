"""What holds for the answers of every ladder."""

from collections import Counter

from hypothesis import example, given, settings

from ladder.framework.answers import focus_answer, grow_answer, level_answer, steps
from ladder.framework.compare import compare
from ladder.framework.expected import columns, expected, lineage
from ladder.framework.model import Inherit, Ladder, Level, Track, to_json
from ladder.framework.paths import Way, path_map
from ladder.framework.proving import Proof, prove
from ladder.framework.search import search
from ladder.publishing.diff import diff
from ladder.text import fold
from tests.ladder.some_ladders import ladders
from tests.laws import examples

LIGHT = settings(max_examples=examples(25))

BEGINS_WHERE_IT_LEADS = Ladder(
    id="x",
    name="A track that begins at a level which comes after its own",
    tracks=(Track(id="t", name="T", forks_from="b"),),
    levels=(
        Level(id="a", name="A", track="t", next=("b", "c")),
        Level(id="b", name="B", next=("c",)),
        Level(id="c", name="C"),
    ),
)
BEGIN_AT_EACH_OTHER = Ladder(
    id="x",
    name="Two tracks that begin at each other's level",
    tracks=(Track(id="t", name="T", forks_from="b"), Track(id="m", name="M", forks_from="a")),
    levels=(
        Level(id="a", name="A", track="t", next=("c",)),
        Level(id="b", name="B", track="m"),
        Level(id="c", name="C"),
    ),
)
BEGINS_HALFWAY = Ladder(
    id="x",
    name="A track that leads to a level and goes on from it",
    tracks=(Track(id="t", name="T", forks_from="b"),),
    levels=(
        Level(id="a", name="A", track="t", rank=1, next=("b",)),
        Level(id="b", name="B", rank=2),
        Level(id="c", name="C", track="t", rank=3),
    ),
)


@LIGHT
@given(ladders())
def test_a_level_answers_with_each_of_its_statements_once(ladder: Ladder) -> None:
    for level in ladder.levels:
        answer = level_answer(ladder, level.id)
        told = [one.id for column in answer.columns for one in column.statements]
        for part in (answer.about, answer.responsibilities, answer.signals, answer.stalls):
            told += [one.id for one in part]
        assert not [name for name, times in Counter(told).items() if times > 1]
        assert {one.id for one in ladder.expectations if one.level == level.id} <= set(told)


@LIGHT
@given(ladders())
def test_a_level_that_takes_over_nothing_tells_nothing_of_others(ladder: Ladder) -> None:
    for level in ladder.levels:
        if lineage(ladder, level):
            continue
        told = {one.level for column in level_answer(ladder, level.id).columns for one in column.statements}
        assert told <= {level.id}


@LIGHT
@given(ladders())
def test_lineage_has_no_level_twice_and_never_the_level_itself(ladder: Ladder) -> None:
    for level in ladder.levels:
        ids = [one.id for one in lineage(ladder, level)]
        assert level.id not in ids
        assert len(set(ids)) == len(ids)
        assert not ids or level.extends or ladder.inherit is Inherit.CUMULATIVE


@LIGHT
@given(ladders())
def test_a_comparison_tells_every_statement_of_either_level(ladder: Ladder) -> None:
    for left in ladder.levels[:2]:
        for right in ladder.levels[:2]:
            found = compare(ladder, left, right)
            for row in (*found.rows, found.whole):
                assert set(row.both) | set(row.only_right) == set(row.right)
                assert not set(row.both) & set(row.only_right)
                assert set(row.only_left) <= set(row.left)
            told = {one.id for row in (*found.rows, found.stalls, found.signals) for one in row.right}
            wanted = {one.id for column in columns(ladder, right) for one in expected(ladder, right, column.id)}
            assert wanted <= told


@LIGHT
@given(ladders())
def test_next_offers_exactly_the_levels_that_follow(ladder: Ladder) -> None:
    for level in ladder.levels:
        following = steps(ladder, level)
        assert tuple(step.level.id for step in following) == level.next
        assert all(step.fork is (len(level.next) > 1) for step in following)


@LIGHT
@given(ladders())
@example(BEGINS_WHERE_IT_LEADS)
@example(BEGIN_AT_EACH_OTHER)
@example(BEGINS_HALFWAY)
def test_the_map_has_every_level_and_every_way_forward(ladder: Ladder) -> None:
    found = path_map(ladder)
    at = {stop.level.id: stop.column for stop in found.stops}
    assert list(at) == [level.id for level in ladder.levels]
    ways = {(way.start, way.end) for way in found.ways}
    nexts = {(one.id, end) for one in ladder.levels for end in one.next}
    assert nexts <= ways
    assert all(any(one.forks_from == start for one in ladder.tracks) for start, _ in ways - nexts)
    assert all(at[start] < at[end] for start, end in ways)
    said = "\n".join(found.lines)
    assert all(level.name in said for level in ladder.levels)


@LIGHT
@given(ladders())
@example(BEGINS_WHERE_IT_LEADS)
@example(BEGIN_AT_EACH_OTHER)
@example(BEGINS_HALFWAY)
def test_a_track_has_a_way_from_where_it_begins_unless_all_of_it_comes_before(ladder: Ladder) -> None:
    ways = path_map(ladder).ways
    for track in ladder.tracks:
        inside = {one.id for one in ladder.levels if one.track == track.id}
        if track.forks_from and track.forks_from not in inside:
            begun = any(way.start == track.forks_from and way.end in inside for way in ways)
            assert begun or all(track.forks_from in after(ways, one) for one in inside)


def after(ways: tuple[Way, ...], level: str) -> set[str]:
    """The levels that one may come to from a level."""
    found: set[str] = set()
    ahead = {level}
    while ahead:
        ahead = {way.end for way in ways if way.start in ahead} - found
        found |= ahead
    return found


@LIGHT
@given(ladders())
def test_advice_is_given_at_most_once(ladder: Ladder) -> None:
    answer = grow_answer(ladder, [one.id for one in ladder.competencies])
    given_out = [one.id for part in answer.parts for one in part.advice] + [one.id for one in answer.general]
    assert len(set(given_out)) == len(given_out)
    assert {one.id for one in grow_answer(ladder, []).general} == {one.id for one in ladder.advice}


@LIGHT
@given(ladders())
def test_a_specialism_without_a_level_shows_all_it_has(ladder: Ladder) -> None:
    for specialism in ladder.specialisms:
        answer = focus_answer(ladder, specialism.id, None)
        assert tuple(one for _, one in answer.statements) == specialism.expectations
        assert answer.applies


@LIGHT
@given(ladders())
def test_every_competency_can_be_proved_by_its_id(ladder: Ladder) -> None:
    folded = Counter(fold(one.id).replace(" ", "") for one in ladder.competencies)
    for competency in ladder.competencies:
        if folded[fold(competency.id).replace(" ", "")] > 1 or not fold(competency.id):
            continue  # ids that only their punctuation tells apart are asked back
        found = prove(ladder, competency.id)
        assert isinstance(found, Proof)
        assert (found.competency, found.asked) == (competency, "")


@LIGHT
@given(ladders())
def test_answering_changes_nothing_of_the_ladder(ladder: Ladder) -> None:
    before = to_json(ladder)
    for level in ladder.levels:
        level_answer(ladder, level.id)
    search(ladder, "lead")
    path_map(ladder)
    assert to_json(ladder) == before


@LIGHT
@given(ladders(), ladders())
def test_a_difference_leaves_out_only_what_says_the_same(old: Ladder, new: Ladder) -> None:
    found = diff(old, new)
    told_new = {change.new.id for change in found.statements if change.new}
    told_old = {change.old.id for change in found.statements if change.old}
    texts = {one.text for one in old.expectations}
    assert all(one.text in texts for one in new.expectations if one.id not in told_new)
    kept = {one.text for one in new.expectations}
    assert all(one.text in kept for one in old.expectations if one.id not in told_old)
