"""Stories that are written as a card: a concept of its own, and the words that a book is made of.

What all of them share (movements, people's ties, the outline's course) is written once, in the
language's skeleton, with slots for what is a card's own. A story made so is one like any other.
"""

from __future__ import annotations

from collections.abc import Mapping

from genesis_flows.sample.library.text import Value, fill

Json = dict[str, Value]

LATER = ("h", "T", "idea", *(f"{kind}{place}" for kind in "cfpr" for place in range(4)))
"""Slots that are filled when a content is made, by what was accepted."""
PERSON = ("name", "role", "age", "gender", "sign", "line")
HERO = ("role0", "age0", "gender0", "sign0", "heroine")
LABELS = {
    "zh-CN": ("地点", "核心", "最硬的规矩"),
    "en": ("Setting", "At its heart", "Hardest rule"),
}
HE = {"男": "他", "女": "她", "male": "he", "female": "she"}


def story_of_card(card: Json, skeleton: Json, language: str) -> Json:
    """The whole story of a card."""
    seed = card["seed"]
    slots = {name: f"{{{name}}}" for name in LATER}
    slots |= {key: seed[key] for key in ("thing", "past", "town", "when", "life", "rel")}
    slots |= {"truth": seed["truth"], "tone": card["tone"]}
    for place, (rule, cost) in enumerate(seed["rules"]):
        slots |= {f"rule{place}": rule, f"cost{place}": cost}
    # Where the skeleton says a name for the first time it is the card's own.
    own = {f"f{place}": name for place, name in enumerate(seed["factions"])}
    own |= {f"p{place}": name for place, name in enumerate(seed["places"])}
    slots |= dict(zip(HERO, seed["hero"], strict=True))
    for letter, person in zip("abw", ("ally", "rival", "witness"), strict=True):
        said = dict(zip(PERSON, seed[person], strict=True))
        slots |= {f"{letter}{key}": value for key, value in said.items()}
    slots["bhe"] = HE[seed["rival"][3]]
    shared = {key: value for key, value in skeleton.items() if key != "question"}
    made: Json = fill(_named(shared, own), slots)
    take: Json = fill(_take(card, str(skeleton["question"]), language), slots)
    return {
        **made,
        **{key: card[key] for key in ("key", "genres", "keywords", "hero")},
        "takes": [take],
    }


def _named(skeleton: Json, own: Mapping[str, str]) -> Json:
    """The skeleton with the names of its places and factions where they are listed."""
    world = dict(skeleton["world"])
    for key in ("factions", "places"):
        world[key] = [[own[row[0].strip("{}")], *row[1:]] for row in world[key]]
    return {**skeleton, "world": world}


def _take(card: Json, question: str, language: str) -> Json:
    seed = card["seed"]
    rule = seed["rules"][0][0].replace("：", ":").split(":")[0]
    facts = zip(LABELS[language], (seed["town"], seed["thing"], rule), strict=True)
    texts = (
        "angle",
        "logline",
        "protagonist",
        "desire",
        "obstacle",
        "stakes",
        "irony",
        "promise",
        "tone",
        "why",
    )
    return {
        "title": card["title"],
        "alt_titles": [card["alt"]],
        **{key: card[key] for key in texts},
        "opening_hook": card["hook"],
        "facts": [[label, text] for label, text in facts],
        "dramatic_question": card["question"],
        "questions": [question],
    }
