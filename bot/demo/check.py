"""`ladderbot demo --check`: the main job, played over HTTP as three people would, without a browser."""

import json
import sys
import urllib.request
from collections.abc import Callable
from typing import Any

from bot.demo.connected import Connected
from bot.demo.serve import company
from ladder.people import people

ENGINEER, MANAGER, NEW_MANAGER = "U0LENA", "U0MAYA", "U0GRACE"
_MESSAGE = "Led the move of the label printer to the new queue; it has not lost a label since"
_WIN = "Led the storage migration of the label service to the new cluster"


class Failed(Exception):
    """A scene did not go as it should; `str(error)` says what was seen instead."""


class Player:
    """Acts in the workspace through its control API."""

    def __init__(self, url: str) -> None:
        self._url = url

    def act(self, name: str, **body: object) -> dict[str, Any]:
        """Does something and returns what came of it."""
        return self._ask(name, json.dumps(body).encode())

    def look(self, name: str) -> dict[str, Any]:
        """Returns a record of the workspace."""
        return self._ask(name)

    def say(self, user: str, words: str) -> str:
        """What `/ladder …` answers to somebody."""
        answer = self.act("command", user=user, text=f"/ladder {words}".strip())["body"]
        return str(answer["text"] if isinstance(answer, dict) else answer)

    def sent_to(self, user: str) -> list[dict[str, Any]]:
        """The app's direct messages to somebody, oldest first."""
        seen = self.look(f"messages?user={user}")["messages"]
        return [m for m in seen if m["bot_id"] and m["channel"].startswith("D") and not m["ephemeral_to"]]

    def _ask(self, name: str, data: bytes | None = None) -> dict[str, Any]:
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(f"{self._url}/_control/{name}", data, headers)  # noqa: S310  it is loopback
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            outcome: dict[str, Any] = json.load(answer)
        return outcome


def check(engineers: int) -> int:
    """Plays every scene, prints each; 0 if all went as they should, 1 at the first that did not."""
    with company(0, engineers) as office:
        player = Player(office.url)
        for scene in SCENES:
            try:
                scene(player, office)
            except Failed as error:
                print(f"✗ {_name(scene)}\n  {error}", file=sys.stderr)  # noqa: T201  what the command is for
                return 1
            print(f"✓ {_name(scene)}")  # noqa: T201
    return 0


Scene = Callable[[Player, Connected], None]


def _name(scene: Scene) -> str:
    return " ".join((scene.__doc__ or "").split()).rstrip(".")


def expect(text: str, *wanted: str) -> None:
    """Raises `Failed` if any of `wanted` is not in the text."""
    missing = [part for part in wanted if part not in text]
    if missing:
        raise Failed(f"expected {missing} in: {text[:400]!r}")


def _asks(player: Player, _office: Connected) -> None:
    """Lena asks the ladder: /ladder senior, a misspelt level, an unknown word, her card, help."""
    expect(player.say(ENGINEER, "senior"), "Senior Software Developer", "Risk reduction", "What stalls people", "Next:")
    expect(player.say(ENGINEER, "seniro"), "Senior Software Developer")
    expect(player.say(ENGINEER, "wombat"), "wombat")
    expect(player.say(ENGINEER, ""), "Target:", "Next to show")
    expect(player.say(ENGINEER, "next"), "Senior")
    expect(player.say(ENGINEER, "help"), "/ladder senior", "/ladder wins")
    expect(player.say(MANAGER, "team"), "Lena Fischer", "Kofi Mensah")


def _logs(player: Player, _office: Connected) -> None:
    """She logs a win from a message in two clicks, and is told what it bought."""
    message = player.act("message", user=ENGINEER, channel="C0PLATFORM", text=_MESSAGE)["messages"][-1]
    place = {"channel": message["channel"], "ts": message["ts"]}
    form = player.act("shortcut", user=ENGINEER, callback_id="log_win_from_message", message=place)["views"][-1]
    done = player.act("submit", user=ENGINEER, view_id=form["id"], values={})
    expect(json.dumps(done["views"][-1], ensure_ascii=False), "Saved", "Next to show")
    again = player.act("shortcut", user=ENGINEER, callback_id="log_win_from_message", message=place)["views"][-1]
    expect(json.dumps(again, ensure_ascii=False), "Is this the same win?", "Save as another")
    expect(player.say(ENGINEER, "wins"), _MESSAGE)
    expect(player.say(ENGINEER, "log Wrote the on-call hand-over list that all parcel teams use"), "Saved")


def _takes_back(player: Player, _office: Connected) -> None:
    """She edits a win and presses Undo: the edit is taken back and the win stays."""
    said = player.act("command", user=ENGINEER, text=f"/ladder log {_WIN}")["messages"][-1]
    place = {"channel": said["channel"], "ts": said["ts"]}
    form = player.act("click", user=ENGINEER, action_id="add_details", message=place)["views"][-1]
    edited = player.act("submit", user=ENGINEER, view_id=form["id"], values={"outcome": "Nobody is paged for it"})
    undone = player.act("click", user=ENGINEER, action_id="undo_win", view=edited["views"][-1]["id"])["views"][-1]
    expect(json.dumps(undone, ensure_ascii=False), "the win stays", _WIN)
    stale = player.act("click", user=ENGINEER, action_id="undo_win", message=place)["messages"][-1]
    expect(stale["text"], "Nothing was undone", _WIN)


