"""One workspace whose ladder or settings can't be read harms no other, and its admins are told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import update

from handlers import ids
from ladder.store.db import table_of
from ladder.store.models import DeliveryState, LadderVersionRow, WorkspaceRow
from tests.conftest import House
from tests.office import ADA, ANA, MAX, Office

DUE = datetime(2026, 10, 1, 7, 30, tzinfo=UTC)
Q3 = date(2026, 8, 3)
RESTORED = datetime(2026, 1, 1, tzinfo=UTC)  # another document, as from a backup: what was parsed before doesn't hold


def damage(office: Office, model: type, **columns: object) -> None:
    table = table_of(model)
    key = table.c.id if model is WorkspaceRow else table.c.workspace_id
    with office.database.write(office.team) as tx:
        tx.connection.execute(update(table).where(key == office.team).values(columns))


def neighbor(office: Office) -> House:
    """Another workspace on the same server, whose digest is due too."""
    house = House(office.database, "T0ZEBRA")
    house.person("zara", tz="Europe/Berlin")
    house.person("zoe", manager="zara")
    house.win("zoe", on=Q3)
    return house


@pytest.mark.parametrize(
    ("model", "columns", "named"),
    [
        (WorkspaceRow, {"digest_at": "teati"}, "settings (digest_hour)"),
        (LadderVersionRow, {"document": '{"id": 1}', "published_at": RESTORED}, "ladder (version 1)"),
    ],
)
def test_the_others_get_theirs_and_the_heartbeat_stands(
    office: Office, caplog: pytest.LogCaptureFixture, model: type, columns: dict[str, object], named: str
) -> None:
    neighbor(office)
    damage(office, model, **columns)
    for moment in (DUE, DUE + timedelta(minutes=1)):
        office.slack.set_time(moment)
    rows = {row["recipient_id"]: row for row in office.deliveries()}
    assert rows["zara"]["state"] is DeliveryState.PENDING
    assert {str(row["name"]) for row in office.heartbeats()} >= {"clock"}
    assert f"no digests in workspace {office.team}: its {named} can't be read" in caplog.text
    [letter] = office.reads(ADA)
    assert f"The {named} can't be read, so no digest is sent here" in letter.text
    assert office.reads(MAX) == []


def test_settings_saved_again_bring_what_was_due(office: Office) -> None:
    office.win(ANA, "Led the retry standard", on=Q3)
    damage(office, WorkspaceRow, digest_at="teati")
    office.slack.set_time(DUE)
    assert "can't be read" in office.home_text(ADA)
    home = office.slack.home(ADA).home
    assert home is not None
    office.slack.click(ADA, ids.SHOW_SETTINGS, view=home.id)
    office.slack.submit(ADA, office.modal(ADA).id, {})
    assert "can't be read" not in office.home_text(ADA)
    office.slack.set_time(DUE + timedelta(days=1))
    assert len(office.reads(MAX)) == 1


def test_a_message_whose_settings_cannot_be_read_when_it_is_made_waits(office: Office) -> None:
    from bot.clock.jobs import tick

    office.win(ANA, "Led the retry standard", on=Q3)
    tick(office.database, DUE)
    damage(office, WorkspaceRow, digest_at="teati")
    office.worker.drain(DUE, timedelta(0))
    [row] = [row for row in office.deliveries() if row["recipient_id"] == MAX]
    assert row["state"] is DeliveryState.PENDING
    assert "can't be read" in row["last_error"]


def test_where_the_ladder_cannot_be_read_everybody_reads_so_and_nothing_is_lost(office: Office) -> None:
    damage(office, LadderVersionRow, document="{", published_at=RESTORED)
    assert "The ladder (version 1) of this workspace can't be read just now" in office.home_text(ANA)
    said = office.ask(ANA, "log Led the retry standard")
    assert "can't be read just now" in said
    assert "Led the retry standard" in said
