"""What a writer asked of the book's form, as far as rules can tell: lengths and numbers of chapters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from genesis_flows.sample.library.bank import Json
from genesis_flows.sample.library.text import clean

_WAN = re.compile(r"(\d+(?:\.\d+)?)\s*万\s*字")
_ZH_COUNT = re.compile(r"(\d{4,9})\s*字")
_WORDS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d{4,9})\s*(?:-\s*)?words?", re.IGNORECASE)
_THOUSANDS = re.compile(r"(\d{1,4})\s*k\s+words?", re.IGNORECASE)
_CHAPTERS = re.compile(r"(\d{1,4})\s*(?:章|chapters?)", re.IGNORECASE)
_SENTENCE = re.compile(r"[。！？!?；;\n.]+")
_FORM = re.compile(
    r"万字|\d\s?字|\d\s?章|人称|时态|不要写|不写|\bwords?\b|\bchapters?\b"
    r"|\b(?:first|third) person\b|\b(?:present|past) tense\b|\bno [a-z]+",
    re.IGNORECASE,
)
LONGEST_READ = 4_000
"""So much of a writer's words is looked through."""


@dataclass(frozen=True)
class AskedForm:
    """None where the writer said nothing; `said` is what they said of it, in their words."""

    length: int | None
    chapters: int | None
    said: str


def asked_form(text: str) -> AskedForm:
    """Read a writer's words."""
    text = text[:LONGEST_READ]
    length = None
    if found := _WAN.search(text):
        length = int(float(found.group(1)) * 10_000)
    elif found := _WORDS.search(text) or _ZH_COUNT.search(text):
        length = int(found.group(1).replace(",", ""))
    elif found := _THOUSANDS.search(text):
        length = int(found.group(1)) * 1_000
    chapters = _CHAPTERS.search(text)
    said = [clean(one) for one in _SENTENCE.split(text) if _FORM.search(one)]
    return AskedForm(
        length or None,
        int(chapters.group(1)) or None if chapters else None,
        "; ".join(dict.fromkeys(one for one in said if one))[:500],
    )


def fitted(form: Json, asked: AskedForm) -> Json:
    """The form with the lengths that were asked for."""
    made = dict(form)
    if asked.length is not None:
        made["target_length"] = asked.length
    if asked.chapters is not None:
        made["chapters"] = asked.chapters
        made["chapter_length"] = max(1, made["target_length"] // asked.chapters)
    elif asked.length is not None:
        made["chapter_length"] = min(made["chapter_length"], asked.length)
        made["chapters"] = max(1, -(-asked.length // made["chapter_length"]))
    return made
