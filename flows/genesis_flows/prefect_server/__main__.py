"""`python -m genesis_flows.prefect_server --port PORT`: serves on the loopback interface.

Everything else is Prefect's settings, which the environment holds; PREFECT_SERVER_API_AUTH_STRING
is among them and nobody is served without it.
"""

from __future__ import annotations

import argparse
import sys

import uvicorn
from prefect.server.api.server import create_app
from prefect.settings import get_current_settings

from genesis_flows.garbage import keep_what_is_here
from genesis_flows.log import RepeatFilter, take_over_libraries
from genesis_flows.prefect_server.economies import economise
from genesis_flows.prefect_server.guard import Guard
from genesis_flows.prefect_server.layers import take_off_layers
from genesis_flows.prefect_server.marks import mark_seldom
from genesis_flows.prefect_server.resume_door import ResumeDoor

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
    prefect = create_app(final=True)
    mark_seldom(prefect)
    take_off_layers(prefect)
    economise()
    keep_what_is_here()
    # While PostgreSQL is away Prefect says so hundreds of times a second, with a stack each.
    take_over_libraries(RepeatFilter(whatever_level=True))
    authorities = [f"{name}:{port}" for name in (HOST, "localhost")]
    uvicorn.run(
        Guard(ResumeDoor(prefect), authorities, secret.get_secret_value()),
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


if __name__ == "__main__":
    sys.exit(main())
