from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from genesis_flows.evaluation.measures import cache_share
from genesis_flows.generation.asking.prompt import build_messages
from genesis_flows.generation.content.stages import STAGES
from tests.contents import Chain, begun
from tests.contradictions import RULES, WORDS, contradictions, is_said
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


def every_request(chain: Chain) -> Iterator[tuple[str, str]]:
    """Each kind of request of each stage, with all that it can carry: what it is, and its words."""
    piece = {"proposal_id": "q", "candidate_id": "other", "pointer": "/logline"}
    for stage in STAGES:
        accepted = {s: chain.contents[s] for s in STAGES[: STAGES.index(stage)]}
        whole = chain.contents[stage]
        fixed = {"only": ["/facts"], "use": [piece]}
        for kind, payload, more in (
            ("CONFIRM_STAGE", {}, {}),
            ("REGENERATE_PROPOSAL", {}, {}),
            ("REGENERATE_PROPOSAL", {"feedback": "colder"}, {"round_titles": ["x"]}),
            ("REGENERATE_PROPOSAL", {}, {"parent": {"content": whole}, "round_titles": ["x"]}),
            (
                "REVISE_PROPOSAL",
                {"feedback": "colder", **fixed},
                {"parent": {"content": whole}, "round_titles": ["x"]},
            ),
        ):
            for idea in (None, "a lighthouse"):
                context, command = begun(stage, chain.language, accepted, command_type=kind)
                context["brief"] = {"idea": idea, "notes": "60,000 words"}
                context |= {"sources": {"other": whole}, **more}
                context["wishes"] = [{"stage": stage, "round": 1, "text": "warmer"}]
                command |= {"payload": payload, "locked": ["/title"] if "parent" in more else []}
                made = build_messages(stage, chain.language, context, command, index=0, siblings=[])
                yield f"{stage} {kind} {idea}", "\n".join(message.content for message in made)


def test_no_two_instructions_of_a_request_contradict_each_other(chain: Chain) -> None:
    """The pairs of tests/contradictions.py; what the first of each says is said somewhere."""
    seen: set[str] = set()
    for which, said in every_request(chain):
        assert contradictions(chain.language, said) == [], which
        seen |= {pair for pair, (one, _) in RULES.items() if re.search(one, said)}
        seen |= {key for pair in WORDS for key in pair if is_said(chain.language, key, said)}
    assert seen >= set(RULES)
    # An outline's chapters are counted by the story: no sample has none, or too many for once.
    assert {key for pair in WORDS for key in pair} - seen <= {
        "task.plan_all",
        "task.plan_some",
        "task.plan_first",
    }


@pytest.mark.parametrize("stage", STAGES[1:])
def test_a_stage_that_is_tried_again_after_a_failure_is_asked_for_as_at_first(
    chain: Chain, stage: str
) -> None:
    first, again = (
        asked(chain, stage, command_type=kind) for kind in ("CONFIRM_STAGE", "REGENERATE_PROPOSAL")
    )
    assert first == again
    another = asked(chain, stage, {"round_titles": ["x"]}, command_type="REGENERATE_PROPOSAL")
    assert is_said(chain.language, "task.again", another)


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
