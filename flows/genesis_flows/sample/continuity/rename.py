"""A new name or title that a feedback plainly asks for."""

from __future__ import annotations

import re

from genesis_flows.sample.library.bank import Json
from genesis_flows.sample.library.text import clean, fill

ZH_NAME = re.compile(
    r"(?:主角|主人公|女主|男主|名字|她|他)[^，。；]{0,6}?(?:改名为|改名叫|改名|改成叫|改叫|换成叫|叫做|名叫|叫)[「“《]?"
    r"([\u4e00-\u9fff]{2,4})(?=[」”》，。！；\s]|吧|$)"
)
EN_NAME = re.compile(
    r"\b(?i:rename (?:her|him|them|the (?:hero|heroine|lead|protagonist)) (?:to |as )?|"
    r"call (?:her|him|them|the (?:hero|heroine|lead|protagonist)) |"
    r"name (?:her|him|them|the (?:hero|heroine|lead|protagonist)) )[“\"']?"
    r"([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})",
)
ZH_TITLE = re.compile(
    r"(?:书名|标题|题目)[^，。；《「“]{0,4}?(?:改成|改为|换成|叫做|叫)[《「“]?([^》」”，。；\s]{1,30})"
)
EN_TITLE = re.compile(
    r"\btitle\b[^.;]{0,20}?\b(?:to|be|it)\b:? [“\"'](.{1,80}?)[”\"']", re.IGNORECASE
)


def new_name(feedback: str, language: str) -> str | None:
    """The protagonist's new name."""
    found = (EN_NAME if language == "en" else ZH_NAME).search(clean(feedback))
    return found.group(1).removesuffix("吧") if found else None


def new_title(feedback: str, language: str) -> str | None:
    """The content's new title."""
    found = (EN_TITLE if language == "en" else ZH_TITLE).search(clean(feedback))
    return found.group(1).strip() if found else None


def renamed(content: Json, old: str, new: str) -> Json:
    """`content` with one name for another in all its texts, the name's parts included."""
    names = {old: new}
    was, now = old.split(), new.split()
    if len(was) > 1:
        names |= {was[0]: now[0], was[-1]: now[-1]}
    result: Json = fill(content, {}, names)
    return result
