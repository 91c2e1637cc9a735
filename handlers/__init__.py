"""Slack's face: listeners and views."""
