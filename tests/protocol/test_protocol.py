"""Never two copies, always an end: every state of the protocol's model, and what each safeguard prevents."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from ladder.delivery import across, claims
from ladder.delivery.claims import Claimed
from ladder.delivery.queue import NewDelivery, enqueue
from ladder.delivery.timing import Timing
from ladder.store.db import Tx, table_of
from ladder.store.models import DeliveryRow, DeliveryState
from tests.conftest import NOW, House
from tests.protocol import model
from tests.protocol.explore import explore, without
from tests.protocol.model import SAFEGUARDS, At, Row, Rules

pytestmark = pytest.mark.slow  # every path of the model, one by one

# no crash, no lost answer, and nobody stops between the mark and the outcome: Slack only asks to wait
CALM = Rules(may_look=False, crashes=0, only_refusals=True, prompt_after_mark=True)


def test_with_every_safeguard_there_is_one_copy_and_an_end() -> None:
    found = explore(Rules())
    assert (found.wrong, found.path) == ("", ())
    assert found.states > 10_000


def test_so_it_is_with_more_crashes_and_faults() -> None:
    found = explore(Rules(crashes=6, faults=6))
    assert (found.wrong, found.path) == ("", ())
    assert found.states > 60_000


def test_without_leave_to_look_there_is_at_most_one_copy_and_an_end() -> None:
    found = explore(Rules(may_look=False, crashes=3, faults=3))
    assert (found.wrong, found.path) == ("", ())


def test_a_message_that_slack_only_asked_to_wait_with_is_not_given_up() -> None:
    found = explore(CALM)
    assert (found.wrong, found.path) == ("", ())


@pytest.mark.parametrize("safeguard", [name for name in SAFEGUARDS if name != "lease_outlasts_call"])
def test_each_safeguard_taken_away_sends_two_copies(safeguard: str) -> None:
    found = explore(without(safeguard))
    assert found.wrong == "two copies", f"nothing needs {safeguard}"


def test_a_post_that_its_lease_does_not_outlast_is_given_up_for_nothing() -> None:
    found = explore(without("lease_outlasts_call", CALM))
    assert found.wrong == "given up for nothing"


# --- the model's rows behave as the real ones

TICK = timedelta(seconds=10)
TIMING = Timing(lease=model.LEASE * TICK, call=model.ENOUGH * TICK, quiet=model.QUIET * TICK)
RULES = Rules()
_STATES = {
    At.PENDING: DeliveryState.PENDING,
    At.SENDING: DeliveryState.SENDING,
    At.UNCERTAIN: DeliveryState.UNCERTAIN,
    At.SENT: DeliveryState.SENT,
}
_table = table_of(DeliveryRow)


def put(tx: Tx, row: Row) -> None:
    """Makes the delivery's real row that of the model."""
    expired = -timedelta(milliseconds=1) if row.lease == 0 else timedelta(0)
    real: dict[str, Any] = {
        "state": _STATES[row.at],
        "claim_token": f"token {row.owner}" if row.owner else None,
        "lease_until": NOW + row.lease * TICK + expired if row.at is At.SENDING else None,
        "first_post_at": NOW if row.doubt else None,
        "wait_until": NOW + row.wait * TICK,
        "attempts": 0,
        "lost_leases": 0,
    }
    tx.connection.execute(_table.update().values(real))


def got(tx: Tx) -> Row:
    """The model's row for the real one."""
    real = tx.connection.execute(select(_table)).one()
    at = next(at for at, state in _STATES.items() if state is real.state)
    lease = max((real.lease_until - NOW) // TICK, 0) if real.lease_until else 0
    wait = max((real.wait_until - NOW) // TICK, 0) if real.wait_until else 0
    owner = int(real.claim_token.split()[1]) if real.claim_token else 0
    return Row(at, owner, real.first_post_at is not None, lease, wait)


def claimed_by(tx: Tx, worker: int, doubt: bool) -> Claimed:
    real = tx.connection.execute(select(_table)).one()
    return replace(claims.claimed_row(real, f"token {worker}", NOW), first_post_at=NOW if doubt else None)


@pytest.fixture(scope="module")
def reachable() -> list[Row]:
    """Every row that the model reaches, with and without leave to look."""
    return sorted(explore(RULES).rows | explore(Rules(may_look=False)).rows)


@pytest.fixture
def tx(house: House, the_tests_clock: None) -> Any:
    with house.database.write(house.id) as tx:
        enqueue(tx, NewDelivery(recipient="max", kind="digest", period="2026Q3", due_at=NOW, not_after=NOW + TICK))
        yield tx


def test_a_claim_is_what_the_model_says(tx: Tx, reachable: list[Row]) -> None:
    for row in reachable:
        put(tx, row)
        taken = claims.claim(tx, NOW, NOW, TIMING)
        may = row.at is At.PENDING and row.wait == 0
        assert (taken is not None) == may, row
        if taken:
            assert taken.in_doubt == row.doubt
            tx.connection.execute(_table.update().values(claim_token="token 1"))
            assert got(tx) == model.claim(row, 1), row


def test_a_released_row_is_what_the_model_says(tx: Tx, reachable: list[Row]) -> None:
    for row in reachable:
        put(tx, row)
        expired = row.at is At.SENDING and row.lease == 0
        assert across.release_expired(tx, NOW) == expired
        assert got(tx) == (model.release(row) if expired else row), row


@pytest.mark.parametrize("worker", [1, 2])
def test_a_mark_is_what_the_model_says(tx: Tx, reachable: list[Row], worker: int) -> None:
    for row in reachable:
        put(tx, row)
        may = model.may_mark(row, worker, RULES)
        assert claims.mark(tx, claimed_by(tx, worker, row.doubt), NOW, TIMING) == may
        assert got(tx) == (model.mark(row, RULES) if may else row), row


@pytest.mark.parametrize("worker", [1, 2])
@pytest.mark.parametrize("doubt", [True, False])
def test_an_outcome_is_what_the_model_says(tx: Tx, reachable: list[Row], worker: int, doubt: bool) -> None:
    for row in reachable:
        put(tx, row)
        claims.put_back(tx, claimed_by(tx, worker, doubt), "asked to wait", NOW)
        assert got(tx) == model.put_back(row, worker, doubt, RULES), row
        put(tx, row)
        claims.leave_uncertain(tx, claimed_by(tx, worker, doubt), "missing_scope", "may not look")
        assert got(tx) == model.leave_uncertain(row, worker, RULES), row


@pytest.mark.parametrize("worker", [1, 2])
def test_an_unknown_outcome_and_a_confirmed_one_are_what_the_model_says(
    tx: Tx, reachable: list[Row], worker: int
) -> None:
    for row in (row for row in reachable if row.doubt):  # a post was begun
        put(tx, row)
        claims.doubt(tx, claimed_by(tx, worker, doubt=True), "timeout", NOW, TIMING)
        assert got(tx) == model.unknown(row, worker, RULES), row
        put(tx, row)
        claims.sent(tx, claimed_by(tx, worker, doubt=True), "D1", "1.0", NOW, NOW)
        assert got(tx)._replace(doubt=False) == model.sent(), row
