"""Messages: the whole content as text, within Slack's limits, and exactly what a card looks like."""

from datetime import date, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from handlers import limits
from handlers.blocks import Block, actions, button, context, divider, header, section
from handlers.message import Message, as_text, message, weight
from handlers.rich import bold, bullets, link, paragraph
from handlers.views.card import RULES, card
from ladder.coverage import Row
from ladder.records import Person
from ladder.standing import standing
from tests.conftest import LADDER

_words = st.text(min_size=1, max_size=3000)
_blocks = st.one_of(
    st.builds(section, _words),
    st.builds(header, _words),
    st.builds(context, _words, _words),
    st.builds(paragraph, _words),
    st.builds(lambda first, second: bullets([[first], [bold(second)]], lead=["Both"]), _words, _words),
    st.just(divider()),
    st.just(actions(button("Press", "press"))),
)


@given(st.lists(_blocks, max_size=60))
def test_the_text_has_all_that_the_blocks_say_and_both_stay_within_a_message(blocks: list[Block]) -> None:
    made = message(*blocks)
    assert made.text == as_text(made.blocks)
    assert len(made.blocks) <= limits.MESSAGE_BLOCKS
    assert sum(map(weight, made.blocks)) <= limits.MESSAGE_BLOCK_TEXT
    fits = len(blocks) <= limits.MESSAGE_BLOCKS and sum(map(weight, blocks)) <= limits.MESSAGE_BLOCK_TEXT
    assert (made.blocks == tuple(blocks)) is fits


@given(st.lists(_blocks, min_size=1, max_size=60))
def test_what_is_folded_is_the_end_and_that_is_said(blocks: list[Block]) -> None:
    kept = message(*blocks).blocks
    if kept != tuple(blocks):
        assert kept[:-1] == tuple(blocks[: len(kept) - 1])
        assert "more than one message holds" in kept[-1]["text"]["text"]


def test_the_body_of_an_answer_is_the_message_and_nothing_else() -> None:
    made = message(section("*Hello* & <welcome>"), paragraph("as <typed>", link("there", "https://example.com/")))
    assert msgspec.json.decode(made.as_json) == {"text": made.text, "blocks": list(made.blocks)}


def _a_record(items: int) -> list[Row]:
    days = [(date(2026, 9, 14) - timedelta(days=20 * number)).isoformat() for number in range(items)]
    return [
        ("ana", f"e{n}", ("craft", "delivery")[n % 2], day, "led", "team", 1, 1, 0, None) for n, day in enumerate(days)
    ]


def _card(items: int) -> Message:
    ana = Person(id="ana", name="Ana <Lima>", level="mid", target="senior")
    return card(standing(ana, _a_record(items), LADDER, date(2026, 9, 14), 1), LADDER)


def test_a_card_to_the_letter() -> None:
    made = _card(7)
    assert made.text.splitlines() == [
        "Ana &lt;Lima&gt;: your card",
        "*Level:* Mid  ·  *Target:* Senior",
        "7 wins on record, 0 from this quarter.",
        ":large_green_circle: *Craft* – strong: 4 wins from 4 months",
        ":large_green_circle: *Delivery* – strong: 3 wins from 3 months",
        ":white_circle: *Mentoring* – nothing yet",
        RULES,
        "*Next thin one: Mentoring.* No accepted evidence yet.",
        "“Mentoring as a senior does it”",
    ]
    assert [block["type"] for block in made.blocks] == ["header", "section", "section", "context", "section", "actions"]
    assert [(one["text"]["text"], one["action_id"], one.get("value")) for one in made.blocks[-1]["elements"]] == [
        ("Log a win", "log_a_win", None),
        ("My wins", "show_wins", None),
        ("How to prove this", "prove", '{"c":"mentoring"}'),
        ("What it expects", "show_level", '{"l":"senior"}'),
        ("Possible next levels", "show_next", None),
    ]


def test_cards_do_not_mix_what_was_reckoned_for_another_day() -> None:
    ana = Person(id="ana", name="Ana", level="mid", target="senior")
    before, after = (standing(ana, _a_record(2), LADDER, day, 1) for day in (date(2026, 9, 13), date(2026, 9, 14)))
    assert (before.coverages[0].items, after.coverages[0].items) == (0, 1), "the item of the 14th"
    assert _card(7) == _card(7)
