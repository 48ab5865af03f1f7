"""The text that a model is asked with, of a sample's chain."""

from __future__ import annotations

from genesis_flows.generation.asking.prompt import build_messages
from genesis_flows.generation.content.stages import STAGES
from tests.contents import Chain, begun

LANGUAGES = ("zh-CN", "en")


def asked(
    chain: Chain, stage: str, more: dict[str, object] | None = None, **command: object
) -> str:
    accepted = {s: chain.contents[s] for s in STAGES[: STAGES.index(stage)]}
    context, made = begun(stage, chain.language, accepted, **command)
    context |= more or {}
    if made["command_type"] == "REVISE_PROPOSAL":
        context["parent"] = {
            "proposal_id": "p",
            "candidate_id": "c",
            "content": chain.contents[stage],
        }
    return build_messages(stage, chain.language, context, made, index=0, siblings=[])[1].content
