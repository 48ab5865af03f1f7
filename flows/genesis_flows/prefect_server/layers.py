"""What Prefect's application (3.8.8) does with each request, and nobody here needs.

Each layer of Starlette's makes a task and two queues for a request, and a writer waits for them.
"""

from __future__ import annotations

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount

NEEDLESS = frozenset(
    {
        # For clients older than 3.6.19, who do not say that what they send is JSON.
        "default_content_type",
        # The same secret as the guard's, which has checked it before.
        "token_validation",
    }
)


def take_off_layers(prefect: FastAPI) -> None:
    """Take them off Prefect's applications, which have answered nobody yet."""
    for route in prefect.routes:
        if isinstance(route, Mount) and isinstance(route.app, FastAPI):
            kept = [layer for layer in route.app.user_middleware if not _is_needless(layer)]
            route.app.user_middleware = kept


def _is_needless(layer: Middleware) -> bool:
    # Nothing leaves the machine: to compress it takes longer than to hand it over.
    kind: object = layer.cls
    return kind is GZipMiddleware or _name_of(layer.kwargs.get("dispatch")) in NEEDLESS


def _name_of(function: object) -> object:
    return getattr(function, "__name__", None)
