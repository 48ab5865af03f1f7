"""The folder that made files go to, and what a reader is to find in each."""

import struct
import sys
import zlib
from pathlib import Path

FOLDER = Path(sys.argv[1])
FOUND: dict[str, dict[str, object]] = {}

CHINESE = "林晚在雨里站了很久，她不知道这是不是最后一次见到他。"
TRADITIONAL = "林晚在雨裡站了很久，她不知道這是不是最後一次見到他。"
WESTERN = "Émile n’était pas là. « Où est-il ? » — naïve, cœur brisé."
HOSTILE = "A*B_C <&:\"' 😀 👩‍👩‍👧 שלום عليكم \u202eabc\u202c e\u0301 \U00020000"


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixel = zlib.compress(b"\x00\xff\xff\xff")
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")
    )


def put(name: str, data: bytes, text: str, **more: object) -> None:
    (FOLDER / name).write_bytes(data)
    FOUND[name] = {"text": text, **more}
