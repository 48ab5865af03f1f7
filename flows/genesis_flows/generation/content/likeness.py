"""How like two concepts are, by rule: by what they are called, and by the words of what happens."""

from __future__ import annotations

from collections.abc import Mapping

from genesis_flows.generation.content.names import fold
from genesis_flows.json_value import Json

TWINS = 0.4
"""From this share of common four-letter runs on, two concepts are one in other words."""
_TOLD = ("logline", "protagonist", "desire", "obstacle", "stakes", "irony")
_RUN = 4
LONGEST_COMPARED = 2_000


def is_twin(one: Mapping[str, Json], other: Mapping[str, Json]) -> bool:
    """Whether two concepts are too like each other to be a choice."""
    titles = [fold(str(concept.get("title", ""))) for concept in (one, other)]
    return (titles[0] != "" and titles[0] == titles[1]) or likeness(one, other) >= TWINS


def likeness(one: Mapping[str, Json], other: Mapping[str, Json]) -> float:
    """Give the share of the shorter text's runs of letters that the other has as well, 0 to 1."""
    runs = [_runs(concept) for concept in (one, other)]
    shorter = min(len(runs[0]), len(runs[1]))
    return len(runs[0] & runs[1]) / shorter if shorter else 0.0


def _runs(concept: Mapping[str, Json]) -> set[str]:
    told = fold_all(" ".join(str(concept.get(key, "")) for key in _TOLD))
    return {told[at : at + _RUN] for at in range(len(told) - _RUN + 1)}


def fold_all(text: str) -> str:
    """Give a text without what is not a letter, in lower case."""
    return "".join(c for c in text[:LONGEST_COMPARED].casefold() if c.isalnum())
