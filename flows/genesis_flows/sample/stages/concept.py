"""CONCEPT_SELECTION: one card, from one take of one story and the writer's own words."""

from __future__ import annotations

from collections.abc import Sequence

from genesis_flows.sample.continuity.people import cast_names, leading_name, named_in
from genesis_flows.sample.library.bank import Json, Value, words
from genesis_flows.sample.library.brief import Wish
from genesis_flows.sample.library.choose import (
    before_round,
    genre_words,
    round_of,
    seeded,
    story_behind,
)
from genesis_flows.sample.library.text import clean, condense, fill, limited, quoted_title
from genesis_flows.sample.stages.asked_form import asked_form

FIELDS = (
    "title",
    "logline",
    "facts",
    "why",
    "open_questions",
    "angle",
    "dramatic_question",
    "genres",
    "protagonist",
    "desire",
    "obstacle",
    "stakes",
    "irony",
    "advantage",
    "reader_promise",
    "opening_hook",
    "tone",
    "form_note",
)


def concept(
    language: str,
    wish: Wish,
    *,
    parent: Json | None,
    before: Sequence[str],
    elsewhere: Sequence[str] = (),
    seed: str,
    index: int,
) -> Json:
    """A candidate of a round, or, with a `parent`, one other than it.

    `before`: titles that were shown in this book; `elsewhere`: in the writer's other books.
    """
    asked = {"genre": wish.genre, "idea": wish.idea, "hint": wish.hints, "seed": seed}
    older = before_round(language, **asked, before=before, index=index, elsewhere=elsewhere)
    ranked = round_of(language, **asked, before=older, elsewhere=elsewhere)
    if parent is not None:
        # Also where its title was changed by hand.
        behind = story_behind(parent, language)["key"]
        ranked = [pair for pair in ranked if pair[0]["key"] != behind] or ranked
    story, take, title = ranked[index % len(ranked)]
    content = card(language, story, take, wish, seed=seed)
    content["title"] = _title(title, wish, index, before)
    _place(content, story, wish, language)
    return content


def card(language: str, story: Json, take: int, wish: Wish, *, seed: str) -> Json:
    """A take as a concept. A later take says only what it changes of the first one."""
    own = {**story["takes"][0], **story["takes"][take]}
    names = words(language)
    hero = named_in(" ".join([wish.idea, wish.hints]), language) or seeded(
        seed, "hero", story["key"]
    ).choice(story["hero"])
    slots = {f"c{place}": name for place, name in enumerate(cast_names(story, hero))}
    slots["h"] = hero
    content: Json = {
        "title": own["title"],
        "logline": own["logline"],
        "facts": [{"label": label, "text": text} for label, text in own["facts"]],
        "why": own["why"],
        "open_questions": questions(own["questions"][:3]),
        "angle": own["angle"],
        "dramatic_question": own.get("dramatic_question", story["story"]["threads"][0][0]),
        "genres": story["genres"][:3],
        "protagonist": own["protagonist"],
        "desire": own["desire"],
        "obstacle": own["obstacle"],
        "stakes": own["stakes"],
        "irony": own["irony"],
        "advantage": own.get("advantage"),
        "reader_promise": own["promise"] if "promise" in own else own["reader_promise"],
        "opening_hook": own["opening_hook"],
        "tone": own["tone"],
        "form_note": None,
    }
    if asked := asked_form(wish.all_said).said:
        slots["form"] = asked
        content["form_note"] = names["form_note"]
    idea = condense(wish.idea, language)
    if idea:
        slots["idea"] = idea
        if not story.get("host"):
            content["logline"] = story["idea_logline"]
            content["opening_hook"] += names["join"] + story["idea_hook"]
        content["why"] = names["idea"]["why"] + names["join"] + content["why"]
        own_question = questions([names["idea"]["question"]])
        content["open_questions"] = [*own_question, *content["open_questions"]][:3]
    hints = condense(wish.hints, language)
    if hints:
        slots["hints"] = hints
        content["reader_promise"] += names["hints"]["promise"]
        content["facts"][2] = {"label": names["hints"]["label"], "text": "{hints}"}
        content["why"] += names["join"] + names["hints"]["why"]
    if wish.notes:
        slots["notes"] = condense(wish.notes, language)
        content["why"] += names["join"] + names["notes"]
    filled: Json = fill(content, slots)
    return {key: filled[key] for key in FIELDS if filled[key] is not None}


def questions(texts: Sequence[str]) -> list[Json]:
    """Open questions as a content has them, without a server's ids."""
    return [{"question": text} for text in texts]


def _title(title: str, wish: Wish, index: int, before: Sequence[str]) -> str:
    own = quoted_title(wish.idea) if index == 0 else None
    return own if own and own not in before else title


def _place(content: Json, story: Json, wish: Wish, language: str) -> None:
    """Genres: the wanted ones first where the story has them, or hosts anything; else it says so."""
    wanted = genre_words(wish.genre, language)
    hosted = bool(story.get("host"))
    heard = genre_words(wish.idea, language) if hosted else []
    fitting = [name for name in [*wanted, *heard] if hosted or name in story["genres"]]
    if wish.genre and not wanted:
        fitting = [limited(clean(wish.genre), 40)]
    elif wanted and not fitting:
        slots = {"genre": wanted[0], "angle": content["angle"]}
        content["angle"] = fill(words(language)["outside"], slots)
    content["genres"] = list(dict.fromkeys([*fitting, *story["genres"]]))[:3]


def hero_of(accepted_concept: Value, story: Json, language: str) -> str:
    """The protagonist's name: the accepted concept's, else the story's own."""
    concept_content = accepted_concept if isinstance(accepted_concept, dict) else {}
    found = leading_name(concept_content.get("protagonist"), language)
    own: str = story["hero"][0]
    return found or own
