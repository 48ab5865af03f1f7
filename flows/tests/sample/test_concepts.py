"""A round of concepts: three that really differ, steered by what the writer gave."""

from __future__ import annotations

import pytest

from genesis_flows.sample import generate
from tests.sample.helpers import LANGUAGES, Json, command, context

GENRES = {
    "zh-CN": ["奇幻", "科幻", "悬疑", "言情", "历史", "武侠", "现实", "恐怖"],
    "en": [
        "Fantasy",
        "Science fiction",
        "Mystery",
        "Romance",
        "Historical",
        "Literary",
        "Thriller",
        "Horror",
    ],
}


def a_round(
    language: str,
    kind: str = "REQUEST_INSPIRATION",
    seed: str = "s",
    titles: list[str] | None = None,
    *,
    tell: bool = True,
    elsewhere: list[str] | None = None,
    **payload: str,
) -> list[Json]:
    """Three concepts; with `tell` the later ones are told the earlier ones' titles, as flows does."""
    before, found = list(titles or []), []
    for index in range(3):
        content = generate(
            "CONCEPT_SELECTION",
            language=language,
            context=context(language, titles=list(before)) | {"elsewhere_titles": elsewhere or []},
            command=command(kind, "CONCEPT_SELECTION", **payload),
            index=index,
            seed=seed,
        )
        found.append(content)
        if tell:
            before.append(content["title"])
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("payload", [{}, {"genre": ""}, {"hints": "大海 sea"}])
def test_three_concepts_of_a_round_differ_in_every_field_that_matters(
    language: str, payload: dict[str, str]
) -> None:
    for seed in "abcdef":
        concepts = a_round(language, seed=seed, **payload)
        for key in ("title", "angle", "logline", "protagonist", "desire", "obstacle", "tone"):
            assert len({concept[key] for concept in concepts}) == 3, key
        assert len({tuple(concept["genres"]) for concept in concepts}) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_round_is_the_same_whether_or_not_it_is_told_its_own_titles(language: str) -> None:
    for seed in "abcdef":
        assert a_round(language, seed=seed) == a_round(language, seed=seed, tell=False)


@pytest.mark.parametrize(
    ("language", "genre"), [(one, g) for one in LANGUAGES for g in GENRES[one]]
)
def test_a_genre_chip_chooses_the_stories(language: str, genre: str) -> None:
    concepts = a_round(language, genre=genre)
    assert concepts[0]["genres"][0] == genre
    fitting = [concept for concept in concepts if genre in concept["genres"]]
    assert fitting == concepts[: len(fitting)]
    for concept in concepts[len(fitting) :]:
        assert genre in concept["angle"], "a card of another genre says so"


@pytest.mark.parametrize(("language", "genre"), [("zh-CN", "美食"), ("en", "Cookery")])
def test_a_genre_that_no_story_has_still_stands_on_every_card(language: str, genre: str) -> None:
    assert all(concept["genres"][0] == genre for concept in a_round(language, genre=genre))


@pytest.mark.parametrize(
    ("language", "idea"),
    [("zh-CN", "一个失明的钟表匠能听见时间"), ("en", "A blind watchmaker hears time")],
)
def test_an_idea_is_quoted_on_every_card_and_hosted_by_the_first(language: str, idea: str) -> None:
    concepts = a_round(language, "SUBMIT_IDEA", idea=idea)
    for concept in concepts:
        assert idea in concept["logline"]
        assert idea in concept["why"]
    assert idea in concepts[0]["desire"]


def test_a_title_and_a_name_in_an_idea_are_used() -> None:
    concepts = a_round("zh-CN", "SUBMIT_IDEA", idea="《听时》：主角叫白露，她能听见时间。")
    assert concepts[0]["title"] == "听时"
    assert all(concept["protagonist"].startswith("白露，") for concept in concepts)
    concepts = a_round("en", "SUBMIT_IDEA", idea="A watchmaker named Ada Finch hears time.")
    assert all(concept["protagonist"].startswith("Ada Finch,") for concept in concepts)


@pytest.mark.parametrize(
    ("language", "hints"), [("zh-CN", "海边，有猫"), ("en", "the seaside, a cat")]
)
def test_hints_stand_on_the_card(language: str, hints: str) -> None:
    for concept in a_round(language, hints=hints):
        assert hints in concept["reader_promise"]
        assert concept["facts"][2]["text"] == hints


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_standing_order_is_taken_up_in_the_reason(language: str) -> None:
    content = generate(
        "CONCEPT_SELECTION",
        language=language,
        context=context(language, notes="no vampires"),
        command=command("REGENERATE_PROPOSAL", "CONCEPT_SELECTION"),
        index=0,
        seed="a",
    )
    assert "no vampires" in content["why"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_twelve_new_rounds_never_repeat_a_title(language: str) -> None:
    shown: list[str] = []
    for number in range(12):
        concepts = a_round(language, "REGENERATE_PROPOSAL", f"round {number}", shown)
        titles = [concept["title"] for concept in concepts]
        assert len(set(titles)) == 3
        assert not set(titles) & set(shown)
        shown += titles


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("genre", ["", "first"])
def test_ten_rounds_show_thirty_concepts_and_none_twice(language: str, genre: str) -> None:
    """Another title on the same people is the same concept: what they are about is counted."""
    wanted = genre and GENRES[language][0]
    for seed in "abc":
        shown: list[Json] = []
        for number in range(10):
            titles = [concept["title"] for concept in shown]
            shown += a_round(language, seed=f"{seed}{number}", titles=titles, genre=wanted)
        for key in ("title", "logline", "protagonist", "desire", "obstacle", "opening_hook"):
            assert len({concept[key] for concept in shown}) == 30, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_ten_new_books_show_thirty_concepts_and_then_it_begins_again(language: str) -> None:
    shown: list[Json] = []
    for number in range(24):
        titles = [concept["title"] for concept in shown]
        shown += a_round(language, seed=f"book {number}", elsewhere=titles)
        if number == 9:
            assert len({concept["protagonist"] for concept in shown}) == 30
    assert len({concept["title"] for concept in shown}) == len(shown)


@pytest.mark.parametrize(
    ("language", "genre"), [(one, g) for one in LANGUAGES for g in GENRES[one]]
)
def test_every_genre_chip_has_three_concepts_of_its_own(language: str, genre: str) -> None:
    for seed in "abc":
        assert all(genre in one["genres"] for one in a_round(language, seed=seed, genre=genre))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reroll_of_one_card_is_another_story_and_keeps_what_is_locked(language: str) -> None:
    first = a_round(language)[0]
    again = generate(
        "CONCEPT_SELECTION",
        language=language,
        context=context(language, parent=first, titles=[first["title"]]),
        command=command("REGENERATE_PROPOSAL", "CONCEPT_SELECTION", ["/tone", "/facts/1/text"]),
        index=0,
        seed="again",
    )
    assert again["title"] != first["title"]
    assert again["logline"] != first["logline"]
    assert again["tone"] == first["tone"]
    assert again["facts"][1]["text"] == first["facts"][1]["text"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_feedback_on_a_new_round_shows_in_it(language: str) -> None:
    feedback = {"zh-CN": "多写一点雨", "en": "more rain please"}[language]
    for plain, told in zip(
        a_round(language, "REGENERATE_PROPOSAL"),
        a_round(language, "REGENERATE_PROPOSAL", feedback=feedback),
        strict=True,
    ):
        assert feedback in told["why"]
        assert feedback in told["opening_hook"]
        assert plain["title"] == told["title"]
