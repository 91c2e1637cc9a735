"""What one sees: the sidebar, messages, threads, files, what is new."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import look_at
from tests.browser.stage import Stage

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

expect = pytest.importorskip("playwright.sync_api", reason="playwright is missing").expect
pytestmark = pytest.mark.browser


def message(page: "Page", text: str) -> "Locator":
    """Returns the message with this text."""
    return page.get_by_role("article").filter(has_text=text)


def command(page: "Page", text: str) -> None:
    """Types a line into the composer and sends it."""
    box = page.get_by_role("textbox", name="Message #payments")
    box.fill(text)
    box.press("Enter")


def test_the_sidebar_names_the_workspace_the_person_and_her_places(page: "Page", on_stage: Stage) -> None:
    look_at(page, on_stage, "U1/C1")
    side = page.get_by_role("navigation", name="Workspace")
    expect(side.get_by_role("heading", name="Fernhill")).to_be_visible()
    expect(side.get_by_role("button", name="Acting as Maya Okafor")).to_be_visible()
    assert side.get_by_role("region", name="Channels").get_by_role("button").all_inner_texts() == [
        "general",
        "leads",
        "payments",
    ]
    expect(side.get_by_role("button", name="leads").get_by_label("private channel")).to_be_attached()
    expect(side.get_by_role("region", name="Apps").get_by_role("button", name="Ladder")).to_be_visible()


def test_a_message_shows_who_when_in_my_zone_and_what(page: "Page") -> None:
    first = page.get_by_role("article", name="Tom Whitfield, Tuesday, September 22 at 11:03")
    expect(first.locator("strong")).to_have_text("batching change")
    expect(first.locator("code")).to_have_text("reconcile")
    assert page.get_by_role("separator").all_inner_texts() == ["Tuesday, September 22", "Yesterday", "Today"]


def test_a_second_message_of_the_same_person_shows_no_second_face(page: "Page") -> None:
    second = message(page, "Next: the retry storm")
    expect(second.locator(".avatar")).to_have_count(0)
    expect(second).to_have_accessible_name("Tom Whitfield, Tuesday, September 22 at 11:05")


def test_markup_in_a_message_is_shown_as_typed(page: "Page") -> None:
    body = message(page, "is how not to do it").locator(".message-body")
    expect(body).to_have_text("<script>alert(1)</script> is how not to do it, & that's that")
    expect(body.locator("script")).to_have_count(0)


def test_quotes_mentions_and_links_are_drawn(page: "Page") -> None:
    told = message(page, "Well done")
    expect(told.locator("blockquote")).to_have_text("The refunds queue is empty.")
    expect(told.locator(".mention.mine")).to_have_text("@Tom Whitfield")
    link = told.get_by_role("link", name="https://example.com/adr/17")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_a_thread_opens_beside_its_message_and_takes_a_reply(page: "Page", on_stage: Stage) -> None:
    page.get_by_role("button", name="1 reply").click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread.get_by_text("Did you look at the lock order?")).to_be_visible()
    thread.get_by_role("textbox", name="Reply").fill("Yes, in the ADR.")
    thread.get_by_role("textbox", name="Reply").press("Enter")
    expect(thread.get_by_text("Yes, in the ADR.")).to_be_visible()
    expect(page.get_by_role("button", name="2 replies")).to_be_visible()
    assert [m.text for m in on_stage.slack.workspace.messages("C2") if m.thread_ts][1:] == ["Yes, in the ADR."]
    thread.get_by_role("button", name="Close thread").click()
    expect(thread).to_be_hidden()


def test_what_others_write_appears_by_itself(page: "Page", on_stage: Stage) -> None:
    expect(message(page, "is how not to do it")).to_be_in_viewport()
    for number in range(12):
        on_stage.slack.message("U3", "C2", f"News number {number}")
    expect(message(page, "News number 11")).to_be_in_viewport()


def test_reading_back_is_not_disturbed_by_a_new_message(page: "Page", on_stage: Stage) -> None:
    for number in range(30):
        on_stage.slack.message("U3", "C2", f"Line {number}")
    expect(message(page, "Line 29")).to_be_in_viewport()
    message(page, "The batching change").scroll_into_view_if_needed()
    on_stage.slack.message("U3", "C2", "And one more")
    expect(message(page, "And one more")).to_be_attached()
    expect(message(page, "The batching change")).to_be_in_viewport()
    page.get_by_role("button", name="Latest messages").click()
    expect(message(page, "And one more")).to_be_in_viewport()


def test_a_long_answer_is_shown_from_its_beginning(page: "Page", on_stage: Stage) -> None:
    on_stage.slack.message("U3", "C2", "First line" + "\n…" * 60 + "\nlast line")
    told = message(page, "First line")
    expect(told.get_by_text("Priya Raman").first).to_be_in_viewport()
    assert told.evaluate("node => node.getBoundingClientRect().top > 0")


def test_a_place_with_much_news_opens_where_the_news_begins(page: "Page", on_stage: Stage) -> None:
    for number in range(30):
        on_stage.slack.message("U3", "C1", f"Line {number}")
    page.get_by_role("button", name="general, 30 unread").click()
    expect(page.get_by_role("separator", name="New")).to_be_in_viewport()
    expect(message(page, "Line 0")).to_be_in_viewport()
    expect(message(page, "Line 29")).not_to_be_in_viewport()


def test_an_unread_digest_is_noticed_by_its_reader_and_by_who_acts_as_somebody_else(
    page: "Page", on_stage: Stage
) -> None:
    command(page, "/ladder digest")
    acting = page.get_by_role("button", name="Acting as Tom Whitfield")
    expect(acting).to_contain_text("1 unread for other people")
    acting.click()
    item = page.get_by_role("menuitemradio", name="Maya Okafor")
    expect(item.get_by_label("1 unread")).to_be_visible()
    item.click()
    unread = page.get_by_role("region", name="Apps").get_by_role("button", name="Ladder, 1 unread")
    unread.click()
    expect(page.get_by_role("separator", name="New")).to_be_visible()
    expect(message(page, "Your digest for the third quarter")).to_be_visible()
    expect(page.get_by_role("region", name="Apps").get_by_role("button", name="Ladder", exact=True)).to_be_visible()


def test_mentions_in_another_channel_are_counted(page: "Page", on_stage: Stage) -> None:
    on_stage.slack.message("U1", "C1", "Could you look, @tom?")
    expect(page.get_by_role("button", name="general, 1 unread").locator(".badge")).to_have_text("1")
    page.get_by_role("button", name="general, 1 unread").click()
    expect(page.get_by_role("button", name="general", exact=True)).to_have_attribute("aria-current", "page")


def test_tables_lists_code_and_pictures_from_elsewhere_are_drawn(page: "Page") -> None:
    command(page, "/ladder rich")
    answer = page.get_by_role("article").filter(has_text="Only visible to you")
    expect(answer.get_by_role("table")).to_be_visible()
    assert answer.get_by_role("columnheader").all_inner_texts() == ["Competency", "Items"]
    assert answer.get_by_role("cell").all_inner_texts() == ["Risk reduction", "4"]
    assert answer.get_by_role("listitem").all_inner_texts() == ["Who saw it?", "What changed?"]
    expect(answer.locator("pre")).to_have_text("EXPLAIN <all>")
    expect(answer.get_by_role("img", name="A map of all levels")).to_be_visible()
    expect(answer.locator("img")).to_have_count(0)
    expect(answer.get_by_role("img", name="tada")).to_have_text("🎉")


def test_a_file_can_be_downloaded(page: "Page") -> None:
    command(page, "/ladder file")
    page.get_by_role("region", name="Apps").get_by_role("button", name="Ladder, 1 unread").click()
    card = message(page, "Your wins")
    with page.expect_download() as begun:
        card.get_by_role("link", name="Download wins.csv").click()
    assert begun.value.suggested_filename == "wins.csv"
    assert begun.value.path().read_text() == "day,win\n"


def test_a_picture_shows_with_its_words(page: "Page", on_stage: Stage) -> None:
    dot = bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
        "a5f645400000000049454e44ae426082"
    )
    file = on_stage.slack.upload("U3", "map.png", dot)
    on_stage.slack.message("U3", "C2", "Look", files=(file.id,))
    picture = message(page, "Look").get_by_role("img", name="map.png")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1


def test_a_message_address_leads_to_its_channel(page: "Page", on_stage: Stage) -> None:
    root = on_stage.slack.workspace.messages("C2")[0]
    for number in range(30):
        on_stage.slack.message("U3", "C2", f"Line {number}")
    page.goto(on_stage.slack.permalink(root))
    expect(page.get_by_role("heading", name="payments")).to_be_visible()
    expect(message(page, "The batching change")).to_be_in_viewport()
