"""What people read in each state: nothing yet, nobody, one, very many, the end of a track, a fork, a long text."""

import html
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from handlers import ids, limits
from handlers.blocks import Block, modal, section, sections
from handlers.interaction.ask import as_modal
from handlers.message import Message, as_text, message
from handlers.rich import bold, bullets, paragraph
from handlers.text import clip_escaped
from handlers.views.asker import Stand
from handlers.views.asking_back import unknown, which
from handlers.views.coverage.card import card
from handlers.views.coverage.team import team
from handlers.views.digest import digest_messages
from handlers.views.evidence import saved, wins
from handlers.views.evidence.win_form import WinForm, win_form
from handlers.views.framework import growing
from handlers.views.framework.attribution import attribution
from handlers.views.framework.comparing import comparison_table, comparison_text
from handlers.views.framework.level import level_view
from handlers.views.framework.next import next_levels
from handlers.views.home import Home, home
from handlers.views.publishing.about_ladder import About, about_ladder, last_changes, use_report
from handlers.views.publishing.changes import side_by_side
from handlers.views.publishing.review import published
from ladder.calendar.dates import quarter_of
from ladder.coverage.progress import Progress
from ladder.coverage.rule import next_thin
from ladder.coverage.team import Report
from ladder.coverage.usage import LadderUse
from ladder.delivery.queue import FailedDelivery
from ladder.digest.building import ManagerDigest, ReportDigest
from ladder.framework.answers import grow_answer, level_answer
from ladder.framework.compare import compare
from ladder.framework.model import (
    Competency,
    Expectation,
    Grade,
    Ladder,
    Level,
    Requirement,
    Scale,
    Source,
    Status,
    Track,
)
from ladder.framework.names import Named
from ladder.people.workspaces import Version
from ladder.publishing.diff import StatementChange
from ladder.publishing.news import LadderNews, LevelNews
from ladder.store.models import DeliveryState
from ladder.store.values import Evidence, Person
from tests.conftest import LADDER, NOW, TODAY
from tests.handlers.views.payload_laws import holds, is_harmless, view_holds
from tests.handlers.views.some_views import HARMFUL, MARKED
from tests.ladder.facts import coverages

ANA = Person(id="U0ANA", name="Ana Lima", level="mid", target="senior")
FIRST = Version(1, NOW, "", "")


def wide(competencies: int, levels: int = 1) -> Ladder:
    """A ladder of so many competencies, each with a statement at each level."""
    columns = tuple(Competency(id=f"c{n}", name=f"Competency number {n} of this ladder") for n in range(competencies))
    rungs = tuple(Level(id=f"l{n}", name=f"Level {n}", rank=n) for n in range(levels))
    statements = tuple(
        Expectation(id=f"{level.id}.{one.id}", level=level.id, competency=one.id, text=f"Does {one.id} at {level.id}")
        for level in rungs
        for one in columns
    )
    return Ladder(id="wide", name="Wide", levels=rungs, competencies=columns, expectations=statements)


def item(n: int = 1, **fields: Any) -> Evidence:
    values: dict[str, Any] = {"text": f"Win number {n}", "happened_on": TODAY - timedelta(days=n)}
    return Evidence(id=f"e{n}", owner="U0ANA", logged_at=NOW, **{**values, **fields})


def progress(person: Person, ladder: Ladder = LADDER, *record: Evidence) -> Progress:
    level = person.target or person.level
    found = coverages(record, ladder, level, TODAY)
    return Progress(person, level, found, next_thin(found, ladder), len(record), 0)


def pressable(made: Message | Block) -> list[str]:
    blocks = made.blocks if isinstance(made, Message) else made["blocks"]
    return [one["text"]["text"] for block in blocks if block["type"] == "actions" for one in block["elements"]]


# --- texts and messages


def test_lines_are_shared_out_over_sections_and_none_is_torn() -> None:
    lines = [f"{n} {'word ' * 100}" for n in range(20)]
    made = sections(lines)
    assert [line for block in made for line in block["text"]["text"].split("\n")] == lines
    assert all(len(block["text"]["text"]) <= limits.SECTION_TEXT for block in made)
    assert len(made) == 4
    assert sections([]) == []


