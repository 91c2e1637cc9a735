"""Files: reserving, sending the bytes, completing, reading; canvases; custom steps."""

import json
import urllib.error
import urllib.request
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.playground.world.faults import read_fault
from tests.playground.conftest import TOKEN, Here
from tests.playground.samples import section

PNG = b"\x89PNG picture"


def uploaded(here: Here, name: str = "map.png", data: bytes = PNG) -> str:
    answer = here.client.files_getUploadURLExternal(filename=name, length=len(data), alt_txt="A map")
    post(str(answer["upload_url"]), data)
    return str(answer["file_id"])


def post(url: str, data: bytes, **headers: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, data, headers)) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def get(url: str, **headers: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as response:
            return response.status, response.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def test_the_sdk_uploads_a_file_in_its_three_steps(here: Here) -> None:
    answer = here.client.files_upload_v2(
        channel="C1", filename="map.png", content=PNG, title="Map", initial_comment="Here", alt_txt="A map"
    )
    (message,) = here.slack.workspace.messages("C1")
    file = here.slack.workspace.file(answer["file"]["id"])
    assert file is not None
    assert (message.text, message.files) == ("Here", (file.id,))
    assert (file.data, file.title, file.alt_text, file.shared_in) == (PNG, "Map", "A map", ("C1",))
    assert file.mimetype == "image/png"


def test_a_file_may_go_to_a_person_or_nowhere_yet(here: Here) -> None:
    file_id = uploaded(here)
    here.client.files_completeUploadExternal(
        files=[{"id": file_id}], channel_id="U1", blocks=json.dumps([section("Look")])
    )
    (message,) = here.slack.workspace.visible_to("U1")
    assert (message.files, message.blocks[0]["text"]["text"]) == ((file_id,), "Look")
    other = uploaded(here)
    assert here.client.files_completeUploadExternal(files=[{"id": other}])["files"][0]["id"] == other
    assert len(here.slack.workspace.visible_to("U1")) == 1


def test_a_finished_picture_can_stand_in_a_block(here: Here) -> None:
    file_id = uploaded(here)
    shown = {"type": "image", "alt_text": "A map", "slack_file": {"id": file_id}}
    assert here.refused("chat.postMessage", channel="C1", text="a", blocks=[shown])["error"] == "invalid_blocks"
    here.client.files_completeUploadExternal(files=[{"id": file_id}])
    assert here.client.chat_postMessage(channel="C1", text="a", blocks=[shown])["ok"] is True
    sheet = uploaded(here, "a.csv")
    here.client.files_completeUploadExternal(files=[{"id": sheet}])
    shown["slack_file"] = {"id": sheet}
    assert here.refused("chat.postMessage", channel="C1", text="a", blocks=[shown])["error"] == "invalid_blocks"


@pytest.mark.parametrize(
    ("args", "error"),
    [
        ({"filename": "a", "length": 0}, "missing_argument"),
        ({"length": 3}, "invalid_arguments"),
        ({"filename": "a"}, "invalid_arguments"),
        ({"filename": "a", "length": 3, "alt_txt": "x" * 1001}, "alt_txt_too_large"),
    ],
)
def test_a_bad_reservation_is_refused(here: Here, args: dict[str, Any], error: str) -> None:
    assert here.refused("files.getUploadURLExternal", **args)["error"] == error


def test_the_bytes_must_be_as_many_as_announced_and_come_once(here: Here) -> None:
    url = str(here.client.files_getUploadURLExternal(filename="a.txt", length=3)["upload_url"])
    assert post(url, b"four")[0] == 400
    assert post(url, b"abc") == (200, b"OK - 3")
    assert post(url, b"abc")[0] == 404
    assert post(f"{here.server.url}/_upload/F9", b"abc")[0] == 404


def test_the_bytes_may_come_as_a_form(here: Here) -> None:
    form = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc\r\n--x--\r\n'
    url = str(here.client.files_getUploadURLExternal(filename="a.txt", length=3)["upload_url"])
    assert post(url, form, **{"Content-Type": "multipart/form-data; boundary=x"}) == (200, b"OK - 3")
    empty = str(here.client.files_getUploadURLExternal(filename="a.txt", length=3)["upload_url"])
    assert post(empty, b"--x--\r\n", **{"Content-Type": "multipart/form-data; boundary=x"})[0] == 400


def test_only_what_was_sent_can_be_completed_and_only_once(here: Here) -> None:
    reserved = here.client.files_getUploadURLExternal(filename="a.txt", length=3)["file_id"]
    assert here.refused("files.completeUploadExternal", files=[{"id": reserved}])["error"] == "file_not_found"
    assert here.refused("files.completeUploadExternal", files=[{"id": "F9"}])["error"] == "file_not_found"
    assert here.refused("files.completeUploadExternal", files=[])["error"] == "invalid_arguments"
    done = uploaded(here)
    here.client.files_completeUploadExternal(files=[{"id": done}])
    assert here.refused("files.completeUploadExternal", files=[{"id": done}])["error"] == "file_not_found"


def test_a_file_that_cannot_be_shared_there_stays_open(here: Here) -> None:
    file_id = uploaded(here)
    refused = here.refused("files.completeUploadExternal", files=[{"id": file_id}], channel_id="C3")
    assert refused["error"] == "channel_not_found"
    assert here.client.files_completeUploadExternal(files=[{"id": file_id}], channel_id="C1")["ok"] is True


def test_a_persons_file_is_read_with_the_token_and_files_read(here: Here) -> None:
    file = here.slack.upload("U1", "ladder.csv", b"a,b")
    url = f"{here.server.url}/files/{file.id}/ladder.csv"
    assert get(url) == (200, b"<!DOCTYPE html><title>Sign in to Slack</title>")
    assert get(url, Authorization=f"Bearer {TOKEN}")[0] == 403
    here.slack.set_scopes(["files:read"])
    assert get(url, Authorization=f"Bearer {TOKEN}") == (200, b"a,b")
    assert get(f"{here.server.url}/files/{file.id}/other.csv", Authorization=f"Bearer {TOKEN}")[0] == 404


def test_a_canvas_is_kept_as_markdown(here: Here) -> None:
    document = {"type": "markdown", "markdown": "# Packet"}
    canvas = here.slack.workspace.file(
        here.client.canvases_create(title="Packet", document_content=document)["canvas_id"]
    )
    assert canvas is not None
    assert (canvas.title, canvas.data) == ("Packet", b"# Packet")
    in_channel = here.client.api_call("canvases.create", json={"channel_id": "C1", "document_content": document})
    assert here.slack.workspace.file(in_channel["canvas_id"]).shared_in == ("C1",)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("document", "error"),
    [
        ({"type": "html", "markdown": ""}, "invalid_arguments"),
        ({"type": "markdown", "markdown": "x" * (1024 * 1024 + 1)}, "canvas_creation_failed"),
    ],
)
def test_a_canvas_that_is_no_markdown_or_too_long_is_refused(here: Here, document: Any, error: str) -> None:
    assert here.refused("canvases.create", document_content=document)["error"] == error


