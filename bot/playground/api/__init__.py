"""What the app calls: Slack's Web API, response URLs, the bytes of files. It changes the workspace and sends nothing.

`posting` and `modals` check what the app gave and put it into the workspace; answers to people's acts go through them
too. Uses `validate`, `world`, and of `transport` the type of a route.
"""
