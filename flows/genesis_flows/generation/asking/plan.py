"""How much of a book its outline plans: all chapters of one of up to 40, else the first 12."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Json = Any
"""A value as json.loads gives it."""

WHOLE_BOOK = 40
AT_FIRST = 12


def planned_chapters(accepted: Mapping[str, Mapping[str, Json]]) -> tuple[int, int]:
    """Give how many chapters the book has by its accepted form, and how many are planned now.

    (0, 12) where the form does not say.
    """
    form = accepted.get("STORY_CONCEPTION", {}).get("form") or {}
    count = form.get("chapters")
    if not isinstance(count, int) or count < 1:
        target, one = form.get("target_length"), form.get("chapter_length")
        if not isinstance(target, int) or not isinstance(one, int) or one < 1 or target < 1:
            return 0, AT_FIRST
        count = max(1, round(target / one))
    return count, count if count <= WHOLE_BOOK else AT_FIRST


def chapters_to_plan(accepted: Mapping[str, Mapping[str, Json]], tasks: Mapping[str, str]) -> str:
    """Give it in words."""
    count, now = planned_chapters(accepted)
    key = "plan_some" if count == 0 else "plan_all" if count == now else "plan_first"
    return tasks[key].format(count=count, now=now)
