"""Every route of the app, in one place: what a word, a button, a shortcut or a form leads to.

Bolt tries its listeners one after the other (200 of them cost 24 ×), so there is one for each kind of request, and it
looks its route up here (docs/decisions/server.md): the cost does not grow with the number of routes.
"""

from collections.abc import Mapping

from handlers import digest, ids, privacy, settings
from handlers.cards import my_card, my_team, show_help
from handlers.evidence import answering, capture, submitting, undo, wins
from handlers.framework.comparing import compare_levels, compare_pressed
from handlers.framework.growing import focus, focus_pressed, grow, paths, paths_picture, prove, prove_pressed, search
from handlers.framework.levels import level, next_levels, set_target, show_level, show_rules, show_whole_level
from handlers.grammar import Word
from handlers.interaction.ask import FormListener, Listener
from handlers.publishing import about, bringing

COMMANDS: Mapping[Word, Listener] = {
    Word.CARD: my_card,
    Word.LEVEL: level,
    Word.NEXT: next_levels,
    Word.COMPARE: compare_levels,
    Word.PROVE: prove,
    Word.SEARCH: search,
    Word.PATHS: paths,
    Word.FOCUS: focus,
    Word.GROW: grow,
    Word.LOG: capture.log_text,
    Word.WINS: wins.wins,
    Word.TEAM: my_team,
    Word.LADDER: about.ladder_word,
    Word.PRIVACY: privacy.show_privacy,
    Word.SETTINGS: settings.settings,
    Word.HELP: show_help,
}

BUTTONS: Mapping[str, Listener] = {
    ids.SHOW_CARD: my_card,
    ids.SHOW_HELP: show_help,
    ids.SHOW_TEAM: my_team,
    ids.SHOW_NEXT: next_levels,
    ids.SHOW_LEVEL: show_level,
    ids.SHOW_RULES: show_rules,
    ids.COMPARE: compare_pressed,
    ids.PROVE: prove_pressed,
    ids.FOCUS: focus_pressed,
    ids.GROW: grow,
    ids.PATHS: paths,
    ids.PATHS_PICTURE: paths_picture,
    ids.LOG_FOR: capture.form_for,
    ids.SHOW_WHOLE_LEVEL: show_whole_level,
    ids.SET_TARGET: set_target,
    ids.SHOW_WINS: wins.pressed,
    ids.LOG_A_WIN: capture.empty_form,
    ids.ADD_DETAILS: capture.edit_form,
    ids.EDIT_WIN: capture.edit_form,
    ids.TRY_AGAIN: capture.try_again,
    ids.SAME_WIN: answering.same,
    ids.ANOTHER_WIN: answering.another,
    ids.COUNT_FOR: answering.count_for,
    ids.UNDO_WIN: undo.undo,
    ids.DELETE_WIN: undo.delete,
    ids.SHARE_WIN: wins.share,
    ids.HIDE_WIN: wins.hide,
    ids.SHOW_EXAMPLE: about.show_example,
    ids.HIDE_EXAMPLE: about.hide_example,
    ids.ABOUT_LADDER: about.show_ladder,
    ids.LADDER_CHANGES: about.show_changes,
    ids.LADDER_USE: about.show_use,
    ids.SHOW_PRIVACY: privacy.show_privacy,
    ids.WHO_LOOKED: privacy.who_looked,
    ids.DIGEST_REST: digest.rest,
    ids.BRING_LADDER: bringing.bring,
    ids.REVIEW_LADDER: bringing.review_again,
    ids.DROP_DRAFT: bringing.drop,
    ids.SHOW_SETTINGS: settings.settings,
}

FORMS: Mapping[str, FormListener] = {
    ids.WIN_MODAL: submitting.submitted,
    ids.EDIT_MODAL: submitting.submitted,
    ids.BRING_MODAL: bringing.read_it,
    ids.REVIEW_MODAL: bringing.publish,
    ids.SETTINGS_MODAL: settings.save_settings,
}
