"""PLOT_OUTLINE: parts and chapters that use the accepted people, places, rules and threads."""

from __future__ import annotations

from genesis_flows.sample.library.bank import Json
from genesis_flows.sample.library.text import Value, clean, condense, fill, limited
from genesis_flows.sample.stages.chain import Chain, rule_name
from genesis_flows.sample.stages.chapters import plan_chapters
from genesis_flows.sample.stages.concept import questions as open_questions
from genesis_flows.sample.stages.story_world_cast import story_content

MAX_BEATS = 5
STARTERS = {"A", "After", "An", "Each", "For", "If", "Nobody", "The", "Two", "Whoever"}
"""Words that have a capital only because a sentence starts with them."""


def outline_content(chain: Chain) -> Json:
    """The story's outline, with room made for whatever else was accepted."""
    own = chain.story["outline"]
    story = {**story_content(chain), **chain.accepted.get("STORY_CONCEPTION", {})}
    questions = [row["question"] for row in story.get("threads", []) if clean(row.get("question"))]
    template: Json = {
        "title": "{T}" + chain.words["colon"] + chain.words["outline_label"],
        "logline": "",
        "facts": [{"label": label, "text": text} for label, text in own["facts"]],
        "why": own["why"],
        "open_questions": open_questions(own.get("questions", [])),
        "structure": own["structure"],
        "opening": _opening(own, story),
        "parts": [
            _part(row, chain.story["story"]["movements"][min(place, 3)])
            for place, row in enumerate(own["parts"])
        ],
        "ending": own["ending"],
    }
    if chain.has_idea and not chain.story.get("host"):
        template["ending"] += chain.words["join"] + chain.words["idea"]["ending"]
    content: Json = fill(template, chain.slots, chain.names)
    content["logline"] = clean(story.get("logline")) or fill(
        chain.story["takes"][0]["logline"], chain.slots
    )
    content["logline"] = limited(content["logline"], 2_000)
    total = _length(story)
    shares = [int(row[5]) for row in own["parts"]]
    for part, share in zip(content["parts"], shares, strict=True):
        part["length"] = max(1, total * share // sum(shares))
    chapters = [
        _chapter(chain, number, row, questions) for number, row in enumerate(own["chapters"])
    ]
    content["parts"][0]["chapters"] = chapters
    for place, chapter in enumerate(chapters):
        _pay(chapter, place, story)
    _make_room_for_people(chain, content)
    _make_room_for_rules(chain, content)
    plan_chapters(chain, content, story)
    content["threads"] = _threads(own, content, questions)
    _reveal(chain, content)
    ordered = (
        "title",
        "logline",
        "facts",
        "why",
        "open_questions",
        "structure",
        "opening",
        "parts",
    )
    return {key: content[key] for key in (*ordered, "threads", "ending")}


def _opening(own: Json, story: Json) -> Json:
    opening = {"image": own["image"]}
    form = story.get("form")
    if isinstance(form, dict) and form.get("kind") == "serial":
        opening["first_three_chapters"] = own["first3"]
    return opening


def _pay(chapter: Json, place: int, story: Json) -> None:
    """What a chapter reveals and pays: the clues that are its turn, a pleasure, in their words."""
    clues = [
        clue["text"]
        for thread in story.get("threads", [])
        for clue in thread.get("clues", [])
        if isinstance(clue, dict) and clue.get("text") == chapter["turn"]
    ]
    chapter["reveals"] = list(dict.fromkeys(clues))
    pleasures = [text for text in story.get("pleasures", []) if isinstance(text, str)]
    chapter["payoff_ids"] = pleasures[place % len(pleasures) :][:1] if pleasures else []


def _reveal(chain: Chain, content: Json) -> None:
    """What is planned beyond the first part: who learns which secret when, and what is paid there."""
    world = chain.accepted.get("WORLDVIEW") or {}
    secrets = [one["truth"] for one in world.get("secrets", []) if isinstance(one, dict)]
    ends = [part["chapters"][-1] for part in content["parts"][1:] if part["chapters"]]
    for place, truth in enumerate(secrets if ends else []):
        ends[place % len(ends)]["reveals"].append(truth)
    by_title = {chapter["title"]: chapter for chapter in ends}
    for thread in content["threads"]:
        chapter = by_title.get(thread["paid_in"])
        if chapter is not None:
            chapter["payoff_ids"].append(thread["name"])
            chapter["thread_ids"].append(thread["name"])
    _plant(chain.accepted.get("STORY_CONCEPTION") or {}, content)


def _plant(story: Json, content: Json) -> None:
    """A clue that is no chapter's turn is given where its thread begins."""
    chapters = [chapter for part in content["parts"] for chapter in part["chapters"]]
    by_title = {chapter["title"]: chapter for chapter in chapters}
    begins = {thread["name"]: thread["planted_in"] for thread in content["threads"]}
    given = {text for chapter in chapters for text in chapter["reveals"]}
    for thread in story.get("threads", []):
        chapter = by_title.get(begins.get(thread["question"], ""))
        for clue in thread.get("clues", []):
            if chapter is not None and clue["text"] not in given:
                chapter["reveals"].append(clue["text"])


def _part(row: list[Value], movement: list[str]) -> Json:
    title, goal, conflict, turn, hook, _ = row
    return {
        "title": title,
        "goal": goal,
        "conflict": conflict,
        "beats": [movement[1], turn],
        "turn": turn,
        "end_hook": hook,
        "length": 1,
        "chapters": [],
    }


def _chapter(chain: Chain, number: int, row: list[Value], questions: list[str]) -> Json:
    title, pov, place, cast, goal, beats, turn, _, hook, threads = row
    texts: Json = fill(
        {
            "title": title,
            "goal": goal,
            "beats": beats.split("|"),
            "turn": turn,
            "hook": hook,
        },
        chain.slots,
        chain.names,
    )
    return {
        "number": number + 1,
        "title": texts["title"],
        "pov_id": chain.people[pov],
        "place_id": chain.slots[f"p{place}"],
        "cast_ids": list(dict.fromkeys(chain.people[one] for one in cast)),
        "goal": texts["goal"],
        "beats": texts["beats"],
        "turn": texts["turn"],
        "reveals": [],
        "payoff_ids": [],
        "hook": texts["hook"],
        "thread_ids": [questions[one] for one in threads if one < len(questions)],
        "length": 1,
    }


def _threads(own: Json, content: Json, questions: list[str]) -> list[Json]:
    """Each accepted thread planted in the first part and paid in a later one."""
    parts, chapters = content["parts"], content["parts"][0]["chapters"]

    def title(spot: str) -> str:
        if spot[0] == "C":
            return str(chapters[int(spot[1:])]["title"])
        return _end_of(parts[int(spot[1:])])

    threads = [
        {
            "name": questions[index],
            "planted_in": title(planted),
            "echoes": [title(spot) for spot in echoes],
            "paid_in": title(paid),
        }
        for index, planted, echoes, paid in own["threads"]
        if index < len(questions)
    ]
    for index in range(len(own["threads"]), len(questions)):
        chapter = chapters[index % len(chapters)]
        chapter["thread_ids"].append(questions[index])
        threads.append(
            {
                "name": questions[index],
                "planted_in": chapter["title"],
                "echoes": [_end_of(parts[1 % len(parts)])],
                "paid_in": _end_of(parts[-1]),
            }
        )
    return threads


def _end_of(part: Json) -> str:
    """The title of a part's last chapter, or of the part where none is planned yet."""
    found: str = part["chapters"][-1]["title"] if part["chapters"] else part["title"]
    return found


def _make_room_for_people(chain: Chain, content: Json) -> None:
    """Someone of the accepted cast whom the story does not know gets an entrance and a turn."""
    cast = chain.accepted.get("CHARACTERS", {}).get("characters", [])
    parts, chapters = content["parts"], content["parts"][0]["chapters"]
    own_turns = [fill(row[15], chain.slots, chain.names) for row in chain.story["cast"]]
    present = {name for chapter in chapters for name in [chapter["pov_id"], *chapter["cast_ids"]]}
    for place, person in enumerate(p for p in cast if isinstance(p, dict) and clean(p.get("name"))):
        name, arc = person["name"], person.get("arc")
        slots = {"name": name, "want": condense(person.get("want") or "", chain.language)}
        if name not in present:
            chapter = chapters[(place + 1) % len(chapters)]
            chapter["cast_ids"].append(name)
            _add_beat(chapter, fill(chain.words["outline"]["entrance"], slots))
        turn = clean(arc.get("turn")) if isinstance(arc, dict) else ""
        if turn and turn not in own_turns:
            slots["turn"] = condense(turn, chain.language)
            part = parts[1 + place % (len(parts) - 1)] if len(parts) > 1 else parts[0]
            part["turn"] += chain.words["join"] + fill(chain.words["outline"]["turn"], slots)


def _make_room_for_rules(chain: Chain, content: Json) -> None:
    """A rule that no chapter uses is made to bite in one of them, with its price.

    The story's own chapters are written for its own rules: there the name is enough.
    """
    own = {fill(row[0], chain.slots, chain.names) for row in chain.story["world"]["rules"]}
    rules = chain.accepted.get("WORLDVIEW", {}).get("rules") or [
        {"rule": row[0], "cost": row[1]} for row in chain.story["world"]["rules"]
    ]
    chapters = content["parts"][0]["chapters"]
    for place, rule in enumerate(rule for rule in rules if isinstance(rule, dict)):
        name = rule_name(clean(rule.get("rule")), chain.language)
        spoken = " ".join(
            " ".join([*chapter["beats"], chapter["goal"], chapter["turn"]]) for chapter in chapters
        )
        cost = _within(condense(rule.get("cost") or "", chain.language), chain.language)
        known = rule.get("rule") in own or cost in spoken
        if not name or (name in spoken and known):
            continue
        chapter = min(chapters, key=lambda one: (len(one["beats"]), (one["number"] - place) % 7))
        slots = {"rule": name, "cost": cost, "name": chapter["pov_id"]}
        said = chain.words["outline"]["rule"] if cost else chain.words["outline"]["bare_rule"]
        _add_beat(chapter, fill(said[place % len(said)], slots))


def _within(text: str, language: str) -> str:
    """A sentence's words to go on within another one: an English one without its first capital."""
    first = text.split(" ", maxsplit=1)[0]
    return text[0].lower() + text[1:] if language == "en" and first in STARTERS else text


def _add_beat(chapter: Json, beat: str) -> None:
    if len(chapter["beats"]) < MAX_BEATS:
        chapter["beats"].insert(len(chapter["beats"]) - 1, beat)
    else:
        chapter["price"] = limited(f"{chapter.get('price', '')} {beat}".strip(), 2_000)


def _length(story: Json) -> int:
    form = story.get("form")
    length = form.get("target_length") if isinstance(form, dict) else None
    return length if isinstance(length, int) and length > 0 else 100_000
