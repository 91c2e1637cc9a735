"""Messages of every shape that Slack sends: put in by a program, kept as they are, and handed whole to a shortcut."""

from typing import Any

import pytest

from bot.playground.page.shown import Seen, page_state
from tests.playground.conftest import Here
from tests.playground.control import Control

BLOCKS = [{"type": "header", "text": {"type": "plain_text", "text": "Release 41"}}, {"type": "of_tomorrow"}]
APP = {"subtype": "bot_message", "bot_id": "B0PIPE", "username": "Pipeline", "text": "", "blocks": BLOCKS}


def handed_on(here: Here, control: Control, message: dict[str, Any]) -> dict[str, Any]:
    """The message as the app gets it when U1 uses a shortcut on it."""
    stored = control.post("message", channel="C1", **message)["messages"][-1]
    control.post("shortcut", user="U1", callback_id="take", message={"channel": "C1", "ts": stored["ts"]})
    sent: dict[str, Any] = here.app.last("message_action")["message"]
    return sent


def test_an_apps_message_has_its_name_and_no_user(here: Here, control: Control) -> None:
    customized = {"user": "U1", "bot_id": "B0PIPE", "username": "Pipeline", "text": "Done"}
    for given in (APP, {"user": "U1", **APP}, customized):
        message = handed_on(here, control, given)
        assert "user" not in message
        assert {name: message[name] for name in given if name != "user"} == {
            name: value for name, value in given.items() if name != "user"
        }


@pytest.mark.parametrize(
    "more",
    [
        {"attachments": [{"is_share": True, "author_id": "U2", "text": "Ana saved the release", "message_blocks": []}]},
        {"files": [{"id": "F0MAIL", "filetype": "email", "title": "Thanks", "plain_text": "For the fix"}]},
        {"text": "in the <#C0LEAD|leadership> &gt; *now*", "edited": {"user": "U2", "ts": "1790240999.000000"}},
        {"text": "a reply", "thread_ts": "1790240000.000100", "subtype": "thread_broadcast", "root": {"ts": "1"}},
        {"bot_id": "B0APP", "bot_profile": {"name": "Deployer"}, "text": "posted for somebody"},
        {"type": "message", "ts": "1790240400.000100", "user_profile": {"real_name": "Ben"}, "text": "with a profile"},
    ],
)
def test_a_persons_message_is_kept_as_it_is(here: Here, control: Control, more: dict[str, Any]) -> None:
    message = handed_on(here, control, {"user": "U2", **more})
    assert message["user"] == "U2"
    assert {name: message[name] for name in more} == more
    assert "blocks" not in message


def test_what_is_only_typed_is_put_on_the_wire_with_its_styles(here: Here, control: Control) -> None:
    typed = "*Shipped* :tada: `a_b` :own: in <#C0LEAD|leadership> & 3 * 4"
    message = handed_on(here, control, {"user": "U1", "text": typed})
    assert message["text"] == "*Shipped* :tada: `a_b` :own: in <#C0LEAD|leadership> &amp; 3 * 4"
    assert message["blocks"][0]["elements"][0]["elements"] == [
        {"type": "text", "text": "Shipped", "style": {"bold": True}},
        {"type": "text", "text": " "},
        {"type": "emoji", "name": "tada", "unicode": "1f389"},
        {"type": "text", "text": " "},
        {"type": "text", "text": "a_b", "style": {"code": True}},
        {"type": "text", "text": " :own: in "},
        {"type": "channel", "channel_id": "C0LEAD"},
        {"type": "text", "text": " & 3 * 4"},
    ]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"channel": "C99", **APP}, "There is no channel 'C99'."),
        ({"channel": "C1", "blocks": []}, 'Give "user" as a text, or "bot_id".'),
        ({"channel": "C1", "user": "U99", "blocks": []}, "There is no person 'U99'."),
        ({"channel": "C1", **APP, "blocks": "x"}, 'Give "blocks" as a list of objects.'),
        ({"channel": "C1", **APP, "text": 3}, 'Give "text", "ts" and "thread_ts" as texts.'),
    ],
)
def test_a_message_without_a_place_or_a_writer_is_refused(
    control: Control, given: dict[str, Any], sentence: str
) -> None:
    assert control.refused("message", **given).startswith(sentence)


def test_the_app_hears_of_it_where_it_is_a_member(here: Here, control: Control) -> None:
    dm = here.slack.open_dm("U1", here.slack.bot_user_id).id
    control.post("message", user="U1", channel=dm, text="hello", subtype="me_message")
    assert here.app.last("event")["event"]["subtype"] == "me_message"


def test_the_page_shows_it_under_the_apps_name(here: Here, control: Control) -> None:
    control.post("message", channel="C1", **APP, files=[{"title": "p99", "filetype": "png"}])
    shown = page_state(here.slack.workspace, Seen(), (), "U1", "C1")["messages"][-1]
    assert (shown["app_name"], shown["user"], shown["blocks"]) == ("Pipeline", "", BLOCKS)
    assert shown["files_elsewhere"] == [{"title": "p99", "filetype": "png"}]
