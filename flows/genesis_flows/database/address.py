"""A PostgreSQL URL as libpq reads it, in every form that managed services hand out.

The same rules in TypeScript: shared-types/database-url.ts; tests/vectors/database-urls.json holds
both. asyncpg hands on what it does not know as settings, which the server refuses: it is given what
stands here, never the URL.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

import certifi

from genesis_flows.json_value import Json

DEFAULT_PORT = 5432
SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
SESSION_ATTRIBUTES = ("any", "read-write", "read-only", "primary", "standby", "prefer-standby")

_FORM = re.compile(
    r"postgres(?:ql)?://(?=.)(?P<authority>[^/?]*)(?:/(?P<path>[^?]*))?(?:\?(?P<query>.*))?",
    re.DOTALL,
)
_HOST = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+(?:%[^\]]+)?\]|[^:\[\]@]*)(?::(?P<port>[0-9]*))?")
_CREDENTIAL = re.compile(r"(?:user|password)(?:=|$)")
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


class AddressError(ValueError):
    """It is no such URL, or names a file that cannot be read. Its words hold no secret."""


@dataclass(frozen=True)
class DatabaseAddress:
    """What a database's URL says."""

    hosts: tuple[tuple[str, int], ...]
    """Host and port, in the order to try; a host that begins with "/" is a socket's directory."""
    user: str | None
    password: str | None = field(repr=False)
    database: str | None
    ssl_mode: str
    ssl_root_cert: str | None
    ssl_cert: str | None
    ssl_key: str | None
    connect_timeout_seconds: int | None
    application_name: str | None
    options: str | None
    target_session_attrs: str
    ignored: tuple[str, ...]


def parse_database_url(url: str) -> DatabaseAddress:
    """Read a URL.

    Raises:
        AddressError: it is none, or a parameter has a value that it does not take.
    """
    found = _FORM.fullmatch(url)
    if found is None:
        raise AddressError("a database's URL is no PostgreSQL URL")
    credentials, _, in_url = found["authority"].rpartition("@")
    user, colon, password = credentials.partition(":")
    parameters = _parameters(found["query"] or "")

    def take(name: str) -> str | None:
        return parameters.pop(name, None) or None

    # Where there is a name as well, its address is looked up: certificates go by names.
    host = take("host") or (None if in_url else take("hostaddr"))
    hosts = _hosts(in_url, host, take("port"))
    root_cert = take("sslrootcert")
    is_far = any(not _is_here(host) for host, _ in hosts)
    default_mode = _mode_without_name(take("ssl"), root_cert, is_far=is_far)
    timeout = take("connect_timeout")
    return DatabaseAddress(
        hosts=hosts,
        user=take("user") or _text(user),
        password=take("password") or (_text(password) if colon else None),
        database=take("dbname") or _text(found["path"] or ""),
        ssl_mode=_one_of(SSL_MODES, take("sslmode")) or default_mode,
        ssl_root_cert=root_cert,
        ssl_cert=take("sslcert"),
        ssl_key=take("sslkey"),
        connect_timeout_seconds=None if timeout is None else _number(timeout, 0, 999_999),
        application_name=take("application_name"),
        options=take("options"),
        # The studio writes: of several servers it wants the one that takes it.
        target_session_attrs=_one_of(SESSION_ATTRIBUTES, take("target_session_attrs"))
        or ("read-write" if len(hosts) > 1 else "any"),
        ignored=tuple(sorted(parameters)),
    )


def with_credentials(url: str, user: str, password: str) -> str:
    """Give the same URL with another user and password, whatever else it says."""
    found = _FORM.fullmatch(url)
    if found is None:
        raise AddressError("a database's URL is no PostgreSQL URL")
    hosts = found["authority"].rpartition("@")[2]
    pairs = (found["query"] or "").split("&")
    query = "&".join(pair for pair in pairs if pair and not _CREDENTIAL.match(pair))
    path = "" if found["path"] is None else f"/{found['path']}"
    credentials = f"{quote(user, safe='')}:{quote(password, safe='')}"
    return f"postgres://{credentials}@{hosts}{path}{'?' if query else ''}{query}"


