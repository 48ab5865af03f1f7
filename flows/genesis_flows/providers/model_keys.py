"""Writers' model keys as the edge stored them (docs/models.md): opened here, never written."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORMAT = "v1"
NONCE_BYTES = 12


class UnreadableKey(Exception):
    """No known secret opens a stored key, or it is another account's."""


@dataclass(frozen=True)
class _Derived:
    key_id: str
    cipher: AESGCM


class ModelKeys:
    """Opens stored keys with GENESIS_SECRET's secrets."""

    def __init__(self, secrets: Sequence[str]) -> None:
        self._derived = [
            _Derived(
                _hkdf(secret, "model-keys v1 key id", 8).hex(),
                AESGCM(_hkdf(secret, "model-keys v1 key", 32)),
            )
            for secret in secrets
        ]

    def decrypt(self, account_id: str, stored: str) -> str:
        """Give the key.

        Raises:
            UnreadableKey: its message holds nothing of it.
        """
        if not self._derived:
            raise UnreadableKey("this worker has no GENESIS_SECRET")
        version, _, rest = stored.partition(".")
        key_id, _, body = rest.partition(".")
        found = next((each for each in self._derived if each.key_id == key_id), None)
        if version != FORMAT or found is None:
            raise UnreadableKey("the key was encrypted with another GENESIS_SECRET")
        try:
            sealed = urlsafe_b64decode(body + "=" * (-len(body) % 4))
            bound_to = f"model-keys v1 {account_id.lower()}".encode()
            opened = found.cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to)
        except (InvalidTag, ValueError) as error:
            raise UnreadableKey("the stored key is damaged, or another account's") from error
        return opened.decode()


def _hkdf(secret: str, info: str, length: int) -> bytes:
    hkdf = HKDF(SHA256(), length, b"genesis-studio", info.encode())
    return hkdf.derive(secret.encode())
