"""STORY_CONCEPTION, WORLDVIEW and CHARACTERS, from the story behind the concept."""

from __future__ import annotations

from genesis_flows.sample.library.bank import Json
from genesis_flows.sample.library.choose import seeded
from genesis_flows.sample.library.text import Value, clean, fill, limited
from genesis_flows.sample.stages.chain import Chain
from genesis_flows.sample.stages.concept import questions


def story_content(chain: Chain) -> Json:
    """The concept's own words for want, obstacle and stakes; form, voice, movements, threads."""
    own, concept, said = chain.story["story"], chain.concept, chain.words
    kind, target, chapter, pov, tense, audience = own["form"]
    description, sample = own["voice"]
    take = chain.story["takes"][0]
    premise = own["premise"]
    if chain.has_idea and not chain.story.get("host"):
        premise += said["join"] + said["idea"]["premise"]
    form: Json = {
        "kind": kind,
        "target_length": target,
        "chapter_length": chapter,
        "chapters": -(-target // chapter),
        "unit": "chars" if chain.language == "zh-CN" else "words",
        "pov": pov,
        "audience": audience,
    }
    if tense:
        form["tense"] = tense
    content: Json = {
        **_head(own, "{T}" + said["colon"] + own["label"]),
        "premise": premise,
        "theme_question": own["theme"],
        "form": form,
        "voice": {"description": description, "sample": sample},
        "conflict": {"need": own["need"]},
        "movements": [
            dict(zip(("name", "event", "change"), row, strict=True)) for row in own["movements"]
        ],
        "engine": own["engine"],
        "pleasures": own["pleasures"],
        "threads": _threads(chain),
        "ending": {
            "image": chain.story["outline"]["ending"],
            "cost": own["movements"][3][2],
            "answer": own["threads"][0][1],
        },
        "avoid": own["avoid"],
    }
    filled: Json = fill(content, chain.slots, chain.names)
    filled["logline"] = _accepted(concept, "logline") or _say(chain, take["logline"])
    filled["conflict"] = {
        "want": _accepted(concept, "desire") or _say(chain, take["desire"]),
        "need": filled["conflict"]["need"],
        "opposition": _accepted(concept, "obstacle") or _say(chain, take["obstacle"]),
        "stakes": _accepted(concept, "stakes") or _say(chain, take["stakes"]),
    }
    return filled


def _threads(chain: Chain) -> list[Json]:
    """The story's threads: a clue for each chapter that echoes one, and the movement of its answer."""
    own, outline = chain.story["story"], chain.story["outline"]
    plan = {index: (echoes, paid) for index, _, echoes, paid in outline["threads"]}
    said: str = chain.words["answered_when"]
    threads: list[Json] = []
    for place, (question, answer) in enumerate(own["threads"]):
        echoes, paid = plan.get(place, ([], "P3"))
        movement = own["movements"][min(int(paid[1:]), 3)][0]
        threads.append(
            {
                "question": question,
                "answer": answer,
                "clues": [{"text": outline["chapters"][int(spot[1:])][6]} for spot in echoes],
                "answered_when": fill(said, {"movement": movement}),
            }
        )
    return threads


def world_content(chain: Chain) -> Json:
    """Rules with cost and limit, places with their use, factions, history, secrets, glossary."""
    own = chain.story["world"]
    factions = [str(row[0]) for row in own["factions"]]
    content: Json = {
        **_head(own, own["title"]),
        "logline": own["logline"],
        "time_place": own["time_place"],
        "daily_life": own["daily_life"],
        "rules": _rows(own["rules"], "rule", "cost", "limit"),
    }
    if own.get("levels"):
        content["power_levels"] = _rows(own["levels"], "name", "gain", "price")
    content |= {
        "factions": [
            {
                "name": name,
                "wants": wants,
                "holds": holds,
                "against": [factions[i] for i in against],
            }
            for name, wants, holds, against in own["factions"]
        ],
        "places": _rows(own["places"], "name", "sense", "story_use"),
        "history": _rows(own["history"], "when", "event", "scar"),
        "calendar": _rows(own.get("calendar", []), "when", "what"),
        "secrets": _rows(own["secrets"], "truth", "known_by", "reveal"),
        "names": _rows(own.get("names", []), "name", "who"),
        "glossary": _rows(own["glossary"], "term", "meaning"),
    }
    filled: Json = fill(content, chain.slots, chain.names)
    return filled


def characters_content(chain: Chain) -> Json:
    """The concept's protagonist and the cast around them, and what stands between them."""
    own, said = chain.story, chain.words
    factions = [chain.slots[f"f{place}"] for place in range(len(own["world"]["factions"]))]
    wants = _conflict(chain)
    characters: list[Json] = []
    for place, row in enumerate(own["cast"]):
        character = _character(chain, place, row, factions)
        filled: Json = fill(character, chain.slots, chain.names)
        filled["name"] = chain.people[place]
        for key in ("want", "need"):
            if filled[key] == f"@{key}":
                filled[key] = wants[key]
        filled["knows"] = _known(chain, chain.people[place])
        characters.append(filled)
    content: Json = {
        **_head(own["cast_head"], "{T}" + said["colon"] + said["cast_label"]),
        "logline": own["cast_head"]["logline"],
    }
    head: Json = fill(content, chain.slots, chain.names)
    relations = [
        {
            "from": chain.people[one],
            "to": chain.people[other],
            **fill(
                dict(zip(("kind", "surface", "truth", "change"), rest, strict=True)),
                chain.slots,
                chain.names,
            ),
        }
        for one, other, *rest in own["relations"]
    ]
    return {**head, "characters": characters, "relations": relations}


def _known(chain: Chain, name: str) -> list[Json]:
    """The world's secrets that say of somebody that they know them."""
    world = chain.accepted.get("WORLDVIEW") or world_content(chain)
    return [
        {"what_id": secret["truth"], "since": chain.words["known_since"]}
        for secret in world.get("secrets", [])
        if isinstance(secret, dict) and name in str(secret.get("known_by", ""))
    ]


def _character(chain: Chain, place: int, row: list[Value], factions: list[str]) -> Json:
    keys = ("name", "alias", "role", "age", "gender", "sign", "want", "need", "misbelief")
    more = ("strength", "flaw", "secret", "description", "line", "start", "turn", "end", "faction")
    own = dict(zip((*keys, *more), row, strict=True))
    person: Json = {
        "name": own["name"],
        "aliases": [own["alias"]] if own["alias"] else [],
        "weight": "lead" if place == 0 else "major",
        **{key: own[key] for key in ("role", "age", "gender", "sign")},
        "presence": _presence(chain, place),
        **{key: own[key] for key in ("want", "need", "misbelief", "strength", "flaw", "secret")},
        "knows": [],
        "voice": {key: own[key] for key in ("description", "line")},
        "arc": {key: own[key] for key in ("start", "turn", "end")},
    }
    has_faction = own["faction"] is not None
    person["faction_ids"] = [factions[own["faction"]]] if has_faction else []
    return person


def _presence(chain: Chain, place: int) -> str:
    """How somebody moves: nobody of one cast like another."""
    ways: list[str] = chain.words["presence"]
    order = seeded(chain.story["key"], "presence").sample(range(len(ways)), len(ways))
    return ways[order[place % len(ways)]]


def _conflict(chain: Chain) -> dict[str, str]:
    """What the protagonist wants and needs, as the accepted story says it, else as the concept does."""
    story = chain.accepted.get("STORY_CONCEPTION", {})
    conflict = story.get("conflict") if isinstance(story.get("conflict"), dict) else {}
    want = _accepted(conflict or {}, "want") or _accepted(chain.concept, "desire")
    return {
        "want": want or _say(chain, chain.story["takes"][0]["desire"]),
        "need": _accepted(conflict or {}, "need") or _say(chain, chain.story["story"]["need"]),
    }


def _head(own: Json, title: str) -> Json:
    return {
        "title": title,
        "logline": "",
        "facts": _rows(own["facts"], "label", "text"),
        "why": own["why"],
        "open_questions": questions(own.get("questions", [])),
    }


def _rows(rows: list[list[str]], *keys: str) -> list[Json]:
    return [dict(zip(keys, row, strict=True)) for row in rows]


def _accepted(content: Json, key: str) -> str:
    value = content.get(key)
    return limited(value, 2_000) if isinstance(value, str) and clean(value) else ""


def _say(chain: Chain, text: str) -> str:
    filled: str = fill(text, chain.slots, chain.names)
    return filled
