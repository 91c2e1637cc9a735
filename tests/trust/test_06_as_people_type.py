"""Commands as people type and paste them: the first word, names of people, periods, and what is refused comes back."""

from datetime import date

import pytest
from sqlalchemy import update

from handlers import ids
from ladder.store.db import table_of
from ladder.store.models import AccessRow, WorkspaceRow
from ladder.store.values import Visibility
from tests.office import ADA, ANA, BEN, MAX, OLGA, ZOE, Office, answer_text

THREE_LINES = "Moved the scanners of depot 1 to the new queue\nMoved those of depot 2 as well\nWrote the runbook"
WORDS = "Moved the scanners of depot 3"


LOGGED_AS = (
    f"log\n{THREE_LINES}",
    f"log:\n{THREE_LINES}",
    f"log\u00a0{THREE_LINES}",
    f"log\t{THREE_LINES}",
    f"\ufeff\u200b log \u200b{THREE_LINES}",
    f"\u200flog {THREE_LINES}\u200f",
    f"“log {THREE_LINES}”",
    f"“log” {THREE_LINES}",
    f"`log` {THREE_LINES}",
    f"LOG! {THREE_LINES}",
    f"log–{THREE_LINES}",
)


def test_log_keeps_the_whole_text_that_follows(office: Office) -> None:
    for typed in LOGGED_AS:
        shown = office.slack.command(ANA, f"/ladder {typed}").messages[-1]
        assert [win.text for win in office.wins_of(ANA)] == [THREE_LINES], typed
        office.slack.click(ANA, ids.UNDO_WIN, message=(shown.channel, shown.ts))


def test_quotes_and_emoji_of_the_win_itself_stay(office: Office) -> None:
    for text in ("“Ship it” was Ben's idea; I built it", ":ship: Shipped the new depot page ❤️"):
        office.ask(ANA, f"log {text}")
    assert [win.text for win in office.wins_of(ANA)] == [
        "“Ship it” was Ben's idea; I built it",
        "🚢 Shipped the new depot page ❤️",
    ]


FIRST_WORDS = (
    ("help!", "What you can ask"),
    ("“help”", "What you can ask"),
    ("search:", "Say what to look for"),
    ("search,incident", "in the ladder"),
    ("“senior”", "Senior Software Developer"),
    ("‘senior’", "Senior Software Developer"),
    ("\u200bsenior\ufeff", "Senior Software Developer"),
    ("compare\nmid\nsenior", "Mid-Level Software Developer and Senior Software Developer"),
    ("next.", "Mid-Level Software Developer"),
    ("team lead", "Lead Software Developer"),
    ("Team Lead:", "Lead Software Developer"),
    ("people manager", "Engineering Manager"),
    ("team", "Nobody reports to you"),
)


def test_the_first_word_ends_where_people_end_it(office: Office) -> None:
    for typed, said in FIRST_WORDS:
        assert said in office.slack.command(BEN, f"/ladder {typed}").messages[-1].text, typed


@pytest.fixture
def record(office: Office) -> Office:
    """Ana has a win in July and one in August, one of the year before, and a private one."""
    office.win(ANA, "In August", on=date(2026, 8, 3))
    office.win(ANA, "In July", on=date(2026, 7, 3))
    office.win(ANA, "Last year", on=date(2025, 11, 3))
    office.win(ANA, "For nobody else", on=date(2026, 7, 4), visibility=Visibility.PRIVATE)
    return office


NAMED = (
    *("wins Ana", "wins ana", "wins Ana Lima", "wins @Ana Lima", "wins lima", "wins anna lima"),
    *("wins for Ana", "wins @ana", "wins @ana, please", f"wins <@{ANA}>: thanks!", "wins “Ana Lima”"),
)


def test_a_manager_finds_a_report_by_name(record: Office) -> None:
    for typed in NAMED:
        said = record.ask(MAX, typed)
        assert said.startswith("Ana Lima: shared with you\n"), typed
        assert "In August" in said
        assert "For nobody else" not in said


OF_ANA: tuple[tuple[str, str, set[str]], ...] = (
    ("wins ana 2026Q3", "Q3 2026", {"In July", "In August"}),
    ("wins Q3 ana", "Q3 2026", {"In July", "In August"}),
    ("wins @ana, last quarter", "Q2 2026", set()),
    ("wins Ana Lima July", "July 2026", {"In July"}),
    ("wins July, @Ana Lima", "July 2026", {"In July"}),
    ("wins of ana in August 2026", "August 2026", {"In August"}),
    ("wins ana 2025", "2025", {"Last year"}),
)


def shown_in(said: str) -> set[str]:
    return {text for text in ("In July", "In August", "Last year") if text in said}


def test_a_person_and_a_period_in_either_order(record: Office) -> None:
    for typed, period, shown in OF_ANA:
        said = record.ask(MAX, typed)
        assert f"with you in {period}" in said, typed
        assert shown_in(said) == shown, typed


MINE: tuple[tuple[str, str, set[str]], ...] = (
    ("wins Q3", "Q3 2026", {"In July", "In August"}),
    ("wins q4", "Q4 2025", {"Last year"}),
    ("wins\nQ3 2026", "Q3 2026", {"In July", "In August"}),
    ("wins 2026 Q3", "Q3 2026", {"In July", "In August"}),
    ("wins July", "July 2026", {"In July"}),
    ("wins jul 2026", "July 2026", {"In July"}),
    ("wins November", "November 2025", {"Last year"}),
    ("wins 2026", "2026", {"In July", "In August"}),
    ("wins last month", "August 2026", {"In August"}),
    ("wins this month", "September 2026", set()),
    ("wins this quarter", "Q3 2026", {"In July", "In August"}),
    ("wins last year", "2025", {"Last year"}),
)


