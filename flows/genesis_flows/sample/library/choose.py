"""Which story, which of its takes and which title: by the brief, what was shown before, the seed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from functools import cache

from genesis_flows.sample.library.bank import Json, Value, stories, words
from genesis_flows.sample.library.text import bigrams, clean, quoted_title

FOREIGN = 0.35
"""A concept that shares less than this with every story is the writer's or a model's own."""


def seeded(*parts: object) -> random.Random:
    """A generator of its own for each seed and purpose, the same on every machine."""
    return random.Random("\x1f".join(str(part) for part in parts))


def genre_words(genre: str, language: str) -> list[str]:
    """The bank's genres that a writer's genre means: `赛博朋克` is 科幻, `Sci-fi` Science fiction."""
    wanted = clean(genre).lower()
    if not wanted:
        return []
    table: dict[str, list[str]] = words(language)["genres"]
    return [
        name
        for name, also in table.items()
        if any(word in wanted for word in [name.lower(), *also])
    ]


def titles(story: Json) -> list[tuple[str, int]]:
    """A story's titles in the order of use, each with the number of its take."""
    takes = story["takes"]
    found = [(take["title"], index) for index, take in enumerate(takes)]
    rest = max(len(take.get("alt_titles", [])) for take in takes)
    for place in range(rest):
        for index, take in enumerate(takes):
            if place < len(take.get("alt_titles", [])):
                found.append((take["alt_titles"][place], index))
    return found


def round_of(
    language: str,
    *,
    genre: str,
    idea: str,
    hint: str,
    before: Sequence[str],
    seed: str,
    elsewhere: Sequence[str] = (),
) -> list[tuple[Json, int, str]]:
    """The stories of a round, best first: (story, take, title), no story twice.

    What was shown in this book (`before`) comes last, before it what was shown in the writer's
    other books (`elsewhere`), however well either fits. A story that hosts an idea is about
    whatever the writer wrote, and so needs one.
    """
    wanted = genre_words(genre, language)
    said = clean(f"{idea} {hint}").lower()
    here, there = (Counter(map(_plain, shown)) for shown in (before, elsewhere))
    ranked: list[tuple[int, int, float, str, Json]] = []
    for story in stories(language):
        if story.get("host") and not idea:
            continue
        own = {title for title, _ in titles(story)}
        fits = len(set(story["genres"]) & set(wanted))
        first = bool(wanted) and story["genres"][0] in wanted
        heard = sum(1 for word in story["keywords"] if word.lower() in said)
        chance = seeded(seed, "rank", story["key"], story["takes"][0]["title"]).random()
        host = 6.0 if story.get("host") else 0.0
        score = host + 3.0 * min(fits, 1) + 0.5 * first + 0.6 * min(heard, 4) + 0.8 * chance
        uses = (sum(here[title] for title in own), sum(there[title] for title in own))
        ranked.append((*uses, -score, str(story["key"]), story))
    ranked.sort(key=lambda row: row[:4])
    shown = {*before, *elsewhere}
    return [(story, *title_of(story, shown, seed)) for *_, story in ranked]


def _plain(title: str) -> str:
    """A title without the number that tells it from its earlier uses."""
    return title.split(" · ", maxsplit=1)[0]


def title_of(story: Json, shown: set[str], seed: str) -> tuple[int, str]:
    """The take and the title to show next: one that was not shown yet."""
    order = titles(story)
    free = [(title, take) for title, take in order if title not in shown]
    if len(free) == len(order):
        take = seeded(seed, "take", story["key"]).randrange(len(story["takes"]))
        return take, order[take][0]
    if free:
        return free[0][1], free[0][0]
    number = 2
    while f"{order[0][0]} · {number}" in shown:
        number += 1
    return number % len(story["takes"]), f"{order[0][0]} · {number}"


def before_round(
    language: str,
    *,
    genre: str,
    idea: str,
    hint: str,
    before: Sequence[str],
    seed: str,
    index: int,
    elsewhere: Sequence[str] = (),
) -> list[str]:
    """`before` without the titles of this very round's earlier candidates, where it has them."""
    if index == 0 or len(before) < index:
        return list(before)
    older = list(before[: len(before) - index])
    mine = round_of(
        language,
        genre=genre,
        idea=idea,
        hint=hint,
        before=older,
        seed=seed,
        elsewhere=elsewhere,
    )[:index]
    own = quoted_title(idea)
    same = {
        own if own and own not in older and place == 0 else title
        for place, (*_, title) in enumerate(mine)
    } == set(before[len(before) - index :])
    return older if same else list(before)


def story_behind(concept: Value, language: str) -> Json:
    """The story that an accepted concept is from; one of the writer's own is hosted as an idea is."""
    bank = stories(language)
    if not isinstance(concept, dict):
        return bank[0]
    known = _told(language)
    said = bigrams(_joined(concept))
    told_often = {pair for pair in said if sum(pair in told for told in known) > len(bank) // 3}
    said = said - told_often or said
    genres = {genre for genre in concept.get("genres", []) if isinstance(genre, str)}

    def nearness(place: int) -> tuple[float, float]:
        shared = len(said & known[place]) / (len(said) or 1)
        titled = concept.get("title") in {title for title, _ in titles(bank[place])}
        return shared + 0.3 * titled, float(len(genres & set(bank[place]["genres"])))

    nearest = max(range(len(bank)), key=lambda place: (*nearness(place), str(bank[place]["key"])))
    if nearness(nearest)[0] < FOREIGN:
        return next((story for story in bank if story.get("host")), bank[nearest])
    return bank[nearest]


@cache
def _told(language: str) -> tuple[set[str], ...]:
    """What each story's cards are told by."""
    return tuple(
        set().union(*(bigrams(_joined(take)) for take in story["takes"]))
        for story in stories(language)
    )


def _joined(card: Json) -> str:
    keys = ("logline", "protagonist", "desire", "obstacle", "stakes", "irony")
    return " ".join(text for key in keys if isinstance(text := card.get(key), str))
