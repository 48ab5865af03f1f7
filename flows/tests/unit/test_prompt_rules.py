from __future__ import annotations

import re
from pathlib import Path

import pytest

from genesis_flows.evaluation.measures import cache_share
from genesis_flows.generation.asking.prompt import build_messages
from genesis_flows.generation.content.stages import STAGES
from tests.contents import Chain, begun
from tests.unit.prompt_requests import asked


def test_a_request_begins_as_the_one_before_and_ends_with_its_own_task(chain: Chain) -> None:
    """What a prefix cache can hold of a walk from a page of notes, a revision a stage, in tokens.

    From stage to stage what is common is at least all that both must know: how to work, the
    writer's wishes, and what was settled before the earlier of the two.
    """
    page = "a lighthouse, its keeper, and the ship that is not on any list. " * 40
    requests: list[str] = []
    for stage in STAGES:
        accepted = {s: chain.contents[s] for s in STAGES[: STAGES.index(stage)]}
        for kind in ("CONFIRM_STAGE", "REVISE_PROPOSAL"):
            context, command = begun(stage, chain.language, accepted, command_type=kind)
            context["brief"] = {"idea": page[: 2_500 if chain.language == "en" else 1_500]}
            if kind == "REVISE_PROPOSAL":
                context["parent"] = {"content": chain.contents[stage]}
                command["payload"] = {"feedback": "colder"}
            made = build_messages(stage, chain.language, context, command, index=0, siblings=[])
            requests.append("".join(message.content for message in made))
    assert (cache_share([requests]) or 0) >= 0.55
    assert (cache_share([requests[::2]]) or 0) >= 0.55


CONTRADICTIONS = {
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


def test_no_two_instructions_of_a_request_contradict_each_other(chain: Chain) -> None:
    """The pairs that were looked for, each as what is said beside what must not be said then."""
    seen: set[str] = set()
    for stage in STAGES:
        for kind in ("CONFIRM_STAGE", "REVISE_PROPOSAL", "REGENERATE_PROPOSAL"):
            accepted = {s: chain.contents[s] for s in STAGES[: STAGES.index(stage)]}
            context, command = begun(stage, chain.language, accepted, command_type=kind)
            context |= {"round_titles": ["x"], "brief": {"idea": None, "notes": "60,000 words"}}
            if kind != "CONFIRM_STAGE":
                context["parent"] = {"content": chain.contents[stage]}
                command["payload"] = {"feedback": "colder"}
            made = build_messages(stage, chain.language, context, command, index=0, siblings=[])
            said = "\n".join(message.content for message in made)
            for pair, (one, other) in CONTRADICTIONS.items():
                if re.search(one, said):
                    seen.add(pair)
                    assert not re.search(other, said), (pair, stage, kind)
    assert seen == set(CONTRADICTIONS)


def test_need_means_the_same_in_a_story_and_in_a_cast(prompts_directory: Path) -> None:
    for language, words in (("en", "given up for it"), ("zh-CN", "以及为此得放下的")):
        for stage in ("STORY_CONCEPTION", "CHARACTERS"):
            assert words in (prompts_directory / language / f"{stage}.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("form", "planned"),
    [
        ({"chapters": 18}, 18),
        ({"target_length": 60_000, "chapter_length": 2_000}, 30),
        ({"target_length": 1_000_000, "chapter_length": 2_500}, 12),
        ({}, 12),
    ],
)
def test_an_outline_is_asked_for_the_whole_book_or_its_first_twelve_chapters(
    chain: Chain, form: dict[str, int], planned: int
) -> None:
    story = {**chain.contents["STORY_CONCEPTION"], "form": form}
    contents = {**chain.contents, "STORY_CONCEPTION": story}
    said = asked(Chain(chain.language, chain.answers, contents), "PLOT_OUTLINE")
    assert f" {planned} " in said.splitlines()[-1]
