"""What every sample is: whole, valid, readable, the same for the same seed."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from genesis_flows.sample import generate
from genesis_flows.sample.library.bank import stories
from genesis_flows.sample.library.brief import Wish
from genesis_flows.sample.stages.concept import card
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

ROOT = Path(__file__).resolve().parents[3]
SEEDS = ["a", "b", "c", "d"]
CHOICES = ("novel", "serial", "chars", "words", "lead", "major", "minor")
LEFT_OVER = re.compile(r"\{[A-Za-z]+\d?\}|\bNone\b|\bnull\b|undefined|@want|@need")


def all_chains(language: str) -> list[Json]:
    """One chain for each take of each story, also of those that host a writer's idea."""
    idea = {"zh-CN": "全城的猫在同一夜离开", "en": "All the cats left the city in one night"}[
        language
    ]
    found = []
    for story in stories(language):
        for take in range(len(story["takes"])):
            brief = {"door": "idea", "idea": idea} if story.get("host") else {}
            wish = Wish("", "", brief.get("idea", ""), "", "")
            found.append(chain(language, "s", card(language, story, take, wish, seed="s"), **brief))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stage_of_every_story_is_valid_and_has_nothing_left_to_fill_in(language: str) -> None:
    for contents in all_chains(language):
        for stage, content in with_ids(contents).items():
            MODELS[stage].model_validate(content)
            for text in texts(content):
                assert text.strip()
                assert not LEFT_OVER.search(text), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sample_is_of_its_language(language: str) -> None:
    for contents in all_chains(language):
        for text in set(texts(contents)) - {*CHOICES}:
            assert bool(re.search(r"[\u4e00-\u9fff]", text)) == (language == "zh-CN"), text


def test_no_story_built_from_samples_fails_a_foundation_check() -> None:
    novels = [with_ids(contents) for language in LANGUAGES for contents in all_chains(language)]
    node = ROOT / "node_modules" / ".bin" / ("node.cmd" if os.name == "nt" else "node")
    script = Path(__file__).with_name("foundation.ts")
    run = subprocess.run(
        [str(node), str(script)],
        input=json.dumps(novels),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout) == [[] for _ in novels]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", STAGES)
def test_the_same_seed_gives_the_same_content(language: str, stage: str) -> None:
    for seed in SEEDS:
        accepted = chain(language, seed)
        before = {earlier: accepted[earlier] for earlier in STAGES[: STAGES.index(stage)]}
        again = generate(
            stage,
            language=language,
            context=context(language, before),
            command=command("REGENERATE_PROPOSAL", stage),
            index=0,
            seed=seed,
        )
        assert again == accepted[stage]


@pytest.mark.parametrize("language", LANGUAGES)
def test_different_seeds_give_different_first_concepts(language: str) -> None:
    titles = {
        chain(language, f"seed {number}")["CONCEPT_SELECTION"]["title"] for number in range(12)
    }
    assert len(titles) >= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_item_has_an_id_and_references_are_names(language: str) -> None:
    contents = chain(language, "a")
    assert '"id":' not in json.dumps(contents)
    people = {person["name"] for person in contents["CHARACTERS"]["characters"]}
    places = {place["name"] for place in contents["WORLDVIEW"]["places"]}
    for chapter in contents["PLOT_OUTLINE"]["parts"][0]["chapters"]:
        assert chapter["pov_id"] in people
        assert chapter["place_id"] in places
        assert set(chapter["cast_ids"]) <= people


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_outline_plans_the_whole_book_or_its_first_twelve_chapters(language: str) -> None:
    for contents in all_chains(language):
        outline, form = contents["PLOT_OUTLINE"], contents["STORY_CONCEPTION"]["form"]
        chapters = [chapter for part in outline["parts"] for chapter in part["chapters"]]
        assert 3 <= len(outline["parts"]) <= 4
        assert [chapter["number"] for chapter in chapters] == list(range(1, len(chapters) + 1))
        assert len({chapter["title"] for chapter in chapters}) == len(chapters)
        if form["chapters"] <= 40:
            assert len(chapters) == form["chapters"]
            assert all(part["chapters"] for part in outline["parts"])
        else:
            assert len(chapters) == 12
        for part in outline["parts"]:
            if part["chapters"]:
                assert sum(chapter["length"] for chapter in part["chapters"]) == part["length"]
        assert abs(sum(part["length"] for part in outline["parts"]) - form["target_length"]) <= 4
        assert form["unit"] == ("chars" if language == "zh-CN" else "words")
        if language == "zh-CN":
            assert all(re.match(r"第.[卷部] ", part["title"]) for part in outline["parts"])
        has_first_three = "first_three_chapters" in outline["opening"]
        assert has_first_three == (form["kind"] == "serial")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_card_shows_at_a_glance_is_short(language: str) -> None:
    label, text = (8, 40) if language == "zh-CN" else (24, 90)
    for contents in all_chains(language):
        for content in contents.values():
            for fact in content["facts"]:
                assert len(fact["label"]) <= label
                assert len(fact["text"]) <= text
            assert len(content["title"]) <= 60


def test_an_unknown_stage_is_refused() -> None:
    with pytest.raises(ValueError, match="BREAKFAST"):
        generate("BREAKFAST", language="en", context={}, command={}, index=0, seed="a")
