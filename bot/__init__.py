"""Assembly: the only room that reads the environment, opens sockets, starts threads and asks what time it is."""
