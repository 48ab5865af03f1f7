"""The evaluation's fixed briefs: both languages, genres of both markets, a line to many pages."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict

from genesis_flows.json_value import Json


class Brief(BaseModel):
    """One brief, and what of it can be found again in a book by rule."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    language: Literal["zh-CN", "en"]
    idea: str | None = None
    repeat: int = 1
    """So many times the idea is written out: a long brief of notes."""
    genre: str | None = None
    hints: str | None = None
    notes: str | None = None
    constraints: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    """Words that a constraint forbids."""
    heard: tuple[str, ...] = ()
    """Words, such as given names, that a book of this brief has."""
    length: int | None = None
    """The length that the writer gave."""
    feedback: str

    def as_context(self) -> dict[str, Json]:
        """Give the brief as genesis.begin_command does."""
        idea = None if self.idea is None else "\n\n".join([self.idea] * self.repeat)
        return {
            "door": "inspiration" if idea is None else "idea",
            "idea": idea,
            "genre": self.genre,
            "hints": self.hints,
            "notes": self.notes,
            "constraints": list(self.constraints),
        }


def all_briefs() -> list[Brief]:
    """Give the twenty-four, in their order."""
    text = files("genesis_flows.evaluation").joinpath("briefs.toml").read_text("utf-8")
    return [Brief.model_validate(brief) for brief in tomllib.loads(text)["brief"]]
