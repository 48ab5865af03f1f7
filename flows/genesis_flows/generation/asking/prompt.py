"""The messages that a model is given: how it works, what the stage needs, and the book so far."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from genesis_flows.generation.asking.written import as_written, value_as_written
from genesis_flows.generation.content.names_by_id import names_by_id
from genesis_flows.generation.content.pointers import MISSING, get_at, parse_pointer
from genesis_flows.generation.content.stages import STAGES
from genesis_flows.providers.provider import Message

Json = Any
"""A value as json.loads gives it."""

LONGEST_LOCKED_VALUE = 4_000


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
    system = f"{_read(language, 'SYSTEM.md')}\n\n{_read(language, f'{stage}.md')}"
    request = _Request(stage, language, context, command)
    return (
        Message("system", system),
        Message("user", "\n\n".join(request.sections(index, siblings))),
    )


def prompt_version(stage: str, language: str) -> str:
    """Give the version of a stage's prompt, as a proposal's origin names it: "WORLDVIEW/en/3"."""
    return f"{stage}/{language}/{_versions()[f'{language}/{stage}.md']['version']}"


def problem_message(language: str, problems: Sequence[str]) -> Message:
    """Give the message that sends an answer back with what is wrong with it."""
    heading = _fragments(language)["problem"]["heading"]
    return Message("user", "\n".join([heading, *(f"- {problem}" for problem in problems)]))


def too_long_message(language: str) -> Message:
    """Give the message that asks for the same in fewer words."""
    return Message("user", _fragments(language)["problem"]["too_long"])


class _Request:
    """One request in words."""

    def __init__(
        self, stage: str, language: str, context: Mapping[str, Json], command: Mapping[str, Json]
    ) -> None:
        self._stage = stage
        self._context = context
        self._command = command
        self._parent = context["parent"]["content"] if context.get("parent") else None
        self._words = _fragments(language)
        self._section = self._words["section"]
        self._names = names_by_id([*context["accepted"].values(), self._parent])

    def sections(self, index: int, siblings: Sequence[Mapping[str, Json]]) -> list[str]:
        """Give the request's sections in order; the task comes last, where models heed it most."""
        payload = self._command["payload"]
        made = [*self._brief(), *self._accepted()]
        if self._parent is not None:
            made.append(
                self._quoted("current", "current", self._written(self._parent, with_places=True))
            )
        if self._context["round_titles"] and self._parent is None:
            titles = list(dict.fromkeys(self._context["round_titles"]))[-20:]
            made.append(self._quoted("earlier", "earlier", "\n".join(map(str, titles))))
        if siblings:
            cards = "\n\n".join(value_as_written(_card(c), self._names) for c in siblings)
            made.append(self._quoted("siblings", "cards", cards))
        if payload.get("feedback"):
            made.append(self._quoted("feedback", "feedback", payload["feedback"]))
        if self._parent is not None:
            made += self._fixed(self._parent, payload)
        made.append(self._task(index))
        return made

    def _task(self, index: int) -> str:
        tasks = self._words["task"]
        kind = self._command["command_type"]
        if self._parent is not None:
            return str(tasks["revise" if kind == "REVISE_PROPOSAL" else "reroll"])
        task = "next" if kind == "CONFIRM_STAGE" else "again"
        if self._stage == STAGES[0]:
            task = "first"
        words: str = tasks[task]
        return words.format(number=index + 1, wanted=self._context["wanted"])

    def _brief(self) -> list[str]:
        brief = self._context["brief"]
        made = [
            self._quoted(key, key, brief[key])
            for key in ("genre", "hints", "idea", "notes")
            if (brief.get(key) or "").strip()
        ]
        is_first = self._stage == STAGES[0] and self._parent is None
        if is_first and not (brief.get("idea") or "").strip():
            made.insert(0, self._section["door_open"])
        return made

    def _accepted(self) -> list[str]:
        accepted = self._context["accepted"]
        blocks = [
            tagged(
                self._words["stages"][stage].replace(" ", "_"),
                as_written(stage, accepted[stage], self._names),
            )
            for stage in STAGES
            if stage in accepted
        ]
        return [f"{self._section['accepted']}\n" + "\n".join(blocks)] if blocks else []

    def _fixed(self, parent: Mapping[str, Json], payload: Mapping[str, Json]) -> list[str]:
        """Give what the studio holds, whatever the answer says: `only`, `use` and locks."""
        made: list[str] = []
        if only := payload.get("only"):
            made.append(self._quoted("only", "only", "\n".join(only)))
        sources = self._context.get("sources", {})
        pieces = [
            (
                piece["pointer"],
                get_at(sources[piece["candidate_id"]], parse_pointer(piece["pointer"])),
            )
            for piece in payload.get("use", ())
            if piece["candidate_id"] in sources
        ]
        if pieces:
            names = self._names | names_by_id(list(sources.values()))
            lines = [
                f"{pointer}: {value_as_written(value, names)[:LONGEST_LOCKED_VALUE]}"
                for pointer, value in pieces
                if value is not MISSING
            ]
            made.append(self._quoted("use", "use", "\n".join(lines)))
        if self._command["locked"]:
            made.append(self._quoted("locked", "locked", self._locked(parent)))
        return made

    def _locked(self, parent: Mapping[str, Json]) -> str:
        lines: list[str] = []
        for pointer in self._command["locked"]:
            value = get_at(parent, parse_pointer(pointer))
            if value is not MISSING:
                said = value_as_written(value, self._names)
                lines.append(f"{pointer or '/'}: {said[:LONGEST_LOCKED_VALUE]}")
        return "\n".join(lines)

    def _quoted(self, section: str, tag: str, text: str) -> str:
        return f"{self._section[section]}\n{tagged(tag, text)}"

    def _written(self, content: Mapping[str, Json], *, with_places: bool = False) -> str:
        return as_written(self._stage, content, self._names, with_places=with_places)


def tagged(tag: str, text: str) -> str:
    """Quote a text; it cannot end its own quotation."""
    return f"<{tag}>\n{text.replace(f'</{tag}', f'< /{tag}')}\n</{tag}>"


def _card(content: Mapping[str, Json]) -> dict[str, Json]:
    keys = ("title", "logline", "angle", "genres", "protagonist", "obstacle", "tone")
    return {key: content[key] for key in keys if key in content}


@cache
def _read(language: str, name: str) -> str:
    return files("genesis_flows.prompts").joinpath(language, name).read_text("utf-8").strip()


@cache
def _fragments(language: str) -> dict[str, dict[str, str]]:
    return tomllib.loads(_read(language, "fragments.toml"))


@cache
def _versions() -> dict[str, dict[str, Json]]:
    versions: dict[str, dict[str, Json]] = json.loads(
        files("genesis_flows.prompts").joinpath("versions.json").read_text("utf-8")
    )
    return versions
