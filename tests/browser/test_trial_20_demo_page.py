"""The demo's page as a first-time visitor meets it, on a desk and on a phone."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from bot.demo.serve import THREE_THINGS
from tests.browser.conftest import look_at
from tests.browser.pictures import demo
from tests.browser.stage import Stage
from tests.browser.test_acting import send
from tests.browser.test_places import RULES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, ViewportSize

expect = pytest.importorskip("playwright.sync_api", reason="playwright is missing").expect
pytestmark = pytest.mark.browser

PHONE: "ViewportSize" = {"width": 390, "height": 844}
DESK: "ViewportSize" = {"width": 1280, "height": 800}

TOO_SMALL = """() => [...document.querySelectorAll("button")]
  .filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.matches(".mention"))
  .map((node) => [node.ariaLabel || node.innerText, node.getBoundingClientRect()])
  .filter(([, box]) => box.width < 40 || box.height < 40)
  .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)"""
TOO_WIDE = """() => [...document.querySelectorAll("main *, dialog *, .toasts *")]
  .filter((node) => !node.closest(".table-scroll") && node.getBoundingClientRect().right > innerWidth + 1)
  .map((node) => node.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def fernwood() -> Iterator[str]:
    """The address of a demo that runs for the tests of this file."""
    with demo() as url:
        yield url


@pytest.fixture
def visit(browser: "Browser", fernwood: str) -> Iterator["Page"]:
    """A first visit to the demo, at its bare address."""
    context = browser.new_context(locale="en-US", viewport=DESK)
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(fernwood)
    page.wait_for_selector("body.ready")
    yield page
    page.request.post(f"{fernwood}/_control/reset", data={})
    context.close()


def newest(page: "Page") -> "Locator":
    """Returns the newest message shown."""
    return page.locator("main article").last


def starts_in_view(page: "Page", message: "Locator") -> bool:
    """Whether the top of a message stands inside the pane, where its reader begins."""
    box, frame = message.bounding_box(), page.locator("main .messages").bounding_box()
    return bool(box and frame and frame["y"] - 1 <= box["y"] < frame["y"] + frame["height"] - 40)


# --- a first visit


def test_the_page_opens_as_lena_with_the_three_things_of_the_terminal(visit: "Page") -> None:
    expect(visit.get_by_role("button", name="Acting as Lena Fischer")).to_be_visible()
    card = visit.get_by_role("complementary", name="What to try")
    shown = card.get_by_role("listitem")
    expect(shown).to_have_count(len(THREE_THINGS))
    for number, thing in enumerate(THREE_THINGS):
        expect(shown.nth(number)).to_contain_text(thing["title"])
        expect(shown.nth(number)).to_contain_text(thing["text"].replace("`", ""))


def test_the_first_thing_can_be_done_as_it_says(visit: "Page") -> None:
    visit.get_by_role("button", name="Put it in the box").click()
    visit.keyboard.press("Enter")
    expect(newest(visit)).to_contain_text("Only visible to you")
    expect(newest(visit)).to_contain_text("Senior")
    assert starts_in_view(visit, newest(visit))


def test_the_second_thing_can_be_done_as_it_says(visit: "Page") -> None:
    visit.get_by_role("button", name="platform").click()
    said = visit.get_by_role("article", name="Lena Fischer").last
    said.hover()
    said.get_by_role("button", name="More actions").click()
    visit.get_by_role("menuitem", name="Log as win").click()
    form = visit.get_by_role("dialog", name="Log a win")
    expect(form.get_by_role("textbox", name="What I did")).to_have_value(
        re.compile("I cut the on-call alerts of the parcel service from sixty a week to nine")
    )
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("textbox", name="What I did")).to_have_count(0)
    visit.keyboard.press("Escape")


