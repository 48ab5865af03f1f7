"""What a database lacks that waiting alone does not bring, in a sentence for who runs the studio.

The same sentences in TypeScript: runtime/postgres/database-fault.ts.
"""

from __future__ import annotations

import socket
import ssl

import asyncpg

from genesis_flows.database.address import AddressError

_SENTENCES = {
    "28P01": "PostgreSQL refuses the user's password",
    "28000": "PostgreSQL refuses the user, or this way to it (pg_hba.conf)",
    "3D000": "the server has no database of that name",
    "3F000": "the database is not migrated yet",
    "42883": "the database is not migrated to this release",
    "42P01": "the database is not migrated to this release",
    "42501": "the login lacks a right that npm run migrate gives it",
    "42704": "the server knows a setting or a role in the URL not",
    "25006": "the database is read-only, as a standby is",
    "0A000": "the database is a standby, or a pooler that cannot do what is asked",
    "53300": "the server has no connection left (max_connections)",
    "53100": "the server's disk is full",
    "08P01": "what answers there is a pooler that refuses a setting, or no PostgreSQL",
}

_KINDS = (
    (socket.gaierror, "no server has the name in the URL"),
    (FileNotFoundError, "there is no socket where the URL leads"),
    (ConnectionRefusedError, "nothing listens where the URL leads"),
    (TimeoutError, "the server gives no answer"),
)


def database_fault(error: BaseException) -> str | None:
    """Give the sentence, or None where there is nothing to say beyond the error itself."""
    if isinstance(error, AddressError):
        return str(error)
    if isinstance(error, asyncpg.PostgresError):
        return _SENTENCES.get(str(error.sqlstate or ""))
    causes = [error, error.__cause__, error.__context__]
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes):
        return "no known authority signed the server's certificate, or it is for another host"
    return next((words for kind, words in _KINDS if isinstance(error, kind)), None)
