"""The contents' fields, as shared-types/content describes them: kinds, targets, labels, hints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict
from pydantic import Field as PydanticField

from genesis_flows.json_value import Json


class Need(BaseModel):
    """When a field that may be left out may not: unless the field `key` beside it is `is_`."""

    model_config = ConfigDict(frozen=True)

    key: str
    is_: str = PydanticField(alias="is")


class Field(BaseModel):
    """One field of a content, or of an item or a group in it."""

    model_config = ConfigDict(frozen=True)

    kind: Literal[
        "id", "line", "prose", "number", "choice", "lines", "reference", "references", "group",
        "items",
    ]  # fmt: skip
    optional: bool = False
    needed_unless: Need | None = None
    earlier: bool = False
    """Only contents of an earlier version have it: nobody is asked for it."""
    to: str = ""
    """What a reference points to."""
    target: str = ""
    """What an item of the list, or an entry of a list of texts, is to those that refer to it."""
    names: tuple[str, ...] = ()
    """The fields by any of which two rounds' items are the same item."""
    identity: tuple[str, ...] = ()
    """The fields that make up the name together, where no single one does."""
    fields: Mapping[str, Field] = {}

    @property
    def has_ids(self) -> bool:
        """Whether the items of the list have ids."""
        return self.kind == "items" and "id" in self.fields


class Labels(BaseModel):
    """The fields' names in one language."""

    model_config = ConfigDict(frozen=True)

    fields: Mapping[str, str]
    within: Mapping[str, str]

    def of(self, key: str, holder: str) -> str:
        """Give the name of a field; `holder` is the list or group that it stands in, or empty."""
        named = self.within.get(f"{holder}.{key}") or self.fields.get(key)
        return named or key.replace("_", " ").capitalize()


class _Document(BaseModel):
    stages: Mapping[str, Mapping[str, Field]]
    labels: Mapping[str, Labels]
    hints: Mapping[str, Mapping[str, str]]
    reached_by: Mapping[str, tuple[str, ...]]


@cache
def _document() -> _Document:
    text = files("genesis_shared").joinpath("content_fields.json").read_text("utf-8")
    return _Document.model_validate_json(text)


def stage_fields(stage: str) -> Mapping[str, Field]:
    """Give the fields of a stage's content by their key, in reading order."""
    return _document().stages[stage]


def all_fields() -> Iterable[Mapping[str, Field]]:
    """Give the fields of every stage's content."""
    return _document().stages.values()


def labels(language: str) -> Labels:
    """Give the fields' names in a language."""
    return _document().labels[language]


def reference_hint(stage: str, key: str) -> str:
    """Give what a model is told to write into a reference; empty where it is none."""
    return _document().hints.get(stage, {}).get(key, "")


@cache
def reference_keys() -> frozenset[str]:
    """Give the properties that hold an item's id: a model writes a name there."""
    return frozenset(key for hints in _document().hints.values() for key in hints)


@cache
def target_names() -> tuple[str, ...]:
    """Give the properties that name the items which can be referred to."""
    targets = [
        field
        for fields in _document().stages.values()
        for field in _lists(fields)
        if field.target and field.names
    ]
    return tuple(dict.fromkeys(field.names[0] for field in targets))


def _lists(fields: Mapping[str, Field]) -> Iterator[Field]:
    for field in fields.values():
        if field.kind == "items":
            yield field
        yield from _lists(field.fields)


def is_reached(field: Field, by: str) -> bool:
    """Whether a reference of that kind may point to the list's items or entries."""
    return by in _document().reached_by.get(field.target, ())


def entries_in(
    fields: Mapping[str, Field], value: Mapping[str, Json]
) -> Iterator[tuple[Field, str, str]]:
    """Give every entry of the lists of texts that can be referred to: field, id, text."""
    for key, field in fields.items():
        held = value.get(key)
        if field.kind == "lines" and field.target and isinstance(held, list):
            for index, text in enumerate(held):
                if isinstance(text, str):
                    yield field, f"{field.target}-{index + 1}", text


def unmet_needs(
    fields: Mapping[str, Field], value: Mapping[str, Json], pointer: str = ""
) -> Iterator[str]:
    """Give what `needed_unless` asks for and is not there, each as "/pointer: words"."""
    for key, field in fields.items():
        held = value.get(key)
        need = field.needed_unless
        if need is not None and held is None and value.get(need.key) != need.is_:
            yield f"{pointer}/{key}: needed unless {need.key} is {need.is_}"
        if field.kind == "group" and isinstance(held, dict):
            yield from unmet_needs(field.fields, held, f"{pointer}/{key}")
        elif field.kind == "items" and isinstance(held, list):
            for index, item in enumerate(held):
                if isinstance(item, dict):
                    yield from unmet_needs(field.fields, item, f"{pointer}/{key}/{index}")


@cache
def earlier_keys(stage: str) -> frozenset[tuple[str, str]]:
    """Give the fields that only contents of an earlier version have, as (holder, key)."""
    return frozenset(_earlier(stage_fields(stage), ""))


def _earlier(fields: Mapping[str, Field], holder: str) -> Iterator[tuple[str, str]]:
    for key, field in fields.items():
        if field.earlier:
            yield holder, key
        yield from _earlier(field.fields, key)


def items_in(
    fields: Mapping[str, Field], value: Mapping[str, Json]
) -> Iterator[tuple[Field, dict[str, Json]]]:
    """Give every item of every list with its list's field, an outer one before those inside."""
    for key, field in fields.items():
        held = value.get(key)
        if field.kind == "group" and isinstance(held, dict):
            yield from items_in(field.fields, held)
        elif field.kind == "items" and isinstance(held, list):
            for item in held:
                if isinstance(item, dict):
                    yield field, item
                    yield from items_in(field.fields, item)


def references_in(
    fields: Mapping[str, Field], value: Mapping[str, Json]
) -> Iterator[tuple[dict[str, Json], str, Field]]:
    """Give every object that holds a reference, the property, and its field."""
    for key, field in fields.items():
        held = value.get(key)
        if field.kind in ("reference", "references") and key != "id" and isinstance(value, dict):
            yield value, key, field
        elif field.kind == "group" and isinstance(held, dict):
            yield from references_in(field.fields, held)
        elif field.kind == "items" and isinstance(held, list):
            for item in held:
                if isinstance(item, dict):
                    yield from references_in(field.fields, item)
