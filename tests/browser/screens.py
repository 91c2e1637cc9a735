"""Takes the screens that docs/pictures compares, each cropped to what it is about.

`python -m tests.browser.screens docs/pictures/after` runs this checkout's demo; with an address behind the folder it
takes them from a demo that runs there, which is how an older state is photographed.
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.browser.pictures import Photographer, demo

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FloatRect, Locator, ViewportSize

WINDOW: "ViewportSize" = {"width": 940, "height": 2400}  # so tall that nothing has to be scrolled
TALLEST = 800


class Screens(Photographer):
    """Takes one element after another; each method puts the window where its picture is worth taking."""

    def crop(self, shown: "Locator", name: str) -> None:
        """Writes what an element shows as <name>.png, down to `TALLEST` pixels."""
        self.page.mouse.move(0, 0)
        self.page.wait_for_timeout(600)
        box = shown.bounding_box()
        if box is None:
            raise SystemExit(f"There is nothing to see for {name}.")
        clip: FloatRect = {**box, "width": min(box["width"], 860), "height": min(box["height"], TALLEST)}
        self.page.screenshot(path=self.folder / f"{name}.png", clip=clip)

    def answer(self, line: str, name: str) -> None:
        """Lena's answer to a line."""
        self.visit("lena", "platform")
        self.send(line)
        self.crop(self.page.get_by_role("article").last, name)

    def home_of(self, person: str, name: str) -> None:
        """A person's Home tab."""
        self.visit(person, "home")
        blocks = self.page.locator(".home-blocks")
        blocks.get_by_role("heading").first.wait_for()
        self.crop(blocks, name)

    def form(self) -> None:
        """The form that "Log as win" opens on a message of Lena's."""
        self.page.set_viewport_size({"width": WINDOW["width"], "height": 780})
        self.visit("lena", "platform")
        said = self.page.get_by_role("article", name="Lena Fischer").last
        said.hover()
        said.get_by_role("button", name="More actions").click()
        self.page.get_by_role("menuitem", name="Log as win").click()
        dialog = self.page.get_by_role("dialog", name="Log a win")
        dialog.wait_for()
        self.crop(dialog, "form")
        self.page.keyboard.press("Escape")
        dialog.wait_for(state="detached")
        self.page.set_viewport_size(WINDOW)

    def sent_digest(self) -> None:
        """Maya's digest on the first working day of the quarter."""
        self.visit("maya")
        self.page.get_by_role("button", name="Workspace date").click()
        self.page.get_by_role("button", name="First working day of the quarter, 09:30").click()
        self.page.get_by_role("button", name="Ladder, 1 unread").first.wait_for(timeout=60_000)
        self.visit("maya", "home")
        self.page.get_by_role("tab", name="Messages").click()
        message = self.page.get_by_role("article").last
        message.wait_for()
        self.crop(message, "digest")


def take_screens(browser: "Browser", url: str, folder: Path) -> None:
    """Takes every screen of the demo at `url` into the folder; the digest comes last, as it moves the date."""
    folder.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(locale="en-US", viewport=WINDOW)
    context.add_init_script("localStorage.setItem('tries-hidden', 'yes')")
    screens = Screens(context.new_page(), url, folder)
    screens.answer("/ladder", "card")
    screens.answer("/ladder senior", "senior")
    for person, name in (("lena", "home-engineer"), ("maya", "home-manager"), ("jules", "home-admin")):
        screens.home_of(person, name)
    screens.form()
    screens.sent_digest()
    context.close()


def main(folder: Path, url: str | None) -> None:
    """Takes the screens of the demo at the address, or of one that runs for it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        if url:
            take_screens(browser, url, folder)
        else:
            with demo() as running:
                take_screens(browser, running, folder)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None)
