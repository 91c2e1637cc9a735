"""How the app and the local Slack reach each other: signed requests, events, Socket Mode, the server."""
