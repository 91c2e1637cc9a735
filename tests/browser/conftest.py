"""Chromium, the stage, and a page in it. Skipped only where Chromium or its driver is not installed."""

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.stage import Stage, stage

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--disable-lcd-text",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=en-US",
]


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed; `make test-browser` installs it")
    driver = pytest.importorskip("playwright.sync_api", reason="playwright is missing; `make test-browser` installs it")
    driver.expect.set_options(timeout=5_000)
    with driver.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def running() -> Iterator[Stage]:
    with stage() as running_stage:
        yield running_stage


@pytest.fixture
def on_stage(running: Stage) -> Iterator[Stage]:
    """The workspace as it was at the start; what it was told since is forgotten afterwards."""
    yield running
    running.slack.reset()


@pytest.fixture
def page(browser: "Browser", on_stage: Stage) -> Iterator["Page"]:
    """Tom's view of #payments. A message of the page's own console, or a request to elsewhere, fails the test."""
    context = browser.new_context(locale="en-US", viewport={"width": 1280, "height": 800})
    context.set_default_timeout(5_000)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(f"error: {error}"))
    opened.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    opened.on(
        "request", lambda asked: complaints.append(asked.url) if not asked.url.startswith(_own(on_stage)) else None
    )
    look_at(opened, on_stage, "U2/C2")
    yield opened
    context.close()
    assert [text for text in complaints if not _expected(text)] == []


def look_at(page: "Page", shown: Stage, place: str) -> None:
    """Opens the page at a person and a place ("U2/C2") and waits until it stands."""
    page.goto(f"{shown.url}/#/{place}")
    page.wait_for_selector("body.ready")


def _own(shown: Stage) -> tuple[str, ...]:
    return (shown.url, "data:", "blob:")


def _expected(text: str) -> bool:
    """Whether a line of the console says only that the server refused or was away, as some tests want it to."""
    return text.startswith("Failed to load resource:")
