"""files.* and canvases.create, and steps' functions.* (docs.slack.dev/reference/methods)."""

import mimetypes
from dataclasses import replace

from bot.playground.api.args import Args
from bot.playground.api.posting import Content, as_app, checked, place, thread_of
from bot.playground.world.errors import ApiError, with_messages
from bot.playground.world.shapes import file_json
from bot.playground.world.values import File, Json
from bot.playground.world.workspace import Workspace

MAX_ALT_TEXT = 1000
MAX_CANVAS = 1024 * 1024


def get_upload_url(workspace: Workspace, args: Args) -> Json:
    """files.getUploadURLExternal: reserves a file and says where its bytes go."""
    name, length = args.required("filename"), args.number("length", 0)
    if not args.required("length") or length < 1:
        raise ApiError("missing_argument")  # the page of the method says so of a length of 0
    alt_text = args.text("alt_txt")
    if len(alt_text) > MAX_ALT_TEXT:
        raise ApiError("alt_txt_too_large")
    file = workspace.put_file(
        File(
            id=workspace.new_id("F"),
            user=workspace.app.bot_user_id,
            name=name,
            length=length,
            alt_text=alt_text,
            mimetype=mimetypes.guess_type(name)[0] or "application/octet-stream",
            created=int(workspace.now().timestamp()),
        )
    )
    return {"upload_url": f"{workspace.base_url}/_upload/{file.id}", "file_id": file.id}


def complete_upload(workspace: Workspace, args: Args) -> Json:
    """files.completeUploadExternal: finishes uploads and shares them, in one message, where it is said."""
    asked = args.json("files")
    if not isinstance(asked, list) or not asked or not all(isinstance(item, dict) for item in asked):
        raise with_messages("invalid_arguments", ["missing required field: files"])
    files = [_finished(workspace, item) for item in asked]
    wheres = [args.text("channel_id")] if args.text("channel_id") else args.listed("channels")
    channels = [place(workspace, where) for where in wheres]
    content = _comment(workspace, args)
    for channel in channels:
        thread_ts = thread_of(workspace, channel, args.text("thread_ts"))
        as_app(workspace, content, channel.id, thread_ts=thread_ts, files=tuple(file.id for file in files))
    shared = tuple(channel.id for channel in channels)
    done = [workspace.put_file(replace(file, complete=True, shared_in=shared)) for file in files]
    return {"files": [file_json(file, workspace.base_url) for file in done]}


def _finished(workspace: Workspace, item: Json) -> File:
    file = workspace.file(str(item.get("id")))
    if file is None or file.data is None or file.complete:
        raise ApiError("file_not_found")
    return replace(file, title=str(item.get("title") or file.name))


def _comment(workspace: Workspace, args: Args) -> Content:
    comment = args.text("initial_comment")
    blocks = None if comment else args.json("blocks", "invalid_blocks_format")
    return checked(workspace, {"text": comment, "blocks": blocks, "files": True})


def create_canvas(workspace: Workspace, args: Args) -> Json:
    """canvases.create: a document, kept as a file of Markdown."""
    document = args.json("document_content") or {"type": "markdown", "markdown": ""}
    if not isinstance(document, dict) or document.get("type") != "markdown":
        raise ApiError("invalid_arguments")
    data = str(document.get("markdown", "")).encode()
    if len(data) > MAX_CANVAS:
        raise ApiError("canvas_creation_failed")
    if workspace.free_plan and not args.text("channel_id"):
        raise ApiError("free_teams_cannot_create_standalone_canvases")
    shared = (place(workspace, args.text("channel_id")).id,) if args.text("channel_id") else ()
    file = File(
        id=workspace.new_id("F"),
        user=workspace.app.bot_user_id,
        name=args.text("title", "Untitled"),
        title=args.text("title", "Untitled"),
        length=len(data),
        data=data,
        mimetype="application/vnd.slack-docs",
        shared_in=shared,
        complete=True,
        created=int(workspace.now().timestamp()),
    )
    return {"canvas_id": workspace.put_file(file).id}


def complete_step(workspace: Workspace, args: Args) -> Json:
    """functions.completeSuccess and functions.completeError: ends a custom step, once."""
    execution = args.required("function_execution_id")
    outputs = args.json("outputs")
    error = args.text("error")
    if not error and not isinstance(outputs, dict):
        raise with_messages("invalid_arguments", ["missing required field: outputs"])
    workspace.steps.finish(execution, outputs if isinstance(outputs, dict) else {}, error)
    return {}
