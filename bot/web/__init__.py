"""HTTP: the Bolt app, its WSGI application, and the server that serves it. Socket Mode answers with the same app."""
