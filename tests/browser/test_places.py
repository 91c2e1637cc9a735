"""Home, the date, colors, the phone, and that nothing foreign is shown and everybody can use it."""

from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser.conftest import look_at
from tests.browser.stage import Stage
from tests.browser.test_acting import composer, send

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

expect = pytest.importorskip("playwright.sync_api", reason="playwright is missing").expect
pytestmark = pytest.mark.browser

TRY_MARKUP = """() => {
  try { document.body.innerHTML = "<b>x</b>"; return "markup"; } catch (error) { return error.name; }
}"""
TRY_SCRIPT = """() => {
  window.outcome = "never ran";
  const script = document.createElement("script");
  try { script.append("window.outcome = 'ran'"); document.head.append(script); } catch { /* refused outright */ }
  return window.outcome;
}"""

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
    # a menu floats outside the landmarks, as menus do
    "rules": {"region": {"enabled": False}},
}


def test_home_is_opened_published_and_acted_on(page: "Page", on_stage: Stage) -> None:
    page.get_by_role("region", name="Apps").get_by_role("button", name="Ladder").click()
    home = page.get_by_role("tabpanel", name="Home")
    expect(home.get_by_role("heading", name="Tom Whitfield")).to_be_visible()
    expect(page.get_by_role("tab", name="Home")).to_have_attribute("aria-selected", "true")
    home.get_by_role("button", name="Log a win").click()
    expect(page.get_by_role("dialog", name="Log a win")).to_be_visible()
    assert on_stage.payloads("block_actions")[-1]["container"]["type"] == "view"


def test_the_tabs_lead_to_the_apps_messages_and_back_by_arrow_key(page: "Page") -> None:
    page.get_by_role("region", name="Apps").get_by_role("button", name="Ladder").click()
    page.get_by_role("tab", name="Home").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("textbox", name="Message Ladder")).to_be_visible()
    expect(page.get_by_role("tab", name="Messages")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("tabpanel", name="Home")).to_be_visible()


def test_the_date_moves_to_the_first_working_day_of_the_quarter(page: "Page", on_stage: Stage) -> None:
    page.get_by_role("button", name="Workspace date: Thu, Sep 24, 2026, 11:1").click()
    page.get_by_role("button", name="First working day of the quarter, 09:30").click()
    expect(page.get_by_role("button", name="Workspace date: Thu, Oct 1, 2026, 09:30")).to_be_visible()
    assert on_stage.slack.workspace.now().isoformat()[:16] == "2026-10-01T07:30"


def test_the_date_can_be_typed_in_ones_own_zone(page: "Page", on_stage: Stage) -> None:
    page.get_by_role("button", name="Workspace date").click()
    page.get_by_label("Date and time").fill("2027-01-04T09:30")
    page.get_by_role("button", name="Go", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="It is now Mon, Jan 4, 2027, 09:30.")).to_be_visible()
    assert on_stage.slack.workspace.now().isoformat()[:16] == "2027-01-04T08:30"


@pytest.mark.parametrize(
    ("now", "zone", "moment"),
    [
        ("2026-09-24T09:12:00Z", "Europe/London", "2026-10-01T08:30:00.000Z"),
        ("2026-10-01T05:00:00Z", "Europe/London", "2026-10-01T08:30:00.000Z"),  # that very morning, not yet 09:30
        ("2026-10-01T08:31:00Z", "Europe/London", "2027-01-04T09:30:00.000Z"),  # New Year, then a weekend
        ("2027-12-20T12:00:00Z", "Europe/London", "2028-01-04T09:30:00.000Z"),  # 1 January at a weekend: Monday is off
        ("2026-06-30T23:30:00Z", "Asia/Kolkata", "2026-07-01T04:00:00.000Z"),  # July there already
        ("2027-03-20T12:00:00Z", "America/New_York", "2027-04-01T13:30:00.000Z"),
    ],
)
def test_the_first_working_day_of_a_quarter_is_found(page: "Page", now: str, zone: str, moment: str) -> None:
    found = page.evaluate(
        "async ([now, zone]) => (await import('/page/clock.js')).quarterMorning(new Date(now), zone).toISOString()",
        [now, zone],
    )
    assert found == moment


