"""The local Slack against Bolt for Python: what it sends is what Bolt understands, what Bolt answers is understood."""

import logging
from collections.abc import Callable, Iterator

import pytest
from slack_bolt import Ack, App, BoltContext, Complete, Respond, Say
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from werkzeug.serving import make_server

from bot.playground.local_slack import LocalSlack
from tests.playground.conftest import SECRET, SSL, TOKEN, new_slack
from tests.playground.samples import BUTTON, Json, home, input_, modal, option, plain, section
from tests.playground.tiny_app import Quiet


class Bolted:
    """A local Slack and a Bolt app that are connected, both over HTTP."""

    def __init__(self) -> None:
        self.slack = new_slack(rate_limits=False, retry_delays=(0.0,))
        self.slack.set_scopes([*self.slack.app.scopes, "files:read"])
        self.server = self.slack.start()
        client = WebClient(TOKEN, base_url=self.server.api_url, retry_handlers=[], ssl=SSL)
        logger = logging.getLogger("bolted")
        logger.setLevel(logging.CRITICAL)
        self.app = App(client=client, signing_secret=SECRET, process_before_response=True, logger=logger)
        self._web = make_server("127.0.0.1", 0, SlackRequestHandler(self.app), threaded=True, request_handler=Quiet)
        self.slack.transport.app_url = f"http://127.0.0.1:{self._web.server_port}/slack/events"

    def __enter__(self) -> "Bolted":
        import threading

        self._thread = threading.Thread(target=self._web.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._web.shutdown()
        self._thread.join()
        self._web.server_close()
        self.server.stop()


@pytest.fixture
def bolted() -> Iterator[Bolted]:
    with Bolted() as connected:
        yield connected


def texts(slack: LocalSlack, user: str = "U1") -> list[str]:
    return [message.text for message in slack.workspace.visible_to(user)]


def test_a_command_is_acknowledged_with_text_blocks_and_a_later_answer(bolted: Bolted) -> None:
    @bolted.app.command("/tiny")
    def tiny(ack: Ack, respond: Respond, say: Say, command: Json) -> None:
        ack(text=f"You said {command['text']}", blocks=[section("*hi*")])
        respond("and later")
        say("and aloud")

    outcome = bolted.slack.command("U1", "/tiny senior", "C1")
    assert (outcome.status, outcome.error) == (200, "")
    assert sorted(texts(bolted.slack)) == ["You said senior", "and aloud", "and later"]
    assert texts(bolted.slack, "U2") == ["and aloud"]


def test_bolt_refuses_what_another_secret_signed(bolted: Bolted) -> None:
    bolted.slack.app.signing_secret = "another"
    assert bolted.slack.command("U1", "/tiny").status == 401


def test_a_command_nobody_listens_for_is_an_error_for_the_person(bolted: Bolted) -> None:
    assert bolted.slack.command("U1", "/tiny").error == '/tiny failed with the error "dispatch_failed"'


def test_an_exception_in_a_listener_is_an_error_for_the_person(bolted: Bolted) -> None:
    @bolted.app.command("/tiny")
    def tiny(ack: Ack) -> None:
        raise RuntimeError("broken")

    assert bolted.slack.command("U1", "/tiny").status == 500


def test_shortcuts_open_modals_that_are_submitted(bolted: Bolted) -> None:
    seen: list[Json] = []

    @bolted.app.shortcut("take")
    def take(ack: Ack, shortcut: Json, client: WebClient) -> None:
        initial = {**input_()["element"], "initial_value": shortcut["message"]["text"]}
        view = modal({**input_(), "element": initial}, callback_id="form")
        client.views_open(trigger_id=shortcut["trigger_id"], view=view)
        ack()

    @bolted.app.view("form")
    def form(ack: Ack, view: Json) -> None:
        seen.append(view["state"]["values"])
        ack(response_action="update", view=modal(section("Saved"), title=plain("Done")))

    message = bolted.slack.post_as("U2", "C1", "Did it")
    view_id = bolted.slack.shortcut("U1", "take", ("C1", message.ts)).views[-1].id
    (view,) = bolted.slack.submit("U1", view_id).views
    assert seen == [{"in_plain_text_input": {"plain_text_input": {"type": "plain_text_input", "value": "Did it"}}}]
    assert (view.id, view.body["title"]["text"]) == (view_id, "Done")


def test_a_global_shortcut_reaches_its_listener(bolted: Bolted) -> None:
    seen: list[str] = []

    @bolted.app.global_shortcut("make")
    def make(ack: Ack, context: BoltContext) -> None:
        seen.append(str(context.user_id))
        ack()

    assert bolted.slack.shortcut("U1", "make").status == 200
    assert seen == ["U1"]


ANSWERS: list[tuple[str, Callable[[Ack], object], int, str]] = [
    ("nothing", lambda ack: ack(), 0, ""),
    ("errors", lambda ack: ack(response_action="errors", errors={"in_plain_text_input": "More."}), 1, "More."),
    ("clear", lambda ack: ack(response_action="clear"), 0, ""),
    ("push", lambda ack: ack(response_action="push", view=modal()), 2, ""),
]


@pytest.mark.parametrize(("name", "answer", "open_", "error"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_every_way_to_acknowledge_a_submission_is_understood(
    bolted: Bolted, name: str, answer: Callable[[Ack], object], open_: int, error: str
) -> None:
    bolted.app.view("form")(lambda ack: answer(ack))
    view = modal(input_(), callback_id="form")
    trigger_id = bolted.slack.workspace.triggers.make("U1")
    view_id = str(bolted.app.client.views_open(trigger_id=trigger_id, view=view)["view"]["id"])
    outcome = bolted.slack.submit("U1", view_id, {"plain_text_input": "text"})
    assert (len(outcome.views), outcome.error) == (open_, "")
    assert outcome.errors.get("in_plain_text_input", "") == error


def test_a_closed_modal_is_told(bolted: Bolted) -> None:
    seen: list[bool] = []

    @bolted.app.view_closed("form")
    def closed(ack: Ack, body: Json) -> None:
        seen.append(body["is_cleared"])
        ack()

    view = modal(callback_id="form", notify_on_close=True)
    trigger_id = bolted.slack.workspace.triggers.make("U1")
    view_id = str(bolted.app.client.views_open(trigger_id=trigger_id, view=view)["view"]["id"])
    assert bolted.slack.close("U1", view_id).status == 200
    assert seen == [False]


def test_buttons_reach_their_listener_and_can_replace_their_message(bolted: Bolted) -> None:
    @bolted.app.action("press")
    def press(ack: Ack, respond: Respond, action: Json) -> None:
        ack()
        respond(text=f"Pressed {action['value']}", replace_original=True)

    @bolted.app.command("/tiny")
    def tiny(ack: Ack) -> None:
        ack(text="Choose", blocks=[{"type": "actions", "elements": [BUTTON]}])

    (message,) = bolted.slack.command("U1", "/tiny", "C1").messages
    bolted.slack.click("U1", "press", message=("C1", message.ts))
    assert texts(bolted.slack) == ["Pressed 1"]


def test_home_is_published_when_it_is_opened(bolted: Bolted) -> None:
    @bolted.app.event("app_home_opened")
    def opened(event: Json, client: WebClient) -> None:
        client.views_publish(user_id=event["user"], view=home(section("Welcome")))

    outcome = bolted.slack.home("U1")
    assert outcome.home is not None
    assert outcome.home.body["blocks"][0]["text"]["text"] == "Welcome"


def test_a_direct_message_reaches_its_listener(bolted: Bolted) -> None:
    @bolted.app.message("hello")
    def hello(say: Say, message: Json) -> None:
        say(f"Hello <@{message['user']}>")

    channel = bolted.slack.open_dm("U1", bolted.slack.bot_user_id)
    bolted.slack.message("U1", channel.id, "hello there")
    assert texts(bolted.slack) == ["hello there", "Hello <@U1>"]


def test_an_external_select_is_answered(bolted: Bolted) -> None:
    @bolted.app.options("external_select")
    def offer(ack: Ack, payload: Json) -> None:
        ack(options=[option(payload["value"], "Found")])

    view = modal(input_("external_select"))
    trigger_id = bolted.slack.workspace.triggers.make("U1")
    view_id = str(bolted.app.client.views_open(trigger_id=trigger_id, view=view)["view"]["id"])
    assert bolted.slack.options("U1", view_id, "external_select", "abc") == [option("abc", "Found")]


def test_a_custom_step_is_completed(bolted: Bolted) -> None:
    @bolted.app.function("step")
    def step(inputs: Json, complete: Complete) -> None:
        complete({"said": inputs["text"]})

    run = bolted.slack.run_step("U1", "step", {"text": "Did it"})
    assert (run.ended, run.outputs) == (True, {"said": "Did it"})


def test_a_changed_user_and_an_uninstalled_app_are_told(bolted: Bolted) -> None:
    seen: list[str] = []

    @bolted.app.event("user_change")
    def changed(event: Json) -> None:
        seen.append(event["user"]["tz"])

    @bolted.app.event("app_uninstalled")
    def gone(event: Json) -> None:
        seen.append(event["type"])

    bolted.slack.change_user("U1", tz="Asia/Tokyo")
    bolted.slack.uninstall()
    assert seen == ["Asia/Tokyo", "app_uninstalled"]
