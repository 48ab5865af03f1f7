"""The usual proxy variables: respected for the model, never for the studio's own parts.

Prefect's client and the model's read the same variables, so this machine and Prefect's host are put
into NO_PROXY, and what no client can use is taken out, before any client is made.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from urllib.parse import urlsplit

_NAMES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
_SCHEMES = ("http", "https", "socks5", "socks5h")
_OWN_HOSTS = ("localhost", "127.0.0.1", "::1")


def prepare_proxies(env: MutableMapping[str, str]) -> list[str]:
    """Put the variables in order, in place; gives a sentence for each that was left out."""
    left_out: list[str] = []
    for name in _NAMES:
        for spelt in (name.lower(), name):
            value = env.get(spelt)
            if value is None:
                continue
            if value.strip() == "":
                # An empty one says that there is none, whatever the other spelling says.
                env.pop(name, None)
                env.pop(name.lower(), None)
            elif not _is_usable(value):
                env.pop(spelt)
                left_out.append(f"{spelt} is no proxy that can be used; takes http:// or socks5://")
    own = [*_OWN_HOSTS]
    if prefect := urlsplit(env.get("PREFECT_API_URL", "")).hostname:
        own.append(prefect)
    listed = [h.strip() for h in (env.get("no_proxy") or env.get("NO_PROXY") or "").split(",")]
    env["NO_PROXY"] = env["no_proxy"] = ",".join(dict.fromkeys([*filter(None, listed), *own]))
    return left_out


def _is_usable(value: str) -> bool:
    try:
        parts = urlsplit(value if "://" in value else f"http://{value}")
        return parts.scheme in _SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
