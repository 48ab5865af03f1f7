"""One answer as it is read: its text beside its thinking, and the limits on both."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

from genesis_flows.json_value import Json
from genesis_flows.providers.delta import Delta, read_delta
from genesis_flows.providers.event_stream import TooMuch, read_events
from genesis_flows.providers.meter import about_tokens
from genesis_flows.providers.provider import Answer, OnMessage, OnText
from genesis_flows.providers.thoughts import Spoken, ThoughtSplitter
from genesis_flows.providers.usage import Usage
from genesis_flows.secrets import known
from genesis_flows.storable import quotable_name

LONGEST_ANSWER = 256 * 1024
"""Characters of text. No content is larger than 192 KiB, so more is an answer without an end."""
LONGEST_THOUGHT = 2 * 1024 * 1024
MOST_EVENTS = 400_000
LONGEST_WHOLE_S = 1_800.0
"""One answer takes no longer, however lively its stream is."""
AFTER_END_S = 2.0
"""So long an answer's usage may come after its end; some endpoints then leave the socket open."""


class ErrorEvent(Exception):
    """The endpoint reported an error inside its answer."""

    def __init__(self, error: Json) -> None:
        super().__init__("an error event")
        self.error = error


class AnswerStream:
    """What has come of one answer. Thinking is counted and never kept."""

    def __init__(self, on_text: OnText, on_message: OnMessage) -> None:
        self._on_text = on_text
        self._on_message = on_message
        self._splitter = ThoughtSplitter()
        self._text: list[str] = []
        self._held = ""
        self._arguments: list[str] = []
        self._length = 0
        self._said_length = 0
        self._said_at = time.monotonic()
        self._is_thinking = False
        self._thought_length = 0
        self.refusal = ""
        self.finish_reason: str | None = None
        self.usage = Usage()
        self.model: str | None = None

    @property
    def text(self) -> str:
        """The answer's text so far."""
        return known.redact("".join([*self._text, self._held]) or "".join(self._arguments))

    @property
    def has_thought(self) -> bool:
        """Whether there was thinking, in a field of its own or in tags."""
        return self._thought_length > 0 or self._length > self._said_length

    @property
    def has_come(self) -> bool:
        """Whether anything was written: text, thinking, a refusal."""
        return self._length > 0 or self._thought_length > 0

    @property
    def about_tokens(self) -> int:
        """Estimate the tokens of all that came, thinking included."""
        return about_tokens(self.text) + -(-self._thought_length // 4)

    def answer(self) -> Answer:
        """Give what has come."""
        return Answer(self.text, self.usage, self.model)

    async def read(self, pieces: AsyncIterator[bytes], silent_after_s: float) -> None:
        """Read to the end.

        Raises:
            TimeoutError: nothing new for too long. TooMuch: no end in sight. ErrorEvent.
        """
        events = aiter(read_events(pieces))
        whole_until = time.monotonic() + LONGEST_WHOLE_S
        self._said_at = time.monotonic()
        count = 0
        while True:
            silent_until = self._said_at + silent_after_s
            if self.finish_reason is not None:
                silent_until = min(silent_until, self._said_at + AFTER_END_S)
            try:
                async with asyncio.timeout(min(silent_until, whole_until) - time.monotonic()):
                    event = await anext(events)
            except StopAsyncIteration:
                break
            except TimeoutError:
                if self.finish_reason is not None:
                    break
                if time.monotonic() >= whole_until:
                    raise TooMuch(f"more than {LONGEST_WHOLE_S:.0f} s") from None
                raise
            count += 1
            if count > MOST_EVENTS:
                raise TooMuch(f"more than {MOST_EVENTS} events")
            if event is not None:
                await self._take(read_delta(event))
        await self._say(self._splitter.finish(), is_last=True)

    async def _take(self, delta: Delta) -> None:
        if delta.error is not None:
            raise ErrorEvent(delta.error)
        self.model = quotable_name(delta.model) or self.model
        self.usage = delta.usage or self.usage
        # What comes behind the end is another choice's, or an echo.
        if self.finish_reason is None:
            await self._take_words(delta)
        if delta.finish is not None and self.finish_reason is None:
            self.finish_reason = delta.finish
            self._said_at = time.monotonic()

    async def _take_words(self, delta: Delta) -> None:
        if delta.text or delta.thought or delta.refusal or delta.arguments:
            self._said_at = time.monotonic()
        self._length += len(delta.text) + len(delta.refusal) + len(delta.arguments)
        self._thought_length += len(delta.thought)
        if self._thought_length + self._length > LONGEST_ANSWER + LONGEST_THOUGHT:
            raise TooMuch(f"more than {LONGEST_ANSWER} characters")
        self.refusal = (self.refusal + delta.refusal)[:LONGEST_ANSWER]
        self._arguments.append(delta.arguments)
        if delta.text:
            await self._say(self._splitter.feed(delta.text))
        if delta.arguments and not self._text:
            await self._on_text(known.redact(delta.arguments))
        await self._tell_thinking(bool(delta.thought) or self._splitter.is_thinking)

    async def _say(self, spoken: Spoken, *, is_last: bool = False) -> None:
        if spoken.is_restart:
            self._text.clear()
            self._held, self._said_length = "", 0
        text = self._held + spoken.text
        cut = len(text) if is_last else min(_whole_characters(text), known.unsure_from(text))
        said, self._held = _joined(known.redact(text[:cut])), text[cut:]
        if not said:
            return
        self._text.append(said)
        self._said_length += len(said)
        if self._said_length > LONGEST_ANSWER:
            raise TooMuch(f"more than {LONGEST_ANSWER} characters")
        await self._on_text(said)

    async def _tell_thinking(self, is_thinking: bool) -> None:
        if is_thinking == self._is_thinking:
            return
        self._is_thinking = is_thinking
        await self._on_message("MODEL_THINKING" if is_thinking else "WRITING_CANDIDATE")


def _whole_characters(text: str) -> int:
    """Where the text ends without the first half of a character that was cut in two."""
    return len(text) - 1 if text and "\ud800" <= text[-1] < "\udc00" else len(text)


def _joined(text: str) -> str:
    """Halves of a character that came in two chunks are one character."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
