from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from genesis_flows.generation.content.locks import apply_locks
from genesis_flows.generation.content.pointers import get_at, parse_pointer
from genesis_flows.generation.content.stages import content_schema
from genesis_flows.reading.finish import Finished, Unusable, finish_answer
from tests.conftest import as_json
from tests.contents import Chain

Json = Any


def locked_as(
    stage: str, content: Json, parent: Json, *pointers: str
) -> tuple[dict[str, Json], list[str]]:
    return apply_locks(content, parent, pointers, content_schema(stage))


def at(content: Json, pointer: str) -> Json:
    return get_at(content, parse_pointer(pointer))


def test_a_locked_value_comes_back_with_the_same_value(chain: Chain) -> None:
    parent = chain.contents["STORY_CONCEPTION"]
    answer = deepcopy(parent)
    answer["premise"], answer["form"]["pov"], answer["facts"] = "other", "other", []
    pointers = ("/premise", "/form/pov", "/facts/2/text")
    made, moved = locked_as("STORY_CONCEPTION", answer, parent, *pointers)
    assert all(at(made, p) == at(parent, p) for p in pointers)
    assert moved == list(pointers)
    assert made["facts"] == parent["facts"]


def test_a_lock_follows_its_item_when_the_list_is_reordered(chain: Chain) -> None:
    parent = chain.contents["CHARACTERS"]
    answer = deepcopy(parent)
    answer["characters"].reverse()
    for person in answer["characters"]:
        person["want"] = "something else"
    last = len(parent["characters"]) - 1
    made, moved = locked_as("CHARACTERS", answer, parent, "/characters/0/want")
    assert moved == [f"/characters/{last}/want"]
    assert at(made, moved[0]) == parent["characters"][0]["want"]
    assert made["characters"][0]["want"] == "something else"


def test_a_locked_item_that_the_answer_left_out_is_put_back(chain: Chain) -> None:
    parent = chain.contents["WORLDVIEW"]
    answer = deepcopy(parent)
    del answer["places"][1]
    made, moved = locked_as("WORLDVIEW", answer, parent, "/places/1")
    assert moved == ["/places/1"]
    assert made["places"][1] == parent["places"][1]
    assert len(made["places"]) == len(parent["places"])


def test_a_full_list_makes_room_for_a_locked_item_and_keeps_the_others_that_are_locked(
    chain: Chain,
) -> None:
    parent = chain.contents["WORLDVIEW"]
    answer = deepcopy(parent)
    rules = [{**answer["rules"][0], "id": f"new{n}"} for n in range(6)]
    answer["rules"] = [*rules, deepcopy(parent["rules"][0])]
    made, moved = locked_as("WORLDVIEW", answer, parent, "/rules/0", "/rules/1")
    assert len(made["rules"]) == 7
    assert [at(made, p) for p in moved] == parent["rules"][:2]


def test_a_chapter_that_moved_to_another_part_is_not_there_twice_when_it_is_locked(
    chain: Chain,
) -> None:
    parent = chain.contents["PLOT_OUTLINE"]
    answer = deepcopy(parent)
    answer["parts"][1]["chapters"].append(answer["parts"][0]["chapters"].pop(2))
    made, moved = locked_as("PLOT_OUTLINE", answer, parent, "/parts/0/chapters/2")
    assert at(made, moved[0]) == parent["parts"][0]["chapters"][2]
    ids = [c["id"] for part in made["parts"] for c in part["chapters"]]
    assert len(ids) == len(set(ids))


def test_a_locked_list_comes_back_whole(chain: Chain) -> None:
    parent = chain.contents["CHARACTERS"]
    answer = deepcopy(parent)
    answer["relations"] = []
    made, _ = locked_as("CHARACTERS", answer, parent, "/relations")
    assert made["relations"] == parent["relations"]


def test_the_whole_content_can_be_locked(chain: Chain) -> None:
    parent = chain.contents["CONCEPT_SELECTION"]
    made, moved = locked_as("CONCEPT_SELECTION", {"title": "x"}, parent, "")
    assert (made, moved) == (parent, [""])


def test_a_lock_that_points_to_nothing_is_dropped(chain: Chain) -> None:
    parent = chain.contents["CONCEPT_SELECTION"]
    made, moved = locked_as("CONCEPT_SELECTION", dict(parent), parent, "/nothing/3")
    assert (made, moved) == (parent, [])


@pytest.mark.parametrize("value", ["  two  spaces ", "e\u0301 ≠ \u00e9", "a\r\nb", "“quoted” \\ /"])
def test_locked_text_comes_back_by_code_unit_whatever_the_model_wrote(
    chain: Chain, value: str
) -> None:
    parent = deepcopy(chain.contents["CONCEPT_SELECTION"])
    parent["logline"] = value
    answer = {**chain.answers["CONCEPT_SELECTION"], "logline": value.strip().upper()}
    made = finish_answer(
        "CONCEPT_SELECTION", as_json(answer), accepted={}, parent=parent, locked=["/logline"]
    )
    assert isinstance(made, Finished)
    assert made.content["logline"] == value


def test_an_answer_that_lacks_what_is_locked_is_whole_through_the_lock(chain: Chain) -> None:
    parent = chain.contents["CONCEPT_SELECTION"]
    answer = {k: v for k, v in chain.answers["CONCEPT_SELECTION"].items() if k != "logline"}
    arguments = {"accepted": {}, "parent": parent}
    assert isinstance(
        finish_answer("CONCEPT_SELECTION", as_json(answer), **arguments, locked=[]), Unusable
    )
    made = finish_answer("CONCEPT_SELECTION", as_json(answer), **arguments, locked=["/logline"])
    assert isinstance(made, Finished)
