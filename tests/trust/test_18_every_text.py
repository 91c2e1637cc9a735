"""Texts read as written by a machine, and nobody could read them all: one inventory has every text that people see."""

import re
from pathlib import Path

import pytest

from tests.inventory.pages import PAGES, page

# What Ladder never says: other words for a win, British spellings, and turns that nobody would say across a desk.
NEVER = (
    *(r"\bitems?\b", r"accepted evidence", r"\brungs?\b", r"go and look", r"whoever looks at"),
    *(r"any more\b", r"\bmeanwhile\b", r"\bof it would\b", r"can one\b", r"\bwaits for you\b"),
    *(
        r"isation\b",
        r"\borganisation",
        r"behaviour",
        r"judgement",
        r"\bcolour",
        r"neighbour",
        r"recognis",
        r"\btowards\b",
    ),
    r"you and your manager, once",
)


@pytest.mark.parametrize("name", PAGES)
def test_the_inventory_is_what_people_see_today(name: str, tmp_path: Path) -> None:
    played = page(name, f"sqlite:///{tmp_path}/ladder.db")
    assert played == PAGES[name].read_text(encoding="utf-8"), "run: python -m tests.inventory, and read what changed"


def test_the_typical_texts_can_be_read_in_twenty_minutes() -> None:
    assert len(PAGES["typical"].read_text(encoding="utf-8").split()) <= 7_000  # at 350 words a minute


@pytest.mark.parametrize("name", PAGES)
def test_no_text_says_what_ladder_never_says(name: str) -> None:
    lines = PAGES[name].read_text(encoding="utf-8").splitlines()
    never = re.compile("|".join(NEVER), re.IGNORECASE)
    assert [line for line in lines if never.search(line)] == []


@pytest.mark.parametrize("name", PAGES)
def test_a_state_never_stands_without_its_reason_and_two_states_never_read_the_same(name: str) -> None:
    states = re.findall(r"\* – (no evidence|thin|some|strong)(?:: (.+))?$", PAGES[name].read_text(), re.MULTILINE)
    assert all(reason for state, reason in states if state != "no evidence")
    reasons: dict[str, set[str]] = {}
    for state, reason in states:
        reasons.setdefault(reason, set()).add(state)
    assert all(len(same) == 1 for same in reasons.values())
