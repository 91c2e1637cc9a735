"""Writes the inventory anew: `python -m tests.inventory`."""

import tempfile

from tests.inventory.pages import PAGES, page

if __name__ == "__main__":
    for name in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            PAGES[name].write_text(page(name, f"sqlite:///{folder}/ladder.db"), encoding="utf-8")
            print(PAGES[name])
