"""Answers no honest model writes: generated, the same for the same seed."""

from __future__ import annotations

import os
import random
from urllib.parse import quote

from tests.model_server import Reply, part, refuses, says, sends

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


# The long form: GENESIS_MISBEHAVIOURS=2000.
MISBEHAVIOURS = int(os.environ.get("GENESIS_MISBEHAVIOURS", "100"))


def misbehave(  # noqa: PLR0911 - a table
    source: random.Random, answer: str, key: str
) -> tuple[list[Reply], int]:
    """Give replies of one kind of misbehaviour, and the calls that kind may cost at most."""
    quoted = source.choice((key, key[:-4], key[4:], quote(f"{key}/+"), f"Bearer {key}"))
    at = source.randrange(len(answer))
    kind = source.randrange(8)
    if kind == 0:
        status = source.choice((300, 307, 400, 401, 402, 403, 404, 405, 413, 422, 451))
        words = source.choice(("schema", "quota", "model not found", "context length", "no", "key"))
        return [refuses(status, f"{words}: {quoted}", code=source.choice((None, "x", quoted)))], 5
    if kind == 1:
        broken = source.choice(
            ("data: {\n\n", "data: []\n\n", b"\xff\xfe", "data: null\n\n", ": x\n\n")
        )
        return [
            sends(part(content=answer[:at]), broken, part(content=answer[at:]), part("stop")),
            says(answer),
        ], 3
    if kind == 2:
        event = {
            "error": source.choice(
                (quoted, {"message": quoted}, {"code": 402, "message": quoted}, [quoted])
            )
        }
        return [sends(*([part(content=answer[:at])] if at % 2 else []), event), says(answer)], 3
    if kind == 3:
        value = source.choice((None, 7, True, [], {}, [[]], [None], {"type": "text"}, "", quoted))
        return [
            sends(part(content=value), part(source.choice(("stop", "length", "", "weird")))),
            says(answer),
        ], 3
    if kind == 4:
        usage = source.choice(
            ("x", [], {"prompt_tokens": None}, {"prompt_tokens": -1}, {"completion_tokens": 1e400})
        )
        return [
            sends(
                {**part(content=answer), "usage": usage, "model": source.choice((1, None, []))},
                part("stop"),
            )
        ], 3
    if kind == 5:
        return [
            says(
                tangled(source, 20_000),
                finish_reason=source.choice(("stop", "length", "tool_calls")),
            )
        ], 3
    if kind == 6:
        places = sorted(source.sample(range(len(answer)), 3))
        mangled = "".join(source.choice(PIECES) if n in places else c for n, c in enumerate(answer))
        return [says(mangled), says(answer)], 3
    body = source.choice(
        ("", "null", "[]", "{", "\x00", "<html>", '{"choices": {}}', f'{{"message": "{quoted}"}}')
    )
    return [sends(body, head=source.choice(("application/json", "text/html", ""))), says(answer)], 4
