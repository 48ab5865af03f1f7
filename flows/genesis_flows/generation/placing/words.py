"""Labels as writers put them before a text, and the fields that they mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from genesis_flows.generation.content.fields import Field, labels, stage_fields

ALSO = {
    "书名": "title", "标题": "title", "题目": "title", "working title": "title",
    "一句话": "logline", "一句话简介": "logline", "一句话梗概": "logline", "log line": "logline",
    "类型": "genres", "题材": "genres", "主角": "protagonist", "主人公": "protagonist",
    "hero": "protagonist", "基调": "tone", "钩子": "opening_hook", "hook": "opening_hook",
    "appearance": "presence", "looks": "presence", "外貌": "presence", "外形": "presence",
    "goal": "want", "目标": "want", "motivation": "want", "动机": "want", "欲望": "want",
    "weakness": "flaw", "弱点": "flaw", "缺点": "flaw", "优点": "strength",
    "名字": "name", "姓名": "name", "别名": "aliases", "aka": "aliases", "身份": "role",
    "简介": "premise", "梗概": "premise", "synopsis": "premise", "summary": "premise",
    "时代": "time_place", "背景": "time_place", "setting": "time_place",
    "magic": "rules", "locations": "places", "势力": "factions", "门派": "factions",
    "timeline": "history", "历史": "history", "术语": "glossary", "雷点": "avoid",
    "theme": "theme_question", "主题": "theme_question",
}  # fmt: skip
"""What writers say besides the fields' own labels; a field that is not there is passed over."""

LANGUAGES = ("zh-CN", "en")


def plain(label: str) -> str:
    """Give a label as labels are compared."""
    return re.sub(r"[\s_*#＃:：]+", " ", label).strip().lower()


@cache
def field_names(stage: str, holder: str) -> Mapping[str, str]:
    """Give the keys of a holder's fields (empty: the content itself) by every label of theirs."""
    found: dict[str, str] = {}
    for key in fields_of(stage, holder):
        found[plain(key)] = key
        for language in LANGUAGES:
            label = plain(labels(language).of(key, holder))
            found.setdefault(label, key)
            if label.endswith("s"):
                found.setdefault(label[:-1], key)
    for word, key in ALSO.items():
        if key in fields_of(stage, holder):
            found.setdefault(word, key)
    return found


def fields_of(stage: str, holder: str) -> Mapping[str, Field]:
    """Give the fields of a holder: the content itself, a list's item, or a group."""
    fields = stage_fields(stage)
    for step in filter(None, holder.split("/")):
        fields = fields[step].fields
    return fields
