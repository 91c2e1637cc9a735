"""Workers that are killed or stopped at every step: nothing is lost, nothing arrives twice (docs/faults.md, 24 to 26,
59)."""

import random
import time
from collections import Counter
from collections.abc import Iterator

import pytest

from ladder.store.models import DeliveryState
from tests.chaos.driver import BOMB, LOCKED, LOOKS, STEPS, UPLOADS
from tests.chaos.scene import Scene
from tests.conftest import House

pytestmark = pytest.mark.slow


@pytest.fixture
def scene(database_url: str) -> Iterator[Scene]:
    with Scene(database_url) as scene:
        yield scene


@pytest.mark.parametrize("step", [*STEPS, LOCKED])
def test_a_worker_killed_at_any_step_loses_and_repeats_nothing(scene: Scene, step: str) -> None:
    people = scene.people(3)
    if step == "while posting":
        scene.fault("chat.postMessage", delay=0.4)
    scene.until_killed(scene.start(at=step))
    scene.start()
    scene.until_over()
    scene.each_once(*people)
    assert scene.states() == {DeliveryState.SENT: 3}


@pytest.mark.parametrize("step", LOOKS)
def test_a_worker_killed_while_it_looks_loses_and_repeats_nothing(scene: Scene, step: str) -> None:
    people = scene.people(2)
    scene.until_killed(scene.start(at="after the answer"))
    scene.until_killed(scene.start(at=step))
    scene.start()
    scene.until_over()
    scene.each_once(*people)


@pytest.mark.parametrize("step", UPLOADS)
def test_a_worker_killed_around_an_upload_loses_and_repeats_nothing(scene: Scene, step: str) -> None:
    people = scene.people(2)
    scene.until_killed(scene.start(at=step, picture=True))
    scene.start(picture=True)
    scene.until_over()
    scene.each_once(*people)
    shown = [file.shared_in for file in scene.slack.workspace.files()]
    assert len(shown) >= len(people)
    assert set(shown) == {()}, "what was uploaded and not posted shows nothing to anybody"


def test_a_worker_killed_between_the_parts_of_a_digest_leaves_none_out(scene: Scene) -> None:
    scene.people(1)
    for step in ("after the answer", "after the outcome", "after the mark"):
        scene.until_killed(scene.start(at=step, parts=4))
    scene.start(parts=4)
    scene.until(lambda: scene.states() == {DeliveryState.SENT: 4})
    assert scene.received() == Counter(f"U000 2026Q3 part {part}" for part in (1, 2, 3, 4))


def test_the_judge_would_see_a_second_copy(scene: Scene) -> None:
    scene.people(1)
    scene.until_killed(scene.start(at="after the answer"))
    scene.start(looks=False)
    scene.until_over()
    assert scene.received() == {"U000 2026Q3 part 1": 2}


@pytest.mark.parametrize("step", [step for step in STEPS if step != "after the outcome"])
def test_a_worker_stopped_for_longer_than_its_lease_repeats_nothing_when_it_goes_on(scene: Scene, step: str) -> None:
    people = scene.people(2)
    if step == "while posting":
        scene.fault("chat.postMessage", delay=0.4)
    sleeper = scene.start(at=step, signal="SIGSTOP")
    scene.until_stopped(sleeper)
    scene.start()
    scene.until_over()
    scene.go_on(sleeper)
    time.sleep(1)
    scene.end(sleeper)
    scene.each_once(*people)
    assert scene.states() == {DeliveryState.SENT: 2}


def test_a_worker_stopped_with_the_database_locked_holds_the_others_up_and_loses_nothing(scene: Scene) -> None:
    people = scene.people(4)
    sleeper = scene.start(at=LOCKED, signal="SIGSTOP")
    scene.until_stopped(sleeper)
    scene.start()
    time.sleep(3)
    scene.go_on(sleeper)
    scene.until_over()
    scene.each_once(*people)


def test_two_clocks_and_four_workers_bring_each_manager_one_digest(scene: Scene) -> None:
    house: House = scene.houses["T1"]
    people = scene.people(25, due=False)
    for person in people:
        house.person(person, tz="Europe/London")
        house.person(f"{person}-report", manager=person)
        house.win(f"{person}-report")
    crew = [scene.start("clock", now="2026-10-01T08:30:00+00:00") for _ in range(2)]
    crew += [scene.start(now="2026-10-01T08:30:00+00:00") for _ in range(4)]
    scene.until(lambda: scene.states() == {DeliveryState.SENT: 25})
    time.sleep(0.5)
    for process in crew:
        scene.end(process)
    scene.each_once(*people)


def test_a_delivery_that_kills_every_worker_kills_only_itself(scene: Scene) -> None:
    people = scene.people(3)
    scene.slack.add_user(BOMB, "bomb")
    scene.due(BOMB)
    kills = 0
    while scene.row(BOMB).state is not DeliveryState.DEAD:
        worker = scene.start()
        scene.until(lambda: worker.exitcode is not None or scene.row(BOMB).state is DeliveryState.DEAD)  # noqa: B023
        kills += worker.exitcode is not None
        assert kills <= 8
    scene.until_over()
    scene.each_once(*people)
    assert (kills, scene.row(BOMB).error_code) == (8, "worker_died")


def test_a_storm_of_kills_loses_and_repeats_nothing(database_url: str) -> None:
    """Three workers, each of which dies at random and is started again, until all has been delivered."""
    chance, seeds = 0.02, random.Random(20260914)
    with Scene(database_url, "T1", "T2") as scene:
        people = {team: scene.people(40, team=team) for team in ("T1", "T2")}
        crew = [scene.start(chance=chance, seed=seeds.randrange(10**6)) for _ in range(3)]
        kills, end = 0, time.monotonic() + 240
        while set(scene.states()) != {DeliveryState.SENT}:
            assert time.monotonic() < end, scene.states()
            for place, worker in enumerate(crew):
                if worker.exitcode is not None:
                    kills += 1
                    crew[place] = scene.start(chance=chance, seed=seeds.randrange(10**6))
            time.sleep(0.05)
        for team, names in people.items():
            scene.each_once(*names, team=team)
        print(f"{sum(map(len, people.values()))} deliveries, {kills} kills")
        assert kills >= 15
