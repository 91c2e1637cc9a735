"""Signed requests of any shape, for what no person can be made to send through the local workspace."""

import json
import time
from typing import Any
from urllib.parse import urlencode

from bot.demo.connected import SIGNING_SECRET
from bot.playground.transport.sender import AppAnswer, send, signed_headers
from bot.playground.world.log import Delivery
from tests.office import Office

_FORM, _JSON = "application/x-www-form-urlencoded", "application/json"


def interaction(office: Office, user: str, **payload: Any) -> AppAnswer:
    """Sends an interaction of somebody's, whatever it claims; fields of `payload` replace the usual ones."""
    whole = {"team": {"id": office.team, "domain": "d"}, "user": {"id": user, "team_id": office.team}, **payload}
    return _sent(office, urlencode({"payload": json.dumps({"trigger_id": "1.2.3", **whole})}), _FORM)


def command(office: Office, user: str, **fields: Any) -> AppAnswer:
    """Sends `/ladder` of somebody's."""
    whole = {"command": "/ladder", "team_id": office.team, "user_id": user, "trigger_id": "1.2.3", **fields}
    return _sent(office, urlencode({name: value for name, value in whole.items() if value is not None}), _FORM)


def told(office: Office, **body: Any) -> AppAnswer:
    """Sends what Slack tells over the Events API."""
    return _sent(office, json.dumps({"team_id": office.team, "api_app_id": "A1", "token": "x", **body}), _JSON)


def again(office: Office, kind: str) -> AppAnswer:
    """Sends the last request of a kind once more, as it was: what a second press on the same button sends."""
    last: Delivery = [one for one in office.slack.deliveries() if one.kind == kind][-1]
    form = last.payload if "command" in last.payload else {"payload": json.dumps(last.payload)}
    return _sent(office, urlencode(form), _FORM)


def _sent(office: Office, body: str, kind: str) -> AppAnswer:
    data = body.encode()
    return send(office.slack.transport.app_url, data, signed_headers(SIGNING_SECRET, data, kind, time.time()))
