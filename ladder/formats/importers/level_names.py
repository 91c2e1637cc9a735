"""What a level's name says beside the name: its code, its years, other names; and which level a text refers to."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ladder.formats.importers.inline import plain, word_set
from ladder.formats.importers.words import code_of, is_code, is_level, is_number, normal
from ladder.framework.model import Kind

_INSIDE = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]")
_YEARS = re.compile(
    r"\d+\s*(?:[-–—~]|to)?\s*\d*\s*\+?\s*(?:years?|yrs?|mths?|months?|年|년|anos|años|ans|jahre)\b", re.IGNORECASE
)
_YEARS_HEADS = word_set("""
    years experience yearsofexperience yoe experiencetypical typicalexperience experiencelevel 経験年数 경력
""")
_ALSO = re.compile(r"\b(?:a\.?k\.?a\.?|also (?:called|known as))\s+(?P<name>.+)$", re.IGNORECASE)
_REFERENCE = re.compile(
    r"^\W*(?:all\s+)?(?:the\s+)?(?:same(?:\s+expectations)?\s+as|everything\s+(?:in|from|at|of|that|expected\s+of|required\s+of|an?\b)|"
    r"all\s+(?:of\s+)?(?:the\s+)?(?:expectations|requirements|responsibilities|skills)?\s*(?:of|for|from|at)\b|in\s+addition\s+to|"
    r"builds?\s+(?:up)?on|(?:.{0,60}?\s)?extends?(?:\s+that\s+of)?|includes\s+(?:all\s+)?(?:of\s+)?)\s+(?:an?\s+|the\s+|all\s+of\s+)?"
    r"(?P<name>[^.;:\n]{1,80})",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:,?\s*(?:but|plus|and|with|as well)\b.*|\s+(?:role|level|responsibilities|requirements|expectations"
    r"|skills)\b.*|[\s,.…*_]+)$",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(r"^(?:previous|prior|preceding|above|level below|former|last)\b|\bprevious level", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?P<stem>[^\W\d_]{3,8}\s*\d{1,2})\s*[-–—:.]\s*(?=\S)")
_KINDS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.ANTI_PATTERN,
        r"red ?flags?|anti-?patterns?|warning signs|not expected|stalls?|struggles?|pitfalls?|don'?ts?\b|derailers?",
    ),
    (
        Kind.EXAMPLE,
        r"^(?:practical |some )?examples?\b|example (?:behaviou?rs|tasks|projects)|^ejemplos?|^exemplos?|^beispiele?",
    ),
    (Kind.RESPONSIBILITY, r"responsibilit|responsabilidades|accountabilit|duties|responsabilités|verantwortung"),
    (Kind.SIGNAL, r"^signals?\b|^indicators?\b|^evidence\b"),
    (Kind.SUMMARY, r"^summary$|^overview$|^description$|^tl;?dr$|^in short$"),
    (Kind.SCOPE, r"^scope\b"),
    (Kind.NARRATIVE, r"^notes?\b|^comments?\b|^remarks?\b|additional notes"),
)


@dataclass(frozen=True, slots=True)
class LevelName:
    """A level's name as written, the short form ids are made of, other names, years, and the keys it is found by."""

    full: str
    short: str
    aliases: tuple[str, ...]
    years: str
    keys: tuple[str, ...]


def read_level_name(text: str) -> LevelName:
    """Take "Engineer 1 (IC2)", "D1 - Developer 1", "E1, ~ 1 yr" or "Junior, a.k.a. Engineer I" apart."""
    if len(text) > 300:
        full = plain(text)
        return LevelName(full, full[:100], (), "", (normal(full),))
    return _read_level_name(text)


@lru_cache(maxsize=4_000)
def _read_level_name(text: str) -> LevelName:
    full = plain(text).strip(" :：*") or plain(text)
    years = found.group(0) if (found := _YEARS.search(full)) else ""
    core, aliases = _core(full)
    if also := _ALSO.search(core):
        aliases.append(also["name"].strip(" .,;)"))
        core = core[: also.start()].strip(" ,;(")
    numbered = _NUMBERED.match(core)
    code = code_of(core) or (numbered["stem"] if numbered else "")
    rest = core[len(code) :].strip(" -–—:,~/|.").strip() if code else ""
    if code and rest and is_level(rest):
        aliases.extend((code, rest))
    short = code or core
    names = dict.fromkeys(normal(name) for name in (full, core, short, *aliases) if normal(name))
    others = tuple(dict.fromkeys(alias for alias in (*aliases, short, core) if alias and normal(alias) != normal(full)))
    return LevelName(full, short or full, others, years, tuple(names))


def _core(full: str) -> tuple[str, list[str]]:
    """The name without brackets that only hold a code, years or another name; what they held, if it is a name."""
    aliases: list[str] = []

    def fold(found: re.Match[str]) -> str:
        inner = found.group(1).strip()
        if is_code(inner) or is_number(inner):
            aliases.append(inner)
        elif not (_YEARS.search(inner) or re.fullmatch(r"[A-Z]{2,4}|[A-Z]{1,3}\d+\s*[-–]\s*[A-Z]{1,3}\d+\+?", inner)):
            return found.group(0)
        return " "

    return " ".join(_INSIDE.sub(fold, full).split()).strip(" *-–—:,"), aliases


def referred_level(text: str) -> str:
    """The name of the level that a text builds on ("Same as Engineer II, but also…" → "Engineer II"); "previous" for
    the one before; "" if it refers to none."""
    found = _REFERENCE.match(plain(text[:400]))
    if not found:
        return ""
    name = found["name"].strip()
    if _PREVIOUS.search(name):
        return "previous"
    shorter = _TAIL.sub("", name)
    while shorter != name:
        name, shorter = shorter, _TAIL.sub("", shorter)
    last = re.split(r",|\band\b", name)[-1].strip()
    return last if is_level(last) else ""


def is_years(heading: str) -> bool:
    """True if what stands under the heading is how long people have usually worked."""
    return normal(heading) in _YEARS_HEADS


def kind_of_band(band: str) -> Kind | None:
    """The kind of statement that a label promises ("Red flags" → anti_pattern), or None."""
    name = plain(band)
    return next((kind for kind, pattern in _KINDS if re.search(pattern, name, re.IGNORECASE)), None) if name else None