@pytest.mark.parametrize("most", range(1, 12))
def test_an_escaped_sign_is_never_cut_in_two(most: int) -> None:
    cut = clip_escaped("a&lt;&amp;&gt;b", most)
    assert len(cut) <= most
    assert cut in {"…", "a…", "a&lt;…", "a&lt;&amp;…"}


def test_a_message_that_is_folded_keeps_its_buttons() -> None:
    made = card(progress(ANA, wide(400)), wide(400))
    assert "There is more than one message holds" in made.text
    assert "Log a win" in pressable(made)


def test_a_blank_name_is_a_dash_and_an_empty_list_no_list() -> None:
    assert as_text([bullets([], lead=[bold("Craft")])]) == "Craft"
    assert bullets([], lead=[bold("Craft")])["elements"][-1]["type"] == "rich_text_section"
    assert paragraph(bold(""), "after")["elements"][0]["elements"] == [{"type": "text", "text": "after"}]
    blank = replace_level_name(LADDER, "mid", " ")
    assert level_view(blank, level_answer(blank, "mid")).blocks[0]["text"]["text"] == "–"


def replace_level_name(ladder: Ladder, level: str, name: str) -> Ladder:
    levels = tuple(msgspec.structs.replace(one, name=name) if one.id == level else one for one in ladder.levels)
    return msgspec.structs.replace(ladder, levels=levels)


# --- my card and my next levels


def test_a_card_of_forty_competencies_has_a_line_for_each() -> None:
    ladder = wide(40)
    made = card(progress(replace(ANA, level="l0", target="l0"), ladder, item(competencies=("c39",))), ladder)
    for one in ladder.competencies:
        assert f"*{one.name}* – " in made.text
    assert "*Competency number 39 of this ladder* – thin: 1 win from 1 month" in made.text
    holds(made)


def test_a_card_without_a_level_a_target_or_a_name() -> None:
    said = card(progress(Person(id="U0X", name="")), LADDER).text
    assert said.startswith("You: your card")
    assert "*Level:* not on the roster yet" in said
    assert "*Target:* none yet. See `/ladder next`." in said
    assert "0 wins on record" in said


def test_a_card_with_a_level_that_the_ladder_does_not_have() -> None:
    made = card(progress(Person(id="U0X", name="Xi", level="wizard")), LADDER)
    assert "not on the roster yet" in made.text
    holds(made)


def test_a_card_of_a_ladder_without_competencies() -> None:
    empty = Ladder(id="empty", name="Empty")
    holds(card(progress(ANA, empty), empty))


def test_what_does_not_apply_at_a_level_is_no_gap_on_the_card() -> None:
    none = Expectation(id="x", level="l0", competency="c1", text="n/a", status=Status.NOT_APPLICABLE)
    base = wide(2)
    ladder = Ladder(
        id="na",
        name="NA",
        levels=base.levels,
        competencies=base.competencies,
        expectations=(base.expectations[0], none),
    )
    said = card(progress(replace(ANA, level="l0", target=None), ladder), ladder).text
    assert "Competency number 0" in said
    assert "Competency number 1" not in said
    assert "Not expected here: n/a" in level_view(ladder, level_answer(ladder, "l0")).text


def test_the_end_of_a_track_leads_to_the_map() -> None:
    made = next_levels((), LADDER)
    assert "Your level is the top of its track. `/ladder paths` shows the whole ladder" in made.text
    said = level_view(LADDER, level_answer(LADDER, "staff")).text
    assert "this is the top of its track" in said


def fork() -> Ladder:
    levels = (
        Level(id="mid", name="Mid", track="tech", next=("senior", "lead")),
        Level(id="senior", name="Senior", track="tech", rank=1, summary="*Deep* work"),
        Level(id="lead", name="Lead", track="people", rank=1),
    )
    tracks = (Track(id="tech", name="Technical"), Track(id="people", name="Management"))
    return Ladder(id="fork", name="Fork", tracks=tracks, levels=levels, competencies=LADDER.competencies)


