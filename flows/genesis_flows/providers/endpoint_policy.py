"""Which model endpoints a connection may go to: MODEL_ENDPOINTS (docs/models.md)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Literal
from urllib.parse import urlsplit

import httpx2

from genesis_flows.json_value import Json

Address = IPv4Address | IPv6Address

LAST_32_BITS = 0xFFFF_FFFF


class EndpointForbidden(httpx2.HTTPError):
    """The endpoint is not one that MODEL_ENDPOINTS allows; nothing was sent to it."""


@dataclass(frozen=True)
class EndpointPolicy:
    """`public`: HTTPS at public addresses. `named`: these hosts, as HOST or HOST:PORT."""

    kind: Literal["any", "public", "named", "none"]
    hosts: Sequence[str] = ()

    def check_url(self, url: str) -> None:
        """Raise EndpointForbidden for an address that is refused as it is written."""
        if self.kind == "any":
            return
        if self.kind == "none":
            raise EndpointForbidden("this studio allows no endpoint of a writer's own")
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".").lower()
        if self.kind == "named":
            if host not in self.hosts and f"{host}:{parts.port}" not in self.hosts:
                raise EndpointForbidden(f"this studio allows no endpoint at {host}")
            return
        ports = _addresses()["public_ports"]
        port = parts.port or ports["https"]
        if parts.scheme != "https":
            raise EndpointForbidden("this studio allows https:// endpoints only")
        if port != ports["https"] and port < ports["least_other"]:
            raise EndpointForbidden(f"this studio allows no endpoint at port {port}")

    def check_addresses(self, host: str, addresses: Sequence[str]) -> None:
        """Raise EndpointForbidden where any address that a name has is not a public one."""
        if self.kind != "public":
            return
        if not addresses or any(is_forbidden(address) for address in addresses):
            raise EndpointForbidden(f"{host} is at an address that is not public")


ANY_ENDPOINT = EndpointPolicy("any")


def is_forbidden(address: str) -> bool:
    """Whether an address is private, local, reserved, or anything but globally reachable."""
    try:
        found: Address = ip_address(address.partition("%")[0])
    except ValueError:
        return True
    if isinstance(found, IPv6Address) and _is_in(found, "carried_ipv4_networks"):
        found = IPv4Address(int(found) & LAST_32_BITS)
    return _is_in(found, "forbidden_networks")


def _is_in(address: Address, which: str) -> bool:
    networks = [ip_network(network) for network in _addresses()[which]]
    return any(address in n for n in networks if n.version == address.version)


@cache
def _addresses() -> Json:
    text = (files("genesis_shared") / "forbidden_addresses.json").read_text(encoding="utf-8")
    return json.loads(text)
