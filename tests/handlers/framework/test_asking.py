"""What `/ladder …` answers: levels, the next ones, names that are nearly right, and words nobody knows."""

import pytest

from handlers import ids
from handlers.grammar import Word
from ladder.formats.yaml.form import builtin
from tests.office import ADA, ANA, BEN, MAX, OLGA, ZOE, Office, answer, answer_text
from tests.trust.payloads import command


def test_senior_says_what_it_expects_what_is_new_what_stalls_and_where_it_leads(office: Office) -> None:
    said = office.ask(BEN, "senior")
    assert said.startswith("Senior Software Developer")
    for competency in builtin().competencies:
        assert competency.name in said
    assert "🔹 new at this level" in said
    assert "🔹 You reduce engineering risk before it becomes an incident." in said
    assert "What stalls people on the way to Senior Software Developer" in said
    assert "Staying in application-layer code" in said
    assert "*Next:* Lead Software Developer, Software Architect or Engineering Manager" in said


@pytest.mark.parametrize("level", [one.id for one in builtin().levels])
def test_every_level_is_answered_whole_and_within_slacks_limits(office: Office, level: str) -> None:
    shown = answer(office, BEN, level)
    assert not shown.system
    ladder = builtin()
    for statement in ladder.expectations:
        if statement.level == level:
            assert statement.text.replace("&", "&amp;") in shown.text


def test_an_answer_is_private_to_the_asker(office: Office) -> None:
    assert answer(office, BEN, "senior").ephemeral_to == BEN


def test_the_text_of_a_message_carries_the_whole_content_of_its_blocks(office: Office) -> None:
    shown = answer(office, BEN, "senior")
    for block in shown.blocks:
        if block["type"] == "header":
            assert block["text"]["text"] in shown.text


def test_my_target_comes_with_my_record_beside_it(office: Office) -> None:
    office.win(ANA, competencies=("risk_reduction",))
    said = office.ask(ANA, "senior")
    assert "This is your target. Your record against it:" in said
    assert "*Risk reduction* – thin: 1 win from 1 month" in said
    assert "This is your target" not in office.ask(BEN, "senior")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("Senior", "Senior Software Developer"),
        ("snr", "Senior Software Developer"),
        ("seniro", "Senior Software Developer"),
        ("senior engineer", "Senior Software Developer"),
        ("EM", "Engineering Manager"),
        ("staff", "Lead Software Developer"),
        ("L5", "Senior Software Developer"),
        ("cto", "CTO / VP Engineering"),
    ],
)
def test_a_level_is_found_by_title_alias_short_form_or_a_near_miss(office: Office, typed: str, title: str) -> None:
    assert title in office.ask(BEN, typed).splitlines()[0]


def test_a_near_miss_says_what_was_understood(office: Office) -> None:
    assert "The closest match for “seniro”." in office.ask(BEN, "seniro")


def test_an_unknown_word_gets_the_list_and_the_help(office: Office) -> None:
    said = office.ask(BEN, "wombat <!channel>")
    assert "I don't know a level called “wombat &lt;!channel&gt;”." in said
    assert "Senior Software Developer" in said
    assert "/ladder help" in said


def test_a_misspelt_command_is_recognised(office: Office) -> None:
    assert "`/ladder wins`" in office.ask(BEN, "winns")


def test_help_lists_every_row_of_the_table(office: Office) -> None:
    from handlers.grammar import TABLE

    said = office.ask(BEN, "help")
    for entry in TABLE:
        assert f"/ladder {entry.usage}".strip() in said
        assert entry.answer in said


def test_next_shows_the_level_above_with_my_record(office: Office) -> None:
    office.win(BEN, competencies=("independence",))
    said = office.ask(BEN, "next")
    assert "After Junior Software Developer" in said
    assert "Mid-Level Software Developer" in said
    assert "Thin: Independence" in said


def test_next_after_a_fork_shows_the_branches_side_by_side(office: Office) -> None:
    office.add_person("U0SAM", "Sam Stone", level="senior")
    said = office.ask("U0SAM", "next")
    for branch in ("Lead Software Developer", "Software Architect", "Engineering Manager"):
        assert branch in said
    assert "not automatically a promotion" in said


