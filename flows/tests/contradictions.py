"""The pairs of instructions that no request may have at the same time: what was looked for in each."""

from __future__ import annotations

import re

from genesis_flows.generation.wording.wording import fragments

RULES = {
    "a revision keeps word for word what it is told not to repeat": (
        r"Revise the proposal|修订 <current>",
        r"<earlier>",
    ),
    "a revision of a book without an idea surprises nobody": (
        r"Revise the proposal|修订 <current>",
        r"brought no idea|没有带点子",
    ),
    "no ids, and fields that are called so": (r"_ids?\b", r"There are no ids|没有编号"),
    "the writer's length, and a length of the trade as a rule": (
        r"<notes>",
        r"A novel runs|单行本十五万到三十万字，每章三千到五千；连载一百万字以上",
    ),
    "leave it open, and answer it": (
        r"proposed_answers",
        r"do not decide it elsewhere|别处不要替他定",
    ),
    "all chapters, and only the first part's": (
        r"plan all of them|全部排出来",
        r"later parts have an empty list and are expanded later\.|第一卷有 `chapters`",
    ),
    "receipts, and a why that answers the feedback": (
        r"`receipts`",
        r"what you did with each point|逐条交代",
    ),
    "what is left out is null, and every field has content": (
        r"a field that stays is null|不变的字段给 null",
        r"Answer with the whole revised|回答修订后的完整方案",
    ),
}
"""What is said, and what must not be said beside it, as it stands in either language."""

WORDS = [
    ("section.earlier", "section.current"),
    ("section.door_open", "section.idea"),
    ("section.door_open", "section.current"),
    ("section.door_open", "section.feedback"),
    ("section.only", "task.reroll"),
    ("task.revise", "task.reroll"),
    ("task.revise", "task.next"),
    ("task.revise", "task.plan_all"),
    ("task.revise", "task.plan_first"),
    ("task.again", "section.current"),
    ("task.next", "task.again"),
    ("task.plan_all", "task.plan_first"),
    ("task.plan_all", "task.plan_some"),
    ("task.plan_first", "task.plan_some"),
    ("task.next", "section.earlier"),
]
"""What says one thing and another where one request has both, by the words' keys."""


def is_said(language: str, key: str, said: str) -> bool:
    """Whether a request has the words of that key, with whatever is put into them."""
    section, name = key.split(".")
    words = fragments(language)[section][name]
    return re.search(r".+?".join(map(re.escape, re.split(r"\{\w+\}", words))), said) is not None


def contradictions(language: str, said: str) -> list[str]:
    """Give the pairs that a request has both of."""
    both = [
        pair
        for pair, (one, other) in RULES.items()
        if re.search(one, said) and re.search(other, said)
    ]
    return both + [
        f"{one}, {other}"
        for one, other in WORDS
        if is_said(language, one, said) and is_said(language, other, said)
    ]
