"""What the worker and its reader say to each other: JSON behind its length, over pipes."""

from __future__ import annotations

import json

from genesis_flows.json_value import Json

LENGTH_BYTES = 4

TOO_TANGLED = "The answer cannot be read in time: write it as plain JSON, more briefly."
"""What is wrong with a text that the reader gave up."""


def to_frame(value: Json) -> bytes:
    """Give a value as it goes through the pipe."""
    data = json.dumps(value).encode("ascii")
    return len(data).to_bytes(LENGTH_BYTES, "big") + data
