"""Later stages use what was accepted: the sample's own, changed by hand, or not a sample at all."""

from __future__ import annotations

import copy

import pytest

from genesis_flows.sample import generate
from tests.sample.helpers import (
    LANGUAGES,
    MODELS,
    STAGES,
    Json,
    chain,
    command,
    context,
    texts,
    with_ids,
)


def make(
    language: str, stage: str, accepted: Json, titles: list[str] | None = None, **brief: str
) -> Json:
    return generate(
        stage,
        language=language,
        context=context(language, accepted, titles=titles, **brief),
        command=command("CONFIRM_STAGE", stage),
        index=0,
        seed="s",
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_concepts_protagonist_and_title_go_through_all_stages(language: str) -> None:
    for seed in "abcd":
        contents = chain(language, seed)
        concept = contents["CONCEPT_SELECTION"]
        hero = concept["protagonist"].split("，" if language == "zh-CN" else ",")[0]
        story = contents["STORY_CONCEPTION"]
        assert story["title"].startswith(concept["title"])
        assert story["logline"] == concept["logline"]
        assert story["conflict"]["want"] == concept["desire"]
        assert contents["CHARACTERS"]["characters"][0]["name"] == hero
        assert contents["CHARACTERS"]["characters"][0]["want"] == concept["desire"]
        assert contents["PLOT_OUTLINE"]["title"].startswith(concept["title"])
        assert hero in " ".join(texts(contents["PLOT_OUTLINE"]["parts"]))


@pytest.mark.parametrize(("language", "name"), [("zh-CN", "欧阳静"), ("en", "Beatrix Zola")])
def test_a_protagonist_renamed_by_hand_is_called_so_everywhere_later(
    language: str, name: str
) -> None:
    concept = chain(language, "a")["CONCEPT_SELECTION"]
    mark = "，" if language == "zh-CN" else ","
    old = concept["protagonist"].split(mark)[0]
    concept["protagonist"] = concept["protagonist"].replace(old, name)
    contents = chain(language, "a", concept)
    assert contents["CHARACTERS"]["characters"][0]["name"] == name
    later = " ".join(
        texts([contents["CHARACTERS"]["relations"], contents["PLOT_OUTLINE"]["parts"]])
    )
    assert name in later
    assert old not in later


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_outline_uses_people_places_rules_and_threads_changed_by_hand(language: str) -> None:
    accepted = chain(language, "a")
    del accepted["PLOT_OUTLINE"]
    accepted["CHARACTERS"]["characters"][1]["name"] = "Zed 泽德"
    newcomer = copy.deepcopy(accepted["CHARACTERS"]["characters"][1])
    newcomer |= {
        "name": "Yara 雅拉",
        "arc": {"start": "s", "turn": "burns the bakery 烧掉面包房", "end": "e"},
    }
    accepted["CHARACTERS"]["characters"].append(newcomer)
    accepted["WORLDVIEW"]["places"][0]["name"] = "Quince Alley 榅桲巷"
    accepted["WORLDVIEW"]["rules"].append(
        {"rule": "Never whistle 不许吹哨", "cost": "frostbite 冻伤", "limit": "-"}
    )
    accepted["STORY_CONCEPTION"]["threads"].append(
        {"question": "Who baked it? 谁烤的？", "answer": "-"}
    )
    outline = make(language, "PLOT_OUTLINE", with_ids(accepted))
    said = " ".join(texts(outline))
    chapters = outline["parts"][0]["chapters"]
    assert any("Zed 泽德" in chapter["cast_ids"] for chapter in chapters)
    assert any("Yara 雅拉" in chapter["cast_ids"] for chapter in chapters)
    assert "burns the bakery 烧掉面包房" in said
    assert any(chapter["place_id"] == "Quince Alley 榅桲巷" for chapter in chapters)
    assert "Never whistle 不许吹哨" in said
    assert "frostbite 冻伤" in said
    thread = outline["threads"][-1]
    assert thread["name"] == "Who baked it? 谁烤的？"
    spots = [part["title"] for part in outline["parts"]] + [
        chapter["title"] for part in outline["parts"] for chapter in part["chapters"]
    ]
    assert thread["planted_in"] in spots
    assert thread["paid_in"] in spots


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cast_or_world_that_was_cut_short_still_gives_a_valid_outline(language: str) -> None:
    accepted = chain(language, "a")
    del accepted["PLOT_OUTLINE"]
    world, cast = accepted["WORLDVIEW"], accepted["CHARACTERS"]
    cast["characters"], cast["relations"] = cast["characters"][:2], []
    world["places"], world["rules"], world["factions"] = world["places"][:3], world["rules"][:3], []
    accepted["STORY_CONCEPTION"]["threads"] = []
    for person in cast["characters"]:
        person["faction_ids"] = []
    accepted["PLOT_OUTLINE"] = make(language, "PLOT_OUTLINE", accepted)
    people = {person["name"] for person in cast["characters"]}
    for chapter in accepted["PLOT_OUTLINE"]["parts"][0]["chapters"]:
        assert set([chapter["pov_id"], *chapter["cast_ids"]]) <= people
    MODELS["PLOT_OUTLINE"].model_validate(with_ids(accepted)["PLOT_OUTLINE"])


OWN: dict[str, Json] = {
    "zh-CN": {
        "title": "面包与雪",
        "logline": "一个面包师发现自己的发酵面团会预报雪崩。",
        "protagonist": "白芷，四十岁，山村面包师",
        "desire": "让村里人相信面团",
        "obstacle": "去年它错过一次",
        "stakes": "三十户人家在雪道上",
        "genres": ["美食"],
    },
    "en": {
        "title": "Bread and Snow",
        "logline": "A baker finds that her sourdough foretells avalanches.",
        "protagonist": "Zelda Finch, forty, a mountain baker",
        "desire": "To have the village believe in the dough",
        "obstacle": "Last winter it was wrong",
        "stakes": "Thirty houses under the slope",
        "genres": ["Cookery"],
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_concept_that_is_the_writers_own_is_carried_through_every_stage(language: str) -> None:
    contents = chain(language, "a", OWN[language])
    core = OWN[language]["logline"].rstrip("。.")
    hero = OWN[language]["protagonist"][: 2 if language == "zh-CN" else 11]
    assert contents["STORY_CONCEPTION"]["conflict"]["stakes"] == OWN[language]["stakes"]
    assert core in contents["STORY_CONCEPTION"]["premise"]
    assert core in " ".join(texts(contents["WORLDVIEW"]))
    assert contents["CHARACTERS"]["characters"][0]["name"] == hero
    assert core in " ".join(texts(contents["PLOT_OUTLINE"]["parts"]))
    for stage in STAGES[1:]:
        MODELS[stage].model_validate(with_ids(contents)[stage])


@pytest.mark.parametrize(
    ("language", "idea"), [("zh-CN", "猫离开了这座城"), ("en", "The cats left")]
)
def test_an_idea_is_heard_again_in_the_story_and_at_the_end(language: str, idea: str) -> None:
    for story_seed in "abc":
        contents = chain(language, story_seed)
        later = chain(language, story_seed, contents["CONCEPT_SELECTION"], door="idea", idea=idea)
        assert idea in later["STORY_CONCEPTION"]["premise"]
        assert idea in later["PLOT_OUTLINE"]["ending"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", STAGES[1:])
def test_a_reroll_of_a_later_stage_has_another_title_and_other_words(
    language: str, stage: str
) -> None:
    accepted = chain(language, "a")
    before = {earlier: accepted[earlier] for earlier in STAGES[: STAGES.index(stage)]}
    titles = [accepted[stage]["title"]]
    for _ in range(4):
        again = make(language, stage, before, titles)
        assert again["title"] not in titles
        titles.append(again["title"])
        if len(titles) == 2:
            assert {k: v for k, v in again.items() if k != "title"} != {
                k: v for k, v in accepted[stage].items() if k != "title"
            }
