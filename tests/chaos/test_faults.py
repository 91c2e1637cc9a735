"""Slack and the network at their worst, with real workers (docs/faults.md, 1 to 7, 58, 60)."""

import random
import time
from collections.abc import Iterator
from typing import Any

import pytest

from ladder.store.models import DeliveryState
from tests.chaos.scene import Scene

pytestmark = pytest.mark.slow


@pytest.fixture
def scene(database_url: str) -> Iterator[Scene]:
    with Scene(database_url, "T1", "T2") as scene:
        yield scene


AMBIGUOUS: list[dict[str, Any]] = [
    {"status": 503},
    {"status": 503, "accepted": True},
    {"error": "internal_error", "accepted": True},
    {"error": "fatal_error"},
    {"truncate": True},
    {"drop": "before"},
    {"drop": "after"},
    {"delay": 3},
]


def test_every_ambiguous_answer_in_turn_brings_each_digest_once(scene: Scene) -> None:
    people = scene.people(16)
    order = random.Random(7)
    for _ in range(3):
        for fault in order.sample(AMBIGUOUS, len(AMBIGUOUS)):
            scene.fault("chat.postMessage", **fault)
    for _ in range(2):
        scene.start()
    scene.until_over(120)
    scene.each_once(*people)
    assert scene.states() == {DeliveryState.SENT: 16}


def test_a_429_in_mid_digest_delays_one_workspace_and_leaves_the_other_alone(scene: Scene) -> None:
    people = {team: scene.people(12, team=team) for team in ("T1", "T2")}
    scene.fault("chat.postMessage", retry_after="4", times=1)
    began = time.monotonic()
    scene.start()
    scene.start()
    scene.until(lambda: sum(scene.received("T2").values()) == 12)
    unaffected = time.monotonic() - began
    scene.until_over()
    for team, names in people.items():
        scene.each_once(*names, team=team)
    posts = [call for call in scene.slacks["T1"].calls() if call.method == "chat.postMessage"]
    refused = next(call for call in posts if not call.accepted)
    soon = [call for call in posts if 1 < (call.at - refused.at).total_seconds() < 3.9]
    assert soon == [], "nobody posted while Slack wanted quiet"
    assert unaffected < time.monotonic() - began


def test_a_slack_that_is_down_for_a_while_gets_everything_once_when_it_is_back(scene: Scene) -> None:
    people = scene.people(10)
    scene.fault("*", status=503, times=10)
    scene.start()
    scene.until(lambda: not scene.slack.faults.waiting())
    scene.until_over()
    scene.each_once(*people)


def test_without_leave_to_look_nothing_is_ever_repeated(database_url: str) -> None:
    with Scene(database_url, declined_scopes=["im:history"]) as scene:
        people = scene.people(6)
        for fault in AMBIGUOUS[:4]:
            scene.fault("chat.postMessage", **fault)
        scene.start()
        scene.start()
        scene.until_over()
        assert set(scene.received().values()) == {1}
        assert scene.states()[DeliveryState.UNCERTAIN] == 4
        assert scene.states()[DeliveryState.SENT] == len(people) - 4
