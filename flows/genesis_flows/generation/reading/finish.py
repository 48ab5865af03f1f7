"""From a model's words to a content that may be recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from genesis_flows.generation.content.content_checks import find_faults
from genesis_flows.generation.content.identify import adopt_story_threads, identify
from genesis_flows.generation.content.items import items_of
from genesis_flows.generation.content.locks import apply_locks
from genesis_flows.generation.content.resolve import resolve_references
from genesis_flows.generation.content.stages import content_schema
from genesis_flows.generation.reading.answer import NoJson, parse_answer
from genesis_flows.generation.reading.normalise import normalise
from genesis_flows.generation.reading.validate import find_problems

Json = Any
"""A value as json.loads gives it."""


@dataclass(frozen=True)
class Finished:
    """A content that is valid, with ids, and the locks' pointers as they are in it."""

    content: dict[str, Json]
    locked: list[str]


@dataclass(frozen=True)
class Unusable:
    """What is wrong with an answer, in words that a model can act on."""

    problems: list[str]


def finish_answer(
    stage: str,
    answer: str,
    *,
    accepted: Mapping[str, Mapping[str, Json]],
    parent: Mapping[str, Json] | None,
    locked: Sequence[str],
    is_cut: bool = False,
    language: str | None = None,
    siblings: Sequence[Mapping[str, Json]] = (),
) -> Finished | Unusable:
    """Make an answer a content: shape, ids, references, locks, and the checks at the end.

    `is_cut`: the endpoint did not say that the answer had ended. With `language`, what the content
    says is checked too, against the round's earlier candidates (content_checks.py). Nothing that
    the model says is trusted; the locks come last, so that nothing changes them.
    """
    schema = content_schema(stage)
    try:
        found = parse_answer(answer, schema.get("required", ()), is_cut=is_cut)
    except NoJson as error:
        return Unusable([str(error)])
    content = normalise(found, schema)
    if stage == "PLOT_OUTLINE":
        adopt_story_threads(content, accepted.get("STORY_CONCEPTION"))
        _number_chapters(content)
    identify(stage, content, parent)
    resolve_references(stage, content, accepted)
    content, pointers = apply_locks(content, parent, locked, schema)
    problems = find_problems(stage, content)
    if not problems and language is not None:
        problems = find_faults(stage, content, language=language, parent=parent, siblings=siblings)
    return Unusable(problems) if problems else Finished(content, pointers)


def _number_chapters(content: dict[str, Json]) -> None:
    """Number the chapters through, where the answer's numbers do not rise."""
    chapters = [c for part in items_of(content, "parts") for c in items_of(part, "chapters")]
    last = 0
    for chapter in chapters:
        number = chapter.get("number")
        if not isinstance(number, int) or number <= last:
            break
        last = number
    else:
        return
    for count, chapter in enumerate(chapters, start=1):
        chapter["number"] = count
