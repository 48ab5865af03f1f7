from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from genesis_flows.config import ConfigError, WorkerConfig, read_config
from genesis_flows.providers.endpoint_policy import EndpointPolicy
from genesis_flows.providers.model_config import ModelConfig, StageSettings
from genesis_flows.providers.model_keys import ModelKeys, UnreadableKey
from genesis_flows.providers.own_model import own_model_config
from genesis_flows.providers.provider import GenerationFailed
from genesis_flows.providers.provider_choice import ProviderChoice
from tests.model_server import Exchange, ModelServer, refuses, says
from tests.unit.test_openai_provider import request

VECTORS: Any = json.loads(
    (Path(__file__).parents[3] / "tests/vectors/model-keys.json").read_text(encoding="utf-8")
)["keys"]
OTHER = "01890000-0000-7000-8000-0000000000ff"


async def nothing(_: str) -> None:
    return None


def row(base_url: str, **more: Any) -> dict[str, Any]:
    vector = VECTORS[0]
    return {
        "account_id": vector["account_id"],
        "base_url": base_url,
        "model": "scripted-1",
        "encrypted_key": vector["stored"],
        "endpoint_rule": "any",
        "stages": {},
        "concurrency": 1,
        "price": None,
    } | more


KEYS = ModelKeys([VECTORS[0]["secret"]])


def test_the_shared_vectors_open_with_their_secret_and_for_their_account_alone() -> None:
    assert len(VECTORS) >= 3
    for vector in VECTORS:
        keys = ModelKeys(["something else entirely", vector["secret"]])
        assert keys.decrypt(vector["account_id"].upper(), vector["stored"]) == vector["key"]
        for broken in (vector["stored"][:-8], "", "v1", "v1.x.y", "v2" + vector["stored"][2:]):
            with pytest.raises(UnreadableKey):
                keys.decrypt(vector["account_id"], broken)
        with pytest.raises(UnreadableKey, match="another account"):
            keys.decrypt(OTHER, vector["stored"])
        with pytest.raises(UnreadableKey, match="another GENESIS_SECRET"):
            ModelKeys(["something else entirely"]).decrypt(vector["account_id"], vector["stored"])


async def test_a_writers_own_endpoint_gets_their_key_model_and_stage_settings(
    model_server: ModelServer,
) -> None:
    model_server.replies = [says("{}")]
    stages = {"CONCEPT_SELECTION": {"model": "scripted-2", "temperature": 0.5, "reasoning": None}}
    choice = ProviderChoice(None, KEYS, None)
    provider = choice.choose(row(model_server.url, stages=stages))
    await provider.write(request(), nothing, nothing)
    body = model_server.requests[0]
    await choice.stop()
    assert (body["model"], body["temperature"]) == ("scripted-2", 0.5)
    assert "max_tokens" not in body
    assert provider.kind == "ai"


async def test_a_running_generation_keeps_what_it_began_with() -> None:
    choice = ProviderChoice(None, KEYS, None)
    before = choice.choose(row("http://127.0.0.1:9/v1"))
    assert choice.choose(row("http://127.0.0.1:9/v1")) is before
    after = choice.choose(row("http://127.0.0.1:9/v1", model="another"))
    assert (before.model, after.model) == ("scripted-1", "another")
    assert choice.choose(None).kind == "sample"
    await choice.stop()


@pytest.mark.parametrize(
    ("more", "policy", "says_why"),
    [
        ({"encrypted_key": "v1.0000000000000000.AAAA"}, None, "another GENESIS_SECRET"),
        ({"account_id": OTHER}, None, "another account"),
        ({}, EndpointPolicy("public"), "https"),
        ({}, EndpointPolicy("none"), "no endpoint"),
        ({"endpoint_rule": "public"}, None, "https"),
    ],
)
async def test_what_cannot_be_used_says_why_and_never_falls_back(
    more: dict[str, Any], policy: EndpointPolicy | None, says_why: str
) -> None:
    choice = ProviderChoice(ModelConfig("sk-operator", "http://127.0.0.1:9", "m"), KEYS, policy)
    provider = choice.choose(row("http://127.0.0.1:9/v1", **more))
    with pytest.raises(GenerationFailed, match=says_why) as failed:
        await provider.write(request(), nothing, nothing)
    assert failed.value.code == "MODEL_NOT_CONFIGURED"
    assert VECTORS[0]["key"] not in str(failed.value)
    await choice.stop()


def test_the_query_of_an_address_travels_with_every_request() -> None:
    config = own_model_config(row("https://x.example/d?api-version=1"), KEYS, None)
    assert (config.base_url, config.query) == ("https://x.example/d", {"api-version": "1"})
    assert VECTORS[0]["key"] not in repr(config)


BASE = {"DATABASE_URL": "postgres://u:p@h/d", "PREFECT_API_URL": "http://127.0.0.1:4200/api"}


def configured(env: dict[str, str]) -> WorkerConfig:
    return read_config(BASE | env)


def test_the_operators_file_says_models_limits_prices_and_stages(tmp_path: Path) -> None:
    path = tmp_path / "models.toml"
    path.write_text(
        """
model = "writer-1"
concurrency = 5
[models."writer-1"]
max_output_tokens = 8000
input_per_mtok = 1.5
output_per_mtok = 6
[models."thinker-1"]
max_output_tokens = 20000
[stages.WORLDVIEW]
model = "thinker-1"
reasoning = "high"
""",
        encoding="utf-8",
    )
    env = {"OPENAI_BASE_URL": "https://gw.example/v1", "GENESIS_MODELS_FILE": str(path)}
    model = configured(env).model
    assert model is not None
    assert (model.model, model.concurrency) == ("writer-1", 5)
    assert model.stages["WORLDVIEW"] == StageSettings("thinker-1", None, 20000, "high")
    assert model.stages["CHARACTERS"] == StageSettings(None, None, 8000, None)
    assert model.shown()["price"] == {
        "input_per_mtok": 1.5,
        "output_per_mtok": 6.0,
        "currency": "USD",
        "source": "operator",
    }
    assert "sk-" not in json.dumps(model.shown())


