"""A small local Slack in one process, for trying the app and for testing it.

It is Slack, not our app: nothing here imports `handlers`, `ladder` or another part of `bot`, so the app meets it only
over HTTP, as it meets the real one. `local_slack.LocalSlack` is the front that tests, the demo and programs use:

    slack = LocalSlack(manifest, signing_secret, bot_token, app_url)
    with slack.start() as server:            # the page at server.url, the Web API at server.api_url
        slack.command("U1", "/ladder senior")

The rooms, each using only those below it
    page/       the browser page: its files, and what it shows
    people/     what people do, as `Acts`; /_control/ offers the same to programs
    api/        what the app calls: /api/<method>, response URLs, the bytes of files
    transport/  the way to the app, signed over HTTP or over its WebSocket; the server on loopback
    validate/   Slack's limits on messages and views, as tables
    world/      what the workspace holds, behind one lock; the app installed in it

Requests with a foreign Host or Origin are refused before any handler runs (`transport/wsgi.py`), so none checks that.
While an act waits for the app's answer no lock is held, so other requests go on.
"""
