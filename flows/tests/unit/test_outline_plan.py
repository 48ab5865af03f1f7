"""An outline plans the book: one that stops after its first part is asked for again."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from genesis_flows.generation.content.content_checks import find_faults
from tests.contents import Chain

Json = Any


def faults(
    chain: Chain,
    content: Json,
    *,
    parent: Json = None,
    chapters: int = 20,
    is_revision: bool = True,
) -> list[str]:
    accepted = deepcopy(chain.contents)
    accepted["STORY_CONCEPTION"]["form"]["chapters"] = chapters
    return find_faults(
        "PLOT_OUTLINE",
        content,
        language=chain.language,
        parent=parent,
        is_revision=is_revision,
        siblings=(),
        accepted=accepted,
    )


def with_chapters(chain: Chain, *counts: int) -> Json:
    outline = deepcopy(chain.contents["PLOT_OUTLINE"])
    chapter = outline["parts"][0]["chapters"][0]
    outline["parts"] = [
        {**outline["parts"][0], "chapters": [deepcopy(chapter) for _ in range(count)]}
        for count in counts
    ]
    return outline


def test_a_quarter_of_the_book_is_no_outline_and_the_reason_says_how_much_is_missing(
    chain: Chain,
) -> None:
    found = faults(chain, with_chapters(chain, 5, 0, 0))
    assert "5 chapters are planned; plan all 20" in found[0]
    assert [one.split(":")[0] for one in found[1:]] == ["/parts/1/chapters", "/parts/2/chapters"]
    assert faults(chain, with_chapters(chain, 6, 5, 5)) == []


@pytest.mark.parametrize(("planned", "is_enough"), [(9, False), (12, True)])
def test_of_a_long_book_the_first_twelve_chapters_are_the_plan(
    chain: Chain, planned: int, is_enough: bool
) -> None:
    assert (faults(chain, with_chapters(chain, planned, 0), chapters=60) == []) is is_enough


def test_an_older_outline_that_planned_less_is_revised_as_it_is(chain: Chain) -> None:
    older = with_chapters(chain, 5, 0)
    assert faults(chain, with_chapters(chain, 5, 3), parent=older) == []
    assert faults(chain, with_chapters(chain, 4, 0), parent=older) != []


def test_what_a_writer_brought_of_an_outline_is_no_whole_plan(chain: Chain) -> None:
    brought = with_chapters(chain, 1, 0)
    assert faults(chain, brought, parent=brought, is_revision=False) != []
