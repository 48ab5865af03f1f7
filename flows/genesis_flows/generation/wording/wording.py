"""The prompts' texts: one file a stage and language, and the words around what is given."""

from __future__ import annotations

import difflib
import hashlib
import json
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from genesis_flows.json_value import Json


@cache
def prompt_text(language: str, name: str) -> str:
    """Give a prompt's text; `name` is SYSTEM or a stage."""
    return _read(language, f"{name}.md")


@cache
def fragments(language: str) -> dict[str, dict[str, str]]:
    """Give the words around what the writer and the session give, by section."""
    return tomllib.loads(_read(language, "fragments.toml"))


@cache
def axis_texts(language: str) -> dict[str, str]:
    """Give the axes of a round in words, by their key."""
    return tomllib.loads(_read(language, "axes.toml"))


@cache
def receipt_words(language: str) -> dict[str, str]:
    """Give what the studio itself says in a receipt, by key."""
    return tomllib.loads(_read(language, "receipts.toml"))


def prompt_version(stage: str, language: str) -> str:
    """Give the version of a stage's prompt, as a proposal's origin names it: "WORLDVIEW/en/3"."""
    return f"{stage}/{language}/{_versions()[f'{language}/{stage}.md']['version']}"


def stage_prompt(stage: str, language: str, brief: Mapping[str, Json]) -> str:
    """Give a stage's instruction: the book's own, where the writer changed it."""
    own = str((brief.get("prompts") or {}).get(stage) or "").strip()
    return own or prompt_text(language, stage)


def prompt_origin(stage: str, language: str, brief: Mapping[str, Json]) -> dict[str, Json]:
    """Give what a proposal's origin says of its prompt: the version, and what the book changed."""
    version = prompt_version(stage, language)
    usual, used = prompt_text(language, stage), stage_prompt(stage, language, brief)
    if used == usual:
        return {"prompt_version": version}
    before, after = usual.splitlines(), used.splitlines()
    changes = difflib.SequenceMatcher(None, before, after).get_opcodes()
    places = [change[1:] for change in changes if change[0] != "equal"]
    return {
        "prompt_version": f"{version}+{hashlib.sha256(used.encode('utf-8')).hexdigest()[:8]}",
        "prompt_changes": {
            "removed": [line for start, end, _, _ in places for line in before[start:end]],
            "added": [line for _, _, start, end in places for line in after[start:end]],
        },
    }


def tagged(tag: str, text: str) -> str:
    """Quote a text; it cannot end its own quotation."""
    return f"<{tag}>\n{text.replace(f'</{tag}', f'< /{tag}')}\n</{tag}>"


def _read(language: str, name: str) -> str:
    return files("genesis_flows.prompts").joinpath(language, name).read_text("utf-8").strip()


@cache
def _versions() -> dict[str, dict[str, Json]]:
    versions: dict[str, dict[str, Json]] = json.loads(
        files("genesis_flows.prompts").joinpath("versions.json").read_text("utf-8")
    )
    return versions
