"""When the words of two wins are one win typed twice."""

import unicodedata

from ladder.text import fold

# Words that say nothing about which win it is: with or without them it is the same one.
_SMALL_WORDS = """
    a an the of to in on at for by with from and or as so just also our my their its it this that these those i we
    was were is are be been has have had
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_LONG = 6  # letters from which one letter more, less or other is a slip of the fingers, and not another word
_MANY = 6  # words that two texts must share before one word more in one of them makes no difference

_Word = tuple[str, bool]  # folded; and whether it was written as a name is, with a capital in the middle of a text


def near_identical(text: str, other: str) -> bool:
    """Whether two texts are one win typed twice.

    They are if they say the same words in the same order. Case, accents, punctuation and small words ("the", "our")
    make no difference, nor does a slip of one letter in a long word ("migraton"), nor one word more in one of two
    texts that share six or more. Any other word in the place of a word is another win: "… of the billing service" and
    "… of the label service", "Onboarded Marie" and "Onboarded Maria", "3 migrations" and "5 migrations". Measuring
    characters instead calls the first pair 92 % alike and keeps the second win from being saved.
    """
    words, others = sorted((_words(text), _words(other)), key=len)
    if not words:
        return text.split() == other.split()  # nothing but signs, or small words: as typed
    if len(words) == len(others):
        return all(map(_same_word, words, others))
    if len(others) - len(words) > 1 or len(words) < _MANY:
        return False
    pairs = enumerate(zip(words, others, strict=False))
    extra = next((at for at, pair in pairs if not _same_word(*pair)), len(words))
    return all(map(_same_word, words[extra:], others[extra + 1 :]))


def _words(text: str) -> list[_Word]:
    pieces = text.split()
    named = [(word, at > 0 and piece[:1].isupper()) for at, piece in enumerate(pieces) for word in fold(piece).split()]
    return [word for word in named if word[0] not in _SMALL]


def _same_word(word: _Word, other: _Word) -> bool:
    if word[0] == other[0]:
        return True
    return _may_slip(word) and _may_slip(other) and word[0][0] == other[0][0] and _one_letter_apart(word[0], other[0])


def _may_slip(word: _Word) -> bool:
    """A long word of letters that are small or capital: in scripts without them one sign is a word of its own."""
    text, is_name = word
    return len(text) >= _LONG and not is_name and all(unicodedata.category(letter) == "Ll" for letter in text)


def _one_letter_apart(word: str, other: str) -> bool:
    from rapidfuzz.distance import OSA  # only where somebody logs a win

    return OSA.distance(word, other, score_cutoff=1) <= 1
