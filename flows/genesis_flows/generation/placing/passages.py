"""A section's body in passages: what stands behind a label, entries of lists, paragraphs.

Every text that is given is a piece of the section, character by character.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

from genesis_flows.generation.placing.words import plain
from genesis_flows.json_value import Json

LONGEST_LABEL = 30
_COLON = r"(?:(?<!\d)[:：]|[:：](?!\d))"
"""None within a time of day, as 12:30."""
_LABEL = re.compile(
    rf"^\s*(?:[-*•+]\s+)?(?:\*\*|__)?([^:：*_\n]{{1,30}}?)(?:\*\*|__)?\s*{_COLON}(?:\*\*|__)?\s*"
)
_BULLET = re.compile(r"^\s*(?:[-*•+]|\d{1,3}[.)、]|[（(]\d{1,3}[)）])\s+")
_ENTRY = re.compile(
    rf"^(?:\*\*|__)?([^:：*_\n]{{1,40}}?)(?:\*\*|__)?\s*(?:{_COLON}|——|—|\s-\s)(?:\*\*|__)?\s*"
)


@dataclass(frozen=True)
class Section:
    """A section of a material as genesis.placed_sections gives it."""

    heading: str
    level: int
    is_group: bool
    body: str
    """Its text behind the heading's line."""


@dataclass(frozen=True)
class Passage:
    """A piece of a body: behind a label, an entry of a list, or a paragraph."""

    text: str
    label: str = ""
    is_entry: bool = False


@dataclass
class Node:
    """A section with those inside of it."""

    section: Section
    inside: list[Node] = field(default_factory=list)


def section_of(given: Mapping[str, Json]) -> Section:
    """Take a section, and its heading's line off its text."""
    heading, text = given["heading"], given["text"]
    first, _, rest = text.lstrip("\ufeff").partition("\n")
    is_headed = heading != "" and heading[:40] in first
    body = rest if is_headed else text
    underline, _, below = body.partition("\n")
    if is_headed and re.fullmatch(r"\s*(?:=+|-{3,})\s*", underline):
        body = below
    return Section(heading, given["level"], bool(given["is_group"]), body)


def tree_of(sections: list[Section]) -> list[Node]:
    """Give the sections as they stand in each other."""
    top: list[Node] = []
    above: list[Node] = []
    for section in sections:
        node = Node(section)
        while above and above[-1].section.level >= section.level:
            above.pop()
        (above[-1].inside if above else top).append(node)
        above.append(node)
    return top


def passages_of(body: str, labels: Container[str] | None) -> Iterator[Passage]:
    """Give a body's passages in order. A label's text goes to the next label or empty line.

    `labels`: those that mean something here, as `plain` writes them; whatever else stands before a
    colon is the writer's sentence and stays in it. None: each is one, as names in a list are.
    """
    label, lines, is_entry = "", list[str](), False

    def ended() -> Iterator[Passage]:
        text = "".join(lines).strip()
        if text:
            yield Passage(text, label, is_entry)

    for line in body.splitlines(keepends=True):
        labelled = _LABEL.match(line)
        if labelled is not None and labels is not None and plain(labelled[1]) not in labels:
            labelled = None
        bullet = _BULLET.match(line)
        if labelled is None and bullet is None and line.strip():
            lines.append(line)
            continue
        yield from ended()
        label, lines, is_entry = "", [], False
        if bullet is not None:
            is_entry = True
        if labelled is not None and len(labelled[1]) <= LONGEST_LABEL:
            label = labelled[1].strip()
            lines = [line[labelled.end() :]]
            if bullet is not None:
                # Both readings stay open: an entry's name, or a label.
                lines = [line[bullet.end() :]]
        elif bullet is not None:
            lines = [line[bullet.end() :]]
        elif line.strip():
            lines = [line]
    yield from ended()


def entry_parts(text: str) -> tuple[str, str]:
    """Give an entry's name and what is said of it; without a name it is all one."""
    found = _ENTRY.match(text)
    if found is None or not text[found.end() :].strip():
        return text.strip("*_ \t"), ""
    return found[1].strip(), text[found.end() :].strip()


def leading(body: str, most: int) -> str | None:
    """Give as many whole paragraphs from the beginning as fit; None where none does."""
    text = body.strip()
    if text and len(text) <= most:
        return text
    ends = [found.start() for found in re.finditer(r"\n[ \t\r]*\n", text) if found.start() <= most]
    return text[: ends[-1]].rstrip() if ends and text[: ends[-1]].strip() else None
