"""Every text of every view, played through the real app and kept as files: `typical.md` reads top to bottom, `edges.md`
has what is empty, refused or extreme. `python -m tests.inventory` writes them anew; a test keeps them true."""
