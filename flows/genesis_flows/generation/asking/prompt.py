"""The messages that a model is given: how it works, what the stage needs, and the book so far."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from genesis_flows.generation.content.fields import reference_keys
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
        self._names = _names_by_id([*context["accepted"].values(), self._parent])

    def sections(self, index: int, siblings: Sequence[Mapping[str, Json]]) -> list[str]:
        """Give the request's sections in order; the task comes last, where models heed it most."""
        payload = self._command["payload"]
        made = [*self._brief(), *self._accepted()]
        if self._parent is not None:
            made.append(self._quoted("current", "current", self._as_written(self._parent)))
        if self._context["round_titles"]:
            titles = list(dict.fromkeys(self._context["round_titles"]))[-20:]
            made.append(self._quoted("earlier", "earlier", "\n".join(map(str, titles))))
        if siblings:
            cards = "\n\n".join(self._as_written(_card(content)) for content in siblings)
            made.append(self._quoted("siblings", "cards", cards))
        if payload.get("feedback"):
            made.append(self._quoted("feedback", "feedback", payload["feedback"]))
        if self._parent is not None and self._command["locked"]:
            made.append(self._quoted("locked", "locked", self._locked(self._parent)))
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
        if self._stage == STAGES[0] and not (brief.get("idea") or "").strip():
            made.insert(0, self._section["door_open"])
        return made

    def _accepted(self) -> list[str]:
        accepted = self._context["accepted"]
        blocks = [
            tagged(
                self._words["stages"][stage].replace(" ", "_"), self._as_written(accepted[stage])
            )
            for stage in STAGES
            if stage in accepted
        ]
        return [f"{self._section['accepted']}\n" + "\n".join(blocks)] if blocks else []

    def _locked(self, parent: Mapping[str, Json]) -> str:
        lines: list[str] = []
        for pointer in self._command["locked"]:
            value = get_at(parent, parse_pointer(pointer))
            if value is not MISSING:
                lines.append(f"{pointer or '/'}: {self._as_written(value)[:LONGEST_LOCKED_VALUE]}")
        return "\n".join(lines)

    def _quoted(self, section: str, tag: str, text: str) -> str:
        return f"{self._section[section]}\n{tagged(tag, text)}"

    def _as_written(self, value: Json) -> str:
        """JSON as a model writes it: names in the place of ids."""
        return json.dumps(_with_names(value, self._names), ensure_ascii=False)


def tagged(tag: str, text: str) -> str:
    """Quote a text; it cannot end its own quotation."""
    return f"<{tag}>\n{text.replace(f'</{tag}', f'< /{tag}')}\n</{tag}>"


def _card(content: Mapping[str, Json]) -> dict[str, Json]:
    keys = ("title", "logline", "angle", "genres", "protagonist", "obstacle", "tone")
    return {key: content[key] for key in keys if key in content}


def _names_by_id(contents: Sequence[Json]) -> dict[str, str]:
    names: dict[str, str] = {}
    stack: list[Json] = list(contents)
    while stack:
        node = stack.pop()
        if isinstance(node, list):
            stack.extend(node)
        elif isinstance(node, dict):
            stack.extend(node.values())
            name = next(
                (node[k] for k in ("name", "title", "question", "term", "rule") if k in node), None
            )
            if isinstance(node.get("id"), str) and isinstance(name, str):
                names[node["id"]] = name
    return names


def _with_names(value: Json, names: Mapping[str, str], key: str = "") -> Json:
    if isinstance(value, list):
        return [_with_names(item, names, key) for item in value]
    if isinstance(value, str):
        return names.get(value, value) if key in reference_keys() else value
    if not isinstance(value, dict):
        return value
    named = {k: _with_names(v, names, k) for k, v in value.items() if k != "id"}
    if "planted_in" in value and "name" not in value:
        # A plot's thread that carries out one of the story's is known by its id alone.
        named = {"name": names.get(value.get("id", ""), ""), **named}
    return named


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
