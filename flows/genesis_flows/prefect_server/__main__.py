"""`python -m genesis_flows.prefect_server --port PORT`: serves on the loopback interface.

Everything else is Prefect's settings, which the environment holds; PREFECT_SERVER_API_AUTH_STRING
is among them and nobody is served without it.
"""

from __future__ import annotations

import argparse
import logging
import sys

import uvicorn
from prefect.server.api.server import create_app
from prefect.settings import get_current_settings

from genesis_flows.log import RepeatFilter
from genesis_flows.prefect_server.guard import App, Guard

HOST = "127.0.0.1"


def main() -> int:
    """Serve until a signal. Gives the exit code."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    port: int = parser.parse_args().port
    settings = get_current_settings().server
    secret = settings.api.auth_string
    if secret is None or not secret.get_secret_value():
        print("PREFECT_SERVER_API_AUTH_STRING: got nothing; takes USER:PASSWORD", file=sys.stderr)
        return 2
    prefect: App = create_app(final=True)
    _say_seldom()
    authorities = [f"{name}:{port}" for name in (HOST, "localhost")]
    uvicorn.run(
        Guard(prefect, authorities, secret.get_secret_value()),
        host=HOST,
        port=port,
        timeout_keep_alive=settings.api.keepalive_timeout,
        ws_ping_interval=settings.api.websocket_ping_interval,
        ws_ping_timeout=settings.api.websocket_ping_timeout,
        # Its loggers say it to the root then, through the same handlers.
        log_config=None,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
    )
    return 0


def _say_seldom() -> None:
    """While PostgreSQL is away Prefect says so hundreds of times a second, with a stack each.

    Whatever is logged passes one of the handlers that Prefect has set up, or the root's.
    """
    logging.raiseExceptions = False
    root = logging.getLogger()
    if not root.handlers:
        root.addHandler(logging.StreamHandler(sys.stderr))
    seldom = RepeatFilter(whatever_level=True)
    loggers = [root, *map(logging.getLogger, logging.root.manager.loggerDict)]
    for logger in loggers:
        for handler in logger.handlers:
            handler.addFilter(seldom)


if __name__ == "__main__":
    sys.exit(main())
