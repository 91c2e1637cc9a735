"""The README's pictures can be taken from the running demo: the main job, in a browser, on the real app."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.pictures import demo, take_all

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PNG = b"\x89PNG\r\n\x1a\n"


def test_every_picture_is_taken(browser: "Browser", tmp_path: Path) -> None:
    with demo() as url:
        take_all(browser, url, tmp_path)
    taken = {path.name for path in tmp_path.iterdir() if path.read_bytes().startswith(PNG)}
    pictures = ("level-answer", "log-a-win", "home", "map", "review", "digest", "dark")
    assert taken == {f"{name}.png" for name in pictures}
