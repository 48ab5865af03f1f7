"""Which provider a configuration means."""

from __future__ import annotations

from genesis_flows.providers.capabilities import Store
from genesis_flows.providers.model_config import ModelConfig
from genesis_flows.providers.openai_provider import OpenAIProvider
from genesis_flows.providers.provider import Provider
from genesis_flows.providers.sample_provider import SampleProvider


def choose_provider(model: ModelConfig | None, learnt: Store | None = None) -> Provider:
    """Give the model's provider, or the sample generator where none is configured.

    A configured model never falls back to samples.
    """
    return SampleProvider() if model is None else OpenAIProvider(model, learnt)