def test_the_free_plan_has_no_standalone_canvas(here: Here) -> None:
    here.slack.workspace.free_plan = True
    assert here.refused("canvases.create")["error"] == "free_teams_cannot_create_standalone_canvases"


def test_a_custom_step_is_begun_by_an_event_and_ended_once(here: Here) -> None:
    def end(payload: Any) -> str:
        event = payload["event"]
        client = WebClient(event["bot_access_token"], base_url=here.server.api_url)
        client.functions_completeSuccess(function_execution_id=event["function_execution_id"], outputs={"id": 1})
        return ""

    here.app.answers["event"] = end
    step = here.slack.run_step("U1", "step", {"text": "Did it"})
    assert (step.ended, step.outputs, step.error) == (True, {"id": 1}, "")
    assert here.app.last("event")["event"]["inputs"] == {"text": "Did it"}
    twice = here.refused("functions.completeError", function_execution_id=step.id, error="no")
    assert twice["error"] == "function_execution_not_in_executing_status"


def test_a_custom_step_may_fail_and_must_exist(here: Here) -> None:
    step = here.slack.run_step("U1", "step", {})
    here.client.functions_completeError(function_execution_id=step.id, error="No ladder yet")
    assert here.slack.workspace.steps.all()[0].error == "No ladder yet"
    missing = here.refused("functions.completeSuccess", function_execution_id="Fx9", outputs={})
    assert missing["error"] == "function_execution_not_found"
    bare = here.refused("functions.completeSuccess", function_execution_id=step.id)
    assert bare["error"] == "invalid_arguments"


def test_the_sending_of_bytes_meets_faults_of_its_own(here: Here) -> None:
    here.slack.faults.order(read_fault({"method": "_upload", "retry_after": "7"}))
    here.slack.faults.order(read_fault({"method": "_upload", "status": 503, "accepted": True}))
    lost = here.client.files_getUploadURLExternal(filename="a.png", length=len(PNG))
    assert post(str(lost["upload_url"]), PNG)[0] == 429
    assert here.slack.workspace.files()[0].data is None
    assert post(str(lost["upload_url"]), PNG)[0] == 503
    assert here.slack.workspace.files()[0].data == PNG
