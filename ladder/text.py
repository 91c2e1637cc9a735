"""Text folded for comparison: case, accents, width and punctuation do not tell two spellings apart."""

import re
import unicodedata

_ACCENTS = re.compile("[\u0300-\u036f]")  # of Latin, Greek and Cyrillic; other scripts' marks make other letters
_APOSTROPHES = re.compile("['’ʼ]")
_BETWEEN = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """The words of a text in lower case, without accents, spaced evenly: "Chef–Équipe" → "chef equipe"."""
    if text.isascii():
        return _BETWEEN.sub(" ", _APOSTROPHES.sub("", text.lower())).strip()
    spread = unicodedata.normalize("NFKD", text.casefold())
    joined = unicodedata.normalize("NFKC", _ACCENTS.sub("", spread)).casefold()
    return _BETWEEN.sub(" ", _APOSTROPHES.sub("", joined)).strip()
