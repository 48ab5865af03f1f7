"""What of a writer's sections belongs into which field of a stage: by headings, labels and lists.

A text is placed whole or not at all: what fits no field, or is longer than one, stays beside the
stage as material.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from genesis_flows.generation.content.fields import Field
from genesis_flows.generation.content.locks import inner_schema
from genesis_flows.generation.content.number_chapters import number_chapters
from genesis_flows.generation.content.stages import content_schema
from genesis_flows.generation.placing.fill import fill
from genesis_flows.generation.placing.passages import (
    Node,
    entry_parts,
    leading,
    passages_of,
    section_of,
    tree_of,
)
from genesis_flows.generation.placing.words import field_names, fields_of, plain
from genesis_flows.json_value import Json

MAIN = {
    "characters": "role", "places": "sense", "factions": "wants", "history": "event",
    "secrets": "truth", "glossary": "meaning", "names": "who", "rules": "rule",
    "power_levels": "gain", "calendar": "what", "threads": "question", "chapters": "goal",
    "movements": "event", "parts": "goal",
}  # fmt: skip
"""Where what is said of an item goes that stands behind no label."""
REST = {
    "CONCEPT_SELECTION": "logline",
    "STORY_CONCEPTION": "premise",
    "WORLDVIEW": "time_place",
    "PLOT_OUTLINE": "structure",
}
"""Where a stage's first text goes that stands behind no label."""
CARDS = {"CHARACTERS": "characters", "PLOT_OUTLINE": "chapters"}
"""Stages of which a section is an item by itself."""
LONGEST_SUMMARY = 1_200
"""A longer chapter is written out: its first paragraph is no goal."""


@dataclass
class Placed:
    """A whole content, and the pointers of the writer's own words in it."""

    content: dict[str, Json]
    pointers: list[str] = field(default_factory=list)


def place_sections(
    stage: str, given: Sequence[Mapping[str, Json]], people: Sequence[str] = ()
) -> Placed:
    """Place sections as genesis.placed_sections gives them; `people`: names that get a card."""
    placer = _Placer(stage)
    for node in tree_of([section_of(section) for section in given]):
        placer.top(node)
    for name in people:
        placer.item("characters", name, "")
    content = fill(content_schema(stage), placer.content)
    if stage == "PLOT_OUTLINE":
        number_chapters(content)
    return Placed(content, placer.pointers)