@pytest.mark.parametrize(
    ("text", "says_why"),
    [
        ("model = ", "not TOML"),
        ("modle = 'x'", "modle"),
        ("[stages.NOWHERE]\nmodel = 'x'", "stages.NOWHERE"),
        ("[models.x]\ninput_per_mtok = -1", "models.x.input_per_mtok"),
        (None, "No such file"),
    ],
)
def test_a_wrong_file_stops_the_worker_with_its_variable_and_the_place(
    tmp_path: Path, text: str | None, says_why: str
) -> None:
    path = tmp_path / "models.toml"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match="GENESIS_MODELS_FILE") as refused:
        configured({"GENESIS_MODELS_FILE": str(path)})
    assert says_why in str(refused.value)


def test_so_many_requests_at_once_as_the_endpoint_takes() -> None:
    def concurrency(**env: str) -> int:
        model = configured(env).model
        assert model is not None
        return model.concurrency

    assert concurrency(OPENAI_API_KEY="k") == 3
    assert concurrency(OPENAI_BASE_URL="http://localhost:11434/v1") == 1
    assert concurrency(OPENAI_BASE_URL="http://[::1]:1/v1", GENESIS_MODEL_CONCURRENCY="4") == 4
    with pytest.raises(ConfigError, match="GENESIS_MODEL_CONCURRENCY"):
        concurrency(OPENAI_API_KEY="k", GENESIS_MODEL_CONCURRENCY="0")


def test_model_endpoints_absent_leaves_it_to_what_the_edge_allowed() -> None:
    assert configured({}).model_endpoints is None
    assert configured({"MODEL_ENDPOINTS": "public"}).model_endpoints == EndpointPolicy("public")
    named = configured({"MODEL_ENDPOINTS": "gw.example, LAB:8000"}).model_endpoints
    assert named == EndpointPolicy("named", ("gw.example", "lab:8000"))


async def test_a_replay_writes_every_stage_with_its_model_at_the_same_endpoint(
    model_server: ModelServer,
) -> None:
    model_server.replies = [says("{}"), says("{}")]
    stages = {"CONCEPT_SELECTION": {"model": "scripted-2", "temperature": 0.5, "reasoning": None}}
    named = {"CONCEPT_SELECTION": StageSettings(model="another")}
    operator = ModelConfig("sk-operator", model_server.url, "usual", stages=named)
    choice = ProviderChoice(operator, KEYS, None)
    own = row(model_server.url, stages=stages)
    await choice.choose(own, "another").write(request(), nothing, nothing)
    await choice.choose(None, "another").write(request(), nothing, nothing)
    sent = [(body["model"], body.get("temperature")) for body in model_server.requests]
    assert sent == [("another", 0.5), ("another", None)]
    assert choice.choose(own, "another") is choice.choose(own, "another")
    assert (choice.choose(own).model, choice.choose(None).model) == ("scripted-1", "usual")
    await choice.stop()


async def test_on_the_operators_key_only_models_write_that_the_settings_name(
    model_server: ModelServer,
) -> None:
    model_server.replies = [says("{}")]
    paid = ProviderChoice(ModelConfig("sk-operator", model_server.url, "usual"), KEYS, None)
    with pytest.raises(GenerationFailed) as refused:
        await paid.choose(None, "the-dearest").write(request(), nothing, nothing)
    assert refused.value.code == "MODEL_NOT_FOUND"
    assert model_server.requests == []
    free = ProviderChoice(ModelConfig(None, model_server.url, "usual"), KEYS, None)
    await free.choose(None, "the-dearest").write(request(), nothing, nothing)
    assert model_server.requests[0]["model"] == "the-dearest"
    await paid.stop()
    await free.stop()


async def test_a_model_that_a_writer_names_says_nothing_of_the_operators_endpoint(
    model_server: ModelServer,
) -> None:
    unknown = refuses(404, "no such model", code="model_not_found")
    model_server.replies = [unknown, unknown, unknown, unknown]
    choice = ProviderChoice(ModelConfig(None, model_server.url, "usual"), KEYS, None)

    async def fail_twice(replay_model: str | None) -> None:
        for _ in range(2):
            with pytest.raises(GenerationFailed) as failed:
                await choice.choose(None, replay_model).write(request(), nothing, nothing)
            assert failed.value.code == "MODEL_NOT_FOUND"

    await fail_twice("made-up")
    assert choice.operator_health.problem() is None
    await fail_twice(None)
    assert "MODEL_NOT_FOUND" in (choice.operator_health.problem() or "")
    await choice.stop()


async def test_a_replay_waits_for_the_operators_places(model_server: ModelServer) -> None:
    here, most = 0, 0

    async def reply(exchange: Exchange) -> None:
        nonlocal here, most
        here += 1
        most = max(most, here)
        await says("{}", pause_s=0.05)(exchange)
        here -= 1

    model_server.replies = [reply] * 4
    operator = ModelConfig(None, model_server.url, "usual", concurrency=1)
    choice = ProviderChoice(operator, KEYS, None)
    models = (None, "another", None, "another")
    await asyncio.gather(
        *(choice.choose(None, model).write(request(), nothing, nothing) for model in models)
    )
    assert (len(model_server.requests), most) == (4, 1)
    await choice.stop()
