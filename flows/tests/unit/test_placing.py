"""A writer's sections in a stage's fields: word for word, by rule, valid, and nobody made up."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from genesis_flows.generation.content.pointers import get_at, parse_pointer
from genesis_flows.generation.content.stages import STAGES
from genesis_flows.generation.placing.place import Placed, place_sections
from genesis_flows.generation.reading.validate import find_problems

Json = Any


def section(heading: str, body: str, level: int = 1, *, is_group: bool = False) -> Json:
    marks = "#" * level + " " if heading else ""
    text = f"{marks}{heading}\n{body}" if heading else body
    return {"heading": heading, "level": level, "is_group": is_group, "text": text}


def place(stage: str, *sections: Json, people: list[str] | None = None) -> Placed:
    """Place, and look that it may be recorded and that every word is the writer's."""
    placed = place_sections(stage, list(sections), people or [])
    assert find_problems(stage, placed.content) == []
    whole = "\n".join([*(s["text"] for s in sections), *(people or [])])
    for pointer in placed.pointers:
        assert stands_whole(get_at(placed.content, parse_pointer(pointer)), whole)
    return placed


def stands_whole(said: str, whole: str) -> bool:
    """Whether it is there from a word's beginning to a word's end: cut text is not the writer's."""
    return re.search(rf"(?<![^\W_]){re.escape(said)}(?![^\W_])", whole) is not None


def at(placed: Placed, pointer: str) -> Json:
    return get_at(placed.content, parse_pointer(pointer))


def test_a_cast_of_headings_labels_and_lists_becomes_cards_and_nobody_else_does() -> None:
    placed = place(
        "CHARACTERS",
        section("Characters", "- **Tam**: the ferryman\n- Old Wen - keeps the lock", is_group=True),
        section("Mara", "A bell-founder of forty.\n\nWant: to hear it once more\nAge: 40", 2),
        section("Flaw", "She counts everything.", 3),
        people=["Ines"],
    )
    names = [c["name"] for c in placed.content["characters"]]
    assert names == ["Tam", "Old Wen", "Mara", "Ines"]
    mara = placed.content["characters"][2]
    assert mara["role"] == "A bell-founder of forty."
    assert mara["want"] == "to hear it once more"
    assert mara["age"] == "40"
    assert mara["flaw"] == "She counts everything."
    assert mara["weight"] == "minor"
    assert "/characters/2/want" in placed.pointers
    assert "/characters/2/sign" not in placed.pointers


@pytest.mark.parametrize(
    ("stage", "heading", "body", "pointer", "whole"),
    [
        (
            "CHARACTERS",
            "Mara",
            "She always said: never trust a calm sea.",
            "/characters/0/role",
            "She always said: never trust a calm sea.",
        ),
        ("WORLDVIEW", "Rules", "- 12:30 the tide turns", "/rules/0/rule", "12:30 the tide turns"),
        (
            "WORLDVIEW",
            "Rules",
            "One thing holds: nobody sails at night.",
            "/rules/0/rule",
            "One thing holds: nobody sails at night.",
        ),
        (
            "STORY_CONCEPTION",
            "The bell",
            "人们说：钟不会自己响。",
            "/premise",
            "人们说：钟不会自己响。",
        ),
    ],
)
def test_a_sentence_with_a_colon_stays_whole(
    stage: str, heading: str, body: str, pointer: str, whole: str
) -> None:
    assert at(place(stage, section(heading, body)), pointer) == whole


def test_a_chinese_world_is_placed_by_its_headings() -> None:
    placed = place(
        "WORLDVIEW",
        section("世界观", "永雨之城，钟声每夜响一次。", is_group=True),
        section("规则", "1. 敲钟者不得回头\n2. 借来的命要还", 2, is_group=True),
        section("地点", "", 2, is_group=True),
        section("钟楼", "潮湿的石头味。", 3),
        section("词汇", "- 渡：把名字交给河", 2, is_group=True),
    )
    assert at(placed, "/time_place") == "永雨之城，钟声每夜响一次。"
    assert [r["rule"] for r in placed.content["rules"]][:2] == ["敲钟者不得回头", "借来的命要还"]
    assert placed.content["places"][0]["name"] == "钟楼"
    assert placed.content["places"][0]["sense"] == "潮湿的石头味。"
    assert placed.content["glossary"][0]["term"] == "渡"


def test_an_outline_becomes_parts_and_chapters_and_written_prose_stays_beside() -> None:
    prose = "她推开门。" * 400
    placed = place(
        "PLOT_OUTLINE",
        section("第一卷 雨", "林晚到了城里。", 1),
        section("第一章 渡口", "林晚过河。\n\n- 船夫不收钱\n- 她少了名字\n\n钩子：谁在敲钟", 2),
        section("第二章 钟", prose, 2),
        section("第二卷 钟", "", 1),
        section("第三章", "", 2),
    )
    first, second = placed.content["parts"]
    assert [c["title"] for c in first["chapters"]] == ["第一章 渡口", "第二章 钟"]
    assert first["chapters"][0]["beats"] == ["船夫不收钱", "她少了名字"]
    assert first["chapters"][0]["hook"] == "谁在敲钟"
    assert first["chapters"][0]["goal"] == "林晚过河。"
    assert first["chapters"][1]["goal"] == "—"
    assert second["chapters"][0]["number"] == 3


@pytest.mark.parametrize("stage", STAGES)
@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "Rules", "人物", "Mara", "第一章", "Ending", "Voice", "Premise"]),
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=120)
            | st.sampled_from(["- a: b\n- c", "Want: x\n\nNeed：y", "1. x\n2. y", "x" * 9_000]),
            st.integers(1, 3),
            st.booleans(),
        ),
        max_size=8,
    )
)
def test_whatever_comes_is_placed_word_for_word_or_not_at_all(stage: str, given_: Json) -> None:
    place(stage, *(section(h, b, n, is_group=g) for h, b, n, g in given_))
