"""The written stories and phrases, read once from the package's files."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from genesis_flows.sample.library.cards import story_of_card
from genesis_flows.sample.library.text import Value

Json = dict[str, Value]
"""An object, as json.loads gives it."""
LANGUAGES = ("zh-CN", "en")
__all__ = ["LANGUAGES", "Json", "Value", "known_language", "stories", "words"]


def known_language(language: str) -> str:
    """The bank's language for a session's: every Chinese reads zh-CN, all else English."""
    return "zh-CN" if language.lower().startswith("zh") else "en"


@cache
def stories(language: str) -> tuple[Json, ...]:
    """Every story of a language: those written out, by their keys, then those of cards.

    Not to be changed: copy first.
    """
    folder = files("genesis_flows.sample").joinpath("stories", language)
    found = [f for f in folder.iterdir() if f.name.endswith(".json")]
    written = [
        json.loads(f.read_text(encoding="utf-8")) for f in sorted(found, key=lambda f: f.name)
    ]
    skeleton = _read("cards", f"{language}.skeleton.json")
    cards = _read("cards", f"{language}.json")
    return (*written, *(story_of_card(card, skeleton, language) for card in cards))


def _read(*path: str) -> Value:
    return json.loads(files("genesis_flows.sample").joinpath(*path).read_text(encoding="utf-8"))


@cache
def words(language: str) -> Json:
    """The phrases that belong to no story."""
    path = files("genesis_flows.sample").joinpath("words", f"{language}.json")
    loaded: Json = json.loads(path.read_text(encoding="utf-8"))
    return loaded
