"""Modals: every input, errors in place, what is kept when things go wrong, the keyboard."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.stage import Stage
from tests.browser.test_acting import send

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, Route

expect = pytest.importorskip("playwright.sync_api", reason="playwright is missing").expect
pytestmark = pytest.mark.browser


@pytest.fixture
def form(page: "Page") -> "Locator":
    """The modal with every input."""
    send(page, "/ladder form")
    dialog = page.get_by_role("dialog", name="Every input")
    expect(dialog).to_be_visible()
    return dialog


@pytest.fixture
def win(page: "Page") -> "Locator":
    """The modal of a win, empty."""
    page.get_by_role("button", name="Shortcuts").click()
    page.get_by_role("menuitem", name="Log a win").click()
    dialog = page.get_by_role("dialog", name="Log a win")
    expect(dialog).to_be_visible()
    return dialog


def choose(form: "Locator", label: str, *names: str) -> None:
    """Chooses options in a select."""
    box = form.get_by_role("combobox", name=label)
    for name in names:
        box.click()
        box.press_sequentially(name)
        form.get_by_role("option", name=name).first.click()


def test_every_input_arrives_as_it_was_filled_in(form: "Locator", on_stage: Stage, tmp_path: Path) -> None:
    form.get_by_label("What I did").fill("Cut it\nto four minutes")
    form.get_by_label("In a word").fill("faster")
    form.get_by_label("Number").fill("40")
    form.get_by_label("Email").fill("tom@example.com")
    form.get_by_label("Link").fill("https://example.com/adr/17")
    form.get_by_label("Day").fill("2026-09-23")
    form.get_by_label("Time").fill("09:30")
    form.get_by_label("Moment").fill("2026-09-23T12:00")
    choose(form, "Level (optional)", "Staff")
    choose(form, "Levels (optional)", "Mid", "Senior")
    choose(form, "Person (optional)", "Priya")
    choose(form, "People who saw it (optional)", "Lena", "Maya")
    choose(form, "Place (optional)", "payments")
    choose(form, "Remote (optional)", "thing one")
    form.get_by_label("Delivery").check()
    form.get_by_label("Only me").check()
    sheet = tmp_path / "wins.csv"
    sheet.write_text("day,win\n")
    form.get_by_label("Files").set_input_files(sheet)
    expect(form.get_by_text("wins.csv")).to_be_visible()
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)
    assert on_stage.last_values() == {
        "what": "Cut it\nto four minutes",
        "short": "faster",
        "number": "40",
        "email": "tom@example.com",
        "link": "https://example.com/adr/17",
        "day": "2026-09-23",
        "hour": "09:30",
        "moment": 1790157600,  # 12:00 in Berlin
        "one": "staff",
        "many": ["mid", "senior"],
        "user": "U3",
        "users": ["U4", "U1"],
        "place": "C2",
        "found": "1",
        "ticks": ["risk", "delivery"],
        "radio": "private",
        "files": ["wins.csv"],
    }


def test_a_required_field_left_empty_is_pointed_at(form: "Locator", on_stage: Stage) -> None:
    form.get_by_role("button", name="Save").click()
    field = form.get_by_label("What I did")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("The act, in your words. Please complete this required field.")
    assert on_stage.payloads("view_submission") == []
    field.fill("Something")
    expect(form.get_by_text("Please complete this required field.")).to_have_count(0)


@pytest.mark.parametrize(
    ("label", "text", "said"),
    [
        ("In a word", "a", "Use at least 2 characters."),
        ("In a word", "a" * 21, "Use at most 20 characters."),
        ("Number", "many", "Enter a number."),
        ("Number", "1.5", "Enter a whole number."),
        ("Number", "0", "Enter a number of at least 1."),
        ("Email", "tom@", "Enter an email address, such as name@example.com."),
        ("Link", "example.com", "Enter an address that begins with https:// or http://."),
    ],
)
def test_what_cannot_be_sent_is_said_beside_its_field(form: "Locator", label: str, text: str, said: str) -> None:
    form.get_by_label("What I did").fill("Something")
    form.get_by_label(label).fill(text)
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert").filter(has_text=said)).to_be_visible()
    expect(form.get_by_label(label)).to_be_focused()


def test_a_file_of_another_kind_is_refused(form: "Locator", tmp_path: Path) -> None:
    picture = tmp_path / "map.png"
    picture.write_bytes(b"png")
    form.get_by_label("Files").set_input_files(picture)
    expect(form.get_by_text("map.png is not one of: csv, txt.")).to_be_visible()


def test_the_counter_shows_what_is_left(form: "Locator") -> None:
    form.get_by_label("What I did").fill("Four")
    expect(form.locator(".counter").first).to_have_text("296")


def test_no_more_is_chosen_than_allowed_and_backspace_takes_back(form: "Locator") -> None:
    choose(form, "Levels (optional)", "Mid", "Senior", "Staff")
    expect(form.locator(".token")).to_have_text(["Mid", "Senior"])
    form.get_by_role("combobox", name="Levels (optional)").press("Escape")
    form.get_by_role("combobox", name="Levels (optional)").press("Backspace")
    expect(form.locator(".token")).to_have_text(["Mid"])
    form.get_by_role("button", name="Remove Mid").click()
    expect(form.locator(".token")).to_have_count(0)


def test_the_apps_own_errors_stand_under_their_fields_and_the_text_stays(win: "Locator") -> None:
    win.get_by_label("What I did").fill("was involved in the migration")
    win.get_by_role("button", name="Save").click()
    expect(win.get_by_role("alert").filter(has_text="Say what you did yourself.")).to_be_visible()
    expect(win.get_by_label("What I did")).to_have_value("was involved in the migration")
    expect(win.get_by_label("What I did")).to_be_focused()


def test_a_failing_app_leaves_the_text_and_says_to_try_again(win: "Locator") -> None:
    win.get_by_label("What I did").fill("crash")
    win.get_by_role("button", name="Save").click()
    expect(win.get_by_role("alert").filter(has_text="We had some trouble connecting. Try again?")).to_be_visible()
    expect(win.get_by_label("What I did")).to_have_value("crash")
    expect(win.get_by_role("button", name="Save")).to_be_enabled()


def test_a_server_that_is_away_leaves_the_text_too(page: "Page", win: "Locator") -> None:
    page.route("**/_control/submit", lambda route: route.abort())
    win.get_by_label("What I did").fill("Do not lose me")
    win.get_by_role("button", name="Save").click()
    expect(win.get_by_role("alert").filter(has_text="We had some trouble connecting. Try again?")).to_be_visible()
    expect(win.get_by_label("What I did")).to_have_value("Do not lose me")
    page.unroute("**/_control/submit")
    win.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved: Do not lose me")).to_be_visible()


def test_the_button_waits_while_the_app_answers_and_a_second_press_sends_nothing(
    page: "Page", win: "Locator", on_stage: Stage
) -> None:
    held: list[Route] = []
    page.route("**/_control/submit", lambda route: held.append(route))
    win.get_by_label("What I did").fill("Once")
    save = win.get_by_role("button", name="Save")
    save.click()
    expect(save).to_be_disabled()
    expect(save).to_have_attribute("aria-busy", "true")
    win.get_by_label("What I did").press("Control+Enter")
    assert json.loads(held[0].request.post_data or "")["values"]["what"] == "Once"
    held[0].continue_()
    expect(page.get_by_text("Saved: Once")).to_be_visible()
    assert len(held) == len(on_stage.payloads("view_submission")) == 1


def test_the_reply_to_a_modal_is_its_next_view(page: "Page", win: "Locator") -> None:
    win.get_by_label("What I did").fill("Halved it")
    win.get_by_label("What I did").press("Control+Enter")
    done = page.get_by_role("dialog", name="Ladder")
    expect(done.get_by_text("Saved: Halved it")).to_be_visible()
    done.get_by_role("button", name="Close").last.click()
    expect(done).to_have_count(0)


def test_a_pushed_view_goes_back_to_what_was_typed(page: "Page", win: "Locator") -> None:
    win.get_by_label("What I did").fill("Half a sentence")
    win.get_by_role("button", name="Go deeper").click()
    above = page.get_by_role("dialog", name="Ladder")
    expect(above.get_by_text("One level down.")).to_be_visible()
    above.get_by_role("button", name="Back").click()
    expect(win.get_by_label("What I did")).to_have_value("Half a sentence")


def test_the_cross_closes_the_whole_stack(page: "Page", win: "Locator", on_stage: Stage) -> None:
    win.get_by_role("button", name="Go deeper").click()
    page.get_by_role("dialog", name="Ladder").get_by_role("button", name="Close").first.click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert on_stage.slack.workspace.stack("U2") == ()


def test_an_update_keeps_what_was_typed_and_adds_its_field(win: "Locator") -> None:
    win.get_by_label("What I did").fill("Kept")
    win.get_by_label("Delivery").check()
    win.get_by_role("button", name="Add a link").click()
    expect(win.get_by_label("Link (optional)")).to_be_visible()
    expect(win.get_by_label("What I did")).to_have_value("Kept")
    expect(win.get_by_label("Delivery")).to_be_checked()


def test_what_is_typed_survives_a_reload(page: "Page", win: "Locator") -> None:
    with page.expect_response("**/_control/type"):
        win.get_by_label("What I did").fill("Before the reload")
    page.reload()
    expect(page.get_by_role("dialog", name="Log a win").get_by_label("What I did")).to_have_value("Before the reload")


def test_focus_stays_inside_and_returns_to_where_it_was(page: "Page", win: "Locator") -> None:
    expect(win.get_by_label("What I did")).to_be_focused()
    for _ in range(12):
        page.keyboard.press("Tab")
        assert win.evaluate("dialog => dialog.contains(document.activeElement)")
    win.get_by_role("button", name="Close").focus()
    page.keyboard.press("Shift+Tab")
    expect(win.get_by_role("button", name="Save")).to_be_focused()
    page.keyboard.press("Escape")
    expect(win).to_have_count(0)
    expect(page.get_by_role("button", name="Shortcuts")).to_be_focused()


def test_escape_closes_an_open_list_before_the_modal(page: "Page", form: "Locator") -> None:
    form.get_by_role("combobox", name="Level (optional)").click()
    expect(form.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(form.get_by_role("listbox")).to_have_count(0)
    expect(form).to_be_visible()
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
