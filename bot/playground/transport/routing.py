"""What a part of the local Slack offers over HTTP: a werkzeug rule, its methods and a handler."""

from collections.abc import Callable

from werkzeug import Response

Handler = Callable[..., Response]
"""Called with the werkzeug Request, then the rule's path values by name."""

HttpRoute = tuple[str, tuple[str, ...], Handler]
