"""How Prefect (3.8.8) changes a run's state, in fewer statements."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol, TypeVar

from prefect.server.schemas.core import FlowRunPolicy
from prefect.server.schemas.states import StateType

_RESUMED = (StateType.PAUSED, StateType.SCHEDULED)


class _State(Protocol):
    @property
    def timestamp(self) -> datetime: ...

    @property
    def type(self) -> StateType: ...


class _Transition(Protocol):
    @property
    def initial_state(self) -> _State | None: ...

    @property
    def proposed_state(self) -> _State | None: ...


Rule = TypeVar("Rule")
Transition = TypeVar("Transition", bound=_Transition)


def sought_where_time_stood(
    seek: Callable[[Rule, Transition], Awaitable[None]],
) -> Callable[[Rule, Transition], Awaitable[None]]:
    """Give what seeks a run's states of the same time only where it may have one.

    Prefect asks the database at each change; a state later than the present one has none beside it.
    """

    async def before_transition(rule: Rule, context: Transition) -> None:
        present, next_one = context.initial_state, context.proposed_state
        if present is None or next_one is None or next_one.timestamp <= present.timestamp:
            await seek(rule, context)

    return before_transition


class _Run(Protocol):
    empirical_policy: FlowRunPolicy


class _RunTransition(_Transition, Protocol):
    @property
    def run(self) -> _Run: ...


class _Intent(Protocol):
    from_state_type: StateType | None
    to_state_type: StateType | None


IntendedRule = TypeVar("IntendedRule", bound=_Intent)
RunTransition = TypeVar("RunTransition", bound=_RunTransition)


def marked_before_it_is_written(
    remove: Callable[[IntendedRule, RunTransition], Awaitable[None]],
) -> Callable[[IntendedRule, RunTransition], Awaitable[None]]:
    """Give what takes a run's mark that it is resuming off, and sets it where it is resumed.

    Prefect sets it when it has written the run's new state, and writes the run once more for it.
    What is set already it finds unchanged.
    """

    async def before_transition(rule: IntendedRule, context: RunTransition) -> None:
        await remove(rule, context)
        intended = (rule.from_state_type, rule.to_state_type)
        proposed = context.proposed_state
        if intended == _RESUMED and proposed is not None and proposed.type is _RESUMED[1]:
            policy = {**context.run.empirical_policy.model_dump(), "resuming": True}
            context.run.empirical_policy = FlowRunPolicy(**policy)

    return before_transition
