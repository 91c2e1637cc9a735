"""The ladders that come with the product."""

from importlib.resources import files

import pytest

from ladder.publishing.templates import TEMPLATES, Template, template_ladder

ASKS_FOR_ATTRIBUTION = ("CC-BY", "Apache")


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.key)
def test_each_template_is_a_whole_ladder(template: Template) -> None:
    ladder = template_ladder(template.key)
    assert len(ladder.levels) >= 4
    assert len(ladder.competencies) >= 4
    assert all(any(one.level == level.id for one in ladder.expectations) for level in ladder.levels)
    assert ladder.annexes == ()


def test_every_ladder_file_of_the_package_is_a_template() -> None:
    there = {one.name for one in files("ladder.framework").joinpath("files").iterdir() if one.name.endswith(".yaml")}
    assert there == {f"{one.key}.yaml" for one in TEMPLATES}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.key)
def test_a_licence_that_asks_for_attribution_has_one(template: Template) -> None:
    source = template_ladder(template.key).source
    if source and source.licence.startswith(ASKS_FOR_ATTRIBUTION):
        assert source.attribution
        assert source.url.startswith("https://")


def test_there_is_no_other_template() -> None:
    with pytest.raises(KeyError):
        template_ladder("../../etc/passwd")
