"""What a database lacks that waiting alone does not bring, in a sentence for its operator."""

from __future__ import annotations

import json
import socket
import ssl
from importlib.resources import files

import asyncpg

from genesis_flows.database.address import AddressError

_FAULTS: dict[str, str] = json.loads(
    files("genesis_shared").joinpath("database_faults.json").read_text("utf-8")
)

_KINDS = (
    (socket.gaierror, "ENOTFOUND"),
    (FileNotFoundError, "ENOENT"),
    (ConnectionRefusedError, "ECONNREFUSED"),
    (TimeoutError, "CONNECT_TIMEOUT"),
)


def database_fault(error: BaseException) -> str | None:
    """Give the sentence, or None where there is nothing to say beyond the error itself."""
    if isinstance(error, AddressError):
        return str(error)
    if isinstance(error, asyncpg.PostgresError):
        return _FAULTS.get(str(error.sqlstate or ""))
    causes = [error, error.__cause__, error.__context__]
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return "no known authority signed the server's certificate, or it is for another host"
    return next((_FAULTS[code] for kind, code in _KINDS if isinstance(error, kind)), None)