def connect_arguments(
    url: str, *, settings: Mapping[str, str], timeout_s: float
) -> dict[str, Json]:
    """Give what asyncpg connects with.

    A timeout and an application name in the URL come before the caller's; any other setting of the
    caller's before those in the URL's `options`.

    Raises:
        AddressError: see `parse_database_url`.
    """
    address = parse_database_url(url)
    server_settings = dict(settings)
    if address.options is not None:
        server_settings["options"] = address.options
    if address.application_name is not None:
        server_settings["application_name"] = address.application_name
    return {
        "host": [host for host, _ in address.hosts],
        "port": [port for _, port in address.hosts],
        "user": address.user,
        "password": address.password,
        "database": address.database,
        "ssl": _tls(address),
        "timeout": address.connect_timeout_seconds or timeout_s,
        "server_settings": server_settings,
        "target_session_attrs": address.target_session_attrs,
    }


def _tls(address: DatabaseAddress) -> ssl.SSLContext | str | bool:
    """As libpq: a certificate is asked for by `verify-…`, or where an authority is named."""
    mode, root_cert = address.ssl_mode, address.ssl_root_cert
    if mode == "disable" or any(host.startswith("/") for host, _ in address.hosts):
        return False
    if mode in ("allow", "prefer"):
        return "prefer"
    context = ssl.create_default_context()
    if root_cert is None or root_cert == "system":
        # A machine may have none of its own.
        context.load_verify_locations(certifi.where())
    else:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        _read("sslrootcert", root_cert, lambda: context.load_verify_locations(root_cert))
    context.check_hostname = mode == "verify-full" or root_cert == "system"
    if mode == "require" and root_cert is None:
        context.verify_mode = ssl.CERT_NONE
    certificate = address.ssl_cert
    if certificate is not None:
        _read("sslcert", certificate, lambda: context.load_cert_chain(certificate, address.ssl_key))
    return context


def _read(parameter: str, path: str, read: Callable[[], None]) -> None:
    try:
        read()
    except OSError as error:
        words = f"{parameter} in a database's URL names {path}, which cannot be read"
        raise AddressError(words) from error


def _mode_without_name(given: str | None, root_cert: str | None, *, is_far: bool) -> str:
    if given in ("true", "1", "require"):
        return "require"
    if root_cert == "system":
        return "verify-full"
    return "prefer" if is_far and given not in ("false", "0") else "disable"


def _parameters(query: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in query.split("&") if pair)
    return {_unquote(name): _unquote(value.replace("+", " ")) for name, _, value in pairs}


def _hosts(in_url: str, host: str | None, port: str | None) -> tuple[tuple[str, int], ...]:
    given = [_host_and_port(each) for each in in_url.split(",")] if in_url else []
    named: list[tuple[str, int | None]] = given
    if host is not None:
        named = [(_bare(each), None) for each in host.split(",")]
    ports = port.split(",") if port is not None else []
    named = named or [("localhost", None)]
    if len(ports) > 1 and len(ports) != len(named):
        raise AddressError("a database's URL has as many ports as hosts")
    hosts = []
    for index, (name, own) in enumerate(named):
        listed = ports[0] if len(ports) == 1 else ports[index] if ports else ""
        in_place = given[index][1] if index < len(given) else None
        hosts.append((name or "localhost", _port(listed) or own or in_place or DEFAULT_PORT))
    return tuple(hosts)


def _host_and_port(text: str) -> tuple[str, int | None]:
    found = _HOST.fullmatch(text)
    if found is None:
        raise AddressError("a database's URL names no host")
    return _bare(_unquote(found["host"])), _port(found["port"] or "")


def _bare(host: str) -> str:
    return host[1:-1] if host.startswith("[") and host.endswith("]") else host


def _port(text: str) -> int | None:
    return None if text == "" else _number(text, 1, 65_535)


def _number(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        raise AddressError("a database's URL has a number that it does not take")
    return int(text)


def _is_here(host: str) -> bool:
    """Nothing between here and there: TLS is not tried where nobody asks for it."""
    return host.startswith(("/", "127.")) or host in ("localhost", "::1")


def _text(text: str) -> str | None:
    return None if text == "" else _unquote(text)


def _unquote(text: str) -> str:
    if _BROKEN_ESCAPE.search(text):
        raise AddressError("a database's URL has a broken escape")
    try:
        return unquote(text, errors="strict")
    except UnicodeDecodeError as error:
        raise AddressError("a database's URL has a broken escape") from error


def _one_of(values: tuple[str, ...], text: str | None) -> str | None:
    if text is not None and text not in values:
        raise AddressError("a database's URL has a value that it does not take")
    return text
