"""Quarters, working days, holidays, the moments when something is due, and stretches of time as people name them. Pure
functions of dates and aware datetimes, with no room below but errors and text."""
