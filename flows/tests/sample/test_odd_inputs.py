"""Whatever a writer types, a sample comes out that is valid and says it as it was typed."""

from __future__ import annotations

import json

import pytest

from genesis_flows.sample import generate
from genesis_flows.sample.library.text import condense
from tests.sample.helpers import LANGUAGES, MODELS, STAGES, chain, command, context, with_ids

ODD = {
    "emoji": "🐈‍⬛☔️🕵️",
    "braces": "{{ flow_run.id }} {h} {T} {0} %s ${x}",
    "long Chinese": "雨" * 20_000,
    "long English": "rain falls on the city and " * 740,
    "one letter": "x",
    "lines": "a\n\n\nb\r\n\tc",
    "quotes": "「“”」\"'\\",
    "right to left": "قطة تتكلم",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("odd", ODD)
def test_odd_ideas_hints_genres_and_feedback_give_valid_contents(language: str, odd: str) -> None:
    words = ODD[odd]
    contents = chain(
        language,
        "a",
        None,
        door="idea",
        idea=words,
        hints=words[:4_000],
        genre=words[:200],
        notes=words,
    )
    for stage, content in with_ids(contents).items():
        MODELS[stage].model_validate(content)
        assert len(json.dumps(content, ensure_ascii=False).encode()) < 192 * 1024
    for stage in STAGES:
        after = generate(
            stage,
            language=language,
            context=context(language, contents, parent=contents[stage], idea=words),
            command=command("REVISE_PROPOSAL", stage, feedback=words),
            index=0,
            seed="b",
        )
        assert after.pop("receipts")
        MODELS[stage].model_validate(with_ids({**contents, stage: after})[stage])


@pytest.mark.parametrize("language", LANGUAGES)
def test_braces_in_a_writers_words_are_words(language: str) -> None:
    concept = chain(language, "a", door="idea", idea=ODD["braces"])["CONCEPT_SELECTION"]
    assert ODD["braces"] in concept["logline"]


@pytest.mark.parametrize("language", ["zh-CN", "en", "fr", ""])
def test_a_context_with_nothing_in_it_is_enough(language: str) -> None:
    for stage in STAGES:
        content = generate(stage, language=language, context={}, command={}, index=0, seed="")
        assert content["title"]


def test_a_long_text_is_quoted_by_its_first_sentence_and_a_short_one_whole() -> None:
    assert condense("猫走了。" + "雨" * 500, "zh-CN") == "猫走了"
    assert condense("The cats left. " + "rain " * 500, "en") == "The cats left"
    assert condense("The cats left", "en") == "The cats left"
    assert len(condense("雨" * 500, "zh-CN")) <= 66
    assert condense("rain falls " * 500, "en").endswith("…")
