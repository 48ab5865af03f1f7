"""The readable text of JSON that is still being written: its values in order, with their labels.

The text only ever grows while the JSON is fed in, so that it can be streamed as it is.
"""

from __future__ import annotations

from enum import Enum, auto

from genesis_flows.generation.content.fields import labels

LONGEST_KEY = 100
DEEPEST = 64
"""Characters of a key that are shown, and levels that are read: no content has as many."""


class _State(Enum):
    BEFORE = auto()
    THOUGHT = auto()
    VALUE = auto()
    KEY = auto()
    STRING = auto()
    LITERAL = auto()
    AFTER = auto()


class ReadableText:
    """Turns pieces of a JSON object into readable text.

    `feed` takes the next piece; `text` is what can be read so far. What stands before the object
    (words, a code fence, a thought) and after it is left out. Broken JSON never raises: the text
    is then as good as can be.
    """

    def __init__(self, language: str) -> None:
        self._labels = labels(language)
        self._colon = "：" if language == "zh-CN" else ": "
        self._out: list[str] = []
        self._joined = ""
        self._newlines = 0
        self._has_text = False
        self._state = _State.BEFORE
        self._before = ""
        self._stack: list[str] = []
        self._keys: list[str] = []
        self._token: list[str] = []
        self._escape: str | None = None
        self._high_surrogate = ""
        self._expects_value = False
        self._is_hidden = False
        self._heading = ""
        self._is_after_label = False

    @property
    def text(self) -> str:
        """What can be read so far."""
        if self._out:
            self._joined += "".join(self._out)
            self._out.clear()
        return self._joined

    def feed(self, piece: str) -> None:
        for character in piece:
            self._take(character)

    def _take(self, c: str) -> None:
        state = self._state
        if state is _State.STRING or state is _State.KEY:
            self._in_string(c)
        elif state is _State.VALUE:
            self._in_structure(c)
        elif state is _State.LITERAL:
            if c in ",]} \n\r\t":
                self._end_literal()
                self._in_structure(c)
            else:
                self._token.append(c)
        elif state is _State.THOUGHT:
            self._before = (self._before + c)[-12:]
            if self._before.lower().endswith(("</think>", "</thinking>", "</reasoning>")):
                self._state, self._before = _State.BEFORE, ""
        elif state is _State.BEFORE:
            self._before = (self._before + c)[-12:]
            if self._before.lower().endswith(("<think>", "<thinking>", "<reasoning>")):
                self._state, self._before = _State.THOUGHT, ""
            elif c == "{":
                self._state = _State.VALUE
                self._open("{")

    def _in_structure(self, c: str) -> None:
        if c in "{[":
            self._open(c)
        elif c in "}]":
            self._heading = ""
            if self._stack:
                self._stack.pop()
                self._keys.pop()
            self._state = _State.VALUE if self._stack else _State.AFTER
        elif c == '"':
            self._token.clear()
            self._escape = None
            if self._stack and self._stack[-1] == "{" and not self._expects_value:
                self._state = _State.KEY
            else:
                self._state = _State.STRING
                self._begin_value()
        elif c == ":":
            self._expects_value = True
        elif c == ",":
            self._expects_value = False
        elif not c.isspace():
            self._token[:] = [c]
            self._state = _State.LITERAL

    def _open(self, bracket: str) -> None:
        """A heading for an object or an array that has a key."""
        key = self._keys[-1] if self._keys else ""
        self._write_heading()
        if self._stack and self._stack[-1] == "[":
            self._gap(2 if bracket == "{" else 1)
        elif key:
            # Written with its first value: an empty list has no heading.
            self._heading = self._label(key)
        if len(self._stack) == DEEPEST:
            self._state = _State.AFTER
            return
        self._stack.append(bracket)
        self._keys.append("")
        self._expects_value = False
        self._state = _State.VALUE

    def _begin_value(self) -> None:
        """Write what stands before a value's text."""
        key = self._keys[-1] if self._keys else ""
        self._is_hidden = key == "id"
        if self._is_hidden:
            return
        self._write_heading()
        if key == "text" and self._is_after_label:
            self._write(self._colon)
            self._is_after_label = False
            return
        self._gap(1)
        self._is_after_label = key == "label"
        if self._stack and self._stack[-1] == "[":
            self._write("· ")
        elif not self._is_after_label:
            self._write(f"{self._label(key)}{self._colon}")

    def _write_heading(self) -> None:
        if self._heading:
            self._gap(2)
            self._write(self._heading)
            self._heading = ""

    def _in_string(self, c: str) -> None:
        if self._escape is not None:
            self._in_escape(c)
        elif c == "\\":
            self._escape = ""
        elif c == '"':
            if self._state is _State.KEY and self._keys:
                self._keys[-1] = "".join(self._token)[:LONGEST_KEY]
            self._expects_value = False
            self._state = _State.VALUE
        else:
            self._put(c)

    def _in_escape(self, c: str) -> None:
        escape = (self._escape or "") + c
        if escape[0] != "u":
            self._escape = None
            self._put({"n": "\n", "t": " ", "r": "", "b": "", "f": ""}.get(escape, escape))
        elif len(escape) < 5:
            self._escape = escape
        else:
            self._escape = None
            self._put_code(escape[1:])

    def _put_code(self, digits: str) -> None:
        try:
            code = int(digits, 16)
        except ValueError:
            return
        if 0xD800 <= code < 0xDC00:
            self._high_surrogate = chr(code)
        elif 0xDC00 <= code < 0xE000:
            pair = (self._high_surrogate + chr(code)).encode("utf-16", "surrogatepass")
            self._high_surrogate = ""
            self._put(pair.decode("utf-16", "replace"))
        elif code:
            self._put(chr(code))

    def _put(self, text: str) -> None:
        text = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
        if self._state is _State.KEY:
            self._token.append(text)
        elif not self._is_hidden:
            self._write(text)

    def _end_literal(self) -> None:
        literal = "".join(self._token)
        self._token.clear()
        self._state = _State.VALUE
        if literal not in ("null", "true", "false"):
            self._begin_value()
            if not self._is_hidden:
                self._write(literal)
        self._expects_value = False

    def _label(self, key: str) -> str:
        holder = next((outer for outer in reversed(self._keys[:-1]) if outer), "")
        return self._labels.of(key, holder)

    def _gap(self, lines: int) -> None:
        """Start a new line, or leave one blank; nothing at the text's start."""
        missing = lines - self._newlines
        if self._has_text and missing > 0:
            self._write("\n" * missing)

    def _write(self, text: str) -> None:
        if not text:
            return
        self._out.append(text)
        rest = text.rstrip("\n")
        self._newlines = len(text) - len(rest) + (0 if rest else self._newlines)
        self._has_text = True
