"""The WSGI application that a web process serves."""

from functools import partial

from bot.config import read
from bot.logs import set_up
from bot.readiness import is_ready
from bot.web.app import make_app
from bot.web.http import Web
from bot.web.services import make_services


def make_application() -> Web:
    """The application, from the environment. Raises `BadSetting`."""
    config = read("serve")
    set_up(config.log_level, config.log_format)
    services = make_services(config)
    return Web(make_app(config, services), ready=partial(is_ready, services.database.engine))
