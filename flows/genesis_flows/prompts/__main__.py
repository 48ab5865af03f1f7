"""`python -m genesis_flows.prompts STAGE LANGUAGE [--revise]`: prints a request by its parts.

The book so far is the sample generator's, so that nothing has to be configured; tokens are
estimated.
"""

from __future__ import annotations

import argparse
import json

from genesis_flows.generation.asking.prompt import request_parts
from genesis_flows.generation.asking.tokens import estimate_tokens
from genesis_flows.generation.content.stages import STAGES
from genesis_flows.generation.wording.wording import prompt_version
from genesis_flows.json_value import Json
from genesis_flows.prompts.versions import LANGUAGES
from genesis_flows.reading.finish import Finished, finish_answer
from genesis_flows.sample import generate

IDEAS = {
    "en": "A lighthouse keeper writes down a ship that is on no list.",
    "zh-CN": "守灯塔的人记下了一艘名册上没有的船。",
}
FEEDBACK = {"en": "Make it colder.", "zh-CN": "再冷一点。"}


def main() -> None:
    """Print the request."""
    parser = argparse.ArgumentParser(prog="npm run prompts --")
    parser.add_argument("stage", choices=STAGES)
    parser.add_argument("language", choices=LANGUAGES)
    parser.add_argument("--revise", action="store_true", help="a revision's request")
    asked = parser.parse_args()
    print(shown(asked.stage, asked.language, is_revision=asked.revise))


def shown(stage: str, language: str, *, is_revision: bool = False) -> str:
    """Give a request in words, each part under its name and tokens, and a table of them."""
    contents: dict[str, Json] = {}
    for earlier in STAGES[: STAGES.index(stage) + is_revision]:
        contents[earlier] = _content(earlier, language, contents)
    context, command = _given(stage, language, contents, is_revision=is_revision)
    parts = request_parts(stage, language, context, command, index=0, siblings=[])
    tokens = [estimate_tokens(part.text) for part in parts]
    blocks = [
        f"===== {part.name} · {count} tokens\n{part.text}"
        for part, count in zip(parts, tokens, strict=True)
    ]
    table = [
        f"{count:>7}  {100 * count // sum(tokens):>3} %  {part.name}"
        for part, count in zip(parts, tokens, strict=True)
    ]
    total = f"{sum(tokens):>7}  tokens, estimated · {prompt_version(stage, language)}"
    return "\n\n".join([*blocks, "\n".join([*table, total])])


def _given(
    stage: str, language: str, contents: dict[str, Json], *, is_revision: bool
) -> tuple[dict[str, Json], dict[str, Json]]:
    """Give context and command as genesis.begin_command does."""
    is_first = stage == STAGES[0]
    context: dict[str, Json] = {
        "title": "",
        "language": language,
        "brief": {"door": "idea", "idea": IDEAS[language]},
        "accepted": {s: c for s, c in contents.items() if s != stage},
        "parent": {"content": contents[stage]} if is_revision else None,
        "round_titles": [],
        "wanted": 3 if is_first else 1,
    }
    kind = "SUBMIT_IDEA" if is_first else "CONFIRM_STAGE"
    command = {
        "command_id": "sample",
        "command_type": "REVISE_PROPOSAL" if is_revision else kind,
        "payload": {"feedback": FEEDBACK[language]} if is_revision else {},
        "locked": [],
    }
    return context, command


def _content(stage: str, language: str, before: dict[str, Json]) -> Json:
    context, command = _given(stage, language, before, is_revision=False)
    answer = generate(
        stage, language=language, context=context, command=command, index=0, seed="prompts"
    )
    text = json.dumps(answer, ensure_ascii=False)
    made = finish_answer(stage, text, accepted=before, parent=None, locked=[])
    if not isinstance(made, Finished):
        raise TypeError(f"the sample of {stage} is not valid: {made.problems}")
    return made.content


if __name__ == "__main__":
    main()
