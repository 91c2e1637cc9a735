"""What a win must be: each refusal names its field in a sentence for the person."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.errors import Invalid
from ladder.evidence.rules import checked
from ladder.store.values import MessageSource, NewWin, Number
from tests.conftest import LADDER, TODAY

WIN = NewWin(text="Led the move to the new queue", happened_on=TODAY)


def problems(win: NewWin, owner: str = "ana", kept: tuple[str, ...] = ()) -> dict[str, str]:
    """What is said to whoever logs this win."""
    try:
        checked(win, LADDER, TODAY, owner, kept)
    except Invalid as refusal:
        return refusal.fields
    return {}


def test_a_sentence_and_a_day_are_enough() -> None:
    assert checked(WIN, LADDER, TODAY) == WIN


def test_what_is_typed_is_trimmed_and_otherwise_kept() -> None:
    typed = replace(
        WIN,
        text="\n  Led it \n twice\t",
        outcome=" Fewer pages ",
        number=Number(value=" 40 ", unit=" % "),
        links=(" https://example.com/a b ",),
    )
    kept = checked(typed, LADDER, TODAY)
    assert (kept.text, kept.outcome) == ("Led it \n twice", "Fewer pages")
    assert kept.number == Number(value="40", unit="%")
    assert kept.links == ("https://example.com/a b",)


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b\u2060", "\u202e\u200f", "\ufeff"])
def test_a_win_without_visible_words_is_asked_for(text: str) -> None:
    assert problems(replace(WIN, text=text)) == {"text": "Write what you did, in a sentence."}


@pytest.mark.parametrize(
    "text", ["🎉", "👩‍👩‍👧‍👦", "e\u0301", "\u202eabc", "שלום", "設計を主導した", "x" * 3000, "🎉" * 3000]
)
def test_any_visible_words_up_to_3000_characters_are_taken(text: str) -> None:
    assert checked(replace(WIN, text=text), LADDER, TODAY).text == text


def with_text(field: str, text: str) -> NewWin:
    """The usual win with this text in one of its two long fields."""
    return replace(WIN, text=text) if field == "text" else replace(WIN, outcome=text)


@pytest.mark.parametrize("field", ["text", "outcome"])
def test_more_than_3000_characters_are_refused_with_their_count(field: str) -> None:
    assert problems(with_text(field, "x" * 3001)) == {
        field: "This has 3,001 characters; 3,000 fit. Keep what you did and what changed."
    }


@pytest.mark.parametrize("code", [0, 0xD83D, 0xDC00, 0xDFFF])
@pytest.mark.parametrize("field", ["text", "outcome"])
def test_what_no_database_can_keep_is_refused_clearly(field: str, code: int) -> None:
    character = chr(code)
    assert problems(with_text(field, f"before{character}after")) == {
        field: "This has a character that can't be stored. Paste it again as plain text."
    }


def test_tomorrow_is_still_to_come_and_today_is_not() -> None:
    assert problems(replace(WIN, happened_on=TODAY + timedelta(days=1))) == {
        "happened_on": "This day is in the future. Pick today or earlier."
    }
    assert problems(replace(WIN, happened_on=TODAY - timedelta(days=4000))) == {}


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (Number(value="", unit="%"), "Add the number that goes with this unit, or clear the unit."),
        (Number(value="  ", unit="%"), "Add the number that goes with this unit, or clear the unit."),
        (Number(value="9" * 201), "This has 201 characters; 200 fit. Keep what you did and what changed."),
        (
            Number(value="9", unit="\0"),
            "This has a character that can't be stored. Paste it again as plain text.",
        ),
    ],
)
def test_a_number_is_a_short_value_with_a_short_unit(number: Number, said: str) -> None:
    assert problems(replace(WIN, number=number)) == {"number": said}


@pytest.mark.parametrize("value", ["40", "1.5k", "-3 %", "from 840 to 310", "١٢"])
def test_a_number_is_kept_as_it_was_typed(value: str) -> None:
    assert checked(replace(WIN, number=Number(value=value)), LADDER, TODAY).number == Number(value=value)


@pytest.mark.parametrize(
    "link",
    [
        "",
        "example.com",
        "ftp://example.com",
        "javascript:alert(1)",
        "https://",
        "https://[",
        "https://example.com/\0",
        "https://example.com/" + "x" * 3000,
    ],
)
def test_a_link_that_is_none_is_named(link: str) -> None:
    said = problems(replace(WIN, links=("https://example.com", link)))["links"]
    assert said == f"“{link[:60]}” is not a link. Links begin with https://."


def test_ten_links_fit_and_eleven_do_not() -> None:
    links = tuple(f"https://example.com/{place}" for place in range(11))
    assert problems(replace(WIN, links=links[:10])) == {}
    assert problems(replace(WIN, links=links)) == {"links": "These are 11 links; 10 fit."}


def test_a_competency_the_ladder_does_not_have_is_picked_again() -> None:
    gone = replace(WIN, competencies=("craft", "gone"))
    assert problems(gone) == {"competencies": "The ladder changed in the meantime. Pick again."}
    assert problems(gone, kept=("gone",)) == {}


@pytest.mark.parametrize("witness", ["", "U" * 33, "U\0", "Ü1", "\ud83d"])
def test_a_witness_is_someone_from_the_list(witness: str) -> None:
    assert problems(replace(WIN, witnesses=("max", witness))) == {"witnesses": "Pick people from the list."}


def test_nobody_is_their_own_witness() -> None:
    said = problems(replace(WIN, witnesses=("max", "ana")))
    assert said == {"witnesses": "A witness is someone else who saw it. Take yourself out of the list."}


@pytest.mark.parametrize(
    "source",
    [
        MessageSource(channel="", ts="1.0"),
        MessageSource(channel="C1", ts=""),
        MessageSource(channel="C1", ts="1.0", author="U" * 33),
        MessageSource(channel="C" * 33, ts="1.0"),
        MessageSource(channel="C1", ts="1.0", link="javascript:alert(1)"),
    ],
)
def test_a_message_that_cannot_be_one_is_refused(source: MessageSource) -> None:
    assert problems(replace(WIN, source=source)) == {"source": "This message can't be linked. Log the win without it."}


def test_a_message_needs_neither_author_nor_link() -> None:
    assert problems(replace(WIN, source=MessageSource(channel="C1", ts="1726300000.000100"))) == {}


def test_everything_that_is_wrong_is_said_at_once() -> None:
    wrong = replace(WIN, text="", outcome="x" * 3001, links=("no",), happened_on=TODAY + timedelta(days=1))
    assert set(problems(wrong)) == {"text", "outcome", "links", "happened_on"}


@given(st.text(max_size=3200), st.text(max_size=50))
def test_what_is_taken_can_be_stored_and_what_is_not_is_explained(text: str, outcome: str) -> None:
    win = replace(WIN, text=text, outcome=outcome)
    said = problems(win)
    if said:
        assert all(sentence.endswith(".") for sentence in said.values())
    else:
        kept = checked(win, LADDER, TODAY)
        assert (kept.text + kept.outcome).encode().decode() == kept.text + kept.outcome
        assert "\0" not in kept.text + kept.outcome
