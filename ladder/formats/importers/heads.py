"""Lines of text that are headings without being marked as such."""

from ladder.formats.importers.inline import is_bold, is_italic, plain
from ladder.formats.importers.words import code_of, is_level, is_to_do

_ENDS = (".", "。", "!", "?", "…", ",")


def is_bold_head(text: str) -> bool:
    """True for a short bold line alone; a bold sentence is a statement that is new at its level."""
    words = plain(text)
    return is_bold(text) and "\n" not in text and len(words.split()) <= 8 and not words.endswith((".", "。", "!", "?"))


def is_slanted_head(text: str) -> bool:
    """True for a few emphasised words that are no sentence; above a list they are its heading."""
    words = plain(text)
    return is_italic(text) and len(words.split()) <= 4 and not words.endswith(_ENDS) and not is_to_do(words)


def is_lone_level(text: str) -> bool:
    """True for a line that is the name of a level and nothing else; "IC1: writes tests" says something of one."""
    words = plain(text)
    code, said = code_of(words), words.partition(":")[2]
    rest = (said or words[len(code) :]).strip(" -–—:,~/|.")
    named = not (code or said) or not rest or is_level(rest)
    return "\n" not in text and len(words.split()) <= 6 and is_level(text) and named
