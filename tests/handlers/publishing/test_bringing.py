"""An admin brings a ladder in Slack: a template, a file or text; sees what was understood; and publishes it."""

import json
import re
from typing import Any

import pytest
from msgspec.structs import replace

from bot.playground.world.errors import ActRefused
from bot.playground.world.faults import Fault
from handlers import ids
from ladder.formats.exporters import export
from ladder.formats.yaml.form import builtin, dump
from ladder.framework.model import Ladder
from ladder.people import people, workspaces
from ladder.publishing import drafts
from ladder.store.db import table_of
from ladder.store.models import PersonRow
from tests.bot.delivery.test_worker import eventually
from tests.office import ADA, ANA, BEN, MAX, Office, view_text

SHEET = b"""Level,Delivery,Care
Junior,Finishes tasks,Asks for help
Senior,Leads a delivery,Helps others grow
"""


def open_form(office: Office, person: str = ADA) -> None:
    office.ask(person, "ladder import")


def submit(office: Office, person: str = ADA, **values: Any) -> str:
    """What stands in front of the person after submitting the form there."""
    outcome = office.slack.submit(person, office.modal(person).id, values)
    assert outcome.status == 200
    assert not outcome.error
    return str(outcome.errors) if outcome.errors else view_text(office.modal(person))


def upload(office: Office, name: str, data: bytes, person: str = ADA, **values: object) -> str:
    """What the app understood of a file."""
    open_form(office, person)
    file = office.slack.upload(person, name, data)
    return submit(office, person, **{ids.FILE: [file.id], **values})


def version(office: Office) -> int:
    with office.database.read(office.team) as tx:
        return workspaces.latest_version(tx)


def ladder_of(office: Office) -> Ladder:
    with office.database.read(office.team) as tx:
        return workspaces.current_ladder(tx)


def questions(office: Office, kind: str, person: str = ADA) -> dict[str, dict[str, Any]]:
    """The questions of one kind in the form in front of the person, by block."""
    blocks = office.modal(person).body["blocks"]
    return {one["block_id"]: one for one in blocks if str(one.get("block_id")).startswith(f"{kind}:")}


def labels(office: Office, person: str = ADA) -> list[str]:
    """The questions of the form in front of the person."""
    return [one["label"]["text"] for one in office.modal(person).body["blocks"] if one["type"] == "input"]


# --- bringing


def test_a_spreadsheet_is_shown_as_it_was_understood_and_nothing_changes_yet(office: Office) -> None:
    said = upload(office, "ladder.csv", SHEET)
    assert "2 levels × 2 competencies, 4 expectations, from ladder.csv" in said
    assert "Senior: Delivery 1, Care 1" in said
    assert "What changes from the current version 1" in said
    assert version(office) == 1


def test_a_confirmed_ladder_is_the_ladder(office: Office) -> None:
    upload(office, "ladder.csv", SHEET)
    asked = dict.fromkeys(questions(office, ids.MOVE), "0")
    assert asked
    assert "version 2" in submit(office, **asked, note="Our own words")
    assert "Leads a delivery" in office.ask(ANA, "senior")


def test_a_template_is_a_beginning_with_its_attribution(office: Office) -> None:
    open_form(office)
    said = submit(office, **{ids.TEMPLATE: "engineering-ladders"})
    assert "Engineering Ladders by jorgef and contributors" in said
    assert "Apache License 2.0" in said


def test_pasted_cells_are_read_too(office: Office) -> None:
    open_form(office)
    assert "2 levels × 2 competencies" in submit(office, **{ids.PASTED: SHEET.decode()})


def test_where_a_table_has_its_levels_can_be_said(office: Office) -> None:
    said = upload(
        office,
        "ladder.csv",
        b"Skill,A,B\nFirst,Does one,Does two\nSecond,Does three,Does four\n",
        **{ids.LEVELS_IN: "columns"},
    )
    assert "A: First 1, Second 1" in said


def test_what_was_set_aside_is_listed_with_its_place_and_why(office: Office) -> None:
    said = upload(office, "ladder.yaml", b"title: x\n")
    assert "no statement of a ladder was found" in said


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("ladder.csv", b"\x00\x01\x02\x03" * 400, "ladder.csv"),
        ("ladder.xlsx", b"PK\x03\x04 no workbook", "ladder.xlsx"),
        ("ladder.yaml", b"a: &a [1]\nb: !!python/object:os.system [x]\n", "ladder.yaml"),
        ("ladder.csv", b"x", "ladder.csv"),
    ],
)
def test_what_cannot_be_read_is_said_in_place_and_the_ladder_stays(
    office: Office, name: str, data: bytes, problem: str
) -> None:
    said = upload(office, name, data)
    assert problem in said
    assert version(office) == 1


def test_a_file_that_is_too_large_is_refused_before_it_is_fetched(office: Office) -> None:
    said = upload(office, "ladder.csv", b"x" * 1_000_001)
    assert "This file is 1.0 MB; the limit is 1 MB." in said
    assert not [one for one in office.slack.calls() if one.method.startswith("files")]


