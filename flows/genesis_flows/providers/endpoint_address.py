"""Base URLs and keys as people paste them, made what a client takes."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import parse_qsl, urlsplit, urlunsplit

_ROUTES = re.compile(r"/(?:chat/completions|completions|responses|models|embeddings)/*$")
_QUOTES = "\"'`“”‘’«»「」＂＇"
_PREFIX = re.compile(r"^(?:authorization\s*:\s*)?bearer\s+", re.IGNORECASE)
_ASSIGNED = re.compile(r"^(?:export\s+)?[A-Z][A-Z_]*KEY\s*=\s*")


class KeyUnusable(ValueError):
    """A key that no endpoint can have given out; the message does not show it."""


def clean_key(raw: str | None) -> str | None:
    """Give the key without what is never part of one: spaces, quotes, "Bearer ", invisible marks.

    Raises:
        KeyUnusable: characters are left that no header can carry.
    """
    if raw is None:
        return None
    key = "".join(c for c in raw if unicodedata.category(c) != "Cf").strip()
    for _ in range(3):
        key = _ASSIGNED.sub("", _PREFIX.sub("", key)).strip().strip(_QUOTES).strip()
    if not key:
        return None
    if not key.isascii():
        raise KeyUnusable("a key of ASCII characters; this one has others")
    if not key.isprintable() or " " in key:
        raise KeyUnusable("one key, without spaces or line breaks inside")
    return key


def clean_base_url(raw: str) -> tuple[str, dict[str, str]]:
    """Give the base URL, without a route and with /v1 where it has no path, and its query."""
    parts = urlsplit(raw.strip())
    path = _ROUTES.sub("", parts.path.rstrip("/")).rstrip("/") or "/v1"
    base = urlunsplit((parts.scheme, parts.netloc, path, "", ""))
    return base, dict(parse_qsl(parts.query, keep_blank_values=True))