def test_a_fork_is_called_one_and_each_branch_has_its_buttons() -> None:
    ladder = fork()
    after = [progress(replace(ANA, target=one), ladder) for one in ("senior", "lead")]
    made = next_levels(after, ladder, Stand("mid", "senior"))
    assert made.text.startswith("After Mid\nThe path forks here")
    assert pressable(made) == [
        *("What it expects", "Compare with my level"),
        *("What it expects", "Set as my target", "Compare with my level"),
        "My card",
        "The whole map",
    ]
    assert "Senior* – your target" in made.text
    assert "No evidence: Craft, Delivery and Mentoring" in made.text
    assert "*Next:* Senior or Lead. The path forks here." in level_view(ladder, level_answer(ladder, "mid")).text


def test_without_a_level_the_ladder_begins_at_its_beginning() -> None:
    nobody = Person(id="U0X", name="Xi")
    assert next_levels([progress(replace(nobody, target="junior"))], LADDER).text.startswith("Where the ladder starts")


def test_a_ladders_words_are_shown_as_typed() -> None:
    ladder = fork()
    made = level_view(ladder, level_answer(ladder, "senior"))
    assert paragraph("*Deep* work") in made.blocks


# --- a level


def test_my_record_for_a_level_of_forty_competencies_is_all_there() -> None:
    ladder = wide(40)
    mine = progress(replace(ANA, target="l0"), ladder).coverages
    shown = level_view(ladder, level_answer(ladder, "l0"), mine, whole=True)
    assert all(f"*{one.name}* – no evidence" in shown.text for one in ladder.competencies)


@pytest.mark.slow
def test_all_of_a_level_of_four_hundred_competencies_fits_into_the_modal() -> None:
    ladder = wide(400)
    view = as_modal(level_view(ladder, level_answer(ladder, "l0"), whole=True), "Level 0")
    assert all(f"Does {one.id} at l0" in as_text(view["blocks"]) for one in ladder.competencies)
    assert "Set as my target" in pressable(view)
    view_holds(view)


def test_what_is_more_than_one_window_holds_says_where_the_rest_is() -> None:
    blocks = sections(f"{number} " + "日本語" * 960 for number in range(90))  # 700 kB
    view = as_modal(Message("…", tuple(blocks)))
    assert as_text(view["blocks"]).endswith("`/ladder search` finds any line of it.")
    view_holds(view)


def test_a_competency_with_a_grade_alone_is_shown_with_it() -> None:
    ladder = Ladder(
        id="grades",
        name="Grades",
        levels=(Level(id="mid", name="Mid"),),
        competencies=(Competency(id="craft", name="Craft", scale="skill"),),
        scales=(Scale(id="skill", name="Skill", grades=(Grade(id="3", name="Proficient"),)),),
        requirements=(Requirement(level="mid", competency="craft", grade="3"),),
    )
    made = level_view(ladder, level_answer(ladder, "mid"))
    assert "Craft  (Proficient)" in made.text
    holds(made)


# --- names


@pytest.mark.parametrize("name", [*HARMFUL, MARKED, "O'Brien & Sønn"])
def test_a_name_comes_out_as_typed_and_pings_nobody(name: str) -> None:
    person, named = replace(ANA, name=name), replace_level_name(LADDER, "senior", name)
    craft = msgspec.structs.replace(LADDER.competencies[0], name=name)
    ladder = msgspec.structs.replace(named, competencies=(craft, *LADDER.competencies[1:]))
    shown = [
        card(progress(person, ladder), ladder),
        level_view(ladder, level_answer(ladder, "senior"), typed=name),
        next_levels([progress(person, ladder)], ladder),
        team([replace(report(), person=person)], ladder, TODAY),
        wins.report_list(name, wins.paged([item()]), ladder, ""),
        growing.prove_how(ladder),
        unknown(name, "level", (), [Named("l", name)], ids.SHOW_LEVEL, "l"),
    ]
    for made in shown:
        assert name in html.unescape(made.text)
        is_harmless(made.text)


