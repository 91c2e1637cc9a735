"""The ladder as a map, to be drawn and to be read."""

from ladder.framework import Ladder, Level, Track
from ladder.paths import Way, path_map
from ladder.yaml_form import builtin


def chain(**following: tuple[str, ...]) -> Ladder:
    """Levels by name, with what they lead to."""
    return Ladder(
        id="x",
        name="X",
        levels=tuple(Level(id=name, name=name.upper(), next=after) for name, after in following.items()),
    )


def test_the_built_in_ladder_reads_as_a_map_in_words() -> None:
    assert path_map(builtin()).lines == (
        "Intern → Junior Software Developer → Mid-Level Software Developer → Senior Software Developer",
        "From Senior Software Developer the path forks: Lead Software Developer, Software Architect"
        " or Engineering Manager",
        "From Lead Software Developer the path forks: Principal Engineer / Principal Developer, Software Architect"
        " or Engineering Manager",
        "Principal Engineer / Principal Developer → Distinguished Engineer",
        "From Software Architect the path forks: Principal Engineer / Principal Developer or Distinguished Engineer",
        "Engineering Manager → CTO / VP Engineering",
    )


def test_the_built_in_ladder_has_every_level_and_way_on_its_map() -> None:
    found = path_map(builtin())
    assert {(stop.level.id, stop.column, stop.row) for stop in found.stops} == {
        ("intern", 0, 0),
        ("junior", 1, 0),
        ("mid", 2, 0),
        ("senior", 3, 0),
        ("lead", 4, 1),
        ("architect", 5, 1),
        ("manager", 5, 2),
        ("principal", 6, 1),
        ("executive", 6, 2),
        ("distinguished", 7, 1),
    }
    assert Way(start="senior", end="manager", fork=True) in found.ways
    assert Way(start="mid", end="senior", fork=False) in found.ways
    assert len(found.ways) == sum(len(level.next) for level in builtin().levels)


def test_every_level_is_named_in_the_words() -> None:
    said = "\n".join(path_map(builtin()).lines)
    assert all(level.name in said for level in builtin().levels)


def test_every_way_leads_to_a_later_column() -> None:
    found = path_map(builtin())
    columns = {stop.level.id: stop.column for stop in found.stops}
    assert all(columns[way.start] < columns[way.end] for way in found.ways)


def test_separate_chains_are_separate_lines() -> None:
    assert path_map(chain(a=("b",), b=(), m=("n",), n=())).lines == ("A → B", "M → N")


def test_a_level_alone_is_a_line_of_its_own() -> None:
    assert path_map(chain(a=())).lines == ("A",)


def test_chains_that_meet_are_told_up_to_where_they_meet() -> None:
    assert path_map(chain(a=("c",), b=("c",), c=("d",), d=())).lines == ("A → C → D", "B → C → D")


def test_a_way_to_a_level_that_is_not_there_is_no_way() -> None:
    found = path_map(chain(a=("b", "nowhere"), b=()))
    assert found.lines == ("A → B",)
    assert [way.end for way in found.ways] == ["b"]


def test_a_loop_ends_too() -> None:
    found = path_map(chain(a=("b",), b=("a",)))
    assert found.lines == ("A → B",)
    assert len(found.stops) == 2


def test_a_level_of_no_known_track_has_a_row_below_the_others() -> None:
    ladder = Ladder(
        id="x",
        name="X",
        tracks=(Track(id="t", name="T"),),
        levels=(Level(id="a", name="A", track="t"), Level(id="b", name="B")),
    )
    assert [stop.row for stop in path_map(ladder).stops] == [0, 1]


def test_an_empty_ladder_has_an_empty_map() -> None:
    assert path_map(chain()).lines == ()
