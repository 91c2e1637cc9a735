"""What the local workspace holds: people, places, messages, files, time, limits and faults."""
