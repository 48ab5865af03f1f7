"""A revision changes what the feedback speaks of, says so, and leaves the rest alone."""

from __future__ import annotations

import pytest

from genesis_flows.sample import generate
from tests.sample.helpers import LANGUAGES, MODELS, STAGES, Json, chain, command, context, with_ids

CHIPS = {
    "zh-CN": {
        "CONCEPT_SELECTION": "赌注更大一些|换一个更意外的开头|主角更主动|更贴近日常",
        "STORY_CONCEPTION": "声音更克制|中段更有起伏|让对立面更有道理|爽点来得更早",
        "WORLDVIEW": "规则更少更硬|代价更具体|多一些日常气味|秘密埋得更深",
        "CHARACTERS": "让他们更会吵架|反派更有道理|主角的缺点更致命|减少人物",
        "PLOT_OUTLINE": "第一章更快进入|转折更早|结局更克制|每章的钩子更狠",
    },
    "en": {
        "CONCEPT_SELECTION": "Raise the stakes|A more surprising opening|A more active lead|Closer to everyday life",
        "STORY_CONCEPTION": "A quieter voice|More movement in the middle|A stronger case for the other side|Pleasures sooner",
        "WORLDVIEW": "Fewer, harder rules|More concrete costs|More of daily life|Secrets buried deeper",
        "CHARACTERS": "Let them argue better|A villain with a point|A more costly flaw|Fewer characters",
        "PLOT_OUTLINE": "Start faster|An earlier turn|A more restrained ending|Stronger chapter hooks",
    },
}
ALL_CHIPS = [
    (language, stage, chip)
    for language in LANGUAGES
    for stage in STAGES
    for chip in CHIPS[language][stage].split("|")
]


def revise(
    language: str, stage: str, contents: Json, feedback: str, locked: list[str] | None = None
) -> Json:
    """The revised content, without the receipts beside it."""
    return told(language, stage, contents, feedback, locked)[0]


def told(
    language: str, stage: str, contents: Json, feedback: str, locked: list[str] | None = None
) -> tuple[Json, list[Json]]:
    kept = with_ids(contents)
    made = generate(
        stage,
        language=language,
        context=context(
            language, {one: kept[one] for one in STAGES[: STAGES.index(stage)]}, parent=kept[stage]
        ),
        command=command("REVISE_PROPOSAL", stage, locked, feedback=feedback),
        index=0,
        seed="revision",
    )
    receipts = made.pop("receipts")
    return made, receipts


def changed(before: Json, after: Json) -> set[str]:
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


@pytest.mark.parametrize(("language", "stage", "chip"), ALL_CHIPS)
def test_each_suggested_feedback_changes_something_and_keeps_the_rest(
    language: str, stage: str, chip: str
) -> None:
    for seed in "ab":
        contents = chain(language, seed)
        after, receipts = told(language, stage, contents, chip)
        fields = changed(contents[stage], after)
        assert "why" not in fields
        assert 1 <= len(fields) <= 3, fields
        assert {receipt["status"] for receipt in receipts} == {"DONE"}
        assert all(chip in receipt["request"] and receipt["note"] for receipt in receipts)
        MODELS[stage].model_validate(with_ids({**contents, stage: after})[stage])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("feedback", ["请加一只鹦鹉", "Add a parrot {{ x }} {h} {name}"])
def test_any_other_feedback_is_worked_in_by_its_own_words(
    language: str, stage: str, feedback: str
) -> None:
    contents = chain(language, "a")
    after = revise(language, stage, contents, feedback)
    fields = changed(contents[stage], after) - {"why"}
    assert fields
    assert feedback in str([after[key] for key in fields])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_feedback_again_goes_further_and_never_says_a_thing_twice(language: str) -> None:
    chip = CHIPS[language]["CONCEPT_SELECTION"].split("|")[0]
    contents = chain(language, "a")
    once = revise(language, "CONCEPT_SELECTION", contents, chip)
    twice = revise(language, "CONCEPT_SELECTION", {"CONCEPT_SELECTION": once}, chip)
    assert once["stakes"] == twice["stakes"]
    assert changed(once, twice) - {"why"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_locked_fields_stay_and_the_receipt_admits_when_all_of_them_are(language: str) -> None:
    chip = CHIPS[language]["CONCEPT_SELECTION"].split("|")[0]
    contents = chain(language, "a")
    before = contents["CONCEPT_SELECTION"]
    after = revise(language, "CONCEPT_SELECTION", contents, chip, ["/stakes"])
    assert after["stakes"] == before["stakes"]
    locked = [f"/{key}" for key in before if key != "why"]
    after, receipts = told(language, "CONCEPT_SELECTION", contents, chip, locked)
    assert after == before
    assert [receipt["status"] for receipt in receipts] == ["NOT_DONE"]
    assert chip in receipts[0]["note"]
    assert revise(language, "CONCEPT_SELECTION", contents, chip, [""]) == before


@pytest.mark.parametrize(
    ("language", "feedback", "name", "title"),
    [
        ("zh-CN", "主角改名叫白露。书名改成《听时》", "白露", "听时"),
        (
            "en",
            "Rename her to Ada Finch. Change the title to “Hearing Time”.",
            "Ada Finch",
            "Hearing Time",
        ),
    ],
)
def test_a_new_name_and_a_new_title_are_taken(
    language: str, feedback: str, name: str, title: str
) -> None:
    after = revise(language, "CONCEPT_SELECTION", chain(language, "a"), feedback)
    assert after["protagonist"].startswith(name)
    assert after["title"] == title


@pytest.mark.parametrize(
    ("language", "feedback"), [("zh-CN", "主角年纪大一些"), ("en", "Make them older")]
)
def test_a_wish_for_another_age_changes_the_age(language: str, feedback: str) -> None:
    contents = chain(language, "a")
    for stage, key in (("CONCEPT_SELECTION", "protagonist"), ("CHARACTERS", "characters")):
        assert key in changed(contents[stage], revise(language, stage, contents, feedback))
