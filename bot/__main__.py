"""`python -m bot …`, the same as `ladderbot …`."""

import sys

from bot.cli import main

sys.exit(main())
