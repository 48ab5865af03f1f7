from __future__ import annotations

import json

import pytest

from genesis_flows.generation.content import fields
from genesis_flows.generation.reading.readable import ReadableText


def test_a_field_has_the_name_that_its_holder_gives_it() -> None:
    labels = fields.labels("en")
    assert labels.of("title", "") == "Title"
    assert labels.of("title", "chapters") == "Chapter"
    assert labels.of("kind", "relations") == "Relation"


def test_what_is_streamed_has_the_same_names_as_the_form(monkeypatch: pytest.MonkeyPatch) -> None:
    document = fields._document()
    english = document.labels["en"]
    labels = fields.Labels(
        fields={**english.fields, "motif": "Motif"}, within={"parts.motif": "Motif of the part"}
    )
    changed = document.model_copy(update={"labels": {**document.labels, "en": labels}})
    monkeypatch.setattr(fields, "_document", lambda: changed)
    readable = ReadableText("en")
    readable.feed(json.dumps({"motif": "salt", "parts": [{"motif": "lamp"}]}))
    assert "Motif: salt" in readable.text
    assert "Motif of the part: lamp" in readable.text
