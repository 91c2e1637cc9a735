"""Emoji by their names in Slack, as characters; a company's own ones keep their names."""

import re
from functools import lru_cache

_NAMED = re.compile(r":([\w+'-]{1,100}):(?::skin-tone-([2-6]):)?")
_FLAG = re.compile(r"flag-([a-z]{2})")
_FIRST_TONE, _FIRST_LETTER = 0x1F3FB, 0x1F1E6
_VARIANT = "\ufe0f"


def with_characters(text: str) -> str:
    """The text with `:tada:` as 🎉; a name that no emoji has stays as it is."""
    return _NAMED.sub(_replaced, text) if ":" in text else text


def _replaced(match: re.Match[str]) -> str:
    character = character_of(match[1].casefold())
    if character == "":
        return match[0]
    return toned(character, int(match[2])) if match[2] else character


@lru_cache(maxsize=4_096)
def character_of(name: str) -> str:
    """The character that Slack shows for a name without its colons; "" for a custom one."""
    flag = _FLAG.fullmatch(name)
    if flag:
        return "".join(chr(_FIRST_LETTER + ord(letter) - ord("a")) for letter in flag[1])
    gendered = re.sub(r"^(fe)?male-", lambda match: "woman-" if match[1] else "man-", name)
    return next(filter(None, map(_known, (name, gendered.replace("-", "_")))), "")


def _known(name: str) -> str:
    from emoji import emojize  # its table is read where a message has an emoji without its character

    shown = emojize(f":{name}:", language="alias")
    return "" if shown == f":{name}:" else shown


def tone_sign(tone: int) -> str:
    """The sign of a skin tone, from 2 (lightest) to 6, as Slack counts them."""
    return chr(_FIRST_TONE + tone - 2)


def toned(character: str, tone: int) -> str:
    """The character in a skin tone; one that has a tone already keeps it."""
    sign = tone_sign(tone)
    return character if sign in character else f"{character[0]}{sign}{character[1:].removeprefix(_VARIANT)}"


def from_code_points(codes: str) -> str:
    """The character that rich text gives as "1f44f-1f3fc"; "" for what is none."""
    try:
        return "".join(chr(int(code, 16)) for code in codes.split("-"))
    except (ValueError, OverflowError):
        return ""
