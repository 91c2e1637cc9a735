"""The demo: its story hangs together, a reset tells it anew, and the check notices what goes wrong."""

from datetime import date

import pytest

from bot.cli.main import main
from bot.demo import check
from bot.demo.connected import Connected
from bot.demo.serve import company, serve
from bot.demo.story import TODAY, day_of, read_story
from ladder.evidence import record
from ladder.formats.yaml.form import builtin
from ladder.store.values import Evidence, State


def test_the_story_has_two_managers_an_admin_and_eight_engineers_from_intern_to_principal() -> None:
    people = read_story().people
    assert len(people) == 11
    assert sum(1 for person in people if person.get("admin")) == 1
    levels = [person["level"] for person in people if person.get("manager") in ("U0MAYA", "U0GRACE")]
    assert levels == ["intern", "junior", "mid", "mid", "senior", "senior", "lead", "principal"]
    assert all(person.get("target", "junior") in builtin().level_by_id for person in people)


def test_it_tells_four_months_of_messages_and_evidence() -> None:
    story = read_story()
    days = [day_of(told["on"]) for told in (*story.messages, *story.wins)]
    assert (TODAY.date() - min(days)).days > 4 * 30
    assert max(days) <= TODAY.date()
    assert not any(day_of(win["on"]).weekday() > 4 for win in story.wins)


@pytest.mark.parametrize(("engineers", "people"), [(0, 3), (3, 6), (30, 33)])
def test_it_can_be_told_of_fewer_or_more_people(engineers: int, people: int) -> None:
    story = read_story(engineers)
    assert len(story.people) == people
    known = {person["id"] for person in story.people}
    assert len(known) == people
    assert {told["who"] for told in (*story.wins, *story.messages)} <= known


def test_a_day_of_the_story_is_named_by_week_and_weekday() -> None:
    assert day_of("w0d4") == TODAY.date() == date(2026, 9, 25)
    assert day_of("w1d0") == date(2026, 9, 14)
    with pytest.raises(ValueError, match="not a day of the story"):
        day_of("yesterday")


def test_a_reset_tells_the_story_anew() -> None:
    with company(0, 2) as office:
        office.slack.transport.answer_seconds = 20.0  # what is told is asked here, not how busy the machine is
        before = _wins(office)
        office.slack.command("U0PRIYA", "/ladder log Wrote the parcel label guide for the night shift")
        assert len(_wins(office)) == len(before) + 1
        office.slack.set_time(TODAY.replace(month=10))
        office.slack.reset()
        assert [win.text for win in _wins(office)] == [win.text for win in before]
        assert office.clock.now().date() == TODAY.date()


def _wins(office: Connected) -> list[Evidence]:
    with office.database.read(office.team) as tx:
        return [win for win in record.all_of(tx, "U0PRIYA") if win.state is State.ACCEPTED]


def test_a_port_that_is_taken_says_what_to_type(capsys: pytest.CaptureFixture[str]) -> None:
    with company(0, 1) as office:
        port = int(office.url.rsplit(":", 1)[1])
        assert serve(port, 1) == 1
    assert f"ladderbot demo --port {port + 1}" in capsys.readouterr().err


def test_the_check_stops_at_the_first_step_that_fails(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(player: check.Player, _office: Connected) -> None:
        """Something that does not work."""
        check.expect(player.say("U0PRIYA", "help"), "a pony")

    monkeypatch.setattr(check, "SCENES", (fails,))
    assert check.check(1) == 1
    assert "✗ Something that does not work" in capsys.readouterr().err


@pytest.mark.parametrize("missing", ["werkzeug", "simple_websocket"])
def test_without_its_packages_the_demo_says_how_to_get_them(
    missing: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("bot.cli.demo.find_spec", lambda name: None if name == missing else object())
    assert main(["demo", "--check"]) == 1
    assert "pip install '.[demo]'" in capsys.readouterr().err