def _another(player: Player, _office: Connected) -> None:
    """She logs much the same words twice, is asked, and saves another win; another noun is not even asked about."""
    asked = player.act("command", user=ENGINEER, text=f"/ladder log {_WIN}.")["messages"][-1]
    expect(json.dumps(asked, ensure_ascii=False), "Is this the same win?", "It's the same", "Save as another")
    place = {"channel": asked["channel"], "ts": asked["ts"]}
    saved = player.act("click", user=ENGINEER, action_id="another_win", message=place)["messages"][-1]
    expect(saved["text"], "Saved", f"{_WIN}.")
    expect(player.say(ENGINEER, f"log {_WIN.replace('label', 'billing')}"), "Saved")


def _without_text(player: Player, _office: Connected) -> None:
    """She logs a win from an app's message whose words are not in its text: they stand as a quote."""
    words = {"type": "section", "text": {"type": "mrkdwn", "text": "*Build 512* is green again after Lena's fix"}}
    told = {"bot_id": "B0PIPE", "username": "Pipeline", "channel": "C0PLATFORM", "text": "", "blocks": [words]}
    message = player.act("message", **told)["messages"][-1]
    place = {"channel": message["channel"], "ts": message["ts"]}
    form = player.act("shortcut", user=ENGINEER, callback_id="log_win_from_message", message=place)["views"][-1]
    expect(json.dumps(form, ensure_ascii=False), "Pipeline", "Build 512 is green again after Lena's fix")
    player.act("close", user=ENGINEER, view_id=form["id"], everything=True)


def _who_looked(player: Player, _office: Connected) -> None:
    """Maya reads Lena's wins, and Lena sees that she did."""
    expect(player.say(MANAGER, "wins Lena"), "Lena Fischer", _WIN)
    expect(player.say(ENGINEER, "privacy"), "Who has looked", "Maya Lindqvist")


def _before_the_hour(player: Player, _office: Connected) -> None:
    """At 09:29 of the quarter's first working day nobody has a digest."""
    player.act("time", now="2026-10-01T09:29:00+02:00")
    if player.sent_to(MANAGER):
        raise Failed("the digest came before its hour")


def _digest(player: Player, office: Connected) -> None:
    """At 09:30 of her own time Maya has one digest, with every report in it."""
    player.act("time", now="2026-10-01T09:30:00+02:00")
    digests = player.sent_to(MANAGER)
    if len(digests) != 1:
        raise Failed(f"expected one digest, there are {len(digests)}")
    with office.database.read(office.team) as tx:
        names = [report.name for report in people.reports(tx, MANAGER)]
    expect(digests[0]["text"], *names, "New:", "Sustained:", "A panel would ask:", _WIN)


def _once(player: Player, office: Connected) -> None:
    """Moving the date again, or running the clock and the worker again, sends nothing twice; Grace, who leads another
    team nine hours to the west, has hers at 09:30 of her own time."""
    for moment in ("2026-10-01T18:31:00+02:00", "2026-10-05T09:30:00+02:00", "2026-10-01T09:30:00+02:00"):
        player.act("time", now=moment)
    office.move_to(office.clock.now())
    posts = [call for call in player.look("calls")["calls"] if call["method"] == "chat.postMessage"]
    if [len(player.sent_to(manager)) for manager in (MANAGER, NEW_MANAGER)] != [1, 1] or len(posts) != 2:
        raise Failed(f"{len(posts)} messages were posted, two were due")


def _takes_it_out(player: Player, _office: Connected) -> None:
    """She makes a win private after the digest went out: the message that was sent no longer shows it."""
    told = f"{_WIN}."
    sent = player.sent_to(MANAGER)[0]
    expect(sent["text"], told)
    listed = player.act("command", user=ENGINEER, text="/ladder wins")["messages"][-1]
    after = [number for number, block in enumerate(listed["blocks"]) if told in json.dumps(block, ensure_ascii=False)]
    buttons = next(block for block in listed["blocks"][after[-1] :] if block["type"] == "actions")
    place = {"channel": listed["channel"], "ts": listed["ts"]}
    player.act("click", user=ENGINEER, action_id="hide_win", message=place, block_id=buttons["block_id"])
    player.act("time", now="2026-10-01T09:40:00+02:00")
    [now] = player.sent_to(MANAGER)
    if told in now["text"] or now["ts"] != sent["ts"]:
        raise Failed(f"the digest still shows {told!r}")


SCENES: tuple[Scene, ...] = (
    *(_asks, _logs, _takes_back, _another, _without_text, _who_looked),
    *(_before_the_hour, _digest, _once, _takes_it_out),
)
