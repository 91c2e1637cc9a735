"""The worker and the outbox: due deliveries are claimed, rendered, sent once, and written down. Renderers use the
views of `handlers`; every call goes through `bot.slack`."""
