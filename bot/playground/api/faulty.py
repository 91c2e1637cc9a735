"""What a fault looks like on the wire."""

import json
import socket
import time

from werkzeug import Request, Response

from bot.playground.world.faults import Fault

HTML = "<!DOCTYPE html><html><head><title>Slack</title></head><body><h1>Something went wrong</h1></body></html>"


def faulty(fault: Fault, request: Request, served: Response) -> Response:
    """Returns what the app gets in place of `served`, which is empty if the call took no effect; sleeps for a delay."""
    if fault.drop:
        _hang_up(request)
        return Response(status=499)
    if fault.delay:
        time.sleep(fault.delay)
        return served
    if fault.truncate:
        return Response(served.get_data()[: max(1, len(served.get_data()) // 2)], mimetype="application/json")
    if fault.error:
        return Response(json.dumps({"ok": False, "error": fault.error}), mimetype="application/json")
    if fault.limited:
        headers = {} if fault.retry_after is None else {"Retry-After": fault.retry_after}
        return Response(json.dumps({"ok": False, "error": "ratelimited"}), 429, headers, "application/json")
    return Response(HTML, fault.status, mimetype="text/html")


def _hang_up(request: Request) -> None:
    connection = request.environ.get("werkzeug.socket")
    if isinstance(connection, socket.socket):
        connection.shutdown(socket.SHUT_RDWR)
