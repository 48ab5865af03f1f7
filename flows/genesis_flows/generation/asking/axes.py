"""On which axis each candidate of a round differs: given out before any of them is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from genesis_flows.generation.wording.wording import axis_texts
from genesis_flows.json_value import Json


@dataclass(frozen=True)
class Axis:
    """One axis; `said` finds it in a brief that has decided it already."""

    key: str
    said: re.Pattern[str] | None = None


AXES = (
    Axis("conflict"),
    Axis(
        "eyes",
        re.compile(
            r"first person|third person|point of view|\bpov\b|narrator|第一人称|第三人称|视角"
        ),
    ),
    Axis("beginning"),
    Axis(
        "time_place",
        re.compile(
            r"\b1\d{3}s?\b|\b20\d{2}\b|century|medieval|victorian|future|outer space|年代|世纪"
            r"|\d{4}\s*年|民国|古代|王朝|[唐宋元明清]朝|未来|末世|太空"
        ),
    ),
    Axis("opponent"),
    Axis(
        "scale", re.compile(r"empire|village|galaxy|one (?:house|room|street)|小镇|村子|帝国|宇宙")
    ),
    Axis("genre"),
    Axis(
        "tone",
        re.compile(
            r"funny|comic|humou?r|\bdark\b|\bwarm|cosy|cozy|noir|轻松|搞笑|幽默|黑暗|温暖|治愈|虐"
        ),
    ),
)


def axes_of_round(language: str, context: Mapping[str, Json]) -> list[str]:
    """Give an axis in words for each candidate of a round, from what the brief leaves free.

    Other rounds of the stage begin where the one before ended.
    """
    brief = context["brief"]
    texts = [brief.get(key) or "" for key in ("hints", "idea", "notes")]
    said = " ".join([*texts, *(brief.get("constraints") or [])]).lower()
    free = [
        axis.key
        for axis in AXES
        if not (axis.said is not None and axis.said.search(said))
        and not (axis.key == "genre" and (brief.get("genre") or "").strip())
    ]
    words = axis_texts(language)
    start = len(context["round_titles"])
    return [words[free[(start + n) % len(free)]] for n in range(context["wanted"])]
