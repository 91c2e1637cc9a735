"""`ladderbot migrate`: the schema to its last step."""

import argparse
import sys

from bot.config import read


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `migrate`."""
    parser = commands.add_parser("migrate", help="upgrade the database schema to the latest version")
    parser.set_defaults(run=migrate)


def migrate(_args: argparse.Namespace) -> int:
    """Migrates the database that `DATABASE_URL` names; 0, or 1 if it was left as it was. Raises `BadSetting`."""
    from bot.schema import Damaged, SchemaError, head, upgrade

    try:
        changed = upgrade(read("migrate").database_url)
    except (SchemaError, Damaged) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"The schema is now at step {head()}." if changed else f"The schema is at step {head()}: nothing to do.")
    return 0
