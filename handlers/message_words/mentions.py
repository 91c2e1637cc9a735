"""What a message calls people, channels and groups: their names, never their ids."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

_LABELED = re.compile(r"<(?:[@#]|!subteam\^)([A-Z0-9]+)\|([^<>]+)>")
_PERSON = re.compile(r"<@([UW][A-Z0-9]+)")
_PERSON_FIELDS = ("user_id", "author_id")
_MOST_LOOKED_AT = 5_000  # values of one message: Slack's own limits stay far below
MOST_NAMED = 100  # people whose names are asked for


@dataclass(frozen=True, slots=True)
class Names:
    """Names by id: `people` from the roster, `labels` as the message itself gives them. A label beside a mention goes
    before `labels`, and the roster before both."""

    people: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    def person(self, user: str, label: str = "") -> str:
        """A person as "@Kofi Mensah"; "someone" where nobody says who it is."""
        name = self.people.get(user) or label or self.labels.get(user)
        return f"@{name.removeprefix('@')}" if name else "someone"

    def channel(self, channel: str, label: str = "") -> str:
        """A channel as "#platform", or "a channel"."""
        name = label or self.labels.get(channel)
        return f"#{name.removeprefix('#')}" if name else "a channel"

    def group(self, group: str, label: str = "") -> str:
        """A user group as "@web", or "a group"."""
        name = label or self.labels.get(group)
        return f"@{name.removeprefix('@')}" if name else "a group"

    def everyone(self, broadcast: str) -> str:
        """A mention of a whole place, such as "@here"."""
        return f"@{broadcast}"


class _Unnamed(Names):
    """Says nothing for a mention: who and where is not what a message is about, and no tag."""

    def person(self, user: str, label: str = "") -> str:
        return ""

    def channel(self, channel: str, label: str = "") -> str:
        return ""

    def group(self, group: str, label: str = "") -> str:
        return ""

    def everyone(self, broadcast: str) -> str:
        return ""


UNNAMED = _Unnamed()


def labels_in(message: Mapping[str, Any]) -> dict[str, str]:
    """The labels by id that stand in a message's texts, such as "leadership" in `<#C0LEAD|leadership>`."""
    return {label[1]: label[2] for _, text in _strings(message) for label in _LABELED.finditer(text)}


def people_in(message: Mapping[str, Any]) -> list[str]:
    """The ids of the people whom a message names, each once, at most as many as are asked for."""
    people: dict[str, None] = {}
    for field_name, text in _strings(message):
        if field_name in _PERSON_FIELDS:
            people[text] = None
        elif "<@" in text:
            people |= dict.fromkeys(_PERSON.findall(text))
    return list(people)[:MOST_NAMED]


def _strings(message: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every text at any depth, with the name of its field."""
    waiting: list[tuple[str, Any]] = [("", message)]
    for _ in range(_MOST_LOOKED_AT):
        if not waiting:
            return
        name, value = waiting.pop()
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, Mapping):
            waiting += value.items()
        elif isinstance(value, list):
            waiting += [(name, item) for item in value]
