"""A text as words: where they stand, how they are folded, and their stems."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

LIMIT = 4_000  # characters that are read; a win holds at most 3,000
_LONGEST = 60  # characters of a word; longer runs, in writing without spaces, are cut

# A mention with the name it shows, the address of a link, an emoji by name, an escaped sign.
_MARKUP = re.compile(
    r"<[#@!][^<>]{1,2000}>|<[^<>|\s]{1,2000}[|>]|https?://\S+|(?<!\w):[a-z0-9_+-]{1,80}:(?!\w)|&(?:amp|lt|gt);"
)
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々"
_KATAKANA = "\u30a1-\u30ff\uff66-\uff9f"
_HIRAGANA = "\u3041-\u309f"
# Marks that belong to the letter before them: accents, and the vowel signs of Hebrew, Arabic, Indic scripts and Thai.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0981-\u0dff\u0e31-\u0e4e"
_LETTER = rf"[^\W_{_HAN}{_KATAKANA}{_HIRAGANA}]"
_WORD = re.compile(
    rf"[{_HAN}]+|[{_KATAKANA}]+|[{_HIRAGANA}]+|{_LETTER}(?:{_LETTER}|[{_MARKS}]|['’](?=[^\W\d_]))*(?:\+\+|\#(?!\w))?"
)
_PLAIN_WORD = re.compile(r"[a-z0-9]+(?:'[a-z][a-z0-9]*)*(?:\+\+|#(?!\w))?", re.ASCII)  # the same where all is ASCII
_IS_HAN = re.compile(f"[{_HAN}]")
_DENSE = re.compile(rf"[{_HAN}{_KATAKANA}{_HIRAGANA}\u1100-\u11ff\uac00-\ud7af]")

_SUFFIXES = (
    ("izations", ""), ("isations", ""), ("ization", ""), ("isation", ""), ("fulness", ""), ("iveness", ""),
    ("ations", ""), ("itions", ""), ("nesses", ""), ("ments", ""), ("ships", ""), ("ation", ""), ("ition", ""),
    ("ities", ""), ("tions", "t"), ("sions", "s"), ("ingly", ""), ("edly", ""), ("ably", ""), ("ibly", ""),
    ("able", ""), ("ible", ""), ("ally", ""), ("ings", ""), ("izes", ""), ("ises", ""), ("ized", ""), ("ised", ""),
    ("ives", ""), ("ment", ""), ("ship", ""), ("ness", ""), ("tion", "t"), ("sion", "s"), ("ity", ""), ("ing", ""),
    ("ied", "y"), ("ies", "y"), ("ize", ""), ("ise", ""), ("ive", ""), ("ors", ""), ("ers", ""), ("ful", ""),
    ("or", ""), ("er", ""), ("ed", ""), ("es", ""), ("ly", ""), ("al", ""), ("'s", ""), ("s", ""), ("e", ""), ("y", ""),
)  # fmt: skip

_FUNCTION_WORDS = (
    "a an the and or of to in on for with by from at as is are was were be been being it its this that these those i we"
    " you they he she our your my his her their them us me not no so if but into than then when which who whom whose"
    " what how why all any more most such only very can could will would should may might must do does did done have"
    " has had just about also other others another where while during through there here out up over per via both each"
    " few i'm i've we've it's off down back around again still yet now own because since before until till"
    " without within between one two three four five six seven eight nine ten every same many much"
)
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())


class Token(NamedTuple):
    """A word of a text: its place, itself folded, and its stem. A run of Chinese characters gives a token for every two
    neighbours, which overlap, as there are no spaces to tell words by."""

    start: int
    end: int
    word: str
    stem: str


def tokens(text: str) -> list[Token]:
    """The words of the first `LIMIT` characters of a text, in order; mentions and addresses are passed over."""
    read = without_markup(text)
    if read.isascii():  # nearly all texts: no run of them has to be looked at for other writing
        return [Token(start, end, word, stem(word)) for start, end, word in _plain_words(read.lower())]
    result: list[Token] = []
    for match in _WORD.finditer(read):
        for start, end in _spans(match.group(), match.start()):
            word = fold(text[start:end])
            result.append(Token(start, end, word, stem(word)))
    return result


def without_markup(text: str) -> str:
    """The first `LIMIT` characters with spaces for what is no word (mentions, addresses, emoji by name), so that all
    else keeps its place."""
    return _MARKUP.sub(_blank, text[:LIMIT])


def fold(text: str) -> str:
    """A text with its letters in one form (NFKC) and one case, and one apostrophe."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).casefold().replace("’", "'")


@lru_cache(maxsize=8_192)
def stem(word: str) -> str:
    """A word without its ending: "mentored", "mentoring" and "mentors" become one. Light, and for English; words of
    other languages are met by their pieces."""
    for suffix, instead in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= (4 if len(suffix) > 3 else 3):  # "comment" is not "com"
            word = word[: -len(suffix)] + instead
            break
    if len(word) > 4 and word[-1] in "ey":
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiousl":
        word = word[:-1]
    return word


def is_dense(word: str) -> bool:
    """Whether a few of its characters say as much as a word of letters does (Chinese, Japanese, Korean)."""
    return _DENSE.search(word) is not None


def pieces(word: str) -> tuple[str, ...]:
    """The character n-grams of a folded word: 4 and 5 with its borders marked, or 1 to 3 where characters say more."""
    sizes, padded = ((1, 2, 3), word) if is_dense(word) else ((4, 5), f" {word} ")
    return tuple(padded[at : at + size] for size in sizes for at in range(len(padded) - size + 1))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _plain_words(text: str) -> Iterator[tuple[int, int, str]]:
    """The words of a text in ASCII and lower case: where they begin and end, and themselves."""
    for match in _PLAIN_WORD.finditer(text):
        start, end = match.span()
        while end - start > _LONGEST:
            yield start, start + _LONGEST, text[start : start + _LONGEST]
            start += _LONGEST
        yield start, end, text[start:end]


def _spans(word: str, start: int) -> list[tuple[int, int]]:
    """Where the tokens of a matched run stand."""
    if len(word) > 2 and _IS_HAN.match(word):
        return [(start + at, start + at + 2) for at in range(len(word) - 1)]
    return [(start + at, start + min(at + _LONGEST, len(word))) for at in range(0, len(word), _LONGEST)]
