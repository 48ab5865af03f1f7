"""No answer holds the worker: what reading costs is counted, and the dear part is elsewhere."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import sys
import time
from pathlib import Path

import pytest

from genesis_flows.generation.asking.partials import SLICE
from genesis_flows.generation.content.names import NameIndex, fold_plain
from genesis_flows.generation.reading import answer, readable
from genesis_flows.generation.reading.answer import LONGEST_ANSWER, NoJson, parse_answer
from genesis_flows.generation.reading.readable import ReadableText
from genesis_flows.providers.thoughts import ThoughtSplitter, without_thoughts
from genesis_flows.reading.finish import Finished, Unusable
from genesis_flows.reading.reader import AnswerReader
from tests.contents import Chain
from tests.misbehaviour import PIECES, tangled

ANSWERS = int(os.environ.get("GENESIS_ANSWERS", "300"))
HOLDS_NOBODY_S = 0.1


async def test_an_answer_is_read_in_another_process_as_it_is_here(chain: Chain) -> None:
    reader = AnswerReader()
    try:
        for stage in ("CONCEPT_SELECTION", "CHARACTERS"):
            made = await reader.read(
                stage,
                f"Sure:\n```json\n{json.dumps(chain.answers[stage])}\n```",
                accepted=chain.contents,
                parent=chain.contents[stage],
                locked=["/title"] if stage == "CONCEPT_SELECTION" else [],
            )
            assert isinstance(made, Finished)
            assert made.content == chain.contents[stage]
        refused = await reader.read("CONCEPT_SELECTION", "no", accepted={}, parent=None, locked=[])
        assert isinstance(refused, Unusable)
    finally:
        await reader.stop()


async def test_a_reader_that_is_lost_in_a_text_is_ended_and_the_next_answer_is_read(
    chain: Chain,
) -> None:
    reader = AnswerReader(longest_wait_s=0.0)
    read = dict(accepted={}, parent=None, locked=[])
    lost = await reader.read("CONCEPT_SELECTION", "{}", **read)
    assert isinstance(lost, Unusable)
    assert "in time" in lost.problems[0]
    await reader.stop()
    patient = AnswerReader(idle_s=0.05)
    said = json.dumps(chain.answers["CONCEPT_SELECTION"])
    assert isinstance(await patient.read("CONCEPT_SELECTION", said, **read), Finished)
    await asyncio.sleep(0.5)
    assert patient._process is None, "an idle reader is let go"
    assert isinstance(await patient.read("CONCEPT_SELECTION", said, **read), Finished)
    await patient.stop()


async def test_a_reader_has_no_key_in_its_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    reader = AnswerReader()
    await reader.warm()
    assert reader._process is not None
    environ = Path(f"/proc/{reader._process.pid}/environ")
    seen = await asyncio.to_thread(lambda: environ.read_bytes() if environ.exists() else b"")
    await reader.stop()
    assert b"sk-secret" not in seen


@pytest.mark.parametrize("piece", PIECES)
def test_four_times_the_text_is_little_more_than_four_times_the_work(
    piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # json-repair has a time of its own: see the next test.
    monkeypatch.setattr(answer, "repair", lambda _text: [])

    def visits(length: int) -> int:
        return _work((piece * (length // len(piece) + 1))[:length])

    small, large = visits(4_000), visits(16_000)
    assert large <= 5 * small + 1_000, (small, large)


@pytest.mark.parametrize("piece", ['{"a":1,}\n', "{,\n", "<think>", "(", "[" + " " * 999 + "\n"])
def test_what_no_line_shows_is_no_more_work_either(
    piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Inside decoders, expressions and slices: the thread's processor time, whatever else runs.

    Beside what an honest answer of the size takes it has room; what is quadratic takes far more.
    """
    monkeypatch.setattr(answer, "repair", lambda _text: [])
    size = 48 * 1024
    honest = json.dumps({"a": ["some words of an answer "] * (size // 28)})
    spent = _processor_time((piece * (size // len(piece) + 1))[:size])
    assert spent < 50 * _processor_time(honest) + 1.0


def _processor_time(text: str) -> float:
    began = time.thread_time()
    without_thoughts(text)
    fold_plain(text)
    with contextlib.suppress(NoJson):
        parse_answer(text)
    return time.thread_time() - began


async def test_a_text_that_no_repair_comes_to_an_end_with_is_given_up() -> None:
    reader = AnswerReader()
    said = '{"a": [' + '"he said "hi" to her", ' * 4_000 + "]}"
    made = await reader.read("CHARACTERS", said, accepted={}, parent=None, locked=[])
    await reader.stop()
    assert isinstance(made, Unusable)
    assert "in time" in made.problems[0]


def _work(text: str) -> int:
    """Lines of this package that run for a text: a measure that no clock and no load changes."""
    lines = 0

    def trace(frame: object, event: str, _argument: object) -> object:
        nonlocal lines
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        without_thoughts(text)
        fold_plain(text)
        ReadableText("en").feed(text)
        with contextlib.suppress(NoJson):
            parse_answer(text)
    finally:
        sys.settrace(before)
    return lines


def test_generated_answers_are_read_piece_by_piece_within_bounds() -> None:
    longest = 0.0
    for number in range(ANSWERS):
        # The long form has answers of every size; the suite's are small but for a few.
        size = LONGEST_ANSWER if number % 40 == 0 or ANSWERS > 1_000 else 8_000
        text = tangled(random.Random(number), size)
        splitter, shown = ThoughtSplitter(), ReadableText("en")
        for start in range(0, len(text), SLICE):
            # This thread's own time: other processes' load is not the studio's.
            began = time.thread_time()
            shown.feed(splitter.feed(text[start : start + SLICE]).text)
            longest = max(longest, time.thread_time() - began)
        assert len(shown.text) <= 8 * len(text) + 200
    if ANSWERS > 1_000:
        assert longest < HOLDS_NOBODY_S


async def test_generated_answers_never_hold_the_loop() -> None:
    """The whole way of an answer, beside a clock that wants to tick."""
    reader = AnswerReader()
    await reader.warm()
    stalls: list[float] = []

    async def tick() -> None:
        while True:
            # This process' own time, all its threads': they hold the loop by the interpreter's lock.
            began = time.process_time()
            await asyncio.sleep(0.005)
            stalls.append(time.process_time() - began)

    ticking = asyncio.create_task(tick())
    try:
        for number in range(ANSWERS if ANSWERS > 1_000 else max(8, ANSWERS // 20)):
            # Made beside the loop: writing them is not what is looked at.
            text = await asyncio.to_thread(tangled, random.Random(-number), LONGEST_ANSWER)
            made = await reader.read(
                "CHARACTERS", text, accepted={}, parent=None, locked=[], is_cut=False
            )
            assert isinstance(made, Finished | Unusable)
    finally:
        ticking.cancel()
        await reader.stop()
    assert stalls, "the loop went on"
    assert max(stalls) < HOLDS_NOBODY_S


def test_names_with_brackets_without_end_are_folded_and_found() -> None:
    assert fold_plain("Lin Wan (the diver) (old") == "linwanold"
    index = NameIndex([("a", ["(" * 20_000 + "Lin Wan"]), ("b", ["Chen"])])
    assert index.find("Old Chen") == "b"


def test_a_key_is_no_lever_for_a_text_that_is_much_longer_than_the_answer() -> None:
    said = '{"' + "k" * 20_000 + '":' + " 1 " * 2_000
    shown = ReadableText("en")
    shown.feed(said)
    assert len(shown.text) < 10 * len(said)


def test_readable_text_is_joined_once_and_not_at_each_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    joins = 0
    text = ReadableText.text.fget
    assert text is not None

    def counted(self: ReadableText) -> str:
        nonlocal joins
        joins += 1
        return str(text(self))

    monkeypatch.setattr(readable.ReadableText, "text", property(counted))
    shown = ReadableText("en")
    shown.feed('{"a": [' + '"x", ' * 500)
    assert joins == 0
    assert shown.text.count("x") == 500