# --- comparing, asking back, growing


def test_a_comparison_says_what_is_said_of_the_levels_as_a_whole() -> None:
    base = wide(1, levels=2)
    whole = Expectation(id="whole", level="l1", text="Is asked for advice by other teams")
    ladder = Ladder(
        id="w", name="W", levels=base.levels, competencies=base.competencies, expectations=(*base.expectations, whole)
    )
    found = compare(ladder, *ladder.levels)
    table = comparison_table(found)
    assert table is not None
    assert "The level as a whole | – | 🔹 Is asked for advice by other teams" in table.text
    assert "Level 1: 🔹 Is asked for advice by other teams" in comparison_text(found).text


def test_of_hundreds_of_names_as_many_as_fit_are_listed_and_the_rest_counted() -> None:
    every = [Named(f"l{n}", f"A rather long name of level {n}") for n in range(200)]
    made = unknown("wizard", "level", every[:2], every, ids.SHOW_LEVEL, "l", ("wins",))
    assert "I don't know a level called “wizard”. Did you mean A rather long name of level 0 or A rather" in made.text
    assert "Or did you mean `/ladder wins`?" in made.text
    assert made.text.count("A rather long name") > 100
    assert "more." in made.text
    holds(made)


def test_people_of_one_name_are_each_a_button() -> None:
    made = which("*ana*", [Named("U1", "Ana Lima"), Named("U2", "Ana Lima")], ids.SHOW_WINS, "p")
    assert made.text == "“*ana*” could be Ana Lima or Ana Lima. Which one?"
    assert pressable(made) == ["Ana Lima", "Ana Lima"]
    holds(made)


def test_what_there_is_to_prove_is_listed_whole() -> None:
    made = growing.prove_how(wide(60))
    assert made.text.endswith("Competency number 59 of this ladder.")
    assert "`/ladder prove competency number 0 of this ladder`" in made.text
    assert growing.prove_how(Ladder(id="e", name="E")).text.endswith("`/ladder prove mentoring`.")
    assert growing.focus_how(LADDER).text == "This ladder has no specializations."


def test_a_ladder_without_advice_says_so_and_where_to_look() -> None:
    made = growing.advice(grow_answer(LADDER, ["craft"]))
    assert made.text == "This ladder has no advice. `/ladder next` shows what your next level asks."
    assert "Where to grow next" not in pressable(growing.prove_how(LADDER))


# --- wins


def test_of_long_wins_the_latest_are_shown_and_the_older_ones_counted() -> None:
    page = wins.paged([item(n, text=f"Win {n}: {'word ' * 500}") for n in range(1, 20)])
    made = wins.own_list(page, LADDER, "")
    assert "Win 1:" in made.text
    assert "Win 12:" not in made.text
    assert "16 older wins not shown here. Ask for a period to see them" in made.text
    assert pressable(made)[-2:] == ["Log a win", "My card"]
    holds(made)


def test_twelve_wins_of_twelve_months_fit_with_their_buttons() -> None:
    made = wins.own_list(wins.paged([item(n, happened_on=date(2025, n, 3)) for n in range(1, 13)]), LADDER, "")
    assert "more than one message holds" not in made.text
    assert made.text.index("*December 2025*") > made.text.index("*March 2025*")
    holds(made)


def test_one_win_in_a_quarter_and_none() -> None:
    assert wins.own_list(wins.paged([item(1)]), LADDER, "2026Q3").text.startswith("Your wins in 2026Q3\n*September")
    assert "Nothing recorded in 2020Q1." in wins.own_list(wins.paged([]), LADDER, "2020Q1").text
    nothing = wins.report_list("Ana <!here>", wins.paged([]), LADDER, "")
    assert nothing.text.startswith("Ana &lt;!here&gt; hasn't shared anything with you yet.")


def test_what_a_win_speaks_to_pings_nobody_whatever_it_is_called() -> None:
    craft = Competency(id="craft", name="<!channel>")
    covered = progress(ANA, LADDER, item(competencies=("craft",))).coverages[0]
    made = saved.saved(item(), saved.SaveFeedback(competency=craft, coverage=covered), LADDER)
    assert "&lt;!channel&gt; is *thin*: 1 win from 1 month" in made.text
    holds(made)


