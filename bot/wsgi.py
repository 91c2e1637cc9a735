"""The WSGI application that a web process serves."""

from functools import partial

from bot.app import make_app
from bot.config import read
from bot.logs import set_up
from bot.readiness import is_ready
from bot.services import make_services
from bot.web import Web


def make_application() -> Web:
    """The application, from the environment. Raises `BadSetting`."""
    config = read("serve")
    set_up(config.log_level, config.log_format)
    services = make_services(config)
    return Web(make_app(config, services), ready=partial(is_ready, services.database.engine))
