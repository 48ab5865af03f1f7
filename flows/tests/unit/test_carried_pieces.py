"""A revision that carries pieces of other candidates in."""

from __future__ import annotations

import re

import pytest

from genesis_flows.generation.revising.carry import Piece
from genesis_flows.reading.finish import Finished, Unusable
from tests.contents import Chain
from tests.unit.revision_chains import DONE, LANGUAGES, Json, chains, finished, revised

HELD = [{"id": f"q{n}", "question": f"Number {n}?"} for n in range(3)]
CARRIED = {"id": "new", "question": "Carried?"}


def carrying(
    language: str, own: list[Json], said: Json, *locked: str, use: dict[str, list[Json]]
) -> Finished:
    """A revision of a conception with these questions; `use`: pointers into others' questions."""
    chain, other = chains(language)
    stage = "STORY_CONCEPTION"
    contents = {**chain.contents, stage: {**chain.contents[stage], "open_questions": own}}
    theirs = other.contents[stage]
    made = revised(
        Chain(language, chain.answers, contents),
        stage,
        {"logline": "Another one!", "receipts": [DONE], **said},
        locked=list(locked),
        use=[Piece(at, {**theirs, "open_questions": questions}) for at, questions in use.items()],
    )
    return finished(made)


def questions(made: Finished) -> list[str]:
    assert made.content["logline"] == "Another one!"
    return [one["question"] for one in made.content["open_questions"]]


def left_out(made: Finished) -> list[str]:
    """The carried questions that a receipt says did not come in."""
    notes = [one["note"] for one in made.receipts if one["status"] == "NOT_DONE"]
    return [name for note in notes for name in re.findall(r"[“「](.*?)[”」]", note)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_full_list_loses_nothing_unsaid_to_a_piece_that_is_carried_in(language: str) -> None:
    """What the answer added goes first; what was there goes with a receipt, and no lock ever."""
    held = HELD

    def asked(own: list[Json], said: Json, *locked: str) -> Finished:
        return carrying(language, own, said, *locked, use={"/open_questions/0": [CARRIED]})

    added = {"open_questions": [{"question": "The model's own?"}]}
    made = asked(held[:2], added)
    assert questions(made) == ["Carried?", "Number 0?", "Number 1?"]
    assert made.receipts == [DONE]
    made = asked(held, {}, "/open_questions/0")
    assert questions(made) == ["Carried?", "Number 0?", "Number 1?"]
    assert [one["status"] for one in made.receipts] == ["DONE", "PARTLY"]
    assert "Number 2?" in made.receipts[1]["note"]
    many = asked(held, {"receipts": [DONE] * 20}, "/open_questions/0").receipts
    assert [one["status"] for one in many] == ["DONE"] * 19 + ["PARTLY"]
    made = asked(held, {}, *(f"/open_questions/{n}" for n in range(3)))
    assert questions(made) == ["Number 0?", "Number 1?", "Number 2?"]
    assert [one["status"] for one in made.receipts] == ["DONE", "NOT_DONE"]
    assert "Carried?" in made.receipts[1]["note"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_carried_piece_never_stands_in_a_locks_place_and_never_goes_unsaid(language: str) -> None:
    locks = [f"/open_questions/{n}" for n in range(3)]
    numbers = [one["question"] for one in HELD]
    removed = {"remove": ["/open_questions/0"]}
    another = [{"id": f"c{n}", "question": f"Another {n}?"} for n in range(3)]

    # The model removed what is locked: its place is not free.
    made = carrying(language, HELD, removed, *locks, use={"/open_questions/0": [CARRIED]})
    assert questions(made) == numbers
    assert left_out(made) == ["Carried?"]

    # A whole list is carried in, and one lock takes a place in it.
    made = carrying(language, HELD, {}, locks[0], use={"/open_questions": another})
    assert questions(made) == ["Number 0?", "Another 0?", "Another 1?"]
    assert left_out(made) == ["Another 2?"]

    # Locks rank above an item that was carried into a whole list which was carried in.
    use = {"/open_questions": another, "/open_questions/0": [CARRIED]}
    made = carrying(language, HELD, {}, *locks, use=use)
    assert questions(made) == numbers
    assert left_out(made) == ["Another 0?", "Another 1?", "Another 2?", "Carried?"]

    # An item that the parent has as well and the model removed: another piece took its place.
    use = {"/open_questions/0": [CARRIED], "/open_questions/1": [CARRIED, HELD[2]]}
    made = carrying(language, HELD, {"remove": [locks[2]]}, *locks[:2], use=use)
    assert questions(made) == ["Carried?", "Number 0?", "Number 1?"]
    assert left_out(made) == ["Number 2?"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lock_that_comes_back_takes_the_place_of_its_namesake_and_of_no_other_piece(
    language: str,
) -> None:
    """The piece took the locked one's name; what goes is that, and not the field beside it."""
    locks = ["/open_questions/0", "/open_questions/1"]
    theirs = [{"id": f"t{n}", "question": f"Number {n}?"} for n in range(2)]
    field = [*theirs, {"id": "t2", "question": "Reworded?"}]
    use = {"/open_questions/1": theirs, "/open_questions/2/question": field}
    made = carrying(language, HELD, {}, *locks, use=use)
    assert questions(made) == ["Number 0?", "Number 1?", "Reworded?"]
    assert [one["id"] for one in made.content["open_questions"]] == ["q0", "q1", "q2"]


def test_an_item_is_moved_to_another_list_of_its_kind_and_never_into_itself() -> None:
    chain = chains("en")[0]
    parent = chain.contents["PLOT_OUTLINE"]
    at = "/parts/1/chapters/0"
    said = {"parts": [{"at": at, "chapters": [{"at": at, "goal": "Go back."}]}]}
    made = revised(chain, "PLOT_OUTLINE", said, is_last=True)
    assert isinstance(made, Finished | Unusable)
    moved = {"parts": [{"at": "/parts/0", "chapters": [{"at": at, "goal": "Go back."}]}]}
    content = finished(revised(chain, "PLOT_OUTLINE", moved, is_last=True)).content
    assert parent["parts"][1]["chapters"][0]["id"] in {
        chapter["id"] for chapter in content["parts"][0]["chapters"]
    }
