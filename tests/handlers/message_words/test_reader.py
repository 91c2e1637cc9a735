"""What a message says, as a person reads it: the rules, one by one."""

from typing import Any

import pytest

from handlers.evidence.source import moment_of
from handlers.message_words.emoji import character_of, with_characters
from handlers.message_words.mentions import Names, labels_in, people_in
from handlers.message_words.mrkdwn import plain
from handlers.message_words.reader import words_of

NAMES = Names({"U1": "Ana Lima"}, {"C1": "platform", "S1": "web"})


def said(**message: Any) -> str:
    return words_of(message, NAMES).text


def rich(*elements: dict[str, Any], kind: str = "rich_text_section", **more: Any) -> dict[str, Any]:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": list(elements), **more}]}


def text(words: str) -> dict[str, Any]:
    return {"type": "text", "text": words}


@pytest.mark.parametrize(
    ("wire", "words"),
    [
        ("*bold* _slanted_ ~gone~ `code`", "bold slanted gone code"),
        ("*_both_* and _*both*_ and *~_all_~*", "both and both and all"),
        ("3 * 4 * 5, a_b_c, __init__, 2*3*4, ~/bin and ~/lib", "3 * 4 * 5, a_b_c, __init__, 2*3*4, ~/bin and ~/lib"),
        ("*not\nacross lines*", "*not\nacross lines*"),
        ("`*stays* &amp; <https://e.com|e>`", "*stays* & e"),
        ("```\nif a &lt; b:\n    _x_ = 1\n```", "if a < b:\n    _x_ = 1"),
        ("&gt; quoted\n&gt;&gt;&gt; more", "quoted\nmore"),
        ("&lt;@U1&gt; &amp;lt; &copy;", "<@U1> &lt; &copy;"),
        ("<@U1> <@U2|sam> <@U3>", "@Ana Lima @sam someone"),
        ("<#C1> <#C2|leads> <#C3> <#C4|>", "#platform #leads a channel a channel"),
        ("<!subteam^S1> <!subteam^S2|@core> <!subteam^S3>", "@web @core a group"),
        ("<!here> <!channel> <!everyone|everyone>", "@here @channel @everyone"),
        ("<!date^1790240400^{date}|Sep 24> <!date^1790240400^{date}>", "Sep 24 "),
        ("<https://e.com/a_b_c> <https://e.com|e.com> <https://www.e.com/|e.com>", "https://e.com/a_b_c e.com e.com"),
        ("<https://e.com/doc|the doc>, <tel:+1234>", "the doc (https://e.com/doc), +1234"),
        ("<mailto:a@e.com|a@e.com>", "a@e.com"),
        ("<https://e.com/very/long|https://e.com/very…>", "https://e.com/very/long"),
        (":tada: :+1::skin-tone-4: :shipit: 10:30:45 :flag-de: :man-shrugging: :female-technologist:", ""),
    ],
)
def test_mrkdwn_is_read_without_its_marks(wire: str, words: str) -> None:
    expected = words or "🎉 👍🏽 :shipit: 10:30:45 🇩🇪 🤷‍♂️ 👩‍💻"
    assert plain(wire, NAMES) == expected


def test_a_skin_tone_goes_with_its_emoji_and_an_unknown_name_stays() -> None:
    assert with_characters("a :zz: c") == "a :zz: c"
    assert with_characters(":wave::skin-tone-2::tada:") == "👋🏻🎉"
    assert character_of("our_own") == ""


def test_rich_text_says_exactly_what_stands_there() -> None:
    block = rich(
        text("3 * 4 *typed* :tada: "),
        {"type": "text", "text": "bold", "style": {"bold": True}},
        text(" "),
        {"type": "user", "user_id": "U1"},
        {"type": "channel", "channel_id": "C1"},
        {"type": "usergroup", "usergroup_id": "S9"},
        {"type": "broadcast", "range": "here"},
        {"type": "link", "url": "https://e.com/doc", "text": "doc"},
        {"type": "link", "url": "mailto:a@e.com"},
        {"type": "date", "timestamp": 1, "fallback": "Sep 24"},
        {"type": "color", "value": "#ff0000"},
    )
    wanted = "3 * 4 *typed* :tada: bold @Ana Lima#platforma group@heredoc (https://e.com/doc)a@e.comSep 24#ff0000"
    assert said(text="something else", blocks=[block]) == wanted


@pytest.mark.parametrize(
    ("emoji", "shown"),
    [
        ({"name": "clap", "unicode": "1f44f-1f3fd", "skin_tone": 4}, "👏🏽"),
        ({"name": "clap", "unicode": "1f44f", "skin_tone": 4}, "👏🏽"),
        ({"name": "clap"}, "👏"),
        ({"name": "shipit"}, ":shipit:"),
        ({"name": "shipit", "unicode": "no code"}, ":shipit:"),
        ({}, ""),
    ],
)
def test_an_emoji_is_its_character_where_it_has_one(emoji: dict[str, Any], shown: str) -> None:
    assert said(blocks=[rich({"type": "emoji", **emoji})]) == shown


