"""One line of the table, and the table."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """What was measured, what it came to, and the bound; `figures` are the numbers behind a ratio."""

    what: str
    value: float
    bound: float | None = None
    unit: str = "×"
    figures: str = ""

    @property
    def holds(self) -> bool:
        """Whether the value stays within the bound."""
        return self.bound is None or self.value <= self.bound

    def __str__(self) -> str:
        bound = "" if self.bound is None else f"≤ {self.bound:g} {self.unit}"
        mark = "" if self.holds else " **over**"
        return f"| {self.what} | {self.value:.2f} {self.unit}{mark} | {bound} | {self.figures} |"


HEAD = "| What | Measured | Bound | Figures |\n|---|---|---|---|"


def ratio(what: str, ours: float, base: float, bound: float | None, unit: str = "ms") -> Line:
    """How many times `base` is `ours`; both in `unit`."""
    return Line(what, ours / base, bound, figures=f"{ours:.3g} {unit} against {base:.3g} {unit}")


def over(lines: Iterable[Line]) -> int:
    """How many lines are over their bound."""
    return sum(not line.holds for line in lines)
