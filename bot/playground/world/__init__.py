"""The workspace and all it holds: frozen values behind one lock, the app installed in it, the date, ordered faults.

Uses nothing else of the playground, and no web library.
"""
