"""The events of a streamed answer, from bytes as they come: bounded, and whatever they hold.

Endpoints send server-sent events, or one JSON body where a stream was asked for, or a JSON object
a line; bytes that are no UTF-8, a BOM, lines without an end.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import AsyncIterator

from genesis_flows.json_value import Json

LONGEST_BODY = 16 * 1024 * 1024
LONGEST_EVENT = 2 * 1024 * 1024


class NotTheProtocol(Exception):
    """What came is not an answer of a model endpoint. `is_page`: it is a page for people."""

    def __init__(self, message: str, *, is_page: bool = False) -> None:
        super().__init__(message)
        self.is_page = is_page


class TooMuch(Exception):
    """More came than any answer has."""


async def read_events(pieces: AsyncIterator[bytes]) -> AsyncIterator[Json]:
    """Give each event's JSON, and None for what only shows that the other side lives.

    Raises:
        NotTheProtocol: at what cannot be read. TooMuch: at the limits.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    size = 0
    form: _Events | _Body | None = None
    async for piece in pieces:
        size += len(piece)
        if size > LONGEST_BODY:
            raise TooMuch(f"more than {LONGEST_BODY} bytes")
        text = decoder.decode(piece)
        if form is None and (text := text.lstrip("\ufeff \r\n\t")):
            if text[0] == "<":
                raise NotTheProtocol("a web page", is_page=True)
            form = _Body() if text[0] in "{[" else _Events()
        for event in form.feed(text) if form else [None]:
            yield event
    for event in form.finish() if form else []:
        yield event


class _Events:
    """Server-sent events."""

    def __init__(self) -> None:
        self._lines = _Lines()
        self._data: list[str] = []

    def feed(self, text: str) -> list[Json]:
        made: list[Json] = []
        for line in self._lines.feed(text):
            if line.startswith("data:"):
                self._data.append(line[5:].removeprefix(" "))
            elif line == "" and self._data:
                made += _event("\n".join(self._data))
                self._data = []
            else:
                made.append(None)
        return made

    def finish(self) -> list[Json]:
        return self.feed("\n\n")


class _Body:
    """One JSON body, or an object a line."""

    def __init__(self) -> None:
        self._text: list[str] = []

    def feed(self, text: str) -> list[Json]:
        self._text.append(text)
        return [None]

    def finish(self) -> list[Json]:
        return _body("".join(self._text))


class _Lines:
    """Cuts a text that comes in pieces into lines; looks at every character once."""

    def __init__(self) -> None:
        self._rest: list[str] = []
        self._size = 0

    def feed(self, text: str) -> list[str]:
        *whole, rest = text.split("\n")
        made: list[str] = []
        for line in whole:
            made.append("".join([*self._rest, line]).rstrip("\r"))
            self._rest, self._size = [], 0
        self._rest.append(rest)
        self._size += len(rest)
        if self._size > LONGEST_EVENT:
            raise TooMuch(f"an event of more than {LONGEST_EVENT} characters")
        return made


def _event(data: str) -> list[Json]:
    if data.strip() in ("[DONE]", ""):
        return []
    try:
        return [json.loads(data)]
    except (ValueError, RecursionError):
        pass
    # Some end an event with one line break instead of two.
    try:
        return [json.loads(line) for line in data.split("\n") if line.strip() != "[DONE]"]
    except (ValueError, RecursionError) as error:
        raise NotTheProtocol("an event that is not JSON") from error


def _body(text: str) -> list[Json]:
    try:
        value = json.loads(text)
        return value if isinstance(value, list) else [value]
    except (ValueError, RecursionError):
        pass
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError) as error:
        raise NotTheProtocol("a body that is not JSON") from error
