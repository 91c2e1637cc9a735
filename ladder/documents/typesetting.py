"""Values onto a page and out as a picture, by typst. The same values give the same bytes, whatever is installed on the
machine: only the fonts that come with the app are used (docs/decisions/pictures.md)."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

import msgspec

if TYPE_CHECKING:
    from typst import Compiler, Fonts

MOST_PIXELS = 4_000
_SHARP = 2.0  # pixels a point: what a phone's and a good screen's pixels ask for
_POINTS_PER_INCH = 72
_HAN = {"ja": "JP", "ko": "KR", "zh": "SC", "zh-TW": "TC", "zh-HK": "HK"}


def picture(template: str, values: dict[str, Any], locale: str, width: float, height: float) -> bytes:
    """A PNG of a page of so many points, at most 4,000 pixels a side, from a template of this folder and its values.

    `locale` decides how the signs that Chinese, Japanese and Korean share are drawn.
    """
    data = msgspec.json.encode(values).decode()
    wide = any(east_asian_width(sign) in "WF" for sign in data)
    fonts, families = _fonts(wide)
    inputs = {"data": msgspec.json.encode({**values, "fonts": _in_order(families, locale)}).decode()}
    sharp = min(_SHARP, MOST_PIXELS / max(width, height))
    made = _compiler(template, fonts).compile(format="png", ppi=sharp * _POINTS_PER_INCH, sys_inputs=inputs)
    if not isinstance(made, bytes):
        raise TypeError("a picture is one page")
    return made


def _compiler(template: str, fonts: "Fonts") -> "Compiler":
    from typst import Compiler

    return Compiler((files(__package__) / template).read_bytes(), font_paths=fonts)


@cache
def _fonts(wide: bool) -> "tuple[Fonts, tuple[str, ...]]":
    """The fonts and their families; those with the signs of East Asia, 32 MB, only where there are such signs."""
    from typst import Fonts

    packages = ("manimgx_fonts", "manimgx_fonts_cjk") if wide else ("manimgx_fonts",)
    folders = [Path(str(files(package))) for package in packages]
    fonts = Fonts(include_system_fonts=False, font_paths=folders)
    return fonts, tuple(family for family in fonts.families() if family.startswith("Noto"))


def _in_order(families: tuple[str, ...], locale: str) -> list[str]:
    """The families in the order they are tried: Latin, each script's own, East Asian signs as the locale draws them."""
    signs = f"Noto Sans CJK {_HAN.get(locale, _HAN.get(locale.partition('-')[0], 'JP'))}"
    return sorted(families, key=lambda family: (family != "Noto Sans", " CJK " in family, family != signs, family))
