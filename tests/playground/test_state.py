"""The workspace: safe from threads, awake to changes, exact in time."""

import json
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.people.outcome import as_json
from bot.playground.world.errors import ActRefused
from bot.playground.world.text import as_rich_text, escaped, on_the_wire, unescaped
from tests.playground.conftest import Here, new_slack
from tests.playground.samples import modal


def test_waiting_ends_with_the_next_change() -> None:
    workspace = new_slack().workspace
    since = workspace.version
    woken: list[int] = []
    waiter = threading.Thread(target=lambda: woken.append(workspace.wait_for_change(since, 5)))
    waiter.start()
    workspace.open_dm("U1", "U2")
    waiter.join(5)
    assert woken == [since + 1]


def test_waiting_ends_when_the_time_is_up_and_at_once_if_something_changed_already() -> None:
    workspace = new_slack().workspace
    start = time.monotonic()
    assert workspace.wait_for_change(workspace.version, 0.05) == workspace.version
    assert time.monotonic() - start >= 0.05
    assert workspace.wait_for_change(workspace.version - 1, 60) == workspace.version


def test_many_threads_post_at_once_and_each_message_has_its_own_time() -> None:
    slack = new_slack()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: slack.post_as("U1", "C1", str(n)), range(200)))
    messages = slack.workspace.messages("C1")
    assert sorted(int(m.text) for m in messages) == list(range(200))
    assert len({m.ts for m in messages}) == 200
    assert [m.ts for m in messages] == sorted(m.ts for m in messages)


def test_history_stands_at_its_own_time() -> None:
    slack = new_slack()
    slack.post_as("U1", "C1", "now")
    slack.post_as("U2", "C1", "then", ts=datetime(2026, 3, 1, 9, tzinfo=UTC))
    slack.post_as("U2", "C1", "long ago", ts="1500000000.000200", thread_ts="1500000000.000100")
    assert [m.text for m in slack.workspace.messages("C1")] == ["long ago", "then", "now"]
    assert slack.workspace.messages("C1")[1].ts == "1772355600.000000"
    for user, channel in (("U99", "C1"), ("U1", "C99")):
        with pytest.raises(ActRefused):
            slack.post_as(user, channel, "nowhere")


def test_time_runs_on_from_where_it_was_moved() -> None:
    slack = new_slack()
    slack.set_time(datetime(2026, 7, 1, 9, 30, tzinfo=UTC))
    passed = slack.workspace.now() - datetime(2026, 7, 1, 9, 30, tzinfo=UTC)
    assert timedelta() <= passed < timedelta(seconds=5)


def test_a_date_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 7, 1, tzinfo=UTC).replace(tzinfo=None)
    with pytest.raises(ActRefused, match="with its offset"):
        new_slack().set_time(naive)


def test_a_direct_message_is_the_same_for_both() -> None:
    workspace = new_slack().workspace
    assert workspace.open_dm("U1", "U2") is workspace.open_dm("U2", "U1")


def test_two_threads_open_one_direct_message() -> None:
    slack = new_slack()
    with ThreadPoolExecutor(8) as pool:
        opened = list(pool.map(lambda _: slack.workspace.open_dm("U1", "U2").id, range(50)))
    assert len(Counter(opened)) == 1


def test_a_direct_message_with_nobody_is_refused() -> None:
    slack = new_slack()
    assert slack.open_dm("U1", "U2").members == {"U1", "U2"}
    with pytest.raises(ActRefused, match="no person 'U99'"):
        slack.open_dm("U1", "U99")


def test_changing_a_view_that_was_closed_does_not_open_it_again(here: Here) -> None:
    here.client.views_open(trigger_id=here.trigger(), view=modal())
    (view,) = here.slack.workspace.stack("U1")
    here.slack.close("U1", view.id)
    here.slack.workspace.change_view(view)
    assert here.slack.workspace.stack("U1") == ()


def test_a_channel_holds_everyone_but_guests_strangers_bots_and_those_who_left() -> None:
    slack = new_slack()
    assert slack.add_channel("C9", "team").members == {"U1", "U2"}
    assert slack.add_channel("C8", "few", ["U3"], is_archived=True).is_archived is True


@given(st.text(max_size=60))
def test_whatever_is_typed_reads_the_same_and_pings_nobody_it_does_not_name(text: str) -> None:
    workspace = new_slack().workspace
    assert unescaped(escaped(text)) == text
    wire = on_the_wire(workspace, f"{text} <!channel>")
    assert "<!channel>" not in wire.removesuffix("&lt;!channel&gt;")
    leaves = as_rich_text(escaped(text), lambda: "b")["elements"][0]["elements"]
    assert "".join(leaf["text"] for leaf in leaves) == text


def test_any_value_can_be_shown_as_json(here: Here) -> None:
    here.slack.upload("U1", "a.txt", b"abc")
    shown = as_json([*here.slack.workspace.files(), *here.slack.workspace.channels(), datetime(2026, 1, 1, tzinfo=UTC)])
    assert shown[0]["data"] == "YWJj"
    assert shown[1]["members"] == sorted(shown[1]["members"])
    assert json.loads(json.dumps(shown))[-1] == "2026-01-01T00:00:00+00:00"
