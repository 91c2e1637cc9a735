"""The worker and the outbox: due deliveries are rendered, sent once, and written down."""
