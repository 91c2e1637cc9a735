"""What one does outside modals: typing, commands, menus, buttons; and what is said when it goes wrong."""

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import look_at
from tests.browser.stage import Stage

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

expect = pytest.importorskip("playwright.sync_api", reason="playwright is missing").expect
pytestmark = pytest.mark.browser


def composer(page: "Page") -> "Locator":
    """Returns the box one types in."""
    return page.get_by_role("textbox", name="Message #payments")


def send(page: "Page", text: str) -> None:
    """Types a line and sends it."""
    composer(page).fill(text)
    composer(page).press("Enter")


def answer(page: "Page", text: str) -> "Locator":
    """Returns the private message with this text."""
    return page.get_by_role("article").filter(has_text="Only visible to you").filter(has_text=text)


def test_a_message_is_sent_by_enter_and_broken_by_shift_enter(page: "Page", on_stage: Stage) -> None:
    composer(page).press_sequentially("One")
    composer(page).press("Shift+Enter")
    composer(page).press_sequentially("<two> & *three* @maya")
    composer(page).press("Enter")
    sent = page.get_by_role("article").last
    expect(sent.locator(".message-body")).to_have_text("One<two> & three @Maya Okafor")
    expect(composer(page)).to_have_value("")
    assert on_stage.slack.workspace.messages("C2")[-1].text == "One\n&lt;two&gt; &amp; *three* <@U1>"


def test_a_slash_offers_the_commands_with_their_hints(page: "Page") -> None:
    composer(page).press_sequentially("/la")
    choices = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(choices).to_have_count(1)
    expect(choices).to_contain_text("senior | next | log … | help")
    composer(page).press("Tab")
    expect(composer(page)).to_have_value("/ladder ")
    expect(composer(page)).to_have_accessible_description("/ladder senior | next | log … | help")


def test_an_at_sign_offers_people_and_arrows_choose(page: "Page") -> None:
    composer(page).press_sequentially("Thanks @")
    names = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(names).to_have_count(6)
    composer(page).press_sequentially("l")
    expect(names).to_have_count(2)
    composer(page).press("ArrowDown")
    expect(names.nth(1)).to_have_attribute("aria-selected", "true")
    composer(page).press("Enter")
    expect(composer(page)).to_have_value("Thanks @lena ")
    composer(page).press_sequentially("@m")
    composer(page).press("Escape")
    expect(names).to_have_count(0)


def test_a_command_is_answered_to_its_asker_alone(page: "Page", on_stage: Stage) -> None:
    send(page, "/ladder senior")
    shown = answer(page, "Senior engineer")
    expect(shown.get_by_role("heading", name="Senior engineer")).to_be_visible()
    expect(shown.get_by_role("button", name="Compare with mine")).to_be_visible()
    look_at(page, on_stage, "U1/C2")
    expect(page.get_by_role("button", name="Acting as Maya Okafor")).to_be_visible()
    expect(page.get_by_role("article").filter(has_text="Senior engineer")).to_have_count(0)


def test_a_command_the_app_fails_at_is_explained_by_slackbot(page: "Page") -> None:
    send(page, "/ladder crash")
    expect(answer(page, "/ladder failed with the error")).to_contain_text("Slackbot")


def test_a_word_that_is_no_command_comes_back_into_the_box(page: "Page") -> None:
    send(page, "/leader senior")
    expect(page.get_by_role("alert").filter(has_text="/leader is not a valid command.")).to_be_visible()
    expect(composer(page)).to_have_value("/leader senior")


def test_a_message_that_cannot_be_sent_comes_back_into_the_box(page: "Page") -> None:
    page.route("**/_control/message", lambda route: route.abort())
    send(page, "Do not lose me")
    expect(page.get_by_role("alert").filter(has_text="We had some trouble connecting. Try again?")).to_be_visible()
    expect(composer(page)).to_have_value("Do not lose me")


def test_a_draft_waits_in_its_channel(page: "Page") -> None:
    composer(page).fill("Half a thought")
    page.get_by_role("button", name="general").click()
    expect(page.get_by_role("textbox", name="Message #general")).to_have_value("")
    page.get_by_role("button", name="payments").click()
    expect(composer(page)).to_have_value("Half a thought")


