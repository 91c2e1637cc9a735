"""Countries: what the tables of tzdata and holidays say, in the words that people use."""

import pytest

from ladder.calendar.countries import country_code, country_name, country_of_zone, country_zones
from ladder.errors import Invalid


@pytest.mark.parametrize(
    ("tz", "code"),
    [
        ("Europe/Berlin", "DE"),
        ("Europe/Stockholm", "SE"),
        ("Asia/Jerusalem", "IL"),
        ("America/New_York", "US"),
        ("Asia/Calcutta", "IN"),  # an old name that Slack may still give
        ("US/Eastern", "US"),
        ("UTC", ""),
        ("Etc/GMT+12", ""),
        ("", ""),
        ("../../etc/passwd", ""),
    ],
)
def test_a_zone_lies_in_a_country_or_in_none(tz: str, code: str) -> None:
    assert country_of_zone(tz) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Germany", "DE"),
        ("  germany ", "DE"),
        ("de", "DE"),
        ("DEU", "DE"),
        ("de-by", "DE-BY"),
        ("Germany-BY", "DE-BY"),
        ("UK", "GB"),
        ("United States", "US"),
        ("South Korea", "KR"),
        ("Guinea-Bissau", "GW"),
        ("Bosnia & Herzegovina", "BA"),
    ],
)
def test_a_country_is_found_as_people_write_it(text: str, code: str) -> None:
    assert country_code(text) == code


def test_what_a_form_shows_is_what_it_takes() -> None:
    codes = {country_of_zone(tz) for tz in country_zones()} - {"AC"}
    names = {code: country_name(code) for code in codes}
    assert {code: country_code(name) for code, name in names.items()} == {code: code for code in names}


@pytest.mark.parametrize(
    ("text", "said"), [("Narnia", "no country “Narnia”"), ("DE-XX", "Its regions are BB"), ("", "Germany, US, DE-BY")]
)
def test_what_is_no_country_is_refused_with_what_is_allowed(text: str, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        country_code(text)
    assert said in refused.value.fields["country"]


def test_a_region_stands_behind_its_country() -> None:
    assert country_name("DE-BY") == "Germany (BY)"
