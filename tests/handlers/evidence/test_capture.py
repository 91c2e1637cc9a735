"""Logging a win: from a message in two clicks, from the shortcuts menu, from `/ladder log`, and changing it later."""

from datetime import UTC, date, datetime

import pytest

from handlers import ids
from handlers.message import as_text
from ladder.errors import NotFound
from ladder.evidence import record
from ladder.framework.model import Competency, Ladder
from ladder.people import workspaces
from ladder.store.models import EvidenceRevisionRow
from ladder.store.values import NewWin, NumberSource, Role, Scope, Visibility
from tests.office import ANA, BEN, GENERAL, LEADS, MAX, Office, answer_text, view_text
from tests.trust.payloads import interaction

WORDS = "Led the storage migration: deploys went from 40 to 12 minutes"


def log_from(office: Office, person: str, place: tuple[str, str]) -> None:
    assert office.slack.shortcut(person, ids.LOG_FROM_MESSAGE, place).status == 200


def submit(office: Office, person: str, **values: object) -> str:
    outcome = office.slack.submit(person, office.modal(person).id, values)
    assert outcome.status == 200
    assert not outcome.error
    return view_text(office.modal(person)) if not outcome.errors else str(outcome.errors)


def block(office: Office, person: str, block_id: str) -> dict[str, object]:
    blocks = office.modal(person).body["blocks"]
    found: dict[str, object] = next(one for one in blocks if one.get("block_id") == block_id)
    element = found["element"]
    assert isinstance(element, dict)
    return element


def test_a_message_becomes_a_win_in_two_clicks(office: Office) -> None:
    log_from(office, ANA, office.post(ANA, WORDS))
    said = submit(office, ANA)

    [win] = office.wins_of(ANA)
    assert win.text == WORDS
    assert win.happened_on == date(2026, 9, 14)
    assert win.visibility is Visibility.SHARED
    assert win.source is not None
    assert win.source.author == ANA
    assert win.source.link.startswith("https://")
    assert "Saved" in said
    assert "Next to show: " in said


def test_the_form_opens_with_text_link_author_channel_and_date_filled_in(office: Office) -> None:
    channel, ts = office.post(ANA, WORDS)
    log_from(office, ANA, (channel, ts))

    assert block(office, ANA, ids.TEXT)["initial_value"] == WORDS
    assert block(office, ANA, ids.HAPPENED_ON)["initial_date"] == "2026-09-14"
    said = view_text(office.modal(ANA))
    assert f"<#{GENERAL}>" in said
    assert f"<@{ANA}>" in said
    assert f"/archives/{GENERAL}/p{ts.replace('.', '')}" in said


def test_the_form_names_the_manager_who_will_see_it(office: Office) -> None:
    office.slack.shortcut(ANA, ids.LOG_WIN)
    options = block(office, ANA, ids.VISIBILITY)["options"]
    assert isinstance(options, list)
    assert [one["text"]["text"] for one in options] == ["Only me", "Me and Max Berg", "Also everyone above them"]


def test_all_fields_are_kept_as_they_were_filled_in(office: Office) -> None:
    office.slack.shortcut(ANA, ids.LOG_WIN)
    submit(
        office,
        ANA,
        text=WORDS,
        outcome="Nobody waits for a deploy any more",
        competencies=["risk_reduction", "leadership"],
        happened_on="2026-08-03",
        role="led",
        scope="several_teams",
        number_value="28",
        number_unit="minutes a deploy",
        number_source="measured",
        links="https://example.com/pr/1\nhttps://example.com/graph",
        witnesses=[BEN, MAX],
        visibility="shared_up",
    )

    [win] = office.wins_of(ANA)
    assert win.outcome == "Nobody waits for a deploy any more"
    assert win.competencies == ("risk_reduction", "leadership")
    assert win.happened_on == date(2026, 8, 3)
    assert (win.role, win.scope) == (Role.LED, Scope.SEVERAL_TEAMS)
    assert win.number is not None
    assert (win.number.value, win.number.unit, win.number.source) == ("28", "minutes a deploy", NumberSource.MEASURED)
    assert win.links == ("https://example.com/pr/1", "https://example.com/graph")
    assert win.witnesses == (BEN, MAX)
    assert win.visibility is Visibility.SHARED_UP


def test_of_somebody_elses_message_at_most_300_characters_are_quoted(office: Office) -> None:
    place = office.post(BEN, "Ana saved the release. " * 30)
    log_from(office, ANA, place)
    assert "initial_value" not in block(office, ANA, ids.TEXT)
    submit(office, ANA, text=WORDS)

    [win] = office.wins_of(ANA)
    assert win.text == WORDS
    assert win.source is not None
    assert win.source.quote.startswith("Ana saved the release. Ana saved")
    assert 280 < len(win.source.quote) <= 300


