"""Takes the pictures of the README from the running demo: `python -m tests.browser.pictures [folder]`."""

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.browser.conftest import ARGUMENTS, CHROMIUM

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
QUICKSTART = Path(__file__).parents[2] / "ladder" / "framework" / "files" / "quickstart.yaml"
START_SECONDS = 60.0
WINDOW: "ViewportSize" = {"width": 1200, "height": 780}


@contextmanager
def demo() -> Iterator[str]:
    """Runs the demo on a free port and yields its address; it ends with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "bot", "demo", "--port", str(port)], stdout=subprocess.DEVNULL)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_for(url, process)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            if _ask(f"{url}/_control/state")["channels"]:
                return
        except OSError:
            pass
        time.sleep(0.5)
    raise SystemExit("The demo did not start.")


def _ask(url: str) -> Any:
    with urllib.request.urlopen(url, timeout=5) as answer:
        return json.load(answer)


class Photographer:
    """A browser window on the demo; each method puts it where a picture is worth taking."""

    def __init__(self, page: "Page", url: str, folder: Path) -> None:
        self.page, self.url, self.folder = page, url, folder
        state = _ask(f"{url}/_control/state")
        self.people = {user["name"]: user["id"] for user in state["users"]}
        self.places = {channel["name"]: channel["id"] for channel in state["channels"]}

    def visit(self, name: str, place: str = "") -> None:
        """Acts as a person, in a channel by its name or on the Home tab ("home")."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.url}/#/{self.people[name]}/{self.places.get(place, place)}")
        self.page.wait_for_selector("body.ready")
        self.page.wait_for_timeout(700)

    def take(self, name: str) -> None:
        """Writes the window as docs/pictures/<name>.png."""
        self.page.mouse.move(0, 0)
        self.page.wait_for_timeout(500)
        self.page.screenshot(path=self.folder / f"{name}.png")

    def put_toasts_away(self) -> None:
        """Dismisses what the page has said in passing."""
        dismiss = self.page.locator(".toast").get_by_role("button", name="Dismiss")
        while dismiss.count():
            dismiss.first.click()

    def send(self, text: str) -> None:
        """Types a line, sends it and waits for the message that comes."""
        before = self.page.get_by_role("article").count()
        box = self.page.locator(".main .composer textarea")
        box.fill(text)
        box.press("Enter")
        self.page.get_by_role("article").nth(before).wait_for()

    def level_answer(self) -> None:
        """`/ladder senior`, from its beginning."""
        self.visit("lena", "platform")
        self.send("/ladder senior")
        self.take("level-answer")

    def log_a_win(self) -> None:
        """The modal that "Log as win" opens on a message of one's own."""
        self.visit("lena", "platform")
        said = self.page.get_by_role("article", name="Lena Fischer").last
        said.hover()
        said.get_by_role("button", name="More actions").click()
        self.page.get_by_role("menuitem", name="Log as win").click()
        self.page.get_by_role("dialog", name="Log a win").wait_for()
        self.take("log-a-win")
        self.page.keyboard.press("Escape")
        self.page.get_by_role("dialog").wait_for(state="detached")

    def home(self) -> None:
        """An engineer's Home tab."""
        self.visit("lena", "home")
        self.page.get_by_role("tabpanel", name="Home").get_by_role("heading").first.wait_for()
        self.take("home")

    def ladder_map(self) -> None:
        """The map of the ladder, as it comes as a message."""
        self.page.set_viewport_size({"width": 1200, "height": 1300})  # all of it, as one scrolls it
        self.visit("lena", "platform")
        self.send("/ladder paths")
        self.page.get_by_role("button", name="As a picture").last.click()
        apps = self.page.get_by_role("region", name="Apps")
        apps.get_by_role("button", name="Ladder, 1 unread").click(timeout=30_000)
        self.page.get_by_role("article").get_by_role("img").last.wait_for()
        self.put_toasts_away()
        self.take("map")
        self.page.set_viewport_size(WINDOW)

    def review(self) -> None:
        """What an admin sees of a ladder before it is published."""
        self.visit("jules", "platform")
        box = self.page.locator(".main .composer textarea")
        box.fill("/ladder ladder import")
        box.press("Enter")
        self.page.get_by_role("dialog", name="Bring a ladder").wait_for()
        self.page.locator("input[type=file]").set_input_files(QUICKSTART)
        self.page.get_by_text(QUICKSTART.name).wait_for()
        self.page.get_by_role("button", name="Preview").click()
        self.page.get_by_role("dialog", name="Review the ladder").wait_for()
        self.take("review")
        self.page.keyboard.press("Escape")
        self.page.get_by_role("dialog").wait_for(state="detached")

    def digest(self) -> None:
        """What the manager finds on the first working day of the quarter."""
        self.visit("maya")
        self.page.get_by_role("button", name="Workspace date").click()
        self.page.get_by_role("button", name="First working day of the quarter, 09:30").click()
        apps = self.page.get_by_role("region", name="Apps")
        apps.get_by_role("button", name="Ladder, 1 unread").click(timeout=30_000)
        self.page.get_by_role("separator", name="New").wait_for()
        self.put_toasts_away()
        self.take("digest")

    def dark(self) -> None:
        """The same digest, dark."""
        self.page.emulate_media(color_scheme="dark")
        self.take("dark")


def take_all(browser: "Browser", url: str, folder: Path) -> None:
    """Takes every picture of the demo at `url` into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(locale="en-US", viewport=WINDOW, device_scale_factor=1.5)
    context.add_init_script("localStorage.setItem('tries-hidden', 'yes')")
    photographer = Photographer(context.new_page(), url, folder)
    take = photographer
    for picture in (take.level_answer, take.log_a_win, take.home, take.ladder_map, take.review, take.digest, take.dark):
        picture()
    context.close()


def main(folder: Path) -> None:
    """Runs the demo and a browser, and takes every picture."""
    from playwright.sync_api import sync_playwright

    with demo() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        take_all(browser, url, folder)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES)
