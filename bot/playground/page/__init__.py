"""The browser page: its files, and what it shows."""