def test_a_second_try_on_the_same_message_offers_the_record_that_exists(office: Office) -> None:
    place = office.post(ANA, WORDS)
    log_from(office, ANA, place)
    submit(office, ANA)
    office.slack.close(ANA, office.modal(ANA).id)

    log_from(office, ANA, place)
    assert "Is this the same win?" in view_text(office.modal(ANA))
    assert len(office.wins_of(ANA)) == 1


def test_two_forms_on_one_message_make_one_win(office: Office) -> None:
    place = office.post(ANA, WORDS)
    log_from(office, ANA, place)
    submit(office, ANA)
    [at_the_desk] = [sent.payload for sent in office.slack.deliveries() if sent.kind == "view_submission"]
    on_the_phone = {**at_the_desk["view"], "id": "V0PHONE", "hash": "1.phone"}
    said = interaction(office, ANA, type="view_submission", view=on_the_phone)
    assert "Is this the same win?" in str(said.body)
    assert len(office.wins_of(ANA)) == 1


def test_one_message_is_a_win_of_each_who_logs_it(office: Office) -> None:
    place = office.post(ANA, WORDS)
    log_from(office, ANA, place)
    submit(office, ANA)
    log_from(office, BEN, place)
    submit(office, BEN, text=WORDS)
    assert [len(office.wins_of(person)) for person in (ANA, BEN)] == [1, 1]


def test_a_near_identical_text_shows_the_record_and_keeps_the_form(office: Office) -> None:
    office.ask(ANA, f"log {WORDS}")
    office.slack.shortcut(ANA, ids.LOG_WIN)
    form = office.modal(ANA).id
    office.slack.submit(ANA, form, {"text": f"{WORDS}."})

    assert "Is this the same win?" in view_text(office.modal(ANA))
    assert office.slack.workspace.stack(ANA)[0].id == form
    assert len(office.wins_of(ANA)) == 1


def test_the_same_words_with_another_number_are_another_win(office: Office) -> None:
    office.ask(ANA, "log Reviewed the 3 migrations of the payment teams in one week")
    office.ask(ANA, "log Reviewed the 5 migrations of the payment teams in one week")
    assert len(office.wins_of(ANA)) == 2


def test_from_a_private_channel_the_win_starts_private_and_without_the_link(office: Office) -> None:
    log_from(office, ANA, office.post(ANA, WORDS, LEADS))
    assert "private conversation" in view_text(office.modal(ANA))
    submit(office, ANA)

    [win] = office.wins_of(ANA)
    assert win.visibility is Visibility.PRIVATE
    assert win.source is not None
    assert win.source.link == ""


def test_the_link_to_a_private_message_is_kept_if_asked_for(office: Office) -> None:
    log_from(office, ANA, office.post(ANA, WORDS, LEADS))
    submit(office, ANA, keep_link=["keep"])
    [win] = office.wins_of(ANA)
    assert win.source is not None
    assert LEADS in win.source.link


def test_log_with_words_saves_at_once_and_says_what_it_bought(office: Office) -> None:
    said = office.ask(ANA, f"log {WORDS}")
    [win] = office.wins_of(ANA)
    assert win.text == WORDS
    assert "Saved" in said
    assert WORDS in said
    assert "What does it show?" in said
    assert "Next to show: " in said


def test_log_without_words_opens_the_form(office: Office) -> None:
    office.ask(ANA, "log")
    assert office.modal(ANA).body["callback_id"] == ids.WIN_MODAL


def press(office: Office, person: str, action: str, words: str) -> None:
    said = office.slack.command(person, f"/ladder {words}").messages[-1]
    office.slack.click(person, action, message=(said.channel, said.ts))


def test_undo_takes_a_win_back_and_shows_its_words_once_more(office: Office) -> None:
    said = office.slack.command(ANA, f"/ladder log {WORDS}").messages[-1]
    undone = office.slack.click(ANA, ids.UNDO_WIN, message=(said.channel, said.ts)).messages[-1]
    assert office.wins_of(ANA) == ()
    assert "Undone" in undone.text
    assert WORDS in undone.text


def test_add_details_opens_the_form_with_what_is_there(office: Office) -> None:
    press(office, ANA, ids.ADD_DETAILS, f"log {WORDS}")
    assert block(office, ANA, ids.TEXT)["initial_value"] == WORDS
    said = submit(office, ANA, outcome="Deploys are quick", role="led")
    [win] = office.wins_of(ANA)
    assert (win.outcome, win.role, win.revision) == ("Deploys are quick", Role.LED, 2)
    assert "Deploys are quick" in said
    assert len(office.rows(EvidenceRevisionRow)) == 1


