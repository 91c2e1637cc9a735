"""An answer that points elsewhere is not followed: the bot token would go there too (docs/faults.md, 94)."""

from collections.abc import Callable

import pytest
from slack_sdk.errors import SlackApiError

from bot.readiness import Away, socket_address, team_of
from bot.slack import outcomes
from bot.slack.client import post_client, request_client
from bot.slack.downloads import downloader
from ladder.errors import Unavailable
from tests.bot.slack.edge import answer, edge

TOKEN = "xoxb-secret"


def post(url: str) -> None:
    client = post_client(TOKEN, url)
    sent = outcomes.post(lambda: client.chat_postMessage(channel="U1", text="hello"), lambda: True)
    assert isinstance(sent, outcomes.Unknown)


def open_view(url: str) -> None:
    with pytest.raises(SlackApiError):
        request_client(TOKEN, url).views_open(trigger_id="1", view={"type": "modal"})


def ask(url: str) -> None:
    with pytest.raises(SlackApiError):
        request_client(TOKEN, url).users_info(user="U1")


def start(url: str) -> None:
    with pytest.raises(Away):
        team_of(post_client(TOKEN, url))


def open_socket(url: str) -> None:
    with pytest.raises(Away):
        socket_address(post_client(TOKEN, url), "xapp-secret")


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
@pytest.mark.parametrize("call", [post, open_view, ask, start, open_socket])
def test_no_call_to_slack_does(call: Callable[[str], None], status: str) -> None:
    with edge(answer("{}")) as elsewhere, edge(answer("", status, f"Location: {elsewhere.url}")) as far_end:
        call(far_end.url)
        assert len(far_end.requests) == 1
        assert elsewhere.requests == []


def test_no_download_does() -> None:
    with edge(answer("{}")) as elsewhere, edge(answer("", "302 Found", f"Location: {elsewhere.url}")) as far_end:
        with pytest.raises(Unavailable):
            downloader(request_client(TOKEN, far_end.url))(f"{far_end.url}file")
        assert elsewhere.requests == []
