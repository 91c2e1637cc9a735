"""The browser page: its files (`static/`), and what it shows as one JSON. It acts through /_control/ like any program.

Uses `people` for the acts, `transport` for the type of a route, and `world` to read.
"""
