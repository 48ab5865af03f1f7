"""A writer's way through a whole book over the wire, with the recording of what a strong model would
answer (tests/walks): a Chinese book from nothing, an English one from a page of notes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from genesis_flows.generation.wording.wording import prompt_text
from genesis_flows.runtime import Runtime
from tests.integration.studio import Json, Studio
from tests.model_server import ModelServer, says

WALKS = Path(__file__).parents[1] / "walks"
LATER = ("STORY_CONCEPTION", "WORLDVIEW", "CHARACTERS", "PLOT_OUTLINE")
LOCKED = "/irony"
OWN_LINE = {
    "zh-CN": "- 这本书：每一处都写上门牌号。",
    "en": "- This book: every place has its number.",
}


@dataclass(frozen=True)
class Asked:
    """One request as it went over the wire, and the wishes that it had to hold."""

    stage: str
    kind: str
    said: str
    schema: Json
    wishes: Sequence[str]


def recorded(language: str) -> Json:
    """What a strong model would answer, and what the writer says on the way."""
    return json.loads((WALKS / f"{language}.json").read_text("utf-8"))


class Walk:
    """The walk, as far as it has come."""

    def __init__(self, studio: Studio, runtime: Runtime, model: ModelServer, language: str) -> None:
        self._studio, self._runtime, self._model = studio, runtime, model
        self.language = language
        self.answers = recorded(language)
        self.brief = self.answers["brief"]
        self.wishes: list[str] = []
        self.requests: list[Asked] = []
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
        stage = self.state["current_stage"]
        for request in self._model.requests:
            said = "\n".join(message["content"] for message in request["messages"])
            schema = request["response_format"]["json_schema"]["schema"]
            self.requests.append(Asked(stage, kind, said, schema, list(self.wishes)))

    async def said(self, kind: str, payload: Json) -> None:
        """A command that writes nothing."""
        await self._studio.command(self.session, kind, payload)
        self.state = await self._studio.state(self.session)

    def newest(self, stage: str) -> Json:
        return self.state["stages"][stage]["proposals"][-1]

    def content(self, stage: str) -> Json:
        return self.newest(stage)["candidates"][0]["content"]

    def of(self, stage: str) -> list[Asked]:
        return [one for one in self.requests if one.stage == stage]

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

    @property
    def own_prompt(self) -> str:
        """What the writer makes of the world's instruction, for this book."""
        return f"{prompt_text(self.language, 'WORLDVIEW')}\n{OWN_LINE[self.language]}"


async def walked(walk: Walk) -> None:
    """The whole way: a wish a stage, rules, answers, a lock, and a prompt of the book's own."""
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
    await walk.said("UPDATE_BRIEF", {"prompts": {"WORLDVIEW": walk.own_prompt}})
    locked = {**walk.ids("CONCEPT_SELECTION"), "locked": [LOCKED]}
    await walk.said("SELECT_CANDIDATE", locked)
    await walk.confirm("CONCEPT_SELECTION", answers["story"])
    await walk.revise("STORY_CONCEPTION", brief["story_wish"], answers["story_revision"])
    await walk.confirm("STORY_CONCEPTION", answers["world"])
    await walk.confirm("WORLDVIEW", answers["cast"])
    await walk.confirm("CHARACTERS", answers["outline"])
    await walk.revise("PLOT_OUTLINE", brief["outline_wish"], answers["outline_revision"])
