"""The certificate authorities that Prefect's clients trust, read once in this process.

Prefect 3.8.8 reads all of them for each client that it makes (PrefectClient.__init__), also where
its server is spoken to without TLS: 35 ms of a core, and one run makes five clients while a writer
waits for it. Neither a setting nor an argument that reaches all five can hand them what was read.
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