def test_light_and_dark_follow_the_system_until_one_chooses(page: "Page") -> None:
    html = page.locator("html")
    expect(html).to_have_attribute("data-theme", "light")
    page.emulate_media(color_scheme="dark")
    expect(html).to_have_attribute("data-theme", "dark")
    page.get_by_role("button", name="Use light colors").click()
    expect(html).to_have_attribute("data-theme", "light")
    page.reload()
    expect(html).to_have_attribute("data-theme", "light")


def test_on_a_phone_the_sidebar_opens_and_closes_and_nothing_is_cut_off(page: "Page") -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    side = page.get_by_role("navigation", name="Workspace")
    expect(side).not_to_be_in_viewport()
    page.get_by_role("button", name="Show channels").first.click()
    expect(side).to_be_in_viewport()
    side.get_by_role("button", name="general").click()
    expect(side).not_to_be_in_viewport()
    expect(page.get_by_role("textbox", name="Message #general")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_keyboard_skips_to_the_messages_and_stays_in_place(page: "Page") -> None:
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the messages")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    expect(page.get_by_role("button", name="Acting as Tom Whitfield")).to_be_visible()
    assert page.url.endswith("#/U2/C2")


def test_the_card_of_things_to_try_fills_the_box_and_stays_away_once_put_away(page: "Page") -> None:
    card = page.get_by_role("complementary", name="What to try")
    expect(card.get_by_role("listitem")).to_have_count(3)
    card.get_by_role("button", name="Put it in the box").click()
    expect(composer(page)).to_have_value("/ladder senior")
    expect(composer(page)).to_be_focused()
    card.get_by_role("button", name="Put the card away").click()
    page.reload()
    expect(composer(page)).to_be_visible()
    expect(card).to_be_hidden()
    page.get_by_role("button", name="What to try").click()
    expect(card).to_be_visible()


def test_a_lost_connection_is_said(page: "Page") -> None:
    page.route("**/page/state*", lambda route: route.abort())
    page.get_by_role("button", name="general").click()
    expect(page.get_by_text("The connection is lost. Trying again…")).to_be_visible()
    page.unroute("**/page/state*")
    page.get_by_role("button", name="payments").click()
    expect(page.get_by_text("The connection is lost. Trying again…")).to_be_hidden()


def test_no_string_can_become_markup_and_no_inline_script_runs(browser: "Browser", on_stage: Stage) -> None:
    page = browser.new_page()
    look_at(page, on_stage, "U2/C2")
    assert page.evaluate(TRY_MARKUP) == "TypeError"
    assert page.evaluate(TRY_SCRIPT) == "never ran"
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_anybody_can_use_it(browser: "Browser", on_stage: Stage, scheme: Literal["light", "dark"]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(locale="en-US", color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    look_at(page, on_stage, "U2/C2")

    def problems() -> list[str]:
        found = axe.run(page, options=RULES).response["violations"]
        return [f"{one['id']}: {node['html'][:200]}" for one in found for node in one["nodes"]]

    for line in ("/ladder senior", "/ladder rich", "/ladder crash"):
        send(page, line)
    expect(page.get_by_text("failed with the error").first).to_be_visible()
    page.get_by_role("button", name="1 reply").click()
    assert problems() == []
    page.get_by_role("article").first.hover()
    page.get_by_role("article").first.get_by_role("button", name="More actions").click()
    assert problems() == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Workspace date").click()
    assert problems() == []
    page.keyboard.press("Escape")
    send(page, "/ladder form")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("combobox", name="Level (optional)").click()
    assert problems() == []
    context.close()
