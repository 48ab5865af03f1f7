"""Answers no honest model writes: made of tests/vectors/misbehaviours.json, the same for the same seed."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tests.model_server import Reply, part, replies_with, says

Json = Any

VECTORS = json.loads(
    (Path(__file__).parents[2] / "tests/vectors/misbehaviours.json").read_text("utf-8")
)
PIECES: tuple[str, ...] = tuple(VECTORS["pieces"])

MISBEHAVIOURS = int(os.environ.get("GENESIS_MISBEHAVIOURS", "100"))
"""The long form is 2,000, in one run or in several with GENESIS_MISBEHAVIOURS_FROM."""
PATHS = int(os.environ.get("GENESIS_MISBEHAVIOURS", "60"))
"""So many of them go the whole way, from a command to the tables."""
FIRST = int(os.environ.get("GENESIS_MISBEHAVIOURS_FROM", "0"))
LONGEST = 20_000


def say_how_many(capsys: Any, count: int, where: str) -> None:
    """Tell the long form's reader that it was the long form."""
    if count > 100:
        with capsys.disabled():
            print(f"{count} misbehaviours from {FIRST}, {where}")


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


def misbehave(number: int, answer: str, key: str) -> tuple[str, list[Reply], int]:
    """Give a kind's name, its replies, and the calls that it may cost at most: each kind in turn."""
    kinds = VECTORS["kinds"]
    kind = kinds[number % len(kinds)]
    case = _Case(random.Random(number), answer, key)
    replies = [case.reply(reply) for reply in kind["replies"]]
    if case.filled(kind["followed_by"]) == "answer":
        replies.append(says(answer))
    return kind["name"], replies, kind["calls"]


class _Case:
    """One case: its chance and what is put into its texts."""

    def __init__(self, source: random.Random, answer: str, key: str) -> None:
        self._source = source
        at = source.randrange(1, len(answer) - 1)
        said = {
            "key": key,
            "key_start": key[:-4],
            "key_end": key[4:],
            "key_encoded": quote(f"{key}/+"),
        }
        self._slots = said | {
            "answer": answer,
            "before": answer[:at],
            "after": answer[at:],
            "quoted": _put(source.choice(VECTORS["quoted"]), said),
            "tangled": tangled(source, LONGEST),
            "mangled": self._mangled(answer),
            "hollow": self._hollow(answer),
        }

    def reply(self, reply: Json) -> Reply:
        made = self.filled(reply)
        return replies_with(
            [self._event(event) for event in made["events"]],
            status=made.get("status", 200),
            content_type=made.get("type", "text/event-stream"),
            retry_after=made.get("retry_after", ""),
        )

    def filled(self, value: Json) -> Json:
        """Choose among what is one of several, and put the texts in."""
        if isinstance(value, str):
            return _put(value, self._slots)
        if isinstance(value, list):
            return [self.filled(item) for item in value]
        if isinstance(value, dict):
            if "one_of" in value:
                return self.filled(self._source.choice(value["one_of"]))
            return {key: self.filled(item) for key, item in value.items()}
        return value

    @staticmethod
    def _event(event: Json) -> str | bytes:
        if isinstance(event, str):
            return event
        if "bytes" in event:
            return bytes.fromhex(event["bytes"])
        if "body" in event:
            return json.dumps(event["body"])
        if "json" in event:
            return f"data: {json.dumps(event['json'])}\n\n"
        more = {key: event[key] for key in ("usage", "model") if key in event}
        made = part(event.get("finish"), index=event.get("index", 0), **event["delta"])
        return f"data: {json.dumps({**made, **more})}\n\n"

    def _mangled(self, answer: str) -> str:
        places = set(self._source.sample(range(len(answer)), min(3, len(answer))))
        return "".join(
            self._source.choice(PIECES) if n in places else c for n, c in enumerate(answer)
        )

    def _hollow(self, answer: str) -> str:
        """The answer with one of its texts, or each, said without saying anything."""
        content = json.loads(answer)
        texts = [key for key, value in content.items() if isinstance(value, str)]
        some = texts if self._source.random() < 0.5 else self._source.sample(texts, 1)
        word = self._source.choice(VECTORS["hollow"])
        return json.dumps({**content, **dict.fromkeys(some, word)})


def _put(text: str, slots: dict[str, str]) -> str:
    for name, said in slots.items():
        if f"{{{name}}}" in text:
            return said.join(_put(rest, slots) for rest in text.split(f"{{{name}}}"))
    return text
