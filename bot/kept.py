"""`python -m bot.kept COMMAND`: one process of `ladderbot run`. It ends when the process that started it is gone."""

import os
import signal
import sys
import threading

from bot.cli.main import main


def _end_with_starter() -> None:
    os.read(sys.stdin.fileno(), 1)  # nothing is ever sent: it returns when the other end is closed
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    threading.Thread(target=_end_with_starter, daemon=True).start()
    sys.exit(main())