def test_a_win_is_logged_from_a_message_with_the_keyboard_alone(page: "Page", on_stage: Stage) -> None:
    composer(page).focus()
    page.get_by_role("article").last.focus()
    page.keyboard.press("Home")
    expect(page.get_by_role("article").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem", name="Copy link")).to_be_focused()
    page.keyboard.press("l")
    expect(page.get_by_role("menuitem", name="Log as win")).to_be_focused()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Log a win")
    expect(dialog.get_by_label("What I did")).to_have_value(
        "The *batching change* is out: `reconcile` takes 4 minutes, not 40."
    )
    assert on_stage.payloads("message_action")[-1]["message"]["user"] == "U2"


def test_the_menu_of_a_message_closes_on_escape_and_gives_the_focus_back(page: "Page") -> None:
    page.get_by_role("article").first.hover()
    more = page.get_by_role("article").first.get_by_role("button", name="More actions")
    more.click()
    expect(page.get_by_role("menu", name="More actions")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(more).to_be_focused()


def test_a_global_shortcut_starts_from_the_composer(page: "Page") -> None:
    page.get_by_role("button", name="Shortcuts").click()
    page.get_by_role("menuitem", name="Log a win").click()
    expect(page.get_by_role("dialog", name="Log a win")).to_be_visible()


def test_a_button_may_replace_its_message(page: "Page") -> None:
    send(page, "/ladder senior")
    page.get_by_role("button", name="Compare with mine").click()
    expect(answer(page, "Compared with mid.")).to_be_visible()
    expect(page.get_by_role("button", name="Compare with mine")).to_have_count(0)


def test_a_dangerous_button_asks_first(page: "Page", on_stage: Stage) -> None:
    send(page, "/ladder senior")
    page.get_by_role("button", name="Remove").click()
    asked = page.get_by_role("alertdialog", name="Remove this?")
    expect(asked).to_have_accessible_description("It can't be brought back.")
    asked.get_by_role("button", name="Keep").click()
    expect(asked).to_have_count(0)
    assert on_stage.payloads("block_actions") == []
    page.get_by_role("button", name="Remove").click()
    asked.get_by_role("button", name="Remove").click()
    expect(answer(page, "Did remove")).to_be_visible()


def test_a_menu_in_a_message_sends_what_is_chosen(page: "Page", on_stage: Stage) -> None:
    send(page, "/ladder senior")
    box = page.get_by_role("combobox", name="Another level")
    box.click()
    page.keyboard.type("sta")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(answer(page, "Chosen: staff")).to_be_visible()
    expect(box).to_have_value("Staff")


def test_an_overflow_menu_sends_its_option(page: "Page", on_stage: Stage) -> None:
    send(page, "/ladder senior")
    page.get_by_role("button", name="More options").click()
    page.get_by_role("menuitem", name="Show advice").click()
    expect(answer(page, "Did more")).to_be_visible()
    assert on_stage.payloads("block_actions")[-1]["actions"][0]["selected_option"]["value"] == "advice"


def test_a_button_the_app_fails_at_is_explained(page: "Page") -> None:
    send(page, "/ladder senior")
    page.get_by_role("button", name="Fail").click()
    expect(answer(page, "Ladder did not respond")).to_be_visible()


def test_ctrl_k_goes_to_a_channel_and_starts_a_direct_message(page: "Page", on_stage: Stage) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("gen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="general")).to_be_visible()
    page.keyboard.press("Control+k")
    page.keyboard.type("priya")
    page.keyboard.press("Enter")
    box = page.get_by_role("textbox", name="Message Priya Raman")
    expect(box).to_be_focused()
    box.fill("Hello")
    box.press("Enter")
    expect(page.get_by_role("article").filter(has_text="Hello")).to_be_visible()


def test_writing_to_the_app_is_answered_at_once(page: "Page", on_stage: Stage) -> None:
    on_stage.slack.open_dm("U2", on_stage.slack.bot_user_id)
    page.get_by_role("region", name="Apps").get_by_role("button", name="Ladder").click()
    page.get_by_role("tab", name="Messages").click()
    box = page.get_by_role("textbox", name="Message Ladder")
    box.fill("hello")
    box.press("Enter")
    expect(page.get_by_role("article").filter(has_text="You said: hello")).to_be_visible()
