"""An admin brings a ladder: the form, what was understood of it, and publishing it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from slack_sdk.errors import SlackApiError

from handlers.interaction.ask import Answer, Ask, as_modal
from handlers.interaction.visit import reading, writing
from handlers.packing import unpack
from handlers.publishing.input import Brought, brought_in, choice_of, fields_as_blocks, refuse_long, short
from handlers.views.publishing.bring import bring_form
from handlers.views.publishing.review import dropped, published, review
from ladder.errors import Changed, Invalid, Unavailable
from ladder.framework.model import Ladder
from ladder.people import people, workspaces
from ladder.publishing import drafts, publication
from ladder.publishing.templates import template_ladder
from ladder.store import inbox

_NO_FILES = ("missing_scope", "invalid_arguments")  # what Slack answers to a file input without files:read
Answered = dict[str, Any]


def bring(ask: Ask) -> Answer:
    """The form to bring a ladder. Raises `Refused` for anybody but an admin."""
    with reading(ask) as visit:
        people.require_admin(visit.tx, visit.me.id)
    try:
        ask.open_view(bring_form(with_file=True))
    except SlackApiError as error:
        if error.response.get("error") not in _NO_FILES:
            raise
        ask.open_view(bring_form(with_file=False))
    return None


def read_it(ask: Ask, body: Mapping[str, Any]) -> Answered:
    """A submitted form: keeps the ladder as a draft and shows what was understood; problems stand in place."""
    try:
        source = brought_in(body["view"]["state"]["values"])
        ladder, origin = _ladder(ask, source)
        refuse_long(ladder, source.block)
    except Invalid as error:
        return {"response_action": "errors", "errors": dict(error.fields)}
    with writing(ask) as visit:
        drafts.keep(visit.tx, visit.me.id, ladder, origin, visit.now)
        return _updated(review(publication.proposal(visit.tx, visit.me.id)))


def _ladder(ask: Ask, source: Brought) -> tuple[Ladder, str]:
    """The ladder a source holds, and the name it goes by. Raises `Invalid`, by block."""
    from ladder.formats.importers import CannotImport, read
    from ladder.formats.yaml.problems import LadderProblems

    if source.template:
        return template_ladder(source.template), f"the template “{source.template}”"
    try:
        data = ask.services.download(source.url) if source.url else source.pasted.encode()
        return read(data, source.name, sheet=source.sheet or None, levels_in=source.levels_in).ladder, source.name
    except (CannotImport, LadderProblems) as error:
        raise Invalid({source.block: short(error)}) from None
    except Unavailable:
        raise Invalid(
            {source.block: "Slack didn't hand over the file in time. Try again, or paste its text."}
        ) from None


def review_again(ask: Ask) -> Answer:
    """The draft of the asker, held against the current version. Raises `NotFound` without one."""
    with writing(ask) as visit:
        view = review(publication.proposal(visit.tx, visit.me.id))
    ask.open_view(view)
    return None


def drop(ask: Ask) -> Answer:
    """Throws the asker's draft away."""
    with writing(ask) as visit:
        drafts.drop(visit.tx, visit.me.id)
    return dropped()


def publish(ask: Ask, body: Mapping[str, Any]) -> Answered:
    """A confirmed review: publishes the draft; if another version came first, or somebody came to a level that goes,
    shows that and asks again."""
    view = body["view"]
    try:
        return _publish(ask, view)
    except Invalid as error:
        if error.fields.keys() <= {block["block_id"] for block in view["blocks"]}:
            return {"response_action": "errors", "errors": dict(error.fields)}
    except Changed:
        pass
    with writing(ask) as visit:
        return _updated(review(publication.proposal(visit.tx, visit.me.id), is_stale=True))


def _publish(ask: Ask, view: Mapping[str, Any]) -> Answered:
    key = f"view:{view['id']}:{view['hash']}:{ask.user}"
    shown = unpack(view["private_metadata"])
    with writing(ask) as visit:
        if not inbox.first_time(visit.tx, key, visit.now):
            return _updated(as_modal(published(workspaces.current_version(visit.tx), visit.ladder)))
        proposal = publication.confirmed(visit.tx, visit.me.id, shown["v"], datetime.fromisoformat(shown["d"]))
        choice = choice_of(view["state"]["values"], proposal)
        with fields_as_blocks(proposal):
            made = publication.publish_draft(visit.tx, visit.me.id, proposal, choice, visit.now)
        return _updated(as_modal(published(made, workspaces.ladder_of(visit.tx, made.number))))


def _updated(view: dict[str, Any]) -> Answered:
    return {"response_action": "update", "view": view}
