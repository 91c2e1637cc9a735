"""Files that people uploaded in a form: fetched from their private address at Slack, with the app's token."""

import urllib.request
from collections.abc import Callable
from http.client import HTTPException, HTTPResponse
from time import monotonic
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, urlsplit

from bot.config import Config
from bot.slack.punctual import NoRedirects
from bot.slack.request_client import tls
from handlers.publishing.input import MOST_BYTES
from ladder.errors import Unavailable

_SECONDS = 1.5  # Slack waits 3 s for the whole answer, and the ladder is still to be read
_PART = 65_536  # bytes read before the clock is looked at again
_SLACK = ".slack.com"


def downloader(config: Config) -> Callable[[str], bytes]:
    """A function that fetches an address, at most 1 MB of it. It raises `Unavailable` for what Slack does not hand over
    in time, or what is not Slack's (docs.slack.dev, File object: url_private_download)."""

    def download(url: str) -> bytes:
        if not _is_slacks(url, config.slack_api_url):
            raise Unavailable("not a file at Slack")
        request = urllib.request.Request(url, headers={"Authorization": f"Bearer {config.slack_bot_token}"})  # noqa: S310
        opener = urllib.request.build_opener(urllib.request.HTTPSHandler(context=tls()), NoRedirects)
        until = monotonic() + _SECONDS
        try:
            with opener.open(request, timeout=_SECONDS) as answer:
                if _asks_to_sign_in(answer, url):
                    raise Unavailable("Slack asked to sign in")
                return _whole(answer, until)
        except HTTPError as error:
            error.close()
            raise Unavailable(f"HTTP {error.code}") from error
        except (URLError, OSError, HTTPException) as error:
            raise Unavailable(type(error).__name__) from error

    return download


def _asks_to_sign_in(answer: HTTPResponse, url: str) -> bool:
    """Slack hands a file over as it is; where the token does not do, it answers with a page."""
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    return is_page and not urlsplit(url).path.casefold().endswith((".html", ".htm"))


def _whole(answer: HTTPResponse, until: float) -> bytes:
    """All that is sent: the timeout of a connection bounds each wait, not their sum."""
    data = bytearray()
    while part := answer.read1(_PART):
        data += part
        if len(data) > MOST_BYTES:
            raise Unavailable("the file is larger than Slack said")
        if monotonic() > until:
            raise Unavailable("too slow")
    if answer.length:  # what was announced and did not come
        raise Unavailable("the file broke off")
    return bytes(data)


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
