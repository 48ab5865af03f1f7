"""What the writer asked for, from the brief and the command, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from genesis_flows.sample.library.bank import Value
from genesis_flows.sample.library.text import clean


@dataclass(frozen=True)
class Wish:
    """The writer's words; "" where there are none."""

    genre: str
    hints: str
    idea: str
    notes: str
    feedback: str
    constraints: tuple[str, ...] = ()

    @property
    def all_said(self) -> str:
        """Everything that the writer said of the book, a wish a line."""
        return "\n".join(
            text for text in (self.idea, self.hints, self.notes, *self.constraints) if text
        )


def wish_of(context: Mapping[str, Value], command: Mapping[str, Value]) -> Wish:
    """A command's own words win over the session's brief; the last door that was used counts."""
    brief = _mapping(context.get("brief"))
    payload = _mapping(command.get("payload"))
    kind = command.get("command_type")

    def said(key: str) -> str:
        text = payload.get(key, brief.get(key))
        return text if isinstance(text, str) and clean(text) else ""

    idea = said("idea")
    if kind == "REQUEST_INSPIRATION" or (
        kind != "SUBMIT_IDEA" and brief.get("door") == "inspiration"
    ):
        idea = ""
    return Wish(
        said("genre"),
        said("hints"),
        idea,
        said("notes"),
        clean(payload.get("feedback")),
        _rules(brief.get("constraints")),
    )


def _rules(value: Value) -> tuple[str, ...]:
    return tuple(text for text in value if isinstance(text, str)) if isinstance(value, list) else ()


def _mapping(value: Value) -> Mapping[str, Value]:
    return value if isinstance(value, Mapping) else {}
