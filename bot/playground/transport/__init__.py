"""The way to the app (signed HTTP or the WebSocket it opened, events and their retries), and the server on loopback.

Uses `world`.
"""
