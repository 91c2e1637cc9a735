"""What time it is, the tick, and the jobs that it starts."""
