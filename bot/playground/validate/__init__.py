"""Slack's limits on messages and views: types, lengths, counts, places, as tables.

Sources: docs.slack.dev/reference/block-kit and the method pages, cross-read with @slack/types 3.2.0 and slack_sdk.
Where they differ, the narrower one stands here. The sentences are those that Slack answers in
`response_metadata.messages`.
"""
