"""What a model's tokens cost: by the settings, else by a kept list, else nobody knows.

The list is genai-prices'; it comes with the package and asks nobody. A price that is not known is
None and never 0: also an endpoint on this machine may pass its requests on to one that is paid.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from genesis_flows.json_value import Json
from genesis_flows.providers.usage import Usage

MTOK = 1_000_000
LIST = "genai-prices"
ANY_MODEL = ""
"""In settings: the price of whichever model the endpoint has."""
FREE_ENDING = ":free"
"""OpenRouter's name for a model that costs nothing; others without a price are not known."""


@dataclass(frozen=True)
class Price:
    """US dollars for a million tokens. `cached`: of input that the endpoint had kept."""

    input_per_mtok: float
    output_per_mtok: float
    cached_per_mtok: float | None = None
    source: str = "operator"

    def shown(self) -> dict[str, float | str]:
        """Give it as the API has it."""
        return {
            "input_per_mtok": self.input_per_mtok,
            "output_per_mtok": self.output_per_mtok,
            "currency": "USD",
            "source": self.source,
        }

    def cost_usd(self, usage: Usage) -> float | None:
        """Give what these tokens cost; None where the endpoint did not count them."""
        if usage.input_tokens is None or usage.output_tokens is None:
            return 0.0 if self.is_free else None
        cached = min(usage.cached_tokens or 0, usage.input_tokens)
        cached_price = self.input_per_mtok if self.cached_per_mtok is None else self.cached_per_mtok
        spent = (
            (usage.input_tokens - cached) * self.input_per_mtok
            + cached * cached_price
            + usage.output_tokens * self.output_per_mtok
        )
        return round(spent / MTOK, 9)

    @property
    def is_free(self) -> bool:
        """Whether nothing is ever paid."""
        return self.input_per_mtok == 0 and self.output_per_mtok == 0 and not self.cached_per_mtok


@dataclass(frozen=True)
class Prices:
    """The prices of one endpoint's models. `settled`: by model, what settings say."""

    base_url: str
    settled: Mapping[str, Price] = field(default_factory=dict)

    def of(
        self, model: str | None, usage: Usage | None = None, at: datetime | None = None
    ) -> Price | None:
        """Give a model's price; that of a list may depend on how much there is of it, and when.

        `at`: when it was asked, now if None. Some endpoints cost half at night.
        """
        settled = self.settled.get(model or ANY_MODEL) or self.settled.get(ANY_MODEL)
        return settled or _listed(model, self.base_url, usage or Usage(0, 0), at)


def _listed(model: str | None, base_url: str, usage: Usage, at: datetime | None) -> Price | None:
    if not model:
        return None
    # 1.6 MB of prices: read when the first one is asked for.
    from genai_prices import Usage as ListUsage  # noqa: PLC0415
    from genai_prices import calc_price  # noqa: PLC0415

    tokens = ListUsage(input_tokens=usage.input_tokens or 0, output_tokens=usage.output_tokens or 0)
    try:
        found = calc_price(
            tokens, model, provider_api_url=base_url, genai_request_timestamp=at
        ).model_price
    except (LookupError, ValueError, TypeError):
        return None
    if model.endswith(FREE_ENDING):
        return Price(0, 0, source=LIST)
    size = usage.input_tokens or 0
    into, out = _at(found, "input_mtok", size), _at(found, "output_mtok", size)
    if into is None or out is None:
        return None
    return Price(into, out, _at(found, "cache_read_mtok", size), LIST)


def _at(price: Json, name: str, tokens: int) -> float | None:
    """A price by its name, of the tier that a request of so many tokens is in."""
    value = getattr(price, name, None)
    if value is None:
        return None
    tiers = [tier for tier in getattr(value, "tiers", []) if tokens > tier.start]
    return float(tiers[-1].price if tiers else getattr(value, "base", value))
