"""What a YAML parser refuses, in the words of someone who writes a ladder, and what to do about it."""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Explained:
    """`what` is wrong and the `fix`. `at_beginning`: best shown where the text begins, not where the parser gave up."""

    what: str
    fix: str
    at_beginning: bool = False


_COMMA: Final = "Close it, or put the comma; a text with brackets or commas in it may need quotes."
_COLUMNS: Final = "All keys of an entry begin in the same column, and a text in quotes ends with its quotation mark."
_TAB: Final = Explained("a tab stands where only spaces may", "Indent with spaces, not with tabs.")

# What libyaml or PyYAML's own parser says, and what it means; the first that fits is taken. {line}: where the list or
# entry in question begins; {sign}: the character found.
_MEANING: Final[tuple[tuple[str, Explained], ...]] = (
    (r"tab character", _TAB),
    (r"nesting depth", Explained("this is nested too deep", "A ladder needs about eight levels of nesting.")),
    (
        r"escape|hexdecimal",
        Explained("in double quotes a \\ begins an escape, and there is none like this", "Write \\\\ for a \\ itself."),
    ),
    (
        r"quoted scalar",
        Explained("a quotation mark is opened and not closed", "Close it with the same mark.", at_beginning=True),
    ),
    (r"',' or '\]'", Explained("a list in [ ], begun on line {line}, is not closed or lacks a comma", _COMMA)),
    (r"',' or '\}'", Explained("an entry in {{ }}, begun on line {line}, is not closed or lacks a comma", _COMMA)),
    (
        r"mapping values are not allowed",
        Explained('": " stands where no key may', f'A text with ": " in it needs quotes around it. {_COLUMNS}'),
    ),
    (
        r"sequence entries are not allowed",
        Explained(
            'a list cannot begin beside its key, nor a text with "- "', "Begin it on the next line, or quote it."
        ),
    ),
    (r"mapping keys are not allowed", Explained('a text cannot begin with "? "', "Put quotes around it.")),
    (
        r"could not find expected ':'",
        Explained(
            "this is neither a key nor part of the text above",
            'Write "key: value", or indent it further than the key above.',
            at_beginning=True,
        ),
    ),
    (
        r"version|directive|incompatible",
        Explained("this % line is not understood", "A ladder needs none: take it out."),
    ),
    (
        r"block scalar",
        Explained("what stands after | or > is not understood", 'Write "|" or ">-", and the text below.'),
    ),
    (r"\ba tag\b|tag handle", Explained("this tag is not understood", "Quote a text that begins with !.")),
    (r"alphabetic", Explained("this is no name of an anchor", "Quote a text that begins with & or *.")),
    (
        r"node content.*at the end",
        Explained("it ends where a value is to come", "Look for a bracket that is not closed."),
    ),
    (r"cannot start any token|node content", Explained('a text cannot begin with "{sign}"', "Put quotes around it.")),
    (
        r"block collection",
        Explained("this does not fit the list above it", 'Begin each entry with "- ", in one column.'),
    ),
    (r"block mapping", Explained("this does not fit the keys above it", _COLUMNS)),
    (r"document start", Explained("something stands before or after the ladder", "Take it out, or quote it.")),
)

_OTHER: Final = "Look at the indentation and at unclosed quotes or brackets just before this place."


def explained(said: str, sign: str, line: int) -> Explained:
    """What the parser's words mean to the writer. `sign` is the character that it stopped at, `line` the one on which
    it began what it could not finish."""
    if sign == "\t":
        return _TAB
    for words, meaning in _MEANING:
        if re.search(words, said):
            return Explained(meaning.what.format(sign=sign, line=line), meaning.fix, meaning.at_beginning)
    return Explained(said, _OTHER)
