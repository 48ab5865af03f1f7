"""The parts of JSON Schema that endpoints hold a model to: a converter for each.

What a subset lacks is taken out of the schema and said in words, and the answer is checked against
all of it anyway (generation/validate.py).
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from genesis_flows.json_value import Json

_STRUCTURE = frozenset(
    {"type", "enum", "properties", "required", "items", "additionalProperties", "description"}
)
_BOUNDS = ("minItems", "maxItems", "minimum", "maximum")
"""Said in words where a subset lacks them. A text's length is not: it is there to end one."""


@dataclass(frozen=True)
class Subset:
    """Which keywords an endpoint takes, and how it wants what may be null."""

    name: str
    keywords: frozenset[str]
    has_type_lists: bool = True
    """`{"type": ["string", "null"]}`; else `anyOf`."""

    def convert(self, schema: Mapping[str, Json]) -> dict[str, Json]:
        """Give the schema in this subset."""
        made = {key: value for key, value in schema.items() if key in self.keywords}
        if "properties" in made:
            made["properties"] = {k: self.convert(v) for k, v in made["properties"].items()}
        if "items" in made:
            made["items"] = self.convert(made["items"])
        kinds = made.get("type")
        if isinstance(kinds, list) and not self.has_type_lists:
            return self._any_of(made, kinds)
        if isinstance(kinds, list) and "null" in kinds and "enum" in made:
            made["enum"] = [*made["enum"], *([] if None in made["enum"] else [None])]
        return made

    def _any_of(self, made: dict[str, Json], kinds: list[str]) -> dict[str, Json]:
        described = {"description": made.pop("description")} if "description" in made else {}
        alternatives = [
            {"type": kind} if kind == "null" else {**made, "type": kind} for kind in kinds
        ]
        return {**described, "anyOf": alternatives}


OPENAI_STRICT = Subset("openai", _STRUCTURE | {*_BOUNDS})
GEMINI = Subset("gemini", (_STRUCTURE - {"additionalProperties"}) | {"minItems"})
ANTHROPIC = Subset("anthropic", _STRUCTURE, has_type_lists=False)
LLAMA_CPP = Subset("llama.cpp", _STRUCTURE | {"minItems", "maxItems", "minLength", "maxLength"})
COMMON = Subset("common", _STRUCTURE)
"""What every one of them takes: for endpoints that are not known by their name."""

_BY_HOST = {
    "api.openai.com": OPENAI_STRICT,
    "generativelanguage.googleapis.com": GEMINI,
    "api.anthropic.com": ANTHROPIC,
}


def subset_of(host: str) -> Subset:
    """Give the subset of an endpoint, by its host; an unknown one gets what all take.

    On this machine and in its network it is llama.cpp's, which keeps small models' lists short.
    """
    name = urlsplit(f"//{host}").hostname or ""
    with contextlib.suppress(ValueError):
        return LLAMA_CPP if ip_address(name).is_private else COMMON
    return LLAMA_CPP if name == "localhost" else _BY_HOST.get(name, COMMON)


def bounds_in_words(schema: Mapping[str, Json], subset: Subset, language: str) -> str:
    """Give the bounds that the subset lacks, a line each, or nothing."""
    lines: list[str] = []

    def walk(node: Mapping[str, Json], path: str) -> None:
        missing = {b: node[b] for b in _BOUNDS if b in node and b not in subset.keywords}
        if missing:
            lines.append(f"- {path or '/'}: {_range(missing, language)}")
        for key, value in node.get("properties", {}).items():
            walk(value, f"{path}/{key}")
        if isinstance(node.get("items"), dict):
            walk(node["items"], f"{path}/*")

    walk(schema, "")
    heading = "数量与数值的范围：" if language == "zh-CN" else "Bounds of lists and numbers:"
    return "\n".join([heading, *lines]) if lines else ""


def _range(bounds: Mapping[str, Json], language: str) -> str:
    least = bounds.get("minItems", bounds.get("minimum"))
    most = bounds.get("maxItems", bounds.get("maximum"))
    unit = ""
    if {"minItems", "maxItems"} & bounds.keys():
        unit = " 条" if language == "zh-CN" else " items"
    if least is not None and most is not None:
        return f"{least}–{most}{unit}"
    return f"≥ {least}{unit}" if least is not None else f"≤ {most}{unit}"
