"""Chapters beyond those that a story has written out: of its people, places and rules, by turns."""

from __future__ import annotations

from genesis_flows.sample.library.bank import Json
from genesis_flows.sample.library.text import clean, fill
from genesis_flows.sample.stages.chain import Chain, rule_name

MOST_PLANNED = 40
"""A longer book has its first chapters planned, and the rest part by part."""
FIRST_PLANNED = 12


def plan_chapters(chain: Chain, content: Json, story: Json) -> None:
    """Give every part its chapters, in place; of a long book the first twelve chapters."""
    parts: list[Json] = content["parts"]
    written = parts[0]["chapters"]
    wanted = _wanted(story)
    if wanted > MOST_PLANNED:
        counts = [max(FIRST_PLANNED, len(written))] + [0] * (len(parts) - 1)
    else:
        counts = _shared(max(wanted, len(written) + len(parts) - 1), parts)
        counts[0] = max(counts[0], len(written))
        counts = _evened(counts, max(wanted, sum(counts[:1]) + len(parts) - 1))
    titles = {chapter["title"] for chapter in written}
    number = len(written)
    for part, count in zip(parts, counts, strict=True):
        for at in range(len(part["chapters"]), count):
            is_last = at == count - 1
            chapter = _last(chain, part) if is_last and count > 1 else _between(chain, number)
            number += 1
            chapter["number"] = number
            chapter["title"] = _unlike(chapter["title"], titles, number)
            part["chapters"].append(chapter)
        _lengths(part)


def _wanted(story: Json) -> int:
    form = story.get("form")
    chapters = form.get("chapters") if isinstance(form, dict) else None
    return chapters if isinstance(chapters, int) and chapters > 0 else MOST_PLANNED


def _shared(total: int, parts: list[Json]) -> list[int]:
    length = sum(part["length"] for part in parts)
    return [max(1, total * part["length"] // length) for part in parts]


def _evened(counts: list[int], total: int) -> list[int]:
    """The counts with the sum that is wanted, the later parts giving and taking first."""
    made = list(counts)
    place = len(made) - 1
    while sum(made) != total:
        step = 1 if sum(made) < total else -1
        if made[place] + step >= 1:
            made[place] += step
        elif all(count == 1 for count in made[1:]):
            break
        place = place - 1 if place > 1 else len(made) - 1
    return made


def _lengths(part: Json) -> None:
    """Share a part's length among its chapters, to the last word."""
    chapters: list[Json] = part["chapters"]
    for place, chapter in enumerate(chapters):
        begun = part["length"] * place // len(chapters)
        chapter["length"] = max(1, part["length"] * (place + 1) // len(chapters) - begun)


def _unlike(title: str, titles: set[str], number: int) -> str:
    made = title if title not in titles else f"{title} · {number}"
    titles.add(made)
    return made


def _between(chain: Chain, number: int) -> Json:
    people = list(dict.fromkeys(chain.people))
    lead, others = people[0], people[1:] or people
    other = others[number % len(others)]
    place = chain.slots[f"p{number % len(chain.story['world']['places'])}"]
    rules = chain.story["world"]["rules"]
    rule = chain.slots.get(f"r{number % len(rules)}") or rule_name(
        str(rules[number % len(rules)][0]), chain.language
    )
    templates: list[list[object]] = chain.words["chapters"]["templates"]
    title, goal, beats, turn, hook = templates[number % len(templates)]
    slots = {"a": lead, "b": other, "place": place, "rule": rule}
    return _chapter(
        fill({"title": title, "goal": goal, "beats": beats, "turn": turn, "hook": hook}, slots),
        lead,
        place,
        [lead, other],
    )


def _last(chain: Chain, part: Json) -> Json:
    """A part's last chapter: its turn, and the hook that it ends on."""
    people = list(dict.fromkeys(chain.people))
    name = clean(part["title"]).split(" ")[-1] if chain.language == "zh-CN" else part["title"]
    texts = {
        "title": fill(chain.words["chapters"]["last"], {"part": name}),
        "goal": part["goal"],
        "beats": [part["conflict"], *part["beats"][-1:]],
        "turn": part["turn"],
        "hook": part["end_hook"],
    }
    places = len(chain.story["world"]["places"])
    return _chapter(texts, people[0], chain.slots[f"p{len(part['title']) % places}"], people[:4])


def _chapter(texts: Json, pov: str, place: str, cast: list[str]) -> Json:
    return {
        "number": 1,
        "title": texts["title"],
        "pov_id": pov,
        "place_id": place,
        "cast_ids": cast,
        "goal": texts["goal"],
        "beats": texts["beats"],
        "turn": texts["turn"],
        "reveals": [],
        "payoff_ids": [],
        "hook": texts["hook"],
        "thread_ids": [],
        "length": 1,
    }
