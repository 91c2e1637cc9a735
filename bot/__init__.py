"""Assembly: settings, processes, sockets, and the clock. The only room that reads the environment, opens sockets,
starts threads, and asks what time it is; it may use everything below."""