def test_a_win_that_names_no_competency_says_how_to_make_it_count() -> None:
    assert "To make it count, tick what it shows" in saved.saved(item(), saved.SaveFeedback(), LADDER).text


# --- the form of a win


def shown_form(ladder: Ladder, **form: Any) -> Block:
    view = win_form(WinForm(happened_on=TODAY, **form), ladder, callback=ids.WIN_MODAL, metadata="")
    view_holds(view)
    return view


def field(view: Block, block_id: str) -> Block | None:
    return next((one for one in view["blocks"] if one.get("block_id") == block_id), None)


def test_a_form_for_a_ladder_without_competencies_asks_for_none() -> None:
    assert field(shown_form(Ladder(id="e", name="E")), ids.COMPETENCIES) is None


def test_a_form_offers_every_competency_of_a_very_wide_ladder() -> None:
    view = shown_form(wide(250), editing=item(competencies=("c0", "c249")))
    asked = field(view, ids.COMPETENCIES)
    assert asked is not None
    groups = asked["element"]["option_groups"]
    assert [one["value"] for group in groups for one in group["options"]] == [f"c{n}" for n in range(250)]
    assert [one["value"] for one in asked["element"]["initial_options"]] == ["c0", "c249"]


def test_a_message_longer_than_a_win_may_be_is_not_cut_in_silence() -> None:
    asked = field(shown_form(LADDER, text="word " * 1_000), ids.TEXT)
    assert asked is not None
    assert asked["hint"]["text"].startswith("The first 3,000 of 5,000 characters fit.")


# --- the team, the digest, Home


def report(n: int = 0, **fields: Any) -> Report:
    values: dict[str, Any] = {
        "level": "senior",
        "items": 1,
        "new": 0,
        "last_on": TODAY - timedelta(days=15),
        "sustained": ("craft",),
        "begun": (),
        "thin": ("delivery", "gone"),
        "missing": ("mentoring",),
    }
    return Report(person=Person(id=f"U{n}", name=f"Person {n}"), **{**values, **fields})


def test_a_team_of_one_of_many_and_of_nobody() -> None:
    one = team([report()], LADDER, TODAY)
    assert (
        "*Person 0* – aims at Senior\n1 win, 0 this quarter; the latest is from Aug 30, 2026, 2 weeks ago" in one.text
    )
    assert "Sustained: Craft\n• Thin, one month so far: Delivery and gone (no longer in the ladder)" in one.text
    assert "Nothing on record yet: Mentoring" in one.text
    many = team([report(n) for n in range(60)], LADDER, TODAY)
    assert all(f"*Person {n}* – " in many.text for n in range(60))
    assert "Nobody reports to you on the roster." in team([], LADDER, TODAY).text
    for made in (one, many):
        holds(made)


def test_a_report_without_a_target_or_anything_shared() -> None:
    said = team([report(level=None, items=0, last_on=None, sustained=())], LADDER, TODAY).text
    assert "*Person 0* – no target yet\nNothing shared with you yet. Ask what they are working on." in said


def test_a_report_of_sixty_long_names_is_not_cut() -> None:
    ladder = wide(60)
    made = team([report(thin=tuple(ladder.competency_by_id))], ladder, TODAY)
    assert all(one.name in made.text for one in ladder.competencies)
    holds(made)


def test_a_digest_of_one_person_with_nothing_and_late() -> None:
    nobody = ReportDigest(
        person=Person(id="U1", name="Bo"),
        level=None,
        target=None,
        new=(),
        more=0,
        lines=(),
        questions=(),
        last_on=None,
    )
    digest = ManagerDigest(Person(id="U0M", name="Max"), quarter_of(TODAY, 1), (nobody,))
    [made] = digest_messages(digest, LADDER, late_since="Oct 1, 2026")
    assert "What 1 person in your team put on record" in made.text
    assert "This was due on Oct 1, 2026 and is late" in made.text
    assert "*Bo* – level not on the roster, no target yet" in made.text
    assert "Ask Bo what they are proud of." in made.text


