"""From a model's words to a content that may be recorded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from genesis_flows.generation.content.content_checks import find_faults
from genesis_flows.generation.content.identify import adopt_questions, adopt_story_threads, identify
from genesis_flows.generation.content.locks import apply_locks
from genesis_flows.generation.content.number_chapters import number_chapters
from genesis_flows.generation.content.resolve import resolve_references
from genesis_flows.generation.content.stages import content_schema
from genesis_flows.generation.reading.answer import NoJson, parse_answer
from genesis_flows.generation.reading.normalise import normalise
from genesis_flows.generation.reading.validate import find_problems
from genesis_flows.generation.revising.revise_content import Revision, revise_content
from genesis_flows.json_value import Json


@dataclass(frozen=True)
class Finished:
    """A content that is valid, with ids, the locks' pointers as they are in it, and receipts."""

    content: dict[str, Json]
    locked: list[str]
    receipts: list[dict[str, Json]] = field(default_factory=list)


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
    revision: Revision | None = None,
) -> Finished | Unusable:
    """Make an answer a content: shape, ids, references, locks, and the checks at the end.

    `is_cut`: the endpoint did not say that the answer had ended. With `language`, what the content
    says is checked too, against the round's earlier candidates (content_checks.py). With `revision`
    the answer has only what changes in the parent. Nothing that the model says is trusted; what is
    fixed comes last, so that nothing changes it.
    """
    schema = content_schema(stage)

    def faults(content: Mapping[str, Json]) -> list[str]:
        problems = find_problems(stage, content)
        if not problems and language is not None:
            problems = find_faults(
                stage,
                content,
                language=language,
                parent=parent,
                siblings=siblings,
                accepted=accepted,
                is_revision=revision is not None,
            )
        return problems

    if revision is not None and parent is not None:
        revised = revise_content(
            stage,
            answer,
            parent,
            revision,
            accepted=accepted,
            locked=locked,
            faults=faults,
            is_cut=is_cut,
        )
        if isinstance(revised, list):
            return Unusable(revised)
        return Finished(revised.content, revised.locked, revised.receipts)
    try:
        found = parse_answer(answer, schema.get("required", ()), is_cut=is_cut)
    except NoJson as error:
        return Unusable([str(error)])
    content = normalise(found, schema)
    if stage == "PLOT_OUTLINE":
        adopt_story_threads(content, accepted.get("STORY_CONCEPTION"))
        number_chapters(content)
    adopt_questions(content, accepted)
    identify(stage, content, parent)
    resolve_references(stage, content, accepted)
    content, pointers = apply_locks(content, parent, locked, schema)
    problems = faults(content)
    return Unusable(problems) if problems else Finished(content, pointers)