def test_next_at_the_end_of_a_track_points_to_the_whole_ladder(office: Office) -> None:
    assert "the top of its track" in office.ask(OLGA, "next")


def test_next_without_a_level_begins_at_the_beginning(office: Office) -> None:
    assert "Where the ladder starts" in office.ask(ADA, "next")


def test_a_target_can_be_set_from_an_answer(office: Office) -> None:
    shown = answer(office, BEN, "mid")
    done = office.slack.click(BEN, ids.SET_TARGET, message=(shown.channel, shown.ts)).messages[-1]
    assert "Your target is now Mid-Level Software Developer" in done.text
    assert "*Target:* Mid-Level Software Developer" in office.ask(BEN)


def test_the_card_says_level_target_coverage_and_the_next_thin_line(office: Office) -> None:
    office.win(ANA, competencies=("risk_reduction", "leadership"))
    said = office.ask(ANA)
    assert "*Level:* Mid-Level Software Developer" in said
    assert "*Target:* Senior Software Developer" in said
    assert "1 win on record, 1 from this quarter" in said
    assert "*Leadership* – thin" in said
    assert "*Independence* – no evidence" in said
    assert "*Next to show: Scope of impact.*" in said


def test_a_newcomer_gets_a_card_without_being_on_the_roster(office: Office) -> None:
    said = office.ask(ZOE)
    assert "Zoe Adler: your card" in said
    assert "not on the roster yet" in said


def test_a_bot_that_asks_is_refused(office: Office) -> None:
    office.slack.add_user("U0ROBOT", "robot", is_bot=True)
    assert "full members" in str(command(office, "U0ROBOT", text="senior").body)


@pytest.mark.parametrize("mark", ["is_guest", "is_stranger"])
def test_guests_and_strangers_are_refused(office: Office, mark: str) -> None:
    office.slack.add_user("U0OUT", "out", real_name="Out Sider", tz="UTC", **{mark: True})
    office.slack.add_channel("C0OPEN", "open", ["U0OUT", ANA])
    outcome = office.slack.command("U0OUT", "/ladder", "C0OPEN")
    assert "full members" in str(outcome.body)
    assert office.wins_of("U0OUT") == ()


def test_a_manager_sees_their_team_with_the_least_recent_evidence_first(office: Office) -> None:
    office.win(ANA, competencies=("risk_reduction",))
    said = office.ask(MAX, "team")
    assert said.index("Ben Okafor") < said.index("Ana Lima")
    assert "Nothing shared with you yet" in said
    assert "1 win, 1 this quarter; the latest is from Sep 14, 2026" in said


def test_team_for_somebody_without_reports_says_what_to_do(office: Office) -> None:
    assert "Nobody reports to you" in office.ask(BEN, "team")


def test_a_team_of_sixty_stays_within_one_message(office: Office) -> None:
    for number in range(60):
        office.add_person(f"U1{number:04d}", f"Person {number:02d}", level="mid", manager_id=MAX)
    shown = answer(office, MAX, "team")
    assert not shown.system
    assert len(shown.blocks) <= 50
    assert all(f"Person {number:02d}" in shown.text for number in range(60))


@pytest.mark.slow
@pytest.mark.parametrize("long", ["x" * 100_000, "lorem ipsum " * 8_000])
def test_a_question_without_end_is_answered_in_time(office: Office, long: str) -> None:
    for word in Word:
        outcome = office.slack.command(ANA, f"/ladder {word.value} {long}")
        assert not outcome.error, word
        assert "went wrong" not in answer_text(outcome)


def test_what_is_logged_is_refused_with_its_length_and_never_cut(office: Office) -> None:
    shown = office.slack.command(ANA, f"/ladder log {'x' * 100_000}").messages
    assert "100,000 characters; 3,000 fit" in shown[-1].text
    assert "x" * 100_000 in "".join(message.text.partition("```")[2].removesuffix("```") for message in shown)
