"""Files that people uploaded in a form: fetched from their private address at Slack, with the app's token."""

import urllib.request
from collections.abc import Callable
from http.client import HTTPException
from urllib.error import URLError
from urllib.parse import urlsplit

from bot.config import Config
from bot.request_client import tls
from handlers.bring_input import MOST_BYTES
from ladder.errors import Unavailable

_SECONDS = 2  # Slack waits 3 s for the whole answer
_SLACK = ".slack.com"


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the app's token to wherever it points."""

    def redirect_request(self, *_args: object) -> None:
        return None


def downloader(config: Config) -> Callable[[str], bytes]:
    """A function that fetches an address, at most 1 MB of it. It raises `Unavailable` for what Slack does not hand over
    in time, or what is not Slack's (docs.slack.dev, File object: url_private_download)."""
    def download(url: str) -> bytes:
        if not _is_slacks(url, config.slack_api_url):
            raise Unavailable("not a file at Slack")
        request = urllib.request.Request(url, headers={"Authorization": f"Bearer {config.slack_bot_token}"})  # noqa: S310
        opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=tls()), _NoRedirects)
        try:
            with opener.open(request, timeout=_SECONDS) as answer:
                if answer.headers.get("Content-Type", "").startswith("text/html") and not url.endswith(("html", "htm")):
                    raise Unavailable("Slack asked to sign in")
                data: bytes = answer.read(MOST_BYTES + 1)
        except (URLError, OSError, HTTPException) as error:
            raise Unavailable(type(error).__name__) from error
        if len(data) > MOST_BYTES:
            raise Unavailable("the file is larger than Slack said")
        return data

    return download


def _is_slacks(url: str, api_url: str) -> bool:
    """Whether the token may go there: to Slack over TLS, or to the host that the Web API is at."""
    parts = urlsplit(url)
    if parts.netloc == urlsplit(api_url).netloc:
        return parts.scheme in ("http", "https")
    return parts.scheme == "https" and (parts.hostname or "").endswith(_SLACK) and parts.port in (None, 443)
