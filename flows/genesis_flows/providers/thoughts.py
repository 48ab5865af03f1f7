"""Thinking kept apart from the answer, wherever a model puts its tags.

A tag inside a JSON string is text and stays. A closing tag that was never opened means that all
before it was thinking: some chat templates write the opening tag into the prompt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAMES = "think|thinking|thought|thoughts|reasoning|reflection"
_CLOSE = re.compile(rf"[<◁]/(?:{_NAMES})[>▷]", re.IGNORECASE)
_TOKEN = re.compile(
    rf"\\.|[\"{{}}\[\]]|[<◁](?P<close>/?)(?:{_NAMES})[>▷]", re.IGNORECASE | re.DOTALL
)
_LONGEST_TAG = len("</reflection>")


@dataclass(frozen=True)
class Spoken:
    """What one piece added to the answer. `is_restart`: what came before it was thinking."""

    text: str
    is_restart: bool = False


class ThoughtSplitter:
    """Takes an answer in pieces and gives what is not thinking.

    Every character is looked at a bounded number of times, however the answer is cut.
    """

    def __init__(self) -> None:
        """Start before the answer's first character."""
        self._held = ""
        self._depth = 0
        self._is_in_string = False
        self.is_thinking = False

    def feed(self, piece: str) -> Spoken:
        text = self._held + piece
        cut = _unsure_from(text)
        self._held = text[cut:]
        return self._take(text[:cut])

    def finish(self) -> Spoken:
        """Give what was held back because it might have become a tag."""
        text, self._held = self._held, ""
        return self._take(text)

    def _take(self, text: str) -> Spoken:
        out: list[str] = []
        is_restart = False
        at = 0
        while at < len(text):
            if self.is_thinking:
                close = _CLOSE.search(text, at)
                if close is None:
                    break
                at, self.is_thinking = close.end(), False
                continue
            tag = self._next_tag(text, at)
            if tag is None:
                out.append(text[at:])
                break
            if tag["close"]:
                out, is_restart = [], True
                self._depth, self._is_in_string = 0, False
            else:
                out.append(text[at : tag.start()])
                self.is_thinking = True
            at = tag.end()
        return Spoken("".join(out), is_restart)

    def _next_tag(self, text: str, start: int) -> re.Match[str] | None:
        """Follow the JSON to the next tag that is outside of its strings."""
        for match in _TOKEN.finditer(text, start):
            c = match.group()
            if c == '"':
                self._is_in_string = not self._is_in_string and self._depth > 0
            elif self._is_in_string or c[0] == "\\":
                continue
            elif c in "{[":
                self._depth += 1
            elif c in "}]":
                self._depth = max(0, self._depth - 1)
            else:
                return match
        return None


def without_thoughts(text: str) -> str:
    """Give a whole answer without its thinking."""
    splitter = ThoughtSplitter()
    first, last = splitter.feed(text), splitter.finish()
    return last.text if last.is_restart else first.text + last.text


def _unsure_from(text: str) -> int:
    """Where the piece's end begins that may yet become a tag or an escape."""
    for at in range(len(text) - 1, max(-1, len(text) - 1 - _LONGEST_TAG), -1):
        if text[at] in ">▷":
            break
        if text[at] in "<◁":
            return at
    slashes = len(text) - len(text.rstrip("\\"))
    return len(text) - slashes % 2
