"""Who writes for whom: the writer's own model, else the operator's, else samples."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace

from genesis_flows.json_value import Json
from genesis_flows.providers.capabilities import KeptHere, Store
from genesis_flows.providers.choose import choose_provider
from genesis_flows.providers.endpoint_policy import EndpointPolicy
from genesis_flows.providers.limited_provider import LimitedProvider
from genesis_flows.providers.model_config import ModelConfig
from genesis_flows.providers.model_health import ModelHealth, WatchedProvider
from genesis_flows.providers.model_keys import ModelKeys
from genesis_flows.providers.own_model import own_model_config
from genesis_flows.providers.provider import GenerationFailed, Provider
from genesis_flows.providers.unusable_provider import UnusableProvider

OPERATOR = "operator"
MOST_KEPT = 64
"""Writers whose connections are kept."""


class ProviderChoice:
    """Keeps the operator's provider, and those of the writers who wrote last."""

    def __init__(
        self,
        operator: ModelConfig | None,
        keys: ModelKeys,
        policy: EndpointPolicy | None,
        learnt: Store | None = None,
    ) -> None:
        """Without an operator's model: samples."""
        self._learnt = learnt or KeptHere()
        self._operator_config = operator
        self.operator: Provider = choose_provider(operator, self._learnt)
        self.operator_health = ModelHealth()
        self._operator_places = asyncio.Semaphore(operator.concurrency if operator else 1)
        if operator is not None:
            limited = LimitedProvider(self.operator, operator.concurrency, self._operator_places)
            self.operator = WatchedProvider(limited, self.operator_health)
        self._keys = keys
        self._policy = policy
        self._own: OrderedDict[str, tuple[ModelConfig, Provider]] = OrderedDict()

    def choose(
        self, own_model: Mapping[str, Json] | None, replay_model: str | None = None
    ) -> Provider:
        """Give the provider for one generation, which keeps it to its end.

        A model of one's own never falls back to another: where it cannot be used, its provider
        says so when it is asked to write. `replay_model`: at the same endpoint, the model that
        writes every stage instead; the sample generator has none.
        """
        if own_model is None:
            if replay_model is None or self._operator_config is None:
                return self.operator
            if not _may_use(self._operator_config, replay_model):
                return UnusableProvider(
                    GenerationFailed(
                        "MODEL_NOT_FOUND",
                        f"the studio's settings name no model {replay_model}: "
                        "on its key only those that they name write",
                    )
                )
            # Not watched: that a name which a writer chose is unknown says nothing of the endpoint.
            on_model = _on_model(self._operator_config, replay_model)
            return self._kept(OPERATOR, on_model, self._operator_places)
        account = own_model["account_id"]
        try:
            config = own_model_config(own_model, self._keys, self._policy)
        except GenerationFailed as failure:
            return UnusableProvider(failure)
        if replay_model is None:
            return self._kept(account, config)
        return self._kept(f"{account} {replay_model}", _on_model(config, replay_model))

    def _kept(
        self, account: str, config: ModelConfig, places: asyncio.Semaphore | None = None
    ) -> Provider:
        """Give the provider of a configuration, kept from its last generation.

        `places`: the endpoint's, where another model of it is written with as well.
        """
        known = self._own.get(account)
        if known is None or known[0] != config:
            # The one before may still write: its connections end with it.
            made = choose_provider(config, self._learnt)
            self._own[account] = (config, LimitedProvider(made, config.concurrency, places))
        self._own.move_to_end(account)
        if len(self._own) > MOST_KEPT:
            self._own.popitem(last=False)
        return self._own[account][1]

    async def stop(self) -> None:
        """Let go of every connection."""
        await self.operator.stop()
        for _, provider in self._own.values():
            await provider.stop()


def _may_use(config: ModelConfig, model: str) -> bool:
    """Whether a writer may have the operator's endpoint write with that model.

    Where there is a key somebody pays, for what they chose: what their settings name.
    """
    named = {config.model, *config.prices, *(wishes.model for wishes in config.stages.values())}
    return config.api_key is None or model in named


def _on_model(config: ModelConfig, model: str) -> ModelConfig:
    """Make the configuration write every stage with one model, by the stages' other wishes."""
    return replace(
        config,
        model=model,
        stages={stage: replace(wishes, model=None) for stage, wishes in config.stages.items()},
    )
