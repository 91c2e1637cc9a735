"""The first word of a command, and what follows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.grammar import Asked, Word, near_words, parse


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", Asked(Word.CARD)),
        (" \u200b\ufeff“” ", Asked(Word.CARD)),
        ("help!", Asked(Word.HELP)),
        ("HELP", Asked(Word.HELP)),
        ("search:", Asked(Word.SEARCH)),
        ("search：incident", Asked(Word.SEARCH, "incident")),
        ("wins\n2026Q3", Asked(Word.WINS, "2026Q3")),
        ("wins\u3000Q3", Asked(Word.WINS, "Q3")),
        ("wins “Lena”", Asked(Word.WINS, "Lena")),
        ("log:Moved it", Asked(Word.LOG, "Moved it")),
        ("log : Moved it", Asked(Word.LOG, "Moved it")),
        ("log :tada: Moved it", Asked(Word.LOG, ":tada: Moved it")),
        ("log\n- one\n- two", Asked(Word.LOG, "- one\n- two")),
        ("log “Moved it”", Asked(Word.LOG, "“Moved it”")),
        ("“log Moved it”", Asked(Word.LOG, "Moved it")),
        ("“log” Moved “it”", Asked(Word.LOG, "Moved “it”")),
        ("*log* Moved it", Asked(Word.LOG, "Moved it")),
        ("mid-level", Asked(Word.LEVEL, "mid-level")),
        ("team's record", Asked(Word.LEVEL, "team's record")),
        ("‘senior’", Asked(Word.LEVEL, "senior")),
        ("nextdoor", Asked(Word.LEVEL, "nextdoor")),
        ("\u200fشهد", Asked(Word.LEVEL, "شهد")),
    ],
)
def test_the_first_word_and_the_rest(typed: str, asked: Asked) -> None:
    assert parse(typed) == asked


def test_a_whole_level_name_goes_before_a_command() -> None:
    def exactly(text: str, _nearly: bool) -> bool:
        return text.casefold() in ("team lead", "search engineer", "help")

    assert parse("Team lead", exactly) == Asked(Word.LEVEL, "Team lead")
    assert parse("search engineer", exactly) == Asked(Word.LEVEL, "search engineer")
    assert parse("search engineers", exactly) == Asked(Word.SEARCH, "engineers")
    assert parse("help", exactly) == Asked(Word.HELP)


def test_a_near_name_counts_only_where_nothing_belongs_after_the_word() -> None:
    def nearly(_text: str, nearly: bool) -> bool:
        return nearly

    assert parse("team leed", nearly).word is Word.LEVEL
    assert parse("log leed", nearly) == Asked(Word.LOG, "leed")


@pytest.mark.parametrize(("typed", "words"), [("winns", ("wins",)), ("“serch: x", ("search",)), ("?", ()), ("zzz", ())])
def test_near_words(typed: str, words: tuple[str, ...]) -> None:
    assert near_words(typed) == words


@given(st.text(max_size=60))
def test_a_win_keeps_every_visible_sign(text: str) -> None:
    rest = parse(f"log {text}").rest
    assert rest in text
    lost = text.replace(rest, "", 1)
    assert not any(sign.isalnum() for sign in lost)


@pytest.mark.parametrize("sign", [" ", "'", "\u200b", ":", "a-", "log ", "* "])
def test_a_text_without_end_is_read_at_once(sign: str) -> None:
    parse(sign * 200_000)
    parse(f"a{sign * 200_000}b")
