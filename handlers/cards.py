"""`/ladder`, `/ladder team` and `/ladder help`."""

from handlers.interaction.ask import Answer, Ask
from handlers.interaction.visit import reading, writing
from handlers.views import help
from handlers.views.coverage import card, team
from ladder.coverage.progress import own_progress
from ladder.coverage.team import team_of


def my_card(ask: Ask) -> Answer:
    """Where the asker stands."""
    with reading(ask) as visit:
        return card.card(own_progress(visit), visit.ladder)


def my_team(ask: Ask) -> Answer:
    """The asker's reports, by what they share; the reading stands in the ledger."""
    with writing(ask) as visit:
        return team.team(team_of(visit), visit.ladder, visit.today)


def show_help(_ask: Ask) -> Answer:
    """What can be asked."""
    return help.help_text()
