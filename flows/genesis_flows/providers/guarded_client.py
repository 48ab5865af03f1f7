"""An HTTP client whose every connection goes to an address that was checked just then.

The name is resolved once for each connection, and the connection goes to one of the addresses that
were looked at: a name whose addresses change in between gains nothing. Redirects are not followed,
and no proxy stands in between, which would resolve the name by itself.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Iterable

import httpcore2
import httpx2

from genesis_flows.providers.endpoint_policy import ANY_ENDPOINT, EndpointPolicy

SocketOption = (
    tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]
)
"""As socket.setsockopt takes it."""

Resolve = Callable[[str, int], Awaitable[list[str]]]
"""Gives every address of a name, the preferred first."""

MOST_CONNECTIONS = 20


LOOPBACK = ("127.0.0.1", "::1")
"""What `localhost` may be: servers of one's own listen on one of them, and a name is often one."""


def guarded_client(policy: EndpointPolicy, resolve: Resolve | None = None) -> httpx2.AsyncClient:
    """Give the client that a policy asks for."""
    # One for all its connections: to read the certificate authorities takes 30 ms of a core.
    tls = httpx2.create_ssl_context()
    if policy.kind != "public":
        # Beside the environment's proxies, which are not for this machine.
        here = _GuardedTransport(ANY_ENDPOINT, _both_families, tls)
        mounts = {"all://localhost": here}
        return httpx2.AsyncClient(verify=tls, follow_redirects=False, mounts=mounts)
    transport = _GuardedTransport(policy, resolve or _resolve, tls)
    return httpx2.AsyncClient(transport=transport, follow_redirects=False, trust_env=False)


class _GuardedTransport(httpx2.AsyncHTTPTransport):
    def __init__(self, policy: EndpointPolicy, resolve: Resolve, tls: ssl.SSLContext) -> None:
        super().__init__(verify=tls, trust_env=False)
        # httpx2 offers no way to hand a network backend on to its pool.
        self._pool = httpcore2.AsyncConnectionPool(
            ssl_context=tls,
            max_connections=MOST_CONNECTIONS,
            network_backend=_GuardedBackend(policy, resolve),
        )


class _GuardedBackend(httpcore2.AsyncNetworkBackend):
    def __init__(self, policy: EndpointPolicy, resolve: Resolve) -> None:
        self._policy = policy
        self._resolve = resolve
        self._network = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to a checked address; TLS asks for the name, which this does not change."""
        try:
            addresses = await self._resolve(host, port)
        except OSError as error:
            raise httpcore2.ConnectError(str(error)) from error
        self._policy.check_addresses(host, addresses)
        last: Exception | None = None
        for address in addresses:
            try:
                return await self._network.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                last = error
        raise last or httpcore2.ConnectError(f"{host} has no address")

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Refuse: no endpoint is a file."""
        raise httpcore2.ConnectError(f"not a network address: {path}")

    async def sleep(self, seconds: float) -> None:
        """Wait between tries."""
        await self._network.sleep(seconds)


async def _both_families(_host: str, _port: int) -> list[str]:
    return list(LOOPBACK)


async def _resolve(host: str, port: int) -> list[str]:
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]
