"""A writer's own settings, as genesis.account_model gives them, made a model's configuration."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit, urlunsplit

from genesis_flows.json_value import Json
from genesis_flows.providers.endpoint_policy import (
    ANY_ENDPOINT,
    EndpointForbidden,
    EndpointPolicy,
)
from genesis_flows.providers.model_config import ModelConfig, StageSettings
from genesis_flows.providers.model_keys import ModelKeys, UnreadableKey
from genesis_flows.providers.prices import ANY_MODEL, Price
from genesis_flows.providers.provider import GenerationFailed


def own_model_config(
    row: Mapping[str, Json], keys: ModelKeys, policy: EndpointPolicy | None
) -> ModelConfig:
    """Make the configuration; `policy` is MODEL_ENDPOINTS where this worker has it.

    Raises:
        GenerationFailed: MODEL_NOT_CONFIGURED, where the key cannot be opened or the endpoint is
            not allowed (any more).
    """
    endpoints = policy or _policy_of(row)
    try:
        endpoints.check_url(row["base_url"])
        key = _key_of(row, keys)
    except (EndpointForbidden, UnreadableKey) as error:
        raise GenerationFailed("MODEL_NOT_CONFIGURED", f"your own model: {error}") from error
    parts = urlsplit(row["base_url"])
    return ModelConfig(
        api_key=key,
        base_url=urlunsplit((parts.scheme, parts.netloc, parts.path, "", "")),
        model=row["model"],
        query=dict(parse_qsl(parts.query)),
        stages={stage: stage_settings(wishes) for stage, wishes in row["stages"].items()},
        concurrency=row["concurrency"],
        endpoints=endpoints,
        prices=_own_prices(row),
    )


def stage_settings(wishes: Mapping[str, Json]) -> StageSettings:
    """Give a stage's settings from their JSON; what is absent or null is left to the endpoint."""
    names = ("model", "temperature", "max_output_tokens", "reasoning")
    return StageSettings(**{name: wishes.get(name) for name in names})


def _own_prices(row: Mapping[str, Json]) -> dict[str, Price]:
    """What the writer says it costs: nothing is said of the whole endpoint, else of its model."""
    if row["price"] is None:
        return {}
    price = Price(row["price"]["input_per_mtok"], row["price"]["output_per_mtok"], source="own")
    return {ANY_MODEL if price.is_free else row["model"] or ANY_MODEL: price}


def _policy_of(row: Mapping[str, Json]) -> EndpointPolicy:
    """What the edge allowed when the settings were saved."""
    if row["endpoint_rule"] == "any":
        return ANY_ENDPOINT
    if row["endpoint_rule"] == "named":
        return EndpointPolicy("named", (urlsplit(row["base_url"]).hostname or "",))
    return EndpointPolicy("public")


def _key_of(row: Mapping[str, Json], keys: ModelKeys) -> str | None:
    if row["encrypted_key"] is None:
        return None
    return keys.decrypt(row["account_id"], row["encrypted_key"])
