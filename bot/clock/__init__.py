"""What time it is, the tick, and the jobs that it starts. A job asks the domain what is due and writes deliveries; it
sends nothing."""
