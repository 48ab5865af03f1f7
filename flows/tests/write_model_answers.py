"""Writes tests/provision/model-answers.json: what the scripted model of the end-to-end tests says.

PYTHONPATH=flows:shared-types/python .venv/bin/python -m tests.write_model_answers   (in flows/)
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from genesis_flows.sample import generate
from tests.contents import begun, sample_chain

FILE = Path(__file__).parents[2] / "tests" / "provision" / "model-answers.json"
WHY = {"zh-CN": "由剧本化的模型写成，供测试用。", "en": "Written by the scripted model, for tests."}


def answers(language: str) -> dict[str, list[dict[str, Any]]]:
    """One book: three concepts, of which the first is the accepted one, and the later stages."""
    made = {stage: [answer] for stage, answer in sample_chain(language, "model").answers.items()}
    context, command = begun("CONCEPT_SELECTION", language, {})
    made["CONCEPT_SELECTION"] = [
        generate(
            "CONCEPT_SELECTION",
            language=language,
            context=context,
            command=command,
            index=i,
            seed="model",
        )
        for i in range(3)
    ]
    return {
        stage: [{**answer, "why": WHY[language]} for answer in all_] for stage, all_ in made.items()
    }


if __name__ == "__main__":
    text = json.dumps(
        {language: answers(language) for language in WHY}, ensure_ascii=False, indent=1
    )
    FILE.write_text(f"{text}\n", "utf-8")
