"""Samples obey the brief, its lengths and the writer's answers."""

from __future__ import annotations

import pytest

from genesis_flows.sample import generate
from tests.sample.helpers import LANGUAGES, STAGES, Json, chain, command, context, texts


def make(language: str, stage: str, accepted: Json, questions: list[Json], **brief: str) -> Json:
    return generate(
        stage,
        language=language,
        context={**context(language, accepted, **brief), "questions": questions},
        command=command("CONFIRM_STAGE", stage),
        index=0,
        seed="s",
    )


@pytest.mark.parametrize(
    ("language", "notes", "length", "chapters"),
    [
        ("zh-CN", "全书6万字，18章，不写梦", 60_000, 18),
        ("en", "60,000 words in 18 chapters, no vampires", 60_000, 18),
        ("en", "about 40,000 words", 40_000, None),
    ],
)
def test_a_length_that_was_asked_for_is_the_books(
    language: str, notes: str, length: int, chapters: int | None
) -> None:
    contents = chain(language, "a", notes=notes)
    form, outline = contents["STORY_CONCEPTION"]["form"], contents["PLOT_OUTLINE"]
    assert form["target_length"] == length
    assert form["chapters"] == (chapters or form["chapters"])
    planned = [chapter for part in outline["parts"] for chapter in part["chapters"]]
    assert len(planned) == form["chapters"]
    assert abs(sum(chapter["length"] for chapter in planned) - length) <= 4
    assert "form_note" in contents["CONCEPT_SELECTION"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", STAGES[1:])
def test_answers_are_heard_and_what_is_open_gets_one_proposed(language: str, stage: str) -> None:
    accepted = chain(language, "a")
    before = {earlier: accepted[earlier] for earlier in STAGES[: STAGES.index(stage)]}
    asked = {"stage": "CONCEPT_SELECTION", "pointer": "/open_questions/0"}
    questions = [
        {**asked, "question_id": "a", "question": "Q1?", "answer": "A1 here", "status": "ANSWERED"},
        {**asked, "question_id": "b", "question": "Q2?", "answer": None, "status": "OPEN"},
        {**asked, "question_id": "c", "question": "Q3?", "answer": None, "status": "LEFT_OPEN"},
    ]
    content = make(language, stage, before, questions)
    assert "A1 here" in " ".join(texts(content))
    assert [one["question_id"] for one in content["proposed_answers"]] == ["Q2?"]
