"""One line of the table, and the table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Line:
    """What was measured, what it came to, and the bound, which is the most it may be, or with `at_least` the least;
    `figures` are the numbers behind it."""

    what: str
    value: float
    bound: float | None = None
    unit: str = "×"
    figures: str = ""
    at_least: bool = False

    @property
    def holds(self) -> bool:
        """Whether the value stays within the bound."""
        if self.bound is None:
            return True
        return self.value >= self.bound if self.at_least else self.value <= self.bound

    def __str__(self) -> str:
        bound = "" if self.bound is None else f"{'≥' if self.at_least else '≤'} {self.bound:g} {self.unit}".rstrip()
        mark = "" if self.holds else f" **{'under' if self.at_least else 'over'}**"
        return f"| {self.what} | {f'{self.value:.2f} {self.unit}'.rstrip()}{mark} | {bound} | {self.figures} |"


HEAD = "| What | Measured | Bound | Figures |\n|---|---|---|---|"


def ratio(what: str, ours: float, base: float, bound: float | None, unit: str = "ms") -> Line:
    """How many times `base` is `ours`; both in `unit`."""
    return Line(what, ours / base, bound, figures=f"{ours:.3g} {unit} against {base:.3g} {unit}")


def paired(what: str, rounds: Sequence[tuple[float, float]], bound: float | None, unit: str = "ms") -> Line:
    """The median of the ratios of rounds (ours, base), both measured within a moment: how fast the machine is just then
    changes by half, for both alike."""
    ours, base = (median(column) for column in zip(*rounds, strict=True))
    between = median(one / other for one, other in rounds)
    return Line(what, between, bound, figures=f"{ours:.3g} {unit} against {base:.3g} {unit}")


def over(lines: Iterable[Line]) -> int:
    """How many lines do not keep their bound."""
    return sum(not line.holds for line in lines)
