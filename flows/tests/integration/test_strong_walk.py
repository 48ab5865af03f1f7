"""Two whole books over the wire, answered as a strong model would: a Chinese one from nothing, an
English one from a page of notes. No open question twice, all chapters planned, every wish in every
later request, and no two instructions of one request that contradict each other.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from genesis_flows.evaluation.measures import cache_share
from genesis_flows.generation.wording.wording import fragments
from genesis_flows.runtime import Runtime
from tests.integration.studio import Json, Studio
from tests.integration.test_call_costs import a_runtime
from tests.model_server import ModelServer, says

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="session")]

WALKS = Path(__file__).parents[1] / "walks"
LATER = ("STORY_CONCEPTION", "WORLDVIEW", "CHARACTERS", "PLOT_OUTLINE")

CONTRADICTIONS = [
    ("section.earlier", "section.current"),
    ("section.door_open", "section.idea"),
    ("section.door_open", "section.current"),
    ("section.door_open", "section.feedback"),
    ("section.only", "task.reroll"),
    ("task.revise", "task.reroll"),
    ("task.revise", "task.next"),
    ("task.revise", "task.plan_all"),
    ("task.revise", "task.plan_first"),
    ("task.again", "section.current"),
    ("task.next", "task.again"),
    ("task.plan_all", "task.plan_first"),
    ("task.plan_all", "task.plan_some"),
]
"""What says one thing and another where one request has both, by the words' keys."""


def contradictions(language: str, said: str) -> list[tuple[str, str]]:
    def has(key: str) -> bool:
        section, name = key.split(".")
        words = fragments(language)[section][name]
        return re.search(r".+?".join(map(re.escape, re.split(r"\{\w+\}", words))), said) is not None

    return [pair for pair in CONTRADICTIONS if all(has(key) for key in pair)]


class Walk:
    """A writer's way through a book, with the recording of what a model would answer."""

    def __init__(self, studio: Studio, runtime: Runtime, model: ModelServer, language: str) -> None:
        self._studio, self._runtime, self._model = studio, runtime, model
        self.language = language
        self.answers = json.loads((WALKS / f"{language}.json").read_text("utf-8"))
        self.brief = self.answers["brief"]
        self.wishes: list[str] = []
        self.requests: list[tuple[str, list[str]]] = []
        self.session: UUID
        self.state: Json = {}

    async def begin(self) -> None:
        self.session = await self._studio.create_session(self.language)
        if idea := self.brief.get("idea"):
            await self.generated("SUBMIT_IDEA", {"idea": idea}, *self.answers["concepts"])
            self.wishes.append(idea)
        else:
            asked = {"genre": self.brief["genre"]}
            await self.generated("REQUEST_INSPIRATION", asked, *self.answers["concepts"])
            self.wishes.append(self.brief["genre"])

    async def generated(self, kind: str, payload: Json, *answers: Json) -> None:
        """A command that writes: each request is kept with the wishes that it had to hold."""
        self._model.requests.clear()
        self._model.replies = [says(json.dumps(one, ensure_ascii=False)) for one in answers]
        made = await self._studio.command(self.session, kind, payload)
        outcome = await self._runtime.generate(UUID(made["command_id"]), 0, uuid4())
        self.state = await self._studio.state(self.session)
        assert outcome == "RECORDED", self.state["last_error"]
        assert len(self._model.requests) == len(answers), "each answer is taken as it is"
        for request in self._model.requests:
            said = "\n".join(message["content"] for message in request["messages"])
            self.requests.append((said, list(self.wishes)))

    async def said(self, kind: str, payload: Json) -> None:
        """A command that writes nothing."""
        await self._studio.command(self.session, kind, payload)
        self.state = await self._studio.state(self.session)

    def newest(self, stage: str) -> Json:
        return self.state["stages"][stage]["proposals"][-1]

    def ids(self, stage: str) -> Json:
        proposal = self.newest(stage)
        candidate = proposal["candidates"][0]
        return {
            "proposal_id": proposal["proposal_id"],
            "candidate_id": candidate["candidate_id"],
        }

    async def revise(self, stage: str, feedback: str, answer: Json) -> None:
        await self.generated("REVISE_PROPOSAL", {**self.ids(stage), "feedback": feedback}, answer)
        self.wishes.append(feedback)

    async def confirm(self, stage: str, answer: Json) -> None:
        await self.generated("CONFIRM_STAGE", self.ids(stage), answer)


async def walked(walk: Walk) -> None:
    answers, brief = walk.answers, walk.brief
    await walk.begin()
    await walk.revise("CONCEPT_SELECTION", brief["wish"], answers["revised_concept"])
    rules = {"notes": brief["notes"], "constraints": brief["constraints"]}
    await walk.said("UPDATE_BRIEF", rules)
    walk.wishes += [brief["notes"], *brief["constraints"]]
    asked = walk.state["questions"]
    decided = [{"question_id": asked[0]["question_id"], "answer": brief["answer"]}]
    decided += [{"question_id": one["question_id"], "answer": None} for one in asked[1:]]
    await walk.said("ANSWER_QUESTIONS", {"answers": decided})
    walk.wishes.append(brief["answer"])
    await walk.confirm("CONCEPT_SELECTION", answers["story"])
    await walk.revise("STORY_CONCEPTION", brief["story_wish"], answers["story_revision"])
    await walk.confirm("STORY_CONCEPTION", answers["world"])
    await walk.confirm("WORLDVIEW", answers["cast"])
    await walk.confirm("CHARACTERS", answers["outline"])
    await walk.revise("PLOT_OUTLINE", brief["outline_wish"], answers["outline_revision"])


@pytest.mark.parametrize("language", ["zh-CN", "en"])
async def test_a_book_with_strong_answers_keeps_every_promise_of_its_requests(
    studio: Studio, database_url: str, model: ModelServer, language: str
) -> None:
    async with a_runtime(database_url, model) as runtime:
        walk = Walk(studio, runtime, model, language)
        await walked(walk)
    contents = {
        stage: walk.newest(stage)["candidates"][0]["content"]
        for stage in ("CONCEPT_SELECTION", *LATER)
    }
    asked = [one["question"] for stage in contents.values() for one in stage["open_questions"]]
    assert len(asked) == len(set(asked)), "no open question twice"
    kept = [one["question"] for one in walk.state["questions"]]
    assert len(kept) == len(set(kept))
    outline, form = contents["PLOT_OUTLINE"], contents["STORY_CONCEPTION"]["form"]
    planned = [chapter for part in outline["parts"] for chapter in part["chapters"]]
    assert len(planned) == form["chapters"] == 18
    assert sum(chapter["length"] for chapter in planned) == form["target_length"]
    # What a prefix cache can hold, where the writer adds notes and rules on the way.
    assert (cache_share([[said for said, _ in walk.requests]]) or 0) >= 0.55
    for number, (said, wishes) in enumerate(walk.requests):
        assert [wish for wish in wishes if wish not in said] == [], number
        assert contradictions(language, said) == [], number
        for question in kept:
            assert said.count(f"- {question}") <= 1, "asked, answered or open, and not two of these"
