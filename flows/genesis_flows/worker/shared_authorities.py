"""The certificate authorities that Prefect's clients trust, read once in this process.

Prefect 3.8.8 reads all of them for each client that it makes (PrefectClient.__init__), also where
its server is spoken to without TLS: 35 ms of a core, and each run makes two while a writer waits
for it: this worker's own (run_client.py), and one of the engine's where it looks where results are
kept (prefect.results). The engine hands that one no argument that could bring what was read.
"""

from __future__ import annotations

import ssl
from functools import cache

from prefect.client import orchestration

create_default_context = cache(ssl.create_default_context)
"""As `ssl.create_default_context`, but that equal questions have one answer."""


class _Ssl:
    """The module `ssl` as Prefect's client module sees it."""

    create_default_context = staticmethod(create_default_context)

    def __getattr__(self, name: str) -> object:
        return getattr(ssl, name)


_SHARED = _Ssl()


def share_authorities() -> None:
    """Have every client of Prefect that is made from now on share what it trusts."""
    setattr(orchestration, "ssl", _SHARED)  # noqa: B010 - mypy knows of no such attribute
