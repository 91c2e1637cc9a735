"""The rules of promotion stood in a file and nowhere else, and what stalls people stood one level too high."""

from tests.office import ANA, BEN, MAX, Office

QUESTION = "can this person work effectively at the next level?"


def test_what_keeps_people_from_reaching_senior_is_said_on_the_way_to_senior(office: Office) -> None:
    said = office.ask(ANA, "senior")
    on_the_way = said.split("What stalls people on the way to Senior Software Developer")[1]
    assert on_the_way.index("Underestimating communication") < on_the_way.index("What stalls people at this level")
    assert "application-layer code" in on_the_way
    assert "think like an individual contributor instead of learning how higher levels are judged" in on_the_way


def test_mid_says_what_keeps_people_there(office: Office) -> None:
    assert "application-layer code" in office.ask(ANA, "mid").split("What stalls people at this level")[1]


def test_the_rules_of_promotion_stand_behind_a_button_of_each_level(office: Office) -> None:
    rules = _press_rules(office, BEN, "senior")
    assert rules.startswith("How promotion is decided")
    for words in (QUESTION, "behavior you have demonstrated", "raising their value to the organization"):
        assert words in rules
    assert "improve systems, reduce complexity, help teams execute, and solve business problems at scale" in rules
    assert "The role of a lead varies by company." in rules


def test_next_asks_the_question_behind_every_promotion(office: Office) -> None:
    assert QUESTION in office.ask(MAX, "next")


def test_lines_that_the_source_does_not_have_are_marked_as_inferred(office: Office) -> None:
    said = office.ask(ANA, "senior")
    assert "Lines in italics are inferred from the neighboring levels." in said


def test_the_rules_stand_behind_a_button_of_next_as_well(office: Office) -> None:
    assert QUESTION in _press_rules(office, ANA, "next")


def _press_rules(office: Office, person: str, words: str) -> str:
    [answer] = office.slack.command(person, f"/ladder {words}").messages
    [rules] = office.slack.click(person, "show_rules", (answer.channel, answer.ts)).messages
    return rules.text
