"""The map as a real picture, and its words for who cannot see it."""

import struct
import zlib

import pytest

from ladder.documents.ladder_map import alternative_text, draw, fitting, in_words
from ladder.formats.yaml.form import builtin
from ladder.framework.model import Ladder, Level, Track

SCRIPTS = (
    "シニアソフトウェアエンジニア",
    "시니어 소프트웨어 엔지니어",
    "مهندس برمجيات أول",
    "מהנדס תוכנה בכיר",
    "Старший инженер",
    "วิศวกรซอฟต์แวร์",
    "वरिष्ठ इंजीनियर",
)
MARKUP = '#panic() $x^2$ *bold* _it_ `code` @ref <label> \\ #set text(red) "quoted" // gone /* gone */ ~ --- 1. = Head'


def ladder_of(*names: str, locale: str = "en", name: str = "X") -> Ladder:
    levels = tuple(
        Level(id=f"l{n}", name=one, track="t", next=(f"l{n + 1}",) if n + 1 < len(names) else ())
        for n, one in enumerate(names)
    )
    return Ladder(id="x", name=name, locale=locale, tracks=(Track(id="t", name="Track"),), levels=levels)


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert png[12:16] == b"IHDR"
    width, height = struct.unpack(">II", png[16:24])
    return int(width), int(height)


def pixels(png: bytes) -> bytes:
    """The picture's rows as they are stored, unpacked."""
    at, data = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    return zlib.decompress(data)


def test_the_built_in_ladder_is_a_picture_that_a_phone_can_show() -> None:
    png = draw(builtin(), "mid")
    width, height = size(png)
    assert (width, height) == (1438, 1940)
    # shown 375 points wide, as on a phone, a level's name is at least 8 points high
    assert 16.5 * 2 * 375 / width > 8


def test_the_same_ladder_gives_the_same_bytes() -> None:
    assert draw(builtin(), "mid") == draw(builtin(), "mid")


def test_my_own_level_is_marked() -> None:
    assert size(draw(builtin(), "mid")) == size(draw(builtin()))
    assert draw(builtin(), "mid") != draw(builtin()) != draw(builtin(), "senior")


def test_the_ground_is_light_whatever_the_theme_of_who_looks() -> None:
    rows = pixels(draw(ladder_of("A")))
    assert rows[1:5] == b"\xfb\xfb\xf9\xff", "the first pixel, opaque"


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_name_in_any_script_is_drawn_with_its_own_signs(name: str) -> None:
    boxes_instead = "\U0010fffd" * len(name)  # a sign that no font has, so that an empty box stands for it
    assert pixels(draw(ladder_of(name))) != pixels(draw(ladder_of(boxes_instead)))
    other = name[:-1] + name[0]
    assert pixels(draw(ladder_of(name))) != pixels(draw(ladder_of(other))), "each sign has its own form"


def test_the_locale_decides_how_shared_signs_are_drawn() -> None:
    japanese, chinese = draw(ladder_of("直骨", locale="ja")), draw(ladder_of("直骨", locale="zh-CN"))
    assert pixels(japanese) != pixels(chinese)


def test_markup_in_a_name_is_drawn_and_does_nothing() -> None:
    assert size(draw(ladder_of(MARKUP, MARKUP, name=MARKUP))) == size(draw(ladder_of("A", "B")))


@pytest.mark.parametrize("name", ["A" * 5000, "long " * 1000, "", " ", "\u202eabc\u0000\u200b", "🚀" * 40])
def test_an_odd_name_is_drawn_within_its_box(name: str) -> None:
    assert size(draw(ladder_of(name))) == size(draw(ladder_of("A")))


@pytest.mark.slow
@pytest.mark.parametrize("count", [0, 1, 60, 1000])
def test_a_picture_has_at_most_4000_pixels_a_side(count: int) -> None:
    levels = tuple(Level(id=f"l{n}", name=f"Level {n}", rank=n) for n in range(count))
    width, height = size(draw(Ladder(id="x", name="X", levels=levels)))
    assert 0 < width <= 4000
    assert 0 < height <= 4000


def test_a_long_word_may_break_and_a_long_name_is_cut() -> None:
    assert fitting("Engineering  Manager") == "Engineering Manager"
    assert fitting("Softwareentwicklungsleitung") == "Softwareentwic\u200bklungsleitung"
    assert len(fitting("long " * 100)) == 90
    assert fitting("long " * 100).endswith("…")


def test_the_words_say_all_that_the_picture_shows() -> None:
    said = alternative_text(builtin(), "mid", 2000)
    assert said == " ".join(in_words(builtin(), "mid"))
    assert said.startswith("Map of Engineering ladder: 10 levels. Intern → Junior Software Developer →")
    assert "From Senior Software Developer the path forks: Lead Software Developer (Technical)," in said
    assert "counts the same as" in said
    assert said.endswith("You are at Mid-Level Software Developer.")


def test_without_a_level_nobody_is_marked_in_the_words() -> None:
    assert "You are at" not in alternative_text(builtin(), None, 2000)
    assert "You are at" not in alternative_text(builtin(), "gone", 2000)


@pytest.mark.parametrize("most", [1000, 2000])
def test_a_longer_text_says_where_it_goes_on_and_where_i_am(most: int) -> None:
    names = [f"Level number {number}" for number in range(1000)]
    said = alternative_text(ladder_of(*names), "l500", most)
    assert most - 60 < len(said) <= most
    assert said.endswith("… The message's own text carries all of it. You are at Level number 500.")


def test_even_an_endless_name_keeps_the_limit() -> None:
    assert len(alternative_text(ladder_of("A" * 5000), "l0", 1000)) == 1000
