"""HTTP: the Bolt app, its WSGI application, and the server that serves it."""
