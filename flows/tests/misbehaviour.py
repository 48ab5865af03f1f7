"""Answers no honest model writes: generated, the same for the same seed."""

from __future__ import annotations

import random

PIECES = (
    '{"a":1,}\n', "{,\n", "<think>", "</think>", "(", "（", ")", "{", "}", "[", "]", '"', "'", ",", ":",
    "```json\n{", "```", "\\", "\n", " ", "\t", '{"a":', '{"a":"', "[1,", '"x" ', "<", "“", "”", "：", "//", "/*",
    "None", "null", "林晚（", "第1章", "Chapter 1 ", "\ud83d\ude00", "\x00", "ａ", "1", "-", "e", '{"name":"((((((", ',
)  # fmt: skip


def tangled(source: random.Random, longest: int) -> str:
    """Give a text of up to `longest` characters, of one piece or of a few, in runs."""
    length = longest if source.random() < 0.3 else int(longest * source.random())
    pieces = source.sample(PIECES, source.randint(1, 4))
    made: list[str] = []
    size = 0
    while size < length:
        piece = source.choice(pieces)
        run = piece * source.choice((1, 1, 2, 10, 1_000, 20_000))
        made.append(run[: length - size])
        size += len(made[-1])
    return "".join(made)