def test_the_third_thing_can_be_done_as_it_says(visit: "Page") -> None:
    visit.get_by_role("button", name="Workspace date").click()
    visit.get_by_role("button", name="First working day of the quarter").click()
    told = visit.get_by_role("status").filter(has_text="Ladder sent Maya a message.")
    told.get_by_role("button", name="Open as Maya").click()
    expect(visit.get_by_role("button", name="Acting as Maya Lindqvist")).to_be_visible()
    expect(visit.get_by_role("tab", name="Messages")).to_have_attribute("aria-selected", "true")
    expect(newest(visit)).to_contain_text("Lena Fischer")
    assert starts_in_view(visit, newest(visit))


def test_a_conversation_stands_in_its_order_in_one_zone_that_is_said(visit: "Page") -> None:
    visit.get_by_role("button", name="incidents").click()
    expect(visit.get_by_role("heading", name="incidents")).to_be_visible()
    expect(visit.locator(".place-zone")).to_have_text("Berlin time")
    times = visit.locator("main .messages time.stamp")
    moments = times.evaluate_all("nodes => nodes.map((node) => node.dateTime)")
    assert moments == sorted(moments)
    night = visit.get_by_role("article").filter(has_text="Scan events are being lost")
    expect(night).to_have_accessible_name("Lena Fischer, Monday, July 27 at 02:14")


def test_what_is_in_the_thread_is_in_the_thread(visit: "Page") -> None:
    visit.get_by_role("button", name="platform").click()
    proposal = visit.get_by_role("article").filter(has_text="numbers in the thread")
    proposal.get_by_role("button", name="2 replies").click()
    thread = visit.get_by_role("complementary", name="Thread")
    expect(thread.get_by_role("article")).to_have_count(3)
    expect(thread.get_by_text("Hit rate 3 percent")).to_be_visible()


# --- answers, messages, the sidebar


def test_an_answer_is_seen_from_its_top_also_by_somebody_who_was_reading_back(page: "Page", on_stage: Stage) -> None:
    for number in range(30):
        on_stage.slack.message("U3", "C2", f"Line {number}")
    expect(newest(page)).to_contain_text("Line 29")
    page.get_by_role("article").filter(has_text="The batching change").scroll_into_view_if_needed()
    for answers in (1, 2):
        send(page, "/ladder rich")
        expect(page.locator("article.ephemeral")).to_have_count(answers)
        expect(newest(page).get_by_text("Only visible to you")).to_be_in_viewport()
        assert starts_in_view(page, newest(page))


def test_what_a_button_makes_of_an_answer_is_seen_from_its_top(page: "Page", on_stage: Stage) -> None:
    page.set_viewport_size({"width": 1280, "height": 330})
    send(page, "/ladder senior")
    button = newest(page).get_by_role("button", name="Compare with mine")
    button.scroll_into_view_if_needed()
    button.click()
    expect(newest(page)).to_contain_text("Compared with mid.")
    assert starts_in_view(page, newest(page))
    on_stage.slack.message("U3", "C2", "Meanwhile")
    expect(newest(page)).to_contain_text("Meanwhile")


def test_a_message_to_somebody_else_is_said_and_opened(page: "Page", on_stage: Stage) -> None:
    send(page, "/ladder digest")
    told = page.get_by_role("status").filter(has_text="Ladder sent Maya a message.")
    told.get_by_role("button", name="Open as Maya").click()
    expect(page.get_by_role("button", name="Acting as Maya Okafor")).to_be_visible()
    expect(page.get_by_text("Your digest for the third quarter")).to_be_visible()
    expect(told).to_have_count(0)
    assert on_stage.payloads("command")


def test_a_message_to_me_is_said_where_i_do_not_look_and_not_where_i_do(page: "Page", on_stage: Stage) -> None:
    look_at(page, on_stage, "U1/C1")
    on_stage.slack.message("U2", on_stage.slack.open_dm("U1", "U2").id, "Have a minute?")
    told = page.get_by_role("status").filter(has_text="Tom Whitfield sent you a message.")
    told.get_by_role("button", name="Open").click()
    expect(page.get_by_role("article").filter(has_text="Have a minute?")).to_be_visible()
    on_stage.slack.message("U2", on_stage.slack.open_dm("U1", "U2").id, "And another thing")
    expect(page.get_by_role("article").filter(has_text="And another thing")).to_be_visible()
    expect(told).to_have_count(0)


