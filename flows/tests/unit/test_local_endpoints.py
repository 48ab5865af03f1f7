"""Endpoints of one's own: `localhost` on either family, and a certificate of a company's own CA."""

from __future__ import annotations

import asyncio
import datetime
import ipaddress
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from genesis_flows.providers.model_config import ModelConfig
from genesis_flows.providers.openai_provider import OpenAIProvider
from genesis_flows.providers.provider import GenerationFailed
from tests.unit.test_openai_provider import request

ANSWER = (
    b"HTTP/1.1 200 X\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
    b'data: {"choices": [{"index": 0, "delta": {"content": "{}"}, "finish_reason": "stop"}]}\n\n'
)


async def nothing(_: str) -> None:
    return None


@asynccontextmanager
async def a_server(host: str, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """Answers every request on one address, with one family; gives its port."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(ANSWER)
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, host, 0, ssl=tls)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def ask(base_url: str) -> str:
    provider = OpenAIProvider(ModelConfig(None, base_url, "m", unavailable_after_s=0))
    try:
        return (await provider.write(request(), nothing, nothing)).text
    finally:
        await provider.stop()


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
async def test_localhost_is_found_on_either_family(host: str) -> None:
    async with a_server(host) as port:
        assert await ask(f"http://localhost:{port}/v1") == "{}"


def certificate(folder: Path) -> tuple[Path, ssl.SSLContext]:
    """Make a CA of its own, and a server's context with a certificate by it."""
    now = datetime.datetime.now(datetime.UTC)
    day = datetime.timedelta(days=1)

    def sign(
        name: str, key: ec.EllipticCurvePrivateKey, by: ec.EllipticCurvePrivateKey, *, is_ca: bool
    ) -> x509.Certificate:
        def called(common: str) -> x509.Name:
            return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])

        names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
        return (
            x509.CertificateBuilder()
            .subject_name(called(name))
            .issuer_name(called("a company's CA"))
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - day)
            .not_valid_after(now + day)
            .add_extension(x509.BasicConstraints(is_ca, None), critical=True)
            .add_extension(x509.SubjectAlternativeName(names), critical=False)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), False
            )
            .sign(by, hashes.SHA256())
        )

    ca_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    ca = folder / "ca.pem"
    pem = serialization.Encoding.PEM
    ca.write_bytes(sign("a company's CA", ca_key, ca_key, is_ca=True).public_bytes(pem))
    both = folder / "server.pem"
    both.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + sign("localhost", key, ca_key, is_ca=False).public_bytes(pem)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    return ca, context


async def test_a_further_ca_is_trusted_by_its_file_and_not_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ca, context = certificate(tmp_path)
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    async with a_server("127.0.0.1", context) as port:
        with pytest.raises(GenerationFailed, match="MODEL_CERTIFICATE_REFUSED"):
            await ask(f"https://127.0.0.1:{port}/v1")
        monkeypatch.setenv("SSL_CERT_FILE", str(ca))
        assert await ask(f"https://127.0.0.1:{port}/v1") == "{}"
