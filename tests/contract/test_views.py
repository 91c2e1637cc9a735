"""The app's form and Home tab, opened, changed and published by the client of requests: the same in both workspaces."""

from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt import App, BoltRequest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.client import request_client
from bot.web.app import make_app
from bot.web.services import make_services
from handlers import ids
from handlers.blocks import Block
from handlers.views.evidence.win_form import WinForm, win_form
from tests.conftest import LADDER, TODAY
from tests.contract.workspaces import TEAM, TOKEN, FarEnd

pytestmark = pytest.mark.emulate

FORM = win_form(WinForm(happened_on=TODAY, text="Led the 🚚 & <more>"), LADDER, callback=ids.WIN_MODAL, metadata="m")
EMPTY: Block = {"type": "home", "blocks": []}


@pytest.fixture
def client(far: FarEnd) -> WebClient:
    return request_client(TOKEN, f"{far.url}/api/")


@pytest.fixture
def app(far: FarEnd, database_url: str) -> Iterator[App]:
    """The real app, with its own database."""
    config = far.config(database_url)
    services = make_services(config)
    yield make_app(config, services)
    services.database.engine.dispose()


def opened(client: WebClient, far: FarEnd, view: Block = FORM) -> dict[str, Any]:
    answer = client.views_open(trigger_id=far.trigger(far.max), view=view)
    return dict(answer["view"])


def refusal(call: Any, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        call(**arguments)
    return str(refused.value.response["error"])


def test_the_form_opens_as_it_was_sent(client: WebClient, far: FarEnd) -> None:
    view = opened(client, far)
    assert (view["type"], view["callback_id"], view["private_metadata"]) == ("modal", ids.WIN_MODAL, "m")
    assert view["title"]["text"] == "Log a win"
    assert [(block["type"], block.get("element")) for block in view["blocks"]] == [
        (block["type"], block.get("element")) for block in FORM["blocks"]
    ]
    assert view["root_view_id"] == view["id"]
    assert view["previous_view_id"] is None


def test_a_press_opens_one_form(client: WebClient, far: FarEnd) -> None:
    trigger = far.trigger(far.max)
    client.views_open(trigger_id=trigger, view=FORM)
    assert refusal(client.views_open, trigger_id=trigger, view=FORM) == "exchanged_trigger_id"
    assert refusal(client.views_open, trigger_id="1.2.nonsense", view=FORM) == "invalid_trigger_id"


def test_a_form_is_changed_by_who_saw_its_latest_state(client: WebClient, far: FarEnd) -> None:
    first = opened(client, far)
    second = client.views_update(view_id=first["id"], hash=first["hash"], view=FORM | {"private_metadata": "n"})["view"]
    assert (second["id"], second["private_metadata"]) == (first["id"], "n")
    assert second["hash"] != first["hash"]
    assert refusal(client.views_update, view_id=first["id"], hash=first["hash"], view=FORM) == "hash_conflict"
    assert refusal(client.views_update, view_id="V0NOTHING", hash="", view=FORM) == "not_found"


def test_a_shortcut_opens_the_form_through_the_whole_app(app: App, client: WebClient, far: FarEnd) -> None:
    trigger = far.trigger(far.max)
    answer = app.dispatch(interaction(far, type="shortcut", callback_id=ids.LOG_WIN, trigger_id=trigger))
    assert answer.status == 200
    assert refusal(client.views_open, trigger_id=trigger, view=FORM) == "exchanged_trigger_id"


def test_opening_home_publishes_it_anew(app: App, client: WebClient, far: FarEnd) -> None:
    assert client.views_publish(user_id=far.people["ana"], hash="0.stale", view=EMPTY)["ok"], "there was none to change"
    for _ in range(2):
        assert app.dispatch(home_opened(far)).status == 200
    assert refusal(client.views_publish, user_id=far.max, hash="0.stale", view=EMPTY) == "hash_conflict"


def test_nobody_has_no_home(client: WebClient, far: FarEnd) -> None:
    said = refusal(client.views_publish, user_id="U0NOBODY", view=EMPTY)
    assert said == {"emulate": "user_not_found", "ours": "invalid_arguments"}[far.name]  # see README.md


def interaction(far: FarEnd, **body: Any) -> BoltRequest:
    who = {"team": {"id": TEAM}, "user": {"id": far.max, "team_id": TEAM}}
    return BoltRequest(mode="socket_mode", body=who | body)  # this mode has no signature, as Slack sends none in it


def home_opened(far: FarEnd) -> BoltRequest:
    event = {"type": "app_home_opened", "user": far.max, "tab": "home"}
    body = {"type": "event_callback", "team_id": TEAM, "event_id": "Ev1", "event": event}
    return BoltRequest(mode="socket_mode", body=body)
