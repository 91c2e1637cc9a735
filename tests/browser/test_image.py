"""A picture in a message: shown with its alternative text, whatever the theme and the width of the window."""

from typing import TYPE_CHECKING, Literal

import pytest

from bot.playground.api.posting import as_app, checked
from bot.playground.world.values import File
from ladder.documents.ladder_map import alternative_text, draw
from ladder.formats.yaml.form import builtin
from tests.browser.stage import Stage

if TYPE_CHECKING:
    from playwright.sync_api import Page

expect = pytest.importorskip("playwright.sync_api", reason="playwright is missing").expect
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_map_of_a_ladder_is_shown_with_its_words(
    page: "Page", on_stage: Stage, theme: Literal["light", "dark"], width: int
) -> None:
    slack, png, alt = on_stage.slack, draw(builtin(), "mid"), alternative_text(builtin(), "mid", 2000)
    file = slack.workspace.put_file(
        File(
            id=slack.workspace.new_id("F"),
            user=slack.bot_user_id,
            name="map.png",
            length=len(png),
            data=png,
            mimetype="image/png",
            complete=True,
        )
    )
    page.emulate_media(color_scheme=theme)
    page.set_viewport_size({"width": width, "height": 800})
    block = {"type": "image", "slack_file": {"id": file.id}, "alt_text": alt}
    as_app(slack.workspace, checked(slack.workspace, {"text": alt, "blocks": [block]}), "C2")
    picture = page.get_by_role("img", name=alt)
    picture.scroll_into_view_if_needed()
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("naturalWidth", 1438)
    box = picture.bounding_box()
    assert box is not None
    assert box["width"] >= 280
    assert box["x"] + box["width"] <= width