def test_periods_as_people_say_them(record: Office) -> None:
    for typed, period, shown in MINE:
        said = record.ask(ANA, typed)
        assert f" in {period}" in said, typed
        assert shown_in(said) == shown, typed


def test_quarters_and_years_begin_in_the_workspaces_first_month(record: Office) -> None:
    workspace = table_of(WorkspaceRow)
    with record.database.write(record.team) as tx:
        tx.connection.execute(update(workspace).values(quarter_start_month=4))
    assert "Q2 FY2027 (Jul–Sep 2026)" in record.ask(ANA, "wins Q2")
    assert "FY2026 (Apr 2025–Mar 2026)" in record.ask(ANA, "wins 2026")
    assert "In July" in record.ask(ANA, "wins July")


def test_further_down_a_name_is_found_as_it_is_spelled(record: Office) -> None:
    record.win(ANA, "For everyone above", visibility=Visibility.SHARED_UP)
    said = record.ask(OLGA, "wins Ana Lima")
    assert "For everyone above" in said
    assert "In July" not in said
    assert "anyone whose wins you can read" in record.ask(OLGA, "wins Anna Limma")
    assert "anyone whose wins you can read" in record.ask(OLGA, "wins a%")


def test_somebody_one_may_not_read_is_as_unknown_as_a_stranger(record: Office) -> None:
    record.slack.add_user("U0ULF", "ulf", real_name="Ulf Nobody", tz="UTC")
    for reader in (BEN, ADA, ZOE):
        for known, unknown in (("Ana Lima", "Ulf Nobody"), ("Ana", "Ulf"), ("Ana 2026Q3", "Ulf 2026Q3")):
            said = record.ask(reader, f"wins {known}")
            assert said == record.ask(reader, f"wins {unknown}").replace(unknown, known)
            assert "anyone whose wins you can read" in said
        mentioned = record.ask(reader, f"wins <@{ANA}>")
        assert mentioned == record.ask(reader, "wins <@U0ULF>").replace("@ulf", "@ana")
    assert record.rows(AccessRow) == []


def test_ones_own_name_is_ones_own_record(record: Office) -> None:
    assert record.ask(ANA, "wins Ana").startswith("Your wins")
    assert record.ask(ANA, f"wins <@{ANA}>, July").startswith("Your wins in July 2026")


def test_two_of_that_name_are_both_named_and_none_is_guessed(record: Office) -> None:
    record.add_person("U0ANB", "Ana Berg", level="mid", manager_id=MAX)
    record.add_person("U0ANC", "Ana Lima", level="mid", manager_id=MAX, email="al2@example.com")
    shown = record.slack.command(MAX, "/ladder wins Ana").messages[-1]
    for name in ("Ana Lima (U0ANA)", "Ana Berg", "Ana Lima (al2@example.com)"):
        assert name in shown.text
    assert record.rows(AccessRow) == []
    place = (shown.channel, shown.ts)
    said = record.slack.click(MAX, f"{ids.SHOW_WINS}:1", message=place).messages[-1].text
    assert said.startswith(("Ana Berg", "Ana Lima"))


def test_a_month_that_is_somebodys_name_is_asked_about(record: Office) -> None:
    record.add_person("U0MAY", "July Chen", level="mid", manager_id=MAX)
    shown = record.slack.command(MAX, "/ladder wins July").messages[-1]
    assert "“July” could be July 2026 or July Chen. Which one?" in shown.text
    place = (shown.channel, shown.ts)
    assert "July Chen hasn't shared anything" in record.slack.click(MAX, f"{ids.SHOW_WINS}:1", place).messages[-1].text
    assert "Nothing recorded in July 2026" in record.slack.click(MAX, ids.SHOW_WINS, place).messages[-1].text
    assert "In July" in record.ask(ANA, "wins July")


def test_words_beyond_a_name_are_passed_over_and_said(record: Office) -> None:
    said = record.ask(MAX, f"wins <@{ANA}> how did it go")
    assert "In August" in said
    assert "“how did it go” isn't a period or a name I know" in said


LONG = "qwxyz vwxzq " * 30 + "qqq"
ASKED = ("{}", "wins {}", "prove {}", "search {}", "focus {}", "compare {} zzz", "wins @{}")


def test_what_is_not_understood_comes_back_whole(office: Office) -> None:
    for words in ASKED:
        for text in (f"<!channel> & *qxx* {LONG}", f"qwxyz\n{LONG}", "qwxyz vwxzq qqx"):
            said = office.ask(MAX, words.format(text))
            assert text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in said, words


def test_a_question_that_is_too_long_comes_back_whole(office: Office) -> None:
    text = f"qwxyz {'lorem ipsum ' * 800}end"
    said = office.ask(ANA, text)
    assert "too long for a question" in said
    assert text in said


def test_a_win_that_is_refused_comes_back_in_as_many_messages_as_it_takes(office: Office) -> None:
    text = "".join(f"{number:05} " for number in range(20_000)).strip()
    outcome = office.slack.command(ANA, f"/ladder log {text}")
    assert "characters; 3,000 fit" in answer_text(outcome)
    shown = [message.text for message in outcome.messages if not message.system]
    assert all(len(part) <= 40_000 for part in shown)
    whole = "".join(part.partition("```")[2].removesuffix("```") for part in shown)
    assert text in whole
    assert office.wins_of(ANA) == ()
