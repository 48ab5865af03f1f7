"""`npm run eval`: the fixed briefs through all stages, with the configured model or the samples."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from genesis_flows.config import ConfigError, read_model
from genesis_flows.evaluation.briefs import Brief, all_briefs
from genesis_flows.evaluation.judge import JUDGE, Books, judge
from genesis_flows.evaluation.measures import Measure, as_json, measure
from genesis_flows.evaluation.recording import Record, RecordingProvider
from genesis_flows.evaluation.walk import Walk, walk
from genesis_flows.json_value import Json
from genesis_flows.providers.choose import choose_provider
from genesis_flows.providers.limited_provider import LimitedProvider
from genesis_flows.providers.model_config import ModelConfig, StageSettings
from genesis_flows.providers.provider import Provider
from genesis_flows.providers.sample_provider import SampleProvider
from genesis_flows.reading.reader import AnswerReader


@dataclass(frozen=True)
class Generator:
    """What wrote the books."""

    kind: str
    model: str | None
    host: str | None


@dataclass(frozen=True)
class Run:
    """What an earlier run kept."""

    generator: Generator
    books: Books

    def walks(self, briefs: Sequence[Brief]) -> list[Walk]:
        """Give the books of some briefs as they were left."""
        return [Walk(b, dict(self.books[b.name])) for b in briefs if b.name in self.books]


AT_ONCE = 4
"""Books at the same time; the endpoint's own concurrency is respected whatever they are."""


def main() -> int:
    """Print the figures; 1 where not one stage could be had."""
    parser = argparse.ArgumentParser(prog="npm run eval --")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument("--only", metavar="NAME", action="append", help="a brief, by its name")
    parser.add_argument(
        "--within", metavar="SECONDS", type=float, help="stop then, and the judge after as long"
    )
    parser.add_argument("--contents", action="store_true", help="with --json: what was written")
    parser.add_argument("--judge", metavar="MODEL", help="a second model compares in pairs")
    parser.add_argument(
        "--against",
        metavar="FILE",
        type=Path,
        help="with these, of --json --contents; else samples",
    )
    parser.add_argument(
        "--of", metavar="FILE", type=Path, help="judge these, of --json --contents, write nothing"
    )
    asked = parser.parse_args()
    try:
        model = read_model()
        judging = judge_model(model, asked.judge)
        against = None if asked.against is None else read_run(asked.against).books
        kept = None if asked.of is None else read_run(asked.of)
        if kept is not None and judging is None:
            raise NotJudged("--of: needs a judge (--judge MODEL)")
    except (ConfigError, NotJudged) as error:
        print(error, file=sys.stderr)
        return 2
    briefs = [b for b in all_briefs() if not asked.only or b.name in asked.only]
    if kept is None:
        provider: Provider = choose_provider(model)
        if model is not None:
            provider = LimitedProvider(provider, model.concurrency)
        generator = Generator(provider.kind, provider.model, provider.host)
        walks, records = asyncio.run(evaluate(briefs, provider, within_s=asked.within))
    else:
        generator, walks, records = kept.generator, kept.walks(briefs), []
    verdicts = None
    if judging is not None:
        second = LimitedProvider(choose_provider(judging), judging.concurrency)
        verdicts = asyncio.run(judged(walks, second, against, within_s=asked.within))
    measures = measure(walks, records)
    if asked.json:
        document = _document(generator, walks, measures, verdicts, with_contents=asked.contents)
        print(json.dumps(document, ensure_ascii=False))
    else:
        print(_page(generator, walks, measures, verdicts))
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


async def judged(
    walks: Sequence[Walk],
    judging: Provider,
    against: Books | None,
    *,
    within_s: float | None = None,
) -> dict[str, Json]:
    """Have the second model compare, with other books or with the samples' of the same briefs.

    `within_s`: after so many seconds a verdict that is not there is counted as stopped.
    """
    if against is None:
        samples, _ = await evaluate([walk.brief for walk in walks], SampleProvider())
        against = {walk.brief.name: walk.contents for walk in samples}
    try:
        return await judge(walks, against, judging, within_s=within_s)
    finally:
        await judging.stop()


class NotJudged(Exception):
    """What a judge was asked for with cannot be had."""


def judge_model(model: ModelConfig | None, asked: str | None) -> ModelConfig | None:
    """Give the second model: the one that was asked for, else that of the models file.

    Raises:
        NotJudged: one was asked for where there is no endpoint.
    """
    name = asked or (model.judge if model else None)
    if name is None:
        return None
    if model is None:
        raise NotJudged("--judge: needs an endpoint (OPENAI_BASE_URL or OPENAI_API_KEY)")
    own = StageSettings(max_output_tokens=model.output_limits.get(name))
    return replace(model, model=name, stages={JUDGE: own}, context_tokens=None)


def read_run(path: Path) -> Run:
    """Read what an earlier run wrote.

    Raises:
        NotJudged: the file is not a run's document with its contents.
    """
    try:
        document = json.loads(path.read_text("utf-8"))
        books = {brief["name"]: brief["contents"] for brief in document["briefs"]}
        return Run(Generator(**document["generator"]), books)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotJudged(f"{path} is no document of --json --contents") from error


def _document(
    generator: Generator,
    walks: Sequence[Walk],
    measures: Sequence[Measure],
    verdicts: dict[str, Json] | None,
    *,
    with_contents: bool,
) -> dict[str, object]:
    return {
        "generator": asdict(generator),
        "measures": as_json(measures),
        "briefs": [
            {
                "name": walk.brief.name,
                "language": walk.brief.language,
                "title": walk.contents.get("CONCEPT_SELECTION", {}).get("title"),
                "stages": list(walk.contents),
                "failures": walk.failures,
            }
            | ({"contents": walk.contents} if with_contents else {})
            for walk in walks
        ],
        "judge": verdicts,
    }


def _page(
    generator: Generator,
    walks: Sequence[Walk],
    measures: Sequence[Measure],
    verdicts: dict[str, Json] | None,
) -> str:
    name = generator.model or ("samples" if generator.kind == "sample" else "the endpoint's model")
    rows = [f"| {m.name} | {shown(m)} | {m.unit} |" for m in measures]
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
            *(_verdicts(verdicts) if verdicts else ()),
        ]
    )


def _verdicts(verdicts: dict[str, Json]) -> list[str]:
    names = ("pairs", "judged", "won", "lost", "even", "win_share", "agreement", "first_share")
    every = {"all": verdicts, **verdicts["stages"]}
    rows = [
        f"| {name} | {' | '.join(shown(Measure(key, of[key], '')) for key in names)} |"
        for name, of in every.items()
    ]
    return [
        "",
        f"## The judge: {verdicts['model']}",
        "",
        f"| stage | {' | '.join(names)} |",
        f"|---|{'---|' * len(names)}",
        *rows,
    ]


def shown(made: Measure) -> str:
    """Give a figure as the page has it."""
    if made.value is None:
        return "–"
    return f"{made.value:.3f}" if made.value % 1 else f"{made.value:.0f}"


if __name__ == "__main__":
    sys.exit(main())
