"""What a schema cannot say: a content that has its shape and says nothing, or the wrong thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from genesis_flows.generation.content.fields import reference_keys
from genesis_flows.generation.content.items import items_of
from genesis_flows.generation.content.names import fold
from genesis_flows.generation.content.planned_chapters import faults_of_plan
from genesis_flows.json_value import Json

MOST_PROBLEMS = 10
ENOUGH_LETTERS = 80
"""Fewer letters tell no language."""

_PLACEHOLDER = re.compile(
    r"\W*(?:tbd|tba|todo|n/?a|placeholder|to be (?:determined|decided|added|written|continued)"
    r"|fill (?:this )?in|lorem ipsum.*|x{3,}"
    r"|待定|待补充|待补|待写|暂缺|略|省略|此处省略|同上|未填写|占位.?)?\W*",
    re.IGNORECASE | re.DOTALL,
)
_EXPANDS_LATER = re.compile(
    r"以类似(?:的)?(?:模式|方式)展开|此处省略|以下省略|其余(?:章节|部分)?(?:同上|类似)"
    r"|continues? in (?:the same|a similar) (?:pattern|manner|way)|\[(?:insert|placeholder|fill)",
    re.IGNORECASE,
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_OTHER_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\uac00-\ud7af]")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def is_placeholder(text: str) -> bool:
    """Whether a text only stands where one should be: "TBD", "…", "待定"."""
    return _PLACEHOLDER.fullmatch(text[:200]) is not None and len(text) <= 200


def find_faults(
    stage: str,
    content: Mapping[str, Json],
    *,
    language: str,
    parent: Mapping[str, Json] | None,
    siblings: Sequence[Mapping[str, Json]],
    accepted: Mapping[str, Mapping[str, Json]],
    is_revision: bool,
) -> list[str]:
    """Give what is wrong with what a content says, each as "/pointer: words", or nothing.

    `siblings`: the round's earlier candidates. What the parent already had is the writer's to keep.
    """
    kept = {text for _, text in _texts(parent, "")} if parent else set()
    texts = [(pointer, text) for pointer, text in _texts(content, "") if text not in kept]
    faults = [
        f"{pointer}: a placeholder; write it out"
        for pointer, text in texts
        if is_placeholder(text) or _EXPANDS_LATER.search(text)
    ]
    faults += _doubled(stage, content)
    if stage == "CONCEPT_SELECTION":
        title = fold(str(content.get("title", "")))
        if title and any(title == fold(str(other.get("title", ""))) for other in siblings):
            faults.append("/title: another concept of this round has it; write a different concept")
    if stage == "PLOT_OUTLINE":
        faults += faults_of_plan(content, parent if is_revision else None, accepted)
    if wrong := _wrong_language("".join(text for _, text in texts), language):
        faults.append(wrong)
    return faults[:MOST_PROBLEMS]


def _doubled(stage: str, content: Mapping[str, Json]) -> Iterator[str]:
    """Items that others refer to by name need names of their own."""
    lists = {"CHARACTERS": ("characters",), "WORLDVIEW": ("factions", "places")}.get(stage, ())
    for key in lists:
        names = Counter(fold(str(item.get("name", ""))) for item in items_of(content, key))
        for name, count in names.items():
            if name and count > 1:
                yield f"/{key}: {count} items have the name “{name}”; give each its own"


def _wrong_language(text: str, language: str) -> str | None:
    letters = len(_LETTER.findall(text))
    if letters < ENOUGH_LETTERS:
        return None
    if language == "zh-CN":
        has_other = len(_OTHER_EAST_ASIAN.findall(text)) * 10 > letters
        if len(_HAN.findall(text)) * 4 < letters or has_other:
            return "/: not in Chinese; write every text in Simplified Chinese"
    elif len(_LATIN.findall(text)) * 2 < letters:
        return "/: not in English; write every text in English"
    return None


def _texts(value: Json, pointer: str, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text with its pointer, but ids, references and choices."""
    if isinstance(value, str):
        if key != "id" and key not in reference_keys():
            yield pointer, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, f"{pointer}/{index}", key)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _texts(item, f"{pointer}/{name}", name)
