"""JSON that a model wrote nearly right: read by json-repair, in bounds.

json-repair mends trailing commas, comments, Python's words, single and raw quotes, bare keys and
missing brackets. What it does not know is the punctuation of Chinese keyboards outside strings.
"""

from __future__ import annotations

import json
import re

from json_repair import repair_json

from genesis_flows.json_value import Json

_STRING = r'"(?:[^"\\]|\\.)*"?'
_WIDE = re.compile(rf"{_STRING}|“(?:[^”\\]|\\.)*”?|[：，｛｝［］＂]", re.DOTALL)
_PLAIN = dict(zip("：，｛｝［］＂", ':,{}[]"', strict=True))
_OPENS_OR_CLOSES = re.compile(rf"{_STRING}|[{{}}\[\]]", re.DOTALL)
_CLOSERS = ("}", "]", '"', "”", "'", "｝", "］")


def repair(text: str) -> list[Json]:
    """Give what the text may mean, the likeliest first; nothing where it means nothing.

    Time is bounded by the caller: json-repair looks far back for some texts (raw quotes).
    """
    plain = _plain_punctuation(text)
    made: list[Json] = []
    for form in dict.fromkeys((plain, text)):
        try:
            made.append(json.loads(form, strict=False))
            break
        except (ValueError, RecursionError):
            pass
        try:
            made.append(repair_json(form, return_objects=True, skip_json_loads=True))
        except (ValueError, RecursionError):
            continue
    return made


def is_balanced(text: str) -> bool:
    """Whether every bracket outside strings is closed."""
    depth = 0
    for match in _OPENS_OR_CLOSES.finditer(text):
        c = match.group()
        depth += (c in "{[") - (c in "}]")
    return depth <= 0


def ends_whole(text: str) -> bool:
    """Whether the text's end is the end of a value, so that only brackets can be missing."""
    end = text.rstrip().rstrip(",，;")
    if not end.endswith(_CLOSERS):
        return False
    before = end[:-1].rstrip()[-1:]
    return end[-1] not in "\"'" or before not in (":", ",", "[", "{", "：", "，", "")


def _plain_punctuation(text: str) -> str:
    """Give the text with ASCII punctuation around its strings; the strings stay as they are."""

    def plain(match: re.Match[str]) -> str:
        found = match.group()
        if found[0] == "“":
            inner = found[1:-1] if found.endswith("”") else found[1:]
            return json.dumps(inner, ensure_ascii=False) if "\\" not in inner else f'"{inner}"'
        return _PLAIN.get(found, found)

    return _WIDE.sub(plain, text)
