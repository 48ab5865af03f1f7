"""What was done with each request of a feedback, as the model says it and as far as it is true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from genesis_flows.generation.content.locks import moved_pointer
from genesis_flows.generation.content.pointers import MISSING, get_at, parse_pointer
from genesis_flows.generation.revising.carry import called
from genesis_flows.generation.wording.wording import receipt_words
from genesis_flows.json_value import Json

MOST_RECEIPTS = 20
MOST_POINTERS = 50
LONGEST_REQUEST = 300
LONGEST_NOTE = 1_000

_SAID = {
    "DONE": "done yes complete completed 完成 已完成 做了 已做",
    "PARTLY": "partly partial partially 部分 部分完成 部分做了",
    "NOT_DONE": "not_done notdone not none no rejected declined 没做 未做 未完成 没有",
}
_MEANT = {word: status for status, words in _SAID.items() for word in words.split()}


def read_receipts(
    said: Json, *, content: Mapping[str, Json], parent: Mapping[str, Json], feedback: str
) -> list[dict[str, Json]]:
    """Give the receipts of an answer, each `{request, status, note, pointers}`.

    Pointers are those of the new content. What a receipt calls done, and what is yet as it was at
    all of its pointers, was not done. Where nothing is said and nothing changed, this says it.
    """
    made: list[dict[str, Json]] = []
    for one in said if isinstance(said, list) else []:
        if isinstance(one, dict) and len(made) < MOST_RECEIPTS:
            made.append(_receipt(one, content, parent, feedback))
    if not made and content == parent and feedback:
        request = feedback[:LONGEST_REQUEST]
        made.append({"request": request, "status": "NOT_DONE", "note": "", "pointers": []})
    return made


def room_receipts(
    made_room: Sequence[Json], left_out: Sequence[Json], language: str
) -> list[dict[str, Json]]:
    """Give a receipt for each item that a full list lost or could not take."""
    words = receipt_words(language)
    pairs = [("made_room", "PARTLY", made_room), ("left_out", "NOT_DONE", left_out)]
    return [
        {
            "request": words["carried"],
            "status": status,
            "note": words[key].format(item=called(item))[:LONGEST_NOTE],
            "pointers": [],
        }
        for key, status, items in pairs
        for item in items
    ]


def _receipt(
    one: Mapping[str, Json], content: Mapping[str, Json], parent: Mapping[str, Json], feedback: str
) -> dict[str, Json]:
    status = _status(one.get("status"))
    pointers = _strings(one.get("pointers"))
    found = [pointer for p in pointers if (pointer := _here(p, content, parent)) is not None]
    if status != "NOT_DONE" and (content == parent or _is_unchanged(pointers, content, parent)):
        status = "NOT_DONE"
    return {
        "request": (_text(one.get("request")) or feedback)[:LONGEST_REQUEST],
        "status": status,
        "note": _text(one.get("note"))[:LONGEST_NOTE],
        "pointers": list(dict.fromkeys(found))[:MOST_POINTERS],
    }


def _status(said: Json) -> str:
    word = str(said).strip().lower().replace(" ", "_").replace("-", "_")
    return _MEANT.get(word, "PARTLY")


def _here(pointer: str, content: Mapping[str, Json], parent: Mapping[str, Json]) -> str | None:
    steps = parse_pointer(pointer)
    if get_at(parent, steps) is not MISSING:
        pointer = moved_pointer(content, parent, pointer)
    return pointer if get_at(content, parse_pointer(pointer)) is not MISSING else None


def _is_unchanged(
    pointers: Sequence[str], content: Mapping[str, Json], parent: Mapping[str, Json]
) -> bool:
    known = [p for p in pointers if get_at(parent, parse_pointer(p)) is not MISSING]
    if not known or len(known) < len(pointers):
        return False
    return all(
        get_at(parent, parse_pointer(p))
        == get_at(content, parse_pointer(moved_pointer(content, parent, p)))
        for p in known
    )


def _strings(value: Json) -> list[str]:
    given = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return [p for p in given if isinstance(p, str) and (p == "" or p.startswith("/"))]


def _text(value: Json) -> str:
    return value.strip() if isinstance(value, str) else ""
