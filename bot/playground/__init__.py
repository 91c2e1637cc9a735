"""A small local Slack in one process, for trying the app and for testing it.

It is Slack, not our app: nothing here imports `handlers`, `ladder` or another part of `bot`, so the app meets it only
over HTTP, as it meets the real one.

The pieces
    values.py       what a workspace holds, as frozen values: User, Channel, Message, View, File
    state.py        Workspace: those values behind one lock, with a change counter (`wait_for_change`)
    slack.py        LocalSlack: the workspace, the app's installation, and every act of a person as a method
    outcome.py      Outcome: what came of an act; Refused: why a person could not do it
    web_api.py      /api/<method>: token, scopes, arguments, faults, rates, log; the methods are in methods_*.py
    validate/       Slack's limits on messages and views, as tables
    responses.py    /_response/<…>: response URLs
    socket_mode.py  /_socket: the app's WebSockets, if it opens any
    control.py      /_control/…: the acts and the records as JSON, for programs
    shaped.py       messages of any shape that Slack sends, put in by a program; composed.py: what is typed, styled
    wsgi.py         create_wsgi(slack): all of it as one WSGI app; Server
    page_api.py     the browser page (mounted with the rest)

How the page is mounted
    `bot/playground/page/api.py` defines `routes(slack: LocalSlack) -> list[Route]`, where

        Route   = tuple[str, tuple[str, ...], Handler]        # ("/page/events", ("GET",), handler), in routing.py
        Handler = Callable[..., werkzeug.Response]            # handler(request: werkzeug.Request, **path_values)

    The first part is a werkzeug rule ("/", "/page/<path:name>"); the page may use every path that does not begin with
    /api/, /_control/, /_response/, /_socket, /_upload/ or /files/. `create_wsgi` refuses requests with a foreign Host
    or Origin before any handler runs, so the page needs no check of its own. A handler may raise `Refused` (answered
    as 400 with {"ok": false, "error": sentence}) and any werkzeug HTTPException; it may return a streaming Response.

    To read: `slack.workspace` (users(), channels_of(user), visible_to(user, channel), stack(user), home(user),
    file(id), now(), version), `slack.manifest` (commands, shortcuts), `slack.calls()`, `slack.deliveries()`,
    `slack.bot_user_id`. `outcome.as_json(value)` turns any of the values into JSON. To act, as a person; each waits for
    the app's answer, returns an Outcome and raises Refused:

        slack.command(user, text, channel=None)            text "/ladder senior"; channel id, default a public one
        slack.shortcut(user, callback_id, message=None)    message (channel, ts) for a message shortcut
        slack.message(user, channel, text, thread_ts=None)  what the person types: & < > escaped, @names and links kept
        slack.click(user, action_id, message=None, view=None, block_id=None, value=None)
                                                           a button, or a select with its value; Home: view="home"
        slack.type_into(user, view_id, values)             fills inputs in without submitting (value shapes as submit)
        slack.submit(user, view_id, values)                values by block_id or action_id: str, list, date, number
        slack.close(user, view_id, everything=False)       the cross or Cancel; everything: the whole stack
        slack.options(user, view_id, action_id, query)     what an external_select offers, as option objects
        slack.home(user)                                   opens the Home tab
        slack.upload(user, name, data, mimetype=None)      returns a File whose id can be given to a file_input
        slack.open_dm(user, other)                         returns the Channel between two people, or with the app
        slack.set_time(now)                                moves the date (aware datetime)

    To be told of changes:

        seen = 0
        while True:
            seen = slack.workspace.wait_for_change(seen, timeout=15.0)   # returns the current counter, changed or not
            yield ...

    While an act waits for the app's answer no lock is held, so other requests go on.
"""
