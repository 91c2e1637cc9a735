"""Line 7: "Log as win" takes the words a person sees, whatever its shape; a colleague's words are a quote."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from handlers import ids
from handlers.message import as_text
from ladder.store.values import MessageSource, Visibility
from tests.office import ANA, BEN, GENERAL, LEADS, MAX, ZOE, Office, view_text

MESSAGES: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "messages.json").read_text())
DID = "Led the rollout of the scanners to four depots"


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    """The office on a day after all messages of the file."""
    with Office(database_url, now=datetime(2026, 9, 28, 10, tzinfo=UTC), rate_limits=False) as office:
        yield office


def log_from(office: Office, message: dict[str, Any], person: str = ANA, channel: str = GENERAL) -> None:
    office.slack.message_from_slack(channel, message)
    for _ in range(3):  # on a busy machine Slack's three seconds may be over: then a person presses again
        office.slack.shortcut(person, ids.LOG_FROM_MESSAGE, (channel, message["ts"]))
        if office.slack.workspace.stack(person):
            return


def blocks(office: Office, person: str = ANA) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = office.modal(person).body["blocks"]
    return found


def element(office: Office, block_id: str, person: str = ANA) -> dict[str, Any]:
    found: dict[str, Any] = next(one["element"] for one in blocks(office, person) if one.get("block_id") == block_id)
    return found


def filled_in(office: Office) -> str:
    return str(element(office, ids.TEXT).get("initial_value", ""))


def quoted(office: Office) -> str:
    return next((as_text([one]) for one in blocks(office) if one.get("block_id") == ids.QUOTE), "")


def ticked(office: Office) -> list[str]:
    return [one["text"]["text"] for one in element(office, ids.COMPETENCIES).get("initial_options", ())]


OWN = {
    "forwarded, no comment": "Ben Okafor: Ana saved the release",
    "forwarded, with a comment": "for my record\nBen Okafor: Ana saved the release",
    "a picture without words": "p99 before and after the new queue",
    "group": "Trained a group and @Ben Okafor on the new queue",
    "a channel that is called like a competency": "Put the photos of the summer party into #leadership",
    "a channel and a hyphen": "Ordered the new chairs, see #risk-reduction",
    "a tag, typed": "Moved the depot scanners #leadership",
    "bold, struck, code": (
        "Shipped the depot map tomorrow today, map.render is 4 x faster, note (https://example.com/doc/7)"
    ),
    "quote and list": "Ana saved the release\n• one\n    ◦ two",
    "emoji": "🎉 Depot map is live 👏🏼 :shipit:",
    "stars that are typed": "Cut it from 3 * 40 to 2 * 12 minutes in snake_case_name",
}
OF_APPS = {
    "app, attachments only": "Pipeline wrote:\nMerged by Ana\nCache the depot map\nMap loads in 2 s instead of 9 s",
    "app, blocks only": "An app wrote:\nRelease 41 is out\nAna moved all scanners to the new queue",
    "e-mail sent into the channel": (
        "Slackbot wrote:\nThanks for the quick fix\nThe customer thanks Ana for the fix on Sunday"
    ),
}


def test_the_words_of_ones_own_message_fill_the_form_in(office: Office) -> None:
    shown = {}
    for name in OWN:
        log_from(office, MESSAGES[name])
        shown[name] = filled_in(office)
        assert quoted(office) == ""
        office.slack.close(ANA, office.modal(ANA).id)
    assert shown == OWN


def test_the_words_of_an_app_stand_as_a_quote_under_its_name(office: Office) -> None:
    shown = {}
    for name in OF_APPS:
        log_from(office, MESSAGES[name])
        shown[name] = quoted(office)
        assert filled_in(office) == ""
        assert "<@B" not in view_text(office.modal(ANA))
        office.slack.close(ANA, office.modal(ANA).id)
    assert shown == OF_APPS


def test_a_mention_of_a_channel_is_no_tag_and_a_typed_tag_is(office: Office) -> None:
    shown = {}
    for name in ("a channel that is called like a competency", "a channel and a hyphen", "a tag, typed"):
        log_from(office, MESSAGES[name])
        shown[name] = ticked(office)
        office.slack.close(ANA, office.modal(ANA).id)
    party, chairs, tag = shown.values()
    assert "Leadership" not in party
    assert "Risk reduction" not in chairs
    assert tag == ["Leadership"]


def test_behind_the_command_too_a_channel_is_no_tag(office: Office) -> None:
    office.slack.add_channel("C0LEAD", "leadership")
    office.ask(ANA, "log Put the photos of the summer party into #leadership")
    [win] = office.wins_of(ANA)
    assert win.text == "Put the photos of the summer party into #leadership"
    assert "leadership" not in win.competencies


def test_people_are_named_as_the_roster_names_them_and_nobody_stays_an_id(office: Office) -> None:
    log_from(
        office,
        {"user": ANA, "text": f"Fixed it with <@{BEN}>, <@U0STRANGER|sam> and <@U0NOBODY>", "ts": "1790240400.000100"},
    )
    assert filled_in(office) == "Fixed it with @Ben Okafor, @sam and someone"
    office.ask(ANA, "log Wrote the runbook with @ben and @zoe")
    assert office.wins_of(ANA)[0].text == "Wrote the runbook with @Ben Okafor and @zoe"


def test_typed_in_the_composer_marks_are_styles_and_links_stand_once(office: Office) -> None:
    office.slack.message(ANA, GENERAL, "*Shipped* https://example.com/doc with @ben :tada: in `snake_case`")
    stored = office.slack.workspace.messages(GENERAL)[-1]
    office.slack.shortcut(ANA, ids.LOG_FROM_MESSAGE, (GENERAL, stored.ts))
    assert filled_in(office) == "Shipped https://example.com/doc with @Ben Okafor 🎉 in snake_case"


def praise(office: Office, channel: str = GENERAL) -> None:
    log_from(
        office,
        {"user": BEN, "text": "*Ana* saved the release, <@U0ANA> stayed until ten", "ts": "1790240500.000100"},
        channel=channel,
    )


def test_a_colleagues_words_are_a_quote_and_what_i_did_starts_empty(office: Office) -> None:
    praise(office)
    assert quoted(office) == f"<@{BEN}> wrote:\nAna saved the release, @Ana Lima stayed until ten"
    assert filled_in(office) == ""
    options = element(office, ids.WHOSE)["options"]
    assert [one["text"]["text"] for one in options] == ["Mine", "Ben Okafor’s"]


def test_theirs_says_what_to_do_and_nothing_is_stored_or_lost(office: Office) -> None:
    praise(office)
    form = office.modal(ANA)
    said = office.slack.submit(ANA, form.id, {"text": DID, ids.WHOSE: "theirs"}).errors[ids.WHOSE]
    assert "nothing was saved. Tell Ben Okafor about Log as win" in said
    assert office.wins_of(ANA) == ()
    assert office.modal(ANA).typed[ids.TEXT][ids.TEXT]["value"] == DID

    office.slack.submit(ANA, form.id, {ids.WHOSE: "mine"})
    assert [win.text for win in office.wins_of(ANA)] == [DID]


def test_the_quote_is_for_its_owner_alone(office: Office) -> None:
    praise(office)
    office.slack.submit(
        ANA, office.modal(ANA).id, {"text": DID, "competencies": ["risk_reduction"], "visibility": "shared"}
    )
    words = "Ana saved the release"

    assert words in office.ask(ANA, "wins")
    assert f"A message from <@{BEN}>" in office.ask(MAX, f"wins <@{ANA}>")
    assert words not in office.ask(MAX, f"wins <@{ANA}>")
    said = office.slack.command(ANA, "/ladder wins").messages[-1]
    office.slack.click(ANA, ids.EDIT_WIN, message=(said.channel, said.ts))
    assert words in view_text(office.modal(ANA))
    assert office.modal(ANA).body["private_metadata"].count(words) == 0
    office.slack.submit(ANA, office.modal(ANA).id, {"outcome": "Nobody had to roll back"})
    [win] = office.wins_of(ANA)
    assert win.source is not None
    assert win.source.quote.startswith(words)


def test_nobody_else_meets_the_quote_in_examples_search_or_suggestions(office: Office) -> None:
    praise(office)
    office.slack.submit(
        ANA, office.modal(ANA).id, {"text": DID, "competencies": ["risk_reduction"], "visibility": "shared"}
    )
    said = office.slack.command(ANA, "/ladder wins").messages[-1]
    office.slack.click(ANA, ids.SHOW_EXAMPLE, message=(said.channel, said.ts))
    for asked in ("prove risk reduction", "search saved the release", "prove saved the release"):
        assert "stayed until ten" not in office.ask(MAX, asked)
    assert DID in office.ask(MAX, "prove risk reduction")


def test_in_a_private_conversation_the_author_is_not_passed_on(office: Office) -> None:
    praise(office, LEADS)
    assert "private conversation" in view_text(office.modal(ANA))
    office.slack.submit(ANA, office.modal(ANA).id, {"text": DID, "visibility": "shared"})
    assert BEN not in office.ask(MAX, f"wins <@{ANA}>")
    [win] = office.wins_of(ANA)
    assert win.visibility is Visibility.SHARED


DEEP: dict[str, Any] = {"type": "rich_text_section", "elements": []}
for _ in range(60):
    DEEP = {"type": "container", "blocks": [DEEP], "title": None, "elements": "no list"}

STRANGE: list[dict[str, Any]] = [
    {"blocks": [{}, {"type": 7}, {"type": "rich_text"}, {"type": "rich_text", "elements": [None, {"type": "x"}]}]},
    {"blocks": [{"type": "section", "text": "bare"}, {"type": "context", "elements": [{"text": None}]}, DEEP]},
    {"blocks": [{"type": "rich_text", "elements": [{"type": "rich_text_list", "indent": "a", "elements": [{}]}]}]},
    {
        "blocks": [
            {
                "type": "rich_text",
                "elements": [
                    {
                        "type": "rich_text_section",
                        "elements": [
                            {"type": "emoji", "name": "x", "unicode": "zz-ffffffff"},
                            {"type": "user"},
                            {"type": "link"},
                            {"type": "date"},
                        ],
                    }
                ],
            }
        ]
    },
    {"blocks": [{"type": "table", "rows": [None, [{"type": "rich_text"}, {"value": 3}]]}]},
    {"attachments": [{}, {"is_share": True, "message_blocks": [{"message": None}], "text": 5}, {"fields": "x"}]},
    {"files": [{}, {"title": None, "filetype": "email"}]},
    {"text": "\ud800 half a sign and \0 none \ue0009\ue001", "edited": {"user": ANA, "ts": "1790240900.000000"}},
    {"text": "*_~`<" * 8_000},
    {"text": "in a thread", "thread_ts": "1" * 5_000, "bot_id": "B" * 5_000, "bot_profile": 3},
    {"text": "word " * 8_000},
    {"text": "<@|> <#> <!> <!date^x> <||> <https://a|> :::: :+1:: &amp;lt;"},
]


@pytest.mark.slow
def test_whatever_a_message_holds_the_form_opens(office: Office) -> None:
    for shape in STRANGE:
        for person in (ANA, ZOE):  # its writer, and somebody else
            log_from(office, {"user": ANA, "type": "message", "ts": "1790240400.000100", **shape}, person=person)
            assert office.modal(person).body["callback_id"] == ids.WIN_MODAL
            office.slack.close(person, office.modal(person).id)


def test_a_win_logged_earlier_from_an_apps_message_is_listed(office: Office) -> None:
    office.win(ANA, source=MessageSource(channel=GENERAL, ts="1.2", author="B0PIPE", link="https://e.com/m"))
    assert "A message from an app: https://e.com/m" in office.ask(ANA, "wins")


def test_a_direct_message_is_called_one(office: Office) -> None:
    channel = office.slack.open_dm(ANA, BEN).id
    praise(office, channel)
    assert view_text(office.modal(ANA)).startswith("From a direct message, ")
    assert channel not in view_text(office.modal(ANA))


def test_a_message_without_words_says_so(office: Office) -> None:
    log_from(office, {"user": ANA, "type": "message", "text": None, "ts": "1790240400.000100"})
    hint = next(one["hint"]["text"] for one in blocks(office) if one.get("block_id") == ids.TEXT)
    assert hint == "The message has no words to fill in here. Say what you did, and for whom."
