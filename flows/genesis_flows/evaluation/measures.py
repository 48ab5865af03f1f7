"""What can be measured of walks by rule: the same walks give the same figures but for times."""

from __future__ import annotations

import json
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from genesis_flows.evaluation.recording import Asked, Record
from genesis_flows.evaluation.walk import Walk
from genesis_flows.generation.asking.tokens import estimate_tokens
from genesis_flows.generation.content.items import items_of
from genesis_flows.generation.content.likeness import likeness
from genesis_flows.generation.content.names import fold
from genesis_flows.generation.content.stages import STAGES
from genesis_flows.json_value import Json


@dataclass(frozen=True)
class Measure:
    """One figure; None where there was nothing to measure."""

    name: str
    value: float | None
    unit: str


def measure(walks: Sequence[Walk], records: Sequence[Record]) -> list[Measure]:
    """Give all measures of some walks and of the calls that each took."""
    asked = [call for record in records for call in record.asked]
    books = [[call.request for call in record.asked] for record in records]
    wanted = sum(walk.wanted for walk in walks)
    return [
        Measure("briefs", len(walks), "count"),
        Measure("books_finished", _share(len(w.contents) == len(STAGES) for w in walks), "share"),
        Measure("schema_success", _ratio(sum(w.got for w in walks), wanted), "share"),
        Measure("repairs_per_candidate", _ratio(_repairs(walks, records), wanted), "calls"),
        Measure("failures", sum(len(walk.failures) for walk in walks), "count"),
        Measure("locks_held", _held(walks), "share"),
        Measure("constraints_held", _share(_constraints(walks)), "share"),
        Measure("wishes_heard", _share(_wishes(walks)), "share"),
        Measure("feedback_answered", _answered(walks), "share"),
        Measure("concept_distance", _mean(_distances(walks)), "0–1"),
        Measure("names_reused", _reused(walks), "share"),
        Measure("names_confused", _mean(_confused(walks)), "pairs a book"),
        Measure("questions_asked", _mean(len(_questions(w)) for w in walks), "a book"),
        Measure("questions_asked_twice", sum(map(_asked_twice, walks)), "count"),
        Measure("length_deviation", _mean(_deviations(walks)), "share of the length"),
        *(_tokens(stage, asked, walks) for stage in STAGES),
        Measure("cache_share", cache_share(books), "share"),
        Measure("first_text_p50", _median(_first_texts(asked)), "ms"),
        Measure("cost_usd", _cost(records), "USD"),
    ]


def _repairs(walks: Sequence[Walk], records: Sequence[Record]) -> int:
    """Calls beyond one a candidate; a book that was stopped may not have come to its first."""
    pairs = zip(walks, records, strict=False)
    return sum(max(0, len(record.asked) - walk.wanted) for walk, record in pairs)


def _held(walks: Sequence[Walk]) -> float | None:
    return _ratio(sum(walk.locks_held for walk in walks), sum(walk.locks for walk in walks))


def _constraints(walks: Iterable[Walk]) -> Iterator[bool]:
    for walk in walks:
        text = _text(walk)
        yield from (word.casefold() not in text for word in walk.brief.absent if walk.contents)


def _wishes(walks: Iterable[Walk]) -> Iterator[bool]:
    for walk in walks:
        text = _text(walk)
        yield from (word.casefold() in text for word in walk.brief.heard if walk.contents)


def _text(walk: Walk) -> str:
    """All that the book says, but what it says to the writer about itself."""
    told = [
        {
            key: value
            for key, value in content.items()
            if key not in ("why", "open_questions", "form_note")
        }
        for content in walk.contents.values()
    ]
    return json.dumps(told, ensure_ascii=False).casefold()


def _answered(walks: Sequence[Walk]) -> float | None:
    receipts = [receipt for walk in walks for receipt in walk.receipts]
    return _share(receipt["status"] != "NOT_DONE" for receipt in receipts)


def _distances(walks: Iterable[Walk]) -> Iterator[float]:
    for walk in walks:
        for one, other in combinations(walk.concepts, 2):
            yield 1 - likeness(one, other)


def _cast(walk: Walk) -> list[str]:
    people = items_of(walk.contents.get("CHARACTERS", {}), "characters")
    return [str(person.get("name", "")) for person in people]


def _reused(walks: Sequence[Walk]) -> float | None:
    """Of the names that the briefs did not give, the share that another book has as well."""
    books = [{n for n in _cast(w) if n not in w.brief.heard} for w in walks]
    counts = Counter(name for book in books for name in book)
    return _share(counts[name] > 1 for book in books for name in book)


def _confused(walks: Iterable[Walk]) -> Iterator[int]:
    """Pairs of a cast that begin alike: by the letter, in Chinese by the surname."""
    for walk in walks:
        if walk.contents.get("CHARACTERS"):
            initials = [fold(name)[:1] for name in _cast(walk)]
            yield sum(a == b for a, b in combinations(initials, 2))


def _questions(walk: Walk) -> list[str]:
    asked = [q for c in walk.contents.values() for q in c.get("open_questions") or []]
    return [q["question"] if isinstance(q, dict) else q for q in asked]


def _asked_twice(walk: Walk) -> int:
    counts = Counter(fold(question) for question in _questions(walk))
    return sum(count - 1 for count in counts.values())


def _deviations(walks: Iterable[Walk]) -> Iterator[float]:
    """How far the outline's parts are from the book's length: the writer's, else the story's."""
    for walk in walks:
        form = walk.contents.get("STORY_CONCEPTION", {}).get("form", {})
        target = walk.brief.length or form.get("target_length")
        parts = items_of(walk.contents.get("PLOT_OUTLINE", {}), "parts")
        if parts and target:
            lengths = [p["length"] for p in parts if isinstance(p.get("length"), int)]
            yield abs(sum(lengths) - target) / target


def _tokens(stage: str, asked: Sequence[Asked], walks: Sequence[Walk]) -> Measure:
    used = [a.usage for a in asked if a.stage == stage]
    total = sum((u.input_tokens or 0) + (u.output_tokens or 0) for u in used)
    return Measure(f"tokens_{stage}", _ratio(total, len(walks)) if used else None, "a book")


def cache_share(books: Iterable[Sequence[str]]) -> float | None:
    """How much of a book's requests, in tokens, begins as the one before it; None without two."""
    pairs = [pair for book in books for pair in pairwise(book)]
    common = sum(_common_tokens(*pair) for pair in pairs)
    return _ratio(common, sum(estimate_tokens(after) for _, after in pairs))


def _common_tokens(before: str, after: str) -> int:
    same = enumerate(zip(before, after, strict=False))
    shorter = min(len(before), len(after))
    return estimate_tokens(after[: next((at for at, (a, b) in same if a != b), shorter)])


def _first_texts(asked: Iterable[Asked]) -> Iterator[float]:
    return (1_000 * a.first_text_s for a in asked if a.first_text_s is not None)


def _cost(records: Iterable[Record]) -> float | None:
    costs = [record.cost_usd for record in records]
    known = [cost for cost in costs if cost is not None]
    return sum(known) if len(known) == len(costs) else None


def _share(values: Iterable[bool]) -> float | None:
    return _mean(map(float, values))


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _mean(values: Iterable[float]) -> float | None:
    given = list(values)
    return statistics.fmean(given) if given else None


def _median(values: Iterable[float]) -> float | None:
    given = list(values)
    return statistics.median(given) if given else None


def as_json(measures: Sequence[Measure]) -> Mapping[str, Json]:
    """Give the measures by name."""
    return {m.name: {"value": m.value, "unit": m.unit} for m in measures}
