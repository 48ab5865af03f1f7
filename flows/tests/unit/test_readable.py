from __future__ import annotations

import json
import random

import pytest

from genesis_flows.generation.content.fields import labels
from genesis_flows.generation.content.stages import STAGES, content_schema
from genesis_flows.generation.reading.readable import ReadableText
from tests.contents import Chain


def read(text: str, language: str = "en", pieces: int = 1) -> str:
    readable = ReadableText(language)
    count = max(0, min(pieces, len(text)) - 1)
    cuts = sorted(random.Random(pieces).sample(range(len(text)), count))
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        readable.feed(text[start:end])
    return readable.text


def test_values_come_in_order_with_their_labels() -> None:
    content = {
        "title": "Fog",
        "facts": [{"label": "Place", "text": "a harbour"}],
        "form": {"kind": "novel", "target_length": 90000},
        "open_questions": ["Who?"],
        "avoid": [],
    }
    assert read(json.dumps(content)) == (
        "Title: Fog\n\nThree facts\n\nPlace: a harbour\n\nForm\nKind: novel\nLength of the book: 90000\n\n"
        "Open questions\n· Who?"
    )


def test_the_text_is_the_same_however_the_answer_is_cut_and_only_ever_grows(chain: Chain) -> None:
    text = json.dumps(chain.answers["CHARACTERS"])
    whole = read(text, chain.language)
    assert read(text, chain.language, pieces=97) == whole
    readable = ReadableText(chain.language)
    before = ""
    for character in text[:3000]:
        readable.feed(character)
        assert readable.text.startswith(before)
        before = readable.text


def test_a_value_can_be_read_while_it_is_still_being_written() -> None:
    assert read('{"title": "The light') == "Title: The light"


def test_fences_words_and_thoughts_around_the_object_are_left_out() -> None:
    said = '<think>{"title": "no"}</think>Sure:\n```json\n{"title": "Yes"}\n```\nEnjoy!'
    assert read(said) == "Title: Yes"


def test_escapes_and_characters_beyond_the_basic_plane_come_out_whole() -> None:
    text = json.dumps({"title": 'a "b" \\ \n é 😀'})
    assert read(text, pieces=len(text)) == 'Title: a "b" \\ \n é 😀'


def test_ids_and_nulls_are_not_shown() -> None:
    assert read('{"id": "x1", "title": "T", "tense": null, "advantage": null}') == "Title: T"


@pytest.mark.parametrize(
    "broken", ["", "no json", '{"a" "b"', '{"a": [}', "}}]]", '{"a": "\\ud800x', '{"a": "\\u12']
)
def test_broken_json_never_raises(broken: str) -> None:
    read(broken).encode("utf-8")


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_property_of_every_stage_has_a_label(language: str) -> None:
    def names(schema: dict[str, object]) -> set[str]:
        found: set[str] = set()
        properties = schema.get("properties", {})
        assert isinstance(properties, dict)
        for key, value in properties.items():
            found |= {key} | names(value)
        items = schema.get("items")
        return found | (names(items) if isinstance(items, dict) else set())

    wanted = set().union(*(names(dict(content_schema(stage))) for stage in STAGES)) - {"id"}
    assert wanted - labels(language).fields.keys() == set()
