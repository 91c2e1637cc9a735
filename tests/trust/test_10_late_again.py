"""Line 10: each try at a form that Slack did not open gets its own message with a button, also the second."""

from bot.playground.world.faults import Fault
from handlers import ids
from tests.office import ANA, Office


def test_a_second_late_try_at_the_same_message_gets_a_message_too(office: Office) -> None:
    place = office.post(ANA, "Led the move to the new queue")
    for _ in range(2):
        office.slack.faults.order(Fault(method="views.open", error="expired_trigger_id"))
        office.slack.shortcut(ANA, ids.LOG_FROM_MESSAGE, place)
    office.worker.drain(office.clock.now())
    letters = office.reads(ANA)
    assert [one.text.count("took too long to open") for one in letters] == [1, 1]

    office.slack.click(ANA, ids.TRY_AGAIN, message=(letters[1].channel, letters[1].ts))
    office.slack.submit(ANA, office.modal(ANA).id, {"text": "Led the move to the new queue"})
    [win] = office.wins_of(ANA)
    assert win.source is not None
    assert (win.source.channel, win.source.ts) == place
