"""What is known of a model endpoint before it is asked: address, key, and a stage's own wishes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

from genesis_flows.json_value import Json
from genesis_flows.providers.endpoint_policy import ANY_ENDPOINT, EndpointPolicy
from genesis_flows.providers.prices import Price, Prices

Reasoning = Literal["off", "low", "medium", "high"]

ONE_AT_A_TIME = 1
OPENAI_BASE_URL = "https://api.openai.com/v1"


@dataclass(frozen=True)
class StageSettings:
    """What one stage asks for; what is None is left to the endpoint."""

    model: str | None = None
    temperature: float | None = None
    max_output_tokens: int | None = None
    reasoning: Reasoning | None = None

    def parameters(self) -> dict[str, Json]:
        """Give the request's own parameters, by the names of Chat Completions."""
        effort = "none" if self.reasoning == "off" else self.reasoning
        wanted = {
            "temperature": self.temperature,
            "max_tokens": self.max_output_tokens,
            "reasoning_effort": effort,
        }
        return {name: value for name, value in wanted.items() if value is not None}


@dataclass(frozen=True)
class ModelConfig:
    """An OpenAI-compatible endpoint. `model` is None where its first one is to be used."""

    api_key: str | None = field(repr=False)
    base_url: str | None
    model: str | None
    unavailable_after_s: float = 60.0
    """A model that refuses connections or answers 5xx is tried again for so long."""
    silent_after_s: float = 300.0
    """A model that says nothing for so long is given up."""
    query: Mapping[str, str] = field(default_factory=dict)
    """What every request's URL carries, such as api-version."""
    stages: Mapping[str, StageSettings] = field(default_factory=dict)
    concurrency: int = ONE_AT_A_TIME
    """So many requests at once."""
    context_tokens: int | None = None
    """The model's window: what is read and written together."""
    endpoints: EndpointPolicy = ANY_ENDPOINT
    """Where a connection may go: an operator's own endpoint anywhere."""
    prices: Mapping[str, Price] = field(default_factory=dict)
    """What settings say a model costs, by its name."""
    output_limits: Mapping[str, int] = field(default_factory=dict)
    """What settings say a model may write in an answer, in tokens, by its name."""
    judge: str | None = None
    """The model that compares proposals in the evaluation; None: nobody does."""

    def shown(self) -> dict[str, object]:
        """Give what a page may show of it: no key, and an address without credentials."""
        price = Prices(self.base_url or OPENAI_BASE_URL, self.prices).of(self.model)
        return {
            "base_url": _without_credentials(self.base_url or OPENAI_BASE_URL),
            "has_key": self.api_key is not None,
            "stages": {stage: asdict(wishes) for stage, wishes in self.stages.items()},
            "price": price.shown() if price else None,
        }


def _without_credentials(url: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
