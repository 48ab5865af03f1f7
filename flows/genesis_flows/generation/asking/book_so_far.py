"""What every stage's request begins with: the writer's wishes and the book as far as it is settled.

Later stages only add to its end, so that what one request began with is what the next begins with,
and a provider's prefix cache holds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from genesis_flows.generation.asking.written import as_written
from genesis_flows.generation.content.names_by_id import names_by_id
from genesis_flows.generation.content.pointers import parse_pointer
from genesis_flows.generation.content.stages import STAGES
from genesis_flows.generation.wording.wording import fragments, tagged
from genesis_flows.json_value import Json

TALK = ("why", "facts", "open_questions", "proposed_answers")
"""Said to the writer about a proposal; nothing of it is settled."""
REPLACED = {
    "CONCEPT_SELECTION": ("STORY_CONCEPTION", ("title", "logline", "desire", "obstacle", "stakes"))
}
"""What of a stage the accepted content of a later one says anew: each fact stands there once."""


CHANCE, UNSETTLED, CUT_STAGES, NAMED_STAGES = 0, 1, 10, 20
"""Ranks of what is shortened first; see budget.py."""
LONGEST_CUT = 120


@dataclass(frozen=True)
class Part:
    """One part of a request; its name is for those who count.

    `shorter`: what may stand for it where the request does not fit, each with its rank in the rule
    (budget.py); the empty text leaves it out.
    """

    name: str
    text: str
    shorter: tuple[tuple[int, str], ...] = ()


def book_so_far(
    stage: str, language: str, context: Mapping[str, Json], names: Mapping[str, str]
) -> list[Part]:
    """Give the wishes, the accepted stages with the feedback on each, and the writer's answers."""
    book = _Book(stage, language, context, names)
    return [*book.wishes(), *book.accepted(), *book.questions()]


def unsettled_questions(language: str, context: Mapping[str, Json]) -> list[Part]:
    """Give what was asked and nobody has settled, with the answers that a stage has proposed.

    Nothing that begins like it comes after it: a proposal changes it with each answer it proposes.
    """
    asked = _questions(context)
    rest = [_with_answer(q) for q in asked if q["status"] in ("OPEN", "PROPOSED")]
    return [_listed(language, "unsettled", rest, ((UNSETTLED, ""),))] if rest else []


