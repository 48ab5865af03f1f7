"""A revision's answer made a content: merged, fixed, and what it says it did."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from genesis_flows.generation.content.identify import adopt_questions, adopt_story_threads, identify
from genesis_flows.generation.content.number_chapters import (
    chapter_ids,
    number_chapters,
    number_new_chapters,
)
from genesis_flows.generation.content.resolve import resolve_references
from genesis_flows.generation.content.stages import content_schema
from genesis_flows.generation.reading.answer import NoJson, parse_answer
from genesis_flows.generation.reading.normalise import normalise
from genesis_flows.generation.revising.carry import Piece
from genesis_flows.generation.revising.fixed import Fixed, apply_fixed
from genesis_flows.generation.revising.merge import merge_answer
from genesis_flows.generation.revising.receipts import (
    MOST_RECEIPTS,
    read_receipts,
    room_receipts,
)
from genesis_flows.generation.revising.revision_schema import RECEIPTS, REMOVE, partial_schema
from genesis_flows.generation.revising.salvage import without_faults
from genesis_flows.json_value import Json

MOST_PASSES = 40
"""Each names twenty faults at most, and a long outline has more."""
NOTHING_CHANGED = "/: nothing is changed, and no receipt says why"


@dataclass(frozen=True)
class Revision:
    """What a revision is bound to, beside locks."""

    language: str
    """The book's: what the studio says of it is in that language."""
    feedback: str = ""
    only: Sequence[str] = ()
    use: Sequence[Piece] = ()
    is_last: bool = False
    """No other try follows: what is right of the answer is kept, and what is wrong is as before."""


@dataclass(frozen=True)
class Revised:
    """As finish.Finished."""

    content: dict[str, Json]
    locked: list[str]
    receipts: list[dict[str, Json]]


def revise_content(
    stage: str,
    answer: str,
    parent: Mapping[str, Json],
    revision: Revision,
    *,
    accepted: Mapping[str, Mapping[str, Json]],
    locked: Sequence[str],
    faults: Callable[[Mapping[str, Json]], list[str]],
    is_cut: bool,
) -> Revised | list[str]:
    """Give the revised content, or what is wrong with the answer in words a model can act on."""
    schema = content_schema(stage)
    keys = (*schema["properties"], RECEIPTS, REMOVE)
    try:
        found = parse_answer(answer, keys, is_cut=is_cut)
    except NoJson as error:
        return [str(error)]
    changes = normalise(found, partial_schema(stage))
    said = changes.pop(RECEIPTS, None)
    removed = changes.pop(REMOVE, None)
    remove = [p for p in removed if isinstance(p, str)] if isinstance(removed, list) else []
    merged = merge_answer(stage, parent, changes, remove=remove, accepted=accepted)
    if stage == "PLOT_OUTLINE":
        adopt_story_threads(merged, accepted.get("STORY_CONCEPTION"))
        if not revision.only:
            number_chapters(merged)
    adopt_questions(merged, accepted)
    identify(stage, merged, parent)
    resolve_references(stage, merged, accepted)

    def fixed(content: dict[str, Json]) -> Fixed:
        made = apply_fixed(
            content, parent, only=revision.only, use=revision.use, locked=locked, schema=schema
        )
        if stage == "PLOT_OUTLINE" and revision.only:
            carried = [chapter_ids(piece.content) for piece in revision.use]
            number_new_chapters(made.content, chapter_ids(parent).union(*carried))
        return made

    result = fixed(merged)
    problems = first_problems = faults(result.content)
    for _ in range(MOST_PASSES if revision.is_last else 0):
        mended = without_faults(merged, parent, problems) if problems else None
        if mended is None:
            break
        merged = mended
        result = fixed(merged)
        problems = faults(result.content)
    content = result.content
    if problems or (first_problems and content == parent):
        return first_problems
    own = room_receipts(result.made_room, result.left_out, revision.language)[:MOST_RECEIPTS]
    receipts = read_receipts(said, content=content, parent=parent, feedback=revision.feedback)
    receipts = receipts[: MOST_RECEIPTS - len(own)] + own
    is_bound = revision.is_last or revision.only or revision.use or locked
    if content == parent and not isinstance(said, list) and not is_bound:
        return [NOTHING_CHANGED]
    return Revised(content, result.locked, receipts)
