"""Countries: which one a time zone lies in, what it is called, and whether its public holidays are known.

The tables are those of `tzdata` (zone.tab, iso3166.tab, and the links from old names) and of `holidays`.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from ladder.errors import Invalid

NO_HOLIDAYS = "none"
_ALLOWED = "Write a country as a name or code, with a region if you like: Germany, US, DE-BY. “none”: weekends only."
_LONGEST_REGION = 5
_WORDS = re.compile(r"[^\w]+")


def country_of_zone(tz: str) -> str:
    """The ISO code of the country that the time zone lies in; "" for one that lies in none, such as UTC."""
    code = _country_by_zone().get(tz)
    return code or _country_by_zone().get(_zone_by_old_name().get(tz, ""), "")


def country_zones() -> tuple[str, ...]:
    """The time zones that lie in a country, sorted: those worth offering."""
    return tuple(sorted(_country_by_zone()))


def country_name(code: str) -> str:
    """The country as people call it, with its region's code if there is one: "Germany (BY)"."""
    country, _, region = code.partition("-")
    name = _name_by_country().get(country, country)
    return f"{name} ({region})" if region else name


def country_code(text: str) -> str:
    """The code of the country that somebody wrote as a name or code: "DE", "DE-BY" for "de-by", "GB" for "UK".

    Raises `Invalid` (field "country") for one that isn't there, or whose public holidays are not known.
    """
    written, _, region = text.strip().partition("-")
    code = _code_by_name().get(_folded(text)) or _code_by_name().get(_folded(written), "")
    if not code:
        raise Invalid({"country": f"There is no country “{text.strip()[:40]}”. {_ALLOWED}"})
    region = region.strip().upper() if _folded(text) not in _code_by_name() else ""
    known = _regions(code)
    if region and region not in known:
        allowed = f"Its regions are {', '.join(known)}." if known else "It has no regions."
        raise Invalid({"country": f"{country_name(code)} has no region “{region[:10]}”. {allowed}"[:150]})
    return f"{code}-{region}" if region else code


def _regions(code: str) -> tuple[str, ...]:
    import holidays  # heavy, and only whoever changes a setting needs it here

    return tuple(region for region in holidays.country_holidays(code).subdivisions if len(region) <= _LONGEST_REGION)


@cache
def _code_by_name() -> Mapping[str, str]:
    """Codes by all that a country is called: "germany", "de", "deu", "britain (uk)", "uk"."""
    from holidays.registry import COUNTRIES

    names = {_folded(name): code for module, (_, code, *more) in COUNTRIES.items() for name in (module, code, *more)}
    return {_folded(name): code for code, name in _name_by_country().items() if code in names.values()} | names


def _folded(text: str) -> str:
    return " ".join(_WORDS.sub(" ", text.replace("_", " ")).casefold().split())


@cache
def _country_by_zone() -> Mapping[str, str]:
    return {zone: code for code, _, zone, *_ in _rows("zone.tab")}


@cache
def _name_by_country() -> Mapping[str, str]:
    return {code: name for code, name, *_ in _rows("iso3166.tab")}


@cache
def _zone_by_old_name() -> Mapping[str, str]:
    links = (line.split() for line in _lines("tzdata.zi") if line.startswith("L "))
    return {old: zone for _, zone, old in links}


def _rows(table: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in _lines(table) if line and not line.startswith("#"))


def _lines(table: str) -> list[str]:
    return (files("tzdata") / "zoneinfo" / table).read_text(encoding="utf-8").splitlines()
