"""Who the book is about: names as the writer, the accepted concept or the story give them."""

from __future__ import annotations

import re

from genesis_flows.sample.library.text import Value, clean

ZH_NAMED = re.compile(
    r"(?:主角|主人公|女主|男主|她|他)?(?:的?名字)?(?:名叫|叫做|名为|叫|是)「?“?"
    r"([\u4e00-\u9fff]{2,3})(?=[，。,、；;”」\s]|$)"
)
ZH_LEAD = re.compile(r"^([\u4e00-\u9fff·]{2,6})(?=[，,、：:（(])")
EN_NAMED = re.compile(r"\b(?:named|called|name is)\s+([A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+){0,2})")
EN_LEAD = re.compile(r"^([A-Z][\w'’.-]*(?:\s+[A-Z][\w'’.-]*){0,3})(?=[,:;(])")
ZH_NOT_A_NAME = (
    "主角",
    "一个",
    "一位",
    "一名",
    "这个",
    "那个",
    "什么",
    "女人",
    "男人",
    "老人",
    "少年",
    "少女",
)


def named_in(text: str, language: str) -> str | None:
    """The name that a writer gave a protagonist in an idea or a hint, if one is plainly there."""
    if language == "en":
        found = EN_NAMED.search(clean(text))
        return found.group(1) if found else None
    for found in re.finditer(r"(?:主角|主人公|女主|男主)" + ZH_NAMED.pattern, clean(text)):
        if not found.group(1).startswith(ZH_NOT_A_NAME):
            return found.group(1)
    return None


def leading_name(protagonist: object, language: str) -> str | None:
    """The name that a concept's protagonist starts with: `沈砚秋，二十六岁…`, `Mara Voss, 34, …`."""
    pattern = EN_LEAD if language == "en" else ZH_LEAD
    found = pattern.match(clean(protagonist))
    if found is None or found.group(1).startswith(ZH_NOT_A_NAME):
        return None
    return None if found.group(1).split()[0] in ("A", "An", "The") else found.group(1)


def cast_names(story: dict[str, Value], hero: str) -> list[str]:
    """The names of a story's own cast, the protagonist first."""
    return [hero, *(person[0] for person in story["cast"][1:])]
