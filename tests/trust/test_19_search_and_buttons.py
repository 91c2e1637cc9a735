"""What search finds and calls by its name, what `grow` offers, and buttons that lead somewhere for whoever is asked."""

from datetime import UTC, date, datetime

from bot.playground.world.values import Message
from ladder.formats.yaml.form import builtin
from ladder.store.values import NewWin, Number, NumberSource, Role, Scope
from tests.office import ADA, ANA, BEN, MAX, OLGA, ZOE, Office


def answer(office: Office, person: str, words: str = "") -> Message:
    return office.slack.command(person, f"/ladder {words}".strip()).messages[-1]


def buttons(shown: Message) -> list[str]:
    """What can be pressed on a message, by its words."""
    return [
        element["text"]["text"]
        for block in shown.blocks
        for element in [*block.get("elements", ()), block.get("accessory", {})]
        if element.get("type") == "button"
    ]


def lines(said: str) -> list[str]:
    return [line for line in said.splitlines() if line.startswith("• ")]


def test_on_call_is_no_search_for_on(office: Office) -> None:
    for words in ("on-call", "on call", "On-Call", "oncall"):
        found = lines(office.ask(BEN, f"search {words}"))
        assert len(found) == 1, words
        assert "Go on call, and turn each incident" in found[0]


def test_outage_finds_what_is_said_of_incidents_and_says_that_the_word_itself_is_nowhere(office: Office) -> None:
    shown = answer(office, BEN, "search outage")
    assert "Nothing mentions “outage” itself. Close to it: incident." in shown.text
    assert "You reduce engineering risk before it becomes an incident." in lines(shown.text)[0]
    assert "Prove Risk reduction" in buttons(shown)


def test_whole_words_stand_before_parts(office: Office) -> None:
    found = lines(office.ask(BEN, "search architect"))
    whole = [line for line in found if " architect" in f" {line.lower()} ".replace("architects", "architect ")]
    assert found[: len(whole)]
    assert "architect" in found[0].lower()


def test_advice_blockers_and_rules_are_called_by_their_names(office: Office) -> None:
    said = office.ask(BEN, "search communication")
    assert "• What stalls people: Underestimating communication" in said
    assert "• Advice, Communication decides: At senior and principal level" in said
    assert "• How promotion is decided: The higher the level, the more leadership" in said
    assert "• Not expected here: Designing systems" in office.ask(BEN, "search designing systems")


def test_where_no_line_says_it_the_competency_it_belongs_to_is_named(office: Office) -> None:
    shown = answer(office, BEN, "search rollback")
    assert (
        "Nothing in this ladder mentions “rollback”. Try fewer words, or other ones. It belongs to Risk reduction."
        in shown.text
    )
    assert "Prove Risk reduction" in buttons(shown)


def test_grow_offers_advice_for_what_the_record_shows_least_of(office: Office) -> None:
    others = tuple(one.id for one in builtin().competencies if one.id != "business_contribution")
    for day in (date(2026, 2, 3), date(2026, 6, 3), date(2026, 9, 3)):
        office.win(ANA, f"A win of {day}", on=day, competencies=others)
    office.win(ANA, "A sale", on=date(2026, 9, 3), competencies=("business_contribution",))
    said = office.ask(ANA, "grow")
    assert said.startswith("Where to grow next\nBusiness contribution  (1 win so far)\n")
    assert "Think in business terms" in said
    assert "No advice" not in said
    assert said.count("so far)") == 3


def test_what_is_the_target_is_not_offered_as_one(office: Office) -> None:
    for words in ("senior", "next", "compare mid senior"):
        shown = answer(office, ANA, words)
        assert not [text for text in buttons(shown) if text.startswith("Set")], words
    assert "Senior Software Developer* – your target" in office.ask(ANA, "next")
    assert "Set as my target" in buttons(answer(office, ANA, "lead"))
    assert "Set Lead Software Developer as my target" in buttons(answer(office, ANA, "compare mid lead"))


def test_no_button_leads_to_an_answer_that_there_is_nothing(office: Office) -> None:
    assert "Compare with my level" not in buttons(answer(office, ANA, "mid"))
    assert "Compare with my level" in buttons(answer(office, ANA, "senior"))
    assert not [text for text in buttons(answer(office, ZOE, "intern")) if text.startswith("Compare")]
    assert "Compare with the level before" in buttons(answer(office, ZOE, "senior"))
    assert "Possible next levels" not in buttons(answer(office, OLGA))
    assert "Possible next levels" not in buttons(answer(office, OLGA, "senior"))
    assert "Possible next levels" in buttons(answer(office, ANA))


def test_my_team_is_offered_to_those_who_have_one(office: Office) -> None:
    for person, has_team in ((MAX, True), (BEN, False), (ADA, False)):
        assert ("My team" in buttons(answer(office, person, "wins Nobody"))) is has_team


def test_a_win_is_shared_with_a_manager_only_where_there_is_one(office: Office) -> None:
    for person in (ANA, ADA):
        office.win(person)
        shown = answer(office, person, "wins")
        office.slack.click(person, "hide_win", message=(shown.channel, shown.ts))
    assert "Share with my manager" in buttons(answer(office, ANA, "wins"))
    assert "Share with my manager" not in buttons(answer(office, ADA, "wins"))


def test_compare_says_which_lines_stall_people(office: Office) -> None:
    said = answer(office, BEN, "compare mid senior").text
    expected, _, stalls = said.partition("\nWhat stalls people | ")
    assert "Underestimating communication" in stalls
    assert "Underestimating communication" not in expected
    assert "🔹 only at this level." in said


def test_team_and_digest_call_the_same_by_the_same_name(office: Office) -> None:
    for month in (2, 6, 8):
        office.win(ANA, f"In month {month}", on=date(2026, month, 3), competencies=("risk_reduction",))
    office.win(ANA, "Once", on=date(2026, 8, 3), competencies=("leadership",))
    shown = answer(office, MAX, "team")
    office.slack.set_time(datetime(2026, 10, 1, 7, 30, tzinfo=UTC))
    [letter] = office.reads(MAX)
    for label in ("Sustained: Risk reduction", "Thin, one month so far: Leadership", "Nothing on record yet: "):
        assert label in shown.text
        assert label in letter.text
    assert set(buttons(shown)) & set(buttons(letter)) == {"The evidence"}


def test_a_manager_sees_role_scope_witnesses_and_numbers_of_a_reports_win(office: Office) -> None:
    win = NewWin(
        text="Cut the build",
        happened_on=date(2026, 9, 1),
        outcome="Nobody waits for it",
        number=Number(value="40 → 12", unit="minutes", source=NumberSource.MEASURED),
        role=Role.LED,
        scope=Scope.SEVERAL_TEAMS,
        witnesses=(BEN,),
    )
    fields = {name: getattr(win, name) for name in ("outcome", "number", "role", "scope", "witnesses")}
    office.win(ANA, win.text, on=win.happened_on, **fields)
    said = office.ask(MAX, "wins Ana")
    assert "What changed: Nobody waits for it" in said
    assert "Number: 40 → 12 minutes" in said
    assert f"led · several teams · seen by <@{BEN}>" in said
    assert "shown to" not in said