@pytest.mark.parametrize("values", [{}, {ids.TEMPLATE: "etsy", ids.PASTED: "# Junior"}])
def test_it_is_one_of_the_three_ways(office: Office, values: dict[str, Any]) -> None:
    open_form(office)
    assert "one of the three" in submit(office, **values)


def test_without_the_permission_for_files_pasting_is_left(office: Office) -> None:
    office.slack.set_scopes(office.slack.app.scopes - {"files:read"})
    open_form(office)
    assert "files:read" in view_text(office.modal(ADA))
    assert "Or a file" not in labels(office)
    assert "2 levels × 2 competencies" in submit(office, **{ids.PASTED: SHEET.decode()})


@pytest.mark.parametrize("word", ["ladder import", "ladder Import"])
def test_only_an_admin_may(office: Office, word: str) -> None:
    said = office.ask(ANA, word)
    assert "Only a Ladder admin can change the ladder. Ask Ada Stone." in said
    assert not office.slack.workspace.stack(ANA)


def test_a_form_that_somebody_else_forges_changes_nothing(office: Office) -> None:
    upload(office, "ladder.yaml", reworded())
    with office.database.write(office.team) as tx:
        tx.connection.execute(table_of(PersonRow).update().values(admin=False))
    said = submit(office)
    assert "Only a Ladder admin" in said
    assert version(office) == 1


# --- what would change


def reworded(text: str = "You lead what nobody else would") -> bytes:
    ladder = builtin()
    first = ladder.cell("senior", "leadership")[0]
    changed = tuple(replace(one, text=text) if one.id == first.id else one for one in ladder.expectations)
    return dump(replace(ladder, expectations=changed)).encode()


def test_the_same_ladder_has_nothing_to_publish(office: Office) -> None:
    said = upload(office, "builtin.yaml", dump(builtin()).encode())
    assert "It's the same as the current ladder." in said
    assert not office.modal(ADA).body["submit"]


def test_old_and_new_words_stand_side_by_side(office: Office) -> None:
    said = upload(office, "builtin.yaml", reworded())
    assert "1 expectation" in said
    assert f"Before: {builtin().cell('senior', 'leadership')[0].text}" in said
    assert "Now: You lead what nobody else would" in said


def without_level(level: str) -> bytes:
    ladder = builtin()
    kept = replace(
        ladder,
        levels=tuple(
            replace(one, next=tuple(n for n in one.next if n != level)) for one in ladder.levels if one.id != level
        ),
        expectations=tuple(one for one in ladder.expectations if one.level != level),
        advice=(),
    )
    return export(kept, "json")


def without_leadership() -> bytes:
    ladder = builtin()
    kept = replace(
        ladder,
        competencies=tuple(one for one in ladder.competencies if one.id != "leadership"),
        expectations=tuple(one for one in ladder.expectations if one.competency != "leadership"),
        advice=(),
        specialisms=(),
    )
    return export(kept, "json")


def test_a_level_that_goes_names_who_is_on_it_and_asks_where_they_go(office: Office) -> None:
    upload(office, "ladder.json", without_level("junior"))
    [question] = questions(office, ids.MOVE).values()
    assert question["label"]["text"] == "Junior Software Developer is removed. Where do its people go?"
    assert "Ben Okafor" in question["hint"]["text"]
    place = next(one["value"] for one in question["element"]["options"] if one["text"]["text"].startswith("Mid"))
    submit(office, **{str(question["block_id"]): place})
    with office.database.read(office.team) as tx:
        assert people.get(tx, BEN).level == "mid"


def test_without_an_answer_it_is_not_published(office: Office) -> None:
    upload(office, "ladder.json", without_level("junior"))
    with pytest.raises(ActRefused, match="please complete this required field"):
        submit(office)
    assert version(office) == 1


def test_a_renamed_competency_is_asked_about_and_keeps_its_evidence(office: Office) -> None:
    office.win(ANA, competencies=("leadership",))
    ladder = builtin()
    text = dump(ladder).replace("leadership", "guiding").replace("name: Leadership", "name: Guiding others")
    upload(office, "ladder.yaml", text.encode())
    [question] = questions(office, ids.SAME).values()
    assert question["label"]["text"] == "Leadership is removed. Is it one of the new ones?"
    assert "1 win would keep the old name, marked" in question["hint"]["text"]
    submit(office, **{str(question["block_id"]): "0"})
    assert "Shows: Guiding others" in office.ask(ANA, "wins")


def test_a_removed_competency_keeps_its_evidence_under_its_old_name_marked(office: Office) -> None:
    office.win(ANA, competencies=("leadership",))
    upload(office, "ladder.json", without_leadership())
    submit(office)
    assert "Shows: Leadership (no longer in the ladder)" in office.ask(ANA, "wins")


