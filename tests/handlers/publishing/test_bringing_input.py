"""Forms and files of a ladder with what no text may hold: refused in place, and the ladder stays as it was."""

from typing import Any

import pytest

from handlers import ids
from handlers.publishing.input import brought_in
from ladder.errors import Invalid
from tests.handlers.publishing.test_bringing import SHEET, open_form, questions, submit, upload, version
from tests.office import Office

BAD = ["a\x00b", "half \ud83d of an emoji"]


def a_file(**fields: Any) -> dict[str, Any]:
    """The values of a form with a file, as Slack describes it."""
    whole = {"name": "ladder.csv", "size": 10, "url_private_download": "https://files.slack.com/x"}
    return {ids.FILE: {ids.FILE: {"files": [{**whole, **fields}]}}}


@pytest.mark.parametrize("text", BAD)
def test_pasted_text_is_refused_in_place(office: Office, text: str) -> None:
    open_form(office)
    assert "a character that can't be stored" in submit(office, **{ids.PASTED: f"# Junior\n\n- {text}"})


@pytest.mark.parametrize("text", BAD)
def test_a_note_is_refused_in_place_and_nothing_is_published(office: Office, text: str) -> None:
    upload(office, "ladder.csv", SHEET)
    moves = dict.fromkeys(questions(office, ids.MOVE), "0")
    assert "a character that can't be stored" in submit(office, **moves, note=text)
    assert version(office) == 1
    assert "version 2" in submit(office, **moves, note="Ours")


@pytest.mark.parametrize("sign", ["\\u0000", "\\ud83d"])
@pytest.mark.parametrize("name", ["ladder.json", "ladder.yaml"])
def test_a_file_is_refused_or_read_without_it_and_can_be_published(office: Office, sign: str, name: str) -> None:
    ladder = f'{{"levels": [{{"name": "Ju{sign}nior", "Care{sign}": ["Helps{sign} others"]}}]}}'
    said = upload(office, name, ladder.encode())
    if office.modal("U0ADA").body["callback_id"] == ids.REVIEW_MODAL:
        said = submit(office, **dict.fromkeys(questions(office, ids.MOVE), "0"))
        assert "version 2" in said
    else:
        assert name in said


def test_the_name_of_a_file_is_taken_without_what_cannot_be_shown() -> None:
    assert brought_in(a_file(name="lad\x00der\ud83d\n.csv")).name == "ladder.csv"
    assert brought_in(a_file(name="\x00")).name == "a file without a name"


def test_a_file_that_slack_does_not_hold_is_refused_in_place() -> None:
    with pytest.raises(Invalid, match="Slack doesn't hold this file itself") as caught:
        brought_in(a_file(url_private_download=None))
    assert list(caught.value.fields) == [ids.FILE]


def test_a_statement_that_no_answer_has_room_for_is_refused_with_its_beginning(office: Office) -> None:
    said = upload(office, "ladder.csv", b"Level,Delivery\nJunior,Finishes\nSenior,Leads " + b"and leads " * 300)
    assert "“Leads and leads and leads and leads…” has 3,005 characters; 3,000 fit. Make it several." in said
    assert version(office) == 1


def test_a_statement_of_three_thousand_characters_is_taken_and_answered(office: Office) -> None:
    upload(office, "ladder.csv", f"Level,Delivery\nJunior,Finishes\nSenior,{'日本語の文。' * 500}\n".encode())
    assert "version 2" in submit(office, **dict.fromkeys(questions(office, ids.MOVE), "1"))
    for words in ("", "senior", "next", "prove delivery", "grow", "focus"):
        assert "went wrong" not in office.ask("U0ANA", words)
    assert "日本語" in office.home_text("U0ANA")
