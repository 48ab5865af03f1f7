"""How much of a book its outline plans, in words."""

from __future__ import annotations

from collections.abc import Mapping

from genesis_flows.generation.content.planned_chapters import planned_chapters
from genesis_flows.json_value import Json


def chapters_to_plan(accepted: Mapping[str, Mapping[str, Json]], tasks: Mapping[str, str]) -> str:
    """Give the words of the task."""
    count, now = planned_chapters(accepted)
    key = "plan_some" if count == 0 else "plan_all" if count == now else "plan_first"
    return tasks[key].format(count=count, now=now)