def test_ladder_stands_once_in_the_sidebar_and_leads_to_what_is_unread(page: "Page", on_stage: Stage) -> None:
    send(page, "/ladder digest")
    look_at(page, on_stage, "U1/C1")
    side = page.get_by_role("navigation", name="Workspace")
    expect(side.get_by_role("button", name="Ladder")).to_have_count(1)
    side.get_by_role("button", name="Ladder, 1 unread").click()
    expect(page.get_by_text("Your digest for the third quarter")).to_be_visible()
    expect(side.get_by_role("button", name="Ladder", exact=True)).to_have_attribute("aria-current", "page")
    side.get_by_role("button", name="Ladder", exact=True).click()
    expect(page.get_by_role("tabpanel", name="Home")).to_be_visible()


# --- a phone


def check_fit(page: "Page") -> None:
    """Nothing is wider than the screen, and everything to press is as large as a thumb."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(TOO_SMALL) == []


def test_a_phone_shows_every_place_of_the_demo_whole(visit: "Page") -> None:
    visit.set_viewport_size(PHONE)
    check_fit(visit)
    visit.get_by_role("button", name="Put the card away").click()
    visit.get_by_role("button", name="Show channels").first.click()
    check_fit(visit)
    visit.get_by_role("navigation", name="Workspace").get_by_role("button", name="platform").click()
    for line in ("/ladder", "/ladder senior", "/ladder paths"):
        box = visit.get_by_role("textbox", name="Message #platform")
        box.fill(line)
        box.press("Enter")
        expect(visit.locator("main .composer textarea")).to_be_in_viewport()
    expect(visit.locator("article.ephemeral")).to_have_count(3)
    check_fit(visit)
    visit.get_by_role("button", name="2 replies").click()
    check_fit(visit)
    visit.get_by_role("button", name="Close thread").click()
    visit.get_by_role("button", name="Show channels").first.click()
    visit.get_by_role("navigation", name="Workspace").get_by_role("button", name="Ladder").click()
    visit.get_by_role("tabpanel", name="Home").get_by_role("heading").first.wait_for()
    check_fit(visit)


def test_on_a_phone_a_form_fills_the_screen_and_a_table_scrolls(page: "Page") -> None:
    page.set_viewport_size(PHONE)
    send(page, "/ladder rich")
    expect(page.get_by_role("table")).to_be_visible()
    check_fit(page)
    send(page, "/ladder form")
    form = page.get_by_role("dialog")
    expect(form).to_be_visible()
    box = form.bounding_box()
    assert box is not None
    assert (round(box["width"]), round(box["height"])) == (390, 844)
    expect(form.get_by_role("button", name="Save")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_anybody_can_use_it_on_a_phone(browser: "Browser", on_stage: Stage, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    dark = scheme == "dark"
    context = browser.new_context(
        locale="en-US", viewport=PHONE, color_scheme="dark" if dark else "light", bypass_csp=True
    )
    page = context.new_page()
    look_at(page, on_stage, "U2/C2")

    def problems() -> list[str]:
        violations = axe.run(page, options=RULES).response["violations"]
        return [f"{rule['id']}: {node['html'][:200]}" for rule in violations for node in rule["nodes"]]

    send(page, "/ladder senior")
    send(page, "/ladder digest")
    page.get_by_role("button", name="Open as Maya").focus()
    assert problems() == []
    page.get_by_role("button", name="Show channels").first.click()
    assert problems() == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("navigation", name="Workspace")).not_to_be_in_viewport()
    page.get_by_role("button", name="Open as Maya").press("Enter")
    expect(page.get_by_text("Your digest for the third quarter")).to_be_visible()
    context.close()
