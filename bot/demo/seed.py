"""`ladderbot demo --seed FILE`: the sample company in a database file, to try every other command on."""

import sys
from pathlib import Path

from bot import schema
from bot.demo.serve import FERNWOOD
from bot.demo.story import read_story, tell_record
from ladder.store.db import Database
from ladder.store.engine import open_engine

_READY = """The sample company is in {file}. Try it with any command, for example:

  DATABASE_URL=sqlite:///{file} ladderbot digest --manager U0MAYA --quarter 2026Q3
  DATABASE_URL=sqlite:///{file} ladderbot people export
  DATABASE_URL=sqlite:///{file} ladderbot settings"""


def seed(file: Path, engineers: int) -> int:
    """Writes the sample company into a new SQLite file and says what to try; 1 if the file is there already."""
    if file.exists():
        print(f"{file} is there already. Name a new file.", file=sys.stderr)  # noqa: T201  what the command is for
        return 1
    if not file.absolute().parent.is_dir():
        print(f"There is no folder {file.parent}. Make it first, or name another file.", file=sys.stderr)  # noqa: T201
        return 1
    url = f"sqlite:///{file}"
    schema.upgrade(url)
    database = Database(open_engine(url))
    with database.write(FERNWOOD.id) as tx:
        tell_record(read_story(engineers), tx)
    database.engine.dispose()
    print(_READY.format(file=file))  # noqa: T201
    return 0
