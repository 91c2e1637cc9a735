"""Logs: one line each, as text or JSON. They hold ids and kinds, never a body, a token or what somebody wrote."""

import json
import logging
import sys
from datetime import UTC, datetime

_QUIET = ("slack_sdk", "slack_bolt", "sqlalchemy", "apscheduler", "alembic")  # they log bodies and rows below WARNING


class JsonLine(logging.Formatter):
    """A record as one JSON object: time, level, logger, message, and where an exception came from."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        return json.dumps(line, ensure_ascii=False)


def set_up(level: str, form: str) -> None:
    """Logs go to standard error from now on, in the form "text" or "json"."""
    handler = logging.StreamHandler(sys.stderr)
    text = logging.Formatter("%(asctime)s %(levelname)-7s %(name)s: %(message)s")
    handler.setFormatter(JsonLine() if form == "json" else text)
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
