"""A small schema language for JSON, whose complaints read like Slack's: "must be a string [json-pointer:/blocks/0]"."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bot.playground.world.values import Json


@dataclass(slots=True)
class Complaints:
    """What is wrong, in the order it was found, with where.

    `is_image_file` says whether a file id is an uploaded image, for blocks that show one.
    """

    is_image_file: Callable[[str], bool] = lambda _id: True
    texts: list[str] = field(default_factory=list)

    def add(self, text: str, at: str) -> None:
        """Notes one complaint at a JSON pointer."""
        self.texts.append(f"{text} [json-pointer:{at}]")


class Spec(Protocol):
    """What a value must be."""

    def check(self, value: object, at: str, complaints: Complaints) -> None:
        """Adds what is wrong with `value`, which stands at the JSON pointer `at`."""
        ...


@dataclass(frozen=True, slots=True)
class Str:
    """A string of `min` to `max` characters (no upper limit if None), of a pattern if one is given."""

    max: int | None = None
    min: int = 1
    pattern: str = ""
    says: str = "failed to match schema"

    def check(self, value: object, at: str, complaints: Complaints) -> None:
        """Adds what is wrong with the string."""
        if not isinstance(value, str):
            complaints.add("must provide a string", at)
        elif len(value) < self.min:
            complaints.add(f"must be more than {self.min - 1} characters", at)
        elif self.max is not None and len(value) > self.max:
            complaints.add(f"must be less than {self.max + 1} characters", at)
        elif self.pattern and not re.fullmatch(self.pattern, value, re.DOTALL):
            complaints.add(self.says, at)


@dataclass(frozen=True, slots=True)
class Bool:
    """True or false."""

    def check(self, value: object, at: str, complaints: Complaints) -> None:
        """Adds a complaint for anything else."""
        if not isinstance(value, bool):
            complaints.add("must be a boolean", at)


@dataclass(frozen=True, slots=True)
class Int:
    """A whole number from `min` to `max`."""

    min: int
    max: int

    def check(self, value: object, at: str, complaints: Complaints) -> None:
        """Adds what is wrong with the number."""
        if not isinstance(value, int) or isinstance(value, bool):
            complaints.add("must provide an integer", at)
        elif value < self.min:
            complaints.add(f"must be greater than or equal to {self.min}", at)
        elif value > self.max:
            complaints.add(f"must be less than or equal to {self.max}", at)


@dataclass(frozen=True, slots=True)
class Real:
    """A number, whole or not; above nought if `positive`."""

    positive: bool = False

    def check(self, value: object, at: str, complaints: Complaints) -> None:
        """Adds what is wrong with the number."""
        if not isinstance(value, int | float) or isinstance(value, bool):
            complaints.add("must provide a number", at)
        elif self.positive and value <= 0:
            complaints.add("must be greater than 0", at)


@dataclass(frozen=True, slots=True)
class Enum:
    """One of some strings or numbers."""

    values: tuple[str | int, ...]

    def check(self, value: object, at: str, complaints: Complaints) -> None:
        """Adds a complaint for anything else."""
        if isinstance(self.values[0], str) and not isinstance(value, str):
            complaints.add("must provide a string", at)
        elif value not in self.values:
            complaints.add("must be a valid enum value", at)


@dataclass(frozen=True, slots=True)
class Nullable:
    """The given thing, or null."""

    spec: Spec

    def check(self, value: object, at: str, complaints: Complaints) -> None:
        """Adds what is wrong with a value that is not null."""
        if value is not None:
            self.spec.check(value, at, complaints)


@dataclass(frozen=True, slots=True)
class Items:
    """A list of `min` to `max` things of one kind."""

    item: Spec
    max: int | None = None
    min: int = 1

    def check(self, value: object, at: str, complaints: Complaints) -> None:
        """Adds what is wrong with the list and with each of its items."""
        if not isinstance(value, list):
            complaints.add("must provide an array", at)
            return
        if len(value) < self.min:
            complaints.add(f"no fewer than {self.min} items allowed", at)
        if self.max is not None and len(value) > self.max:
            complaints.add(f"no more than {self.max} items allowed", at)
            return
        for index, item in enumerate(value):
            self.item.check(item, f"{at}/{index}", complaints)


ObjectRule = Callable[[Json, str, Complaints], None]
"""A check across the fields of one object, called once the fields themselves are well formed."""


@dataclass(frozen=True, slots=True)
class Obj:
    """An object with these fields and no others; `rules` look across the fields."""

    fields: Mapping[str, Spec]
    required: tuple[str, ...] = ()
    rules: tuple[ObjectRule, ...] = ()

    def check(self, value: object, at: str, complaints: Complaints) -> None:
        """Adds missing and unknown fields, what is wrong with each, and what the rules find."""
        if not isinstance(value, dict):
            complaints.add("must provide an object", at)
            return
        before = len(complaints.texts)
        self._check_names(value, at, complaints)
        for name, spec in self.fields.items():
            if name in value:
                spec.check(value[name], f"{at}/{name}", complaints)
        if len(complaints.texts) == before:
            for rule in self.rules:
                rule(value, at, complaints)

    def _check_names(self, value: Json, at: str, complaints: Complaints) -> None:
        for name in self.required:
            if name not in value:
                complaints.add(f"missing required field: {name}", at)
        for name in value:
            if name not in self.fields:
                complaints.add(f"invalid additional property: {name}", at)


@dataclass(frozen=True, slots=True)
class ByType:
    """An object whose `type` says which specification holds. `table` is called late, so that tables can refer back."""

    table: Callable[[], Mapping[str, Spec]]

    def check(self, value: object, at: str, complaints: Complaints) -> None:
        """Adds an unknown type, or what is wrong with the object of that type."""
        if not isinstance(value, dict):
            complaints.add("must provide an object", at)
        elif "type" not in value:
            complaints.add("missing required field: type", at)
        elif not isinstance(value["type"], str) or value["type"] not in self.table():
            complaints.add(f"unsupported type: {value['type']}", f"{at}/type")
        else:
            self.table()[value["type"]].check(value, at, complaints)


def exactly_one(*names: str) -> ObjectRule:
    """Returns a rule: just one of these fields is given."""

    def rule(value: Json, at: str, complaints: Complaints) -> None:
        given = [name for name in names if name in value]
        if len(given) != 1:
            complaints.add(f"must define either `{'` or `'.join(names)}`", at)

    return rule


def at_least_one(*names: str) -> ObjectRule:
    """Returns a rule: one of these fields is given, or several."""

    def rule(value: Json, at: str, complaints: Complaints) -> None:
        if not any(name in value for name in names):
            complaints.add(f"must define at least one of `{'`, `'.join(names)}`", at)

    return rule
