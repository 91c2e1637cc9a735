"""`python -m bot …`, the same as `ladderbot …`."""

import sys

from bot.cli.main import main

sys.exit(main())