def test_an_edit_leaves_a_win_what_it_showed_under_an_old_name(office: Office) -> None:
    win = office.win(ANA, competencies=("leadership", "risk_reduction"))
    upload(office, "ladder.json", without_leadership())
    submit(office)
    shown = office.slack.command(ANA, "/ladder wins").messages[-1]
    office.slack.click(ANA, ids.EDIT_WIN, message=(shown.channel, shown.ts))
    submit(office, ANA, outcome="It has held since")
    [edited] = office.wins_of(ANA)
    assert (edited.id, edited.outcome) == (win.id, "It has held since")
    assert set(edited.competencies) == {"leadership", "risk_reduction"}


def test_the_second_of_two_admins_sees_the_firsts_version_and_is_asked_again(office: Office) -> None:
    office.add_person("U0BOB", "Bob Reed", admin=True)
    upload(office, "ada.yaml", reworded("Ada's words"))
    upload(office, "bob.yaml", reworded("Bob's words"), "U0BOB")
    submit(office, note="Shorter")
    said = submit(office, "U0BOB")
    assert "<@U0ADA> published version 2 in the meantime" in said
    assert "“Shorter”" in said
    assert "Before: Ada's words" in said
    assert version(office) == 2
    submit(office, "U0BOB")
    assert ladder_of(office).cell("senior", "leadership")[0].text == "Bob's words"


def test_publishing_twice_by_a_retry_makes_one_version(office: Office) -> None:
    upload(office, "ladder.yaml", reworded())
    view = office.modal(ADA)
    submit(office)
    office.slack.workspace.put_stack(ADA, (view,))
    assert "version 2" in submit(office)
    assert version(office) == 2


def test_a_draft_waits_on_home_until_it_is_published_or_thrown_away(office: Office) -> None:
    upload(office, "ladder.yaml", reworded())
    office.slack.close(ADA, office.modal(ADA).id)
    assert "is waiting for you to publish it" in office.home_text(ADA)
    office.slack.click(ADA, ids.REVIEW_LADDER, view="home")
    assert "1 expectation" in view_text(office.modal(ADA))
    office.slack.click(ADA, ids.DROP_DRAFT, view=office.modal(ADA).id)
    assert "The draft is gone" in view_text(office.modal(ADA))
    with office.database.read(office.team) as tx:
        assert drafts.find(tx, ADA) is None


# --- the ladder itself


def test_anyone_can_ask_which_version_it_is(office: Office) -> None:
    said = office.ask(ANA, "ladder")
    assert "10 levels, 8 competencies" in said
    assert re.search(r"Version 1, published on <!date\^\d+\^{date_short}\|Sep 14, 2026>", said)


def test_the_publisher_and_the_note_are_told(office: Office) -> None:
    upload(office, "ladder.yaml", reworded())
    submit(office, note="Clearer *words* <!channel>")
    said = office.ask(ANA, "ladder")
    assert re.search(r"Version 2, published on <!date\^\d+\^{date_short}\|Sep 14, 2026> by <@U0ADA>", said)
    assert "<!channel>" not in said


def test_whoever_aims_at_a_changed_level_sees_it_on_home_once(office: Office) -> None:
    upload(office, "ladder.yaml", reworded())
    submit(office, note="Clearer")
    first = office.home_text(ANA)
    assert "The ladder has changed" in first
    assert "Your target: Senior Software Developer" in first
    assert "Now: You lead what nobody else would" in first
    assert "Before: " in first
    assert "The ladder has changed" not in office.home_text(ANA)
    assert "The ladder has changed" not in office.home_text(BEN)


def test_what_could_not_be_shown_is_shown_the_next_time(office: Office) -> None:
    upload(office, "ladder.yaml", reworded())
    submit(office)
    office.slack.faults.order(Fault(method="views.publish", status=500, accepted=False))
    office.slack.home(ANA)

    def told() -> bool:  # Slack sends the event again, at once and in its own time
        home = office.slack.workspace.home(ANA)
        return home is not None and "The ladder has changed" in view_text(home)

    eventually(told)


def test_it_is_found_again_behind_a_button(office: Office) -> None:
    upload(office, "ladder.yaml", reworded())
    submit(office)
    office.home_text(ANA)
    answer = office.slack.command(ANA, "/ladder ladder").messages[-1]
    office.slack.click(ANA, ids.LADDER_CHANGES, message=(answer.channel, answer.ts))
    assert "Now: You lead what nobody else would" in view_text(office.modal(ANA))


def test_the_owner_learns_how_the_ladder_is_used_and_nobody_else_does(office: Office) -> None:
    for number in range(3):
        office.add_person(f"U0P{number}", f"Person {number}", level="junior", target="mid")
        office.win(f"U0P{number}", competencies=("independence",))
    office.slack.home(ADA)
    office.slack.click(ADA, ids.LADDER_USE, view="home")
    said = view_text(office.modal(ADA))
    assert "Everyone has evidence for these" in said
    assert "Mid-Level Software Developer, Independence" in said
    assert "Person" not in json.dumps(office.modal(ADA).body["blocks"])
    office.slack.home(MAX)
    assert "For admins" not in office.home_text(MAX)
