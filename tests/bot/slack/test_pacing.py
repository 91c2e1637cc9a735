"""Token buckets: no more calls in any minute than Slack allows, and hardly a moment lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.api.rates import RateLimits
from bot.slack import pacing
from bot.slack.pacing import CHANNEL, HISTORY, POST, RATES, USER, Pace, Rate


class Time:
    """A clock that moves when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def served(pace: Pace, time: Time, calls: int, *keys: tuple[str, ...]) -> list[float]:
    """The moments at which so many calls were made, by a caller who waits as told."""
    made: list[float] = []
    while len(made) < calls:
        wait = pace.take(*keys)
        if wait:
            time.now += wait
        else:
            made.append(time.now)
    return made


@given(per_minute=st.floats(1, 600), burst=st.integers(1, 20), calls=st.integers(1, 200))
def test_no_minute_sees_more_than_the_rate_and_the_burst(per_minute: float, burst: int, calls: int) -> None:
    time = Time()
    made = served(Pace({"m": Rate(per_minute, burst)}, time), time, calls, ("m", "T1"))
    for moment in made:
        assert sum(moment <= other < moment + 60 for other in made) <= per_minute + burst + 1


@pytest.mark.parametrize("method", [POST, USER, HISTORY])
def test_a_long_run_loses_no_time(method: str) -> None:
    time = Time()
    made = served(Pace(monotonic=time), time, 500, (method, "T1"))
    ideal = (500 - RATES[method].burst) * RATES[method].gap
    assert made[-1] - made[0] == pytest.approx(ideal, rel=0.01)


def test_a_channel_gets_a_post_in_a_little_over_a_second() -> None:
    time = Time()
    made = served(Pace(monotonic=time), time, 5, (POST, "T1"), (CHANNEL, "T1", "U1"))
    assert all(1.0 <= later - earlier < 1.2 for earlier, later in pairwise(made))


def test_workspaces_and_channels_do_not_wait_for_each_other() -> None:
    time = Time()
    pace = Pace(monotonic=time)
    served(pace, time, 8, (USER, "T1"))
    assert pace.take((USER, "T1")) > 0
    assert pace.take((USER, "T2")) == 0
    assert pace.take((CHANNEL, "T1", "U1")) == 0
    assert pace.take((CHANNEL, "T1", "U2")) == 0


def test_a_token_is_taken_from_all_buckets_or_from_none() -> None:
    time = Time()
    pace = Pace(monotonic=time)
    keys = (POST, "T1"), (CHANNEL, "T1", "U1")
    assert pace.take(*keys) == 0
    for _ in range(50):
        assert pace.take(*keys) > 0, "the channel has none"
    rest = [pace.take((POST, "T1")) for _ in range(RATES[POST].burst)]
    assert [wait == 0 for wait in rest] == [True] * 7 + [False]


def test_buckets_that_are_full_again_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "MOST_BUCKETS", 10)
    time = Time()
    pace = Pace(monotonic=time)
    for person in range(200):
        assert pace.take((CHANNEL, "T1", f"U{person}")) == 0
        time.now += 0.5
    assert pace.remembered() <= 11


def test_the_local_slack_which_counts_as_slack_does_refuses_none() -> None:
    time = Time()
    pace, limits = Pace(monotonic=time), RateLimits(time)
    for number in range(400):
        served(pace, time, 1, (USER, "T1"))
        assert limits.admit("users.info", 4) is None
        served(pace, time, 1, (POST, "T1"), (CHANNEL, "T1", f"U{number % 7}"))
        assert limits.admit("chat.postMessage", 4, f"D{number % 7}") is None
