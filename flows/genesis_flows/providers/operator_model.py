"""The operator's model: the environment's variables, and the settings file that completes them."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal, get_args
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from genesis_flows.providers.endpoint_address import clean_base_url
from genesis_flows.providers.endpoint_policy import EndpointPolicy
from genesis_flows.providers.model_config import ModelConfig, Reasoning, StageSettings
from genesis_flows.providers.prices import Price

DEFAULT_MODEL = "gpt-4.1"
"""What OpenAI's own endpoint is asked for where nothing names a model."""
DEFAULT_CONCURRENCY = 3

StageName = Literal[
    "CONCEPT_SELECTION", "STORY_CONCEPTION", "WORLDVIEW", "CHARACTERS", "PLOT_OUTLINE"
]
Tokens = Annotated[int, Field(ge=1, le=10_000_000)]
Dollars = Annotated[float, Field(ge=0, le=1_000_000)]


class ModelsFileError(Exception):
    """The file cannot be read, or says something it cannot; the message says where."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ModelFacts(_Strict):
    """One model: its limit, and its price in US dollars for a million tokens."""

    max_output_tokens: Tokens | None = None
    context_tokens: Tokens | None = None
    input_per_mtok: Dollars | None = None
    output_per_mtok: Dollars | None = None
    cached_input_per_mtok: Dollars | None = None


class StageChoice(_Strict):
    """What one stage uses."""

    model: str | None = None
    temperature: Annotated[float, Field(ge=0, le=2)] | None = None
    max_output_tokens: Tokens | None = None
    reasoning: Reasoning | None = None


class ModelsFile(_Strict):
    """GENESIS_MODELS_FILE."""

    model: str | None = None
    concurrency: Annotated[int, Field(ge=1, le=100)] | None = None
    judge: str | None = None
    models: dict[str, ModelFacts] = {}
    stages: dict[StageName, StageChoice] = {}


def read_models_file(path: str) -> ModelsFile:
    """Read the file.

    Raises:
        ModelsFileError: with the place of the first fault.
    """
    try:
        return ModelsFile.model_validate(tomllib.loads(Path(path).read_text(encoding="utf-8")))
    except OSError as error:
        raise ModelsFileError(error.strerror or "cannot be read") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ModelsFileError(f"not TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise ModelsFileError(f"{place}: {first['msg']}") from error


def operator_model(
    api_key: str | None,
    base_url: str | None,
    model: str | None,
    concurrency: int | None,
    file: ModelsFile,
) -> ModelConfig | None:
    """Make the configuration; None where there is neither a key nor an address: samples."""
    if api_key is None and base_url is None:
        return None
    model = model or file.model
    if model is None and base_url is None:
        model = DEFAULT_MODEL
    usual = 1 if is_loopback(base_url) else DEFAULT_CONCURRENCY
    stages: dict[str, StageSettings] = {
        stage: _stage(choice, model, file) for stage, choice in file.stages.items()
    }
    limit = _stage(StageChoice(), model, file)
    if limit != StageSettings():
        stages = {name: stages.get(name, limit) for name in get_args(StageName)}
    base, query = (None, {}) if base_url is None else clean_base_url(base_url)
    return ModelConfig(
        api_key=api_key,
        base_url=base,
        query=query,
        model=model,
        stages=stages,
        concurrency=concurrency or file.concurrency or usual,
        context_tokens=facts.context_tokens if (facts := file.models.get(model or "")) else None,
        prices=_prices(file),
        output_limits={
            n: f.max_output_tokens for n, f in file.models.items() if f.max_output_tokens
        },
        judge=file.judge,
    )


def read_model_endpoints(values: Sequence[str]) -> EndpointPolicy | None:
    """Make MODEL_ENDPOINTS a policy; None where it is absent."""
    if not values:
        return None
    match values[0]:
        case "any" | "public" | "none" as kind:
            return EndpointPolicy(kind)
    return EndpointPolicy("named", tuple(value.lower() for value in values))


def is_loopback(base_url: str | None) -> bool:
    """Whether an endpoint is on this machine, which does one thing at a time."""
    host = (urlsplit(base_url or "").hostname or "").rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _stage(choice: StageChoice, model: str | None, file: ModelsFile) -> StageSettings:
    facts = file.models.get(choice.model or model or "")
    limit = facts.max_output_tokens if facts else None
    return StageSettings(
        choice.model, choice.temperature, choice.max_output_tokens or limit, choice.reasoning
    )


def _prices(file: ModelsFile) -> dict[str, Price]:
    return {
        name: Price(facts.input_per_mtok, facts.output_per_mtok, facts.cached_input_per_mtok)
        for name, facts in file.models.items()
        if facts.input_per_mtok is not None and facts.output_per_mtok is not None
    }
