"""How much of a book its outline plans: all chapters of one of up to 40, else the first 12."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from genesis_flows.generation.content.items import items_of
from genesis_flows.json_value import Json

WHOLE_BOOK = 40
AT_FIRST = 12
ENOUGH = 0.8
"""An outline with this share of what is planned has the book; with less it has its beginning."""


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


def faults_of_plan(
    content: Mapping[str, Json],
    parent: Mapping[str, Json] | None,
    accepted: Mapping[str, Mapping[str, Json]],
) -> Iterator[str]:
    """What an outline lacks of the chapters that it is to plan.

    An older outline that planned less is revised as it is: more of it is planned part by part.
    """
    parts = items_of(content, "parts")
    if parts and not items_of(parts[0], "chapters"):
        yield "/parts/0/chapters: the first part needs its chapters"
        return
    count, now = planned_chapters(accepted)
    has = _chapters(content)
    if count == 0 or has >= now * ENOUGH or (parent is not None and has >= _chapters(parent)):
        return
    yield f"/parts: {has} chapters are planned; plan all {now}, each with its goal, beats and turn"
    if count == now:
        for place, part in enumerate(parts):
            if not items_of(part, "chapters"):
                yield f"/parts/{place}/chapters: this part needs its chapters"


def _chapters(content: Mapping[str, Json]) -> int:
    return sum(len(items_of(part, "chapters")) for part in items_of(content, "parts"))
