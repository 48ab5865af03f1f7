from __future__ import annotations

from genesis_flows.generation.content.stages import content_schema
from genesis_flows.generation.reading.normalise import normalise
from tests.contents import Chain


def test_a_content_that_fits_is_left_as_it_is(chain: Chain) -> None:
    for stage, content in chain.contents.items():
        assert normalise(content, content_schema(stage)) == content


def test_what_models_commonly_get_wrong_costs_no_new_try(chain: Chain) -> None:
    story = dict(chain.contents["STORY_CONCEPTION"])
    answer = {
        "content": {
            **story,
            "form": {
                **story["form"],
                "kind": "Novel",
                "target_length": "90,000 words",
                "tense": None,
            },
            "avoid": "coincidence",
            "open_questions": ["a", "b", "c", "d"],
            "confidence": 0.9,
        }
    }
    made = normalise(answer, content_schema("STORY_CONCEPTION"))
    assert made["form"]["kind"] == "novel"
    assert made["form"]["target_length"] == 90000
    assert "tense" not in made["form"]
    assert made["avoid"] == ["coincidence"]
    assert made["open_questions"] == ["a", "b", "c"]
    assert "confidence" not in made


def test_chinese_numbers_with_units_are_read() -> None:
    schema = {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]}
    assert normalise({"n": "约120万字"}, schema) == {"n": 1_200_000}


def test_a_missing_list_that_may_be_empty_is_empty(chain: Chain) -> None:
    world = {k: v for k, v in chain.contents["WORLDVIEW"].items() if k not in ("glossary", "rules")}
    made = normalise(world, content_schema("WORLDVIEW"))
    assert made["glossary"] == []
    assert "rules" not in made
