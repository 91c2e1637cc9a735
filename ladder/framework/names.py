"""What did they mean? Levels, competencies, people by key, title, alias or abbreviation, or with a slip of the fingers.

A name that is far from everything known is never guessed at: the answer is then the closest names, to choose from.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

from ladder.framework.model import Competency, Ladder, Level, Specialism
from ladder.text import fold


@dataclass(frozen=True, slots=True)
class Named:
    """Something that can be asked for: its key (an id), its title, and what else it is called, in any language."""

    key: str
    title: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """The one that was meant. `near`: it was spelt differently, so that the answer should say what it understood."""

    named: Named
    near: bool = False


@dataclass(frozen=True, slots=True)
class Several:
    """More than one may be meant, in the order they were given in: ask back."""

    candidates: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """Nothing of that name; `closest` are at most three that look like it, the closest first."""

    closest: tuple[Named, ...] = ()


Found: TypeAlias = Match | Several | Missing

# Words of the trade and their short forms, one canonical word for each; both sides of a comparison pass through it.
_CANONICAL = {
    "sr": "senior",
    "snr": "senior",
    "jr": "junior",
    "jnr": "junior",
    "eng": "engineer",
    "engr": "engineer",
    "dev": "developer",
    "swe": "software engineer",
    "mgr": "manager",
    "mgmt": "management",
    "prin": "principal",
    "dir": "director",
    "tech": "technical",
    "vp": "vice president",
    "org": "organisation",
    "organization": "organisation",
    "judgement": "judgment",
    "comms": "communication",
    "ii": "2",
    "iii": "3",
    "iv": "4",
}
# Words that many titles have and that tell none of them apart: left out once nothing was found with them.
_COMMON = {"software", "engineer", "engineering", "developer", "programmer", "role", "level"}

_DIGITS = re.compile(r"\d")
_ALIKE = 55.0  # of 100, by rapidfuzz's ratio: "wizzard" looks like no level, "seinor dveloper" does

_Entry: TypeAlias = tuple[Named, tuple[str, ...]]  # with its folded names, the key first
_Stage: TypeAlias = Callable[[str, tuple[str, ...]], bool]


def level_names(ladder: Ladder) -> tuple[Named, ...]:
    """The levels of a ladder as names, with their aliases and the titles of its translations, in ladder order."""
    return ladder.once(_levels)


def competency_names(ladder: Ladder) -> tuple[Named, ...]:
    """The competencies of a ladder as names, in ladder order."""
    return ladder.once(_competencies)


def specialism_names(ladder: Ladder) -> tuple[Named, ...]:
    """The specialisms of a ladder as names, in ladder order."""
    return ladder.once(_specialisms)


def find(names: Sequence[Named], query: str) -> Found:
    """Which of `names` is meant by `query`. What was typed exactly wins over what it abbreviates, that over what it is
    a part of, and that over what it misspells; digits are never misspelt, so "L8" is not "L7"."""
    typed = fold(query)
    if not typed:
        return Missing()
    entries = [(named, _folded(named)) for named in names]
    variants = _variants(typed)
    for stages, near in ((_EXACT, False), (_IN_PART, True)):
        for asked, stage in product(variants, stages):
            if meant := tuple(named for named, known in entries if stage(asked, known)):
                return _one_or_several(meant, near)
    return _misspelt(entries, tuple(_squeezed(variant) for variant in variants))


def _levels(ladder: Ladder) -> tuple[Named, ...]:
    return _names_of(ladder, "level", ladder.levels)


def _competencies(ladder: Ladder) -> tuple[Named, ...]:
    return _names_of(ladder, "competency", ladder.competencies)


def _specialisms(ladder: Ladder) -> tuple[Named, ...]:
    return _names_of(ladder, "specialism", ladder.specialisms)


def _names_of(ladder: Ladder, kind: str, entries: Iterable[Level | Competency | Specialism]) -> tuple[Named, ...]:
    translations = ladder.translations.values()
    return tuple(
        Named(
            entry.id,
            entry.name,
            (*entry.aliases, *(texts[key] for texts in translations if (key := f"{kind}.{entry.id}.name") in texts)),
        )
        for entry in entries
    )


def _folded(named: Named) -> tuple[str, ...]:
    """All folded names of one thing, its key first; a title such as "CTO / VP Engineering" counts as its parts too."""
    parts = named.title.split("/") if "/" in named.title else ()
    return tuple(fold(name) for name in (named.key, named.title, *parts, *named.aliases))


def _canonical(folded: str) -> str:
    return " ".join(_CANONICAL.get(word, word) for word in folded.split())


def _variants(typed: str) -> tuple[str, ...]:
    """What was typed, with its abbreviations written out, and without the words that every title has."""
    written_out = _canonical(typed)
    telling = " ".join(word for word in written_out.split() if word not in _COMMON)
    return tuple(dict.fromkeys(variant for variant in (typed, written_out, telling) if variant))


def _one_or_several(meant: tuple[Named, ...], near: bool) -> Found:
    return Match(meant[0], near) if len(meant) == 1 else Several(meant)


def _is_key(asked: str, names: tuple[str, ...]) -> bool:
    return _squeezed(asked) == _squeezed(names[0])


def _is_name(asked: str, names: tuple[str, ...]) -> bool:
    return any(_squeezed(asked) == _squeezed(name) for name in names)


def _is_short_for(asked: str, names: tuple[str, ...]) -> bool:
    """Written out the same ("snr engineer"), or the initials of a name ("tl" for "tech lead")."""
    return any(asked == _canonical(name) or (" " in name and asked == _initials(name)) for name in names)


def _begins_key(asked: str, names: tuple[str, ...]) -> bool:
    return _tells(asked) and names[0].startswith(asked)


def _runs_together(asked: str, names: tuple[str, ...]) -> bool:
    """More than the first word of a name, without the spaces: "midlevel"."""
    typed = _squeezed(asked)
    return any(_squeezed(name).startswith(typed) and len(typed) > len(name.split(" ")[0]) for name in names)


def _is_part(asked: str, names: tuple[str, ...]) -> bool:
    """Each word typed is a word of one name, or the beginning of one."""
    words = asked.split()
    return any(all(_has_word(word, _canonical(name).split()) for word in words) for name in names)


def _has_word(word: str, words: list[str]) -> bool:
    return word in words or (_tells(word) and any(longer.startswith(word) for longer in words))


def _tells(beginning: str) -> bool:
    """Whether a beginning is long enough to stand for a word: three letters, or two signs of a denser script."""
    return len(beginning) >= (3 if beginning.isascii() else 2)


def _squeezed(folded: str) -> str:
    return folded.replace(" ", "")


def _initials(folded: str) -> str:
    return "".join(word[0] for word in folded.split())


_EXACT: tuple[_Stage, ...] = (_is_key, _is_name, _is_short_for)
_IN_PART: tuple[_Stage, ...] = (_begins_key, _runs_together, _is_part)
_FAR = 99


def _misspelt(entries: Sequence[_Entry], asked: tuple[str, ...]) -> Found:
    """The names a slip away from what was asked, else the closest ones to choose from."""
    slips = [(named, _slips(asked, names)) for named, names in entries]
    fewest = min((slip for _, slip in slips), default=_FAR)
    if fewest < _FAR:
        return _one_or_several(tuple(named for named, slip in slips if slip == fewest), near=True)
    return Missing(_closest(entries, asked))


def _slips(asked: tuple[str, ...], names: tuple[str, ...]) -> int:
    """How many letters were missed, added, changed or swapped at least; `_FAR` if it is more than a slip."""
    from rapidfuzz.distance import OSA  # imported here: most people spell what they ask for

    pairs = ((typed, _squeezed(name)) for typed, name in product(asked, names))
    distances = (OSA.distance(typed, name) for typed, name in pairs if _may_be_slip(typed, name))
    return min((slip for slip in distances if slip <= _most_slips(asked[0])), default=_FAR)


def _may_be_slip(asked: str, name: str) -> bool:
    """Digits are never a slip, and in a short word the first letter is none either: "read" is not "lead"."""
    same_digits = _DIGITS.findall(asked) == _DIGITS.findall(name)
    return same_digits and len(asked) >= 4 and (len(asked) >= 6 or asked[0] == name[:1])


def _most_slips(asked: str) -> int:
    """One letter in a word of up to six, two in a longer one."""
    return 1 if len(asked) <= 6 else 2


def _closest(entries: Sequence[_Entry], asked: tuple[str, ...]) -> tuple[Named, ...]:
    """At most three names that look alike, the closest first; nothing if everything looks different."""
    from rapidfuzz import fuzz

    alike = [
        (max(fuzz.ratio(typed, _squeezed(name)) for typed, name in product(asked, names)), named)
        for named, names in entries
    ]
    return tuple(named for score, named in sorted(alike, key=lambda pair: -pair[0]) if score >= _ALIKE)[:3]
