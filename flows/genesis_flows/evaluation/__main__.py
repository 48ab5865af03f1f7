"""`npm run eval`: the fixed briefs through all stages, with the configured model or the samples."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence

from genesis_flows.config import ConfigError, read_model
from genesis_flows.evaluation.briefs import Brief, all_briefs
from genesis_flows.evaluation.measures import Measure, as_json, measure
from genesis_flows.evaluation.recording import Record, RecordingProvider
from genesis_flows.evaluation.walk import Walk, walk
from genesis_flows.providers.choose import choose_provider
from genesis_flows.providers.limited_provider import LimitedProvider
from genesis_flows.providers.provider import Provider
from genesis_flows.reading.reader import AnswerReader

AT_ONCE = 4
"""Books at the same time; the endpoint's own concurrency is respected whatever they are."""


def main() -> int:
    """Print the figures; 1 where not one stage could be had."""
    parser = argparse.ArgumentParser(prog="npm run eval --")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument("--only", metavar="NAME", action="append", help="a brief, by its name")
    parser.add_argument("--within", metavar="SECONDS", type=float, help="stop then")
    asked = parser.parse_args()
    try:
        model = read_model()
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    provider: Provider = choose_provider(model)
    if model is not None:
        provider = LimitedProvider(provider, model.concurrency)
    briefs = [b for b in all_briefs() if not asked.only or b.name in asked.only]
    walks, records = asyncio.run(evaluate(briefs, provider, within_s=asked.within))
    measures = measure(walks, records)
    if asked.json:
        print(json.dumps(_document(provider, walks, measures), ensure_ascii=False))
    else:
        print(_page(provider, walks, measures))
    return 0 if any(len(walk.contents) for walk in walks) else 1


async def evaluate(
    briefs: Sequence[Brief], provider: Provider, *, within_s: float | None = None
) -> tuple[list[Walk], list[Record]]:
    """Walk every brief; give what came of each that was begun and the calls that it took.

    `within_s`: after so many seconds what is under way is stopped and counted as such.
    """
    reader = AnswerReader()
    at_once = min(AT_ONCE, provider.concurrency) if within_s is not None else AT_ONCE
    places = asyncio.Semaphore(at_once)
    made: list[tuple[Walk, Record]] = []

    async def one(brief: Brief) -> None:
        async with places:
            recording = RecordingProvider(provider)
            walked = Walk(brief)
            made.append((walked, recording.record))
            try:
                await walk(walked, recording, reader)
            except asyncio.CancelledError:
                walked.failures.append("STOPPED")
                raise

    try:
        async with asyncio.timeout(within_s) as limit:
            await asyncio.gather(*(one(brief) for brief in briefs))
    except TimeoutError:
        # Of the time that was given; any other is a fault, and no figure hides it.
        if not limit.expired():
            raise
    finally:
        await reader.stop()
        await provider.stop()
    made.sort(key=lambda pair: briefs.index(pair[0].brief))
    return [walked for walked, _ in made], [record for _, record in made]


def _document(
    provider: Provider, walks: Sequence[Walk], measures: Sequence[Measure]
) -> dict[str, object]:
    return {
        "generator": {"kind": provider.kind, "model": provider.model, "host": provider.host},
        "measures": as_json(measures),
        "briefs": [
            {
                "name": walk.brief.name,
                "language": walk.brief.language,
                "title": walk.contents.get("CONCEPT_SELECTION", {}).get("title"),
                "stages": list(walk.contents),
                "failures": walk.failures,
            }
            for walk in walks
        ],
        "judge": None,
    }


def _page(provider: Provider, walks: Sequence[Walk], measures: Sequence[Measure]) -> str:
    name = provider.model or ("samples" if provider.kind == "sample" else "the endpoint's model")
    rows = [f"| {m.name} | {_shown(m)} | {m.unit} |" for m in measures]
    books = [
        f"| {w.brief.name} | {w.contents.get('CONCEPT_SELECTION', {}).get('title', '–')} "
        f"| {len(w.contents)} of 5 | {', '.join(w.failures) or '–'} |"
        for w in walks
    ]
    return "\n".join(
        [
            f"# Evaluation: {name}",
            "",
            "| measure | value | unit |",
            "|---|---|---|",
            *rows,
            "",
            "| brief | title | stages | failures |",
            "|---|---|---|---|",
            *books,
        ]
    )


def _shown(made: Measure) -> str:
    if made.value is None:
        return "–"
    return f"{made.value:.3f}" if made.value % 1 else f"{made.value:.0f}"


if __name__ == "__main__":
    sys.exit(main())
