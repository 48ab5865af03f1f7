"""Generated misbehaviours of an endpoint, each kind in turn (tests/vectors/misbehaviours.json)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from genesis_flows.generation.asking import candidate
from genesis_flows.providers import answer_stream
from genesis_flows.providers.provider import GenerationFailed
from tests.misbehaviour import FIRST, MISBEHAVIOURS, misbehave, say_how_many
from tests.model_server import ModelServer
from tests.unit.test_entries import KEY, TEXT, Shown, has_key, provider_of, write


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(candidate, "AFTER_A_CUT_S", 0.01)
    monkeypatch.setattr(answer_stream, "AFTER_END_S", 0.3)


class Watched(Shown):
    """Remembers what every try said."""

    def __init__(self) -> None:
        super().__init__()
        self.tries: list[str] = []

    def begin_again(self) -> None:
        self.tries.append(self.text or self.raw)
        super().begin_again()


async def test_generated_misbehaviours_come_to_an_end_without_a_key_and_with_few_calls(
    model_server: ModelServer, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """No INTERNAL, no key, no more calls than the kind allows, and what was paid for is kept."""
    known_codes = set((Path(__file__).parents[3] / "docs/errors.md").read_text().split("`"))
    for number in range(FIRST, FIRST + MISBEHAVIOURS):
        provider = provider_of(model_server, away_s=0.1)
        model_server.requests.clear()
        name, model_server.replies, most_calls = misbehave(number, TEXT, KEY)
        case = f"{number}: {name}"
        shown = Watched()
        try:
            written = await write(provider, shown=shown)
            said = json.dumps(written.content)
        except GenerationFailed as failure:
            assert failure.code in known_codes - {"INTERNAL"}, case
            said = failure.message + (failure.kept_text or "")
            came = [*shown.tries, shown.text or shown.raw]
            assert failure.kept_text or not any(text.strip() for text in came), case
        assert not has_key(said), case
        assert len(model_server.requests) <= most_calls, case
    assert not has_key(caplog.text)
    say_how_many(capsys, MISBEHAVIOURS, "to one candidate")
