from __future__ import annotations

from copy import deepcopy
from typing import Any

from genesis_flows.generation.content.fields import reference_keys
from genesis_flows.reading.finish import Finished, finish_answer
from tests.conftest import as_json
from tests.contents import Chain

Json = Any


def finished(stage: str, answer: Json, chain: Chain, parent: Json = None) -> dict[str, Json]:
    accepted = {k: v for k, v in chain.contents.items() if k != stage}
    made = finish_answer(stage, as_json(answer), accepted=accepted, parent=parent, locked=[])
    assert isinstance(made, Finished), made
    return made.content


def references(value: Json, key: str = "") -> list[tuple[str, str]]:
    if isinstance(value, dict):
        return [pair for k, v in value.items() for pair in references(v, k)]
    if isinstance(value, list):
        return [pair for item in value for pair in references(item, key)]
    return [(key, value)] if key in reference_keys() and isinstance(value, str) else []


def ids(value: Json) -> set[str]:
    if isinstance(value, dict):
        own = {value["id"]} if isinstance(value.get("id"), str) else set()
        return own.union(*(ids(v) for v in value.values()))
    return set().union(*(ids(item) for item in value)) if isinstance(value, list) else set()


def test_every_name_in_the_sample_chain_resolves_to_an_id(chain: Chain) -> None:
    known = ids(list(chain.contents.values())) | {"pleasure-1", "pleasure-2", "pleasure-3"}
    lost = [pair for c in chain.contents.values() for pair in references(c) if pair[1] not in known]
    assert lost == []
    assert len(references(chain.contents["PLOT_OUTLINE"])) > 20


def test_names_are_found_by_alias_width_case_and_brackets(chain: Chain) -> None:
    people = chain.contents["CHARACTERS"]["characters"]
    plot = deepcopy(chain.answers["PLOT_OUTLINE"])
    chapter = plot["parts"][0]["chapters"][0]
    chapter["pov_id"] = f" {people[0]['name'].upper()} (the lead) "
    chapter["cast_ids"] = [f"“{people[1]['name']}”", people[1]["name"]]
    made = finished("PLOT_OUTLINE", plot, chain)["parts"][0]["chapters"][0]
    assert made["pov_id"] == people[0]["id"]
    assert made["cast_ids"] == [people[1]["id"]]


def test_chapters_are_found_by_title_and_by_number(chain: Chain) -> None:
    plot = deepcopy(chain.answers["PLOT_OUTLINE"])
    chapters = plot["parts"][0]["chapters"]
    plot["threads"][0]["planted_in"] = f"Chapter 2: {chapters[1]['title']}"
    plot["threads"][0]["echoes"] = ["第3章", "Chapter 4"]
    plot["threads"][0]["paid_in"] = plot["parts"][1]["title"]
    made = finished("PLOT_OUTLINE", plot, chain)
    chapter_ids = [c["id"] for c in made["parts"][0]["chapters"]]
    thread = made["threads"][0]
    assert thread["planted_in"] == chapter_ids[1]
    assert thread["echoes"] == [chapter_ids[2], chapter_ids[3]]
    assert thread["paid_in"] == made["parts"][1]["id"]


def test_a_name_that_resolves_to_nothing_stays_and_fails_nothing(chain: Chain) -> None:
    plot = deepcopy(chain.answers["PLOT_OUTLINE"])
    plot["parts"][0]["chapters"][0]["place_id"] = "Zzyzx Qoph"
    made = finished("PLOT_OUTLINE", plot, chain)
    assert made["parts"][0]["chapters"][0]["place_id"] == "Zzyzx Qoph"


def test_threads_of_the_outline_take_the_ids_of_the_storys_threads(chain: Chain) -> None:
    story = chain.contents["STORY_CONCEPTION"]["threads"]
    made = chain.contents["PLOT_OUTLINE"]["threads"]
    assert {t["id"] for t in story} <= {t["id"] for t in made}
    assert all("name" not in t for t in made if t["id"] in {s["id"] for s in story})
    plot = deepcopy(chain.answers["PLOT_OUTLINE"])
    plot["threads"].append({**plot["threads"][0], "name": "Quite another matter"})
    own = finished("PLOT_OUTLINE", plot, chain)["threads"][-1]
    assert own["name"] == "Quite another matter"
    assert own["id"] not in {t["id"] for t in story}


def test_a_revision_keeps_the_ids_of_items_that_are_the_same(chain: Chain) -> None:
    parent = chain.contents["CHARACTERS"]
    answer = deepcopy(chain.answers["CHARACTERS"])
    answer["characters"].reverse()
    answer["characters"][0]["want"] = "something else"
    made = finished("CHARACTERS", answer, chain, parent)
    old = {c["name"]: c["id"] for c in parent["characters"]}
    assert {c["name"]: c["id"] for c in made["characters"]} == old
    assert {r["id"] for r in made["relations"]} == {r["id"] for r in parent["relations"]}


def test_an_item_that_was_reworded_in_its_place_keeps_its_id_and_another_one_does_not(
    chain: Chain,
) -> None:
    parent = chain.contents["WORLDVIEW"]
    answer = deepcopy(chain.answers["WORLDVIEW"])
    answer["rules"][0]["rule"] = answer["rules"][0]["rule"] + " !!"
    answer["rules"][1]["rule"] = "0123456789"
    made = finished("WORLDVIEW", answer, chain, parent)
    assert made["rules"][0]["id"] == parent["rules"][0]["id"]
    assert made["rules"][1]["id"] not in ids(parent)


def test_ids_that_a_model_makes_up_are_not_taken(chain: Chain) -> None:
    answer = deepcopy(chain.answers["WORLDVIEW"])
    for place in answer["places"]:
        place["id"] = "1"
    made = finished("WORLDVIEW", answer, chain)
    found = [p["id"] for p in made["places"]]
    assert "1" not in found
    assert len(set(found)) == len(found)


def test_chapters_without_rising_numbers_are_numbered_through(chain: Chain) -> None:
    answer = deepcopy(chain.answers["PLOT_OUTLINE"])
    for chapter in answer["parts"][0]["chapters"]:
        chapter["number"] = 1
    made = finished("PLOT_OUTLINE", answer, chain)
    numbers = [c["number"] for part in made["parts"] for c in part["chapters"]]
    assert numbers == list(range(1, len(numbers) + 1))
