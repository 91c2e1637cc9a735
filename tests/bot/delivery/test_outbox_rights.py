"""What is sent is what its recipient may read when it leaves, not when it was claimed (docs/faults.md, 17, 18, 56)."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.delivery.renderers import NO_REPORTS, digest
from ladder.evidence import record
from ladder.store.db import Database, Tx
from ladder.store.models import DeliveryState
from ladder.store.values import Visibility
from tests.bot.delivery.mail import SECOND, Mail, claim
from tests.conftest import NOW

KEPT, ERASED = "Led the move to the new queue", "Found out who had leaked the salaries"
IN_Q3 = date(2026, 8, 3)


@pytest.fixture
def mail(database: Database) -> Iterator[Mail]:
    with Mail(database) as mail:
        mail.person("UMAX", "UEVE", "UANA")
        mail.house.set("UANA", manager="UMAX")
        mail.renderers["digest"] = digest
        mail.house.win("UANA", KEPT, on=IN_Q3)
        yield mail


def erase(tx: Tx, item: str) -> None:
    record.remove(tx, "UANA", item)


def close(tx: Tx, item: str) -> None:
    record.show_to(tx, "UANA", item, Visibility.PRIVATE, NOW)


def deliver(mail: Mail, meanwhile: Callable[[], object]) -> bool:
    """Carries the claimed digest out; `meanwhile` happens when it is rendered and waits for its turn."""
    outbox, claimed = mail.worker.outbox, claim(mail)
    turn = iter((1.0, 0.0))
    pace = mail.pace
    waiting = type("Waiting", (), {"take": lambda _, *keys: next(turn, 0.0) if len(keys) > 1 else pace.take(*keys)})()
    return replace(outbox, pace=waiting, sleep=lambda _: _do(meanwhile)).deliver(claimed)


def _do(something: Callable[[], object]) -> None:
    something()


@pytest.mark.parametrize("withdraw", [erase, close])
def test_what_is_erased_or_closed_while_a_digest_waits_for_its_turn_is_not_in_it(
    mail: Mail, withdraw: Callable[[Tx, str], None]
) -> None:
    secret = mail.house.win("UANA", ERASED, on=IN_Q3)
    mail.due("UMAX")

    def meanwhile() -> None:
        with mail.database.write("T1") as tx:
            withdraw(tx, secret.id)

    assert not deliver(mail, meanwhile)
    assert mail.drain() == 1
    [letter] = mail.inbox("UMAX")
    assert KEPT in letter.text
    assert ERASED not in f"{letter.text} {letter.blocks}"
    assert all(ERASED not in str(call.args) for call in mail.calls()), "it never left the house"


def test_what_is_erased_between_the_claim_and_a_later_try_is_never_sent(mail: Mail) -> None:
    secret = mail.house.win("UANA", ERASED, on=IN_Q3)
    mail.due("UMAX")
    mail.fault("chat.postMessage", retry_after="60")
    mail.drain()
    with mail.database.write("T1") as tx:
        erase(tx, secret.id)
    assert mail.drain(timedelta(seconds=61)) == 1
    assert ERASED not in f"{mail.inbox('UMAX')[0].text} {mail.inbox('UMAX')[0].blocks}"


def test_a_team_that_changes_hands_while_the_digest_waits_is_not_told_to_the_former_manager(mail: Mail) -> None:
    mail.due("UMAX")
    assert not deliver(mail, lambda: mail.house.set("UANA", manager="UEVE"))
    assert mail.drain() == 0
    assert (mail.row().state, mail.row().last_error) == (DeliveryState.CANCELLED, NO_REPORTS)
    assert mail.calls() == []


def test_a_digest_that_did_not_change_while_it_waited_goes_out(mail: Mail) -> None:
    mail.due("UMAX")
    assert deliver(mail, lambda: None)
    assert KEPT in mail.inbox("UMAX")[0].text


def test_a_change_costs_nothing_and_leaves_no_doubt(mail: Mail) -> None:
    mail.due("UMAX")
    deliver(mail, lambda: mail.house.win("UANA", "Wrote the guide", on=IN_Q3))
    row = mail.row()
    assert (row.state, row.attempts, row.first_post_at) == (DeliveryState.PENDING, 0, None)
    assert mail.drain(SECOND) == 1
    assert "Wrote the guide" in mail.inbox("UMAX")[0].text
