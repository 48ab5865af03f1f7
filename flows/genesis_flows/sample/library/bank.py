"""The written stories and phrases, read once from the package's files."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

Value = Any
"""A value as json.loads gives it."""
Json = dict[str, Any]
"""An object, as json.loads gives it."""
LANGUAGES = ("zh-CN", "en")


def known_language(language: str) -> str:
    """The bank's language for a session's: every Chinese reads zh-CN, all else English."""
    return "zh-CN" if language.lower().startswith("zh") else "en"


@cache
def stories(language: str) -> tuple[Json, ...]:
    """Every story of a language, in the order of their keys. Not to be changed: copy first."""
    folder = files("genesis_flows.sample").joinpath("stories", language)
    found = [f for f in folder.iterdir() if f.name.endswith(".json")]
    return tuple(
        json.loads(f.read_text(encoding="utf-8")) for f in sorted(found, key=lambda f: f.name)
    )


@cache
def words(language: str) -> Json:
    """The phrases that belong to no story."""
    path = files("genesis_flows.sample").joinpath("words", f"{language}.json")
    loaded: Json = json.loads(path.read_text(encoding="utf-8"))
    return loaded
