"""What is wrong in a ladder file: where it stands, what it is, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ladder.errors import LadderError

SHOWN = 100  # a file with more problems than this is fixed in rounds; nobody reads further


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One problem. `line` and `column` count from 1; both are 0 where the problem is the file as a whole."""

    file: str
    line: int
    column: int
    what: str
    fix: str = ""

    def __str__(self) -> str:
        """The problem as compilers print it, "file:line:column: what. fix", so that an editor can jump to it."""
        where = f"{self.file or 'ladder'}:{self.line}:{self.column}" if self.line else self.file or "ladder"
        return f"{where}: {self.what} {self.fix}".rstrip()


class LadderProblems(LadderError):
    """The text is not a ladder. `problems` holds at most `SHOWN` in reading order, `left_out` counts the rest."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = tuple(problems)
        self.problems = found[:SHOWN]
        self.left_out = len(found) - len(self.problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(slots=True)
class ProblemList:
    """Collects problems while a file is read, so that all of them are told at once and not one after the other."""

    problems: list[Problem] = field(default_factory=list)

    @property
    def full(self) -> bool:
        """True once more problems were found than are shown: looking for good advice is no longer worth its time."""
        return len(self.problems) >= SHOWN

    def error(self) -> LadderProblems:
        """Everything found so far as one error, in reading order."""
        return LadderProblems(sorted(self.problems, key=lambda one: (one.file, one.line, one.column)))

    def raise_if_any(self) -> None:
        """Raises `LadderProblems` if anything was found so far."""
        if self.problems:
            raise self.error()


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """'Did you mean "senior"?' for the nearest known word; "" when nothing is near or there is too much to compare."""
    from difflib import get_close_matches

    words = list(known)
    if len(words) > 1000 or len(word) > 100:
        return ""
    near = get_close_matches(word, words, n=1)
    return f'Did you mean "{near[0]}"?' if near else ""
