"""The control API as a program uses it."""

import http.client
import json
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.playground.samples import Json


class Control:
    """Asks a running local Slack."""

    def __init__(self, url: str) -> None:
        self._netloc = urlsplit(url).netloc

    def post(self, name: str, /, **body: Any) -> Json:
        status, answer = self.raw("POST", f"/_control/{name}", json.dumps(body))
        assert status == 200, answer
        assert answer["ok"] is True
        return answer

    def refused(self, name: str, /, **body: Any) -> str:
        status, answer = self.raw("POST", f"/_control/{name}", json.dumps(body))
        assert (status, answer["ok"]) == (400, False)
        return str(answer["error"])

    def get(self, name: str, **query: str) -> Json:
        status, answer = self.raw("GET", f"/_control/{name}?{urlencode(query)}", "")
        assert status == 200, answer
        return answer

    def raw(self, verb: str, path: str, body: str, headers: dict[str, str] | None = None) -> tuple[int, Json]:
        connection = http.client.HTTPConnection(self._netloc, timeout=5)
        try:
            connection.request(verb, path, body, headers or {})
            response = connection.getresponse()
            return response.status, json.loads(response.read())
        finally:
            connection.close()