def test_home_names_ten_failures_and_counts_the_others() -> None:
    failed = FailedDelivery(
        recipient="U0MAX",
        kind="digest",
        period="2026Q3",
        part=1,
        state=DeliveryState.DEAD,
        code="is_archived",
        reason="The channel is archived.",
        due_at=NOW,
    )
    about = About(version=FIRST, is_admin=True)
    view = home(Home(progress=progress(ANA), recent=(), failures=[failed] * 12, about=about, people=1), LADDER)
    said = as_text(view["blocks"])
    assert said.count(":warning: digest to <@U0MAX>: The channel is archived.") == 10
    assert "And 2 more." in said
    assert "1 person on the roster." in said
    view_holds(view)


def test_news_too_long_for_home_and_for_the_modal_are_shown_as_far_as_they_fit() -> None:
    long = [Expectation(id=f"e{n}", text=f"{n}{'語' * 2_999}") for n in range(90)]
    changes = tuple(StatementChange(level=None, competency=None, old=one, new=one) for one in long)
    level = LevelNews(False, LADDER.levels[0], LADDER.levels[0], (), changes)
    news = LadderNews((FIRST,), (level, level))
    view = home(Home(progress=progress(ANA), recent=(), news=news), LADDER)
    assert "And 86 more changes." in as_text(view["blocks"])
    view_holds(view)
    shown = modal(ids.NOTICE, "What changed", last_changes(news))
    assert "And 85 more changes." in as_text(shown["blocks"])
    view_holds(shown, leads=False)


# --- the ladder itself


def test_a_ladder_of_one_of_each_is_counted_in_the_singular() -> None:
    made = about_ladder(wide(1), About(version=FIRST))
    assert "*Wide*: 1 level, 1 competency, 1 expectation." in made.text
    assert "Version 1, published on <!date^1789380000^{date_short}|Sep 14, 2026>" in made.text
    assert pressable(made) == ["The whole map"]


def test_a_note_stands_as_typed_below_its_version() -> None:
    noted = Version(2, NOW, "U0ADA", "*Clearer* <!here>")
    made = about_ladder(LADDER, About(version=noted, is_admin=True, draft="Next"))
    assert (
        "Version 2, published on <!date^1789380000^{date_short}|Sep 14, 2026> by <@U0ADA>\n“*Clearer* &lt;!here&gt;”"
        in made.text
    )
    assert pressable(made)[0] == "Review the draft"
    assert "*A small ladder is the ladder now, version 2.*" in published(noted, LADDER).text
    assert as_text(last_changes(None)) == "This ladder hasn't changed yet."


def test_the_source_of_a_ladder_is_named_as_it_asks_and_only_then() -> None:
    assert attribution(LADDER) == []
    source = Source(url="https://example.com/x", licence="MIT", attribution="By *Jo*")
    ladder = Ladder(id="s", name="S", source=source)
    assert as_text(attribution(ladder)) == "By *Jo*\nMIT\nhttps://example.com/x"
    assert attribution(Ladder(id="s", name="S", source=Source())) == []


def test_the_old_and_the_new_words_are_whole_however_long() -> None:
    old, new = "old " * 700, "new " * 700
    said = as_text([side_by_side("Craft <x>", old, new)])
    assert f"Before: {old}" in said
    assert f"Now: {new}" in said
    assert "Craft &lt;x&gt;" in said
    assert "fields" in side_by_side("Craft", "", "new")


def test_levels_with_too_few_people_are_all_named() -> None:
    ladder = wide(0, levels=30)
    said = use_report(LadderUse(TODAY, (), (), ladder.levels)).text
    assert "Level 28 and Level 29 left out: fewer than 3 people are judged on each of them, you and" in said
    assert "*Nobody has evidence for these yet:* none." in said


def test_a_long_list_of_names_is_one_message_all_the_same() -> None:
    holds(message(section("x" * 4_000)), leads=False)
