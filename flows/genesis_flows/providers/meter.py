"""What a provider tells of each call: before it is made, and what it took."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from genesis_flows.providers.prices import Price
from genesis_flows.providers.usage import Usage

CallOutcome = Literal["ANSWERED", "CUT", "FAILED", "STOPPED"]
"""STOPPED: by the writer, or with the worker."""


@dataclass(frozen=True)
class Call:
    """One call of a model, whatever came of it.

    `model` is the one that was asked for. `counted_usd` is what a budget counts: the cost, or an
    estimate where the endpoint did not count.
    """

    model: str | None
    host: str | None
    outcome: CallOutcome
    usage: Usage
    cost_usd: float | None
    counted_usd: float


class Meter(Protocol):
    """Is told of every call, and may refuse the next one."""

    async def before_call(self) -> None:
        """Say whether a call may be made.

        Raises:
            GenerationFailed: BUDGET_SPENT.
        """
        ...

    async def after_call(self, call: Call) -> None:
        """Take what a call was."""
        ...


def priced(
    price: Price | None,
    outcome: CallOutcome,
    usage: Usage,
    *,
    was_refused: bool,
    said: tuple[int, int],
) -> tuple[float | None, float]:
    """Give what a call cost, and what a budget counts of it.

    `was_refused`: it ended with an error status or without a connection, before any answer, which
    no endpoint charges for. `said`: about how many tokens went in and came out.
    """
    if price is None:
        return None, 0.0
    cost = price.cost_usd(usage)
    if cost is None and was_refused and outcome == "FAILED":
        cost = 0.0
    if cost is not None:
        return cost, cost
    guess = Usage(
        said[0] if usage.input_tokens is None else usage.input_tokens,
        said[1] if usage.output_tokens is None else usage.output_tokens,
    )
    return None, price.cost_usd(guess) or 0.0


def about_tokens(text: str) -> int:
    """Estimate tokens: a quarter of a letter's each, a whole one for what is not ASCII."""
    wide = sum(not character.isascii() for character in text)
    return wide + -(-(len(text) - wide) // 4)
