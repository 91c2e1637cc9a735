"""Files that people uploaded in a form: fetched from their private address at Slack, with the app's token."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import SplitResult, urlsplit

from bot.slack.client import NeverSent, NoAnswer, Reply, SlackClient
from handlers.publishing.input import MOST_BYTES
from ladder.errors import Unavailable

_SECONDS = 1.5  # Slack waits 3 s for the whole answer, and the ladder is still to be read
_SLACK = ".slack.com"


def downloader(client: SlackClient) -> Callable[[str], bytes]:
    """A function that fetches an address, at most 1 MB of it. It raises `Unavailable` for what Slack does not hand over
    in time, or what is not Slack's (docs.slack.dev, File object: url_private_download)."""

    def download(url: str) -> bytes:
        if not _is_slacks(url, client.base_url):
            raise Unavailable("not a file at Slack")
        token = {"Authorization": f"Bearer {client.token}"}
        try:
            reply = client.fetch("GET", url, token, most=MOST_BYTES, seconds=_SECONDS)
        except (NeverSent, NoAnswer) as error:
            raise Unavailable(str(error)) from error
        if reply.status != HTTPStatus.OK:
            raise Unavailable(f"HTTP {reply.status}")
        if _asks_to_sign_in(reply, url):
            raise Unavailable("Slack asked to sign in")
        return reply.body

    return download


def _asks_to_sign_in(reply: Reply, url: str) -> bool:
    """Slack hands a file over as it is; where the token does not do, it answers with a page."""
    is_page = reply.headers.get("Content-Type", "").startswith("text/html")
    return is_page and not urlsplit(url).path.casefold().endswith((".html", ".htm"))


def _is_slacks(url: str, api_url: str) -> bool:
    """Whether the token may go there: to Slack over TLS, or to the host that the Web API is at, the same way."""
    try:
        parts, api = urlsplit(url), urlsplit(api_url)
        return (parts.scheme, parts.netloc) == (api.scheme, api.netloc) or _is_at_slack(parts)
    except ValueError:  # an address that can't be one
        return False


def _is_at_slack(parts: SplitResult) -> bool:
    host = parts.hostname or ""
    return parts.scheme == "https" and host.endswith(_SLACK) and parts.port in (None, 443)
