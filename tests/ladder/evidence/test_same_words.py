"""Which two texts are one win typed twice, tried on pairs as people write them."""

import pytest

from ladder.evidence.same_words import near_identical

SAME = (
    ("Led the move to the new queue", "  led the move to the new queue "),
    ("Led the move of all billing jobs to the new queue", "Led the move of all billing jobs to our new queue"),
    ("Cut the p99 from 840 ms to 310 ms", "Cut the p99 from 840 ms to 310 ms!"),
    ("Led the storage migraton of the label service", "Led the storage migration of the label service"),
    ("Moved all regions to the new pipeline", "Moved all region to the new pipeline"),
    (
        "Led the storage migration: deploys went from 40 to 12 minutes",
        "Led the storage migration yesterday: deploys went from 40 to 12 minutes",
    ),
    (
        "Led the storage migration: deploys went from 40 to 12 minutes",
        "Led the storage migration: deploys went from 40 to 12 minutes, finally",
    ),
    ("ストレージ移行を主導した", "ストレージ移行を主導した。"),
    ("Café-Team beraten: Datenmodell neu geordnet", "Cafe-Team beraten – Datenmodell neu geordnet"),
    ("🎉", "🎉"),
)
OTHERS = (
    (
        "Led the storage migration of the billing service to the new cluster",
        "Led the storage migration of the label service to the new cluster",
    ),
    ("Led the move to the new queue", "Led the move to the new office"),
    ("Led the move to the new queue", "Mentored two juniors through their first release"),
    ("Closed 12 tickets of the support rota this week", "Closed 15 tickets of the support rota this week"),
    ("Reviewed the v1.2 rollout plan of the parcel API", "Reviewed the v1.3 rollout plan of the parcel API"),
    ("Onboarded Marie and paired on her first release", "Onboarded Maria and paired on her first release"),
    ("Fixed the flaky checkout test", "Fixed the flaky login test"),
    ("Helped Ana review Ben's design", "Helped Ben review Ana's design"),
    ("Moved traffic from Lisbon to Porto", "Moved traffic from Porto to Lisbon"),
    ("Wrote the runbook", "Wrote the runbook and trained support"),
    ("Ran the incident review of the label outage", "Ran the incident review"),
    ("請求の移行を主導した", "配送の移行を主導した"),
    ("🎉", "🚀"),
    ("The", ""),
)


@pytest.mark.parametrize(("text", "other"), SAME)
def test_the_same_words_are_one_win(text: str, other: str) -> None:
    assert near_identical(text, other)
    assert near_identical(other, text)


@pytest.mark.parametrize(("text", "other"), OTHERS)
def test_another_word_is_another_win(text: str, other: str) -> None:
    assert not near_identical(text, other)
    assert not near_identical(other, text)
