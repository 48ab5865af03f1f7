"""The messages that a model is given: how it works, the book so far, and what is asked for.

In the order in which it changes: the same for every stage first, the stage's own instruction, what
is still open and the task last, where models heed it most and prefix caches lose least.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from genesis_flows.generation.asking.axes import axes_of_round
from genesis_flows.generation.asking.book_so_far import (
    CHANCE,
    Part,
    book_so_far,
    unsettled_questions,
)
from genesis_flows.generation.asking.plan import chapters_to_plan
from genesis_flows.generation.asking.written import as_written, value_as_written
from genesis_flows.generation.content.names_by_id import names_by_id
from genesis_flows.generation.content.pointers import MISSING, get_at, parse_pointer
from genesis_flows.generation.content.stages import STAGES
from genesis_flows.generation.wording.wording import (
    fragments,
    prompt_text,
    stage_prompt,
    tagged,
)
from genesis_flows.json_value import Json
from genesis_flows.providers.provider import Message

LONGEST_LOCKED_VALUE = 4_000
MOST_TITLES = 20
LONGEST_MATERIAL = 24_000
"""As genesis.own_material gives of a writer's text at most."""


def build_messages(
    stage: str,
    language: str,
    context: Mapping[str, Json],
    command: Mapping[str, Json],
    *,
    index: int,
    siblings: Sequence[Mapping[str, Json]],
) -> tuple[Message, ...]:
    """Give the conversation that asks for one candidate.

    `siblings`: the contents of this round's earlier candidates.
    """
    parts = request_parts(stage, language, context, command, index=index, siblings=siblings)
    return as_messages(parts)


def as_messages(parts: Sequence[Part]) -> tuple[Message, ...]:
    """Give the conversation of a request's parts."""
    system, *rest = parts
    user = "\n\n".join(part.text for part in rest)
    return (Message("system", system.text), Message("user", user))


def request_parts(
    stage: str,
    language: str,
    context: Mapping[str, Json],
    command: Mapping[str, Json],
    *,
    index: int,
    siblings: Sequence[Mapping[str, Json]],
) -> list[Part]:
    """Give the parts of a request in their order; the first is the system message."""
    request = _Request(stage, language, context, command)
    return [
        Part("system", prompt_text(language, "SYSTEM")),
        *request.book(),
        Part(f"stage {stage}", stage_prompt(stage, language, context["brief"])),
        *request.unsettled(),
        *request.task(index, siblings),
    ]


def problem_message(language: str, problems: Sequence[str]) -> Message:
    """Give the message that sends an answer back with what is wrong with it."""
    heading = fragments(language)["problem"]["heading"]
    return Message("user", "\n".join([heading, *(f"- {problem}" for problem in problems)]))


def too_long_message(language: str) -> Message:
    """Give the message that asks for the same in fewer words."""
    return Message("user", fragments(language)["problem"]["too_long"])