class _Placer:
    def __init__(self, stage: str) -> None:
        self.stage = stage
        self.content: dict[str, Json] = {}
        self.pointers: list[str] = []
        self._schema = content_schema(stage)
        self._names = field_names(stage, "")

    def top(self, node: Node, *, is_inside: bool = False) -> None:
        """Place a section that is no item, or an item where the stage's sections are."""
        section = node.section
        key = self._names.get(plain(section.heading)) if section.heading else None
        list_key = CARDS.get(self.stage)
        if key is not None:
            self._as_field(key, node)
            return
        if list_key is not None and section.heading and not section.is_group:
            self._as_card(list_key, node)
            return
        if not is_inside and section.heading and not section.is_group and not section.level > 1:
            self._text(self.content, "", "title", section.heading)
        self._body(section.body, is_list=section.is_group)
        for inner in node.inside:
            self.top(inner, is_inside=True)

    def item(self, list_key: str, name: str, body: str, *, inside: Sequence[Node] = ()) -> bool:
        """Add an item to a list; False where it takes no more or nothing of it fits."""
        holder, place = self._holder(list_key)
        schema = self._at(place)
        items = holder.setdefault(list_key, [])
        if len(items) >= schema.get("maxItems", 100):
            return False
        made: dict[str, Json] = {}
        at = f"{place}/{len(items)}"
        fields = fields_of(self.stage, self._path(list_key))
        heading = next((k for k in fields if k in ("name", "title", "term", "when", "label")), "")
        known = field_names(self.stage, self._path(list_key))
        if heading and name:
            self._text(made, at, heading, name)
        rest: list[str] = []
        for passage in passages_of(body, known):
            label = known.get(plain(passage.label)) if passage.label else None
            if label is not None:
                text = entry_parts(passage.text)[1] if passage.is_entry else passage.text
                self._value(made, at, label, fields[label], text or passage.text)
            elif not (passage.is_entry and self._beat(made, at, fields, passage.text)):
                rest.append(passage.text)
        for inner in inside:
            label = known.get(plain(inner.section.heading))
            if label is not None:
                self._value(made, at, label, fields[label], inner.section.body)
        main = MAIN.get(list_key, "")
        is_told = list_key in ("chapters", "parts") and len(body) > LONGEST_SUMMARY
        if main in fields and main not in made and not is_told:
            said = leading("\n\n".join(rest[:1]), self._longest(f"{at}/{main}"))
            first = next((key for key in fields if key != "id"), "")
            self._text(made, at, main, said or (name if main == first else ""))
        if not made:
            return False
        items.append(made)
        return True

    def _as_card(self, list_key: str, node: Node) -> None:
        section = node.section
        labels = field_names(self.stage, self._path(list_key))
        is_part = list_key == "chapters" and any(
            plain(inner.section.heading) not in labels for inner in node.inside
        )
        if is_part:
            if self.item("parts", section.heading, section.body):
                for inner in node.inside:
                    self.item("chapters", inner.section.heading, inner.section.body)
            return
        self.item(list_key, section.heading, section.body, inside=node.inside)

    def _as_field(self, key: str, node: Node) -> None:
        known = fields_of(self.stage, "")[key]
        body = node.section.body
        if known.kind == "items":
            if key == "parts":
                for inner in node.inside:
                    self.top(inner, is_inside=True)
                return
            is_said_at_once = self._is_said_at_once(key)
            for passage in passages_of(body, () if is_said_at_once else None):
                if passage.is_entry or passage.label or not node.inside:
                    whole = passage.text
                    if is_said_at_once:
                        self.item(key, "", whole)
                    elif passage.label and not passage.is_entry:
                        self.item(key, passage.label, whole)
                    else:
                        name, said = entry_parts(whole)
                        self.item(key, name, said or ("" if key == "characters" else whole))
            for inner in node.inside:
                self.item(key, inner.section.heading, inner.section.body, inside=inner.inside)
            return
        if known.kind == "group":
            self._group(key, known, body)
        else:
            self._value(self.content, "", key, known, body)
        for inner in node.inside:
            self.top(inner, is_inside=True)

    def _is_said_at_once(self, list_key: str) -> bool:
        """Whether an item of the list is one text (a rule, a secret) and has no name before it."""
        first = next(key for key in fields_of(self.stage, list_key) if key != "id")
        return MAIN.get(list_key) == first

    def _group(self, key: str, known: Field, body: str) -> None:
        held = self.content.setdefault(key, {})
        names = field_names(self.stage, key)
        for passage in passages_of(body, names):
            label = names.get(plain(passage.label)) if passage.label else None
            if label is None:
                label = next(
                    (k for k, f in known.fields.items() if f.kind == "prose" and k not in held),
                    None,
                )
            if label is not None and label not in held:
                self._value(held, f"/{key}", label, known.fields[label], passage.text)

    def _body(self, body: str, *, is_list: bool) -> None:
        """Place the texts of a section headed by no field; `is_list`: by a kind of things."""
        fields = fields_of(self.stage, "")
        rest: list[str] = []
        list_key = CARDS.get(self.stage)
        is_cast = is_list and list_key == "characters"
        for passage in passages_of(body, None if is_cast else self._names):
            key = self._names.get(plain(passage.label)) if passage.label else None
            if key is not None and fields[key].kind not in ("items", "group"):
                text = entry_parts(passage.text)[1] if passage.is_entry else passage.text
                self._value(self.content, "", key, fields[key], text or passage.text)
            elif is_cast and (passage.is_entry or passage.label):
                name, said = (
                    entry_parts(passage.text) if passage.is_entry else (passage.label, passage.text)
                )
                self.item("characters", name, said)
            elif not passage.label and not passage.is_entry:
                rest.append(passage.text)
        key = REST.get(self.stage)
        if key is not None and rest and key not in self.content:
            whole = leading(rest[0], self._longest(f"/{key}"))
            if whole is not None:
                self._text(self.content, "", key, whole)

    def _value(self, held: dict[str, Json], at: str, key: str, known: Field, text: str) -> None:
        """Place a text into a field of any kind that takes words; a field that has one keeps it."""
        if key in held:
            return
        if known.kind in ("line", "prose"):
            whole = leading(text, self._longest(f"{at}/{key}"))
            if whole is not None and not (known.kind == "line" and "\n" in whole):
                self._text(held, at, key, whole)
        elif known.kind == "lines":
            entries = [passage.text for passage in passages_of(text, ())]
            if len(entries) == 1 and key in ("aliases", "genres"):
                entries = [part.strip() for part in _listed(entries[0])]
            for entry in entries:
                self._entry(held, at, key, entry)

    def _beat(self, made: dict[str, Json], at: str, fields: Mapping[str, Field], text: str) -> bool:
        """Place an entry of a list in a chapter as one of its beats."""
        return "beats" in fields and self._entry(made, at, "beats", text)

    def _entry(self, held: dict[str, Json], at: str, key: str, text: str) -> bool:
        entries = held.get(key, [])
        schema = self._at(f"{at}/{key}")
        longest = schema.get("items", {}).get("maxLength", 0)
        if len(entries) >= schema.get("maxItems", 0) or not text.strip() or len(text) > longest:
            return False
        held[key] = [*entries, text]
        self.pointers.append(f"{at}/{key}/{len(entries)}")
        return True

    def _text(self, held: dict[str, Json], at: str, key: str, text: str) -> None:
        if key not in held and text.strip() and len(text) <= self._longest(f"{at}/{key}"):
            held[key] = text
            self.pointers.append(f"{at}/{key}")

    def _holder(self, list_key: str) -> tuple[dict[str, Json], str]:
        """Give what holds the list, and the list's pointer; chapters stand in the last part."""
        if list_key != "chapters":
            return self.content, f"/{list_key}"
        parts = self.content.setdefault("parts", [])
        if not parts:
            parts.append({})
        return parts[-1], f"/parts/{len(parts) - 1}/chapters"

    def _path(self, list_key: str) -> str:
        return "parts/chapters" if list_key == "chapters" else list_key

    def _longest(self, pointer: str) -> int:
        longest = self._at(pointer).get("maxLength", 0)
        return longest if isinstance(longest, int) else 0

    def _at(self, pointer: str) -> Mapping[str, Json]:
        schema: Mapping[str, Json] = self._schema
        for step in pointer.split("/")[1:]:
            schema = inner_schema(schema, step)
        return schema


def _listed(text: str) -> list[str]:
    for mark in ("、", "，", ",", "/", "；", ";"):
        if mark in text:
            return [part for part in text.split(mark) if part.strip()]
    return [text]