class _Book:
    def __init__(
        self, stage: str, language: str, context: Mapping[str, Json], names: Mapping[str, str]
    ) -> None:
        self._stage = stage
        self._language = language
        self._context = context
        self._names = names
        self._words = fragments(language)
        self._section = self._words["section"]

    def wishes(self) -> Iterator[Part]:
        """Give what the writer brought, each with where it was said."""
        brief = self._context["brief"]
        blocks = [
            f"{self._section[key]}\n{tagged(key, brief[key])}"
            for key in ("idea", "genre", "hints", "notes")
            if (brief.get(key) or "").strip()
        ]
        rules = [rule for rule in brief.get("constraints") or [] if rule.strip()]
        if rules:
            blocks.append("\n".join([self._section["rules"], *(tagged("rule", r) for r in rules)]))
        if blocks:
            yield Part("wishes", "\n\n".join([self._section["wishes"], *blocks]))
        if own := self._context.get("materials"):
            texts = [tagged("material", f"{piece['name']}\n\n{piece['text']}") for piece in own]
            text = "\n".join([self._section["material"], *texts])
            yield Part("material", text, ((CHANCE, ""),))

    def accepted(self) -> Iterator[Part]:
        """Give the accepted stages in order, each with its locks and the feedback it came of."""
        accepted = self._context["accepted"]
        before = [stage for stage in STAGES if stage in accepted]
        if not before:
            return
        yield Part("accepted", self._section["accepted"])
        for stage in before:
            replaced = REPLACED[stage][1] if stage in REPLACED else ()
            blocks = [self._quoted(stage, accepted[stage], (*TALK, *replaced))]
            if locks := self._context.get("locks", {}).get(stage):
                blocks.append(self._section["kept"].format(pointers=", ".join(locks)))
            text = "\n".join([*blocks, *self._feedback(stage)])
            shorter = self._shorter(stage, accepted[stage], (*TALK, *replaced), text)
            yield Part(f"accepted {stage}", text, shorter)
        for stage, (by, keys) in REPLACED.items():
            if stage in accepted and by not in accepted:
                shown = {key: value for key, value in accepted[stage].items() if key in keys}
                others = [key for key in accepted[stage] if key not in keys]
                yield Part(f"accepted {stage}", self._quoted(stage, shown, (*others, *TALK)))

    def _shorter(
        self, stage: str, content: Mapping[str, Json], without: tuple[str, ...], text: str
    ) -> tuple[tuple[int, str], ...]:
        """Give an accepted stage cut, and as names alone; what the writer wrote stays whole."""
        if stage in self._context.get("own", ()):
            return ()
        locks = self._context.get("locks", {}).get(stage, ())
        held = {next(iter(parse_pointer(pointer)), "") for pointer in locks}
        cut = {key: value if key in held else _cut(value) for key, value in content.items()}
        names = {key: value if key in held else None for key, value in content.items()}
        called = ", ".join(dict.fromkeys(names_by_id([content]).values()))
        own = [self._section["kept"].format(pointers=", ".join(locks))] if locks else []
        rest = [*own, *self._feedback(stage)]
        shown = tuple(key for key in content if key not in held)
        whole = self._quoted(stage, names, (*without, *shown))
        bare = [f"{self._words['stages'][stage]}: {called}", *([whole] if held else []), *rest]
        place = STAGES.index(stage)
        return (
            (CUT_STAGES + place, "\n".join([self._quoted(stage, cut, without), *rest])),
            (NAMED_STAGES + place, "\n".join(bare)),
        )

    def _feedback(self, stage: str) -> list[str]:
        name = self._words["stages"][stage]
        return [
            f"{self._section['wish'].format(stage=name)}\n{tagged('wish', wish['text'])}"
            for wish in self._context.get("wishes", ())
            if wish["stage"] == stage
        ]

    def _quoted(self, stage: str, content: Mapping[str, Json], without: tuple[str, ...]) -> str:
        tag = self._words["stages"][stage].replace(" ", "_")
        return tagged(tag, as_written(stage, content, self._names, without=without))

    def questions(self) -> Iterator[Part]:
        """Give what the writer has settled of what was asked."""
        asked = _questions(self._context)
        answered = [_with_answer(q) for q in asked if q["status"] == "ANSWERED"]
        left = [q["question"] for q in asked if q["status"] == "LEFT_OPEN"]
        if answered:
            yield _listed(self._language, "answered", answered)
        if left:
            yield _listed(self._language, "left_open", left)


def _listed(
    language: str, key: str, lines: list[str], shorter: tuple[tuple[int, str], ...] = ()
) -> Part:
    text = "\n".join(f"- {line}" for line in lines)
    words = fragments(language)["section"][key]
    return Part("questions", f"{words}\n{tagged('questions', text)}", shorter)


def _cut(value: Json) -> Json:
    """Give a value with its long texts cut to their beginning."""
    if isinstance(value, str):
        return value if len(value) <= LONGEST_CUT else f"{value[:LONGEST_CUT]}…"
    if isinstance(value, list):
        return [_cut(item) for item in value]
    if isinstance(value, dict):
        return {key: _cut(item) for key, item in value.items()}
    return value


def _with_answer(question: Mapping[str, Json]) -> str:
    answer = question.get("answer")
    return f"{question['question']} — {answer}" if answer else str(question["question"])


def _questions(context: Mapping[str, Json]) -> list[Mapping[str, Json]]:
    """Give the questions so far with their state; where nobody keeps one, none is answered."""
    accepted = context["accepted"]
    if context.get("questions"):
        return [q for q in context["questions"] if q["stage"] in accepted]
    contents = [accepted[stage] for stage in STAGES if stage in accepted]
    proposed = {
        item["question_id"]: item["answer"]
        for content in contents
        for item in content.get("proposed_answers") or []
    }
    asked = {
        item["id"]: item["question"]
        for content in contents
        for item in content.get("open_questions") or []
    }
    return [
        {
            "question": question,
            "answer": proposed.get(item_id),
            "status": "PROPOSED" if item_id in proposed else "OPEN",
        }
        for item_id, question in asked.items()
    ]
