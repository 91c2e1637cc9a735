"""What may be repeated ends with what stands: every state of its model, what each safeguard prevents, and that the
model's rows behave as the real ones."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from ladder.delivery import claims
from ladder.delivery.claims import Claimed
from ladder.delivery.queue import NewDelivery
from ladder.delivery.requests import NEVER, finish, request
from ladder.store.db import Tx, table_of
from ladder.store.models import DeliveryRow, DeliveryState
from tests.conftest import NOW, House
from tests.protocol import update_model as model
from tests.protocol.update_model import SAFEGUARDS, At, Row, Rules, explore, without

pytestmark = pytest.mark.slow  # every path of the model, one by one

TICK = timedelta(seconds=10)
RULES = Rules()
_table = table_of(DeliveryRow)
_STATES = {At.PENDING: DeliveryState.PENDING, At.SENDING: DeliveryState.SENDING, At.OVER: DeliveryState.SENT}


def test_with_every_safeguard_it_ends_with_what_stands() -> None:
    found = explore(RULES)
    assert (found.wrong, found.path) == ("", ())
    assert found.states > 10_000


def test_so_it_is_with_more_changes_crashes_and_faults() -> None:
    found = explore(Rules(changes=2, crashes=2, faults=1))
    assert (found.wrong, found.path) == ("", ())


@pytest.mark.parametrize("safeguard", SAFEGUARDS)
def test_each_safeguard_taken_away_leaves_something_older_there(safeguard: str) -> None:
    assert explore(without(safeguard)).wrong.startswith("over, and"), f"nothing needs {safeguard}"


# --- the model's rows behave as the real ones


@pytest.fixture(scope="module")
def reachable() -> list[Row]:
    return sorted(explore(RULES).rows)


@pytest.fixture
def tx(house: House, the_tests_clock: None) -> Any:
    with house.database.write(house.id) as tx:
        request(tx, NewDelivery(recipient="max", kind="home", period="", due_at=NOW, not_after=NEVER))
        yield tx


def put(tx: Tx, row: Row) -> None:
    """Makes the delivery's real row that of the model."""
    real: dict[str, Any] = {
        "state": _STATES[row.at],
        "nonce": f"{row.asked}",
        "claim_token": f"token {row.owner}" if row.owner else None,
        "lease_until": NOW + row.lease * TICK if row.at is At.SENDING else None,
        "first_post_at": NOW if row.doubt else None,
        "wait_until": NOW + row.wait * TICK,
    }
    tx.connection.execute(_table.update().values(real))


def got(tx: Tx, before: Row) -> Row:
    """The model's row for the real one."""
    real = tx.connection.execute(select(_table)).one()
    return Row(
        at=next(at for at, state in _STATES.items() if state is real.state),
        owner=int(real.claim_token.split()[1]) if real.claim_token else 0,
        asked=before.asked + (real.nonce != str(before.asked)),
        doubt=real.first_post_at is not None,
        lease=max((real.lease_until - NOW) // TICK, 0) if real.lease_until else 0,
        wait=max((real.wait_until - NOW) // TICK, 0) if real.wait_until else 0,
    )


def test_a_request_is_what_the_model_says(tx: Tx, reachable: list[Row]) -> None:
    again = NewDelivery(recipient="max", kind="home", period="", due_at=NOW, not_after=NEVER)
    for row in reachable:
        put(tx, row)
        request(tx, again)
        assert got(tx, row) == model.request(row, RULES), row


@pytest.mark.parametrize("worker", [1, 2])
@pytest.mark.parametrize("knows", [1, 2])
def test_an_end_is_what_the_model_says(tx: Tx, reachable: list[Row], worker: int, knows: int) -> None:
    for row in reachable:
        put(tx, row)
        finish(tx, claimed_by(tx, worker, knows), DeliveryState.SENT, NOW)
        assert got(tx, row) == model.finish(row, worker, knows, RULES), row


def claimed_by(tx: Tx, worker: int, knows: int) -> Claimed:
    real = tx.connection.execute(select(_table)).one()
    return replace(claims.claimed_row(real, f"token {worker}", NOW), nonce=f"{knows}")