class _Request:
    """One request in words."""

    def __init__(
        self, stage: str, language: str, context: Mapping[str, Json], command: Mapping[str, Json]
    ) -> None:
        self._stage = stage
        self._language = language
        self._context = context
        self._command = command
        self._payload: Mapping[str, Json] = command["payload"]
        self._parent = context["parent"]["content"] if context.get("parent") else None
        self._words = fragments(language)
        self._section = self._words["section"]
        sources = context.get("sources", {}).values()
        self._names = names_by_id([*sources, *context["accepted"].values(), self._parent])

    def book(self) -> list[Part]:
        return book_so_far(self._stage, self._language, self._context, self._names)

    def unsettled(self) -> list[Part]:
        return unsettled_questions(self._language, self._context)

    def task(self, index: int, siblings: Sequence[Mapping[str, Json]]) -> list[Part]:
        made: list[Part] = []
        brief = self._context["brief"]
        titles = list(dict.fromkeys(map(str, self._context["round_titles"])))[-MOST_TITLES:]
        if self._parent is not None:
            current = as_written(self._stage, self._parent, self._names, with_places=True)
            made.append(self._quoted("current", current))
            made += self._followed()
        elif self._stage == STAGES[0] and not (self._payload.get("feedback") or _has_idea(brief)):
            made.append(Part("task", self._section["door_open"]))
        if titles and self._parent is None:
            made.append(self._by_chance("earlier", "\n".join(titles)))
        if siblings:
            cards = "\n\n".join(value_as_written(_card(c), self._names) for c in siblings)
            made.append(self._by_chance("siblings", cards))
        if placing := self._context.get("placing"):
            text = "\n\n".join(section["text"] for section in placing)[:LONGEST_MATERIAL]
            made.append(self._by_chance("placing", text))
        if self._payload.get("feedback"):
            made.append(self._quoted("feedback", self._payload["feedback"]))
        if self._parent is not None:
            made += self._fixed(self._parent)
        return [*made, Part("task", self._asked_for(index))]

    def _asked_for(self, index: int) -> str:
        tasks = self._words["task"]
        kind = self._command["command_type"]
        if self._parent is not None and kind == "REVISE_PROPOSAL":
            return tasks["revise"]
        # What is tried again after a failure has no earlier one that it could be unlike.
        another = tasks["again"] if self._context["round_titles"] else tasks["next"]
        words = tasks["reroll"] if self._parent is not None else another
        if kind == "PLACE_MATERIAL":
            words = tasks["import"]
        if self._parent is None and kind == "CONFIRM_STAGE":
            words = tasks["next"]
        if self._parent is None and self._stage == STAGES[0]:
            words = self._card(index)
        if self._stage == "PLOT_OUTLINE":
            words += "\n" + chapters_to_plan(self._context["accepted"], tasks)
        return words

    def _card(self, index: int) -> str:
        """Give the task of one card of a round: its axis, and those of the others."""
        tasks = self._words["task"]
        wanted = self._context["wanted"]
        words = tasks["first"].format(number=index + 1, wanted=wanted)
        axes = axes_of_round(self._language, self._context)
        others = [f"- {axis}" for at, axis in enumerate(axes) if at != index]
        if not others:
            return words
        return "\n".join([words, tasks["axes"], *others, tasks["axis"].format(axis=axes[index])])

    def _followed(self) -> list[Part]:
        """Give the feedback that the present proposal has come of: it still holds."""
        texts = [w["text"] for w in self._context.get("wishes", ()) if w["stage"] == self._stage]
        if not texts:
            return []
        quoted = "\n".join(tagged("wish", text) for text in texts)
        return [Part("wishes", f"{self._section['followed']}\n{quoted}")]

    def _fixed(self, parent: Mapping[str, Json]) -> list[Part]:
        """Give what the studio holds, whatever the answer says: `only`, `use` and locks."""
        made: list[Part] = []
        if only := self._payload.get("only"):
            made.append(self._quoted("only", "\n".join(pointer or "/" for pointer in only)))
        sources = self._context.get("sources", {})
        pieces = [
            (piece["pointer"], sources[piece["candidate_id"]])
            for piece in self._payload.get("use", ())
            if piece["candidate_id"] in sources
        ]
        locks = [(pointer, parent) for pointer in self._command["locked"]]
        for key, held in (("use", pieces), ("locked", locks)):
            if lines := self._values(held):
                made.append(self._quoted(key, lines))
        return made

    def _values(self, places: Sequence[tuple[str, Json]]) -> str:
        lines: list[str] = []
        for pointer, content in places:
            value = get_at(content, parse_pointer(pointer))
            if value is not MISSING:
                said = value_as_written(value, self._names)[:LONGEST_LOCKED_VALUE]
                lines.append(f"{pointer or '/'}: {said}")
        return "\n".join(lines)

    def _by_chance(self, key: str, text: str) -> Part:
        """Give what is there beside the book: the first to go where the request does not fit."""
        return replace(self._quoted(key, text), shorter=((CHANCE, ""),))

    def _quoted(self, key: str, text: str) -> Part:
        return Part(key, f"{self._section[key]}\n{tagged(key, text)}")


def _has_idea(brief: Mapping[str, Json]) -> bool:
    return bool((brief.get("idea") or "").strip())


def _card(content: Mapping[str, Json]) -> dict[str, Json]:
    keys = ("title", "logline", "angle", "genres", "protagonist", "obstacle", "tone")
    return {key: content[key] for key in keys if key in content}
