"""Secrets that this process knows, taken out of every text that leaves it: by value, in any form.

Endpoints quote keys in their errors: whole, without their end, URL-encoded, in an answer's text.
So not the key is looked for but every run of its characters that is too long to be chance.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from urllib.parse import quote

SHORTEST_RUN = 8
"""So many characters of a secret in a row are no chance."""
SHORTEST_SECRET = 4
MASK = "***"


class Redactor:
    """Takes the secrets it was given out of texts; its cost grows with the text alone."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._secrets: set[str] = set()
        self._runs: set[str] = set()
        self._short: set[str] = set()
        for secret in secrets:
            self.add(secret)

    def add(self, secret: str | None) -> None:
        """Know one more secret, and the forms in which it is quoted."""
        if secret is None or len(secret) < SHORTEST_SECRET or secret in self._secrets:
            return
        self._secrets.add(secret)
        if len(secret) < SHORTEST_RUN:
            self._short.add(secret)
            return
        forms = (secret, quote(secret, safe=""), base64.b64encode(secret.encode()).decode())
        for form in forms:
            text = form.casefold()
            self._runs |= {
                text[at : at + SHORTEST_RUN] for at in range(len(text) - SHORTEST_RUN + 1)
            }

    def redact(self, text: str) -> str:
        """Give the text without any secret."""
        for secret in self._short:
            text = text.replace(secret, MASK)
        # Lower case may change a text's length; ASCII's does not, and keys are ASCII.
        folded = text.casefold() if text.isascii() else "".join(map(_lower, text))
        out: list[str] = []
        kept_from = at = 0
        last = len(text) - SHORTEST_RUN
        while self._runs and at <= last:
            if folded[at : at + SHORTEST_RUN] not in self._runs:
                at += 1
                continue
            out.append(text[kept_from:at])
            while at <= last and folded[at : at + SHORTEST_RUN] in self._runs:
                at += 1
            at = kept_from = at + SHORTEST_RUN - 1
            out.append(MASK)
        return "".join([*out, text[kept_from:]]) if out else text

    def unsure_from(self, text: str) -> int:
        """Where the text's end begins that may be the first characters of a secret."""
        tail = text[-(SHORTEST_RUN - 1) :].casefold()
        for length in range(len(tail), 2, -1):
            if any(tail[-length:] in run for run in self._runs):
                return len(text) - length
        return len(text)


def _lower(character: str) -> str:
    return character.lower() if character.isascii() else character


known = Redactor()
"""The process's own: every part that has a secret adds it."""
