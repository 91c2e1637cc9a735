"""Messages: the whole content as text, within Slack's limits, and exactly what a card looks like."""

from datetime import date, timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from handlers import limits
from handlers.blocks import Block, actions, button, context, divider, header, section
from handlers.message import Message, as_text, message, weight
from handlers.rich import bold, bullets, link, paragraph
from handlers.views.coverage.card import RULES, card
from ladder.coverage.progress import own_progress
from ladder.store.values import Role
from tests.conftest import LADDER, TODAY, House, visit_to

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
    assert msgspec.json.decode(made.as_json) == {
        "response_type": "ephemeral",
        "text": made.text,
        "blocks": list(made.blocks),
    }


def _card(house: House, today: date = TODAY) -> Message:
    with house.database.read(house.id) as tx:
        return card(own_progress(visit_to(tx, "ana", today)), LADDER)


def _wins(house: House, *days: date) -> None:
    house.person("ana", name="Ana <Lima>", level="mid", target="senior")
    for number, day in enumerate(days):
        shows = (("craft", "delivery")[number % 2],)
        house.win("ana", on=day, competencies=shows, role=Role.LED, outcome="Faster", links=("https://x.example",))


def test_a_card_to_the_letter(house: House) -> None:
    led = "led, with an outcome and a link or a witness"
    _wins(house, *(TODAY - timedelta(days=20 * number) for number in range(7)))
    made = _card(house)
    assert made.text.splitlines() == [
        "Ana &lt;Lima&gt;: your card",
        "*Level:* Mid  ·  *Target:* Senior",
        "7 wins on record, 4 from this quarter.",
        f":large_green_circle: *Craft* – strong: 4 wins over 2 quarters, 4 of them {led}",
        f":large_green_circle: *Delivery* – strong: 3 wins over 2 quarters, 3 of them {led}",
        ":white_circle: *Mentoring* – no evidence",
        RULES,
        "*Next to show: Mentoring.* Nothing on record yet.",
        "“Mentoring as a senior does it”",
    ]
    assert [(one["text"]["text"], one["action_id"], one.get("value")) for one in made.blocks[-1]["elements"]] == [
        ("Log a win", "log_a_win", None),
        ("My wins", "show_wins", None),
        ("How to prove this", "prove", '{"c":"mentoring"}'),
        ("What it expects", "show_level", '{"l":"senior"}'),
        ("Possible next levels", "show_next", None),
    ]


def test_a_card_of_one_day_says_nothing_of_the_next(house: House) -> None:
    _wins(house, TODAY - timedelta(days=20), TODAY)
    yesterday, today = (_card(house, day).text for day in (TODAY - timedelta(days=1), TODAY))
    assert ":white_circle: *Delivery*" in yesterday
    assert ":large_yellow_circle: *Delivery* – thin: 1 win from 1 month" in today
    assert _card(house, TODAY - timedelta(days=1)).text == yesterday, "what was reckoned for a day is kept for that day"