def test_lists_quotes_and_code_stand_line_by_line() -> None:
    items = [{"type": "rich_text_section", "elements": [text(word)]} for word in ("one", "two")]
    elements = [
        {"type": "rich_text_list", "style": "bullet", "elements": items},
        {"type": "rich_text_list", "style": "bullet", "indent": 1, "elements": items[:1]},
        {"type": "rich_text_list", "style": "ordered", "offset": 2, "elements": items},
        {"type": "rich_text_quote", "elements": [text("quoted")]},
        {"type": "rich_text_preformatted", "elements": [text("a = 1\n")]},
    ]
    assert said(blocks=[{"type": "rich_text", "elements": elements}]).splitlines() == [
        *("• one", "• two", "    ◦ one", "3. one", "4. two", "quoted", "a = 1"),
    ]


def test_the_other_blocks_are_read_too_and_buttons_say_nothing() -> None:
    mrkdwn = {"type": "mrkdwn", "text": "*Build* <@U1>"}
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": "Release :tada:"}},
        {"type": "section", "text": mrkdwn, "fields": [{"type": "plain_text", "text": "41"}], "accessory": {}},
        {"type": "context", "elements": [{"type": "image", "alt_text": "x"}, {"type": "plain_text", "text": "by CI"}]},
        {"type": "divider"},
        {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Deploy"}}]},
        {"type": "markdown", "text": "# Done\n**Fast** [doc](https://e.com/doc)\n```py\nx\n```"},
        {"type": "image", "title": {"type": "plain_text", "text": "p99", "emoji": False}, "alt_text": "a graph"},
        {"type": "table", "rows": [[{"type": "raw_text", "text": "a"}, rich(text("b"))], [{"value": 3}]]},
        {"type": "container", "title": "Box", "elements": [{"type": "section", "text": mrkdwn}]},
    ]
    assert said(text="for a notification", blocks=blocks).splitlines() == [
        *(
            "Release 🎉",
            "Build @Ana Lima",
            "41",
            "by CI",
            "Done",
            "Fast doc (https://e.com/doc)",
            "x",
            "p99",
            "a | b",
            "3",
        ),
        *("Box", "Build @Ana Lima"),
    ]


def test_attachments_are_read_field_by_field_and_the_fallback_only_alone() -> None:
    fields = [{"title": "Build", "value": "41"}, {"value": "green"}]
    whole = {
        "fallback": "f",
        "pretext": "*New*",
        "author_name": "CI",
        "title": "Deploy",
        "text": "Done",
        "fields": fields,
    }
    assert said(text="", attachments=[whole]).splitlines() == ["New", "CI", "Deploy", "Done", "Build: 41", "green"]
    assert said(text="", attachments=[{"fallback": "Only this"}]) == "Only this"
    assert said(text="Done", attachments=[{"text": "Done"}, {"text": "Done well"}]) == "Done\nDone well"


def test_the_preview_of_a_link_is_no_part_of_what_somebody_wrote() -> None:
    page = {"from_url": "https://e.com", "title": "A page", "text": "About something else"}
    assert said(text="See <https://e.com>", attachments=[page]) == "See https://e.com"
    assert said(text="", attachments=[page]) == "A page\nAbout something else"


def test_of_a_forward_the_author_and_at_most_300_characters_are_taken() -> None:
    words = said(text="", attachments=[{"is_share": True, "author_id": "U1", "text": "word " * 200}])
    assert words.startswith("Ana Lima: word word")
    assert len(words) <= len("Ana Lima: ") + 300
    assert said(attachments=[{"is_share": True, "author_name": "sam", "fallback": "[24 Sep] hi"}]) == "sam: [24 Sep] hi"
    assert said(attachments=[{"is_share": True, "author_id": "U7", "text": "hi"}]) == "hi"


def test_a_files_name_says_nothing_beside_words_and_a_title_does() -> None:
    assert (
        said(text="Done", files=[{"title": "image.png"}, {"title": "p99 before and after"}])
        == "Done\np99 before and after"
    )
    assert said(text="", files=[{"name": "image.png"}]) == "image.png"
    mail = {"filetype": "email", "title": "Thanks", "plain_text": "For the fix"}
    assert said(text="", files=[mail]) == "Thanks\nFor the fix"


def test_what_suggestions_judge_by_names_nobody_and_no_place() -> None:
    words = words_of({"text": "Paired with <@U1> in <#C9|leadership> for <!subteam^S1> #craft"}, NAMES)
    assert words.text == "Paired with @Ana Lima in #leadership for @web #craft"
    assert words.about == "Paired with  in  for  #craft"


def test_who_and_what_a_message_names_is_found_at_any_depth() -> None:
    message = {
        "text": "<@U1> <#C1|platform> <!subteam^S1|@web>",
        "blocks": [rich({"type": "user", "user_id": "U2"})],
        "attachments": [{"author_id": "U3"}],
    }
    assert sorted(people_in(message)) == ["U1", "U2", "U3"]
    assert labels_in(message) == {"C1": "platform", "S1": "@web"}
    assert len(people_in({"text": " ".join(f"<@U{n}>" for n in range(5_000))})) == 100


@pytest.mark.parametrize("ts", ["", "x", "nan", "inf", "1e400", "9" * 5_000, "-1e17"])
def test_a_moment_that_no_message_has_is_none(ts: str) -> None:
    assert moment_of(ts) is None
