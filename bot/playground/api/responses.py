"""/_response/<key>: response URLs (docs.slack.dev/interactivity/handling-user-interaction#message_responses)."""

import json
from dataclasses import replace
from functools import partial
from typing import Any

from werkzeug import Request, Response

from bot.playground.api.posting import as_app, checked, thread_of
from bot.playground.transport.routing import HttpRoute
from bot.playground.world.errors import ApiError
from bot.playground.world.log import Call, Log
from bot.playground.world.triggers import ResponseUrl
from bot.playground.world.values import Json, Message
from bot.playground.world.workspace import Workspace


def routes(workspace: Workspace, calls: Log[Call]) -> list[HttpRoute]:
    """Returns the one rule."""
    return [("/_response/<key>", ("POST",), partial(respond, workspace, calls))]


def respond(workspace: Workspace, calls: Log[Call], request: Request, key: str) -> Response:
    """Carries out one use of a response URL: "ok", 404 for a used or expired one, 400 for what Slack refuses."""
    body = _body(request)
    entry = calls.note(Call(method="response_url", args=body, at=workspace.now()))
    status, answer = _answer(workspace, key, body)
    calls.note(replace(entry, status=status, answer=answer, accepted=status == 200))
    content = answer if isinstance(answer, str) else json.dumps(answer)
    return Response(content, status, mimetype="text/html" if isinstance(answer, str) else "application/json")


def _body(request: Request) -> Json:
    try:
        body: Any = json.loads(request.form.get("payload") or request.get_data())
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _answer(workspace: Workspace, key: str, body: Json) -> tuple[int, str | Json]:
    try:
        url = workspace.response_urls.use(key)
    except ApiError as error:
        return 404, error.answer()
    try:
        apply(workspace, url, body)
    except ApiError as error:
        return 400, error.answer()
    return 200, "ok"


def apply(workspace: Workspace, url: ResponseUrl, body: Json) -> None:
    """Shows, replaces or deletes a message, as the body says. Raises ApiError for what Slack refuses."""
    origin = workspace.message(url.channel, url.ts) if url.ts else None
    if body.get("delete_original"):
        if origin is not None:
            workspace.remove_message(origin.channel, origin.ts)
        return
    content = checked(workspace, body, limit_total=False)
    if body.get("replace_original") and origin is not None:
        workspace.change_message(_replaced(workspace, origin, content.text, content.blocks, content.pings))
        return
    public = body.get("response_type") == "in_channel"
    channel = workspace.channel(url.channel)
    thread_ts = thread_of(workspace, channel, str(body.get("thread_ts") or "")) if channel else None
    as_app(workspace, content, url.channel, thread_ts=thread_ts, ephemeral_to=None if public else url.user)


def _replaced(
    workspace: Workspace, origin: Message, text: str, blocks: tuple[Json, ...], pings: tuple[str, ...]
) -> Message:
    return replace(origin, text=text, blocks=blocks, pings=pings, edited_ts=workspace.now_ts())
