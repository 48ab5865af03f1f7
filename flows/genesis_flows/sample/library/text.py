"""Small operations on text: slots, quotations, lengths in code points."""

from __future__ import annotations

import re
from collections.abc import Mapping

from genesis_flows.json_value import Json

Value = Json
"""A value as json.loads gives it."""

SLOT = re.compile(r"\{([a-zA-Z]+\d?)\}")
QUOTED_TITLE = re.compile(r"《([^《》]{1,60})》")
SENTENCE_END = re.compile(r"(?<=[。！？!?；;])|(?<=\.)\s|\n")
UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
SPACE = re.compile(r"\s+")


def fill(value: Value, slots: Mapping[str, str], names: Mapping[str, str] | None = None) -> Value:
    """Put `slots` into every text of a JSON value, and say `names`' values for their keys.

    One pass: what is put in is never looked at again, so braces in a writer's words stay as they are.
    """
    renamed = {old: new for old, new in (names or {}).items() if old and old != new}
    pattern = SLOT
    if renamed:
        olds = sorted(renamed, key=len, reverse=True)
        pattern = re.compile("|".join([SLOT.pattern, *map(re.escape, olds)]))

    def put(match: re.Match[str]) -> str:
        slot = match.group(1)
        return slots[slot] if slot else renamed[match.group(0)]

    def walk(part: Value) -> Value:
        if isinstance(part, str):
            return pattern.sub(put, part)
        if isinstance(part, list):
            return [walk(item) for item in part]
        if isinstance(part, dict):
            return {key: walk(item) for key, item in part.items()}
        return part

    return walk(value)


def clean(text: object) -> str:
    """A writer's words on one line, without what cannot be stored; "" for anything else."""
    return SPACE.sub(" ", UNSTORABLE.sub("", text)).strip() if isinstance(text, str) else ""


def condense(text: str, language: str, scale: float = 1.0) -> str:
    """The beginning of a writer's words, short enough to be quoted within a sentence."""
    limit = int((64 if language == "zh-CN" else 150) * scale)
    line = clean(text)
    if len(line) <= limit:
        return line.rstrip("。.；;，, ") or line
    kept = ""
    for sentence in SENTENCE_END.split(UNSTORABLE.sub("", text)):
        joined = clean(kept + " " + sentence) if language == "en" else clean(kept + sentence)
        if len(joined) > limit:
            break
        kept = joined
    if kept:
        return kept.rstrip("。.；;，, ") or kept
    cut = line[: limit - 1]
    if language == "en" and " " in cut[limit // 2 :]:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip("。.；;，,、 ") + "……" if language == "zh-CN" else cut.rstrip(".,; ") + "…"


def limited(text: str, limit: int) -> str:
    """At most `limit` code points; a text that is cut ends in an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def quoted_title(text: str) -> str | None:
    """The first 《title》 in a text."""
    found = QUOTED_TITLE.search(text)
    return clean(found.group(1)) or None if found else None


def bigrams(text: str) -> set[str]:
    """What two texts are compared by: Chinese by pairs of characters, else by words."""
    pairs: set[str] = set()
    for run in re.findall(r"[\u3400-\u9fff]+|[A-Za-z]{4,}", text):
        if run.isascii():
            pairs.add(run.lower())
        else:
            pairs.update(run[i : i + 2] for i in range(len(run) - 1))
    return pairs