def test_an_edit_of_what_was_changed_meanwhile_keeps_the_text_in_the_form(office: Office) -> None:
    press(office, ANA, ids.ADD_DETAILS, f"log {WORDS}")
    form = office.modal(ANA).id
    [win] = office.wins_of(ANA)
    said = office.slack.command(ANA, "/ladder wins").messages[-1]
    office.slack.click(ANA, ids.HIDE_WIN, message=(said.channel, said.ts))

    outcome = office.slack.submit(ANA, form, {"text": "Led the storage migration alone"})
    assert "changed this in the meantime" in str(outcome.errors)
    [now] = office.wins_of(ANA)
    assert (now.text, now.visibility) == (win.text, Visibility.PRIVATE)


@pytest.mark.parametrize(
    ("values", "field", "problem"),
    [
        ({"text": "   "}, ids.TEXT, "Write what you did"),
        ({"happened_on": "2027-01-01"}, ids.HAPPENED_ON, "in the future"),
        ({"links": "not-a-link"}, ids.LINKS, "is not a link"),
        ({"number_unit": "minutes"}, ids.NUMBER_VALUE, "Add the number"),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field(
    office: Office, values: dict[str, object], field: str, problem: str
) -> None:
    office.slack.shortcut(ANA, ids.LOG_WIN)
    outcome = office.slack.submit(ANA, office.modal(ANA).id, {"text": WORDS, **values})
    assert problem in outcome.errors[field]
    assert office.wins_of(ANA) == ()


HOSTILE = (
    "<!channel> <@U0BEN> <https://evil.example|good>",
    "*bold* _slanted_ ~gone~ `code` &lt;!here&gt;",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "מה שעשיתי \u202e desrever",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞a̷͙ͨ͂l͌g̮o",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_was_typed_is_shown_as_typed_and_pings_nobody(office: Office, text: str) -> None:
    office.slack.shortcut(ANA, ids.LOG_WIN)
    submit(office, ANA, text=text)
    assert office.wins_of(ANA)[0].text == text

    shown = office.slack.command(ANA, "/ladder wins").messages[-1]
    pieces = [
        part["text"]
        for one in shown.blocks
        if one["type"] == "rich_text"
        for element in one["elements"]
        for part in element["elements"]
    ]
    assert text in pieces
    assert not shown.pings


def test_a_text_of_3000_characters_fits(office: Office) -> None:
    office.slack.shortcut(ANA, ids.LOG_WIN)
    submit(office, ANA, text="x" * 3000)
    assert len(office.wins_of(ANA)[0].text) == 3000


def test_a_command_of_3001_characters_is_refused_with_the_count_and_keeps_the_words(office: Office) -> None:
    said = office.ask(ANA, f"log {'x' * 3001}")
    assert "3,001 characters" in said
    assert "xxx" in said
    assert office.wins_of(ANA) == ()


def test_nobody_edits_or_removes_somebody_elses_win(office: Office) -> None:
    win = office.win(ANA, WORDS)
    changed = NewWin(text="Mine now", happened_on=win.happened_on)
    now = office.clock.now()
    with office.database.write(office.team) as tx:
        with pytest.raises(NotFound):
            record.edit(tx, BEN, win.id, win.revision, changed, now, now.date())
        with pytest.raises(NotFound):
            record.remove(tx, BEN, win.id)
    assert office.wins_of(ANA) == (win,)


def test_a_win_logged_just_after_midnight_has_the_writers_own_date(office: Office) -> None:
    office.slack.set_time(datetime(2026, 9, 14, 23, 30, tzinfo=UTC))  # already the 15th in Tokyo
    office.slack.command("U0ZOE", f"/ladder log {WORDS}")
    assert office.wins_of("U0ZOE")[0].happened_on == date(2026, 9, 15)


def test_the_answer_to_log_is_for_its_writer_alone(office: Office) -> None:
    outcome = office.slack.command(ANA, f"/ladder log {WORDS}")
    assert answer_text(outcome)
    assert all(one.ephemeral_to == ANA for one in outcome.messages)


def test_the_last_of_very_many_competencies_can_be_ticked(office: Office) -> None:
    columns = tuple(Competency(id=f"c{n}", name=f"Competency {n}") for n in range(250))
    with office.database.write(office.team) as tx:
        workspaces.publish(tx, Ladder(id="wide", name="Wide", competencies=columns), office.clock.now())
    office.slack.shortcut(ANA, ids.LOG_WIN)
    office.slack.submit(ANA, office.modal(ANA).id, {"text": "Led it", "competencies": ["c0", "c249"]})
    assert "Shows: Competency 0 and Competency 249" in as_text(office.modal(ANA).body["blocks"])
